"""Reads the register of an open dossier in small steps, and only what changed a second time.

WHY steps: sixty thousand findings take half a second to read, and the window may stand still for a
tenth of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from woo_desk.domain.changes import Changes
from woo_desk.domain.document import Document
from woo_desk.domain.ids import DocumentId, FindingId, PersonId
from woo_desk.store.dossier_file import DossierFile
from woo_desk.store.people import Decided
from woo_desk.store.rows import REGISTER_ENTRY
from woo_desk.usecases.persons.grouping import group_persons, groups_of
from woo_desk.usecases.persons.model import (
    NAMING,
    Group,
    Person,
    Register,
    open_places,
    weight,
)
from woo_desk.usecases.steps import whole

DOCUMENTS_AT_ONCE = 4
PLACES_AT_ONCE = 4000


class PersonIndex:
    """What was read of one dossier file. Belongs to the thread that opened the file."""

    def __init__(self, file: DossierFile) -> None:
        self._file = file
        self._groups: dict[DocumentId, list[Group]] = {}
        self._decided: dict[DocumentId, dict[FindingId, Decided]] = {}
        self._stale: set[DocumentId] = set()
        self._to_review: set[DocumentId] = set()

    def note(self, changes: Changes) -> None:
        """Remember what has to be read again.

        A step of a user changes reviews, never what is found; detection says which documents it
        found something in by a change that is no step. Undo may bring documents back.
        """
        self._to_review |= changes.findings | changes.redactions
        if not changes.step_key:
            self._stale |= changes.findings | changes.documents

    def read(self) -> Iterator[Register | None]:
        """Yields None between steps and at last the register as it is now."""
        every = self._file.documents()
        documents = [document.id for document in every]
        for gone in set(self._groups) - set(documents):
            del self._groups[gone]
            self._decided.pop(gone, None)
        wanted = [d for d in documents if d in self._stale or d not in self._groups]
        for number, document_id in enumerate(wanted):
            places = self._file.people.name_places(document_id, NAMING)
            self._groups[document_id] = groups_of(document_id, places)
            self._stale.discard(document_id)
            self._to_review.add(document_id)
            if number % DOCUMENTS_AT_ONCE == DOCUMENTS_AT_ONCE - 1:
                yield None
        for number, document_id in enumerate(sorted(self._to_review)):
            self._decided[document_id] = dict(self._file.people.decided(document_id))
            if number % (2 * DOCUMENTS_AT_ONCE) == 0:
                yield None
        self._to_review.clear()
        groups = [group for document_id in documents for group in self._groups[document_id]]
        entries = self._file.items(REGISTER_ENTRY)
        related = {document.id: _parts_of(document) for document in every}
        for persons in group_persons(groups, entries, self._file.persons(), related):
            if not persons:
                yield None
        decided = {key: value for each in self._decided.values() for key, value in each.items()}
        yield None
        yield from _sorted(persons, decided)


def _parts_of(document: Document) -> tuple[str, ...]:
    """The family and the conversation of a document."""
    family = f"family/{document.family}" if document.family else ""
    thread = f"thread/{document.thread}" if document.thread else ""
    return tuple(filter(None, (family, thread)))


def _sorted(
    persons: Iterable[Person], decided: dict[FindingId, Decided]
) -> Iterator[Register | None]:
    weighed: list[tuple[float, str, Person]] = []
    waiting: dict[PersonId, int] = {}
    seen = 0
    for person in persons:
        waiting[person.id] = len(open_places(person, decided))
        look = (person.forms, person.documents, person.roles, person.proposal, person.ground_code)
        seen += len(person.places) + len(look)
        weighed.append((-weight(person, waiting[person.id]), person.name.casefold(), person))
        if seen >= PLACES_AT_ONCE:
            seen = 0
            yield None
    weighed.sort(key=lambda one: one[:2])
    yield Register(tuple(person for _, _, person in weighed), decided, waiting)


def read_register(file: DossierFile) -> Register:
    """The register, read in one go."""
    return whole(PersonIndex(file).read())
