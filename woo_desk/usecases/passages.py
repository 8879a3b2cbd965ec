"""The same passage, redacted here and open there: quoted mail, attachments, versions of a note.

`consistency` finds names and numbers; this finds whole passages, also where somebody drew a box
over an opinion, or left a name readable in one copy. Runs of eight words are compared, and only
those that touch something redacted are looked for. What differs blocks the export until it is
redacted in both places, or a person says that it is meant.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from woo_desk.domain.dossier import Blocker, BlockerKind, DocumentState
from woo_desk.domain.geometry import Span
from woo_desk.domain.ids import DocumentId, GroundCode
from woo_desk.domain.passage import PassageDifference, PassageSide
from woo_desk.domain.redaction import Redaction
from woo_desk.domain.second_reading import digest_of
from woo_desk.store.rows import PASSAGE_CHOICE
from woo_desk.usecases.consistency import is_in_scope
from woo_desk.usecases.session import Session

RUN = 8
"""Words of a passage that have to be the same."""
GRAMS_AT_ONCE = 200
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

    def mask(self, at: int) -> tuple[bool, ...]:
        """Which words of a run are redacted."""
        return tuple(map(bool, self.grounds[at : at + RUN]))


_Place = tuple[_Page, int]
"""Where a run of words stands: its page, and the first of its words there."""


def find_passages(
    session: Session, states: Sequence[DocumentState] | None = None
) -> tuple[PassageDifference, ...]:
    """Every place where words are readable that are redacted in the same eight words elsewhere.

    Left out is what a person saw and left so. In order of the readable place.
    """
    found: tuple[PassageDifference, ...] | None = None
    for found in read_passages(session, session.file.states() if states is None else states):  # noqa: B007  the last one is the whole
        pass
    return found or ()


def read_passages(
    session: Session, states: Sequence[DocumentState]
) -> Iterator[tuple[PassageDifference, ...] | None]:
    """The same in small steps: yields None between them, and at last what was found."""
    judged = [state for state in states if is_in_scope(state) and state.override is None]
    boxed: dict[tuple[DocumentId, int], _Page] = {}
    for state in judged:
        if state.redactions:
            texts = session.file.page_texts(state.document.id)
            boxed.update(((page.document_id, page.index), page) for page in _boxed(state, texts))
            yield None
    wanted = {
        gram for page in boxed.values() for at, gram in _grams(page.words) if any(page.mask(at))
    }
    ends = {(gram[0], gram[-1]) for gram in wanted}
    index: defaultdict[Gram, list[_Place]] = defaultdict(list)
    for state in judged if wanted else ():
        texts = session.file.page_texts(state.document.id)
        for page, at, gram in _places(state.document.id, texts, boxed, wanted, ends):
            index[gram].append((page, at))
        yield None
    found: list[PassageDifference] = []
    for number, difference in enumerate(_differences(index)):
        found += [difference] if difference else []
        if number % GRAMS_AT_ONCE == 0:
            yield None
    settled = {choice.key for choice in session.file.items(PASSAGE_CHOICE)}
    order = {state.document.id: state.document.number for state in states}
    yield tuple(
        sorted(
            (each for each in found if each.key not in settled),
            key=lambda each: (
                order[each.readable.document_id],
                each.readable.page_index,
                each.readable.span.start,
            ),
        )
    )


def passage_blockers(session: Session, states: Sequence[DocumentState]) -> tuple[Blocker, ...]:
    """The same as what blocks the export: one for each readable place."""
    return blockers_of_passages(find_passages(session, states))


def blockers_of_passages(passages: Iterable[PassageDifference]) -> tuple[Blocker, ...]:
    """What blocks the export of passages that were found."""
    sides = (each.readable for each in passages)
    return tuple(Blocker(BlockerKind.PASSAGE, s.document_id, s.page_index) for s in sides)


# --- finding them -------------------------------------------------------------------------------


def _boxed(state: DocumentState, texts: Sequence[str]) -> Iterator[_Page]:
    """The pages of a document on which something is redacted whose words are known."""
    for index in sorted({box.page_index for box in state.redactions}):
        page_text = texts[index] if index < len(texts) else ""
        redacted = _redacted_spans(state, index, page_text)
        if redacted:
            yield _page(state.document.id, index, page_text, redacted)


def _page(
    document_id: DocumentId,
    index: int,
    page_text: str,
    redacted: Sequence[tuple[Span, tuple[GroundCode, ...]]] = (),
) -> _Page:
    matches = list(_WORD.finditer(page_text))
    spans = [Span(*match.span()) for match in matches]
    starts = [span.start for span in spans]
    grounds: list[tuple[GroundCode, ...]] = [()] * len(spans)
    for span, codes in redacted:
        first = max(bisect_left(starts, span.start) - 1, 0)
        for at in range(first, bisect_left(starts, span.end)):
            if spans[at].overlaps(span):
                grounds[at] = grounds[at] or codes
    return _Page(document_id, index, [m.group().casefold() for m in matches], spans, grounds)


def _places(
    document_id: DocumentId,
    texts: Sequence[str],
    boxed: Mapping[tuple[DocumentId, int], _Page],
    wanted: Set[Gram],
    ends: Set[tuple[str, str]],
) -> Iterator[tuple[_Page, int, Gram]]:
    """Where wanted runs stand in a document.

    WHY the ends first: of thousands of pages nearly every run is ruled out by two of its words.
    """
    for index, page_text in enumerate(texts):
        page = boxed.get((document_id, index))
        words = page.words if page else [word.casefold() for word in _WORD.findall(page_text)]
        for at, pair in enumerate(zip(words, words[RUN - 1 :], strict=False)):
            if pair in ends and (gram := tuple(words[at : at + RUN])) in wanted:
                page = page or _page(document_id, index, page_text)
                yield page, at, gram


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


def _differences(
    index: Mapping[Gram, Sequence[_Place]],
) -> Iterator[PassageDifference | None]:
    """One for each stretch that is readable somewhere; None for a run that is the same everywhere.

    WHY one place for each way a run is redacted: a disclaimer stands on every page, and comparing
    all places with all others would never end.
    """
    told: set[tuple[DocumentId, int, int]] = set()
    for places in index.values():
        ways: dict[tuple[bool, ...], _Place] = {}
        for page, at in places:
            ways.setdefault(page.mask(at), (page, at))
        if len(ways) < 2:
            yield None
            continue
        for page, at in places:
            own = page.mask(at)
            for way, (other, at_other) in ways.items():
                open_here = [n for n in range(RUN) if way[n] and not own[n]]
                if all((page.document_id, page.index, at + n) in told for n in open_here):
                    continue
                difference, words = _compare(other, at_other, page, at)
                told.update((page.document_id, page.index, word) for word in words)
                yield difference


def _grams(words: Sequence[str]) -> Iterator[tuple[int, Gram]]:
    for at in range(len(words) - RUN + 1):
        yield at, tuple(words[at : at + RUN])


def _compare(a: _Page, at_a: int, b: _Page, at_b: int) -> tuple[PassageDifference, list[int]]:
    """What is redacted on `a` and readable on `b`, over the longest run around these places.

    Returns it with the readable words of `b`. Something in the run itself has to differ.
    """
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
    return PassageDifference(_key(there, gaps), here, there, gaps, codes), [j for _, j in missing]


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


def _key(side: PassageSide, gaps: Sequence[Span]) -> str:
    """The same as long as the same words of the readable place are redacted somewhere else."""
    place = f"{side.document_id} {side.page_index}"
    return digest_of([place, *(f"{gap.start}-{gap.end}" for gap in gaps)])
