"""One document is judged; what was decided about it counts for its copies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.cases import FixedClock
from tests.helpers.pdfs import simple_pdf
from tests.store.samples import document
from woo_desk.domain.document import Document
from woo_desk.domain.finding import Finding
from woo_desk.domain.geometry import Box
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import GroundCode
from woo_desk.domain.judgement import Judgement
from woo_desk.domain.scope import ScopeOutcome, ScopeReason
from woo_desk.store.connection import Database
from woo_desk.usecases import history
from woo_desk.usecases.carrying import CarryReport, carry_over
from woo_desk.usecases.detection import detect_documents
from woo_desk.usecases.dossier import create_dossier
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.intake import add_documents
from woo_desk.usecases.page_scope import leave_pages_out, page_scopes
from woo_desk.usecases.review import (
    add_redaction,
    confirm_findings,
    keep_findings,
    mark_looked_at,
    remove_redactions,
)
from woo_desk.usecases.same_once import confirm_likenesses, likenesses
from woo_desk.usecases.scope import decide_scope, override_judgement
from woo_desk.usecases.session import Session
from woo_desk.workers.engine import LocalEngine

LINES = [
    "De directie heeft in mei 2023 onderzocht hoe vaak nareis op nareis voorkomt.",
    "Uit het onderzoek blijkt dat in totaal 1.040 aanvragen zijn ingediend.",
    "Contactpersoon is mevrouw P. Jansen van de afdeling uitvoering.",
    "Bel 06-12345678 of mail p.jansen@ministerie.example.",
]
IN, OUT, DOUBLE = ScopeOutcome.IN_SCOPE, ScopeOutcome.OUT_OF_SCOPE, ScopeOutcome.DUPLICATE
GROUND = (GroundCode("5.1.2e"),)
BOX = (Box(100, 300, 200, 320),)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    path = tmp_path / "zaak.woodossier"
    made = create_dossier(path, "Zaak", LegalBasis.WOO, user="tester", clock=FixedClock())
    with made.file:
        yield made


@pytest.fixture
def take(session: Session, tmp_path: Path) -> Take:
    return Take(session, tmp_path / "in")


class Take:
    """Takes files in and gives the documents by name."""

    def __init__(self, session: Session, folder: Path) -> None:
        self._session, self._folder = session, folder

    def __call__(self, **files: bytes) -> dict[str, Document]:
        for name, content in files.items():
            path = self._folder / f"{name}.pdf"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        flow = add_documents(self._session, [self._folder], reads_scans=False)
        run_blocking(flow, LocalEngine())
        documents = self._session.file.documents()
        return {each.source_name.removesuffix(".pdf"): each for each in documents}


SAME = simple_pdf([LINES, ["Een tweede bladzijde zonder namen."]])
AGAIN = SAME + b"\n%"
OTHER = simple_pdf([LINES, ["Een tweede bladzijde zonder namen."]], size=9)


def detect(session: Session, *documents: Document) -> None:
    chosen = [document.id for document in documents] or None
    run_blocking(detect_documents(session, chosen), LocalEngine())


def carry(session: Session, document: Document) -> CarryReport:
    return run_blocking(carry_over(session, document.id), LocalEngine())


def outcome(session: Session, document: Document) -> tuple[ScopeOutcome, ScopeReason] | None:
    decision = session.file.state(document.id).decision
    return (decision.outcome, decision.reason) if decision else None


def open_findings(session: Session, document: Document) -> list[Finding]:
    state = session.file.state(document.id)
    return [finding for finding in state.findings if state.is_open(finding)]


def texts(session: Session, document: Document) -> list[str]:
    return sorted(redaction.text for redaction in session.file.redactions(document.id))


@pytest.fixture
def pair(session: Session, take: Take) -> tuple[Document, Document]:
    """A document and its copy, both searched and both within the request."""
    found = take(a=SAME, b=AGAIN)
    detect(session, found["a"], found["b"])
    decide_scope(session, [found["a"].id, found["b"].id], IN)
    return found["a"], found["b"]


@pytest.fixture
def near(session: Session, take: Take) -> tuple[Document, Document]:
    """The same with other pages, of which a person has said that it is the same thing."""
    found = take(a=SAME, b=OTHER)
    confirm_likenesses(session, likenesses(session))
    detect(session, found["a"], found["b"])
    decide_scope(session, [found["a"].id, found["b"].id], IN)
    return found["a"], found["b"]


def test_a_decision_counts_for_the_copies_in_the_same_step(session: Session, take: Take) -> None:
    found = take(a=SAME, b=AGAIN, c=SAME + b"\n%%", other=simple_pdf(["Iets heel anders."]))
    session.take_followed()
    decide_scope(session, [found["a"].id], IN)
    assert outcome(session, found["b"]) == (DOUBLE, ScopeReason.DUPLICATE)
    assert outcome(session, found["c"]) == (DOUBLE, ScopeReason.DUPLICATE)
    assert outcome(session, found["other"]) is None
    assert session.take_followed().decisions == {found["b"].id, found["c"].id}
    assert not session.take_followed().affected, "told once"
    changes = history.undo(session)
    assert {found["a"].id, found["b"].id} <= changes.affected
    assert [outcome(session, found[name]) for name in "abc"] == [None] * 3
    history.redo(session)
    assert outcome(session, found["c"]) == (DOUBLE, ScopeReason.DUPLICATE)


def test_another_decision_counts_too_but_not_over_the_copys_own(
    session: Session, take: Take
) -> None:
    found = take(a=SAME, b=AGAIN, c=SAME + b"\n%%")
    kept, copy, own = found["a"], found["b"], found["c"]
    decide_scope(session, [own.id], OUT, ScopeReason.PERIOD)
    decide_scope(session, [kept.id], OUT, ScopeReason.SUBJECT, "hoort er niet bij")
    assert outcome(session, copy) == (OUT, ScopeReason.SUBJECT)
    decide_scope(session, [kept.id], IN)
    assert outcome(session, copy) == (DOUBLE, ScopeReason.DUPLICATE)
    assert outcome(session, own) == (OUT, ScopeReason.PERIOD), "her own"
    decided = len(session.file.decisions(copy.id))
    decide_scope(session, [kept.id], IN)
    carry(session, kept)
    assert len(session.file.decisions(copy.id)) == decided, "the same again is no new decision"


def test_a_copy_that_comes_later_is_decided_as_what_is_there(session: Session, take: Take) -> None:
    kept = take(a=SAME)["a"]
    decide_scope(session, [kept.id], IN)
    copy = take(b=AGAIN)["b"]
    assert outcome(session, copy) == (DOUBLE, ScopeReason.DUPLICATE)
    history.undo(session)
    assert [each.id for each in session.file.documents()] == [kept.id]


def test_verdicts_count_for_copies_within_the_request_in_the_same_step(
    session: Session, pair: tuple[Document, Document]
) -> None:
    kept, copy = pair
    confirm_findings(session, open_findings(session, kept))
    assert len(texts(session, copy)) >= 3
    assert texts(session, copy) == texts(session, kept)
    assert open_findings(session, copy) == []
    theirs = session.file.findings(copy.id)
    assert {r.finding_id for r in session.file.redactions(copy.id)} <= {f.id for f in theirs}
    history.undo(session)
    assert texts(session, copy) == []
    assert open_findings(session, copy) == list(theirs)
    history.redo(session)
    keep_findings(session, session.file.findings(kept.id))
    assert (texts(session, copy), open_findings(session, copy)) == ([], [])


def test_all_that_is_decided_on_the_pages_counts(
    session: Session, pair: tuple[Document, Document]
) -> None:
    kept, copy = pair
    add_redaction(session, kept.id, 0, BOX, GROUND, text="iets", note="let op")
    mark_looked_at(session, kept.id, [0])
    override_judgement(session, [kept.id], Judgement.NOT_PUBLIC, ground_codes=GROUND, reason="zo")
    (redaction,) = session.file.redactions(copy.id)
    assert (redaction.boxes, redaction.note) == (BOX, "let op")
    assert [look.page_index for look in session.file.looks(copy.id)] == [0]
    override = session.file.override(copy.id)
    assert override is not None
    assert override.reason == "zo"
    flow = leave_pages_out(session, kept.id, 1, 1, ScopeReason.SUBJECT)
    run_blocking(flow, LocalEngine())
    assert len(page_scopes(session, copy.id)) == 1
    assert [each.page_index for each in session.file.redactions(copy.id)] == [0, 1]
    for _ in range(4):
        history.undo(session)
    assert session.file.redactions(copy.id) == ()
    assert session.file.looks(copy.id) == ()
    assert (session.file.override(copy.id), page_scopes(session, copy.id)) == (None, ())


def test_what_is_taken_back_goes_from_the_copies_and_what_is_theirs_stays(
    session: Session, pair: tuple[Document, Document]
) -> None:
    kept, copy = pair
    confirm_findings(session, open_findings(session, kept))
    first, second, third, *others = session.file.redactions(kept.id)
    there = {each.text: each for each in session.file.redactions(copy.id)}
    with session.step("add_redaction") as tx:
        own = replace(there[second.text], note="hier blijft het weg")
        tx.put(own)
    remove_redactions(session, [there[third.text]])
    remove_redactions(session, [first, second])
    assert texts(session, copy) == sorted([second.text, *(each.text for each in others)])
    assert own in session.file.redactions(copy.id), "what a person changed in the copy is hers"
    assert first.text in {each.text for each in open_findings(session, copy)}
    with session.step("change_grounds") as tx:
        tx.put(replace(third, ground_codes=(GroundCode("5.1.1d"),)))
    assert third.text not in texts(session, copy), "nor does what she took away come back"


def test_what_a_person_decided_in_a_copy_first_is_hers(
    session: Session, pair: tuple[Document, Document]
) -> None:
    kept, copy = pair
    own, *_ = open_findings(session, copy)
    keep_findings(session, [own])
    confirm_findings(session, open_findings(session, kept))
    assert own.text not in texts(session, copy)
    assert len(texts(session, copy)) == len(texts(session, kept)) - 1
    carry(session, kept)
    assert own.text not in texts(session, copy)


def test_a_copy_that_is_put_within_the_request_gets_what_is_there(
    session: Session, take: Take
) -> None:
    found = take(a=SAME, b=AGAIN)
    kept, copy = found["a"], found["b"]
    detect(session)
    assert session.file.findings(copy.id) == (), "a copy is not searched for nothing"
    decide_scope(session, [kept.id], IN)
    confirm_findings(session, open_findings(session, kept))
    decide_scope(session, [copy.id], IN)
    assert texts(session, copy) == texts(session, kept)
    detect(session)
    assert session.file.findings(copy.id), "it will be published"
    assert open_findings(session, copy) == [], "and is judged already"
    redactions = session.file.redactions(copy.id)
    assert all(each.finding_id for each in redactions)
    assert len(redactions) == len(session.file.redactions(kept.id)), "not twice"


def test_other_pages_follow_when_asked_and_are_opened_again_by_themselves(
    session: Session, near: tuple[Document, Document]
) -> None:
    kept, copy = near
    confirm_findings(session, open_findings(session, kept))
    made = session.file.redactions(kept.id)
    assert texts(session, copy) == [], "their words have to be looked for first"
    report = carry(session, kept)
    assert (report.copies, report.redactions, report.missing) == (1, len(made), 0)
    assert texts(session, copy) == texts(session, kept)
    assert open_findings(session, copy) == []
    again = carry(session, kept)
    assert (again.redactions, again.changed) == (0, frozenset()), "nothing new, no step"
    first, second, *_ = made
    there = {each.text: each for each in session.file.redactions(copy.id)}
    with session.step("add_redaction") as tx:
        own = replace(there[second.text], note="hier blijft het weg")
        tx.put(own)
    remove_redactions(session, [first, second])
    assert first.text in {each.text for each in open_findings(session, copy)}
    assert own in session.file.redactions(copy.id), "what a person changed in the copy is hers"
    assert carry(session, kept).taken_back == 0
    assert own in session.file.redactions(copy.id)
    history.undo(session)
    assert texts(session, copy) == texts(session, kept)
    gone = next(one for one in session.file.redactions(copy.id) if one != own)
    remove_redactions(session, [gone])
    carry(session, kept)
    assert gone.text not in texts(session, copy), "nor does what she took away come back"


def test_a_decision_on_many_documents_asks_for_copies_in_a_few_questions(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    with session.step("add_documents") as tx:
        for number in range(1, 201):
            tx.put(document(number))
        for number in range(201, 401):
            tx.put(replace(document(number), duplicate_of=document(number - 200).id))
    asked: list[str] = []
    plain = Database.rows

    def counted(self: Database, sql: str, parameters: Sequence[object] = ()) -> list[Any]:
        asked.append(sql)
        return plain(self, sql, parameters)

    monkeypatch.setattr(Database, "rows", counted)
    decide_scope(session, [document(number).id for number in range(1, 201)], IN)
    about_copies = [sql for sql in asked if "document_id IN" in sql or "duplicate_of" in sql]
    assert 0 < len(about_copies) < 20
    monkeypatch.undo()
    decisions = session.file.current_decisions(LegalBasis.WOO)
    assert len(decisions) == 400
    assert decisions[document(400).id].outcome is DOUBLE
