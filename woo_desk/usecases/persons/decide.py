"""Decisions about persons: each is one step that can be undone, however many places it has."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from woo_desk.domain.changes import Changes
from woo_desk.domain.finding import FindingReview, Proposal, Verdict
from woo_desk.domain.ids import DocumentId, FindingId, GroundCode, PersonId, RedactionId
from woo_desk.domain.name_form import form_key
from woo_desk.domain.person import PersonClaim, PersonVerdict, RegisterEntry
from woo_desk.domain.redaction import Redaction, RedactionOrigin
from woo_desk.store.journal import Transaction
from woo_desk.store.people import NamePlace
from woo_desk.store.rows import REGISTER_ENTRY
from woo_desk.usecases.persons.index import read_register
from woo_desk.usecases.persons.model import Group, Person, Register
from woo_desk.usecases.policies import load_policy
from woo_desk.usecases.session import Session, new_id


def decide_person(
    session: Session,
    register: Register,
    person: Person,
    verdict: PersonVerdict,
    ground_codes: tuple[GroundCode, ...] = (),
) -> Changes:
    """Decide once for every place of one person; see `decide_persons`."""
    return decide_persons(session, register, [person], verdict, ground_codes)


def decide_persons(
    session: Session,
    register: Register,
    persons: Sequence[Person],
    verdict: PersonVerdict,
    ground_codes: tuple[GroundCode, ...] = (),
) -> Changes:
    """Decide once for every place of these persons, now and in documents still to come.

    Places that were decided by themselves stay as they are.

    Args:
        session: the open dossier.
        register: as it was shown.
        persons: of that register.
        verdict: what to do with their places.
        ground_codes: for what is redacted; empty for the ground that is proposed at each place.
    """
    with session.step("decide_person") as tx:
        for person in persons:
            entry = dataclasses.replace(
                entry_of(register, person),
                verdict=verdict,
                ground_codes=ground_codes if verdict is PersonVerdict.REDACT else (),
                by=session.user,
                at=session.clock.now(),
            )
            tx.put(entry)
            _apply(session, tx, register, entry, _following(register, person.places))
    return tx.changes


def own_entries(session: Session) -> tuple[RegisterEntry, ...]:
    """The persons that a reviewer added."""
    return tuple(entry for entry in session.file.items(REGISTER_ENTRY) if entry.is_own)


def apply_register(session: Session, documents: Iterable[DocumentId] | None = None) -> Changes:
    """Decide what new documents hold of persons who were decided; for after detection.

    What stays readable is only decided where the very form was claimed: another form that looks
    like hers is left for a person.
    """
    if not any(entry.verdict for entry in session.file.items(REGISTER_ENTRY)):
        return Changes()  # nobody decided: nothing to read
    register = read_register(session.file)
    wanted = None if documents is None else frozenset(documents)
    work = []
    for person in register.persons:
        entry = person.entry
        if entry is None or entry.verdict in (None, PersonVerdict.ASK):
            continue
        places = [
            place
            for group in person.groups
            if (wanted is None or group.document_id in wanted) and _is_sure(entry, group)
            for place in group.places
            if place.id not in register.decided
        ]
        if entry.verdict is PersonVerdict.KEEP:
            places = [place for place in places if place.proposal is not Proposal.KEEP]
        if places:
            work.append((entry, places))
    if not work:
        return Changes()
    with session.step("apply_register") as tx:
        for entry, places in work:
            _apply(session, tx, register, entry, places)
    return tx.changes


def set_exception(
    session: Session, register: Register, place: NamePlace, verdict: Verdict | None
) -> Changes:
    """Decide one place by itself; None lets it follow its person again."""
    person = register.person_of(place.id)
    if person is None:
        return Changes()
    with session.step("set_exception") as tx:
        if verdict is None:
            _reopen(session, tx, register, [place])
            entry = person.entry
            if entry is not None and entry.verdict not in (None, PersonVerdict.ASK):
                _apply(session, tx, register, entry, [place])
        else:
            wanted = PersonVerdict(verdict.value)
            codes = person.entry.ground_codes if person.entry else ()
            alone = RegisterEntry(PersonId(""), "", (), wanted, codes)
            _apply(session, tx, register, alone, [place])
    return tx.changes


def split_person(
    session: Session, register: Register, person: Person, groups: Sequence[Group], name: str
) -> Changes:
    """Make these forms, in these documents, somebody else; she still has to be decided.

    What the decision on the first person did to their places is taken back.

    Raises:
        ValueError: nothing, or everything, is split off.
    """
    chosen = set(groups)
    stays = [group for group in person.groups if group not in chosen]
    if not chosen or not stays:
        msg = "a split leaves something on both sides"
        raise ValueError(msg)
    other = RegisterEntry(
        PersonId(new_id()),
        name.strip() or person.shown_form(groups[0].key),
        _claims(register, groups),
        by=session.user,
        at=session.clock.now(),
    )
    first = entry_of(register, person)
    kept = tuple(dict.fromkeys((*_claims(register, stays), *_left(first, groups))))
    places = [place for group in groups for place in group.places]
    with session.step("split_person") as tx:
        tx.put(dataclasses.replace(first, claims=kept))
        tx.put(other)
        _reopen(session, tx, register, _following(register, places))
    return tx.changes


def merge_persons(session: Session, register: Register, persons: Sequence[Person]) -> Changes:
    """Make these one person: the first one, with her decision."""
    first, *others = persons
    if not others:
        return Changes()
    entries = [entry_of(register, person) for person in persons]
    claims = tuple(dict.fromkeys(claim for entry in entries for claim in entry.claims))
    decided = next((e for e in entries if e.verdict is not None), entries[0])
    merged = dataclasses.replace(
        entries[0], claims=claims, verdict=decided.verdict, ground_codes=decided.ground_codes
    )
    places = [place for person in others for place in person.places]
    with session.step("merge_persons") as tx:
        for person in others:
            if person.entry is not None:
                tx.remove(person.entry)
        tx.put(merged)
        if merged.verdict is not None:
            _apply(session, tx, register, merged, _following(register, [*first.places, *places]))
    return tx.changes


def add_person(session: Session, name: str, forms: Sequence[str]) -> Changes:
    """A person whom detection did not find; she is looked for from the next search on.

    Raises:
        ValueError: the name is empty.
    """
    keys = [key for form in (name, *forms) if (key := form_key(form))]
    if not keys:
        msg = "a person needs a name"
        raise ValueError(msg)
    entry = RegisterEntry(
        PersonId(new_id()),
        " ".join(name.split()),
        tuple(PersonClaim(key) for key in dict.fromkeys(keys)),
        by=session.user,
        at=session.clock.now(),
        is_own=True,
    )
    with session.step("add_person") as tx:
        tx.put(entry)
    return tx.changes


def forget_decision(session: Session, register: Register, person: Person) -> Changes:
    """Take back what was decided about a person; her places wait again."""
    entry = person.entry
    if entry is None:
        return Changes()
    with session.step("forget_decision") as tx:
        tx.put(dataclasses.replace(entry, verdict=None, ground_codes=()))
        _reopen(session, tx, register, _following(register, person.places))
    return tx.changes


def entry_of(register: Register, person: Person) -> RegisterEntry:
    """What is kept of a person; a new entry, with all her forms, when nothing was said yet."""
    claims = _claims(register, person.groups)
    if person.entry is None:
        return RegisterEntry(person.id, person.name, claims)
    merged = tuple(dict.fromkeys((*person.entry.claims, *claims)))
    return dataclasses.replace(person.entry, claims=merged)


def _claims(register: Register, groups: Sequence[Group]) -> tuple[PersonClaim, ...]:
    """Each form for the whole dossier where it is nobody else's, else document by document."""
    mine = set(groups)
    keys = {group.key for group in groups}
    shared = {
        group.key
        for person in register.persons
        for group in person.groups
        if group.key in keys and group not in mine
    }
    return tuple(
        dict.fromkeys(
            PersonClaim(group.key, group.document_id if group.key in shared else "")
            for group in groups
        )
    )


def _left(entry: RegisterEntry, groups: Sequence[Group]) -> list[PersonClaim]:
    """Earlier claims that say nothing of what is split off."""
    gone = {group.key for group in groups}
    return [claim for claim in entry.claims if claim.form not in gone]


def _is_sure(entry: RegisterEntry, group: Group) -> bool:
    if entry.verdict is PersonVerdict.REDACT:
        return True
    return any(
        claim.form == group.key and claim.document_id in ("", group.document_id)
        for claim in entry.claims
    )


def _following(register: Register, places: Iterable[NamePlace]) -> list[NamePlace]:
    """Places that nobody decided by themselves; a question about a place is no decision."""
    decided = register.decided
    return [
        place
        for place in places
        if (done := decided.get(place.id)) is None or done.person_id or done.verdict is Verdict.ASK
    ]


def _apply(
    session: Session,
    tx: Transaction,
    register: Register,
    entry: RegisterEntry,
    places: Sequence[NamePlace],
) -> None:
    """Give places the verdict of an entry; without an id they are decided by themselves."""
    if entry.verdict is None or entry.verdict is PersonVerdict.ASK:
        _reopen(session, tx, register, places)
        return
    verdict = Verdict(entry.verdict.value)
    if verdict is Verdict.KEEP and entry.id:  # the policy leaves the others readable anyway
        decided = register.decided
        places = [p for p in places if p.proposal is not Proposal.KEEP or p.id in decided]
    _remove_redactions(session, tx, register, places)
    now = session.clock.now()
    tx.put_all([FindingReview(place.id, verdict, session.user, now, entry.id) for place in places])
    if verdict is Verdict.REDACT:
        default = load_policy(session.dossier.basis).default_ground
        tx.put_all(
            [
                Redaction(
                    id=RedactionId(new_id()),
                    document_id=finding.document_id,
                    page_index=finding.page_index,
                    boxes=finding.boxes,
                    ground_codes=entry.ground_codes or (finding.ground_code or default,),
                    origin=RedactionOrigin.FINDING,
                    confirmed_by=session.user,
                    confirmed_at=now,
                    finding_id=finding.id,
                    text=finding.text,
                )
                for finding in session.file.people.findings([place.id for place in places])
                if finding.boxes  # where nothing is printed there is nothing to remove
            ]
        )


def _reopen(
    session: Session, tx: Transaction, register: Register, places: Sequence[NamePlace]
) -> None:
    """Take back the verdict on these places."""
    done = {place.id for place in places if place.id in register.decided}
    _remove_redactions(session, tx, register, places)
    for document_id in {place.document_id for place in places if place.id in done}:
        for review in session.file.reviews(document_id):
            if review.finding_id in done:
                tx.remove(review)


def _remove_redactions(
    session: Session, tx: Transaction, register: Register, places: Sequence[NamePlace]
) -> None:
    """Remove the redactions of places that were redacted before."""
    by_document: Mapping[DocumentId, set[FindingId]] = defaultdict(set)
    for place in places:
        if place.id in register.decided:
            by_document[place.document_id].add(place.id)
    for document_id, ids in by_document.items():
        for redaction in session.file.redactions(document_id):
            if redaction.finding_id in ids:
                tx.remove(redaction)
