from __future__ import annotations

import sqlite3
import stat
from pathlib import Path

import pytest

from tests.store.samples import BY, NOW, SOURCE, digest, dossier, fill
from woo_desk.errors import DossierError, ExitCode
from woo_desk.store.dossier_file import DossierFile
from woo_desk.store.log import LogAction


def test_a_new_dossier_is_private_to_its_owner_and_holds_what_it_was_given(tmp_path: Path) -> None:
    path = tmp_path / "zaak.woodossier"
    with DossierFile.create(path, dossier(), by="jan") as file:
        assert file.dossier() == dossier()
        assert [line.action for line in file.log_lines()] == [LogAction.CREATE]
        assert file.log_lines()[0].by == "jan"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


def test_an_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "zaak.woodossier"
    path.write_bytes(b"iets van de gebruiker")
    with pytest.raises(DossierError) as caught:
        DossierFile.create(path, dossier())
    assert caught.value.key == "dossier_exists"
    assert caught.value.exit_code is ExitCode.BAD_USAGE
    assert path.read_bytes() == b"iets van de gebruiker"


def test_a_copy_is_a_dossier_of_its_own(file: DossierFile, tmp_path: Path) -> None:
    fill(file)
    file.put_blob(digest(SOURCE), SOURCE)
    copy = tmp_path / "kopie.woodossier"
    file.copy_to(copy)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with DossierFile.open(copy) as opened:
        assert opened.states() == file.states()
        assert opened.blob_bytes(digest(SOURCE)) == SOURCE
        opened.undo(by=BY, at=NOW)
    assert len(file.documents()) == 1
    with pytest.raises(DossierError) as caught:
        file.copy_to(copy)
    assert caught.value.key == "dossier_exists"


def test_a_copy_that_fails_leaves_no_file(
    file: DossierFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorcode = sqlite3.SQLITE_FULL

    def fail(*_args: object, **_options: object) -> sqlite3.Connection:
        raise full

    monkeypatch.setattr(sqlite3, "connect", fail)
    with pytest.raises(DossierError) as caught:
        file.copy_to(tmp_path / "kopie.woodossier")
    assert caught.value.key == "dossier_disk_full"
    with pytest.raises(DossierError):
        DossierFile.create(tmp_path / "nieuw.woodossier", dossier())
    assert sorted(entry.name for entry in tmp_path.iterdir() if "zaak" not in entry.name) == []


def test_closing_twice_is_allowed(file: DossierFile) -> None:
    file.close()
    file.close()
