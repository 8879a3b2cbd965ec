"""Who is meant by a first name alone: in a salutation, under a mail, in the middle of a note."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.usecases.persons.dossiers import (
    add_document,
    civil,
    forms,
    mail,
    new_session,
    person_named,
)
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.person import KnownPerson
from woo_desk.usecases.session import Session


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = new_session(tmp_path / "zaak.woodossier")
    yield made
    made.file.close()


def relate(session: Session, *numbers: int, thread: str = "") -> None:
    """One family, or with `thread` one conversation."""
    documents = [d for d in session.file.documents() if d.number in numbers]
    head: DocumentId | None = None if thread else documents[0].id
    with session.step("correct_description") as tx:
        for document in documents:
            tx.put(dataclasses.replace(document, family=head, thread=thread))


def test_salutation_beside_the_full_name(session: Session) -> None:
    add_document(session, 1, [civil("Maaike"), civil("Maaike de Vries")])
    assert forms(session) == {"Maaike de Vries": {"maaike", "maaike de vries"}}


def test_first_name_of_two_words(session: Session) -> None:
    add_document(session, 1, [civil("Anne Marie"), civil("Anne Marie de Wit")])
    add_document(session, 2, [civil("Jan-Willem"), civil("Jan Willem Bos")])
    assert forms(session) == {
        "Anne Marie de Wit": {"anne marie", "anne marie de wit"},
        "Jan Willem Bos": {"jan-willem", "jan willem bos"},
    }


def test_surname_that_is_the_second_half_of_a_first_name_stays_one(session: Session) -> None:
    add_document(session, 1, [civil("Anne Marie de Wit")])
    add_document(session, 2, [civil("Johan Marie"), civil("Marie")])
    assert forms(session) == {
        "Anne Marie de Wit": {"anne marie de wit"},
        "Johan Marie": {"johan marie", "marie"},
    }


def test_address_tells_the_first_name_behind_initials(session: Session) -> None:
    add_document(
        session, 1, [civil("M. de Vries"), mail("maaike.de.vries@minx.nl"), civil("Maaike")]
    )
    assert forms(session) == {
        "M. de Vries": {"m. de vries", "maaike.de.vries@minx.nl", "maaike"},
    }


def test_somebody_of_whom_only_an_address_is_known(session: Session) -> None:
    add_document(session, 1, [civil("Maaike"), mail("maaike.devries@minx.nl")])
    (found,) = forms(session).values()
    assert found == {"maaike", "maaike.devries@minx.nl"}


def test_first_name_that_detection_knew(session: Session) -> None:
    known = KnownPerson("Vries", "de", "Maaike", "M.")
    add_document(session, 1, [civil("M. de Vries"), civil("Maaike")], (known,))
    assert forms(session) == {"M. de Vries": {"m. de vries", "maaike"}}


@pytest.mark.parametrize("thread", ["", "brug"])
def test_family_or_conversation_decides_between_two(session: Session, thread: str) -> None:
    add_document(session, 1, [civil("Maaike de Vries")])
    add_document(session, 2, [civil("Maaike")])
    add_document(session, 3, [civil("Maaike Bos")])
    relate(session, 1, 2, thread=thread)
    assert forms(session) == {
        "Maaike de Vries": {"maaike de vries", "maaike"},
        "Maaike Bos": {"maaike bos"},
    }


def test_two_of_that_first_name_are_a_question(session: Session) -> None:
    add_document(session, 1, [civil("Maaike de Vries"), civil("Maaike Bos"), civil("Maaike")])
    assert forms(session) == {
        "Maaike de Vries": {"maaike de vries"},
        "Maaike Bos": {"maaike bos"},
        "Maaike": {"maaike"},
    }
    _, doubtful = person_named(session, "Maaike")
    assert doubtful.is_ambiguous


def test_two_in_one_conversation_are_a_question(session: Session) -> None:
    add_document(session, 1, [civil("Maaike de Vries")])
    add_document(session, 2, [civil("Maaike Bos")])
    add_document(session, 3, [civil("Maaike")])
    relate(session, 1, 2, 3, thread="brug")
    assert forms(session)["Maaike"] == {"maaike"}


def test_two_addresses_of_that_first_name_are_a_question(session: Session) -> None:
    add_document(
        session,
        1,
        [civil("Maaike"), mail("maaike.bos@minx.nl"), mail("maaike.devries@minx.nl")],
    )
    assert forms(session)["Maaike"] == {"maaike"}
