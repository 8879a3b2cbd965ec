"""What a worker process cannot do, and that it never outlives the program."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.contract.engine_contract import Listener, submit
from tests.helpers.processes import PATIENCE_S, child_environment, is_alive, wait_until
from tests.helpers.worker_tasks import Ask, Reply
from woo_desk.domain.ids import JobId
from woo_desk.usecases.ports import Finished
from woo_desk.workers.engine import ProcessEngine


@pytest.mark.parametrize("task", ["connect", "resolve", "run_program"])
def test_worker_reaches_neither_network_nor_programs(engine: ProcessEngine, task: str) -> None:
    listener = Listener(engine)
    submit(engine, "a", task)
    assert listener.outcome("a") == Finished(JobId("a"), Reply("PermissionError"))


def test_worker_is_silent(engine: ProcessEngine, capfd: pytest.CaptureFixture[str]) -> None:
    """Native libraries print warnings that quote the document; none may reach a terminal or log."""
    listener = Listener(engine)
    submit(engine, "a", "shout", Ask("Sanne Voorbeeld"))
    assert isinstance(listener.outcome("a"), Finished)
    assert capfd.readouterr() == ("", "")


PARENT = """
import sys, time
from tests.contract.engine_contract import Listener, submit
from tests.helpers.worker_tasks import CATALOGUE, Ask
from woo_desk.workers.engine import EngineOptions, ProcessEngine

if __name__ == "__main__":
    engine = ProcessEngine(EngineOptions(workers=2), CATALOGUE)
    listener = Listener(engine)
    submit(engine, "idle", "pid")
    idle = listener.outcome("idle").result.number
    submit(engine, "a", "count", Ask(number=1_000_000))
    submit(engine, "b", "hang")
    while len(listener.by_job.get("a", ())) < 2:
        listener.next()
    import multiprocessing
    print(*[process.pid for process in multiprocessing.active_children()], flush=True)
    time.sleep(60)
"""


def test_workers_end_when_the_program_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT, "utf-8")
    with subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        text=True,
        env=child_environment(),
    ) as parent:
        assert parent.stdout is not None
        pids = [int(word) for word in parent.stdout.readline().split()]
        assert len(pids) == 2
        assert all(is_alive(pid) for pid in pids)
        parent.kill()
    assert wait_until(lambda: not any(is_alive(pid) for pid in pids))


ORPHAN = """
from multiprocessing import Pipe
import msgspec
from tests.helpers.worker_tasks import CATALOGUE, Ask
from woo_desk.workers import codec, guard, messages, serve

serve.OWN_END_S = 0.2
ours, theirs = Pipe()
request = msgspec.Raw(codec.encode(Ask(), codec.LONGEST_ORDER))
order = messages.Run("a", "hang_in_native_code", request, 0.2)
ours.send_bytes(codec.encode(order, codec.LONGEST_ORDER))
serve.Worker(theirs, CATALOGUE, guard.give_up_rights(0, "")).run()
"""


def test_hang_in_native_code_ends_by_itself_when_nobody_ends_it() -> None:
    """The parent was killed, and the task holds the interpreter lock: the last resort."""
    ended = subprocess.run(
        [sys.executable, "-c", ORPHAN], env=child_environment(), timeout=PATIENCE_S, check=False
    )
    assert ended.returncode == 1
