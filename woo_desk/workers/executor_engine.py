"""An engine on any `concurrent.futures.Executor`: a pool on this machine, or a cluster.

What is worth sending goes there as a parcel; the rest (what writes into the package, what the
screen waits for) is done by an engine on this machine. A job whose process or machine is lost is
sent again; a document that takes three processes along with it becomes a named problem.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import CancelledError, Executor, Future
from dataclasses import dataclass, field

import msgspec

from woo_desk.domain.ids import JobId
from woo_desk.errors import DeskError
from woo_desk.usecases.ports import Engine, Event, Failed, Finished, Lane, Progress, Stopped
from woo_desk.workers import codec, messages
from woo_desk.workers.engine import encode_request
from woo_desk.workers.station import ParcelAnswer, ParcelOrder, do_parcel
from woo_desk.workers.transfer import TRANSFERS, Transfer, deliver, pack

TRIES = 3
"""How often a job is sent before its document counts as one that ends processes."""

Send = Callable[[bytes], bytes]


@dataclass(slots=True)
class _Away:
    """A job that is somewhere else."""

    task: str
    request: object
    order: bytes
    tries: int = 0
    future: Future[bytes] | None = None


@dataclass(slots=True)
class _State:
    away: dict[JobId, _Away] = field(default_factory=dict)
    is_closed: bool = False


class ExecutorEngine:
    """Sends jobs to an executor; closing it leaves the executor to its owner."""

    def __init__(
        self,
        executor: Executor,
        local: Engine,
        *,
        capacity: int,
        memory_limit_mb: int,
        send: Send = do_parcel,
        catalogue: messages.Catalogue = messages.DESK_TASKS,
        transfers: Mapping[str, Transfer] = TRANSFERS,
    ) -> None:
        """Use an executor.

        Args:
            executor: runs `send`, which must be importable where it runs.
            local: does what is not sent; closed with this engine.
            capacity: how many jobs the executor runs at the same time.
            memory_limit_mb: address space of each worker process there.
            send: does one encoded parcel.
            catalogue: the tasks.
            transfers: which of them are sent, and with which files.
        """
        self._executor = executor
        self._local = local
        self._capacity = capacity
        self._memory_limit_mb = memory_limit_mb
        self._send = send
        self._catalogue = catalogue
        self._transfers = transfers
        self._listener: Callable[[Event], None] = lambda _event: None
        self._lock = threading.Lock()
        self._state = _State()

    @property
    def capacity(self) -> int:
        """How many jobs of the WORK lane run at the same time."""
        return max(self._capacity, self._local.capacity)

    def listen(self, listener: Callable[[Event], None]) -> None:
        """Send events to `listener` from now on, from threads of the executor."""
        self._listener = listener
        self._local.listen(listener)

    def submit(
        self,
        job_id: JobId,
        task: str,
        request: object,
        *,
        time_limit_s: float,
        lane: Lane = Lane.WORK,
    ) -> None:
        """Send a job away, or do it here. Raises as `workers.engine.ProcessEngine.submit`."""
        if self._state.is_closed:
            msg = "the engine is closed"
            raise RuntimeError(msg)
        encode_request(self._catalogue, task, request)  # refuses what no engine takes
        order = self._order(task, request, time_limit_s) if lane is Lane.WORK else None
        if order is None:
            self._local.submit(job_id, task, request, time_limit_s=time_limit_s, lane=lane)
            return
        with self._lock:
            self._state.away[job_id] = _Away(task, request, order)
        self._listener(Progress(job_id, 0, 1))
        self._send_away(job_id)

    def cancel(self, job_id: JobId) -> None:
        """Stop a job; what the executor still does of it is thrown away."""
        with self._lock:
            away = self._state.away.pop(job_id, None)
        if away is None:
            self._local.cancel(job_id)
            return
        if away.future is not None:
            away.future.cancel()
        self._listener(Stopped(job_id))

    def close(self) -> None:
        """Stop all jobs and close the engine of this machine."""
        self._state.is_closed = True
        for job_id in list(self._state.away):
            self.cancel(job_id)
        self._local.close()

    def _order(self, task: str, request: object, time_limit_s: float) -> bytes | None:
        """The parcel as bytes; None when the job is done here."""
        transfer = self._transfers.get(task)
        if transfer is None:
            return None
        try:
            parcel = pack(transfer, request)
        except (OSError, DeskError):  # the task itself will say what is wrong with the file
            return None
        encoded = codec.encode(parcel.request, codec.LONGEST_ORDER)
        order = ParcelOrder(task, encoded, dict(parcel.files), time_limit_s, self._memory_limit_mb)
        return msgspec.msgpack.encode(order)

    def _send_away(self, job_id: JobId) -> None:
        with self._lock:
            away = self._state.away.get(job_id)
        if away is None:
            return
        away.tries += 1
        try:
            future = self._executor.submit(self._send, away.order)
        except RuntimeError:  # the executor is broken or closed: the work goes on here
            self._end(job_id, Failed(job_id, "worker_died", {}))
            return
        away.future = future
        future.add_done_callback(lambda done: self._on_done(job_id, done))

    def _on_done(self, job_id: JobId, future: Future[bytes]) -> None:
        with self._lock:
            away = self._state.away.get(job_id)
        if away is None:
            return  # cancelled meanwhile
        try:
            data = future.result()
        except CancelledError:
            self._end(job_id, Stopped(job_id))
        except Exception:  # noqa: BLE001 - an executor raises what it likes for a lost process
            if away.tries < TRIES and not self._state.is_closed:
                self._send_away(job_id)
            else:
                self._end(job_id, Failed(job_id, "worker_died", {}))
        else:
            self._end(job_id, self._ending(job_id, away, data))

    def _ending(self, job_id: JobId, away: _Away, data: bytes) -> Event:
        died = Failed(job_id, "worker_died", {})
        try:
            answer = msgspec.msgpack.decode(data, type=ParcelAnswer)
            if answer.result is None:
                return Failed(job_id, answer.key or "worker_died", answer.values)
            result: object = codec.decode(answer.result, self._catalogue.types[away.task].result)
            transfer = self._transfers[away.task]
            return Finished(job_id, deliver(transfer, away.request, answer.files, result))
        except OSError:
            return Failed(job_id, "target_unwritable", {"name": ""})
        except (msgspec.MsgspecError, codec.CodecError, ValueError):
            return died

    def _end(self, job_id: JobId, event: Event) -> None:
        with self._lock:
            is_open = self._state.away.pop(job_id, None) is not None
        if is_open:
            self._listener(event)
