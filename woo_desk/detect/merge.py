"""Makes one row of finds without overlaps out of what all recognisers reported.

Presidio itself only drops results that lie inside a better one of the same type. Two types on the
same characters, or two finds that overlap by half, are settled here, by a strategy with a name.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from woo_desk.detect.presidio import RecognizerResult
from woo_desk.detect.recognizers.base import (
    READABLE_FROM_KEY,
    ROLE_KEY,
    RULING_KEY,
    WHY_KEY,
    WHY_VALUES_KEY,
)
from woo_desk.detect.user_lists import Ruling
from woo_desk.domain.finding import EntityType, Proposal, Role
from woo_desk.domain.ids import GroundCode
from woo_desk.domain.policy import Policy


class ConflictStrategy(enum.Enum):
    """How overlapping finds are settled."""

    SUREST_FIRST = "surest_first"
    """The find with the highest score stays whole; of the others stays what sticks out of it,
    when it is to be redacted. So nothing that a recogniser wants gone is lost by being next to
    something else, and what is known for sure to be readable (the address of a ministry) is not
    redacted for a part of it that looks like a name."""


@dataclass(frozen=True, slots=True)
class Found:
    """One find with what the policy proposes for it; offsets in the normalised text."""

    start: int
    end: int
    entity: EntityType
    role: Role
    score: float
    recognizer: str
    why: str
    values: Mapping[str, str | int]
    readable_from: int | None
    proposal: Proposal
    ground: GroundCode | None
    ruled: bool = False
    """A list of the user decided the proposal."""

    @property
    def redact_end(self) -> int:
        """Where the part that must go ends."""
        return self.end if self.readable_from is None else self.readable_from

    @property
    def is_kept(self) -> bool:
        """Whether the proposal is that it stays readable."""
        return self.proposal is Proposal.KEEP


def propose(result: RecognizerResult, policy: Policy) -> Found:
    """The result in our own terms, with the proposal of the policy.

    KeyError when a recogniser left out one of our metadata keys: a defect, never a default.
    """
    meta = result.recognition_metadata
    entity, role = EntityType(result.entity_type), Role(meta[ROLE_KEY])
    proposal, ground = policy.propose(entity, role, result.score)
    ruling: Ruling | None = meta.get(RULING_KEY)
    if ruling is not None:
        proposal = ruling.proposal
        ground = None if proposal is Proposal.KEEP else ruling.ground or policy.default_ground
    return Found(
        start=result.start,
        end=result.end,
        entity=entity,
        role=role,
        score=result.score,
        recognizer=meta[RecognizerResult.RECOGNIZER_NAME_KEY],
        why=meta[WHY_KEY],
        values=meta[WHY_VALUES_KEY],
        readable_from=meta.get(READABLE_FROM_KEY),
        proposal=proposal,
        ground=ground,
        ruled=ruling is not None,
    )


def merge(
    text: str,
    finds: Iterable[Found],
    strategy: ConflictStrategy = ConflictStrategy.SUREST_FIRST,
) -> tuple[Found, ...]:
    """The finds without overlaps, in order of place."""
    order = sorted(_without_overruled(text, list(finds)), key=_ORDERS[strategy])
    settled = _Settled(len(text))
    for found in order:
        trimmed = _trimmed(text, found)
        if trimmed is not None:
            settled.add(trimmed, text)
    return settled.in_order()


def _without_overruled(text: str, finds: Sequence[Found]) -> Iterator[Found]:
    """All finds but those "nooit lakken" that are only a part of a longer one.

    WHY: "Jansen" on that list must not lay bare half of "Piet Jansen", who is somebody else.
    """
    others = [found for found in finds if not found.ruled]
    for found in finds:
        if found.ruled and found.proposal is not Proposal.REDACT:
            around = (o for o in others if o.start < found.end and found.start < o.end)
            if any(_sticks_out(text, other, found) for other in around):
                continue
        yield found


def _sticks_out(text: str, longer: Found, found: Found) -> bool:
    before = text[longer.start : max(longer.start, found.start)]
    after = text[min(found.end, longer.end) : longer.end]
    return any(c.isalnum() for c in before + after)


def _surest_first(found: Found) -> tuple[float, bool, int, int, str, str]:
    # WHY is_kept: where two are equally sure, the one that redacts stands.
    shortness = found.start - found.end
    return -found.score, found.is_kept, shortness, found.start, found.entity, found.role


def _trimmed(text: str, found: Found) -> Found | None:
    """Without white space at its ends; None when nothing is left."""
    start, end = found.start, found.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return replace(found, start=start, end=end) if start < end else None


_ORDERS = {ConflictStrategy.SUREST_FIRST: _surest_first}


class _Settled:
    """Finds that stand; `_owner` says for each character which one has it (-1: none)."""

    def __init__(self, length: int) -> None:
        self._finds: list[Found] = []
        self._owner = [-1] * length

    def add(self, found: Found, text: str) -> None:
        owners = {o for o in self._owner[found.start : found.end] if o >= 0}
        if not owners:
            self._take(found)
        elif not found.is_kept and not self._grow(found, owners):
            for start, end in self._free_parts(found.start, found.redact_end):
                if any(c.isalnum() for c in text[start:end]):
                    piece = replace(found, start=start, end=end, readable_from=None)
                    trimmed = _trimmed(text, piece)
                    if trimmed is not None:
                        self._take(trimmed)

    def in_order(self) -> tuple[Found, ...]:
        return tuple(sorted(self._finds, key=lambda found: found.start))

    def _take(self, found: Found) -> None:
        self._owner[found.start : found.end] = [len(self._finds)] * (found.end - found.start)
        self._finds.append(found)

    def _grow(self, found: Found, owners: set[int]) -> bool:
        """Two overlapping finds of one kind that both must go become one; False if not so."""
        if len(owners) != 1:
            return False
        index = owners.pop()
        other = self._finds[index]
        if other.is_kept or other.entity is not found.entity or other.readable_from is not None:
            return False
        start, end = min(other.start, found.start), max(other.end, found.redact_end)
        self._finds[index] = replace(other, start=start, end=end)
        self._owner[start:end] = [index] * (end - start)
        return True

    def _free_parts(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        begin = None
        for offset in range(start, end):
            if self._owner[offset] >= 0:
                if begin is not None:
                    yield begin, offset
                begin = None
            elif begin is None:
                begin = offset
        if begin is not None:
            yield begin, end
