"""The same passage, redacted here and open there: quoted mail, attachments, versions of a note.

`consistency` finds names and numbers; this finds whole passages, also where somebody drew a box
over an opinion, or left a name readable in one copy. Runs of eight words are compared, and only
those that touch something redacted are looked for. What differs blocks the export until it is
redacted in both places, or a person says that it is meant.
"""

from __future__ import annotations

import functools
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from woo_desk.domain.dossier import Blocker, BlockerKind, DocumentState
from woo_desk.domain.geometry import Span
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.passage import PassageDifference, PassageSide
from woo_desk.domain.second_reading import digest_of
from woo_desk.store.rows import PASSAGE_CHOICE
from woo_desk.usecases.consistency import is_in_scope
from woo_desk.usecases.passage_pages import (
    RUN,
    Gram,
    Redacted,
    WordsOfPage,
    redacted_on,
    runs_of,
    words_of_page,
    words_of_text,
)
from woo_desk.usecases.passage_runs import RedactedRuns
from woo_desk.usecases.session import Session
from woo_desk.usecases.steps import whole

GRAMS_AT_ONCE = 200
_JOINING = frozenset(("van", "de", "den", "der", "ter", "ten", "te"))
"""WHY: "op verzoek van" before one name reads as a part of the next one ("van Ter Horst"), and says
nothing where it is readable."""
_PAGES_AT_HAND = 32
_Place = tuple[DocumentId, int, int, int]
"""Where a run of words stands: document, page, the first of its words there; and which of its words
are redacted, as `WordsOfPage.masks` gives it."""


def find_passages(
    session: Session, states: Sequence[DocumentState] | None = None
) -> tuple[PassageDifference, ...]:
    """Every place where words are readable that are redacted in the same eight words elsewhere.

    Left out is what a person saw and left so. In order of the readable place.
    """
    return whole(read_passages(session, session.file.states() if states is None else states))


def read_passages(
    session: Session, states: Sequence[DocumentState]
) -> Iterator[tuple[PassageDifference, ...] | None]:
    """The same in small steps: yields None between them, and at last what was found."""
    judged = [state for state in states if is_in_scope(state) and state.override is None]
    differing: set[int] = set()
    for found_so_far in _differing_runs(session, judged):
        differing = found_so_far
        yield None
    index: defaultdict[Gram, list[_Place]] = defaultdict(list)
    for state in judged if differing else ():
        texts = session.file.page_texts(state.document.id)
        for gram, place in _places(state, texts, differing):
            index[gram].append(place)
        yield None
    found: list[PassageDifference] = []
    for number, difference in enumerate(_differences(index, _Pages(session, judged))):
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


def _differing_runs(session: Session, judged: Sequence[DocumentState]) -> Iterator[set[int]]:
    """Hashes of the runs that are not redacted alike everywhere; the last set is the whole.

    WHY hashes, and nothing of the pages: a dossier in which everything is decided has half a
    million runs that are redacted, and nearly all of them are redacted alike.
    """
    redacted = RedactedRuns()
    differing: set[int] = set()
    masks: dict[DocumentId, dict[int, bytes]] = {}
    for state in judged:
        if state.redactions:
            masks[state.document.id] = _add_runs(session, state, redacted)
            yield differing
    for state in judged if redacted else ():
        own = masks.get(state.document.id, {})
        for index, page_text in enumerate(session.file.page_texts(state.document.id)):
            runs = map(hash, runs_of(words_of_text(page_text)))
            packed = own.get(index)
            differing.update(redacted.differing(runs, zlib.decompress(packed) if packed else b""))
        yield differing


def _add_runs(session: Session, state: DocumentState, redacted: RedactedRuns) -> dict[int, bytes]:
    """Take in a document; gives of each page with something redacted which words are, packed."""
    texts = session.file.page_texts(state.document.id)
    packed = {}
    for index, places in redacted_on(state, texts).items():
        page = words_of_page(state.document.id, index, texts[index], places)
        masks = bytes(page.masks())
        redacted.add(map(hash, runs_of(page.words)), masks)
        packed[index] = zlib.compress(masks, 1)
    return packed


class _Pages:
    """Gives the words of the pages that are compared; few are at hand at a time."""

    def __init__(self, session: Session, judged: Sequence[DocumentState]) -> None:
        states = {state.document.id: state for state in judged}

        def read(document_id: DocumentId, index: int) -> WordsOfPage:
            texts = session.file.page_texts(document_id)
            redacted = redacted_on(states[document_id], texts).get(index, ())
            return words_of_page(document_id, index, texts[index], redacted)

        self.read = functools.lru_cache(_PAGES_AT_HAND)(read)


def _places(
    state: DocumentState, texts: Sequence[str], wanted: Set[int]
) -> Iterator[tuple[Gram, _Place]]:
    """Where runs with these hashes stand in a document, and how they are redacted there."""
    boxed: dict[int, Redacted] | None = None
    for index, page_text in enumerate(texts):
        grams = [*runs_of(words_of_text(page_text))]
        if wanted.isdisjoint(map(hash, grams)):
            continue
        boxed = redacted_on(state, texts) if boxed is None else boxed
        redacted = boxed.get(index, ())
        masks = words_of_page(state.document.id, index, page_text, redacted).masks()
        for at, gram in enumerate(grams):
            if hash(gram) in wanted:
                yield gram, (state.document.id, index, at, masks[at])


def _differences(
    index: Mapping[Gram, Sequence[_Place]], pages: _Pages
) -> Iterator[PassageDifference | None]:
    """One for each stretch that is readable somewhere; None for a run that is the same everywhere.

    WHY one place for each way a run is redacted: a disclaimer stands on every page, and comparing
    all places with all others would never end.
    """
    told: set[tuple[DocumentId, int, int]] = set()
    for places in index.values():
        ways: dict[int, _Place] = {}
        for place in places:
            ways.setdefault(place[3], place)
        if len(ways) < 2:
            yield None
            continue
        for document_id, page_index, at, own in places:
            for way, (other_id, other_index, at_other, _) in ways.items():
                open_here = [n for n in range(RUN) if (way & ~own) >> (RUN - 1 - n) & 1]
                if all((document_id, page_index, at + n) in told for n in open_here):
                    continue
                page, other = pages.read(document_id, page_index), pages.read(other_id, other_index)
                difference, words = _compare(other, at_other, page, at)
                told.update((document_id, page_index, word) for word in words)
                yield None if _JOINING.issuperset(page.words[w] for w in words) else difference


def _compare(
    a: WordsOfPage, at_a: int, b: WordsOfPage, at_b: int
) -> tuple[PassageDifference, list[int]]:
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


def _same(a: WordsOfPage, at_a: int, b: WordsOfPage, at_b: int) -> bool:
    inside = 0 <= at_a < len(a.words) and 0 <= at_b < len(b.words)
    return inside and a.words[at_a] == b.words[at_b]


def _side(page: WordsOfPage, indexes: Sequence[int]) -> PassageSide:
    span = Span(page.spans[indexes[0]][0], page.spans[indexes[-1]][1])
    redacted = tuple(_joined(page.spans[n] for n in indexes if page.grounds[n]))
    return PassageSide(page.document_id, page.index, span, redacted)


def _joined(spans: Iterable[tuple[int, int]]) -> Iterator[Span]:
    """Neighbouring words as one stretch."""
    last: Span | None = None
    for start, end in spans:
        if last is not None and start - last.end <= _BETWEEN:
            last = Span(last.start, end)
            continue
        if last is not None:
            yield last
        last = Span(start, end)
    if last is not None:
        yield last


_BETWEEN = 3
"""Characters between neighbouring words: a space, a comma, a line end."""


def _key(side: PassageSide, gaps: Sequence[Span]) -> str:
    """The same as long as the same words of the readable place are redacted somewhere else."""
    place = f"{side.document_id} {side.page_index}"
    return digest_of([place, *(f"{gap.start}-{gap.end}" for gap in gaps)])
