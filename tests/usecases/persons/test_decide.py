"""One decision for a person: everywhere, later too, except where a place was decided itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.usecases.persons.dossiers import (
    add_document,
    asked,
    civil,
    forms,
    mail,
    new_session,
    office,
    person_named,
    register_of,
)
from woo_desk.domain.finding import Verdict
from woo_desk.domain.ids import DocumentId, GroundCode
from woo_desk.domain.person import KnownPerson, PersonVerdict
from woo_desk.usecases.history import redo, undo
from woo_desk.usecases.persons.decide import (
    add_person,
    apply_register,
    decide_person,
    forget_decision,
    merge_persons,
    set_exception,
    split_person,
)
from woo_desk.usecases.persons.known import known_persons
from woo_desk.usecases.persons.mixed import mixed_persons
from woo_desk.usecases.persons.model import PersonStatus
from woo_desk.usecases.review import keep_findings
from woo_desk.usecases.session import Session

OTHER = GroundCode("5.1.2i")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = new_session(tmp_path / "zaak.woodossier")
    add_document(made, 1, [civil("Jan Jansen"), civil("Jansen"), civil("Bea Groen")])
    add_document(made, 2, [asked("J. Jansen"), mail("jan.jansen@minx.nl")])
    yield made
    made.file.close()


def decide(
    session: Session, name: str, verdict: PersonVerdict, codes: tuple[GroundCode, ...] = ()
) -> None:
    register, person = person_named(session, name)
    decide_person(session, register, person, verdict, codes)


def redacted(session: Session) -> list[str]:
    return [
        redaction.text
        for number in range(1, 5)
        for redaction in session.file.redactions(DocumentId(f"d{number}"))
    ]


def test_one_decision_redacts_every_form(session: Session) -> None:
    decide(session, "Jan Jansen", PersonVerdict.REDACT)
    assert redacted(session) == ["Jan Jansen", "Jansen", "J. Jansen", "jan.jansen@minx.nl"]
    register, person = person_named(session, "Jan Jansen")
    assert register.status(person) is PersonStatus.REDACTED
    assert register.open_places(person) == []
    undo(session)
    assert redacted(session) == []
    register, person = person_named(session, "Jan Jansen")
    assert person.entry is None
    assert register.status(person) is PersonStatus.OPEN
    redo(session)
    assert len(redacted(session)) == 4


def test_ground_and_change_of_mind(session: Session) -> None:
    decide(session, "Jan Jansen", PersonVerdict.REDACT, (OTHER,))
    found = session.file.redactions(DocumentId("d1"))
    assert {redaction.ground_codes for redaction in found} == {(OTHER,)}
    decide(session, "Jan Jansen", PersonVerdict.KEEP)
    assert redacted(session) == []
    assert {review.verdict for review in session.file.reviews(DocumentId("d2"))} == {Verdict.KEEP}
    decide(session, "Jan Jansen", PersonVerdict.ASK)
    assert session.file.reviews(DocumentId("d2")) == ()
    register, person = person_named(session, "Jan Jansen")
    assert register.status(person) is PersonStatus.ASKED


def test_place_decided_by_itself_stays(session: Session) -> None:
    finding = session.file.findings(DocumentId("d1"))[1]
    keep_findings(session, [finding])
    decide(session, "Jan Jansen", PersonVerdict.REDACT)
    assert "Jansen" not in redacted(session)
    register, person = person_named(session, "Jan Jansen")
    (exception,) = register.exceptions(person)
    assert exception.text == "Jansen"
    set_exception(session, register, exception, None)
    assert "Jansen" in redacted(session)
    register, person = person_named(session, "Jan Jansen")
    assert register.exceptions(person) == []


def test_exception_is_made_and_survives_a_change_of_mind(session: Session) -> None:
    decide(session, "Jan Jansen", PersonVerdict.KEEP)
    register, person = person_named(session, "Jan Jansen")
    place = person.places[-1]
    set_exception(session, register, place, Verdict.REDACT)
    assert redacted(session) == [place.text]
    decide(session, "Jan Jansen", PersonVerdict.REDACT)
    decide(session, "Jan Jansen", PersonVerdict.KEEP)
    assert redacted(session) == [place.text]


def test_later_document_follows_the_decision(session: Session) -> None:
    decide(session, "Jan Jansen", PersonVerdict.REDACT)
    add_document(session, 3, [civil("Jansen"), civil("Bea Groen"), civil("J.P. Jansen")])
    changes = apply_register(session, [DocumentId("d3")])
    assert changes.redactions == {DocumentId("d3")}
    found = session.file.redactions(DocumentId("d3"))
    assert {redaction.text for redaction in found} == {"Jansen", "J.P. Jansen"}
    assert apply_register(session).redactions == frozenset()


def test_later_form_of_somebody_kept_is_left_to_a_person(session: Session) -> None:
    decide(session, "Jan Jansen", PersonVerdict.KEEP)
    add_document(session, 3, [civil("Jan Jansen"), civil("J.P. Jansen")])
    apply_register(session)
    register, person = person_named(session, "Jan Jansen")
    assert [place.text for place in register.open_places(person)] == ["J.P. Jansen"]
    assert register.status(person) is PersonStatus.OPEN


def test_nothing_is_read_while_nobody_decided(session: Session) -> None:
    assert apply_register(session).step_key == ""


def test_split_takes_back_and_stays_apart(session: Session) -> None:
    decide(session, "Jan Jansen", PersonVerdict.REDACT)
    register, person = person_named(session, "Jan Jansen")
    groups = [group for group in person.groups if group.document_id == "d2"]
    split_person(session, register, person, groups, "Joris Jansen")
    assert forms(session) == {
        "Jan Jansen": {"jan jansen", "jansen"},
        "Joris Jansen": {"j. jansen", "jan.jansen@minx.nl"},
        "Bea Groen": {"bea groen"},
    }
    assert redacted(session) == ["Jan Jansen", "Jansen"]
    add_document(session, 3, [civil("J. Jansen"), civil("Jansen")])
    assert {g.document_id for g in person_named(session, "Joris Jansen")[1].groups} == {"d2", "d3"}
    undo(session)
    undo(session)
    assert len(person_named(session, "Jan Jansen")[1].forms) >= 4


def test_split_leaves_something_on_both_sides(session: Session) -> None:
    register, person = person_named(session, "Jan Jansen")
    with pytest.raises(ValueError, match="both sides"):
        split_person(session, register, person, person.groups, "")
    with pytest.raises(ValueError, match="both sides"):
        split_person(session, register, person, [], "")


def test_merge_takes_over_the_decision(session: Session) -> None:
    decide(session, "Jan Jansen", PersonVerdict.REDACT, (OTHER,))
    register, bea = person_named(session, "Bea Groen")
    jan = person_named(session, "Jan Jansen")[1]
    merge_persons(session, register, [jan, bea])
    assert set(forms(session)) == {"Jan Jansen"}
    assert "Bea Groen" in redacted(session)
    undo(session)
    assert set(forms(session)) == {"Jan Jansen", "Bea Groen"}


def test_added_person_is_told_to_detection_and_listed(session: Session) -> None:
    add_person(session, "Karel van der Zee", ["KvdZ"])
    register, person = person_named(session, "Karel van der Zee")
    assert register.status(person) is PersonStatus.ABSENT
    known = known_persons(session.file)
    assert known[0] == KnownPerson(
        "Zee", "van der", "Karel", role=known[0].role, certainty=0.95, aliases=("kvdz",)
    )
    add_document(session, 3, [civil("Van der Zee")])
    assert person_named(session, "Karel van der Zee")[1].documents == {DocumentId("d3")}


def test_decision_is_forgotten(session: Session) -> None:
    decide(session, "Jan Jansen", PersonVerdict.REDACT)
    register, person = person_named(session, "Jan Jansen")
    forget_decision(session, register, person)
    assert redacted(session) == []
    register, person = person_named(session, "Jan Jansen")
    assert register.status(person) is PersonStatus.OPEN


def test_person_treated_differently_in_two_documents(session: Session) -> None:
    documents = frozenset({DocumentId("d1"), DocumentId("d2"), DocumentId("d3")})
    add_document(session, 3, [office("Jan Jansen")])
    findings = session.file.findings(DocumentId("d1"))
    register = register_of(session)
    assert mixed_persons(register, documents) == ()
    decide(session, "Jan Jansen", PersonVerdict.REDACT)
    assert mixed_persons(register_of(session), documents) == ()
    undo(session)
    keep_findings(session, findings[:1])
    register, person = person_named(session, "Jan Jansen")
    set_exception(session, register, person.places[2], Verdict.REDACT)
    (mixed,) = mixed_persons(register_of(session), documents)
    assert (mixed.redacted.document_id, mixed.readable.document_id) == ("d2", "d1")
    assert mixed_persons(register_of(session), documents - {DocumentId("d2")}) == ()


def test_exceptions_under_a_decision_are_chosen(session: Session) -> None:
    documents = frozenset({DocumentId("d1"), DocumentId("d2")})
    decide(session, "Jan Jansen", PersonVerdict.REDACT)
    register, person = person_named(session, "Jan Jansen")
    set_exception(session, register, person.places[0], Verdict.KEEP)
    assert mixed_persons(register_of(session), documents) == ()
