from __future__ import annotations

import hashlib
import multiprocessing
import os
import random
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.samples import BY, NOW, SOURCE, digest, document
from woo_desk.domain.ids import Sha256
from woo_desk.errors import DossierDamaged, DossierError, LimitExceeded, SourceError
from woo_desk.store.blobs import MAX_BLOB_BYTES, read_blob, read_blobs
from woo_desk.store.dossier_file import DossierFile

BIG = random.Random(1).randbytes(3_500_000)
"""More than three of the parts that files are stored in."""


@pytest.mark.parametrize("content", [b"", b"x", SOURCE, BIG])
def test_a_file_comes_back_byte_for_byte(file: DossierFile, tmp_path: Path, content: bytes) -> None:
    sha256 = digest(content)
    assert not file.has_blob(sha256)
    source = tmp_path / "bron.pdf"
    source.write_bytes(content)
    file.put_blob(sha256, source)
    assert file.has_blob(sha256)
    assert file.blob_bytes(sha256) == content
    assert read_blob(file.path, sha256) == content
    assert read_blob(str(file.path), sha256) == content


def test_the_same_bytes_are_stored_once(file: DossierFile, tmp_path: Path) -> None:
    file.put_blob(digest(BIG), BIG)
    size = file.path.stat().st_size
    file.put_blob(digest(BIG), tmp_path / "need not exist")
    file.put_blob(digest(BIG), BIG)
    assert file.path.stat().st_size == size


def test_a_file_can_be_stored_within_a_command_and_goes_when_that_fails(
    file: DossierFile,
) -> None:
    with pytest.raises(ZeroDivisionError), file.transact("step.x", by=BY, at=NOW) as tx:  # noqa: PT012
        file.put_blob(digest(BIG), BIG)
        tx.put(document())
        assert 1 / 0
    assert not file.has_blob(digest(BIG))
    with file.transact("step.x", by=BY, at=NOW):
        file.put_blob(digest(BIG), BIG)
    assert file.blob_bytes(digest(BIG)) == BIG


@pytest.mark.parametrize("content", [BIG[:-1], BIG + b"x", BIG[:-1] + b"\0", b""])
def test_content_that_is_not_that_of_the_digest_is_refused(
    file: DossierFile, tmp_path: Path, content: bytes
) -> None:
    """The source was changed between looking at it and storing it."""
    source = tmp_path / "bron.pdf"
    source.write_bytes(content)
    for given in (source, content):
        with pytest.raises(SourceError) as caught:
            file.put_blob(digest(BIG), given)
        assert caught.value.key == "unreadable"
    assert not file.has_blob(digest(BIG))


def test_a_file_that_is_not_there(file: DossierFile, tmp_path: Path) -> None:
    for path in (tmp_path / "weg.pdf", tmp_path):
        with pytest.raises(SourceError) as caught:
            file.put_blob(digest(SOURCE), path)
        assert caught.value.key == "unreadable"


def test_a_file_over_the_limit_is_refused_before_it_is_read(
    file: DossierFile, tmp_path: Path
) -> None:
    source = tmp_path / "groot.pdf"
    with source.open("wb") as sparse:
        sparse.truncate(MAX_BLOB_BYTES + 1)
    with pytest.raises(LimitExceeded) as caught:
        file.put_blob(digest(SOURCE), source)
    assert caught.value.key == "too_large"
    assert file.path.stat().st_size < 1_000_000


def test_a_digest_that_is_not_there_is_damage(file: DossierFile) -> None:
    for read in (file.blob_bytes, lambda sha256: read_blob(file.path, sha256)):
        with pytest.raises(DossierDamaged):
            read(digest(b"?"))


def test_a_stored_file_that_was_changed_is_damage(file: DossierFile) -> None:
    file.put_blob(digest(SOURCE), SOURCE)
    path = file.path
    file.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE blob SET content = replace(content, x'25', x'26')")
    with pytest.raises(DossierDamaged):
        read_blob(path, digest(SOURCE))


def test_of_several_files_the_one_that_was_changed_or_is_gone_is_told(file: DossierFile) -> None:
    other, gone = b"%PDF-1.7 other", digest(b"?")
    for content in (SOURCE, other):
        file.put_blob(digest(content), content)
    path = file.path
    asked = [digest(other), gone, digest(SOURCE), digest(other)]
    assert list(read_blobs(path, asked)) == [other, None, SOURCE, other]
    file.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "UPDATE blob SET content = replace(content, x'25', x'26') WHERE sha256 = ?",
            (digest(SOURCE),),
        )
    assert list(read_blobs(path, asked)) == [other, None, None, other]


def test_only_a_dossier_is_read(tmp_path: Path) -> None:
    other = tmp_path / "ander.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE blob (sha256, bytes, content)")
    with pytest.raises(DossierDamaged):
        read_blob(other, digest(SOURCE))
    with pytest.raises(DossierDamaged):
        list(read_blobs(other, [digest(SOURCE)]))
    with pytest.raises(DossierError):
        read_blob(tmp_path / "weg.woodossier", digest(SOURCE))


def _read_digest(path: str, sha256: Sha256) -> str:
    return hashlib.sha256(read_blob(path, sha256)).hexdigest()


def test_a_worker_waits_for_a_busy_writer(file: DossierFile) -> None:
    """A big intake spills its cache and then holds the file to itself until it commits."""
    file.put_blob(digest(BIG), BIG)
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        with file.transact("step.x", by=BY, at=NOW) as tx:
            tx.put(document())
            more = os.urandom(30_000_000)
            file.put_blob(digest(more), more)
            answer = pool.apply_async(_read_digest, (str(file.path), digest(BIG)))
            answer.wait(1.0)
            assert not answer.ready()
        assert answer.get(20) == digest(BIG)
        pool.close()
        pool.join()


def test_a_writer_waits_for_a_reading_worker(file: DossierFile) -> None:
    file.put_blob(digest(BIG), BIG)
    with closing(sqlite3.connect(file.path, check_same_thread=False)) as reader:
        cursor = reader.execute("SELECT content FROM blob UNION ALL SELECT key FROM dossier")
        cursor.fetchone()
        end_of_reading = threading.Timer(0.3, cursor.close)
        end_of_reading.start()
        with file.transact("step.x", by=BY, at=NOW) as tx:
            tx.put(document())
        end_of_reading.join()
    assert file.documents() == (document(),)
