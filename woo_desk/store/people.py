"""What the person register needs of findings, reviews and redactions: little of each, quickly."""

from __future__ import annotations

import functools
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from woo_desk.domain.finding import EntityType, Finding, Proposal, Role, Verdict
from woo_desk.domain.ids import DocumentId, FindingId, GroundCode, PersonId
from woo_desk.store import rows
from woo_desk.store.connection import Database
from woo_desk.store.rows import Codec

AT_ONCE = 500
"""Ids in one question: SQLite has a limit on these."""


class NamePlace(msgspec.Struct, frozen=True, gc=False):
    """A finding that names a person, without what only the page needs."""

    id: FindingId
    document_id: DocumentId
    page_index: int
    text: str
    entity_type: EntityType
    role: Role
    proposal: Proposal
    ground_code: GroundCode | None
    score: float
    why: str


class _Review(msgspec.Struct, frozen=True, gc=False):
    finding_id: FindingId
    verdict: Verdict
    person_id: PersonId = PersonId("")


class _Redaction(msgspec.Struct, frozen=True, gc=False):
    ground_codes: tuple[GroundCode, ...]
    finding_id: FindingId | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided about one place."""

    verdict: Verdict
    person_id: PersonId
    """The person whose decision it follows; "" when the place itself was decided."""
    ground_codes: tuple[GroundCode, ...]
    """Of its redaction; empty when it has none."""


_SHARED = ("document_id", "text", "why", "ground_code")
"""Of a place, what many places have in common. WHY each once in memory: a register of a large
dossier has a hundred thousand places."""
_decided = functools.lru_cache(1000)(Decided)

_PLACES = Codec(NamePlace)
_REVIEWS = Codec(_Review)
_REDACTIONS = Codec(_Redaction)


class People:
    """Questions of the person register to an open dossier. Made by `DossierFile`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def name_places(self, document_id: DocumentId, kinds: frozenset[EntityType]) -> list[NamePlace]:
        """The findings of these kinds in a document, by page and place."""
        sql = "SELECT data FROM finding WHERE document_id = ? ORDER BY page_index, start"
        found = self._database.rows(sql, (document_id,))
        return [_shared(place) for place in _PLACES.many(found) if place.entity_type in kinds]

    def decided(self, document_id: DocumentId) -> Mapping[FindingId, Decided]:
        """What was decided about the findings of a document."""
        sql = "SELECT data FROM redaction WHERE document_id = ?"
        redactions = _REDACTIONS.many(self._database.rows(sql, (document_id,)))
        grounds = {each.finding_id: each.ground_codes for each in redactions if each.finding_id}
        sql = "SELECT data FROM review WHERE document_id = ?"
        reviews = _REVIEWS.many(self._database.rows(sql, (document_id,)))
        return {
            each.finding_id: _decided(
                each.verdict, each.person_id, grounds.get(each.finding_id, ())
            )
            for each in reviews
        }

    def findings(self, ids: Sequence[FindingId]) -> list[Finding]:
        """These findings, in no particular order; those that are no longer found are left out."""
        found: list[Finding] = []
        for part in _parts(ids):
            marks = ", ".join("?" * len(part))
            sql = f"SELECT data FROM finding WHERE key IN ({marks})"
            found.extend(rows.FINDINGS.many(self._database.rows(sql, tuple(part))))
        return found


def _shared(place: NamePlace) -> NamePlace:
    """The same place, with words that are one with those of others."""
    for name in _SHARED:
        if value := getattr(place, name):
            msgspec.structs.force_setattr(place, name, sys.intern(value))
    return place


def _parts(ids: Sequence[FindingId]) -> Iterable[Sequence[FindingId]]:
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))
