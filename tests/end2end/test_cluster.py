"""A batch run on a real cluster on the loopback address; one of its machines is lost in the middle.

The cluster runs in processes of its own; only the command under test talks to it.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.command import run, start
from tests.helpers.pdfs import simple_pdf
from tests.helpers.processes import child_environment
from woo_desk.errors import ExitCode

HOST = "127.0.0.1"
BSN = "123456782"
DOCUMENTS = 24


class RunningCluster:
    """A scheduler and two workers, each the head of a process group."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        place = folder / "scheduler.json"
        options = ("--host", HOST, "--port", "0", "--no-dashboard")
        self._processes = [
            self._start("scheduler", *options, "--scheduler-file", str(place)),
        ]
        while not place.exists() or not place.read_text():
            time.sleep(0.05)
        self._tcp = json.loads(place.read_text())["address"]
        self.address = self._tcp.replace("tcp://", "dask://")
        self.workers = [self._worker(), self._worker()]

    def _worker(self) -> subprocess.Popen[bytes]:
        options = ("--nthreads", "1", "--no-dashboard", "--host", HOST)
        return self._start("worker", self._tcp, *options, "--local-directory", str(self._folder))

    def _start(self, kind: str, *options: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.dask_{kind}", *options],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=child_environment(),
            cwd=self._folder,
            start_new_session=True,
        )

    def lose_a_worker(self) -> None:
        """The whole machine is gone: nanny, worker and whatever they started."""
        os.killpg(self.workers[0].pid, signal.SIGKILL)

    def close(self) -> None:
        for process in (*self.workers, *self._processes):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(30)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[RunningCluster]:
    pytest.importorskip("distributed", reason="the extra 'cluster' is not installed")
    folder = tmp_path / "cluster"
    folder.mkdir()
    running = RunningCluster(folder)
    yield running
    running.close()


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "stukken"
    folder.mkdir()
    for number in range(DOCUMENTS):
        lines = [f"Brief {number}", f"BSN {BSN}", "blijft staan"]
        (folder / f"{number:02d}.pdf").write_bytes(simple_pdf(lines))
    return folder


@pytest.mark.slow
def test_a_lost_machine_loses_nothing(
    cluster: RunningCluster, documents: Path, tmp_path: Path
) -> None:
    target = tmp_path / "uit"
    arguments = ("batch", documents, "--out", target, "--executor", cluster.address, "--json")
    with start(*arguments) as process:
        dossier = target / "intern"
        while not dossier.exists() and process.poll() is None:
            time.sleep(0.05)
        time.sleep(4.0)  # in the middle of intake or detection
        was_running = process.poll() is None
        cluster.lose_a_worker()
        out, err = process.communicate(timeout=240)
    assert was_running, "the run was over before a machine could be lost"
    assert process.returncode == ExitCode.DONE, err
    summary = json.loads(out)
    assert summary["clean"]
    assert [each["problem"] for each in summary["documents"]] == [None] * DOCUMENTS
    published = sorted((target / "publicatie" / "documenten").glob("*.pdf"))
    assert len(published) == DOCUMENTS
    assert not any(BSN.encode() in path.read_bytes() for path in published)


def test_a_cluster_that_does_not_answer_is_named(documents: Path, tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="the extra 'cluster' is not installed")
    said = run("batch", documents, "--out", tmp_path / "uit", "--executor", "dask://127.0.0.1:9")
    assert said.returncode == ExitCode.BAD_USAGE
    assert "antwoordt niet" in said.stderr
    assert not (tmp_path / "uit").exists()


@pytest.mark.parametrize("address", ["onzin", "tcp://127.0.0.1:1", "dask://127.0.0.1", "dask://:7"])
def test_what_is_no_address_is_refused(documents: Path, tmp_path: Path, address: str) -> None:
    pytest.importorskip("distributed", reason="the extra 'cluster' is not installed")
    said = run("batch", documents, "--out", tmp_path / "uit", "--executor", address)
    assert said.returncode == ExitCode.BAD_USAGE
    assert "geen adres" in said.stderr
