"""Which documents are like one another, and how. Pure rules; standard library only.

Candidates come from the sketches of all documents, and each pair is then judged on its words. What
comes out is a proposal: a person confirms that two documents are the same thing.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from woo_desk.domain.ids import DocumentId
from woo_desk.domain.wording import letter_likeness, shingles_of

_RANGES = 8
"""The hashes are looked through in so many parts, so that not all of them are in memory at once."""
_BITS = 63
_CROWD = 24
"""A stretch of words in more documents than this is a formula: only neighbours are compared, so
that a chain of versions holds together and time does not grow with the square of their number."""
_SHARED = 4
"""Shared hashes from which a pair is looked at."""
_SHARED_PART = 0.08
"""Or this part of the smaller sketch, when that is more."""

_SAME = 0.3
"""Part of all shingles that two versions of a text share, at least."""
_INSIDE = 0.9
"""Part of the shorter text's shingles that stand in the longer one, at least."""
_SHORTER = 0.8
"""Only a text of at most this part of the other one's words is said to be contained in it."""
_SCAN = 0.6
"""Likeness by letters of a scan and its original."""
_FEW_WORDS = 12
"""Texts of fewer words are only compared as a whole: a covering note is like every other one."""

_KEPT_SHINGLES = 16
"""Texts whose shingles stay at hand: a text is compared with many others in a row. WHY no more:
those of a text of six pages take a third of a megabyte."""


class LikenessKind(enum.StrEnum):
    """How two documents are alike. Texts: `likeness.<value>`."""

    SAME_TEXT = "same_text"
    """The same words; something else differs: layout, pictures, heading, attachments."""
    VERSION = "version"
    """Largely the same words: a concept and what became of it."""
    SCAN = "scan"
    """One was read from a picture, and says the same within the mistakes of reading."""
    CONTAINED = "contained"
    """The text stands in the other one."""
    QUOTED = "quoted"
    """A message that a later one of its thread quotes completely."""

    @property
    def is_same_thing(self) -> bool:
        """Whether the document need not be judged by itself once a person has confirmed it."""
        return self in (LikenessKind.SAME_TEXT, LikenessKind.SCAN, LikenessKind.QUOTED)


class LikenessState(enum.StrEnum):
    """What a person said of it."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Likeness:
    """One document is like another: the first is the copy, the part or the earlier version."""

    document_id: DocumentId
    other_id: DocumentId
    kind: LikenessKind
    score: float
    """Share of the words in common, 0 to 1."""
    state: LikenessState = LikenessState.PROPOSED
    by: str = ""
    at: dt.datetime | None = None

    @property
    def key(self) -> str:
        """Names the pair."""
        return f"{self.document_id}/{self.other_id}"


@dataclass(frozen=True, slots=True)
class Sketched:
    """What is known of a document before its words are read."""

    id: DocumentId
    number: int
    sketch: Sequence[int]
    """Each hash once, in rising order."""
    is_read: bool = False
    """Its words, or some of them, were read from a picture."""


def candidate_pairs(documents: Sequence[Sketched]) -> Iterator[tuple[Sketched, Sketched]]:
    """Pairs that may be alike, lower number first, in order of number.

    Time grows with the number of documents and of likely pairs, not with that of all pairs; in
    memory are the places of hashes that several documents share, and the pairs of one document.
    """
    shared = _Shared.of(documents)
    for one, left in enumerate(documents):
        for other, count in sorted(shared.with_later(one).items()):
            right = documents[other]
            smaller = min(_in_reach(left, right), _in_reach(right, left))
            if count >= max(_SHARED, _SHARED_PART * smaller) or count == smaller:
                pair = sorted((left, right), key=lambda each: each.number)
                yield pair[0], pair[1]


@dataclass(slots=True)
class _Shared:
    """Which documents share hashes, as one long list of owners: those of one hash lie together."""

    owners: array[int] = field(default_factory=lambda: array("I"))
    """Indexes of documents; of one hash in rising order."""
    ends: array[int] = field(default_factory=lambda: array("I"))
    """For each place in `owners`, the place before which its partners end."""
    places: Mapping[int, array[int]] = field(
        default_factory=lambda: defaultdict(lambda: array("I"))
    )
    """By document, its places in `owners`."""

    @classmethod
    def of(cls, documents: Sequence[Sketched]) -> _Shared:
        """Of all documents."""
        shared = cls()
        for part in range(_RANGES):
            shared.add(documents, part)
        return shared

    def add(self, documents: Sequence[Sketched], part: int) -> None:
        """Take in the hashes of one part of the range that two or more documents have."""
        low, high = (part << _BITS) // _RANGES, ((part + 1) << _BITS) // _RANGES
        # WHY one number for both: a list of numbers sorts faster than one of pairs, and is smaller.
        size = len(documents) or 1
        entries = sorted(
            value * size + index
            for index, document in enumerate(documents)
            for value in document.sketch[
                bisect_left(document.sketch, low) : bisect_left(document.sketch, high)
            ]
        )
        start = 0
        while start < len(entries):
            end = bisect_left(entries, (entries[start] // size + 1) * size, start)
            if end - start > 1:
                self._put([entry % size for entry in entries[start:end]])
            start = end

    def _put(self, owners: Sequence[int]) -> None:
        first = len(self.owners)
        last = first + len(owners)
        reach = len(owners) if len(owners) <= _CROWD else 2
        for place, owner in enumerate(owners, first):
            self.owners.append(owner)
            self.ends.append(min(place + reach, last))
            self.places[owner].append(place)

    def with_later(self, document: int) -> Counter[int]:
        """The documents after this one with shared hashes, and how many each shares."""
        found: Counter[int] = Counter()
        for place in self.places.get(document, ()):
            found.update(self.owners[place + 1 : self.ends[place]])
        return found


def _in_reach(document: Sketched, other: Sketched) -> int:
    """How many of a document's hashes could stand in the sketch of another one."""
    return bisect_right(document.sketch, other.sketch[-1]) if other.sketch else 0


def judge_pair(
    left: Sequence[str], right: Sequence[str], *, is_read: bool = False
) -> tuple[LikenessKind, float] | None:
    """How two texts are alike, by their words; None when they are not.

    CONTAINED says that the shorter one stands in the longer one.

    Args:
        left: words of one.
        right: words of the other.
        is_read: one of the two, and not the other, was read from a picture.
    """
    if not left or not right:
        return None
    if list(left) == list(right):
        return LikenessKind.SAME_TEXT, 1.0
    if min(len(left), len(right)) < _FEW_WORDS:
        return None
    if is_read:
        score = letter_likeness(left, right)
        if score >= _SCAN:
            return LikenessKind.SCAN, round(score, 3)
    return _by_shingles(left, right)


def _by_shingles(left: Sequence[str], right: Sequence[str]) -> tuple[LikenessKind, float] | None:
    one, other = _shingles(tuple(left)), _shingles(tuple(right))
    both = len(one & other)
    inside = both / min(len(one), len(other))
    shorter = min(len(left), len(right)) / max(len(left), len(right))
    if inside >= _INSIDE and shorter <= _SHORTER:
        return LikenessKind.CONTAINED, round(inside, 3)
    score = both / len(one | other)
    return (LikenessKind.VERSION, round(score, 3)) if score >= _SAME else None


@functools.lru_cache(_KEPT_SHINGLES)
def _shingles(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(shingles_of(words))


def representative_of(
    document_id: DocumentId, duplicate_of: Mapping[DocumentId, DocumentId | None]
) -> DocumentId:
    """The document that is judged for this one: the end of the chain of copies."""
    seen = {document_id}
    while (kept := duplicate_of.get(document_id)) is not None and kept not in seen:
        seen.add(kept)
        document_id = kept
    return document_id


def still_to_judge(found: Iterable[Likeness]) -> tuple[Likeness, ...]:
    """Those that wait for a person."""
    return tuple(each for each in found if each.state is LikenessState.PROPOSED)
