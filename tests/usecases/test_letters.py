"""Letters, term, checks, earlier provisions and the time line, on a dossier as it is made."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection, Iterator
from pathlib import Path

import docx
import pytest

from tests.gui.work import answers, files, make_dossier
from tests.helpers.cases import FixedClock
from tests.helpers.fake_engine import FakeEngine
from woo_desk.domain.checks import CheckKey, CheckState
from woo_desk.domain.export import Format
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import NO_SHA256
from woo_desk.domain.judgement import Judgement
from woo_desk.domain.letters import LetterFacts, LetterKind
from woo_desk.domain.procedure import ProcedureEventKind
from woo_desk.domain.provision import EarlierProvision
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.domain.third_party import ViewOutcome
from woo_desk.errors import NotReady, UsageError
from woo_desk.usecases.checks import export_checks
from woo_desk.usecases.chronology import chronology, note_chronology, public_chronology
from woo_desk.usecases.court import write_court_version
from woo_desk.usecases.dossier import change_dossier, open_dossier
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.history import undo
from woo_desk.usecases.letter_templates import templates_folder
from woo_desk.usecases.letters import (
    Drafts,
    case_of,
    change_letter_facts,
    letter_facts,
    make_drafts,
    public_kinds,
    refuse_gaps,
)
from woo_desk.usecases.procedure import deadline_text, procedure, put_event, remove_event, term
from woo_desk.usecases.provisions import (
    accept_provisions,
    add_provision,
    earlier_boxes,
    provision_matches,
    take_over_boxes,
)
from woo_desk.usecases.review import confirm_findings, keep_findings
from woo_desk.usecases.scope import decide_scope
from woo_desk.usecases.session import Session
from woo_desk.usecases.third_parties import (
    add_third_party,
    ask_parties,
    change_third_party,
    objecting,
    remove_third_party,
    third_parties,
)


def drafts(session: Session, folder: Path, kinds: Collection[LetterKind] = ()) -> Drafts:
    return run_blocking(make_drafts(session, folder, kinds), FakeEngine(answers()))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """Two documents of one page, all decided: the proposal redacted, the question kept."""
    path = tmp_path / "zaak.woodossier"
    make_dossier(path, FakeEngine(answers()), files(tmp_path / "in", "brief 1", "nota 1"))
    opened = open_dossier(path, user="Anna", clock=FixedClock())
    with opened.file:
        documents = [document.id for document in opened.file.documents()]
        decide_scope(opened, documents, ScopeOutcome.IN_SCOPE)
        for document_id in documents:
            redact, _keep, ask = opened.file.findings(document_id)
            confirm_findings(opened, [redact])
            keep_findings(opened, [ask])
        yield opened


def words_of(path: Path) -> str:
    letter = docx.Document(str(path))
    cells = [cell.text for table in letter.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in letter.paragraphs), *cells])


def redacted_words(session: Session) -> set[str]:
    return {box.text for state in session.file.states() for box in state.redactions}


def test_the_term_can_be_noted_explained_and_undone(session: Session) -> None:
    put_event(session, ProcedureEventKind.RECEIVED, dt.date(2026, 11, 2))
    assert "30 november 2026" in deadline_text(term(session))
    remove_event(session, procedure(session)[0])
    assert deadline_text(term(session)) == ""
    undo(session)
    assert len(procedure(session)) == 1
    with pytest.raises(UsageError):
        put_event(session, ProcedureEventKind.AGREED, dt.date(2026, 11, 2))
    with pytest.raises(UsageError):
        put_event(
            session, ProcedureEventKind.SUSPENDED, dt.date(2026, 11, 2), until=dt.date(2026, 11, 1)
        )


def test_drafts_of_a_woo_decision_tell_grounds_and_never_what_is_redacted(
    session: Session, tmp_path: Path
) -> None:
    change_letter_facts(session, LetterFacts(search_account="Het archief is doorzocht."))
    change_dossier(session, dataclasses.replace(session.dossier, organisation="Gemeente Dijkstad"))
    made = dict(drafts(session, tmp_path / "intern" / "brieven"))
    names = {path.name for path in made}
    assert names == {"besluit.docx", "verantwoording.docx", "tijdlijn.docx"}
    decision = words_of(tmp_path / "intern" / "brieven" / "besluit.docx")
    for wanted in ("Het archief is doorzocht.", "5.1.2e", "Bezwaar", "zes weken", "Toegepaste"):
        assert wanted in decision
    justification = words_of(tmp_path / "intern" / "brieven" / "verantwoording.docx")
    assert "0001" in justification
    for secret in redacted_words(session):
        assert secret
        assert secret not in justification


@pytest.mark.parametrize("place", ["publicatie", "publicatie/brieven", "pakket"])
def test_drafts_never_lie_in_a_publication(session: Session, tmp_path: Path, place: str) -> None:
    (tmp_path / "pakket").mkdir()
    (tmp_path / "pakket" / "manifest.json").write_text("{}")
    with pytest.raises(UsageError) as error:
        drafts(session, tmp_path / place)
    assert error.value.key == "letters_in_publication"
    with pytest.raises(UsageError):
        next(iter(write_court_version(session, tmp_path / place)))
    assert not list(tmp_path.rglob("*.docx"))


def test_a_template_of_the_organisation_goes_before_ours(session: Session, tmp_path: Path) -> None:
    templates_folder().mkdir(parents=True)
    own = 'titel = "Eigen"\n[[sectie]]\nsleutel = "a"\ntekst = "Zaak: {onderwerp}"\n'
    (templates_folder() / "besluit.toml").write_text(own)
    ((path, _letter),) = drafts(session, tmp_path / "b", (LetterKind.DECISION,))
    assert words_of(path).startswith(f"Eigen\nZaak: {session.dossier.title}")


def test_article_68_has_a_reaction_and_a_note_without_labels_of_article_51(
    session: Session, tmp_path: Path
) -> None:
    change_dossier(session, dataclasses.replace(session.dossier, basis=LegalBasis.ART_68_GW))
    documents = [document.id for document in session.file.documents()]
    decide_scope(session, documents, ScopeOutcome.IN_SCOPE)
    facts = LetterFacts(
        requester="het lid Vos (X)", occasion="Op 1 mei", belongs_to="Brief over nareis"
    )
    change_letter_facts(session, facts)
    made = dict(drafts(session, tmp_path / "b"))
    assert {path.name for path in made} == {
        "reactie.docx", "nota.docx", "verantwoording.docx", "tijdlijn.docx",
    }  # fmt: skip
    reaction = words_of(tmp_path / "b" / "reactie.docx")
    assert "Bijlage nummer" in reaction
    assert "Brief over nareis" in reaction
    assert "het lid Vos (X)" in words_of(tmp_path / "b" / "nota.docx")
    note = made[tmp_path / "b" / "nota.docx"]
    assert note.gaps == ("4. Politieke context", "4.1 Krachtenveld")
    with pytest.raises(NotReady):
        refuse_gaps([note])
    own = {"nota.politiek": "Vragen.", "nota.krachtenveld": "Afgestemd."}
    change_letter_facts(session, dataclasses.replace(letter_facts(session), sections=own))
    ((_path, whole),) = drafts(session, tmp_path / "b", (LetterKind.NOTE,))
    refuse_gaps([whole])


def test_what_an_export_writes_follows_regime_and_formats() -> None:
    every = frozenset(Format)
    assert LetterKind.NOTE not in public_kinds(LegalBasis.WOO, every)
    assert LetterKind.VIEWS not in public_kinds(LegalBasis.WOO, every)
    assert public_kinds(LegalBasis.ART_68_GW, every)[:2] == (LetterKind.REACTION, LetterKind.NOTE)
    assert public_kinds(LegalBasis.WOO, {Format.DOSSIER}) == ()


def test_a_third_party_gets_its_own_passages_and_nothing_of_others(
    session: Session, tmp_path: Path
) -> None:
    page = session.file.page_texts(session.file.documents()[0].id)[0]
    secret = next(iter(redacted_words(session)))
    word = next(w for w in page.split() if len(w) > 3 and w.isalpha() and w not in secret)
    change_letter_facts(session, LetterFacts(day="26 juni 2026"))
    party = add_third_party(session, "Bakkerij De Zon", terms=(word,))
    assert party.passages
    asked, until = dt.date(2026, 11, 2), dt.date(2026, 11, 16)
    ask_parties(session, [party], asked, until, told=False)
    ((path, letter),) = drafts(session, tmp_path / "b", (LetterKind.VIEWS,))
    said = words_of(path)
    assert "Bakkerij De Zon" in said
    assert "Datum: 2 november 2026" in said, "the day of the question, not that of the decision"
    assert secret not in said
    assert letter.gaps == ()
    change_third_party(session, dataclasses.replace(party, outcome=ViewOutcome.OBJECTS))
    assert objecting(session) == {passage.document_id for passage in party.passages}
    remove_third_party(session, third_parties(session)[0])
    assert third_parties(session) == ()
    with pytest.raises(UsageError):
        add_third_party(session, " ")


def test_the_public_time_line_holds_nothing_that_is_redacted(session: Session) -> None:
    first = session.file.documents()[0]
    secret = next(iter(redacted_words(session)))
    with session.step("describe_document") as tx:
        tx.put(dataclasses.replace(first, date=dt.date(2026, 1, 2), title=f"Nota van {secret}"))
    note_chronology(session, dt.date(2026, 1, 3), "besproken", "de DG")
    assert any(secret in line.text for line in chronology(session))
    public = public_chronology(session, session.file.states())
    assert [line.day for line in public] == [dt.date(2026, 1, 2), dt.date(2026, 1, 3)]
    assert not any(secret in line.text for line in public)
    states = session.file.states()
    assert case_of(session, states, ()).lines == public_chronology(session, ())
    assert not any(line.document_id for line in public_chronology(session, ()))


def test_a_redacted_day_does_not_come_back_as_the_date_of_a_line(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = session.file.documents()[0]
    box = session.file.redactions(first.id)[0]
    with session.step("redact") as tx:
        tx.put(dataclasses.replace(box, text="14 februari 1958"))
    page = (
        "Zij is geboren op 14 februari 1958 in Delft. "
        "Op 3 mei 2024 is het stuk verstuurd aan de Kamer."
    )
    monkeypatch.setattr(type(session.file), "page_texts", lambda _file, _id: (page,))
    days = [line.day for line in public_chronology(session, [session.file.state(first.id)])]
    assert days == [dt.date(2024, 5, 3)]
    assert dt.date(1958, 2, 14) in [line.day for line in chronology(session)]


def test_the_list_of_checks_has_a_place_to_go_to(session: Session) -> None:
    checks = {check.key: check for check in export_checks(session)}
    assert [key for key in CheckKey if key in checks] == list(CheckKey)
    assert checks[CheckKey.DECIDED].state is CheckState.GOOD
    assert checks[CheckKey.VIEWS].state is CheckState.NOT_APPLICABLE
    first = session.file.documents()[0]
    decide_scope(session, [first.id], ScopeOutcome.OUT_OF_SCOPE)
    put_event(session, ProcedureEventKind.RECEIVED, dt.date(2026, 1, 5))
    add_third_party(session, "Bakkerij De Zon")
    checks = {check.key: check for check in export_checks(session)}
    reason = checks[CheckKey.SCOPE_REASON]
    assert (reason.state, reason.places[0].document_id) == (CheckState.WARN, first.id)
    assert checks[CheckKey.DEADLINE].state is CheckState.WARN
    assert checks[CheckKey.VIEWS].state is CheckState.WARN


def test_what_was_given_before_is_proposed_as_already_public(session: Session) -> None:
    first = session.file.documents()[0]
    given = EarlierProvision(
        "e1", "Nota", dt.date(2024, 6, 7), LegalBasis.ART_68_GW, "", "Kamerstuk 19637",
        NO_SHA256, first.source_sha256,
    )  # fmt: skip
    add_provision(session, given)
    found = provision_matches(session)
    assert [match.document_id for match in found] == [first.id]
    with pytest.raises(UsageError):
        accept_provisions(session, found)
    add_provision(session, dataclasses.replace(given, link="https://voorbeeld.invalid/1"))
    accept_provisions(session, provision_matches(session))
    override = session.file.override(first.id)
    assert override is not None
    assert (override.judgement, override.public_link) == (
        Judgement.ALREADY_PUBLIC, "https://voorbeeld.invalid/1",
    )  # fmt: skip
    assert provision_matches(session) == ()


def test_boxes_of_an_earlier_dossier_are_taken_over_under_the_law_of_this_one(
    session: Session, tmp_path: Path
) -> None:
    earlier = tmp_path / "eerder.woodossier"
    session.file.copy_to(earlier)
    boxes = {box.boxes for state in session.file.states() for box in state.redactions}
    with session.step("clear") as tx:
        for state in session.file.states():
            for box in state.redactions:
                tx.remove(box)
        tx.put(dataclasses.replace(session.dossier, basis=LegalBasis.ART_68_GW))
    found = earlier_boxes(session, earlier)
    assert session.file.undo_status().undo_key == "step.clear", "looking changes nothing"
    changes = take_over_boxes(session, found, [*found.boxes])
    taken = [box for d in session.file.documents() for box in session.file.redactions(d.id)]
    assert changes.redactions
    assert not found.left
    assert {box.boxes for box in taken} == boxes
    assert {box.ground_codes for box in taken} == {("persoonsgegevens",)}
    assert {box.confirmed_by for box in taken} == {"Anna"}
    again = earlier_boxes(session, earlier)
    assert not again.boxes
    assert set(again.skipped) == set(found.boxes)
    undo(session)
    assert not any(state.redactions for state in session.file.states())
    with pytest.raises(UsageError, match="same_dossier"):
        earlier_boxes(session, session.file.path)
