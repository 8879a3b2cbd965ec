"""What a kill costs: `python -m tests.benchmarks.killed [PAGES] [WORKERS]`.

A batch run is killed in the middle of intake, of detection, of redaction and of verification, and
started again each time. All jobs of all runs are counted: those beyond one for each document were
done again. No more than what was in hand may be: one job for each worker and the one behind it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from tests.benchmarks.pipeline import SEED, private_folder
from tests.helpers.processes import child_environment
from tests.helpers.voorbeeld.large import build_large
from woo_desk.domain.ids import JobId
from woo_desk.usecases.batch import BatchRequest, redact_folder
from woo_desk.usecases.flow import FlowProgress, run_blocking
from woo_desk.usecases.ports import Lane
from woo_desk.usecases.requests import DetectRequest, VerifyRequest
from woo_desk.usecases.session import SystemClock
from woo_desk.workers.engine import EngineOptions, ProcessEngine

PAGES, WORKERS = 300, 2
KILLS = ("intake", "detect", "redact", "verify")
"""Stages in the middle of which the run is killed."""
TASKS = {"intake": "prepare", "detect": "detect", "redact": "redact", "verify": "verify"}


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
        if _is_of_document(request):
            print("job", task, 0, 0, flush=True)
        super().submit(job_id, task, request, time_limit_s=time_limit_s, lane=lane)


def _is_of_document(request: object) -> bool:
    """Leaves out second looks at some pages, and checks of what is no document."""
    if isinstance(request, DetectRequest):
        return not request.pages
    return not isinstance(request, VerifyRequest) or request.marks is not None


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
        for name, data, _ in build_large(pages, SEED):
            (sources / name).write_bytes(data)
        documents = sum(1 for _ in sources.iterdir())
        jobs: Counter[str] = Counter()
        for kill in (*KILLS, ""):
            begun = time.perf_counter()
            jobs += _until(kill, sources, folder / "uit", workers)
            what = f"killed in the middle of {kill}" if kill else "to its end"
            print(f"{what} after {time.perf_counter() - begun:.0f} s", flush=True)
        print(f"{pages} pages, {documents} documents, {workers} workers")
        for stage, task in TASKS.items():
            again = jobs[task] - documents
            allowed = workers + 1 if stage in KILLS else 0
            print(f"{stage:<10} {jobs[task]:>6} jobs, {again} again; in hand at most {allowed}")


def _until(kill: str, sources: Path, target: Path, workers: int) -> Counter[str]:
    """Run until half of a stage is done, and count the jobs; "" for to the end."""
    command = [sys.executable, "-m", "tests.benchmarks.killed", str(sources), str(target)]
    jobs: Counter[str] = Counter()
    with subprocess.Popen(
        [*command, str(workers)],
        stdout=subprocess.PIPE,
        text=True,
        env=child_environment(),
        start_new_session=True,
    ) as process:
        for line in process.stdout or ():
            what, name, done, total = line.split()
            jobs[name] += what == "job"
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
