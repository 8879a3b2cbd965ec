"""`woo-desk redact`: the redaction engine alone, with its proof."""

from __future__ import annotations

import argparse
import contextlib
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from woo_desk.app import Services, running_services
from woo_desk.cli import output
from woo_desk.cli.output import FileResidue
from woo_desk.cli.tasks import PREPARED, prepare, run_task
from woo_desk.domain.export import BoxStyle, Mark, Residue
from woo_desk.domain.geometry import Box
from woo_desk.domain.ground import UnknownGroundError
from woo_desk.domain.ids import NO_SHA256, GroundCode
from woo_desk.errors import ExitCode, UsageError
from woo_desk.texts import text
from woo_desk.usecases.export import SAFER_ROUNDS
from woo_desk.usecases.export_marks import WIDTH_TOLD, pages_of, pictured_pages
from woo_desk.usecases.grounds import load_grounds
from woo_desk.usecases.leftovers import private_folder
from woo_desk.usecases.names import clean_name
from woo_desk.usecases.requests import (
    PreparedPage,
    RedactRequest,
    RedactResult,
    VerifyRequest,
    VerifyResult,
)
from woo_desk.usecases.safer_way import safer_way

LIMIT_S = 3600.0


class _BoxLine(msgspec.Struct, forbid_unknown_fields=True):
    page: int
    box: tuple[float, float, float, float]
    ground: str
    hide_width: bool = False


def add_options(parser: argparse.ArgumentParser) -> None:
    """FILE --boxes BOXES.json [--terms TERMS.txt] --out FILE [--style S]."""
    parser.add_argument("file", type=Path, metavar="BESTAND", help=text("cli.redact.file"))
    parser.add_argument(
        "--boxes", required=True, type=Path, metavar="VAKKEN.json", help=text("cli.redact.boxes")
    )
    parser.add_argument("--terms", type=Path, metavar="TERMEN.txt", help=text("cli.terms"))
    parser.add_argument(
        "--out", required=True, type=Path, metavar="UIT.pdf", help=text("cli.redact.out")
    )
    parser.add_argument(
        "--style",
        choices=[style.value for style in BoxStyle],
        default=BoxStyle.BLACK.value,
        help=text("cli.style"),
    )


def run_redact(options: argparse.Namespace) -> ExitCode:
    """Redact one file; no output file when anything would survive."""
    marks = read_boxes(options.boxes)
    terms = read_terms(options.terms) if options.terms else ()
    with running_services() as services, private_folder() as folder:
        prepared = folder / PREPARED
        draft = folder / "redacted.pdf"
        result = prepare(services, options.file, folder)
        _refuse_astray(marks, result.pages)
        request = RedactRequest(
            dossier_path="",
            prepared_sha256=NO_SHA256,
            marks=marks,
            terms=terms,
            style=BoxStyle(options.style),
            title="",
            output_path=str(draft),
            source_path=str(prepared),
        )
        name = clean_name(options.out.name)
        fallbacks = _write_safely(services, request, name)
        _deliver(draft, options.out)
    for fallback in fallbacks:
        key, _, page = fallback.partition(":")
        output.warn(f"fallback.{key}", page=page)
    output.say("cli.redact.done", name=clean_name(str(options.out)))
    return ExitCode.DONE


def read_terms(path: Path) -> tuple[str, ...]:
    """One term per line, empty lines left out; UsageError when it cannot be read."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        raise UsageError("terms_unreadable", name=clean_name(str(path))) from None
    return tuple(dict.fromkeys(line.strip() for line in lines if line.strip()))


def read_boxes(path: Path) -> tuple[Mark, ...]:
    """Boxes as [{"page": 0, "box": [x0, y0, x1, y1], "ground": "5.1.2e"}].

    With "hide_width": true the rest of the line is laid out again, so that the gap tells nothing.

    Unrotated points, origin top left; pages count from 0. UsageError for anything else.
    """
    try:
        lines = msgspec.json.decode(path.read_bytes(), type=list[_BoxLine])
        return tuple(_mark(line) for line in lines)
    except (OSError, msgspec.MsgspecError, ValueError, UnknownGroundError):
        raise UsageError("boxes_unreadable", name=clean_name(str(path))) from None


def _mark(line: Any) -> Mark:
    if line.page < 0:
        msg = "pages count from 0"
        raise ValueError(msg)
    x0, y0, x1, y1 = line.box
    if x0 == x1 or y0 == y1:
        msg = "a box without area covers nothing"
        raise ValueError(msg)
    box = Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    label = load_grounds().get(GroundCode(line.ground)).label
    return Mark(line.page, (box,), label, hides_width=line.hide_width)


def _refuse_astray(marks: Sequence[Mark], pages: Sequence[PreparedPage]) -> None:
    """A box that lies on no page would remove nothing: it is refused, never left out silently."""
    for mark in marks:
        if mark.page_index >= len(pages):
            raise UsageError("boxes_no_such_page")
        page = pages[mark.page_index]
        if not all(
            box.x0 < page.width and box.y0 < page.height and box.x1 > 0 and box.y1 > 0
            for box in mark.boxes
        ):
            raise UsageError("boxes_outside_page", page=mark.page_index + 1)


def _write_safely(services: Services, asked: RedactRequest, name: str) -> tuple[str, ...]:
    """Redact and verify, where need be a safer way; what could not be done in place.

    FileResidue when something survives in every way there is.
    """
    request: RedactRequest | None = asked
    residues: tuple[Residue, ...] = ()
    for _ in range(SAFER_ROUNDS + 1):
        if request is None:
            break
        Path(request.output_path).unlink(missing_ok=True)
        redacted = run_task(services, "redact", request, RedactResult, LIMIT_S)
        check = _check_of(request, redacted, name)
        verification = run_task(services, "verify", check, VerifyResult, LIMIT_S).verification
        if not verification.has_leak:
            return (*redacted.fallbacks, *_told(asked, request))
        residues = verification.residues
        request = safer_way(request, residues)
    raise FileResidue(residues)


def _check_of(request: RedactRequest, redacted: RedactResult, name: str) -> VerifyRequest:
    return VerifyRequest(
        path=request.output_path,
        file_name=name,
        marks=request.marks,
        terms=request.terms,
        original_path=request.source_path,
        written=redacted.written,
        moved=redacted.moved,
        hides_width=any(mark.hides_width for mark in request.marks),
        width_told=pages_of(redacted.fallbacks, WIDTH_TOLD),
        pictured=pictured_pages(redacted.fallbacks),
    )


def _told(asked: RedactRequest, written: RedactRequest) -> tuple[str, ...]:
    """The pages where a gap was to tell nothing, and lines stayed as they are."""
    if asked.marks == written.marks:
        return ()
    pages = sorted({mark.page_index for mark in asked.marks if mark.hides_width})
    return tuple(f"{WIDTH_TOLD}:{page + 1}" for page in pages)


def _deliver(draft: Path, target: Path) -> None:
    """Whole or not at all: the file appears under its name only when it is complete."""
    partial = target.parent / f".woo-desk-{uuid.uuid4().hex}.deel"
    try:
        partial.write_bytes(draft.read_bytes())
        partial.replace(target)
    except OSError:
        raise UsageError("target_unwritable", name=clean_name(str(target))) from None
    finally:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
