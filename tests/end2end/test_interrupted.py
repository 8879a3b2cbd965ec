"""Stopped, killed, no room: never half a package, never a process left behind, and a way on."""

from __future__ import annotations

import os
import resource
import signal
import time
from pathlib import Path

import pytest

from tests.helpers.command import patched, run, start
from tests.helpers.pdfs import simple_pdf
from tests.helpers.processes import is_alive, wait_until
from woo_desk.errors import ExitCode
from woo_desk.publication.package import check_package

STEP_S = (0.5, 3.0, 6.0)
"""Moments to kill at: in start-up, intake, detection, export."""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bron")
    for number in range(6):
        lines = [[f"Stuk {number}, blad {page}. Bel 06-12345678."] for page in range(8)]
        (folder / f"{number:02d}.pdf").write_bytes(simple_pdf(lines))
    return folder


def family_of(pid: int) -> set[int]:
    """The process and all that descend from it."""
    found = {pid}
    stats = [path.read_text("utf-8") for path in Path("/proc").glob("[0-9]*/stat") if path.exists()]
    parents = {int(s.split()[0]): int(s.rpartition(")")[2].split()[1]) for s in stats}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def assert_whole_or_absent(target: Path) -> None:
    if (target / "publicatie").exists():
        check_package(target / "publicatie")


@pytest.mark.parametrize("after_s", STEP_S)
def test_kill_at_any_moment(sources: Path, tmp_path: Path, after_s: float) -> None:
    target = tmp_path / "uit"
    with start("batch", sources, "--out", target) as process:
        time.sleep(after_s)
        family = family_of(process.pid)
        process.kill()
        process.communicate()
    assert_whole_or_absent(target)
    assert wait_until(lambda: not any(is_alive(pid) for pid in family))


def test_after_a_kill_a_fresh_target_goes_well_and_nothing_is_left(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tijdelijk"))
    (tmp_path / "tijdelijk").mkdir()
    with start("batch", sources, "--out", tmp_path / "uit") as process:
        assert wait_until(lambda: any((tmp_path / "tijdelijk").glob("woo-desk-*/*.pdf")))
        process.kill()
        process.communicate()
    assert list((tmp_path / "tijdelijk").glob("woo-desk-*"))
    done = run("batch", sources / "00.pdf", "--out", tmp_path / "vers")
    assert done.returncode == ExitCode.DONE, done.stderr
    assert list((tmp_path / "tijdelijk").glob("woo-desk-*")) == []


@pytest.mark.parametrize(
    ("kind", "stage"),
    [
        (signal.SIGINT, "Documenten inlezen"),
        (signal.SIGINT, "Gelakte documenten controleren"),
        (signal.SIGTERM, "Persoonsgegevens zoeken"),
    ],
)
def test_asked_to_stop(sources: Path, tmp_path: Path, kind: signal.Signals, stage: str) -> None:
    target = tmp_path / "uit"
    with start("batch", sources, "--out", target) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if line.startswith(stage):
                break
        family = family_of(process.pid)
        if kind is signal.SIGINT:
            os.killpg(process.pid, kind)  # as a terminal does: the workers get it too
        else:
            process.send_signal(kind)
        _, err = process.communicate(timeout=60)
    assert process.returncode == ExitCode.CANCELLED
    assert "De bewerking is gestopt." in err
    assert "Traceback" not in err
    assert not (target / "publicatie").exists()
    assert list(target.glob("onvoltooid-*")) == []
    assert wait_until(lambda: not any(is_alive(pid) for pid in family))


BLOCKED = """
from woo_desk.publication import package
def never(*_): raise OSError(28, "No space left on device")
package._flush = never
"""


def test_disk_full_at_the_last_moment(sources: Path, tmp_path: Path) -> None:
    done = run("batch", sources / "00.pdf", "--out", tmp_path / "uit", program=patched(BLOCKED))
    assert done.returncode == ExitCode.BAD_USAGE, done.stderr
    assert "of de schijf niet vol is" in done.stderr
    assert not (tmp_path / "uit" / "publicatie").exists()
    assert list((tmp_path / "uit").glob("onvoltooid-*")) == []


@pytest.mark.parametrize("limit", [60_000, 240_000])
def test_no_room_for_files(sources: Path, tmp_path: Path, limit: int) -> None:
    """A limit on the size of files stands for a full disk: the same call fails."""
    (tmp_path / "groot.pdf").write_bytes(simple_pdf([[f"Blad {n}" * 9] * 50 for n in range(60)]))

    def tight() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = run("batch", tmp_path / "groot.pdf", "--out", tmp_path / "uit", before=tight)
    assert done.returncode in (ExitCode.BAD_USAGE, ExitCode.NOT_READY), done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") >= 2
    assert not (tmp_path / "uit" / "publicatie").exists()
