"""A dossier with a password: nothing of it can be read without, everything works with it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.damage import PAGE, spoil
from tests.store.samples import BY, NOW, PREPARED, SOURCE, detect, digest, document, dossier, fill
from woo_desk.errors import DossierDamaged, DossierEncrypted, DossierError, DossierLocked
from woo_desk.store import cipher
from woo_desk.store.blobs import read_blob
from woo_desk.store.connection import connect
from woo_desk.store.dossier_file import DossierFile
from woo_desk.store.protection import protect, unlock, unprotect
from woo_desk.store.salvage import salvage

PASSWORD = "gezellige fiets op zondag"

pytestmark = pytest.mark.skipif(
    not cipher.is_available(), reason="SQLCipher is not installed: the extra 'encryption'"
)


@pytest.fixture
def closed(path: Path) -> Iterator[Path]:
    """A dossier with sources, pages and findings, closed again."""
    with DossierFile.create(path, dossier()) as file:
        file.put_blob(digest(SOURCE), SOURCE)
        file.put_blob(digest(PREPARED), PREPARED)
        fill(file)
        detect(file)
    yield path
    cipher.forget(path)


def _states(path: Path) -> tuple[object, object, object]:
    with DossierFile.open(path, read_only=True) as file:
        return file.states(), file.log_lines(), file.undo_status()


def test_nothing_can_be_read_without_the_password(closed: Path) -> None:
    protect(closed, PASSWORD)
    cipher.forget(closed)
    content = closed.read_bytes()
    for words in (b"SQLite", b"CREATE TABLE", SOURCE, "Özdemir".encode(), dossier().title.encode()):
        assert words not in content
    with pytest.raises(DossierEncrypted) as caught:
        DossierFile.open(closed)
    assert caught.value.key == "dossier_encrypted"
    with pytest.raises(DossierError) as caught_wrong:
        unlock(closed, PASSWORD + "!")
    assert caught_wrong.value.key == "dossier_wrong_password"
    with pytest.raises(DossierEncrypted):  # a wrong one is not remembered
        DossierFile.open(closed)
    assert [entry.name for entry in closed.parent.iterdir()] == [closed.name]


@pytest.mark.parametrize("table", ["finding", "dossier", "blob"])
def test_a_damaged_one_keeps_its_password_and_loses_no_more_than_a_page(
    closed: Path, tmp_path: Path, table: str
) -> None:
    """Recovery ended in a defect ("no memory"), and what it saved lay there without password."""
    before = _states(closed)
    protect(closed, PASSWORD)
    database = connect(closed, read_only=True)
    ((page,),) = database.rows("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,))
    database.close()
    spoil(closed, page)
    target = tmp_path / "hersteld.woodossier"
    report = salvage(closed, target, dossier(), by=BY)
    assert report.lost[table]
    assert set(report.lost) == {table}
    assert report.kept["document"] == 1
    assert cipher.is_encrypted(target)
    cipher.forget(target)
    with pytest.raises(DossierEncrypted):
        DossierFile.open(target)
    unlock(target, PASSWORD)
    if table != "finding":
        assert _states(target)[0] == before[0]
    cipher.forget(target)


def test_where_nothing_could_be_saved_no_password_stays_behind(
    closed: Path, tmp_path: Path
) -> None:
    protect(closed, PASSWORD)
    with closed.open("r+b") as file:
        file.seek(PAGE)
        file.write(b"x" * (closed.stat().st_size - PAGE))
    target = tmp_path / "hersteld.woodossier"
    with pytest.raises(DossierDamaged):
        salvage(closed, target, dossier(), by=BY)
    assert not target.exists()
    with DossierFile.create(target, dossier()):
        pass
    assert not cipher.is_encrypted(target)


def test_everything_works_with_it(closed: Path) -> None:
    before = _states(closed)
    protect(closed, PASSWORD)
    cipher.forget(closed)
    unlock(closed, PASSWORD)
    assert _states(closed) == before
    assert read_blob(closed, digest(SOURCE)) == SOURCE
    with DossierFile.open(closed) as file:
        file.check()
        with file.transact("step.x", by=BY, at=NOW) as tx:
            tx.put(document(2))
        file.undo(by=BY, at=NOW)
        file.put_blob(digest(b"meer"), b"meer")
        assert file.blob_bytes(digest(b"meer")) == b"meer"


def test_a_copy_has_the_same_password(closed: Path) -> None:
    protect(closed, PASSWORD)
    copy = closed.with_name("kopie.woodossier")
    with DossierFile.open(closed) as file:
        file.copy_to(copy)
    with pytest.raises(DossierEncrypted):
        DossierFile.open(copy)
    unlock(copy, PASSWORD)
    assert _states(copy) == _states(closed)
    cipher.forget(copy)


def test_another_password_and_none(closed: Path) -> None:
    before = _states(closed)
    protect(closed, PASSWORD)
    protect(closed, "een heel ander wachtwoord")
    cipher.forget(closed)
    with pytest.raises(DossierError):
        unlock(closed, PASSWORD)
    unlock(closed, "een heel ander wachtwoord")
    unprotect(closed)
    assert cipher.key_of(closed) == ""
    assert not cipher.is_encrypted(closed)
    assert _states(closed) == before


def test_a_dossier_that_is_open_keeps_what_it_has(closed: Path) -> None:
    with DossierFile.open(closed), pytest.raises(DossierLocked):
        protect(closed, PASSWORD)
    assert not cipher.is_encrypted(closed)
    assert [entry.name for entry in closed.parent.iterdir()] == [closed.name]


def test_a_short_password_is_refused(closed: Path) -> None:
    with pytest.raises(DossierError) as caught:
        protect(closed, "Welkom2026!")
    assert caught.value.key == "dossier_password_short"
    assert not cipher.is_encrypted(closed)


def test_without_the_library_the_reason_is_told(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    protect(closed, PASSWORD)
    monkeypatch.setattr(cipher, "_sqlcipher", None)
    assert not cipher.is_available()
    with pytest.raises(DossierError) as caught:
        DossierFile.open(closed)
    assert caught.value.key == "dossier_encryption_missing"


def test_a_damaged_encrypted_dossier_is_never_taken_for_good(closed: Path) -> None:
    protect(closed, PASSWORD)
    with closed.open("r+b") as file:  # one bit in the last page
        file.seek(-200, os.SEEK_END)
        byte = file.read(1)
        file.seek(-200, os.SEEK_END)
        file.write(bytes([byte[0] ^ 1]))
    with pytest.raises(DossierError), DossierFile.open(closed) as file:
        file.check()
