"""Tasks of detection. Importing this loads the analyser, which takes about a second."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from woo_desk.detect.analyse import Detector, Line, LineFinding, LineHits, analysis_steps
from woo_desk.detect.anonymise import clean_texts
from woo_desk.domain.document import IntakeProblem
from woo_desk.domain.finding import EntityType, Proposal, Role
from woo_desk.domain.text_map import TextMap
from woo_desk.errors import SourceError, UsageError
from woo_desk.pdf.extract import extract_page
from woo_desk.pdf.open import open_pdf
from woo_desk.usecases.ports import Report
from woo_desk.usecases.requests import (
    CleanTitlesRequest,
    CleanTitlesResult,
    DetectedPage,
    DetectLinesRequest,
    DetectLinesResult,
    DetectRequest,
    DetectResult,
)
from woo_desk.workers.tasks_common import prepared_bytes, unwritable


def detect(request: DetectRequest, report: Report) -> DetectResult:
    """Findings on the pages of one document.

    Raises:
        DossierError: the dossier cannot be read.
        SourceError: the prepared PDF cannot be read.
    """
    prepared = prepared_bytes(request.dossier_path, request.prepared_sha256, request.source_path)
    texts = _read_pages(prepared, request.pages, report)
    hits = _detector().analyse_pages(
        texts,
        document_id=request.document_id,
        policy=request.policy,
        known=request.known,
        date=request.date,
        lists=request.lists,
        holders=request.holders,
        on_progress=lambda done, steps: report(len(texts) + done, len(texts) + steps),
    )
    pages = tuple(DetectedPage(p.page_index, p.text, p.findings, p.complete) for p in hits.pages)
    return DetectResult(pages, hits.learnt, hits.detector_version)


def detect_lines(request: DetectLinesRequest, report: Report) -> DetectLinesResult:
    """Finds in each line of a JSONL file, into another; the output appears only when complete.

    Raises:
        SourceError: the input cannot be read.
        UsageError: a line of the input is not as it should be, or the output cannot be written.
    """
    lines = _read_lines(Path(request.input_path))
    output, detector = Path(request.output_path), _detector()
    partial = output.with_name(f".{output.name}.partial")
    incomplete: list[str] = []
    try:
        with partial.open("wb") as file:
            hits = detector.analyse_lines(
                map(_LineIn.to_line, lines), policy=request.policy, lists=request.lists
            )
            for done, (line, hit) in enumerate(zip(lines, hits, strict=True), start=1):
                file.write(msgspec.json.encode(_LineOut.of(line, hit)) + b"\n")
                if not hit.complete:
                    incomplete.append(str(line.id))
                report(done, len(lines))
        partial.replace(output)
    except OSError:
        raise unwritable(output) from None
    finally:
        partial.unlink(missing_ok=True)
    return DetectLinesResult(len(lines), tuple(incomplete))


def clean_titles(request: CleanTitlesRequest, _report: Report) -> CleanTitlesResult:
    """The same texts without personal data, in the same order."""
    cleaned = clean_texts(request.texts, _detector(), request.policy, request.known, request.lists)
    return CleanTitlesResult(cleaned)


@functools.cache
def _detector() -> Detector:
    # WHY kept: reading the lists takes a second, and a process detects in many documents.
    return Detector()


def _read_pages(prepared: bytes, indexes: Sequence[int], report: Report) -> Sequence[TextMap]:
    with open_pdf(prepared) as document:
        wanted = indexes or range(document.page_count)
        pages: list[TextMap] = []
        total = len(wanted) + analysis_steps(len(wanted))
        for index in wanted:
            report(len(pages), total)
            pages.append(extract_page(document, index))
    return pages


class _LineIn(msgspec.Struct, frozen=True):
    id: str | int
    text: str
    dossier: str | int = ""

    def to_line(self) -> Line:
        return Line(str(self.id), self.text, str(self.dossier))


class _FindOut(msgspec.Struct, frozen=True):
    start: int
    end: int
    redact_end: int
    type: EntityType
    role: Role
    proposal: Proposal
    score: float

    @classmethod
    def of(cls, found: LineFinding) -> _FindOut:
        return cls(
            found.start,
            found.end,
            found.redact_end,
            found.entity_type,
            found.role,
            found.proposal,
            found.score,
        )


class _LineOut(msgspec.Struct, frozen=True):
    id: str | int
    findings: tuple[_FindOut, ...]

    @classmethod
    def of(cls, line: _LineIn, hits: LineHits) -> _LineOut:
        return cls(line.id, tuple(_FindOut.of(found) for found in hits.findings))


def _read_lines(path: Path) -> list[_LineIn]:
    try:
        content = path.read_bytes()
    except OSError:
        raise SourceError(IntakeProblem.UNREADABLE.value) from None
    return list(_decoded(content.splitlines()))


def _decoded(lines: Sequence[bytes]) -> Iterator[_LineIn]:
    decoder = msgspec.json.Decoder(_LineIn)
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield decoder.decode(line)
            except (msgspec.MsgspecError, UnicodeDecodeError):
                raise UsageError("lines_unreadable", line=number) from None
