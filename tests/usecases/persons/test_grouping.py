"""Who is one person, and who is not."""

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
from woo_desk.domain.finding import EntityType, Proposal, Role
from woo_desk.domain.person import KnownPerson
from woo_desk.usecases.session import Session


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = new_session(tmp_path / "zaak.woodossier")
    yield made
    made.file.close()


def test_all_forms_of_one_person(session: Session) -> None:
    add_document(
        session,
        1,
        [
            civil("Pieter van den Berg"),
            civil("P. van den Berg"),
            civil("Berg, P.T. van den"),
            civil("VAN DEN BERG"),
            civil("Van den\nBerg"),
            civil("Pieter"),
            civil("PvdB", EntityType.INITIALS),
            mail("p.vandenberg@minx.nl"),
            civil("bergp1", EntityType.USERID),
        ],
        (KnownPerson("Berg", "van den", "Pieter", "P.", aliases=("bergp1",)),),
    )
    register = register_of(session)
    assert [person.name for person in register.persons] == ["Pieter van den Berg"]
    assert len(register.persons[0].places) == 9
    assert register.persons[0].proposal is Proposal.REDACT


def test_two_persons_of_one_surname_stay_two(session: Session) -> None:
    add_document(session, 1, [civil("Jan Jansen"), civil("Jansen")])
    add_document(session, 2, [civil("Joke Jansen"), civil("Jansen's")])
    add_document(session, 3, [civil("Jansen"), civil("J. Jansen")])
    assert forms(session) == {
        "Jan Jansen": {"jan jansen", "jansen"},
        "Joke Jansen": {"joke jansen", "jansen"},
        "J. Jansen": {"j. jansen", "jansen"},
    }
    register, doubtful = person_named(session, "J. Jansen")
    assert doubtful.is_ambiguous
    assert register.persons[0] is doubtful  # what is most uncertain comes first


def test_minister_and_policy_officer_of_one_surname(session: Session) -> None:
    add_document(session, 1, [office("Ouwehand"), office("Ouwehand, E."), civil("Floor Ouwehand")])
    add_document(session, 2, [civil("Ouwehand"), office("Ouwehand")])
    assert forms(session) == {
        "Ouwehand, E.": {"ouwehand", "ouwehand, e"},
        "Floor Ouwehand": {"floor ouwehand", "ouwehand"},
    }
    _, minister = person_named(session, "Ouwehand, E.")
    assert minister.roles == (Role.OFFICE,)


def test_same_full_name_in_two_roles_is_asked(session: Session) -> None:
    add_document(session, 1, [civil("Eva de Wit")])
    add_document(session, 2, [office("Eva de Wit")])
    _, person = person_named(session, "Eva de Wit")
    assert person.has_two_roles
    assert person.proposal is Proposal.ASK


def test_mailbox_of_a_desk_is_nobody(session: Session) -> None:
    add_document(session, 1, [("info@minx.nl", EntityType.EMAIL, Role.FUNCTIONAL, Proposal.KEEP)])
    assert register_of(session).persons == ()


def test_first_name_goes_to_the_only_one_of_the_document(session: Session) -> None:
    add_document(session, 1, [civil("Jan Bakker"), civil("Jan")])
    add_document(session, 2, [civil("Jan Visser"), civil("Jan")])
    add_document(session, 3, [civil("Jan")])
    assert forms(session) == {
        "Jan Bakker": {"jan bakker", "jan"},
        "Jan Visser": {"jan visser", "jan"},
        "Jan": {"jan"},
    }


def test_accents_capitals_and_hyphens_do_not_matter(session: Session) -> None:
    add_document(
        session,
        1,
        [
            civil("Gülşen Demirözü"),
            civil("GULSEN DEMIROZU"),
            civil("Demir-\nözü"),
            asked("Demirözüs"),
        ],
    )
    assert len(register_of(session).persons) == 1


def test_uncertainty_times_reach_sorts(session: Session) -> None:
    add_document(session, 1, [civil("Anna Zwart")] * 1 + [asked("Bea Groen")])
    add_document(session, 2, [civil("Cor Blauw"), civil("Cor Blauw"), office("Daan Wit")])
    names = [person.name for person in register_of(session).persons]
    assert names == ["Bea Groen", "Cor Blauw", "Anna Zwart", "Daan Wit"]
