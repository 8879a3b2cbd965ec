"""Looks at processes from outside."""

from __future__ import annotations

import ctypes
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

PATIENCE_S = 30.0
"""How long a test waits for what must come; only a broken program takes that long."""
ROOT = Path(__file__).resolve().parents[2]

_QUERY = 0x1000
_STILL_ACTIVE = 259


def wait_until(is_so: Callable[[], bool]) -> bool:
    """Whether it came to be so within PATIENCE_S."""
    end = time.monotonic() + PATIENCE_S
    while not is_so() and time.monotonic() < end:
        time.sleep(0.01)
    return is_so()


def is_alive(pid: int) -> bool:
    """Whether the process runs; one that has ended but was not asked about yet does not."""
    if sys.platform == "win32":
        handle = ctypes.windll.kernel32.OpenProcess(_QUERY, False, pid)
        code = ctypes.c_ulong()
        ctypes.windll.kernel32.GetExitCodeProcess(handle, ctypes.byref(code))
        ctypes.windll.kernel32.CloseHandle(handle)
        return bool(handle) and code.value == _STILL_ACTIVE
    try:
        state = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def child_environment() -> dict[str, str]:
    """Environment for a Python that imports the project's tests."""
    return {**os.environ, "PYTHONPATH": str(ROOT)}
