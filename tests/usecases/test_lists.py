"""Lists of dossier and organisation, from the file to what is proposed on a page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.cases import FixedClock
from tests.helpers.pdfs import simple_pdf
from woo_desk.domain.finding import EntityType, Finding, Proposal, Role, Verdict
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import GroundCode, JobId
from woo_desk.domain.list_entry import (
    ConflictKind,
    ListEntry,
    ListKind,
    ListScope,
    OfficeHolder,
)
from woo_desk.domain.role_policy import Rank, RolePolicy
from woo_desk.errors import UsageError
from woo_desk.store.rows import LIST_ENTRY
from woo_desk.usecases import lists, policies
from woo_desk.usecases.detection import detect_documents
from woo_desk.usecases.dossier import create_dossier
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.intake import add_files
from woo_desk.usecases.ports import Lane
from woo_desk.usecases.requests import DetectRequest
from woo_desk.usecases.review import keep_findings
from woo_desk.usecases.session import Session
from woo_desk.workers.engine import LocalEngine

ALWAYS, NEVER = ListKind.ALWAYS, ListKind.NEVER
PAGES = (
    ["Nota", "Project Zonnebloem is gestart.", "Contactpersoon: Rozemarijn Huizinga"],
    ["Nota", "Het weer blijft wisselvallig.", "Akkoord: K. Visser, directeur"],
)


class Watching(LocalEngine):
    """Remembers what was asked to be detected."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[DetectRequest] = []

    def submit(
        self,
        job_id: JobId,
        task: str,
        request: object,
        *,
        time_limit_s: float,
        lane: Lane = Lane.WORK,
    ) -> None:
        if isinstance(request, DetectRequest):
            self.asked.append(request)
        super().submit(job_id, task, request, time_limit_s=time_limit_s, lane=lane)


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WOO_DESK_HOME", str(tmp_path / "thuis"))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    path = tmp_path / "proef.woodossier"
    session = create_dossier(path, "Proef", LegalBasis.WOO, user="tester", clock=FixedClock())
    files = []
    for number, page in enumerate(PAGES):
        files.append(tmp_path / f"stuk{number}.pdf")
        files[-1].write_bytes(simple_pdf(page))
    run_blocking(add_files(session, files), LocalEngine())
    yield session
    session.file.close()


def detect(session: Session) -> list[DetectRequest]:
    engine = Watching()
    run_blocking(detect_documents(session), engine)
    return engine.asked


def findings(session: Session) -> dict[str, Finding]:
    documents = session.file.documents()
    return {f.text: f for document in documents for f in session.file.findings(document.id)}


def test_an_entry_touches_only_the_pages_it_stands_on(session: Session) -> None:
    assert len(detect(session)) == 2
    assert detect(session) == []
    assert "Project Zonnebloem" not in findings(session)
    entry = ListEntry(
        ALWAYS, "project zonnebloem", ground_code=GroundCode("5.1.2i"), reason="Stil."
    )
    lists.add_entries(session, [entry])
    first, _ = session.file.documents()
    assert [(request.document_id, request.pages) for request in detect(session)] == [
        (first.id, (0,))
    ]
    found = findings(session)["Project Zonnebloem"]
    assert (found.proposal, found.ground_code, found.ruled) == (Proposal.REDACT, "5.1.2i", True)
    assert found.why == "Staat op de lijst ‘altijd lakken’ van dit dossier. Stil."
    lists.remove_entries(session, [entry])
    assert len(detect(session)) == 1
    assert "Project Zonnebloem" not in findings(session)
    assert detect(session) == []


def test_adding_can_be_undone(session: Session) -> None:
    lists.add_entries(session, [ListEntry(ALWAYS, "Kip")])
    session.file.undo(by="tester", at=FixedClock().now())
    assert session.file.items(LIST_ENTRY) == ()


def test_what_never_goes_stays_and_says_why(session: Session) -> None:
    detect(session)
    assert findings(session)["Rozemarijn Huizinga"].proposal is Proposal.REDACT
    lists.save_organisation_entries(NEVER, [ListEntry(NEVER, "Rozemarijn Huizinga", reason="Zus.")])
    assert len(detect(session)) == 1
    found = findings(session)["Rozemarijn Huizinga"]
    assert (found.proposal, found.ground_code) == (Proposal.KEEP, None)
    assert found.why.startswith("Blijft leesbaar: staat op de lijst ‘nooit lakken’ van de organ")
    assert found.why.endswith(" Zus.")


def test_the_dossier_goes_before_the_organisation(session: Session) -> None:
    lists.save_organisation_entries(NEVER, [ListEntry(NEVER, "Rozemarijn Huizinga")])
    lists.add_entries(session, [ListEntry(ALWAYS, "rozemarijn huizinga")])
    detect(session)
    assert findings(session)["Rozemarijn Huizinga"].proposal is Proposal.REDACT
    (conflict,) = lists.conflicts(session)
    assert conflict.kind is ConflictKind.OVERRULED


def test_on_both_lists_is_redacted_and_told(session: Session) -> None:
    lists.add_entries(
        session, [ListEntry(NEVER, "Zonnebloem"), ListEntry(ALWAYS, "x", ("zonnebloem",))]
    )
    detect(session)
    assert findings(session)["Zonnebloem"].proposal is Proposal.REDACT
    assert [c.kind for c in lists.conflicts(session)] == [ConflictKind.BOTH_LISTS]


def test_periods_that_do_not_meet_are_no_conflict(session: Session) -> None:
    until, since = dt.date(2020, 12, 31), dt.date(2021, 1, 1)
    lists.add_entries(
        session,
        [ListEntry(NEVER, "Kip", valid_until=until), ListEntry(ALWAYS, "Kip", valid_from=since)],
    )
    assert lists.conflicts(session) == ()


def test_an_office_holder_who_always_goes_is_told(session: Session) -> None:
    lists.add_entries(session, [ListEntry(ALWAYS, "Rob Jetten"), ListEntry(ALWAYS, "Anna Sok")])
    lists.add_holders(session, [OfficeHolder("Sok", "Anna", "wethouder")])
    found = {(c.kind, c.term) for c in lists.conflicts(session)}
    assert found == {(ConflictKind.OFFICE_HOLDER, term) for term in ("Rob Jetten", "Anna Sok")}


def test_a_period_without_a_date_is_asked(session: Session) -> None:
    period = ListEntry(NEVER, "Rozemarijn Huizinga", valid_from=dt.date(2020, 1, 1))
    lists.add_entries(session, [period])
    detect(session)
    assert findings(session)["Rozemarijn Huizinga"].proposal is Proposal.ASK


def test_own_office_holders_stay_readable(session: Session) -> None:
    detect(session)
    lists.add_holders(session, [OfficeHolder("Huizinga", "Rozemarijn", "wethouder", "Delft")])
    assert len(detect(session)) == 1
    found = findings(session)["Rozemarijn Huizinga"]
    # WHY asked: a contact person on the list of office holders is a contradiction.
    assert found.proposal in (Proposal.ASK, Proposal.KEEP)
    assert "ambt" in found.why


def test_a_broken_list_of_the_organisation_is_not_forgotten(session: Session) -> None:
    path = lists.organisation_file(NEVER)
    path.parent.mkdir(parents=True)
    path.write_text("term\n---\n", "utf-8")
    with pytest.raises(UsageError, match="list_lines"):
        detect(session)


def test_files_in_and_out_of_a_dossier(session: Session, tmp_path: Path) -> None:
    entries = [ListEntry(ALWAYS, "Kip", ("haan",)), ListEntry(NEVER, "Ei")]
    lists.add_entries(session, entries)
    path = lists.export_entries(session, tmp_path / "altijd.csv", ALWAYS)
    lists.remove_entries(session, entries)
    lists.import_entries(session, path, ALWAYS)
    assert session.file.items(LIST_ENTRY) == (entries[0],)
    holder = OfficeHolder("Sok", "Anna", "wethouder")
    lists.add_holders(session, [holder])
    out = lists.export_holders(session, tmp_path / "ambt.csv")
    lists.remove_holders(session, [holder])
    lists.import_holders(session, out)
    assert lists.lists_of(session).holders == (holder,)


def test_a_ground_of_the_woo_is_none_under_article_68(tmp_path: Path) -> None:
    session = create_dossier(
        tmp_path / "a.woodossier", "A", LegalBasis.ART_68_GW, user="t", clock=FixedClock()
    )
    with session.file:
        entry = ListEntry(ALWAYS, "Kip", ground_code=GroundCode("5.1.2e"))
        lists.add_entries(session, [entry])
        assert [e.ground_code for e in lists.lists_of(session).entries] == [None]


def test_a_policy_proposes_anew_without_a_new_analysis(session: Session) -> None:
    detect(session)
    visser = findings(session)["K. Visser"]
    assert (visser.role, visser.proposal) == (Role.DIRECTOR, Proposal.REDACT)
    lists.add_entries(session, [ListEntry(ALWAYS, "Zonnebloem")])
    detect(session)
    keep_findings(session, [findings(session)["Rozemarijn Huizinga"]])
    policies.set_role_policy(session, RolePolicy().readable_from(Rank.DIRECTOR))
    assert detect(session) == []
    found = findings(session)
    assert (found["K. Visser"].proposal, found["K. Visser"].ground_code) == (Proposal.KEEP, None)
    assert found["Zonnebloem"].proposal is Proposal.REDACT
    document_id = found["Rozemarijn Huizinga"].document_id
    assert [r.verdict for r in session.file.reviews(document_id)] == [Verdict.KEEP]
    session.file.undo(by="tester", at=FixedClock().now())
    policies.propose_again(session)
    assert findings(session)["K. Visser"].proposal is Proposal.REDACT


def test_the_organisation_has_choices_of_its_own(session: Session) -> None:
    chosen = RolePolicy(extensions=Proposal.REDACT).readable_from(Rank.MANAGER)
    policies.save_organisation_policy(chosen)
    assert policies.role_policy(session) == chosen
    detect(session)
    assert findings(session)["K. Visser"].proposal is Proposal.KEEP
    policies.set_role_policy(session, RolePolicy())
    assert findings(session)["K. Visser"].proposal is Proposal.REDACT


@pytest.mark.parametrize("line", ["keizer;keep", "director;misschien", "director;keep;x\ntop"])
def test_a_policy_file_with_a_mistake_is_refused(line: str) -> None:
    path = policies.lists_folder() / policies.ORGANISATION_POLICY
    path.parent.mkdir(parents=True)
    path.write_text(f"rol;voorstel\n{line}\n", "utf-8")
    with pytest.raises(UsageError, match="policy_unreadable"):
        policies.organisation_policy()


def test_scopes_are_kept_apart() -> None:
    lists.save_organisation_entries(ALWAYS, [ListEntry(ALWAYS, "Kip", entity_type=EntityType.REF)])
    (entry,) = lists.organisation_lists().entries
    assert (entry.scope, entry.entity_type) == (ListScope.ORGANISATION, EntityType.REF)
