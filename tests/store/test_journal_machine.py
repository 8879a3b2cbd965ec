"""Undo and redo always lead back to the states that were there, whatever commands came between."""

from __future__ import annotations

import contextlib
import dataclasses
import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.store.samples import (
    BY,
    NOW,
    decision,
    detect,
    document,
    dossier,
    finding,
    look,
    override,
    page,
    redaction,
    review,
)
from woo_desk.domain.finding import Verdict
from woo_desk.store.dossier_file import DossierFile
from woo_desk.store.rows import Undoable

DOCUMENTS = 3
numbers = st.integers(1, DOCUMENTS)
State = tuple[object, ...]


class Journal(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "zaak.woodossier"

    @initialize()
    def start(self) -> None:
        self.file = DossierFile.create(self.path, dossier())
        self.past: list[State] = [self.now()]
        self.future: list[State] = []
        with self.file.transact("step.add", by=BY, at=NOW) as tx:
            for number in range(1, DOCUMENTS + 1):
                tx.put(document(number))
                tx.put(page(number))
        for number in range(1, DOCUMENTS + 1):
            detect(self.file, number)
        self.last_step = 1

    def now(self) -> State:
        states = self.file.states()
        ids = [state.document.id for state in states]
        return (
            self.file.dossier(),
            tuple(dataclasses.replace(state, findings=()) for state in states),
            tuple(self.file.reviews(i) + self.file.looks(i) for i in ids),
            tuple(self.file.decisions(i) for i in ids),
            tuple(sorted(self.file.redactions(i), key=lambda r: r.id) for i in ids),
        )

    def command(self, *values: Undoable, remove: bool = False) -> None:
        before = self.now()
        with self.file.transact("step.any", by=BY, at=NOW) as tx:
            for value in values:
                (tx.remove if remove else tx.put)(value)
        if self.now() != before:
            self.past.append(before)
            self.future.clear()
            assert tx.step is not None
            assert tx.step > self.last_step
            self.last_step = tx.step
        else:
            assert tx.step is None

    def exists(self, number: int) -> bool:
        return any(d.number == number for d in self.file.documents())

    @rule(title=st.sampled_from("abc"))
    def rename_dossier(self, title: str) -> None:
        self.command(dataclasses.replace(dossier(), title=title))

    @rule(number=numbers, title=st.sampled_from("abc"))
    def put_document(self, number: int, title: str) -> None:
        self.command(document(number, title=title), page(number))

    @rule(number=numbers)
    def remove_document(self, number: int) -> None:
        self.command(document(number), remove=True)

    @rule(number=numbers, verdict=st.sampled_from(Verdict), note=st.sampled_from("xyz"))
    def confirm(self, number: int, verdict: Verdict, note: str) -> None:
        found = finding(number)
        if self.exists(number) and self.file.finding(found.id):
            self.command(review(found, verdict), redaction(found, note=note))

    @rule(number=numbers)
    def drop_redaction(self, number: int) -> None:
        self.command(redaction(finding(number)), remove=True)

    @rule(number=numbers)
    def decide(self, number: int) -> None:
        if self.exists(number):
            self.command(
                decision(number, self.file.next_sequence()), override(number), look(number)
            )

    @rule(number=numbers)
    def fail(self, number: int) -> None:
        before = self.now()
        with (
            contextlib.suppress(ZeroDivisionError),
            self.file.transact("step.any", by=BY, at=NOW) as tx,
        ):
            tx.remove(document(number))
            assert 1 / 0
        assert self.now() == before

    @rule()
    @precondition(lambda self: self.past)
    def undo(self) -> None:
        self.future.append(self.now())
        assert self.file.undo(by=BY, at=NOW).step_key
        assert self.now() == self.past.pop()

    @rule()
    @precondition(lambda self: self.future)
    def redo(self) -> None:
        self.past.append(self.now())
        assert self.file.redo(by=BY, at=NOW).step_key
        assert self.now() == self.future.pop()

    @rule()
    def close_and_open(self) -> None:
        before = self.now()
        self.file.check()
        self.file.close()
        self.file = DossierFile.open(self.path)
        assert self.now() == before

    @invariant()
    def nothing_is_broken(self) -> None:
        if hasattr(self, "file"):
            status = self.file.undo_status()
            assert (status.undo_key is not None) == bool(self.past)
            assert (status.redo_key is not None) == bool(self.future)
            assert self.file.next_number() == DOCUMENTS + 1

    def teardown(self) -> None:
        if hasattr(self, "file"):
            self.file.check()
            self.file.close()
        shutil.rmtree(self.folder)


TestJournal = Journal.TestCase
TestJournal.settings = settings(
    max_examples=20, stateful_step_count=25, deadline=None, derandomize=True
)
