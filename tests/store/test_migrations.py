"""Older dossiers: each version that was ever released lies in tests/data/dossiers and opens."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.make_sample import build_sample
from tests.store.samples import dossier, fill
from woo_desk.errors import DossierError
from woo_desk.store import dossier_file
from woo_desk.store.connection import Database, connect
from woo_desk.store.dossier_file import DossierFile
from woo_desk.store.migrations import MIGRATIONS, migrate
from woo_desk.store.schema import VERSION

DOSSIERS = Path(__file__).resolve().parents[1] / "data" / "dossiers"


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_a_dossier_of_each_version_opens_and_says_what_it_said(
    tmp_path: Path, version: int
) -> None:
    old = shutil.copy(DOSSIERS / f"v{version}.woodossier", tmp_path)
    with build_sample(tmp_path / "nieuw.woodossier") as new, DossierFile.open(Path(old)) as file:
        file.check()
        assert file.dossier() == new.dossier()
        assert file.states() == new.states()
        assert file.persons() == new.persons()
        assert file.exports() == new.exports()
        assert file.undo_status() == new.undo_status()
        assert [line.step_key for line in file.log_lines()] == [
            line.step_key for line in new.log_lines()
        ]
        for document in file.documents():
            assert file.blob_bytes(document.source_sha256)
            assert file.reviews(document.id) == new.reviews(document.id)
            assert file.looks(document.id) == new.looks(document.id)
        while file.undo_status().undo_key:
            file.undo(by="x", at=dossier().created_at)
        assert file.documents() == ()


def test_there_is_a_step_from_every_older_version() -> None:
    assert sorted(MIGRATIONS) == list(range(1, VERSION))


def _add_table(database: Database) -> None:
    database.execute("CREATE TABLE novelty (x)")


def _break_off(database: Database) -> None:
    database.execute("DROP TABLE dossier")
    assert 1 / 0


def test_an_older_file_is_copied_before_it_is_changed(path: Path) -> None:
    with DossierFile.create(path, dossier()) as file:
        fill(file)
    before = path.read_bytes()
    database = connect(path, read_only=False)
    steps = {VERSION: _add_table, VERSION + 1: _add_second}
    backup = migrate(database, migrations=steps, newest=VERSION + 2)
    assert database.row("PRAGMA user_version") == (VERSION + 2,)
    assert database.rows("SELECT * FROM novelty") == [(2,)]
    assert migrate(database, migrations={}, newest=VERSION + 2) is None
    database.close()
    assert backup == path.with_name(f"zaak.v{VERSION}.woodossier")
    assert backup.stat().st_mode & 0o777 == 0o600
    assert backup.read_bytes()[100:] == before[100:]  # the header counts copies
    with DossierFile.open(backup) as old:
        assert len(old.documents()) == 1


def _add_second(database: Database) -> None:
    database.execute("INSERT INTO novelty VALUES (2)")


def test_an_earlier_copy_is_never_overwritten(path: Path) -> None:
    DossierFile.create(path, dossier()).close()
    earlier = path.with_name(f"zaak.v{VERSION}.woodossier")
    earlier.write_bytes(b"eerdere kopie")
    database = connect(path, read_only=False)
    backup = migrate(database, migrations={VERSION: _add_table}, newest=VERSION + 1)
    database.close()
    assert backup == path.with_name(f"zaak.v{VERSION}-2.woodossier")
    assert earlier.read_bytes() == b"eerdere kopie"


def test_a_migration_that_breaks_off_changes_nothing(path: Path) -> None:
    DossierFile.create(path, dossier()).close()
    before = path.read_bytes()
    database = connect(path, read_only=False)
    with pytest.raises(ZeroDivisionError):
        migrate(
            database, migrations={VERSION: _add_table, VERSION + 1: _break_off}, newest=VERSION + 2
        )
    database.close()
    assert path.read_bytes() == before
    DossierFile.open(path).close()


def test_an_older_file_is_not_brought_up_to_date_when_only_read(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    DossierFile.create(path, dossier()).close()
    monkeypatch.setattr(dossier_file, "VERSION", VERSION + 1)
    with pytest.raises(DossierError) as caught:
        DossierFile.open(path, read_only=True)
    assert caught.value.key == "dossier_old_read_only"


def test_opening_brings_an_older_file_up_to_date(path: Path) -> None:
    DossierFile.create(path, dossier()).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("DROP TABLE item; DROP TABLE cache; PRAGMA user_version = 1")
    with DossierFile.open(path) as file:
        file.check()
    assert sorted(entry.name for entry in path.parent.iterdir()) == [
        "zaak.v1.woodossier",
        "zaak.woodossier",
    ]
