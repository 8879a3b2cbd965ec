from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from tests.store.samples import (
    BY,
    NOW,
    PREPARED,
    SOURCE,
    detect,
    digest,
    document,
    dossier,
    fill,
    finding,
)
from woo_desk.domain.ids import DocumentId
from woo_desk.errors import DossierDamaged, DossierError, DossierLocked, DossierTooNew
from woo_desk.store.blobs import read_blob
from woo_desk.store.connection import as_dossier_error, connect, sqlite_uri
from woo_desk.store.dossier_file import DossierFile
from woo_desk.store.lock import lock_path

DOC_1 = DocumentId("doc-1")


def change(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(sql)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a dossier of some size."""
    path = tmp_path_factory.mktemp("sound") / "zaak.woodossier"
    with DossierFile.create(path, dossier()) as file:
        fill(file, 40)
        for number in range(1, 41):
            detect(file, number)
        file.put_blob(digest(SOURCE), SOURCE)
    return path.read_bytes()


@pytest.fixture
def closed(path: Path, sound: bytes) -> Path:
    """A dossier of some size that is not open."""
    path.write_bytes(sound)
    return path


def _cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _overwrite_middle(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for start in range(4096, len(content), 8192):
        content[start : start + 200] = b"\xff" * 200
    path.write_bytes(content)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _other_file(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n" + b"niets van dit al " * 500)


def _other_database(path: Path) -> None:
    path.unlink()
    change(path, "CREATE TABLE dossier (key TEXT)")


def _plant_trigger(path: Path) -> None:
    change(path, "CREATE TRIGGER t AFTER INSERT ON redaction BEGIN DELETE FROM redaction; END")


def _drop_table(path: Path) -> None:
    change(path, "DROP TABLE redaction")


def _loosen_log(path: Path) -> None:
    change(path, "DROP TRIGGER log_is_never_changed")


@pytest.mark.parametrize(
    "damage",
    [
        _cut_short,
        _overwrite_middle,
        _empty,
        _other_file,
        _other_database,
        _plant_trigger,
        _drop_table,
        _loosen_log,
    ],
)
@pytest.mark.parametrize("read_only", [False, True])
def test_what_is_no_whole_dossier_is_refused(
    closed: Path, damage: Callable[[Path], None], read_only: bool
) -> None:
    damage(closed)
    before = closed.read_bytes()
    with pytest.raises(DossierDamaged) as caught:
        DossierFile.open(closed, read_only=read_only)
    assert caught.value.key == "dossier_damaged"
    assert closed.read_bytes() == before
    assert not lock_path(closed).exists()


@pytest.mark.parametrize("read_only", [False, True])
def test_a_dossier_of_a_newer_program_is_refused_and_not_touched(
    closed: Path, read_only: bool
) -> None:
    change(closed, "PRAGMA user_version = 99; CREATE TABLE novelty (x)")
    before = closed.read_bytes()
    with pytest.raises(DossierTooNew) as caught:
        DossierFile.open(closed, read_only=read_only)
    assert caught.value.values == {"name": closed.name, "version": 99}
    assert closed.read_bytes() == before


def test_a_dossier_that_is_not_there(path: Path) -> None:
    for read_only in (False, True):
        with pytest.raises(DossierError) as caught:
            DossierFile.open(path, read_only=read_only)
        assert caught.value.key == "dossier_not_found"
    with pytest.raises(DossierError):
        read_blob(path, digest(SOURCE))
    assert not path.exists()


def test_a_row_that_was_tampered_with_is_damage(closed: Path) -> None:
    change(closed, "UPDATE document SET data = '{}' WHERE number = 7")
    with DossierFile.open(closed) as file, pytest.raises(DossierDamaged):
        file.documents()


def test_text_that_is_no_text_is_damage(closed: Path) -> None:
    change(closed, "UPDATE document SET data = CAST(x'ff41' AS TEXT) WHERE number = 7")
    with DossierFile.open(closed) as file, pytest.raises(DossierDamaged):
        file.documents()


def test_a_broken_reference_is_found_by_the_full_check(closed: Path) -> None:
    change(closed, "PRAGMA foreign_keys = OFF; DELETE FROM document WHERE number = 7")
    with DossierFile.open(closed) as file, pytest.raises(DossierDamaged):
        file.check()


def test_opening_removes_what_belongs_to_nothing(closed: Path) -> None:
    """An intake that was cut off has stored its source; the document never came."""
    lost = b"bron zonder document"
    with DossierFile.open(closed) as file:
        file.put_blob(digest(lost), lost)
        with file.derive() as tx:
            tx.put_page_result(
                DocumentId("doc-99"), 0, "", (), True, "1", prepared_sha256=digest(PREPARED)
            )
    with DossierFile.open(closed, read_only=True) as file:
        assert file.has_blob(digest(lost))
    with DossierFile.open(closed) as file:
        assert not file.has_blob(digest(lost))
        assert file.blob_bytes(digest(SOURCE)) == SOURCE
        assert len(file.states()) == 40
        assert file.page_text(DocumentId("doc-99"), 0) is None


def test_what_an_undone_or_removed_document_needs_stays_until_the_step_is_given_up(
    path: Path,
) -> None:
    other = b"tweede versie"
    with DossierFile.create(path, dossier()) as file:
        fill(file)
        file.put_blob(digest(SOURCE), SOURCE)
        file.put_blob(digest(PREPARED), PREPARED)
        file.put_blob(digest(other), other)
        with file.transact("step.x", by=BY, at=NOW) as tx:
            tx.put(document(prepared=other))
        file.undo(by=BY, at=NOW)
        detect(file)
        file.undo(by=BY, at=NOW)
    with DossierFile.open(path) as file:
        assert file.has_blob(digest(SOURCE))
        assert file.has_blob(digest(other))
        file.redo(by=BY, at=NOW)
        assert file.findings(DOC_1) == (finding(),)
        assert file.page_text(DOC_1, 0) is not None
        assert len(file.persons()) == 1
        with file.transact("step.x", by=BY, at=NOW) as tx:
            tx.put(document(title="Anders"))
    with DossierFile.open(path) as file:
        assert file.has_blob(digest(SOURCE))
        assert file.has_blob(digest(PREPARED))
        assert not file.has_blob(digest(other))


def test_given_up_documents_take_their_findings_and_texts_with_them(path: Path) -> None:
    with DossierFile.create(path, dossier()) as file:
        fill(file)
        file.put_blob(digest(SOURCE), SOURCE)
        detect(file)
        file.undo(by=BY, at=NOW)
        with file.transact("step.x", by=BY, at=NOW) as tx:
            tx.put(document(2))
    with DossierFile.open(path) as file:
        assert file.findings(DOC_1) == ()
        assert file.page_text(DOC_1, 0) is None
        assert file.finding(finding().id) is None
    assert "Özdemir".encode() not in path.read_bytes()


def test_a_full_disk_takes_back_the_whole_command(file: DossierFile) -> None:
    fill(file)
    (pages,) = file._database.rows("PRAGMA page_count")
    file._database.rows(f"PRAGMA max_page_count = {pages[0] + 5}")
    before = file.states()
    with pytest.raises(DossierError) as caught, file.transact("step.x", by=BY, at=NOW) as tx:  # noqa: PT012
        for number in range(2, 500):
            tx.put(document(number))
    assert caught.value.key == "dossier_disk_full"
    assert file.states() == before
    file.check()
    with file.transact("step.x", by=BY, at=NOW) as tx:
        tx.put(document(title="Anders"))
    assert file.document(DOC_1).title == "Anders"


def test_a_dossier_that_another_program_holds(closed: Path) -> None:
    database = connect(closed, read_only=False, timeout_s=0.01)
    with closing(sqlite3.connect(closed)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(DossierLocked) as caught:
            database.rows("SELECT * FROM document")
        other.rollback()
    database.close()
    assert caught.value.key == "dossier_busy"


@pytest.mark.parametrize(
    ("code", "key"),
    [
        (sqlite3.SQLITE_IOERR_READ, "dossier_unreachable"),
        (sqlite3.SQLITE_CANTOPEN, "dossier_unreachable"),
        (sqlite3.SQLITE_READONLY, "dossier_read_only"),
        (sqlite3.SQLITE_READONLY_ROLLBACK, "dossier_unfinished"),
        (sqlite3.SQLITE_CORRUPT_VTAB, "dossier_damaged"),
        (sqlite3.SQLITE_FULL, "dossier_disk_full"),
    ],
)
def test_errors_of_sqlite_are_told_as_errors_of_the_dossier(
    closed: Path, code: int, key: str
) -> None:
    error = sqlite3.OperationalError()
    error.sqlite_errorcode = code
    told = as_dossier_error(closed, error)
    assert isinstance(told, DossierError)
    assert told.key == key


def test_a_mistake_of_ours_is_not_told_as_one_of_the_dossier(file: DossierFile) -> None:
    with pytest.raises(sqlite3.OperationalError):
        file._database.rows("SELECT nothing FROM nowhere")
    file.close()
    with pytest.raises(sqlite3.ProgrammingError):
        file.documents()


def test_file_names_of_every_kind_can_be_opened(tmp_path: Path) -> None:
    for name in ("met spatie", "vraag?mode=memory", "hek#1", "pro%41cent", "één", "--optie"):
        with DossierFile.create(tmp_path / f"{name}.woodossier", dossier()) as file:
            fill(file)
        with DossierFile.open(tmp_path / f"{name}.woodossier", read_only=True) as file:
            assert len(file.documents()) == 1
    assert len(list(tmp_path.iterdir())) == 6


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (
            PureWindowsPath(r"\\server\map\zaak 1.woodossier"),
            "file:////server/map/zaak%201.woodossier",
        ),
        (PureWindowsPath(r"C:\map\zaak#1.woodossier"), "file:///C:/map/zaak%231.woodossier"),
        (PurePosixPath("/map/zaak?.woodossier"), "file:///map/zaak%3F.woodossier"),
    ],
)
def test_the_address_of_a_file_on_each_system(path: PurePath, uri: str) -> None:
    assert sqlite_uri(path.as_posix(), "ro") == f"{uri}?mode=ro"
