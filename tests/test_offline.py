"""The fence around the network, in a process of its own: a hook cannot be taken away again."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.helpers.processes import child_environment

START = """
import socket
from woo_desk import offline
offline.refuse_network()
offline.refuse_network()
def tried(what):
    try:
        what()
    except PermissionError as error:
        return "refused"
    except OSError as error:
        return type(error).__name__
    return "done"
"""


def run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", START + code],
        capture_output=True,
        text=True,
        env=child_environment(),
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize(
    "attempt",
    [
        "socket.create_connection(('127.0.0.1', 9))",
        "socket.socket().bind(('127.0.0.1', 0))",
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
        "socket.getaddrinfo('naam.example', 80)",
        "socket.gethostbyname('naam.example')",
        "socket.socket(socket.AF_INET6).connect(('::1', 9))",
    ],
)
def test_each_way_to_a_network_is_refused_and_counted(attempt: str) -> None:
    code = f"print(tried(lambda: {attempt}), offline.network_use().refused)"
    assert run(code) == "refused 1"


def test_a_library_that_opens_an_address_gets_no_further() -> None:
    code = """
import urllib.request
print(tried(lambda: urllib.request.urlopen('http://127.0.0.1:9/')), offline.network_use().is_clean)
"""
    assert run(code) == "URLError False"


def test_pipes_between_processes_are_no_network() -> None:
    code = """
import multiprocessing, tempfile, os
a, b = multiprocessing.Pipe()
a.send('x')
path = os.path.join(tempfile.mkdtemp(), 's')
server = socket.socket(socket.AF_UNIX)
server.bind(path)
print(b.recv(), offline.network_use().is_clean)
"""
    assert run(code) == "x True"


def test_only_a_named_cluster_is_let_through() -> None:
    code = """
offline.allow_cluster('127.0.0.1')
print(tried(lambda: socket.create_connection(('127.0.0.1', 9), timeout=1)))
use = offline.network_use()
print(use.refused, use.allowed >= 1, tried(lambda: socket.socket().connect(('127.0.0.2', 9))))
"""
    first, second = run(code).splitlines()
    assert first != "done"
    assert second.endswith("refused")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lists the sockets of a process")
def test_the_system_is_asked_for_open_connections() -> None:
    code = """
before = offline.network_use().open_connections
held = socket.socket(socket.AF_INET)
held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
held.listen()
print(before, offline.network_use().open_connections)
"""
    assert run(code) == "0 1"
