"""The engine on an executor: its contract, lost processes, and parcels through the real tasks."""

from __future__ import annotations

import hashlib
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_type_hints

import msgspec
import pytest

from tests.contract.engine_contract import EngineContract, Listener, submit
from tests.helpers.cases import NOW
from tests.helpers.pdfs import simple_pdf
from tests.helpers.processes import child_environment
from tests.helpers.worker_tasks import CATALOGUE, Ask, Reply
from woo_desk.domain.document import SourceType
from woo_desk.domain.dossier import Dossier
from woo_desk.domain.export import BoxStyle
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import NO_SHA256, DocumentId, DossierId, JobId, Sha256
from woo_desk.store.dossier_file import DossierFile
from woo_desk.store.process import start_of
from woo_desk.usecases import requests
from woo_desk.usecases.policies import load_policy
from woo_desk.usecases.ports import Engine, Event, Failed, Finished, Progress
from woo_desk.workers import codec, messages, transfer
from woo_desk.workers.engine import LocalEngine
from woo_desk.workers.executor_engine import TRIES, ExecutorEngine
from woo_desk.workers.serve import Trouble, perform
from woo_desk.workers.station import ParcelAnswer, ParcelOrder, do_parcel
from woo_desk.workers.transfer import TRANSFERS, Transfer, deliver, pack, unpack

BSN = "123456782"


def do_test_parcel(order: bytes) -> bytes:
    """As `station.do_parcel`, for the tasks of the contract, in the executor's own thread."""
    parcel = msgspec.msgpack.decode(order, type=ParcelOrder)
    outcome = perform(CATALOGUE, parcel.task, parcel.request, lambda _done, _total: None)
    if isinstance(outcome, Trouble):
        return msgspec.msgpack.encode(ParcelAnswer(None, outcome.key, outcome.values, {}))
    return msgspec.msgpack.encode(ParcelAnswer(outcome, None, {}, {}))


NO_FILES = {name: Transfer() for name in CATALOGUE.types}


def engine_on(executor: Executor, send: Callable[[bytes], bytes] = do_test_parcel) -> Engine:
    return ExecutorEngine(
        executor,
        LocalEngine(CATALOGUE),
        capacity=2,
        memory_limit_mb=0,
        send=send,
        catalogue=CATALOGUE,
        transfers=NO_FILES,
    )


class TestExecutorEngine(EngineContract):
    @pytest.fixture
    def engine(self) -> Iterator[Engine]:
        with ThreadPoolExecutor(2) as executor:
            engine = engine_on(executor)
            yield engine
            engine.close()


class LosesProcesses(Executor):
    """Answers the first tries as an executor does whose process has died."""

    def __init__(self, losses: int) -> None:
        self.losses = losses
        self.tries = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.tries += 1
        future: Future[Any] = Future()
        if self.tries <= self.losses:
            future.set_exception(BrokenProcessPool("a process in the pool was terminated"))
        else:
            future.set_result(fn(*args, **kwargs))
        return future


def test_a_job_whose_process_is_lost_is_sent_again() -> None:
    executor = LosesProcesses(TRIES - 1)
    engine = engine_on(executor)
    listener = Listener(engine)
    submit(engine, "a", "echo", Ask("a"))
    assert listener.outcome("a") == Finished(JobId("a"), Reply("a"))
    assert executor.tries == TRIES


def test_a_document_that_ends_processes_becomes_a_named_problem() -> None:
    executor = LosesProcesses(1000)
    engine = engine_on(executor)
    listener = Listener(engine)
    submit(engine, "a", "echo", Ask("a"))
    assert listener.outcome("a") == Failed(JobId("a"), "worker_died", {})
    assert executor.tries == TRIES


def test_garbage_from_elsewhere_ends_one_job_only() -> None:
    with ThreadPoolExecutor(1) as executor:
        engine = engine_on(executor, lambda _order: b"\xc1 no such thing")
        listener = Listener(engine)
        submit(engine, "a", "echo", Ask("a"))
        assert listener.outcome("a") == Failed(JobId("a"), "worker_died", {})


def test_closing_stops_what_is_away() -> None:
    gate = threading.Event()

    def wait(order: bytes) -> bytes:
        gate.wait(30)
        return do_test_parcel(order)

    with ThreadPoolExecutor(1) as executor:
        engine = engine_on(executor, wait)
        listener = Listener(engine)
        submit(engine, "a", "echo", Ask("a"))
        submit(engine, "b", "echo", Ask("b"))
        engine.close()
        gate.set()
        assert {type(listener.outcome(name)).__name__ for name in "ab"} == {"Stopped"}


# --- parcels ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Case:
    path: Path
    digest: Sha256


@pytest.fixture
def case(tmp_path: Path) -> Case:
    content = simple_pdf(["Geachte heer,", f"BSN {BSN}"])
    digest = Sha256(hashlib.sha256(content).hexdigest())
    path = tmp_path / "zaak.woodossier"
    with DossierFile.create(path, Dossier(DossierId("x"), "Z", LegalBasis.WOO, NOW)) as file:
        file.put_blob(digest, content)
    return Case(path, digest)


def test_every_transfer_fits_the_types_of_its_task() -> None:
    for task, each in TRANSFERS.items():
        types = messages.DESK_TASKS.types[task]
        fields = {*each.reads, *each.writes, *each.writes_into}
        fields |= {name for pair in each.stored for name in pair}
        assert fields <= set(get_type_hints(types.request)), task
        assert set(each.named) <= set(get_type_hints(types.result)), task


def test_a_parcel_holds_no_path_of_this_machine(case: Case, tmp_path: Path) -> None:
    request = requests.RedactRequest(
        str(case.path), case.digest, (), (), BoxStyle.BLACK, "t", str(tmp_path / "uit.pdf")
    )
    parcel = pack(TRANSFERS["redact"], request)
    assert str(tmp_path).encode() not in codec.encode(parcel.request, 1 << 20)
    assert parcel.files["in-source_path"] == simple_pdf(["Geachte heer,", f"BSN {BSN}"])
    there = tmp_path / "daar"
    there.mkdir()
    unpacked = unpack(TRANSFERS["redact"], parcel, there)
    assert Path(unpacked.source_path).read_bytes() == parcel.files["in-source_path"]
    assert Path(unpacked.output_path).parent == there


@pytest.mark.parametrize("name", ["path", "output_path/../../weg", "output_path/..", "x/y"])
def test_the_other_side_cannot_write_where_it_likes(tmp_path: Path, name: str) -> None:
    request = requests.PrepareRequest(str(tmp_path / "in"), str(tmp_path / "uit" / "p.pdf"))
    with pytest.raises(ValueError, match="nobody asked"):
        deliver(TRANSFERS["prepare"], request, {name: b"x"}, None)
    assert not list(tmp_path.iterdir())


def test_a_source_that_is_too_large_is_worked_on_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("tien tekens")
    monkeypatch.setattr(transfer, "LARGEST", 5)
    request = requests.PrepareRequest(str(tmp_path / "a.txt"), str(tmp_path / "p.pdf"))
    with pytest.raises(OSError, match="too large"):
        pack(TRANSFERS["prepare"], request)


class Away:
    """Every task that can be sent, through a real station."""

    def __init__(self) -> None:
        self.executor = ThreadPoolExecutor(1)
        self.engine = ExecutorEngine(
            self.executor, LocalEngine(), capacity=1, memory_limit_mb=3072, send=do_parcel
        )
        self.events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self.engine.listen(self.events.put)

    def outcome(self, task: str, request: object) -> Event:
        self.engine.submit(JobId(task), task, request, time_limit_s=60)
        while isinstance(event := self.events.get(timeout=90), Progress):
            pass
        return event


def test_the_real_tasks_through_a_station(case: Case, tmp_path: Path) -> None:
    away = Away()
    try:
        source = tmp_path / "brief.pdf"
        source.write_bytes(simple_pdf(["Geachte heer,", f"BSN {BSN}"]))
        prepared = away.outcome(
            "prepare", requests.PrepareRequest(str(source), str(tmp_path / "voorbereid.pdf"))
        )
        assert isinstance(prepared, Finished), prepared
        assert isinstance(prepared.result, requests.PrepareResult)
        assert prepared.result.source_type is SourceType.PDF
        content = (tmp_path / "voorbereid.pdf").read_bytes()
        assert hashlib.sha256(content).hexdigest() == prepared.result.prepared_sha256

        policy = load_policy(LegalBasis.WOO)
        found = away.outcome(
            "detect", requests.DetectRequest(str(case.path), DocumentId("d"), case.digest, policy)
        )
        assert isinstance(found, Finished), found
        assert isinstance(found.result, requests.DetectResult)
        assert [finding.text for finding in found.result.pages[0].findings] == [BSN]

        lost = away.outcome(
            "detect", requests.DetectRequest(str(case.path), DocumentId("d"), NO_SHA256, policy)
        )
        assert isinstance(lost, Failed)
    finally:
        away.engine.close()
        away.executor.shutdown()


def test_a_station_ends_with_whoever_started_it() -> None:
    """A cluster process that is killed closes the pipe; nothing is left behind."""
    station = subprocess.Popen(
        [sys.executable, "-m", "woo_desk.workers.station"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    station.communicate(b"", timeout=60)
    assert station.returncode == 0


def test_no_station_is_left_when_the_process_ends() -> None:
    """Two in a row: one that is idle, and one that ended by itself since."""
    code = (
        "import subprocess, sys, warnings\n"
        "from woo_desk.workers import station\n"
        "stations = station._stations()\n"
        "for _ in range(2):\n"
        "    stations._idle.put(stations._take())\n"
        "one = stations._idle.get()\n"
        "one.kill(); one.wait()\n"
        "stations._idle.put(one)\n"
        "print(one.pid)\n"
        "two = stations._take()\n"
        "stations._idle.put(two)\n"
        "print(two.pid)\n"
    )
    command = [sys.executable, "-X", "dev", "-c", code]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=240, env=child_environment(), check=True
    )
    assert "ResourceWarning" not in done.stderr
    one, two = (int(line) for line in done.stdout.split())
    assert one != two
    assert start_of(one) is None
    assert start_of(two) is None
