"""House rules for every test: no network, nothing outside tmp_path, quiet logs, nothing left over.

Qt runs offscreen; a Qt warning, a Python warning or a log record of WARNING or higher fails the
test that caused it (rules 9 and 15 of the house).
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from pytest_socket import disable_socket, enable_socket

from woo_desk.usecases import old_office

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# WHY: the same examples on every machine, and none of them judged by its seconds.
settings.register_profile(
    "house",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")

SHARED = Path(__file__).resolve().parents[2] / "shared"
"""Real cases and development sets that lie beside the checkout; tests say so when they do not."""


@pytest.fixture(autouse=True)
def _no_network() -> Iterator[None]:
    # WHY unix sockets: Qt's offscreen platform and multiprocessing's resource tracker may use them;
    # they never leave the machine.
    disable_socket(allow_unix_socket=True)
    yield
    enable_socket()


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.setenv("WOO_DESK_HOME", str(tmp_path / "home" / "woo-desk"))


@pytest.fixture(autouse=True)
def _no_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Old Office files give the same result whatever is installed here."""
    monkeypatch.setattr(old_office, "find_office", lambda: "")


@pytest.fixture(autouse=True)
def _quiet_log(caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    loud = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    expected = {mark.args[0] for mark in request.node.iter_markers("expects_log")}
    said = {record.name for record in loud}
    assert said == expected, [record.getMessage() for record in loud]


@pytest.fixture(autouse=True)
def _nothing_left_over() -> Iterator[None]:
    threads = set(threading.enumerate())
    yield
    left = [t for t in threading.enumerate() if t not in threads and not t.daemon and t.is_alive()]
    assert not left, left
    assert not multiprocessing.active_children(), multiprocessing.active_children()


@pytest.fixture
def shared() -> Path:
    """The folder with the real case; skips, plainly, where it does not lie beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED} is not here: real-case tests need the shared folder")
    return SHARED
