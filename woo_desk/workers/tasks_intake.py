"""Task "prepare": from a source file to the PDF on which all later work is done."""

from __future__ import annotations

import hashlib
from pathlib import Path

from woo_desk.convert.sniff import check_source
from woo_desk.convert.text import decode_text
from woo_desk.domain.document import DatePrecision, IntakeProblem, SourceType
from woo_desk.domain.geometry import Rotation
from woo_desk.domain.heading import Heading, read_heading
from woo_desk.domain.ids import NO_SHA256, Sha256
from woo_desk.domain.rows import rows_of
from woo_desk.errors import SourceError
from woo_desk.pdf.extract import PageFacts, extract_page
from woo_desk.pdf.layout import lay_out_text
from woo_desk.pdf.limits import MAX_BYTES
from woo_desk.pdf.open import open_pdf
from woo_desk.pdf.prepare import Prepared, prepare_pdf
from woo_desk.usecases.ports import Report
from woo_desk.usecases.requests import PreparedPage, PrepareRequest, PrepareResult
from woo_desk.workers.tasks_common import unwritable

_STEPS = 3
"""Read, prepared, written."""


def prepare(request: PrepareRequest, report: Report) -> PrepareResult:
    """Look at one source file; whatever is wrong with it becomes a problem, never an error.

    Raises:
        UsageError: the prepared PDF cannot be written.
    """
    path = Path(request.path)
    try:
        size = path.stat().st_size
        # WHY is_file: reading a pipe or a device would never end.
        if not path.is_file():
            return _refused(IntakeProblem.UNREADABLE)
        if size > MAX_BYTES:
            return _refused(IntakeProblem.TOO_LARGE, size=size)
        untrusted = path.read_bytes()
    except OSError:
        return _refused(IntakeProblem.UNREADABLE)
    report(1, _STEPS)
    sha256 = Sha256(hashlib.sha256(untrusted).hexdigest())
    kind, problem = check_source(path.name, untrusted)
    if problem is not None:
        return _refused(problem, kind, sha256, len(untrusted))
    try:
        prepared = prepare_pdf(untrusted if kind is SourceType.PDF else _page_text(untrusted))
        heading = _heading(prepared, path.name)
    except SourceError as error:
        return _refused(IntakeProblem(error.key), kind, sha256, len(untrusted))
    report(2, _STEPS)
    _write(Path(request.output_path), prepared.pdf)
    return _result(prepared, heading, kind, sha256, len(untrusted))


def _page_text(untrusted: bytes) -> bytes:
    return lay_out_text(decode_text(untrusted))


def _heading(prepared: Prepared, file_name: str) -> Heading:
    with open_pdf(prepared.pdf) as document:
        first = extract_page(document, 0)
        upright = prepared.pages[0].rotation is Rotation.NONE
        heading = read_heading(first.text, file_name, rows_of(first) if upright else ())
        if heading.kind != "chat" or document.page_count == 1:
            return heading
        # WHY the last page: messages stand in order of time, so what lies between is no surprise.
        last = extract_page(document, document.page_count - 1)
        return read_heading(f"{first.text}\n{last.text}", file_name)


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError:
        raise unwritable(path) from None


def _refused(
    problem: IntakeProblem,
    kind: SourceType = SourceType.UNKNOWN,
    sha256: Sha256 = NO_SHA256,
    size: int = 0,
) -> PrepareResult:
    return PrepareResult(sha256=sha256, bytes=size, source_type=kind, problem=problem)


def _result(
    prepared: Prepared, heading: Heading, kind: SourceType, sha256: Sha256, size: int
) -> PrepareResult:
    return PrepareResult(
        sha256=sha256,
        bytes=size,
        source_type=kind,
        problem=None,
        prepared_sha256=Sha256(hashlib.sha256(prepared.pdf).hexdigest()),
        pages=tuple(_page(facts) for facts in prepared.pages),
        hidden=prepared.hidden,
        # WHY not a derived date: the only date in a heading may be that of a letter it answers.
        date=heading.date if heading.precision is DatePrecision.EXACT else None,
        kind=heading.kind,
        reference=heading.reference,
    )


def _page(facts: PageFacts) -> PreparedPage:
    return PreparedPage(
        facts.width, facts.height, facts.rotation, facts.has_text, facts.text_reliable
    )
