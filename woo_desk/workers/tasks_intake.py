"""Task "prepare": from a source file to the PDF on which all later work is done."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from woo_desk.convert.compare import lost_words
from woo_desk.convert.convert import converted
from woo_desk.convert.ole import old_office_kind
from woo_desk.convert.package import open_package
from woo_desk.convert.result import Converted
from woo_desk.convert.sniff import check_source, is_mbox, package_kind
from woo_desk.convert.text import decode_text
from woo_desk.domain.document import (
    DatePrecision,
    HiddenItem,
    HiddenKind,
    IntakeProblem,
    MailFacts,
    SourceType,
)
from woo_desk.domain.geometry import Rotation
from woo_desk.domain.heading import Heading, read_heading
from woo_desk.domain.ids import NO_SHA256, DocumentId, Sha256
from woo_desk.domain.printout import text_of
from woo_desk.domain.rows import Rows, rows_of
from woo_desk.errors import SourceError
from woo_desk.pdf.extract import PageFacts, extract_page
from woo_desk.pdf.layout import lay_out_text
from woo_desk.pdf.limits import MAX_BYTES
from woo_desk.pdf.open import open_pdf
from woo_desk.pdf.prepare import Prepared, prepare_pdf
from woo_desk.pdf.press import lay_out_printout, printed_text
from woo_desk.usecases.ports import Report
from woo_desk.usecases.requests import Child, PreparedPage, PrepareRequest, PrepareResult
from woo_desk.usecases.requests_content import DescribeRequest, DescribeResult
from woo_desk.workers.describing import describe_texts
from woo_desk.workers.tasks_children import Nursery
from woo_desk.workers.tasks_common import unwritable

MAX_CONTAINER_BYTES = 900_000_000
"""Of a mailbox or archive, which is never in memory as a whole; what a dossier file can keep."""
_MODERN_KINDS = (SourceType.DOCX, SourceType.XLSX, SourceType.PPTX)
_STEPS = 4
"""Read, converted, prepared, written."""
_PART = 1 << 20


@dataclass(frozen=True, slots=True)
class _Source:
    """A source file as it was read."""

    path: Path
    name: str
    untrusted: bytes
    """b"" for a mailbox or archive that is too large for memory."""
    size: int
    sha256: Sha256
    modern: bytes = b""
    """An old Office file as another program has written it anew."""


@dataclass(frozen=True, slots=True)
class _Pages:
    """What came of a source."""

    prepared: Prepared
    hidden: tuple[HiddenItem, ...] = ()
    children: tuple[Child, ...] = ()
    warnings: tuple[IntakeProblem, ...] = ()
    mail: MailFacts | None = None


def prepare(request: PrepareRequest, report: Report) -> PrepareResult:
    """Look at one source file; whatever is wrong with it becomes a problem, never an error.

    Raises:
        UsageError: the prepared PDF, or a document inside the source, cannot be written.
    """
    source = _read(Path(request.path), request.name)
    if isinstance(source, IntakeProblem):
        return _refused(source)
    if source.sha256 in request.known:
        return _refused(None, SourceType.UNKNOWN, source, is_known=True)
    report(1, _STEPS)
    kind, problem = _kind(source)
    if problem is not None:
        return _refused(problem, kind, source)
    if kind is SourceType.OLD_OFFICE:
        source = dataclasses.replace(source, modern=_modern(request.modern_path))
    try:
        pages = _pages(source, kind, Nursery(request, report))
        report(3, _STEPS)
        heading = _heading(pages.prepared, source.name)
        described = _described(pages, kind, request)
    except SourceError as error:
        return _refused(IntakeProblem(error.key), kind, source)
    _write(Path(request.output_path), pages.prepared.pdf)
    result = _result(pages, heading, kind, source)
    return dataclasses.replace(result, described=described)


def _read(path: Path, name: str) -> _Source | IntakeProblem:
    try:
        size = path.stat().st_size
        # WHY is_file: reading a pipe or a device would never end.
        if not path.is_file():
            return IntakeProblem.UNREADABLE
        if size <= MAX_BYTES:
            untrusted = path.read_bytes()
            digest = hashlib.sha256(untrusted).hexdigest()
            return _Source(path, name or path.name, untrusted, len(untrusted), Sha256(digest))
        if size > MAX_CONTAINER_BYTES or not _is_container(path):
            return IntakeProblem.TOO_LARGE
        total = hashlib.sha256()
        with path.open("rb") as file:
            while part := file.read(_PART):
                total.update(part)
        return _Source(path, name or path.name, b"", size, Sha256(total.hexdigest()))
    except OSError:
        return IntakeProblem.UNREADABLE


def _is_container(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(_PART)
    return is_mbox(head) or head.startswith(b"PK\x03\x04")


def _kind(source: _Source) -> tuple[SourceType, IntakeProblem | None]:
    if source.size and not source.untrusted:
        return _kind_of_large(source.path)
    return check_source(source.name, source.untrusted)


def _kind_of_large(path: Path) -> tuple[SourceType, IntakeProblem | None]:
    """A mailbox or an archive can be larger than memory; an Office file is read as a whole."""
    with path.open("rb") as file:
        if is_mbox(file.read(_PART)):
            return SourceType.MBOX, None
    try:
        with open_package(path) as package:
            kind = package_kind(package)
    except SourceError as error:
        return SourceType.UNKNOWN, IntakeProblem(error.key)
    return kind, None if kind is SourceType.ZIP else IntakeProblem.TOO_LARGE


def _pages(source: _Source, kind: SourceType, nursery: Nursery) -> _Pages:
    if kind is SourceType.PDF:
        prepared = prepare_pdf(source.untrusted)
        children, warnings = nursery.of_pdf(source.untrusted, prepared.hidden)
        return _Pages(prepared, prepared.hidden, children, warnings)
    content = source.untrusted
    if source.modern:
        content, kind = source.modern, check_source("", source.modern)[0]
    with converted(kind, source.path, content, source.name) as result:
        if result is None:
            prepared = prepare_pdf(lay_out_text(decode_text(source.untrusted)))
            return _Pages(prepared, prepared.hidden)
        if IntakeProblem.ENCRYPTED_MAIL in result.warnings:
            raise SourceError(IntakeProblem.ENCRYPTED_MAIL.value)
        prepared = prepare_pdf(lay_out_printout(result.printout))
        _compare(result, prepared)
        if source.modern:
            result.warn(IntakeProblem.NOT_COMPARED)
        children = nursery.of_parts(result)
        return _Pages(
            prepared,
            (*prepared.hidden, *result.capped_hidden()),
            children,
            tuple(result.warnings),
            result.mail,
        )


def _modern(path: str) -> bytes:
    """What another program has written; b"" when that is no Office file of today."""
    content = _read(Path(path), "") if path else None
    if not isinstance(content, _Source) or not content.untrusted:
        return b""
    kind, problem = check_source("", content.untrusted)
    return content.untrusted if kind in _MODERN_KINDS and problem is None else b""


def _compare(result: Converted, prepared: Prepared) -> None:
    """Name it when words of the source, or of what was made of it, are not on the pages."""
    printed = printed_text(prepared.pdf)
    if lost_words([text_of(result.printout)], printed) or lost_words(result.source_text, printed):
        result.warn(IntakeProblem.TEXT_LOST)


def _heading(prepared: Prepared, file_name: str) -> Heading:
    if prepared.texts:
        ends = (prepared.texts[0], prepared.texts[-1])
        return _heading_of(prepared, prepared.cells, file_name, ends.__getitem__)
    with open_pdf(prepared.pdf) as document:
        first = extract_page(document, 0)
        upright = prepared.pages[0].rotation is Rotation.NONE
        cells = rows_of(first) if upright else ()

        def text_at(end: int) -> str:
            return extract_page(document, document.page_count - 1).text if end else first.text

        return _heading_of(prepared, cells, file_name, text_at)


def _heading_of(
    prepared: Prepared, cells: Rows, file_name: str, text_at: Callable[[int], str]
) -> Heading:
    """Args: text_at: gives the text of the first page for 0, of the last for 1."""
    heading = read_heading(text_at(0), file_name, cells)
    if heading.kind != "chat" or len(prepared.pages) == 1:
        return heading
    # WHY the last page: messages stand in order of time, so what lies between is no surprise.
    return read_heading(f"{text_at(0)}\n{text_at(1)}", file_name)


def _described(pages: _Pages, kind: SourceType, request: PrepareRequest) -> DescribeResult | None:
    """What the document says of itself, when all of it was read on the way."""
    prepared = pages.prepared
    # WHY not with a scan among them: once that is recognised, all of it is read anew.
    is_read = all(page.has_text and page.text_reliable for page in prepared.pages)
    if not (prepared.texts and is_read and request.name) or kind.is_container:
        return None
    said = tuple(item.detail for item in pages.hidden if item.kind is HiddenKind.METADATA)
    about = DescribeRequest(
        "", DocumentId(""), NO_SHA256, request.name, pages.mail, said, request.near
    )
    return describe_texts(about, prepared.texts, prepared.cells)


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError:
        raise unwritable(path) from None


def _refused(
    problem: IntakeProblem | None,
    kind: SourceType = SourceType.UNKNOWN,
    source: _Source | None = None,
    *,
    is_known: bool = False,
) -> PrepareResult:
    return PrepareResult(
        sha256=source.sha256 if source else NO_SHA256,
        bytes=source.size if source else 0,
        source_type=kind,
        problem=problem,
        is_known=is_known,
        old_kind=old_office_kind(source.untrusted)
        if problem is IntakeProblem.OLD_OFFICE and source
        else "",
    )


def _result(pages: _Pages, heading: Heading, kind: SourceType, source: _Source) -> PrepareResult:
    prepared = pages.prepared
    date = heading.date if heading.precision is DatePrecision.EXACT else None
    if pages.mail is not None and pages.mail.sent_at is not None:
        date = pages.mail.sent_at.date()
    return PrepareResult(
        sha256=source.sha256,
        bytes=source.size,
        source_type=kind,
        problem=None,
        prepared_sha256=Sha256(hashlib.sha256(prepared.pdf).hexdigest()),
        pages=tuple(_page(facts, doubtful=bool(pages.warnings)) for facts in prepared.pages),
        hidden=pages.hidden,
        # WHY not a derived date: the only date in a heading may be that of a letter it answers.
        date=date,
        kind="e-mail" if pages.mail is not None else heading.kind,
        reference=heading.reference,
        children=pages.children,
        mail=pages.mail,
        warnings=pages.warnings,
    )


def _page(facts: PageFacts, *, doubtful: bool) -> PreparedPage:
    """Args: doubtful: something of the source may be missing, so a person has to look."""
    return PreparedPage(
        facts.width,
        facts.height,
        facts.rotation,
        facts.has_text,
        facts.text_reliable and not doubtful,
    )
