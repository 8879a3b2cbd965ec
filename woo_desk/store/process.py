"""Whether the process that left a lock is still running. Knows nothing of dossiers."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

_UNKNOWN = ""


def own_pid_space() -> str:
    """Names the space in which process ids of this process have a meaning; "" where there is one.

    Two containers on one machine can have the same host name and each a process 7.
    """
    try:
        return str(Path("/proc/self/ns/pid").readlink())
    except OSError:
        return _UNKNOWN


def start_of(pid: int) -> str | None:
    """When the process started, in a form to compare; "" when it runs but will not say.

    None when there is no such process, or one that has ended and was not yet collected.
    """
    return _start_of(pid)


def is_running(pid: int, start: str) -> bool:
    """Whether this very process still runs, not a later one that got the same id.

    Where the system does not tell when a process started, any process with the id counts:
    a lock too many can be explained, a lock too few loses work.
    """
    found = start_of(pid)
    return found is not None and (_UNKNOWN in (found, start) or found == start)


if sys.platform == "win32":
    _QUERY_LIMITED_INFORMATION = 0x1000
    _STILL_ACTIVE = 259
    _INVALID_PARAMETER = 87

    def _start_of(pid: int) -> str | None:
        """By GetProcessTimes. WHY not os.kill: signal 0 is Ctrl-C there."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = ctypes.c_void_p
        handle = kernel.OpenProcess(_QUERY_LIMITED_INFORMATION, False, pid)
        if not handle:
            return None if ctypes.get_last_error() == _INVALID_PARAMETER else _UNKNOWN
        handle = ctypes.c_void_p(handle)
        try:
            code = ctypes.c_ulong()
            if (
                kernel.GetExitCodeProcess(handle, ctypes.byref(code))
                and code.value != _STILL_ACTIVE
            ):
                return None
            times = [ctypes.c_ulonglong() for _ in range(4)]
            if not kernel.GetProcessTimes(handle, *(ctypes.byref(time) for time in times)):
                return _UNKNOWN
            return str(times[0].value)
        finally:
            kernel.CloseHandle(handle)

else:

    def _start_of(pid: int) -> str | None:
        """By a signal that does nothing, and /proc where there is one."""
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return None
        except PermissionError:
            pass  # it is there, and somebody else's
        return _start_from_proc(pid)

    def _start_from_proc(pid: int) -> str | None:
        """From /proc/<pid>/stat (man 5 proc): field 3 is the state, field 22 the start in ticks."""
        try:
            stat = Path(f"/proc/{pid}/stat").read_text("utf-8", errors="replace")
            boot = Path("/proc/sys/kernel/random/boot_id").read_text("utf-8").strip()
        except OSError:
            return _UNKNOWN  # no /proc here, or it hides other users' processes
        fields = stat.rpartition(")")[2].split()  # the name before it may hold spaces and brackets
        state, ticks = fields[0], fields[19]
        return None if state in "ZX" else f"{boot}/{ticks}"
