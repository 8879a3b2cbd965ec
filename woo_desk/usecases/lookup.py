"""Links the page references and quotes of a list of questions to the documents of a package."""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from woo_desk.domain.lookup import (
    PageTexts,
    Passage,
    Question,
    Reference,
    ReferenceKind,
    letters,
    read_questions,
)
from woo_desk.domain.table import Table, TableColumn
from woo_desk.errors import SourceError, UsageError
from woo_desk.publication import package
from woo_desk.publication.cells import write_csv
from woo_desk.publication.page_map import PageMap, read_page_map
from woo_desk.publication.portals import write_json
from woo_desk.texts import dutch_text as text
from woo_desk.usecases.export_jobs import expect, single
from woo_desk.usecases.flow import Flow, Job, Outcome
from woo_desk.usecases.leftovers import private_folder
from woo_desk.usecases.names import clean_name, reachable
from woo_desk.usecases.requests import PrepareRequest, PrepareResult
from woo_desk.usecases.requests_publication import ReadTextRequest, ReadTextResult

_AROUND = 24
"""Letters beside a quote that tell where it stands."""


class LinkOutcome(enum.StrEnum):
    """Whether a reference was found. Texts: `link.<value>`."""

    FOUND = "found"
    SIMILAR = "similar"
    """Not word for word; the passage says what stands there."""
    NOT_FOUND = "not_found"
    IN_LIST = "in_list"
    """Only the list of questions itself, which lies in the bundle too, has these words."""
    NO_SUCH_PAGE = "no_such_page"
    GONE = "gone"
    """The page only says that a document was withdrawn, replaced, or stands elsewhere."""


@dataclass(frozen=True, slots=True)
class Link:
    """One reference of one question, tied to one document; several where it runs over more."""

    question: str
    """Number of the question; "" in a text without numbers."""
    reference: Reference
    outcome: LinkOutcome
    number: str = ""
    """Printed number of the document."""
    annex: str = ""
    document_first: int | None = None
    document_last: int | None = None
    bundle_first: int | None = None
    bundle_last: int | None = None
    file: str = ""
    """Volume of the bundle, relative to the package."""
    sheet: int | None = None
    """1-based page of that file, to jump to."""
    passage: str = ""
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class LookupReport:
    """All questions with what they refer to."""

    questions: tuple[Question, ...]
    links: tuple[Link, ...]

    @property
    def references(self) -> int:
        """How many references the questions hold."""
        return sum(len(question.references) for question in self.questions)

    @property
    def resolved(self) -> int:
        """How many of them were found, word for word or nearly so."""
        good = (LinkOutcome.FOUND, LinkOutcome.SIMILAR)
        return len({(ln.question, ln.reference) for ln in self.links if ln.outcome in good})


def look_up_file(folder: Path, questions: Path) -> Flow[LookupReport]:
    """The same as `look_up`, for a list in any kind of file that intake takes (PDF, docx, text).

    Raises:
        SourceError: the list cannot be read; its key is the problem.
        UsageError: the folder holds no package with a page map.
    """
    refuse_without_map(folder)
    with private_folder() as temporary:
        source = reachable(questions, temporary, "vragen")
        prepared = temporary / "vragen.pdf"
        problems: list[str] = []

        def record(_job: Job, outcome: Outcome) -> None:
            result = expect(outcome, PrepareResult)
            if result.problem is not None:
                problems.append(result.problem.value)

        request = PrepareRequest(str(source), str(prepared))
        yield single("read_questions", "prepare", request, 0, record)
        if not prepared.is_file():
            raise SourceError(problems[0] if problems else "damaged", name=clean_name(source.name))
        pages = yield from _texts("read_questions", prepared, 0)
    return (yield from look_up(folder, "\n".join(pages)))


def look_up(folder: Path, questions: str) -> Flow[LookupReport]:
    """Link the references in a text to the bundle of a package.

    Args:
        folder: of an export, or its `publicatie`.
        questions: the list as text, pasted for instance.

    Raises:
        UsageError: the folder holds no package with a page map.
        SourceError: a volume of the bundle cannot be read.
    """
    found = refuse_without_map(folder)
    root = _root(folder)
    files = list(dict.fromkeys(page.file for page in found.pages))
    texts: dict[tuple[str, int], str] = {}
    for name in files:
        pages = yield from _texts("read_bundle", root / name, len(found.pages))
        texts.update({(name, sheet): words for sheet, words in enumerate(pages, 1)})
    asked = read_questions(questions)
    linker = _Linker(found, _bodies(found, texts), letters(questions))
    links = tuple(
        link
        for question in asked
        for reference in question.references
        for link in linker.links(question, reference)
    )
    return LookupReport(asked, links)


def refuse_without_map(folder: Path) -> PageMap:
    """The page map of a package; UsageError when there is none."""
    found = read_page_map(_root(folder) / package.PAGES_JSON)
    if found is None:
        raise UsageError("no_page_map", name=clean_name(str(folder)))
    return found


def _root(folder: Path) -> Path:
    public = folder / package.PUBLIC
    return public if public.is_dir() else folder


def _texts(key: str, path: Path, pages: int) -> Flow[tuple[str, ...]]:
    read: list[tuple[str, ...]] = []

    def record(_job: Job, outcome: Outcome) -> None:
        read.append(expect(outcome, ReadTextResult).pages)

    yield single(key, "read_text", ReadTextRequest(str(path)), pages // 20, record)
    return read[0]


def _bodies(found: PageMap, texts: Mapping[tuple[str, int], str]) -> list[str]:
    """The text of each page without what the bundle printed on it."""
    lengths = {
        (document.number, document.kind): document.last_page - document.first_page + 1
        for document in found.documents
    }
    bodies = []
    for page in found.pages:
        if page.document_page is None:
            bodies.append("")
            continue
        line = text(
            "bundle.line", number=page.number, annex=page.annex, page=page.document_page,
            pages=lengths[page.number, page.kind], bundle=page.page,
        )  # fmt: skip
        body = texts.get((page.file, page.sheet), "").replace(line, "")
        if page.document_page == 1:
            body = body.replace(text("bundle.annex", annex=page.annex), "", 1)
            body = body.replace(text("bundle.belongs_to", what=found.belongs_to), "", 1)
        bodies.append(body)
    return bodies


class _Linker:
    """Finds pages and passages in one bundle."""

    def __init__(self, found: PageMap, bodies: Sequence[str], asked: str) -> None:
        self._asked = asked
        self._pages = found.pages
        self._documents = found.documents
        self._index = {page.page: index for index, page in enumerate(found.pages)}
        self._texts = PageTexts(bodies)

    def links(self, question: Question, reference: Reference) -> Iterator[Link]:
        """Where one reference leads; one link that says so where it leads nowhere."""
        base = Link(question.number, reference, LinkOutcome.NOT_FOUND)
        if reference.kind is ReferenceKind.QUOTE:
            yield from self._quoted(base)
        else:
            yield from self._paged(base)

    def _paged(self, base: Link) -> Iterator[Link]:
        reference = base.reference
        first, last = reference.first, reference.last
        if reference.annex:
            document = next((d for d in self._documents if d.annex == reference.annex), None)
            if document is None:
                yield dataclasses.replace(base, outcome=LinkOutcome.NO_SUCH_PAGE)
                return
            length = document.last_page - document.first_page + 1
            first, last = (first, last) if first else (1, length)
            if first > length:
                yield dataclasses.replace(base, outcome=LinkOutcome.NO_SUCH_PAGE)
                return
            first += document.first_page - 1
            last = min(last, length) + document.first_page - 1
        indexes = [self._index[page] for page in range(first, last + 1) if page in self._index]
        if len(indexes) < last - first + 1:
            yield dataclasses.replace(base, outcome=LinkOutcome.NO_SUCH_PAGE)
        for run in self._by_document(indexes):
            words = self._texts.text_of(run[0], run[-1])
            outcome = LinkOutcome.FOUND if self._has_text(run[0]) else LinkOutcome.GONE
            yield self._placed(base, run[0], run[-1], outcome, words)

    def _quoted(self, base: Link) -> Iterator[Link]:
        every: Sequence[Passage] = self._texts.find(base.reference.said)
        if not every:
            yield base
            return
        passages = [found for found in every if not self._is_question(found, base)]
        if not passages:
            found = every[0]
            outcome = LinkOutcome.IN_LIST
            yield self._placed(base, found.first_page, found.last_page, outcome, found.text)
        for found in passages:
            outcome = LinkOutcome.FOUND if found.score == 1 else LinkOutcome.SIMILAR
            link = self._placed(base, found.first_page, found.last_page, outcome, found.text)
            yield dataclasses.replace(link, score=found.score)

    def _is_question(self, found: Passage, base: Link) -> bool:
        """The words around the quote are those around it in the list of questions."""
        around, quote = letters(found.text), letters(base.reference.said)
        before, _, after = around.partition(quote)
        sides = [before[-_AROUND:], after[:_AROUND]]
        return any(len(side) == _AROUND and side in self._asked for side in sides)

    def _has_text(self, index: int) -> bool:
        return self._pages[index].document_page is not None

    def _by_document(self, indexes: Sequence[int]) -> Iterator[list[int]]:
        run: list[int] = []
        for index in indexes:
            if run and self._key(run[-1]) != self._key(index):
                yield run
                run = []
            run.append(index)
        if run:
            yield run

    def _key(self, index: int) -> tuple[str, str]:
        return self._pages[index].number, self._pages[index].kind

    def _placed(
        self, base: Link, first: int, last: int, outcome: LinkOutcome, passage: str
    ) -> Link:
        begin, end = self._pages[first], self._pages[last]
        return dataclasses.replace(
            base,
            outcome=outcome,
            number=begin.number,
            annex=begin.annex,
            document_first=begin.document_page,
            document_last=end.document_page,
            bundle_first=begin.page,
            bundle_last=end.page,
            file=begin.file,
            sheet=begin.sheet,
            passage=passage,
        )


def write_lookup(report: LookupReport, path: Path) -> None:
    """Write the links as csv, or as JSON for a path that ends so; UsageError when it cannot be."""
    try:
        if path.suffix.lower() == ".json":
            write_json({"questions": report.questions, "links": report.links}, path)
        else:
            write_csv(_table(report), path)
    except OSError:
        raise UsageError("target_unwritable", name=clean_name(str(path))) from None


def _table(report: LookupReport) -> Table:
    keys = (
        "question", "said", "outcome", "number", "annex", "document_first", "document_last",
        "bundle_first", "bundle_last", "file", "sheet_number", "passage", "asked",
    )  # fmt: skip
    asked = {question.number: question.text for question in report.questions}
    return Table(
        text("lookup.sheet"),
        tuple(TableColumn(text(f"lookup.{key}"), 12) for key in keys),
        [
            (
                link.question,
                link.reference.said,
                text(f"link.{link.outcome.value}"),
                link.number,
                link.annex,
                *(
                    "" if number is None else str(number)
                    for number in (
                        link.document_first,
                        link.document_last,
                        link.bundle_first,
                        link.bundle_last,
                    )
                ),
                link.file,
                "" if link.sheet is None else str(link.sheet),
                link.passage,
                asked[link.question],
            )
            for link in report.links
        ],
    )
