"""The same passage, redacted here and open there: quoted mail, attachments, versions of a note.

`consistency` finds names and numbers; this finds whole passages, also where somebody drew a box
over an opinion, or left a name readable in one copy. Runs of eight words are compared: only those
that touch something redacted are indexed, so the cost follows the redactions and not the dossier.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from woo_desk.domain.changes import Changes
from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.geometry import Span
from woo_desk.domain.ids import DocumentId, GroundCode
from woo_desk.domain.passage import PassageChoice, PassageDifference, PassageSide
from woo_desk.domain.redaction import Redaction, RedactionOrigin
from woo_desk.domain.second_reading import digest_of
from woo_desk.errors import UsageError
from woo_desk.store.rows import PASSAGE_CHOICE
from woo_desk.usecases.consistency import OpenPlace, is_in_scope
from woo_desk.usecases.flow import Flow
from woo_desk.usecases.session import Session
from woo_desk.usecases.sweep import redact_places

RUN = 8
"""Words of a passage that have to be the same."""
MOST_PLACES = 60
"""Boilerplate (a disclaimer) stands everywhere: of so many places the first are compared."""
_WORD = re.compile(r"\w+")
Gram = tuple[str, ...]


@dataclass(slots=True)
class _Page:
    """The words of a page, and which of them are redacted."""

    document_id: DocumentId
    index: int
    words: list[str]
    spans: list[Span]
    grounds: list[tuple[GroundCode, ...]]
    """Of each word; empty for what is readable."""
    grams: dict[Gram, list[int]] = field(default_factory=dict)

    def mask(self, at: int, length: int = RUN) -> list[bool]:
        return [bool(codes) for codes in self.grounds[at : at + length]]


def find_passages(
    session: Session, states: Sequence[DocumentState] | None = None
) -> tuple[PassageDifference, ...]:
    """Every pair of places with the same eight words or more of which other words are redacted.

    Left out is what a person saw and left so. In order of the readable place.
    """
    if states is None:
        states = session.file.states()
    pages = [
        page
        for state in states
        if is_in_scope(state) and state.override is None
        for page in _pages(state, session.file.page_texts(state.document.id))
    ]
    settled = {choice.key for choice in session.file.items(PASSAGE_CHOICE)}
    order = {state.document.id: state.document.number for state in states}
    found = {each.key: each for each in _differences(pages) if each.key not in settled}
    return tuple(
        sorted(
            found.values(),
            key=lambda each: (
                order[each.readable.document_id],
                each.readable.page_index,
                each.readable.span.start,
            ),
        )
    )


def redact_here_too(session: Session, difference: PassageDifference) -> Flow[int]:
    """Redact at the readable place what is redacted at the other; returns how many boxes."""
    side = difference.readable
    page = session.file.page_text(side.document_id, side.page_index)
    words = page.text if page else ""
    places = [
        OpenPlace(
            side.document_id,
            side.page_index,
            span,
            words[span.start : span.end],
            difference.ground_codes,
        )
        for span in difference.missing
    ]
    return (yield from redact_places(session, places, RedactionOrigin.SEARCH))


def leave_so(session: Session, difference: PassageDifference, reason: str) -> Changes:
    """Record that the difference is meant, and why; UsageError "passage_no_reason"."""
    if not reason.strip():
        raise UsageError("passage_no_reason")
    with session.step("passage_choice") as tx:
        tx.put(
            PassageChoice(
                difference.key,
                difference.readable.document_id,
                reason.strip(),
                session.user,
                session.clock.now(),
            )
        )
    return tx.changes


# --- finding them -------------------------------------------------------------------------------


def _pages(state: DocumentState, texts: Sequence[str]) -> Iterator[_Page]:
    for index, page_text in enumerate(texts):
        matches = list(_WORD.finditer(page_text))
        spans = [Span(*match.span()) for match in matches]
        redacted = _redacted_spans(state, index, page_text)
        yield _Page(
            state.document.id,
            index,
            [match.group().casefold() for match in matches],
            spans,
            [_grounds_at(span, redacted) for span in spans],
        )


def _redacted_spans(
    state: DocumentState, index: int, page_text: str
) -> list[tuple[Span, tuple[GroundCode, ...]]]:
    """Where the redactions of a page stand in its text, when their words are known."""
    spans = {f.id: f.span for f in state.findings if f.page_index == index}
    found: list[tuple[Span, tuple[GroundCode, ...]]] = []
    for box in state.redactions:
        if box.page_index != index:
            continue
        if box.finding_id in spans:
            found.append((spans[box.finding_id], box.ground_codes))
        else:
            found.extend((span, box.ground_codes) for span in _spans_of(box, page_text))
    return found


def _spans_of(box: Redaction, page_text: str) -> Iterator[Span]:
    """Where the words of a box made by hand stand; only where they stand once on the page."""
    for piece in box.text.split("\n\n"):
        words = [re.escape(word) for word in piece.split()]
        if not words:
            continue
        hits = [m.span() for m in re.finditer(r"\s+".join(words), page_text)]
        if len(hits) == 1:
            yield Span(*hits[0])


def _grounds_at(
    span: Span, redacted: Sequence[tuple[Span, tuple[GroundCode, ...]]]
) -> tuple[GroundCode, ...]:
    return next((codes for other, codes in redacted if other.overlaps(span)), ())


def _differences(pages: Sequence[_Page]) -> Iterator[PassageDifference]:
    index = _index(pages)
    seen: set[tuple[int, int, int]] = set()
    for places in index.values():
        redacted = [(a, at) for a, at in places if any(pages[a].mask(at))]
        for a, at_a in redacted:
            for b, at_b in places:
                if a == b or (a, b, at_a - at_b) in seen:
                    continue
                difference = _compare(pages[a], at_a, pages[b], at_b)
                if difference is not None:
                    seen.add((a, b, at_a - at_b))
                    yield difference


def _index(pages: Sequence[_Page]) -> Mapping[Gram, list[tuple[int, int]]]:
    """Places of every run of words that holds something redacted on at least one page."""
    wanted: set[Gram] = set()
    for page in pages:
        if any(page.grounds):
            wanted.update(gram for at, gram in _grams(page) if any(page.mask(at)))
    index: dict[Gram, list[tuple[int, int]]] = defaultdict(list)
    for number, page in enumerate(pages if wanted else ()):
        for at, gram in _grams(page):
            if gram in wanted and len(index[gram]) < MOST_PLACES:
                index[gram].append((number, at))
    return index


def _grams(page: _Page) -> Iterator[tuple[int, Gram]]:
    words = page.words
    for at in range(len(words) - RUN + 1):
        yield at, tuple(words[at : at + RUN])


def _compare(a: _Page, at_a: int, b: _Page, at_b: int) -> PassageDifference | None:
    """What is redacted on `a` and readable on `b`, over the longest run around these places."""
    if not any(x and not y for x, y in zip(a.mask(at_a), b.mask(at_b), strict=True)):
        return None
    before = 0
    while _same(a, at_a - before - 1, b, at_b - before - 1):
        before += 1
    after = RUN
    while _same(a, at_a + after, b, at_b + after):
        after += 1
    pairs = list(
        zip(range(at_a - before, at_a + after), range(at_b - before, at_b + after), strict=True)
    )
    missing = [(i, j) for i, j in pairs if a.grounds[i] and not b.grounds[j]]
    codes = a.grounds[missing[0][0]]
    here, there = _side(a, [i for i, _ in pairs]), _side(b, [j for _, j in pairs])
    gaps = tuple(_joined(b.spans[j] for _, j in missing))
    return PassageDifference(_key(here, there, gaps), here, there, gaps, codes)


def _same(a: _Page, at_a: int, b: _Page, at_b: int) -> bool:
    inside = 0 <= at_a < len(a.words) and 0 <= at_b < len(b.words)
    return inside and a.words[at_a] == b.words[at_b]


def _side(page: _Page, indexes: Sequence[int]) -> PassageSide:
    span = Span(page.spans[indexes[0]].start, page.spans[indexes[-1]].end)
    redacted = tuple(_joined(page.spans[n] for n in indexes if page.grounds[n]))
    return PassageSide(page.document_id, page.index, span, redacted)


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Neighbouring words as one stretch."""
    last: Span | None = None
    for span in spans:
        if last is not None and span.start - last.end <= _BETWEEN:
            last = Span(last.start, span.end)
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last


_BETWEEN = 3
"""Characters between neighbouring words: a space, a comma, a line end."""


def _key(here: PassageSide, there: PassageSide, gaps: Sequence[Span]) -> str:
    said = [
        f"{side.document_id} {side.page_index} {side.span.start}-{side.span.end}"
        for side in (here, there)
    ]
    return digest_of([*said, *(f"{gap.start}-{gap.end}" for gap in gaps)])
