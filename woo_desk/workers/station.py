"""One worker process on another machine, and the door through which parcels reach it.

`do_parcel` runs inside a process of a cluster, which holds sockets and may be the child of a
daemon. It never opens a document itself: it starts a *station*, a plain process (`python -m
woo_desk.workers.station`) with one of our own worker processes, so that the fences, the time limit
and the memory limit are the same as on one machine. A station lives as long as its cluster process.
"""

from __future__ import annotations

import atexit
import contextlib
import queue
import struct
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import IO

import msgspec

from woo_desk.domain.ids import JobId
from woo_desk.usecases.ports import Event, Failed, Finished, Lane, Progress
from woo_desk.workers import codec, messages
from woo_desk.workers.engine import EngineOptions, ProcessEngine
from woo_desk.workers.transfer import TRANSFERS, Parcel, collect, unpack

_HEAD = struct.Struct(">Q")
_LONGEST = 1 << 31


class ParcelOrder(msgspec.Struct, frozen=True):
    """To a station: do this."""

    task: str
    request: bytes
    files: dict[str, bytes]
    time_limit_s: float
    memory_limit_mb: int


class ParcelAnswer(msgspec.Struct, frozen=True):
    """From a station: how it went."""

    result: bytes | None
    """Encoded result of the task; None when it failed."""
    key: messages.ErrorKey | None
    values: messages.ErrorValues
    files: dict[str, bytes]


def do_parcel(order: bytes) -> bytes:
    """Do one parcel; runs in a process of the cluster.

    Raises:
        EOFError: the station ended in the middle; whoever sent the parcel may send it again.
    """
    return _stations().do(order)


class _Stations:
    """The stations of this process: one for each thread that works at the same time."""

    def __init__(self) -> None:
        self._idle: queue.SimpleQueue[subprocess.Popen[bytes]] = queue.SimpleQueue()

    def do(self, order: bytes) -> bytes:
        station = self._take()
        try:
            answer = _converse(station, order)
        except BaseException:
            _end(station)
            raise
        self._idle.put(station)
        return answer

    def _take(self) -> subprocess.Popen[bytes]:
        with contextlib.suppress(queue.Empty):
            while True:
                station = self._idle.get_nowait()
                if station.poll() is None:
                    return station
                _end(station)
        return subprocess.Popen(
            [sys.executable, "-m", "woo_desk.workers.station"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def close(self) -> None:
        """End the stations that have nothing to do."""
        with contextlib.suppress(queue.Empty):
            while True:
                _end(self._idle.get_nowait())


def _end(station: subprocess.Popen[bytes]) -> None:
    """Let a station go, its pipes included; it has nothing in hand that could be lost."""
    station.kill()
    station.communicate()


def _converse(station: subprocess.Popen[bytes], order: bytes) -> bytes:
    if station.stdin is None or station.stdout is None:
        raise EOFError
    write_frame(station.stdin, order)
    return read_frame(station.stdout)


_lock = threading.Lock()
_here: list[_Stations] = []


def _stations() -> _Stations:
    with _lock:
        if not _here:
            _here.append(_Stations())
            atexit.register(close_stations)
        return _here[0]


def close_stations() -> None:
    """End the idle stations of this process; done by itself when the process ends."""
    with _lock:
        for stations in _here:
            stations.close()


def main() -> None:
    """Serve parcels from standard input until it closes."""
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    engine: ProcessEngine | None = None
    try:
        while True:
            try:
                order = msgspec.msgpack.decode(read_frame(incoming), type=ParcelOrder)
            except EOFError:
                return
            if engine is None:
                options = EngineOptions(workers=1, memory_limit_mb=order.memory_limit_mb)
                engine = ProcessEngine(options)
            write_frame(outgoing, msgspec.msgpack.encode(_do(engine, order)))
    finally:
        if engine is not None:
            engine.close()


def _do(engine: ProcessEngine, order: ParcelOrder) -> ParcelAnswer:
    transfer = TRANSFERS[order.task]
    types = messages.DESK_TASKS.types[order.task]
    with tempfile.TemporaryDirectory(prefix="woo-desk-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        parcel = Parcel(codec.decode(order.request, types.request), order.files)
        request = unpack(transfer, parcel, folder)
        outcome = _run(engine, order.task, request, order.time_limit_s)
        if isinstance(outcome, Finished):
            result = codec.encode(outcome.result, codec.LONGEST_ANSWER)
            return ParcelAnswer(result, None, {}, collect(transfer, folder))
        if isinstance(outcome, Failed):
            return ParcelAnswer(None, outcome.key, dict(outcome.values), {})
        return ParcelAnswer(None, "worker_died", {}, {})


def _run(engine: ProcessEngine, task: str, request: object, limit_s: float) -> Event:
    events: queue.SimpleQueue[Event] = queue.SimpleQueue()
    engine.listen(events.put)
    engine.submit(JobId("parcel"), task, request, time_limit_s=limit_s, lane=Lane.WORK)
    while isinstance(event := events.get(), Progress):
        pass
    return event


def write_frame(stream: IO[bytes], data: bytes) -> None:
    """One message, its length before it."""
    stream.write(_HEAD.pack(len(data)))
    stream.write(data)
    stream.flush()


def read_frame(stream: IO[bytes]) -> bytes:
    """One message; EOFError when the stream ends or the message is too long."""
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        raise EOFError
    (length,) = _HEAD.unpack(head)
    if length > _LONGEST:
        raise EOFError
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data


if __name__ == "__main__":
    main()
