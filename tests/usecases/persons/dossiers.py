"""A dossier with names in it, without any detection."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

from tests.helpers import cases
from woo_desk.domain.dossier import Dossier
from woo_desk.domain.finding import EntityType, Finding, Proposal, Role
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import DocumentId, DossierId
from woo_desk.domain.person import KnownPerson
from woo_desk.store.dossier_file import DossierFile
from woo_desk.usecases.persons.index import read_register
from woo_desk.usecases.persons.model import Person, Register
from woo_desk.usecases.session import Session

Named = tuple[str, EntityType, Role, Proposal]


def civil(words: str, kind: EntityType = EntityType.PERSON) -> Named:
    return words, kind, Role.CIVIL, Proposal.REDACT


def asked(words: str) -> Named:
    return words, EntityType.PERSON, Role.CIVIL, Proposal.ASK


def office(words: str) -> Named:
    return words, EntityType.PERSON, Role.OFFICE, Proposal.KEEP


def mail(words: str) -> Named:
    return words, EntityType.EMAIL, Role.PERSONAL, Proposal.REDACT


def new_session(path: Path) -> Session:
    dossier = Dossier(DossierId("x"), "Proef", LegalBasis.WOO, cases.NOW)
    return Session(DossierFile.create(path, dossier, by="tester"), "tester", cases.FixedClock())


def add_document(
    session: Session, number: int, names: Sequence[Named], known: tuple[KnownPerson, ...] = ()
) -> DocumentId:
    """One page that says these names, one after another."""
    document = cases.document(number)
    with session.step("add_documents") as tx:
        tx.put(document)
        tx.put(cases.page(number))
    text, found = "", []
    for words, kind, role, proposal in names:
        found.append(finding_of(words, len(text), number, kind, role, proposal))
        text += f"{words} "
    with session.file.derive() as derived:
        derived.put_page_result(document.id, 0, text, found, True, "test")
        derived.put_persons(document.id, known)
    return document.id


def finding_of(
    words: str, start: int, number: int, kind: EntityType, role: Role, proposal: Proposal
) -> Finding:
    made = cases.finding(words, start, number=number, kind=kind, proposal=proposal)
    return dataclasses.replace(made, role=role)


def register_of(session: Session) -> Register:
    return read_register(session.file)


def person_named(session: Session, name: str) -> tuple[Register, Person]:
    register = register_of(session)
    found = [person for person in register.persons if person.name == name]
    assert len(found) == 1, [person.name for person in register.persons]
    return register, found[0]


def forms(session: Session) -> dict[str, set[str]]:
    """Every person with her forms."""
    return {person.name: set(person.forms) for person in register_of(session).persons}
