"""A real process is killed in the middle of its work: what it had committed is there, whole."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.store.child import ROWS_PER_STEP
from tests.store.samples import BY, NOW, digest, document, dossier, fill
from woo_desk.domain.ids import DocumentId
from woo_desk.errors import DossierError
from woo_desk.store.dossier_file import DossierFile
from woo_desk.store.lock import lock_path

ROOT = Path(__file__).resolve().parents[2]


def run_child(what: str, path: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.store.child", what, str(path)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def kill_after(child: subprocess.Popen[str], seconds: float) -> list[int]:
    """The steps that the child had told of when it was killed."""
    assert child.stdout is not None
    assert child.stdout.readline() == "open\n"
    time.sleep(seconds)
    child.kill()
    told = child.stdout.read().split()
    child.stdout.close()
    child.wait()
    return [int(step) for step in told]


@pytest.mark.parametrize("attempt", range(6))
def test_at_most_the_command_in_hand_is_lost(path: Path, attempt: int) -> None:
    with DossierFile.create(path, dossier()) as file:
        fill(file)
    told = kill_after(run_child("work", path), random.Random(attempt).uniform(0.05, 0.4))
    assert lock_path(path).exists()
    with DossierFile.open(path) as file:
        file.check()
        last = file.undo_status().step
        assert last - (told[-1] if told else 1) in (0, 1)
        redactions = file.redactions(DocumentId("doc-1"))
        assert len(redactions) == (last - 1) * ROWS_PER_STEP
        if redactions:
            file.undo(by=BY, at=NOW)
            assert len(file.redactions(DocumentId("doc-1"))) == (last - 2) * ROWS_PER_STEP
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_the_lock_of_a_killed_process_is_taken_over(path: Path) -> None:
    DossierFile.create(path, dossier()).close()
    kill_after(run_child("hold", path), 0)
    with DossierFile.open(path) as file:
        assert file.dossier() == dossier()


def test_a_dossier_that_was_cut_off_is_mended_on_opening_and_not_read_before(
    file: DossierFile, tmp_path: Path
) -> None:
    """As a machine that lost power leaves it: half a command written, its journal beside it."""
    fill(file)
    cut_off = tmp_path / "elders" / "zaak.woodossier"
    cut_off.parent.mkdir()
    content = bytes(20_000_000)
    with file.transact("step.x", by=BY, at=NOW) as tx:
        tx.remove(document())
        file.put_blob(digest(content), content)  # too big for the cache, so written already
        for suffix in ("", "-journal"):
            shutil.copy(f"{file.path}{suffix}", f"{cut_off}{suffix}")
    assert Path(f"{cut_off}-journal").stat().st_size > 0
    with pytest.raises(DossierError) as caught:
        DossierFile.open(cut_off, read_only=True)
    assert caught.value.key == "dossier_unfinished"
    with DossierFile.open(cut_off) as mended:
        mended.check()
        assert mended.documents() == (document(),)
        assert not mended.has_blob(digest(content))
