from __future__ import annotations

import sqlite3

import pytest

from tests.store.samples import (
    BY,
    NOW,
    detect,
    document,
    dossier,
    fill,
    override,
    redaction,
    review,
)
from woo_desk.store.dossier_file import DossierFile
from woo_desk.store.log import LogAction


def test_every_command_undo_and_redo_is_one_line(file: DossierFile) -> None:
    fill(file)
    file.undo(by="p.jansen", at=NOW)
    file.redo(by=BY, at=NOW)
    lines = file.log_lines()
    assert [(line.number, line.action, line.step_key, line.step, line.by) for line in lines] == [
        (1, LogAction.CREATE, "step.create_dossier", None, ""),
        (2, LogAction.DO, "step.add", 1, BY),
        (3, LogAction.UNDO, "step.add", 1, "p.jansen"),
        (4, LogAction.REDO, "step.add", 1, BY),
    ]
    assert lines[0].ids == {"dossier": (dossier().id,)}
    assert lines[1].ids == {"document": ("doc-1",), "page": ("doc-1/0", "doc-1/1")}
    assert dict(lines[1].counts) == {"document": 1, "page": 2}
    assert {line.at for line in lines} == {NOW}
    assert file.log_lines(limit=2) == lines[2:]


def test_the_logbook_tells_of_steps_that_were_given_up(file: DossierFile) -> None:
    fill(file)
    file.undo(by=BY, at=NOW)
    with file.transact("step.x", by=BY, at=NOW) as tx:
        tx.put(document(2))
    assert [line.step for line in file.log_lines()[1:]] == [1, 1, 2]


def test_no_line_is_ever_changed_or_taken_away(file: DossierFile) -> None:
    fill(file)
    for sql in ("UPDATE log SET by = 'x'", "DELETE FROM log"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            file._database.execute(sql)


def test_the_logbook_holds_no_text_of_documents(file: DossierFile) -> None:
    fill(file)
    found = detect(file)
    with file.transact("step.x", by=BY, at=NOW) as tx:
        for value in (review(found), redaction(found, note="Özdemir"), override()):
            tx.put(value)
        tx.put(document(title="Brief aan Özdemir"))
    kept = str(file._database.rows("SELECT * FROM log"))
    for text in ("Özdemir", "zdemir", "Bedrijfsgegevens", "bestand 1.pdf", "Nota"):
        assert text not in kept
