"""Tasks that behave badly on purpose, for the tests of the engines; found by name like the real."""

from __future__ import annotations

import ctypes
import os
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from woo_desk.errors import SourceError
from woo_desk.usecases.ports import Report
from woo_desk.workers.messages import Catalogue, TaskTypes


@dataclass(frozen=True, slots=True)
class Ask:
    text: str = ""
    number: int = 0
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Reply:
    text: str = ""
    number: int = 0
    data: bytes = b""


def echo(ask: Ask, report: Report) -> Reply:
    return Reply(ask.text, ask.number, ask.data)


def count(ask: Ask, report: Report) -> Reply:
    """Ten thousand reports or more, 1 ms each, until `number`."""
    for done in range(ask.number):
        report(done, ask.number)
        time.sleep(0.001)
    return Reply(number=ask.number)


def refuse(ask: Ask, report: Report) -> Reply:
    raise SourceError(ask.text, page=ask.number)


def blunder(ask: Ask, report: Report) -> Reply:
    raise ValueError(f"unforeseen, about {ask.text}")


def recurse(ask: Ask, report: Report) -> Reply:
    return recurse(ask, report)


def allocate(ask: Ask, report: Report) -> Reply:
    """Take `number` MiB and hand back how much was had."""
    held = bytearray(ask.number * 1024 * 1024)
    return Reply(number=len(held))


def hoard(ask: Ask, report: Report) -> Reply:
    """Hold on to `number` MiB for good."""
    _HOARD.append(b"x" * (ask.number * 1024 * 1024))
    return Reply(number=os.getpid())


def scatter(ask: Ask, report: Report) -> Reply:
    """Need `number` MiB in pieces, and let go of them but for one here and there."""
    pieces = [b"x" * _PIECE for _ in range(ask.number * 1024 * 1024 // _PIECE)]
    _HOARD.extend(pieces[::100])
    return Reply(number=os.getpid())


_HOARD: list[bytes] = []
_PIECE = 100_000
"""Bytes. WHY not more: larger ones lie apart, and go back to the system at once."""


def hang(ask: Ask, report: Report) -> Reply:
    time.sleep(3600)
    return Reply()


def hang_in_native_code(ask: Ask, report: Report) -> Reply:
    """Holds the interpreter lock, as a native library may."""
    ctypes.PyDLL(None).usleep(3_000_000_000)
    return Reply()


def abort(ask: Ask, report: Report) -> Reply:
    os.abort()


def segfault(ask: Ask, report: Report) -> Reply:
    ctypes.string_at(0)
    return Reply()


def leave(ask: Ask, report: Report) -> Reply:
    sys.exit(0)


def wrong_type(ask: Ask, report: Report) -> object:
    return ["not", "a", "reply"]


def garbage(ask: Ask, report: Report) -> Reply:
    """Write `data` as a message on the pipe to the parent, past the protocol."""
    for descriptor in range(3, 64):
        try:
            if stat.S_ISSOCK(os.fstat(descriptor).st_mode):
                os.write(descriptor, len(ask.data).to_bytes(4, "big") + ask.data)
        except OSError:
            continue
    time.sleep(5)
    return Reply()


def pid(ask: Ask, report: Report) -> Reply:
    return Reply(number=os.getpid())


def modules(ask: Ask, report: Report) -> Reply:
    return Reply(text=" ".join(sorted(sys.modules)))


def connect(ask: Ask, report: Report) -> Reply:
    try:
        socket.create_connection(("127.0.0.1", 9), timeout=1)
    except OSError as error:
        return Reply(text=type(error).__name__)
    return Reply(text="connected")


def resolve(ask: Ask, report: Report) -> Reply:
    try:
        socket.getaddrinfo("example.org", 80)
    except OSError as error:
        return Reply(text=type(error).__name__)
    return Reply(text="resolved")


def run_program(ask: Ask, report: Report) -> Reply:
    try:
        subprocess.run([sys.executable, "-c", ""], check=True)
    except OSError as error:
        return Reply(text=type(error).__name__)
    return Reply(text="ran")


def shout(ask: Ask, report: Report) -> Reply:
    os.write(1, ask.text.encode())
    os.write(2, ask.text.encode())
    return Reply(text=ask.text)


_FUNCTIONS: dict[str, Callable[[Ask, Report], object]] = {
    function.__name__: function
    for function in (
        *(echo, count, refuse, blunder, recurse, allocate, hoard, scatter, hang),
        hang_in_native_code,
        *(abort, segfault, leave, wrong_type, garbage, pid, modules),
        *(connect, resolve, run_program, shout),
    )
}

CATALOGUE = Catalogue(
    types=dict.fromkeys(_FUNCTIONS, TaskTypes(Ask, Reply)), module="tests.helpers.worker_tasks"
)


def find_task(name: str) -> Callable[[Ask, Report], object]:
    return _FUNCTIONS[name]
