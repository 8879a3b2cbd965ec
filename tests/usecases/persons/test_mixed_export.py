"""Redacted in one document and readable in another: no way out of the program lets it through."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.command import run
from tests.usecases.persons.dossiers import Named, add_document, civil, mail, new_session, office
from woo_desk.domain.checks import CheckKey, CheckState
from woo_desk.domain.dossier import BlockerKind
from woo_desk.domain.export import ExportProfile
from woo_desk.domain.finding import EntityType, Proposal, Role
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.errors import ExitCode
from woo_desk.usecases.batch_persons import even_out_persons
from woo_desk.usecases.checks import export_checks
from woo_desk.usecases.export_plan import ExportNotReady, plan_export
from woo_desk.usecases.history import undo
from woo_desk.usecases.persons.mixed import find_mixed_persons
from woo_desk.usecases.review import confirm_findings, keep_findings
from woo_desk.usecases.scope import decide_scope
from woo_desk.usecases.session import Session

FIRST, SECOND, THIRD = DocumentId("d1"), DocumentId("d2"), DocumentId("d3")
BATCH = ExportProfile(hold_back_unready=True)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """Readable as an office holder in the first document, redacted in the second."""
    session = new_session(tmp_path / "zaak.woodossier")
    with session.file:
        fill(session, [office("Jan Jansen")], [civil("Jan Jansen")], [civil("Piet Pieters")])
        yield session


def fill(session: Session, *pages: list[Named]) -> None:
    """A document for each, with everything confirmed that is proposed to be redacted."""
    for number, names in enumerate(pages, 1):
        document_id = add_document(session, number, names)
        decide_scope(session, [document_id], ScopeOutcome.IN_SCOPE)
        found = session.file.findings(document_id)
        confirm_findings(session, [f for f in found if f.proposal is Proposal.REDACT])


def mixed(session: Session) -> list[str]:
    return [each.person.name for each in find_mixed_persons(session, session.file.states())]


def test_export_is_refused_and_says_where(session: Session) -> None:
    with pytest.raises(ExportNotReady) as caught:
        plan_export(session, ExportProfile())
    (blocker,) = caught.value.blockers
    assert (blocker.kind, blocker.document_id) == (BlockerKind.PERSON_MIXED, FIRST)
    assert blocker.finding_id == session.file.findings(FIRST)[0].id
    check = next(c for c in export_checks(session) if c.key is CheckKey.CONSISTENT)
    assert check.state is CheckState.BLOCK
    assert [place.document_id for place in check.places] == [FIRST]


def test_command_line_tells_it_and_writes_nothing(session: Session, tmp_path: Path) -> None:
    session.file.close()
    path, target = tmp_path / "zaak.woodossier", tmp_path / "uit"
    told = run("status", path)
    assert told.returncode == ExitCode.NOT_READY
    assert "Document 0001, pagina 1: Een persoon is hier leesbaar" in told.stdout
    assert "Jansen" not in told.stdout
    refused = run("export", path, "--out", target)
    assert refused.returncode == ExitCode.NOT_READY
    assert "Een persoon is hier leesbaar" in refused.stderr
    assert not target.exists()


def test_batch_that_cannot_decide_holds_the_readable_document_back(session: Session) -> None:
    plan = plan_export(session, BATCH)
    assert plan.held_back == {FIRST}
    assert [state.document.id for state in plan.published] == [SECOND, THIRD]


def test_batch_redacts_what_it_redacted_elsewhere(session: Session) -> None:
    (place,) = even_out_persons(session)
    assert (place.document_id, place.text) == (FIRST, "Jan Jansen")
    assert [r.text for r in session.file.redactions(FIRST)] == ["Jan Jansen"]
    assert mixed(session) == []
    assert plan_export(session, BATCH).held_back == frozenset()
    undo(session)
    assert mixed(session) == ["Jan Jansen"]


def test_batch_leaves_alone_what_a_list_or_the_score_leaves_readable(session: Session) -> None:
    (found,) = session.file.findings(FIRST)
    assert even_out_persons(session, min_score=found.score + 0.01) == ()
    with session.file.derive() as derived:
        ruled = dataclasses.replace(found, ruled=True)
        derived.put_page_result(FIRST, 0, "Jan Jansen ", [ruled], True, "test")
    assert even_out_persons(session) == ()
    assert plan_export(session, BATCH).held_back == {FIRST}


def test_kinds_that_were_not_asked_for_stay_and_hold_nothing_back(tmp_path: Path) -> None:
    session = new_session(tmp_path / "soorten.woodossier")
    with session.file:
        fill(session, [office("Jan Jansen")], [office("Jan Jansen"), mail("j.jansen@zee.nl")])
        assert mixed(session) == ["Jan Jansen"]
        assert even_out_persons(session, frozenset({EntityType.EMAIL})) == ()
        assert session.file.redactions(FIRST) == ()
        assert plan_export(session, BATCH).held_back == frozenset()


def test_a_place_that_a_person_chose_is_not_changed_by_a_batch_run(session: Session) -> None:
    keep_findings(session, session.file.findings(FIRST))
    assert even_out_persons(session) == ()
    assert session.file.findings(FIRST)[0].role is Role.OFFICE
    with pytest.raises(ExportNotReady):  # a person still has to say it of both
        plan_export(session, ExportProfile())
