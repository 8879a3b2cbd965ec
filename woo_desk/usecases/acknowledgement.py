"""Places that the verifier could not check: kept after a refused export, settled by a person.

What waits for a person is derived (the next export finds it anew); that a person has looked is a
decision, with undo like any other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from woo_desk.domain.acknowledgement import (
    BY_THE_PAGE,
    Acknowledgement,
    UncheckedPlace,
    seen_digest,
    unchecked,
)
from woo_desk.domain.changes import Changes
from woo_desk.domain.dossier import Blocker, BlockerKind, DocumentState
from woo_desk.domain.export import Verification
from woo_desk.domain.ids import DocumentId
from woo_desk.store.rows import ACKNOWLEDGEMENT
from woo_desk.usecases.session import Session

_CACHE = "unchecked"
_places = msgspec.json.Decoder(tuple[UncheckedPlace, ...])


def places_of(state: DocumentState, verification: Verification) -> tuple[UncheckedPlace, ...]:
    """What a verification of one document leaves to a person."""
    prepared, redactions = state.document.prepared_sha256, state.redactions
    return tuple(
        UncheckedPlace(state.document.id, check, page, seen_digest(prepared, redactions, page))
        for check, page in unchecked(verification)
    )


def unsettled(
    session: Session, states: Sequence[DocumentState], places: Iterable[UncheckedPlace]
) -> tuple[UncheckedPlace, ...]:
    """Those of some places that nobody has looked at yet."""
    looked_at = {state.document.id: state.looked_at for state in states}
    settled = {each.place for each in session.file.items(ACKNOWLEDGEMENT)}
    return tuple(
        place
        for place in places
        if place not in settled
        and not (
            place.check in BY_THE_PAGE
            and place.page_index in looked_at.get(place.document_id, frozenset())
        )
    )


def note_unchecked(
    session: Session, states: Iterable[DocumentState], places: Sequence[UncheckedPlace]
) -> None:
    """Keep what an export left to a person, for the window and for `status`."""
    of_document: defaultdict[DocumentId, list[UncheckedPlace]] = defaultdict(list)
    for place in places:
        of_document[place.document_id].append(place)
    with session.file.derive() as tx:
        for state in states:
            own = of_document.get(state.document.id, [])
            if own or session.file.cached(_CACHE, state.document.id):
                tx.put_cached(_CACHE, state.document.id, msgspec.json.encode(own))


def waiting(
    session: Session, states: Sequence[DocumentState] | None = None
) -> tuple[UncheckedPlace, ...]:
    """What the last export left to a person and still waits, in document order.

    A place whose boxes were changed since then does not wait: the next export looks again.
    """
    if states is None:
        states = session.file.states()
    found: list[UncheckedPlace] = []
    for state in states:
        kept = session.file.cached(_CACHE, state.document.id)
        for place in _places.decode(kept) if kept else ():
            now = seen_digest(state.document.prepared_sha256, state.redactions, place.page_index)
            if place.seen == now:
                found.append(place)
    return unsettled(session, states, found)


def blockers_of(places: Iterable[UncheckedPlace]) -> tuple[Blocker, ...]:
    """The same as what blocks an export: one for each page."""
    found = {(place.document_id, place.page_index): None for place in places}
    return tuple(Blocker(BlockerKind.NOT_CHECKED, document_id, page) for document_id, page in found)


def acknowledge(session: Session, places: Sequence[UncheckedPlace], reason: str = "") -> Changes:
    """Record that the user has looked at places that could not be checked by machine."""
    if not places:
        return Changes()
    now = session.clock.now()
    with session.step("acknowledge") as tx:
        for place in places:
            tx.put(
                Acknowledgement(
                    place.document_id,
                    place.check,
                    place.page_index,
                    place.seen,
                    session.user,
                    now,
                    reason,
                )
            )
    documents = frozenset(place.document_id for place in places)
    return Changes("step.acknowledge", documents=documents)
