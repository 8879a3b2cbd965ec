from __future__ import annotations

import contextlib
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from tests.store.samples import BY, NOW, document, dossier, fill
from tests.store.test_crash import run_child
from woo_desk.errors import DossierError, DossierLocked
from woo_desk.store import process
from woo_desk.store.dossier_file import DossierFile
from woo_desk.store.lock import LockOwner, lock_path
from woo_desk.store.process import is_running, own_pid_space, start_of


def owner(**changes: str | int) -> LockOwner:
    found = LockOwner(
        host=platform.node(),
        pid_space=own_pid_space(),
        pid=os.getpid(),
        start=start_of(os.getpid()) or "",
        user="p.jansen",
        since="2026-03-02T09:30:00+00:00",
        token="other",
    )
    return msgspec.structs.replace(found, **changes)


def plant(path: Path, found: LockOwner) -> None:
    DossierFile.create(path, dossier()).close()
    lock_path(path).write_bytes(msgspec.json.encode(found))


@contextlib.contextmanager
def held_by_another_process(path: Path) -> Iterator[int]:
    child = run_child("hold", path)
    assert child.stdout is not None
    assert child.stdout.readline() == "open\n"
    try:
        yield child.pid
    finally:
        child.kill()
        child.stdout.close()
        child.wait()


def test_a_second_window_is_told_who_has_the_dossier_open(path: Path) -> None:
    with DossierFile.create(path, dossier()) as file:
        fill(file)
    with held_by_another_process(path) as pid:
        with pytest.raises(DossierLocked) as caught:
            DossierFile.open(path)
        assert caught.value.key == "dossier_locked"
        assert caught.value.values["host"] == platform.node()
        assert set(caught.value.values) == {"user", "host", "since", "lock_file"}
        held = msgspec.json.decode(lock_path(path).read_bytes(), type=LockOwner)
        assert held.pid == pid
        assert lock_path(path).stat().st_mode & 0o777 == 0o600
        with DossierFile.open(path, read_only=True) as reader:
            assert reader.documents() == (document(),)


def test_a_second_window_in_the_same_process_is_refused_too(file: DossierFile) -> None:
    with pytest.raises(DossierLocked):
        DossierFile.open(file.path)
    file.close()
    DossierFile.open(file.path).close()


def test_a_lock_of_another_computer_stays(path: Path) -> None:
    plant(path, owner(host="andere-pc", pid=1))
    with pytest.raises(DossierLocked) as caught:
        DossierFile.open(path)
    assert caught.value.values == {
        "user": "p.jansen",
        "host": "andere-pc",
        "since": "2026-03-02T09:30:00+00:00",
        "lock_file": "zaak.woodossier.lock",
    }
    lock_path(path).unlink()  # what the message tells the user to do
    DossierFile.open(path).close()


def test_a_lock_of_another_container_on_this_machine_stays(path: Path) -> None:
    plant(path, owner(pid_space="pid:[1]", pid=2**22 + 1))
    with pytest.raises(DossierLocked):
        DossierFile.open(path)


def test_a_lock_that_cannot_be_read_stays(path: Path) -> None:
    plant(path, owner())
    lock_path(path).write_bytes(b"{}")
    with pytest.raises(DossierLocked):
        DossierFile.open(path)


def test_a_lock_of_a_process_that_ended_is_taken_over(path: Path) -> None:
    plant(path, owner(pid=_ended_pid()))
    DossierFile.open(path).close()
    assert not lock_path(path).exists()


def test_a_later_process_with_the_same_id_is_not_taken_for_the_owner(path: Path) -> None:
    if start_of(os.getpid()) == "":
        pytest.skip("this system does not tell when a process started")
    plant(path, owner(start="some other boot/1"))
    DossierFile.open(path).close()


def test_a_lock_that_passed_to_somebody_else_stops_all_writing(file: DossierFile) -> None:
    fill(file)
    lock_path(file.path).write_bytes(msgspec.json.encode(owner()))
    with pytest.raises(DossierLocked), file.transact("step.x", by=BY, at=NOW) as tx:
        tx.put(document(2))
    assert file.documents() == (document(),)
    file.close()
    assert lock_path(file.path).exists()


def test_a_lock_file_that_was_deleted_is_put_back_by_its_owner(file: DossierFile) -> None:
    lock_path(file.path).unlink()
    fill(file)
    with pytest.raises(DossierLocked):
        DossierFile.open(file.path)


def test_a_copy_of_an_open_dossier_is_not_locked(file: DossierFile, tmp_path: Path) -> None:
    fill(file)
    copy = tmp_path / "kopie.woodossier"
    copy.write_bytes(file.path.read_bytes())
    with DossierFile.open(copy) as opened:
        assert opened.documents() == file.documents()


def test_a_folder_that_cannot_be_written_to(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    DossierFile.create(path, dossier()).close()

    def refuse(*_args: object) -> int:
        raise PermissionError

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(DossierError) as caught:
        DossierFile.open(path)
    assert caught.value.key == "dossier_read_only"


def test_nobody_else_takes_a_process_for_running() -> None:
    mine = start_of(os.getpid())
    assert mine is not None
    assert is_running(os.getpid(), mine)
    assert not is_running(_ended_pid(), "")


def test_a_process_that_ended_but_was_not_collected_does_not_count() -> None:
    child = subprocess.Popen([sys.executable, "-c", ""], stdout=subprocess.PIPE)
    assert child.stdout is not None
    child.stdout.read()  # ends when the child does
    child.stdout.close()
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)  # ended, and still in the table
    assert start_of(child.pid) is None
    child.wait()


def test_where_the_system_does_not_tell_starts_any_process_with_the_id_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(process, "_start_from_proc", lambda _pid: "")
    assert is_running(os.getpid(), "whatever")
    assert not is_running(_ended_pid(), "whatever")


def _ended_pid() -> int:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid
