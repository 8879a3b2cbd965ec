"""The user's lists "altijd lakken" and "nooit lakken", ready for searching pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from woo_desk.domain.finding import Proposal
from woo_desk.domain.ids import GroundCode
from woo_desk.domain.list_entry import ListEntry, ListKind, effective
from woo_desk.domain.terms import TermIndex


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a list says about a place, whatever the policy says."""

    proposal: Proposal
    ground: GroundCode | None
    """None for what stays, and for the default ground of the policy."""


@dataclass(frozen=True, slots=True)
class ListHit:
    """One place where a term of a list stands."""

    start: int
    end: int
    entry: ListEntry
    ruling: Ruling
    why: str
    """Last part of the text key under `why.list`."""


class UserLists:
    """The lists that hold for one dossier. Made once per document, not per page."""

    def __init__(self, entries: Sequence[ListEntry]) -> None:
        """Args: entries: of the dossier and the organisation; the dossier's go first."""
        self._index = TermIndex[ListEntry](
            (term, entry) for entry in effective(entries) for term in entry.terms
        )

    def __bool__(self) -> bool:
        return bool(self._index)

    def find(self, text: str, day: dt.date | None) -> Iterator[ListHit]:
        """Where the lists rule, for a document of this day.

        What always goes leaves nothing to
        what never goes on the same characters: Presidio would keep only one of the two.
        """
        hits = list(self._rulings(text, day))
        gone = {i for hit in hits if hit.why == "always" for i in range(hit.start, hit.end)}
        for hit in hits:
            if hit.why == "always" or gone.isdisjoint(range(hit.start, hit.end)):
                yield hit

    def _rulings(self, text: str, day: dt.date | None) -> Iterator[ListHit]:
        for hit in self._index.find(text):
            entry, holds = hit.value, hit.value.holds_on(day)
            if holds is False or (hit.genitive and entry.kind is ListKind.NEVER):
                continue
            if entry.kind is ListKind.ALWAYS:
                ruling, why = Ruling(Proposal.REDACT, entry.ground_code), "always"
            elif holds is None:
                # WHY asked: without a date nobody knows whether the period covers this document.
                ruling, why = Ruling(Proposal.ASK, None), "never_when"
            else:
                ruling, why = Ruling(Proposal.KEEP, None), "never"
            yield ListHit(hit.start, hit.end, entry, ruling, why)
