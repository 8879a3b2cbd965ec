"""The same passage redacted here and open there is found, whoever drew the box."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers import cases
from tests.helpers.cases import FixedClock
from woo_desk.domain.geometry import Span
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.redaction import RedactionOrigin
from woo_desk.errors import UsageError
from woo_desk.usecases.dossier import create_dossier
from woo_desk.usecases.history import undo
from woo_desk.usecases.passage_answers import leave_so
from woo_desk.usecases.passage_runs import RedactedRuns
from woo_desk.usecases.passages import find_passages
from woo_desk.usecases.session import Session

OPINION = "wij vinden dat de wethouder dit plan beter niet had kunnen indienen bij de raad"
MAIL = f"Beste collega, {OPINION}. Groet, Kees"
QUOTED = f"Op maandag schreef Kees:\n> Beste collega, {OPINION}. Groet, Kees\nDank voor je bericht"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = create_dossier(
        tmp_path / "a.woodossier", "Proef", LegalBasis.WOO, user="Anna", clock=FixedClock()
    )
    with session.file:
        yield session


def add(session: Session, number: int, text: str) -> None:
    with session.step("add_documents") as tx:
        tx.put(cases.document(number))
        tx.put(cases.page(number))
        tx.put(cases.decision(number, sequence=number))
    with session.file.derive() as derived:
        derived.put_page_result(cases.document(number).id, 0, text, (), True, "1")


def redact(session: Session, number: int, words: str) -> None:
    with session.step("add_redaction") as tx:
        tx.put(cases.redaction(number=number, words=words, origin=RedactionOrigin.MANUAL))


def test_quoted_mail_that_stayed_open_is_found(session: Session) -> None:
    add(session, 1, MAIL)
    add(session, 2, QUOTED)
    add(session, 3, "Iets heel anders over de brug en over de weg en over de stad en het land.")
    assert find_passages(session) == ()
    redact(session, 1, OPINION)
    (found,) = find_passages(session)
    assert (found.redacted.document_id, found.readable.document_id) == ("d1", "d2")
    (gap,) = found.missing
    assert QUOTED[gap.start : gap.end] == OPINION
    shown = QUOTED[found.readable.span.start : found.readable.span.end]
    assert shown == f"Beste collega, {OPINION}. Groet, Kees"
    redact(session, 2, OPINION)
    assert find_passages(session) == ()


def test_left_so_for_a_reason_until_it_is_undone_or_changes(session: Session) -> None:
    add(session, 1, MAIL)
    add(session, 2, QUOTED)
    redact(session, 1, OPINION)
    (found,) = find_passages(session)
    with pytest.raises(UsageError):
        leave_so(session, [found], " ")
    leave_so(session, [found], "De schrijver gaf toestemming.")
    assert find_passages(session) == ()
    undo(session)
    assert len(find_passages(session)) == 1
    leave_so(session, [found], "De schrijver gaf toestemming.")
    with session.step("add_redaction") as tx:
        tx.put(cases.redaction(number=1, words="Groet, Kees"))
    assert len(find_passages(session)) == 1


def test_seven_words_are_no_passage(session: Session) -> None:
    add(session, 1, "aap noot mies wim zus jet teun vuur")
    add(session, 2, "aap noot mies wim zus jet teun gijs")
    redact(session, 1, "wim zus")
    assert find_passages(session) == ()


def test_one_difference_for_each_place_in_a_large_dossier(session: Session) -> None:
    for number in range(1, 201):
        own = " ".join(f"woord{number}x{n}" for n in range(400))
        add(session, number, f"{own} {MAIL if number % 50 == 0 else ''}")
    redact(session, 50, OPINION)
    assert {each.readable.document_id for each in find_passages(session)} == {
        "d100",
        "d150",
        "d200",
    }


def test_a_box_made_of_words_knows_its_place(session: Session) -> None:
    """A batch run redacted "van" where it stands twice, was not believed, and redacted it again."""
    said = "Zij schreef op die dag het volgende op verzoek van"
    add(session, 1, f"Van alles. {said} Ter Horst is het stuk aangevuld")
    add(
        session,
        2,
        f"Dit is op verzoek van ons. {said} Wijngaarden is het stuk aangevuld met brieven",
    )
    redact(session, 1, "op verzoek van")
    (found,) = find_passages(session)
    (gap,) = found.missing
    text = session.file.page_texts(DocumentId("d2"))[0]
    box = cases.redaction(number=2, words=text[gap.start : gap.end], origin=RedactionOrigin.BATCH)
    elsewhere = dataclasses.replace(box, spans=(Span(0, 3),))
    with session.step("add_redaction") as tx:
        tx.put(elsewhere)
    assert len(find_passages(session)) == 1, "the page says something else there"
    with session.step("add_redaction") as tx:
        tx.put(dataclasses.replace(box, spans=(gap,)))
    assert find_passages(session) == ()


def test_a_drawn_box_over_words_that_stand_twice_is_compared(session: Session) -> None:
    """Words that stand twice on a page were taken for unknown, and nothing was compared."""
    said = "De directeur vindt dit voorstel veel te duur en raadt het met klem af"
    opinion = "veel te duur"
    add(session, 1, f"Dit is {opinion}. {said} in deze vorm.")
    add(session, 2, f"Eerder bericht: {said} in deze vorm.")
    at = session.file.page_texts(DocumentId("d1"))[0].rindex(opinion)
    drawn = cases.redaction(number=1, words=opinion)
    with session.step("add_redaction") as tx:
        tx.put(drawn)
    assert find_passages(session) == (), "it does not know which of the two it covers"
    with session.step("add_redaction") as tx:
        tx.put(dataclasses.replace(drawn, spans=(Span(at, at + len(opinion)),)))
    (found,) = find_passages(session)
    assert found.readable.document_id == "d2"


def test_a_name_that_was_narrowed_is_compared_as_it_is_now(session: Session) -> None:
    """What was left readable of a finding counted as redacted."""
    said = "Daarna heeft de heer Jansen van den Berg het stuk toch nog aangevuld"
    add(session, 1, said)
    add(session, 2, said)
    redact(session, 1, "Jansen van den Berg")
    redact(session, 2, "Jansen van den Berg")
    assert find_passages(session) == ()
    (box,) = session.file.redactions(DocumentId("d2"))
    start = session.file.page_texts(DocumentId("d2"))[0].index("Jansen")
    narrowed = dataclasses.replace(box, text="Jansen", spans=(Span(start, start + 6),))
    with session.step("reshape_redaction") as tx:
        tx.put(narrowed)
    (found,) = find_passages(session)
    assert found.readable.document_id == "d2"


def test_a_joining_word_alone_says_nothing(session: Session) -> None:
    """ "Op verzoek van" before one name reads as a part of the next one."""
    said = "Zij schreef op die dag het volgende op verzoek"
    add(session, 1, f"{said} van Ter Horst")
    add(session, 2, f"{said} van Wijngaarden")
    redact(session, 1, "van Ter Horst")
    assert find_passages(session) == ()


def test_redacted_runs_tell_which_are_not_redacted_alike() -> None:
    """Whatever the hash of a run, a negative one included, and however often a page repeats it."""
    runs = [hash(("run", number)) for number in range(2_000)]
    assert min(runs) < 0 < max(runs)
    redacted = RedactedRuns()
    assert not redacted
    for _copy in range(3):
        redacted.add(runs, bytes(number % 3 for number in range(2_000)))
    assert redacted
    alike = bytes(number % 3 for number in range(2_000))
    assert list(redacted.differing(runs, alike)) == []
    assert list(redacted.differing(runs, b"")) == [r for n, r in enumerate(runs) if n % 3]
    other = bytes(2 if number % 3 else 0 for number in range(2_000))
    assert list(redacted.differing(runs, other)) == runs[1::3]
    assert list(redacted.differing(map(hash, "abc"), b"")) == []
