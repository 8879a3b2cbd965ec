"""What the command line prints: results on standard output, progress and errors on the other."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from typing import Any, TextIO, TypeVar

import msgspec

from woo_desk.domain.dossier import Blocker
from woo_desk.domain.export import Residue
from woo_desk.domain.ids import DocumentId
from woo_desk.errors import DeskError, ResidueFound, UsageError
from woo_desk.publication.facts import Problem
from woo_desk.texts import has_text, text
from woo_desk.usecases.consistency import OpenPlace
from woo_desk.usecases.export import ExportResidue
from woo_desk.usecases.export_books import PublicationRefused
from woo_desk.usecases.export_plan import ExportNotReady
from woo_desk.usecases.flow import FlowProgress
from woo_desk.verify.places import grouped

T = TypeVar("T")
MAX_LINES = 40
"""So many places are listed on a terminal; `--json` gives them all."""


def set_up_streams() -> None:
    """UTF-8, whatever the system thinks of; what cannot be shown is shown as its code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(key: str, /, **values: object) -> None:
    """A line of Dutch on standard output."""
    print(text(key, **values))


def warn(key: str, /, **values: object) -> None:
    """A line of Dutch on standard error."""
    print(text(key, **values), file=sys.stderr)


def say_json(value: Any) -> None:
    """A value as JSON, indented, keys in the order of the type."""
    print(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


class FileResidue(ResidueFound):
    """The verifier found something in a single redacted file; no file was written.

    Attributes:
        residues: where; never what.
    """

    def __init__(self, residues: tuple[Residue, ...]) -> None:
        super().__init__("file_residue", count=len(residues))
        self.residues = residues


class ProgressLine:
    """Progress on standard error: one line that is rewritten on a terminal, else one per stage."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._stage = ""

    def __call__(self, progress: FlowProgress) -> None:
        """Show how far a flow is."""
        line = text(
            "cli.progress",
            stage=text(f"stage.{progress.stage_key}"),
            done=progress.done,
            total=progress.total,
        )
        if self._live:
            print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)
        elif progress.stage_key != self._stage:
            print(text(f"stage.{progress.stage_key}"), file=sys.stderr, flush=True)
        self._stage = progress.stage_key

    def end(self) -> None:
        """Leave the rewritten line behind."""
        if self._live and self._stage:
            print(file=sys.stderr)


def explain(error: DeskError, numbers: dict[DocumentId, str] | None = None) -> None:
    """Say on standard error what happened, where, and what to do now."""
    warn(f"error.{error.key}", **error.values)
    if isinstance(error, ExportNotReady):
        lines = [blocker_line(blocker, numbers or {}) for blocker in error.blockers]
        lines += [open_place_line(place, numbers or {}) for place in error.open_places]
        say_lines(lines, stream=sys.stderr)
    if isinstance(error, PublicationRefused):
        say_lines([problem_line(problem) for problem in error.problems], stream=sys.stderr)
    if isinstance(error, (ExportResidue, FileResidue)):
        say_lines(residue_lines(error.residues), stream=sys.stderr)
    if has_text(f"error.{error.key}.what_now"):
        warn(f"error.{error.key}.what_now", **error.values)


def numbered(items: Sequence[T], number: int) -> T:
    """The item that a list showed with this number; UsageError when there is none."""
    if not 1 <= number <= len(items):
        raise UsageError("no_such_line", number=number)
    return items[number - 1]


def blocker_line(blocker: Blocker, numbers: dict[DocumentId, str]) -> str:
    """One blocker for people: where and what."""
    what = text(f"blocker.{blocker.kind.value}")
    return _placed(what, blocker.document_id, blocker.page_index, numbers)


def open_place_line(place: OpenPlace, numbers: dict[DocumentId, str]) -> str:
    """One inconsistent place for people; the words themselves are not shown."""
    return _placed(text("blocker.inconsistent"), place.document_id, place.page_index, numbers)


def problem_line(problem: Problem) -> str:
    """Why a receiver would not take a format, for people: document, column and what."""
    what = text(f"publication_problem.{problem.key}", **problem.values)
    place = ", ".join(part for part in (problem.number, problem.column) if part)
    return text("cli.place_document", number=place, what=what) if place else what


def residue_lines(residues: Sequence[Residue]) -> list[str]:
    """Residues for people: file, page, kind and places, each once; never the words."""
    lines = []
    for name, kind, page, places in grouped(residues, text):
        what = text(f"residue.{kind.value}")
        told = f"({places})" if places else ""
        if page is None:
            line = text("cli.place_file", file=name, what=what, place=told)
        else:
            line = text("cli.place_page", file=name, page=page + 1, what=what, place=told)
        lines.append(line.rstrip())
    return lines


def _placed(
    what: str,
    document_id: DocumentId | None,
    page_index: int | None,
    numbers: dict[DocumentId, str],
) -> str:
    if document_id is None:
        return what
    number = numbers.get(document_id, "?")
    if page_index is None:
        return text("cli.place_document", number=number, what=what)
    return text("cli.place_document_page", number=number, page=page_index + 1, what=what)


def say_lines(
    lines: Sequence[str], *, limit: int | None = MAX_LINES, stream: TextIO | None = None
) -> None:
    """Indented lines on standard output or on `stream`; what is over the limit is counted."""
    for line in lines[:limit]:
        print(f"  {line}", file=stream)
    if limit is not None and len(lines) > limit:
        print(f"  {text('cli.and_more', count=len(lines) - limit)}", file=stream)
