"""What a kill costs: `python -m tests.benchmarks.killed [PAGES] [WORKERS]`.

A batch run is killed in the middle of intake, of detection, of redaction and of verification, and
started again each time. A job that is asked for twice, with the same request, was done again. No
more than what was in hand may be: one job for each worker and the one behind it, at each kill. What
is looked at a second time for another reason (a page where a name was learnt since, a document that
has to be written in a safer way) has another request.
"""

from __future__ import annotations

import dataclasses
import hashlib
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import msgspec

from tests.benchmarks.pipeline import SEED, private_folder
from tests.helpers.processes import child_environment
from tests.helpers.voorbeeld.large import build_large
from woo_desk.domain.ids import JobId
from woo_desk.usecases.batch import BatchRequest, redact_folder
from woo_desk.usecases.flow import FlowProgress, run_blocking
from woo_desk.usecases.ports import Lane
from woo_desk.usecases.requests import DetectRequest, PrepareRequest, RedactRequest, VerifyRequest
from woo_desk.usecases.session import SystemClock
from woo_desk.workers.engine import EngineOptions, ProcessEngine

PAGES, WORKERS = 300, 2
KILLS = ("intake", "detect", "redact", "verify")
"""Stages in the middle of which the run is killed."""
TASKS = ("prepare", "detect", "redact", "verify")


class _Telling(ProcessEngine):
    """Says on standard output which jobs are asked for."""

    def submit(
        self,
        job_id: JobId,
        task: str,
        request: object,
        *,
        time_limit_s: float,
        lane: Lane = Lane.WORK,
    ) -> None:
        print("job", task, _named(request), 0, flush=True)
        super().submit(job_id, task, request, time_limit_s=time_limit_s, lane=lane)


def _named(request: object) -> str:
    """The same name for the same work; "-" for what is no work on a document."""
    if isinstance(request, PrepareRequest) and not request.known:
        return _digest(request.path)
    if isinstance(request, DetectRequest):
        return _digest(request.document_id, request.pages)
    if isinstance(request, RedactRequest):
        return _digest(dataclasses.replace(request, output_path=""))
    if isinstance(request, VerifyRequest) and request.marks is not None:
        return _digest(dataclasses.replace(request, path=""))
    return "-"


def _digest(*values: object) -> str:
    return hashlib.sha256(msgspec.json.encode(values, order="deterministic")).hexdigest()


def run(sources: Path, target: Path, workers: int) -> None:
    """One run, in a process that may be killed."""

    def tell(progress: FlowProgress) -> None:
        print("stage", progress.stage_key, progress.done, progress.total, flush=True)

    engine = _Telling(EngineOptions(workers=workers))
    try:
        request = BatchRequest((sources,), target, reads_scans=False)
        run_blocking(redact_folder(request, SystemClock()), engine, tell)
    finally:
        engine.close()


def main(pages: int, workers: int) -> None:
    with private_folder() as folder:
        sources = folder / "bron"
        sources.mkdir()
        for name, data, _ in build_large(pages, SEED, ordinary=True):
            (sources / name).write_bytes(data)
        documents = sum(1 for _ in sources.iterdir())
        jobs: Counter[tuple[str, str]] = Counter()
        for kill in (*KILLS, ""):
            begun = time.perf_counter()
            jobs += _until(kill, sources, folder / "uit", workers)
            what = f"killed in the middle of {kill}" if kill else "to its end"
            print(f"{what} after {time.perf_counter() - begun:.0f} s", flush=True)
        print(f"{pages} pages, {documents} documents, {workers} workers")
        for task in TASKS:
            asked = [times for (name, _), times in jobs.items() if name == task]
            again = sum(asked) - len(asked)
            print(f"{task:<10} {sum(asked):>6} jobs, {again} again; in hand {workers + 1} at most")


def _until(kill: str, sources: Path, target: Path, workers: int) -> Counter[tuple[str, str]]:
    """Run until half of a stage is done, and count the jobs; "" for to the end."""
    command = [sys.executable, "-m", "tests.benchmarks.killed", str(sources), str(target)]
    jobs: Counter[tuple[str, str]] = Counter()
    with subprocess.Popen(
        [*command, str(workers)],
        stdout=subprocess.PIPE,
        text=True,
        env=child_environment(),
        start_new_session=True,
    ) as process:
        for line in process.stdout or ():
            what, name, done, total = line.split()
            if what == "job" and done != "-":
                jobs[name, done] += 1
            if what == "stage" and name == kill and int(done) * 2 >= max(int(total), 2):
                os.killpg(process.pid, signal.SIGKILL)
                kill = "killed"
        if process.wait() and kill != "killed":
            msg = f"the run ended with {process.returncode}"
            raise RuntimeError(msg)
    return jobs


if __name__ == "__main__":
    if len(sys.argv) == 4:
        run(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
    else:
        given = [int(word) for word in sys.argv[1:]]
        main(*(given + [PAGES, WORKERS][len(given) :]))
