from __future__ import annotations

import dataclasses

import pytest

from tests.store.samples import (
    BY,
    NOW,
    SOURCE,
    acknowledgement,
    carried,
    chronology_choices,
    chronology_note,
    decision,
    detect,
    digest,
    document,
    document_change,
    dossier,
    earlier_provision,
    export_profile,
    export_result,
    fill,
    finding,
    letter_facts,
    likeness,
    list_entry,
    look,
    motivation,
    office_holder,
    override,
    page,
    page_scope,
    passage_choice,
    person,
    procedure_event,
    publication,
    publication_settings,
    redaction,
    register_entry,
    review,
    role_policy,
    scope_request,
    second_reading,
    self_description,
    source_comparison,
    third_party,
)
from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.finding import Proposal
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import DocumentId, FindingId, RedactionId
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.errors import DossierDamaged
from woo_desk.store.dossier_file import DossierFile
from woo_desk.store.queries import DocumentCounts
from woo_desk.store.rows import EXPORTS, KINDS, PROCEDURE_EVENT, Undoable, encode, kind_of

DOC_1, DOC_2, UNKNOWN = DocumentId("doc-1"), DocumentId("doc-2"), DocumentId("doc-9")


def test_every_kind_of_value_comes_back_as_it_went_in() -> None:
    found = finding()
    values: tuple[Undoable, ...] = (
        dossier(),
        document(),
        page(),
        look(),
        review(found),
        redaction(found),
        decision(),
        override(),
        procedure_event(),
        chronology_note(),
        chronology_choices(),
        earlier_provision(),
        letter_facts(),
        third_party(),
        publication_settings(),
        publication(),
        document_change(),
        motivation(),
        acknowledgement(),
        register_entry(),
        export_profile(),
        page_scope(),
        second_reading(),
        passage_choice(),
        source_comparison(),
        list_entry(),
        office_holder(),
        role_policy(),
        carried(),
        likeness(),
        self_description(),
        scope_request(),
    )
    assert {kind_of(value).name for value in values} == set(KINDS)
    for value in values:
        assert kind_of(value).codec.one(encode(value)) == value
    assert EXPORTS.one(encode(export_result(1))) == export_result(1)


def test_items_lie_beside_one_another_and_go_with_undo(file: DossierFile) -> None:
    event = procedure_event()
    with file.transact("step.x", by=BY, at=NOW) as tx:
        tx.put(event)
    assert tx.changes.dossier
    assert file.items(PROCEDURE_EVENT) == (event,)
    assert file.items(PROCEDURE_EVENT, DOC_1) == ()
    file.undo(by=BY, at=NOW)
    assert file.items(PROCEDURE_EVENT) == ()
    file.redo(by=BY, at=NOW)
    assert file.items(PROCEDURE_EVENT) == (event,)


def test_what_was_costly_is_kept_by_what_it_was_made_from(file: DossierFile) -> None:
    assert file.cached("ocr", "a") is None
    with file.derive() as derived:
        derived.put_cached("ocr", "a", b"first")
        derived.put_cached("ocr", "a", b"second")
    assert file.cached("ocr", "a") == b"second"


def test_a_row_that_is_no_such_value_is_damage() -> None:
    for data in ("", "{}", '{"finding_id":1}', "[]", encode(document())):
        with pytest.raises(DossierDamaged):
            KINDS["review"].codec.one(data)
    box = encode(redaction(finding())).replace('"x0":72.0', '"x0":720.0')
    with pytest.raises(DossierDamaged):  # checked by the dataclass itself: x0 <= x1
        KINDS["redaction"].codec.one(box)


def test_a_state_tells_all_about_a_document(file: DossierFile) -> None:
    fill(file, 2)
    found = detect(file)
    with file.transact("step.x", by=BY, at=NOW) as tx:
        tx.put(decision(1, 1, ScopeOutcome.OUT_OF_SCOPE))
        tx.put(decision(1, 2))
        for value in (look(), review(found), redaction(found), override()):
            tx.put(value)
    expected = DocumentState(
        document=document(),
        pages=(page(), page(index=1, has_text=False)),
        analysed=frozenset({0, 1}),
        looked_at=frozenset({1}),
        findings=(found,),
        reviewed=frozenset({found.id}),
        redactions=(redaction(found),),
        decision=decision(1, 2),
        override=override(),
    )
    assert file.state(DOC_1) == expected
    assert file.states()[0] == expected
    assert file.states()[1] == file.state(DOC_2)
    assert file.state(DOC_2).decision is None
    assert file.decisions(DOC_1)[0].outcome is ScopeOutcome.OUT_OF_SCOPE


def test_only_a_decision_on_the_basis_of_the_dossier_counts(file: DossierFile) -> None:
    fill(file)
    other = dataclasses.replace(decision(), basis=LegalBasis.ART_68_GW)
    with file.transact("step.x", by=BY, at=NOW) as tx:
        tx.put(other)
    assert file.state(DOC_1).decision is None
    assert file.decisions(DOC_1) == (other,)


def test_the_order_of_findings_is_that_of_the_text(file: DossierFile) -> None:
    fill(file)
    found = tuple(finding(start=start) for start in (41, 5, 22))
    with file.derive() as tx:
        tx.put_page_result(DOC_1, 0, "x" * 60, found, complete=True, detector_version="1")
    assert [f.span.start for f in file.findings_of_page(DOC_1, 0)] == [5, 22, 41]
    assert file.findings_of_page(DOC_1, 0) == file.findings(DOC_1) == file.state(DOC_1).findings
    assert file.finding(found[0].id) == found[0]


def test_counts_for_the_list(file: DossierFile) -> None:
    fill(file, 2)
    asked, reviewed = finding(start=5, proposal=Proposal.ASK), finding(start=22)
    kept = finding(start=41, proposal=Proposal.KEEP)
    with file.derive() as derived:
        derived.put_page_result(
            DOC_1, 0, "x" * 60, (asked, reviewed, kept), complete=True, detector_version="1"
        )
    with file.transact("step.x", by=BY, at=NOW) as tx:
        tx.put(review(reviewed))
        tx.put(redaction(reviewed))
    assert file.counts() == {
        DOC_1: DocumentCounts(
            pages=2, analysed=1, unseen=1, findings=3, open_findings=1, redactions=1
        ),
        DOC_2: DocumentCounts(
            pages=2, analysed=0, unseen=1, findings=0, open_findings=0, redactions=0
        ),
    }
    with file.transact("step.x", by=BY, at=NOW) as tx:
        tx.put(look(1, 1))
    assert file.counts()[DOC_1].unseen == 0


def test_what_is_not_there(file: DossierFile) -> None:
    fill(file)
    with pytest.raises(KeyError):
        file.document(UNKNOWN)
    with pytest.raises(KeyError):
        file.state(UNKNOWN)
    assert file.page_text(DOC_1, 0) is None
    assert file.finding(FindingId("?")) is None
    assert file.redaction(RedactionId("?")) is None
    assert file.override(DOC_1) is None
    assert file.pages(UNKNOWN) == ()
    assert file.findings(UNKNOWN) == ()
    assert file.redactions(UNKNOWN) == ()


def test_finding_documents_by_their_source(file: DossierFile) -> None:
    fill(file, 2)
    assert [d.number for d in file.documents_with_source(digest(SOURCE))] == [1, 2]
    assert file.documents_with_source(digest(b"other")) == ()


def test_one_redaction_by_its_id(file: DossierFile) -> None:
    fill(file)
    one = redaction(finding())
    with file.transact("step.x", by=BY, at=NOW) as tx:
        tx.put(one)
    assert file.redaction(one.id) == one


def test_the_next_sequence_follows_the_last_decision(file: DossierFile) -> None:
    fill(file)
    assert file.next_sequence() == 1
    with file.transact("step.x", by=BY, at=NOW) as tx:
        tx.put(decision(1, 4))
    assert file.next_sequence() == 5


def test_the_texts_of_all_pages_stand_at_their_place(file: DossierFile) -> None:
    fill(file)
    with file.derive() as tx:
        tx.put_page_result(DOC_1, 1, "tweede", (), True, "1")
        tx.put_page_result(DOC_1, 7, "is geen pagina", (), True, "1")
    assert file.page_texts(DOC_1) == ("", "tweede")
    assert file.page_texts(UNKNOWN) == ()
    assert file.counts()[DOC_1].analysed == 1


def test_decisions_and_overrides_of_all_documents(file: DossierFile) -> None:
    fill(file, 3)
    other = dataclasses.replace(decision(3, 4), basis=LegalBasis.ART_68_GW)
    with file.transact("step.x", by=BY, at=NOW) as tx:
        tx.put(decision(1, 3))
        tx.put(decision(1, 1, ScopeOutcome.OUT_OF_SCOPE))
        tx.put(decision(2, 2, ScopeOutcome.DUPLICATE))
        tx.put(other)
        tx.put(override(2))
    assert file.current_decisions(LegalBasis.WOO) == {
        DOC_1: decision(1, 3),
        DOC_2: decision(2, 2, ScopeOutcome.DUPLICATE),
    }
    assert file.overrides() == {DOC_2: override(2)}


def test_persons_of_one_document(file: DossierFile) -> None:
    fill(file, 2)
    detect(file)
    assert file.persons_of(DOC_1) == (person(),)
    assert file.persons_of(DOC_2) == ()
