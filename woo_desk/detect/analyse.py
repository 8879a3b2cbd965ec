"""Detection on texts, pages and documents: from characters to findings.

Built once per worker process, because reading the lists takes a second. Stateless between calls:
what one page teaches another goes in and out as `KnownPerson`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from woo_desk.detect.context import LANGUAGE, PageArtifacts, PageContext
from woo_desk.detect.engine import build_engine
from woo_desk.detect.limits import MAX_PAGE_CHARS, MAX_PAGE_RESULTS, PAGE_SECONDS, Deadline
from woo_desk.detect.merge import Found, merge, propose
from woo_desk.detect.normal import normalise
from woo_desk.detect.page_breaks import seams
from woo_desk.detect.persons.lists import Lists
from woo_desk.detect.persons.recognizer import PersonRecognizer
from woo_desk.detect.persons.relevant import relevant
from woo_desk.detect.user_lists import UserLists
from woo_desk.detect.versions import detector_version
from woo_desk.domain.finding import EntityType, Finding, Proposal, Role, finding_id
from woo_desk.domain.geometry import Span
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.list_entry import ListEntry, OfficeHolder
from woo_desk.domain.person import KnownPerson
from woo_desk.domain.policy import Policy
from woo_desk.domain.text_map import TextMap
from woo_desk.texts import text as dutch

LOOSE_TEXT = DocumentId("text")
"""Document id of a text that belongs to no document."""


@dataclass(frozen=True, slots=True)
class PageHits:
    """What was found on one page."""

    page_index: int
    text: str
    """The page's text, as it came in."""
    findings: tuple[Finding, ...]
    """In order of place, without overlaps."""
    complete: bool
    """False: analysis was cut short, so nobody may rely on it."""
    learnt: tuple[KnownPerson, ...] = ()
    """Persons learnt from this page, for a text that stands alone."""


@dataclass(frozen=True, slots=True)
class DocumentHits:
    """What was found in one document."""

    pages: tuple[PageHits, ...]
    learnt: tuple[KnownPerson, ...]
    """Persons that this document makes known to the rest of the dossier."""
    detector_version: str


@dataclass(frozen=True, slots=True)
class LineFinding:
    """One find in a line of text; offsets in that text."""

    start: int
    end: int
    """End of the whole find."""
    redact_end: int
    """Where the part that must go ends: before `end` for an e-mail address whose domain stays
    readable, otherwise the same."""
    entity_type: EntityType
    role: Role
    proposal: Proposal
    score: float


@dataclass(frozen=True, slots=True)
class Line:
    """One text to analyse; lines with the same dossier share what is learnt."""

    id: str
    text: str
    dossier: str = ""
    """"" when it stands alone."""


@dataclass(frozen=True, slots=True)
class LineHits:
    """What was found in one line."""

    id: str
    findings: tuple[LineFinding, ...]
    complete: bool


def analysis_steps(pages: int) -> int:
    """How many steps `analyse_pages` counts: pages teach one another, then each is analysed."""
    return pages if pages == 1 else 2 * pages


@dataclass(frozen=True, slots=True)
class _Analysed:
    context: PageContext
    finds: tuple[Found, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class _Knowledge:
    """What is given with a document."""

    policy: Policy
    known: tuple[KnownPerson, ...]
    date: dt.date | None
    lists: UserLists
    holders: tuple[OfficeHolder, ...]

    @classmethod
    def of(
        cls,
        policy: Policy,
        known: Sequence[KnownPerson],
        date: dt.date | None,
        lists: Sequence[ListEntry],
        holders: Sequence[OfficeHolder],
    ) -> _Knowledge:
        return cls(policy, tuple(known), date, UserLists(lists), tuple(holders))


class Detector:
    """Finds personal data. One instance per process; not for use by several threads."""

    def __init__(self, page_seconds: float = PAGE_SECONDS) -> None:
        """Load lists and put the analyzer together.

        Args:
            page_seconds: processor time allowed for one page.
        """
        self.version = detector_version()
        self._persons = PersonRecognizer()
        self._engine = build_engine(self._persons)
        self._page_seconds = page_seconds

    @property
    def lists(self) -> Lists:
        """What is known of words: names, dictionary, vocabulary."""
        return self._persons.lists

    def hide_names(self, names: Collection[str]) -> None:
        """Act as if these (folded) names were in none of the name lists: for measuring."""
        self._persons.hide_names(names)

    def analyse_text(
        self,
        text: str,
        *,
        policy: Policy,
        known: Sequence[KnownPerson] = (),
        date: dt.date | None = None,
        page_index: int = 0,
        document_id: DocumentId = LOOSE_TEXT,
        lists: Sequence[ListEntry] = (),
        holders: Sequence[OfficeHolder] = (),
    ) -> PageHits:
        """Findings without boxes for one text; arguments as of `analyse_pages`."""
        knowledge = _Knowledge.of(policy, known, date, lists, holders)
        (analysed,), learnt = self._analyse([text], knowledge)
        findings = tuple(
            self._finding(found, analysed, text, document_id, page_index, None)
            for found in analysed.finds
        )
        return PageHits(page_index, text, findings, analysed.complete, learnt)

    def analyse_pages(
        self,
        pages: Sequence[TextMap],
        *,
        document_id: DocumentId,
        policy: Policy,
        known: Sequence[KnownPerson] = (),
        date: dt.date | None = None,
        lists: Sequence[ListEntry] = (),
        holders: Sequence[OfficeHolder] = (),
        on_progress: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> DocumentHits:
        """Findings with boxes for the pages of one document; names on one page help the others.

        Args:
            pages: the document's pages, in order.
            document_id: goes into the findings and their ids.
            policy: what to propose.
            known: persons of the dossier.
            date: of the document: who held office then.
            lists: what the user always or never wants redacted.
            holders: of public office, from lists of the user.
            on_progress: told after each page how many steps of how many are done; may raise
                to stop.
        """
        texts = [page.text for page in pages]
        knowledge = _Knowledge.of(policy, known, date, lists, holders)
        analysed, learnt = self._analyse(texts, knowledge, on_progress)
        hits = tuple(
            PageHits(
                page.page_index,
                page.text,
                tuple(
                    self._finding(found, one, page.text, document_id, page.page_index, page)
                    for found in one.finds
                ),
                one.complete,
            )
            for page, one in zip(pages, analysed, strict=True)
        )
        return DocumentHits(hits, learnt, self.version)

    def analyse_lines(
        self, lines: Iterable[Line], *, policy: Policy, lists: Sequence[ListEntry] = ()
    ) -> Iterator[LineHits]:
        """Finds per line, in the order of the lines.

        Lines of one dossier are analysed together as soon as the last of them has been read, so
        all lines are held in memory until then.
        """
        groups: dict[str, list[Line]] = {}
        order: list[tuple[str, int]] = []
        for number, line in enumerate(lines):
            key = f"d{line.dossier}" if line.dossier else f"n{number}"
            order.append((key, len(groups.setdefault(key, []))))
            groups[key].append(line)
        done: dict[str, list[LineHits]] = {}
        knowledge = _Knowledge.of(policy, (), None, lists, ())
        for key, place in order:
            if key not in done:
                done[key] = self._group(groups.pop(key), knowledge)
            yield done[key][place]

    def _group(self, lines: Sequence[Line], knowledge: _Knowledge) -> list[LineHits]:
        analysed, _ = self._analyse([line.text for line in lines], knowledge)
        return [
            LineHits(line.id, tuple(_line_finding(f, one) for f in one.finds), one.complete)
            for line, one in zip(lines, analysed, strict=True)
        ]

    def _analyse(
        self,
        texts: Sequence[str],
        knowledge: _Knowledge,
        on_progress: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> tuple[list[_Analysed], tuple[KnownPerson, ...]]:
        """First learn from every text who is meant, then analyse each with that knowledge."""
        contexts = [
            PageContext(
                normalise(text[:MAX_PAGE_CHARS]),
                (),
                knowledge.date,
                Deadline(self._page_seconds),
                lists=knowledge.lists,
            )
            for text in texts
        ]
        self._persons.hold_office(knowledge.holders)
        persons = relevant(knowledge.known, (context.text for context in contexts))
        steps = analysis_steps(len(texts))
        if len(texts) > 1:
            for number, context in enumerate(contexts, start=1):
                persons = self._learn(context, persons)
                on_progress(number, steps)
        analysed = []
        for text, context in zip(texts, contexts, strict=True):
            one = self._page(context.knowing(persons, Deadline(self._page_seconds)), knowledge)
            # WHY the first deadline too: a page that was not read to its end taught too little.
            whole = len(text) <= MAX_PAGE_CHARS and not context.deadline.cut_short
            analysed.append(_Analysed(one.context, one.finds, one.complete and whole))
            on_progress(steps - len(texts) + len(analysed), steps)
        if len(texts) == 1:
            persons = self._persons.learnt
        self._join_pages(analysed, knowledge.policy)
        before = frozenset(knowledge.known)
        return analysed, tuple(person for person in persons if person not in before)

    def _join_pages(self, analysed: list[_Analysed], policy: Policy) -> None:
        """Add the names that a page break cuts in two, to both pages."""
        texts = [one.context.text for one in analysed]
        for seam in seams(texts):
            deadline = Deadline(self._page_seconds)
            context = PageContext(normalise(seam.text), deadline=deadline)
            if context.text != seam.text:  # its offsets would not be those of the pages
                continue
            for result in self._persons.analyze(context.text, [], PageArtifacts(context)):
                parts = seam.parts(result.start, result.end)
                if parts is None:
                    continue
                found = propose(result, policy)
                for number, (start, end) in zip((seam.page, seam.page + 1), parts, strict=True):
                    piece = replace(found, start=start, end=end)
                    one = analysed[number]
                    finds = merge(texts[number], (*one.finds, piece))
                    analysed[number] = replace(one, finds=finds)
            if deadline.cut_short:
                analysed[seam.page] = replace(analysed[seam.page], complete=False)

    def _learn(
        self, context: PageContext, known: tuple[KnownPerson, ...]
    ) -> tuple[KnownPerson, ...]:
        """Everybody known after reading this text too, the ones known before included."""
        self._persons.known, self._persons.date = known, context.date
        deadline = Deadline(self._page_seconds)
        learnt = self._persons.learn(context.text, deadline)
        context.deadline.cut_short = deadline.cut_short
        return learnt

    def _page(self, context: PageContext, knowledge: _Knowledge) -> _Analysed:
        self._persons.known, self._persons.date = context.known, context.date
        results = self._engine.analyze(context.text, LANGUAGE, nlp_artifacts=PageArtifacts(context))
        complete = not context.deadline.cut_short and len(results) <= MAX_PAGE_RESULTS
        finds = (propose(result, knowledge.policy) for result in results[:MAX_PAGE_RESULTS])
        return _Analysed(context, merge(context.text, finds), complete)

    def _finding(
        self,
        found: Found,
        analysed: _Analysed,
        text: str,
        document_id: DocumentId,
        page_index: int,
        page: TextMap | None,
    ) -> Finding:
        start, end = analysed.context.normal.original(found.start, found.redact_end)
        span = Span(start, end)
        return Finding(
            id=finding_id(document_id, page_index, span, found.entity),
            document_id=document_id,
            page_index=page_index,
            span=span,
            boxes=page.boxes_of(span) if page is not None else (),
            text=text[start:end],
            entity_type=found.entity,
            role=found.role,
            proposal=found.proposal,
            ground_code=found.ground,
            score=found.score,
            recognizer=found.recognizer,
            why=dutch(found.why, **found.values),
            detector_version=self.version,
            ruled=found.ruled,
        )


def _line_finding(found: Found, analysed: _Analysed) -> LineFinding:
    start, end = analysed.context.normal.original(found.start, found.end)
    _, redact_end = analysed.context.normal.original(found.start, found.redact_end)
    return LineFinding(
        start, end, redact_end, found.entity, found.role, found.proposal, found.score
    )
