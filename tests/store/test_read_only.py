"""Dossiers on media that cannot be written to, used by a process without the right to."""

from __future__ import annotations

import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.samples import BY, NOW, SOURCE, detect, digest, document, dossier, fill
from tests.store.test_crash import ROOT
from woo_desk.domain.ids import DocumentId
from woo_desk.errors import DossierError
from woo_desk.store.dossier_file import DossierFile


@pytest.fixture
def medium(tmp_path: Path) -> Iterator[Path]:
    """A folder with one dossier that the child may read but not write."""
    folder = Path(tempfile.mkdtemp())  # below tmp_path only its owner may look
    path = folder / "zaak.woodossier"
    with DossierFile.create(path, dossier()) as file:
        fill(file)
        detect(file)
        file.put_blob(digest(SOURCE), SOURCE)
    path.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
    folder.chmod(0o555)
    yield path
    folder.chmod(0o755)
    shutil.rmtree(folder)


def run(what: str, path: Path) -> str:
    command = [sys.executable, "-m", "tests.store.child", what, str(path), "without-rights"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_dossier_on_a_read_only_medium_can_be_read(medium: Path) -> None:
    assert run("read", medium) == f"1 1 {len(SOURCE)}"
    assert [entry.name for entry in medium.parent.iterdir()] == [medium.name]


def test_opening_it_for_writing_is_refused_with_a_reason(medium: Path) -> None:
    assert run("write", medium) == "DossierError dossier_read_only"


def test_a_file_that_may_not_be_read_is_out_of_reach(medium: Path) -> None:
    medium.chmod(0)
    assert run("read", medium) == "DossierError dossier_unreachable"


def test_a_dossier_opened_to_read_refuses_every_command(file: DossierFile) -> None:
    fill(file)
    file.close()
    with DossierFile.open(file.path, read_only=True) as reader:
        assert reader.is_read_only
        before = file.path.read_bytes()
        with pytest.raises(DossierError) as caught, reader.transact("s", by=BY, at=NOW) as tx:
            tx.put(document(2))
        assert caught.value.key == "dossier_read_only"
        with pytest.raises(DossierError), reader.derive() as derived:
            derived.put_persons(DocumentId("doc-1"), ())
        with pytest.raises(DossierError):
            reader.put_blob(digest(SOURCE), SOURCE)
        with pytest.raises(DossierError):
            reader.undo(by=BY, at=NOW)
        with pytest.raises(DossierError):
            reader.redo(by=BY, at=NOW)
    assert file.path.read_bytes() == before


def test_readers_see_each_command_of_the_writer(file: DossierFile) -> None:
    with DossierFile.open(file.path, read_only=True) as reader:
        fill(file)
        assert reader.documents() == (document(),)
        file.undo(by=BY, at=NOW)
        assert reader.documents() == ()
