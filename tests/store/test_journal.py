from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.store.samples import (
    BY,
    NOW,
    decision,
    detect,
    document,
    dossier,
    export_result,
    fill,
    finding,
    look,
    override,
    page,
    redaction,
    review,
)
from woo_desk.domain.changes import Changes, UndoStatus
from woo_desk.domain.geometry import Box
from woo_desk.domain.ids import DocumentId, RedactionId
from woo_desk.domain.redaction import Redaction
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.store import cipher
from woo_desk.store.dossier_file import DossierFile
from woo_desk.store.journal import Transaction
from woo_desk.store.rows import Undoable

DOC_1, DOC_2 = DocumentId("doc-1"), DocumentId("doc-2")


def test_a_step_is_named_numbered_and_undone_and_redone_by_name(file: DossierFile) -> None:
    assert file.undo_status() == UndoStatus(None, None, 0)
    assert fill(file) == 1
    assert file.undo_status() == UndoStatus("step.add", None, 1)
    assert file.undo(by=BY, at=NOW).documents == {DOC_1}
    assert file.undo_status() == UndoStatus(None, "step.add", 0)
    assert file.documents() == ()
    assert file.redo(by=BY, at=NOW).documents == {DOC_1}
    assert file.undo_status() == UndoStatus("step.add", None, 1)
    assert file.documents() == (document(),)


def test_with_nothing_to_undo_or_redo_nothing_happens(file: DossierFile) -> None:
    assert file.undo(by=BY, at=NOW) == Changes()
    assert file.redo(by=BY, at=NOW) == Changes()
    assert len(file.log_lines()) == 1


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (dataclasses.replace(dossier(), title="Anders"), Changes("step.x", dossier=True)),
        (document(title="Anders"), Changes("step.x", documents=frozenset({DOC_1}))),
        (page(index=2), Changes("step.x", documents=frozenset({DOC_1}))),
        (look(), Changes("step.x", documents=frozenset({DOC_1}))),
        (review(finding()), Changes("step.x", findings=frozenset({DOC_1}))),
        (redaction(finding()), Changes("step.x", redactions=frozenset({DOC_1}))),
        (decision(), Changes("step.x", decisions=frozenset({DOC_1}))),
        (override(), Changes("step.x", decisions=frozenset({DOC_1}))),
    ],
    ids=lambda value: type(value).__name__,
)
def test_each_kind_of_value_changes_its_own_area(
    file: DossierFile, value: Undoable, expected: Changes
) -> None:
    fill(file)
    detect(file)
    with file.transact("step.x", by=BY, at=NOW) as tx:
        tx.put(value)
    assert tx.changes == expected
    assert file.undo(by=BY, at=NOW) == expected
    assert file.redo(by=BY, at=NOW) == expected


def test_a_command_that_fails_leaves_nothing_behind(file: DossierFile) -> None:
    fill(file)
    lines = file.log_lines()
    with pytest.raises(ZeroDivisionError), file.transact("step.x", by=BY, at=NOW) as tx:  # noqa: PT012
        tx.put(document(2))
        tx.remove(document(1))
        raise ZeroDivisionError
    assert file.documents() == (document(1),)
    assert file.next_number() == 2
    assert file.undo_status().step == 1
    assert file.log_lines() == lines


def _put_same(tx: Transaction) -> None:
    tx.put(document(1))


def _there_and_back(tx: Transaction) -> None:
    tx.put(document(1, title="Anders"))
    tx.put(document(1))


def _come_and_gone(tx: Transaction) -> None:
    tx.put(document(2))
    tx.remove(document(2))


def _remove_nothing(tx: Transaction) -> None:
    tx.remove(document(9))
    tx.remove(review(finding(9)))


@pytest.mark.parametrize("act", [_put_same, _there_and_back, _come_and_gone, _remove_nothing])
def test_what_changes_nothing_is_no_step(
    file: DossierFile, act: Callable[[Transaction], None]
) -> None:
    fill(file)
    lines = file.log_lines()
    with file.transact("step.x", by=BY, at=NOW) as tx:
        act(tx)
    assert tx.step is None
    assert tx.changes == Changes()
    assert file.undo_status() == UndoStatus("step.add", None, 1)
    assert file.log_lines() == lines


def test_what_changes_nothing_does_not_give_up_what_could_be_redone(file: DossierFile) -> None:
    fill(file)
    file.undo(by=BY, at=NOW)
    with file.transact("step.x", by=BY, at=NOW) as tx:
        _come_and_gone(tx)
    assert file.undo_status().redo_key == "step.add"


def test_a_new_command_gives_up_what_was_undone(file: DossierFile) -> None:
    fill(file)
    file.undo(by=BY, at=NOW)
    with file.transact("step.x", by=BY, at=NOW) as tx:
        tx.put(document(2))
    assert file.undo_status() == UndoStatus("step.x", None, 2)
    assert file.redo(by=BY, at=NOW) == Changes()


def test_step_numbers_never_come_back_so_that_an_export_is_not_taken_for_current(
    file: DossierFile,
) -> None:
    exported = fill(file)
    file.undo(by=BY, at=NOW)
    assert fill(file) != exported


def test_document_numbers_never_come_back(file: DossierFile) -> None:
    fill(file, 3)
    assert file.next_number() == 4
    file.undo(by=BY, at=NOW)
    assert file.next_number() == 4


def test_one_drop_that_arrives_bit_by_bit_is_one_step(file: DossierFile) -> None:
    step = fill(file)
    for number in (2, 3):
        with file.transact("step.add", by=BY, at=NOW, join=step) as tx:
            tx.put(document(number))
            tx.put(document(1, title=f"bij {number}"))
        assert tx.step == step
        assert tx.changes.documents == {DOC_1, f"doc-{number}"}
    assert len(file.log_lines()) == 4
    assert file.undo(by=BY, at=NOW).documents == {DOC_1, DOC_2, "doc-3"}
    assert file.documents() == ()
    file.redo(by=BY, at=NOW)
    assert [d.title for d in file.documents()] == ["bij 3", "Nota", "Nota"]


def test_what_a_person_does_while_a_drop_arrives_is_hers_to_undo_and_redo(
    file: DossierFile,
) -> None:
    drop = fill(file)
    with file.transact("step.look", by=BY, at=NOW) as tx:
        tx.put(look())
    with file.transact("step.add", by=BY, at=NOW, join=drop) as tx:
        tx.put(document(2))
    assert tx.step == drop
    assert file.undo(by=BY, at=NOW).step_key == "step.look"
    assert (len(file.documents()), file.looks(DOC_1)) == (2, ())
    with file.transact("step.add", by=BY, at=NOW, join=drop) as tx:
        tx.put(document(3))
    assert tx.step == drop
    assert file.redo(by=BY, at=NOW).step_key == "step.look", "the drop did not take it away"
    assert (len(file.documents()), file.looks(DOC_1)) == (3, (look(),))
    file.undo(by=BY, at=NOW)
    assert file.undo(by=BY, at=NOW).documents == {DOC_1, DOC_2, "doc-3"}
    assert file.documents() == ()
    file.check()


@pytest.mark.parametrize("undone", [False, True])
def test_a_drop_that_changes_what_another_command_changed_goes_on_in_a_new_step(
    file: DossierFile, undone: bool
) -> None:
    first = fill(file)
    with file.transact("step.rename", by=BY, at=NOW) as tx:
        tx.put(document(1, title="Anders"))
    if undone:
        file.undo(by=BY, at=NOW)
    with file.transact("step.add", by=BY, at=NOW, join=first) as tx:
        tx.put(document(1, title="Nog anders"))
    assert tx.step == (first if undone else 3)
    assert file.undo_status().redo_key is None
    file.undo(by=BY, at=NOW)
    assert file.documents() == (() if undone else (document(1, title="Anders"),))


def test_a_drop_goes_on_in_a_new_step_once_it_was_undone(file: DossierFile) -> None:
    first = fill(file)
    file.undo(by=BY, at=NOW)
    with file.transact("step.add", by=BY, at=NOW, join=first) as tx:
        tx.put(document(2))
    assert tx.step == 2
    assert [d.id for d in file.documents()] == [DOC_2]


def test_a_step_that_was_exported_is_closed(file: DossierFile) -> None:
    """Otherwise the package would pass for up to date while the dossier has moved on."""
    first = fill(file)
    with file.derive() as derived:
        derived.put_export(export_result(first), by=BY, at=NOW)
    with file.transact("step.add", by=BY, at=NOW, join=first) as tx:
        tx.put(document(2))
    assert tx.step == 2


def test_joining_can_take_back_the_whole_step(file: DossierFile) -> None:
    with file.transact("step.x", by=BY, at=NOW) as tx:
        tx.put(document(1))
    with file.transact("step.x", by=BY, at=NOW, join=tx.step) as tx:
        tx.remove(document(1))
    assert file.undo_status() == UndoStatus(None, None, 0)


def test_adding_to_a_step_costs_the_same_however_much_it_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten thousand files are one drop; a look at the whole drop for each of them took hours."""
    work = [0]
    plain = cipher.open_connection

    def counting(address: str, timeout_s: float, key: str) -> Any:
        connection = plain(address, timeout_s, key)
        connection.set_progress_handler(lambda: work.__setitem__(0, work[0] + 1), 20)
        return connection

    monkeypatch.setattr(cipher, "open_connection", counting)
    spent: list[int] = []
    with DossierFile.create(tmp_path / "zaak.woodossier", dossier(), by=BY) as file:
        step = fill(file)
        for number in range(2, 402):
            before = work[0]
            with file.transact("step.add", by=BY, at=NOW, join=step) as tx:
                tx.put(document(number))
            spent.append(work[0] - before)
        assert file.undo_status().step == step
    first, last = (sum(part) for part in (spent[:40], spent[-40:]))
    assert first > 0
    assert last < 2 * first


def test_a_scope_decision_is_added_never_changed(file: DossierFile) -> None:
    fill(file)
    with file.transact("step.x", by=BY, at=NOW) as tx:
        tx.put(decision())
    with (
        pytest.raises(ValueError, match="never changed"),
        file.transact("step.x", by=BY, at=NOW) as tx,
    ):
        tx.put(decision(outcome=ScopeOutcome.OUT_OF_SCOPE))
    assert file.decisions(DOC_1) == (decision(),)


def test_a_review_needs_a_finding(file: DossierFile) -> None:
    fill(file)
    with (
        pytest.raises(ValueError, match="does not exist"),
        file.transact("step.x", by=BY, at=NOW) as tx,
    ):
        tx.put(review(finding()))


def test_many_values_at_once_are_as_many_one_by_one(file: DossierFile) -> None:
    fill(file)
    found = detect(file)
    values: list[Undoable] = [review(found), redaction(found), override()]
    with file.transact("step.x", by=BY, at=NOW) as tx:
        tx.put_all(values)
        tx.put_all(values)
        tx.put(decision())
    assert file.reviews(DOC_1) == (review(found),)
    assert file.redactions(DOC_1) == (redaction(found),)
    assert tx.changes.findings == tx.changes.redactions == {DOC_1}
    file.undo(by=BY, at=NOW)
    assert (file.reviews(DOC_1), file.redactions(DOC_1), file.override(DOC_1)) == ((), (), None)
    file.redo(by=BY, at=NOW)
    assert file.override(DOC_1) == override()
    with file.transact("step.x", by=BY, at=NOW) as tx:
        tx.put_all(values)
    assert tx.step is None  # nothing changed


@pytest.mark.parametrize(
    ("value", "mistake"), [(review(finding()), "does not exist"), (document(), "one by one")]
)
def test_many_at_once_refuse_what_one_refuses(
    file: DossierFile, value: Undoable, mistake: str
) -> None:
    fill(file)
    with (
        pytest.raises(ValueError, match=mistake),
        file.transact("step.x", by=BY, at=NOW) as tx,
    ):
        tx.put_all([value])


def test_a_document_goes_with_all_that_is_said_of_it_and_comes_back_with_it(
    file: DossierFile,
) -> None:
    fill(file, 2)
    found = detect(file)
    with file.transact("step.x", by=BY, at=NOW) as tx:
        for value in (look(), review(found), redaction(found), decision(), override()):
            tx.put(value)
    before = file.states()
    with file.transact("step.remove", by=BY, at=NOW) as tx:
        tx.remove(document(1))
    assert tx.changes.affected == {DOC_1}
    assert [state.document.id for state in file.states()] == [DOC_2]
    assert file.redactions(DOC_1) == ()
    file.undo(by=BY, at=NOW)
    assert file.states() == before


def test_undo_of_a_review_works_when_detection_no_longer_finds_its_finding(
    file: DossierFile,
) -> None:
    fill(file)
    found = detect(file)
    with file.transact("step.x", by=BY, at=NOW) as tx:
        tx.put(review(found))
    with file.derive() as derived:
        derived.put_page_result(DOC_1, 0, "", (), complete=True, detector_version="2")
    assert file.reviews(DOC_1) == (review(found),)
    assert file.undo(by=BY, at=NOW).findings == {DOC_1}
    assert file.reviews(DOC_1) == ()
    file.redo(by=BY, at=NOW)
    assert file.reviews(DOC_1) == (review(found),)


def test_a_transaction_inside_another_is_refused(file: DossierFile) -> None:
    with file.transact("step.x", by=BY, at=NOW), pytest.raises(RuntimeError):
        file.undo(by=BY, at=NOW)


def test_a_value_that_could_not_be_read_back_does_not_get_in(file: DossierFile) -> None:
    fill(file)
    endless = dataclasses.replace(redaction(finding()), boxes=(Box(0, 0, float("inf"), 1),))
    with pytest.raises(Exception, match="dossier_damaged"), file.transact("s", by=BY, at=NOW) as tx:
        tx.put(endless)
    assert file.redactions(DOC_1) == ()


def test_five_thousand_rows_in_one_step_take_no_noticeable_time(file: DossierFile) -> None:
    """Measured 0.11 s, and 0.2 s to undo; the bound leaves room for a busy machine."""
    fill(file)
    one = redaction(finding())
    many: list[Redaction] = [
        dataclasses.replace(one, id=RedactionId(f"lak-{number}")) for number in range(5_000)
    ]
    started = time.process_time()
    with file.transact("step.x", by=BY, at=NOW) as tx:
        for each in many:
            tx.put(each)
    assert len(file.redactions(DOC_1)) == 5_000
    file.undo(by=BY, at=NOW)
    assert time.process_time() - started < 1.5
    assert file.redactions(DOC_1) == ()
