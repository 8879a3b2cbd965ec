"""A damaged dossier gives back what lies on its good pages, and says what does not."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.damage import root_page, spoil
from tests.store.make_sample import build_sample
from tests.store.samples import BY, NOW, dossier, fill, procedure_event
from woo_desk.errors import DossierDamaged, DossierError
from woo_desk.store.dossier_file import DossierFile
from woo_desk.store.rows import PROCEDURE_EVENT
from woo_desk.store.salvage import salvage


@pytest.fixture
def sample(path: Path) -> Path:
    """A dossier with every kind of value, closed."""
    with build_sample(path) as file, file.transact("step.x", by=BY, at=NOW) as tx:
        tx.put(procedure_event())
    return path


def test_a_whole_dossier_comes_out_as_it_was(sample: Path, tmp_path: Path) -> None:
    target = tmp_path / "hersteld.woodossier"
    report = salvage(sample, target, dossier(), by=BY)
    assert report.is_complete
    with DossierFile.open(sample) as old, DossierFile.open(target) as new:
        new.check()
        assert new.states() == old.states()
        assert new.dossier() == old.dossier()
        assert new.persons() == old.persons()
        assert new.exports() == old.exports()
        assert new.items(PROCEDURE_EVENT) == (procedure_event(),)
        assert new.next_number() == old.next_number()
        first = old.documents()[0]
        assert new.blob_bytes(first.source_sha256) == old.blob_bytes(first.source_sha256)
        assert len(new.log_lines()) == len(old.log_lines()) + 1
        assert new.undo_status().undo_key is None


@pytest.mark.parametrize("table", ["finding", "redaction", "person", "export", "dossier", "blob"])
def test_a_bad_page_costs_what_lies_on_it(sample: Path, tmp_path: Path, table: str) -> None:
    spoil(sample, root_page(sample, table))
    with pytest.raises(DossierDamaged), DossierFile.open(sample) as broken:
        broken.check()
    target = tmp_path / "hersteld.woodossier"
    report = salvage(sample, target, dossier(), by=BY)
    assert not report.is_complete
    assert report.lost[table]
    with DossierFile.open(target) as new:
        new.check()
        assert len(new.documents()) == 3
        assert new.dossier() == dossier()
    if table == "blob":
        assert report.lost["blob"]
        assert len(report.sources_missing) == 3


def test_verdicts_without_their_document_are_counted_as_lost(sample: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(sample)) as connection:
        connection.execute("UPDATE document SET data = '{}' WHERE number = 1")
        connection.commit()
    report = salvage(sample, tmp_path / "hersteld.woodossier", dossier(), by=BY)
    assert report.lost["document"] == 1
    assert report.lost["redaction"] >= 1
    with DossierFile.open(tmp_path / "hersteld.woodossier") as new:
        assert [document.number for document in new.documents()] == [2, 3]


def test_what_holds_no_document_gives_nothing(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "hersteld.woodossier"
    path.write_bytes(b"geen dossier")
    with pytest.raises(DossierDamaged):
        salvage(path, target, dossier(), by=BY)
    assert not target.exists()


def test_an_existing_file_is_never_written_over(path: Path, tmp_path: Path) -> None:
    with DossierFile.create(path, dossier()) as file:
        fill(file)
    target = tmp_path / "bestaat.woodossier"
    target.write_bytes(b"iets anders")
    with pytest.raises(DossierError):
        salvage(path, target, dossier(), by=BY)
    assert target.read_bytes() == b"iets anders"
