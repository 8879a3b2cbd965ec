"""The whole line without a network: where there is none, and where nobody even tries."""

from __future__ import annotations

import multiprocessing
import shutil
import socket
import subprocess
from pathlib import Path

import pytest
from pytest_socket import SocketBlockedError

from tests.end2end.conftest import batch, engine_running
from tests.helpers.command import PROGRAM, patched, run
from tests.helpers.pdfs import PdfBuilder
from woo_desk.errors import ExitCode

TRIES = (
    *("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"),
    *("socket.sendto", "socket.sendmsg", "urllib.", "http.", "ftplib.", "smtplib."),
)
"""Audit events. Making a socket is none of them: a library looks at its import whether IPv6 exists
(and a worker refuses it); the pipes to the workers are sockets of the system too."""


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """Everything that a library might look up: addresses of pages and mail, links, metadata."""
    path = tmp_path / "brief.pdf"
    builder = PdfBuilder().page()
    builder.lines(
        ["Zie https://www.waarheen.example/pad", "mail s.voorbeeld@burger.example", "BSN 123456782"]
    )
    builder.link((72, 60, 200, 76), "https://www.waarheen.example/pad")
    path.write_bytes(builder.metadata(author="S. Voorbeeld").build())
    return path


def test_sockets_are_blocked_here() -> None:
    with pytest.raises((SocketBlockedError, UserWarning)):  # warnings are errors here
        socket.socket(socket.AF_INET)


def test_the_whole_line_with_sockets_blocked(letter: Path, tmp_path: Path) -> None:
    with engine_running() as engine:
        report = batch(engine, tmp_path / "uit", letter)
    assert not report.has_problems
    assert multiprocessing.active_children() == []


def can_unshare() -> bool:
    program = shutil.which("unshare")
    if program is None:
        return False
    tried = subprocess.run([program, "-n", "true"], capture_output=True, check=False)
    return tried.returncode == 0


def test_on_a_machine_without_network(letter: Path, tmp_path: Path) -> None:
    if not can_unshare():
        pytest.skip("this system gives no process a network of its own (unshare -n)")
    program = ("unshare", "-n", *PROGRAM)
    done = run("batch", letter, "--out", tmp_path / "uit", program=program)
    assert done.returncode == ExitCode.DONE, done.stderr


HOOK = """
import os, sys
TRIES = {tries!r}
def look(event, arguments):
    if event.startswith(TRIES):
        descriptor = os.open({log!r}, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        os.write(descriptor, event.encode() + b"\\n")
        os.close(descriptor)
sys.addaudithook(look)
"""


@pytest.mark.parametrize("tries", [False, True])
def test_nothing_even_tries(letter: Path, tmp_path: Path, tries: bool) -> None:
    """The hook is set by Python's own start-up, so in the program and in every worker.

    With `tries` the program does try: the check on the check.
    """
    log, started, hook = tmp_path / "geprobeerd.txt", tmp_path / "gestart.txt", tmp_path / "hook"
    hook.mkdir()
    statements = HOOK.format(tries=TRIES, log=str(log))
    marker = f"with open({str(started)!r}, 'a') as file:\n    file.write('x')\n"
    (hook / "sitecustomize.py").write_text(statements + marker, "utf-8")
    attempt = "import socket; socket.getaddrinfo('127.0.0.1', 9)" if tries else ""
    program = patched(attempt)
    done = run("batch", letter, "--out", tmp_path / "uit", program=program, path=hook)
    assert done.returncode == ExitCode.DONE, done.stderr
    assert started.read_text("utf-8").count("x") >= 3  # the program and at least two workers
    assert log.exists() == tries, log.read_text("utf-8")
