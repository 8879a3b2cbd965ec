"""What a worker process gives up before it touches a document.

No sockets, no further programs, no unbounded memory, no core dumps, nothing on the terminal. This
is a second fence: the audit hook holds back Python code, not native code that has been taken over.
"""

from __future__ import annotations

import contextlib
import ctypes
import faulthandler
import logging
import os
import signal
import sys
from pathlib import Path
from typing import TextIO

if sys.platform == "win32":
    import msvcrt
else:
    import resource

_REFUSED_PREFIXES = ("socket.", "subprocess.", "os.exec", "os.spawn", "os.posix_spawn", "os.fork")
_REFUSED_EVENTS = frozenset({"os.system", "os.startfile", "os.startfile/2", "pty.spawn"})
_HARMLESS = frozenset({"socket.gethostname"})
_ONE_THREAD = ("OMP_THREAD_LIMIT", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
_MIB = 1024 * 1024


def give_up_rights(memory_limit_mb: int, crash_log: str) -> TextIO:
    """Make this process harmless; returns the file that a native crash is written to.

    Args:
        memory_limit_mb: address space in MiB, 0 for no limit. On Windows and macOS the system
            offers no such limit; there only the look at memory after each job and the time limit
            hold.
        crash_log: path of the file for native tracebacks (function names only), "" for none.
    """
    for name in _ONE_THREAD:  # WHY: the processes share the cores; threads in each get in the way
        os.environ[name] = "1"
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # WHY: Ctrl-C is for the parent, which cancels
    log = _open_log(crash_log)
    faulthandler.enable(log)
    _limit_resources(memory_limit_mb)
    _silence()
    os.umask(0o077)
    sys.addaudithook(_refuse)
    return log


def memory_bytes() -> int:
    """What this process holds in memory now (Linux, Windows) or held at most (elsewhere)."""
    if sys.platform == "win32":
        counters = _MemoryCounters()
        ctypes.windll.kernel32.K32GetProcessMemoryInfo(
            ctypes.c_void_p(-1), ctypes.byref(counters), ctypes.sizeof(counters)
        )
        return int(counters.WorkingSetSize)
    statm = Path("/proc/self/statm")
    if statm.exists():
        return int(statm.read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _refuse(event: str, _arguments: object) -> None:
    # WHY PermissionError: libraries that try the network treat an OSError as "no network".
    if event in _HARMLESS:
        return
    if event.startswith(_REFUSED_PREFIXES) or event in _REFUSED_EVENTS:
        msg = f"a worker may not do this: {event}"
        raise PermissionError(msg)


def _limit_resources(memory_limit_mb: int) -> None:
    if sys.platform == "win32":
        # WHY: a crash must end the process at once, not wait for an answer in a system dialogue.
        msvcrt.SetErrorMode(msvcrt.SEM_FAILCRITICALERRORS | msvcrt.SEM_NOGPFAULTERRORBOX)
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # WHY: a core dump holds document text
    if memory_limit_mb:
        with contextlib.suppress(ValueError, OSError):  # macOS refuses RLIMIT_AS
            limit = memory_limit_mb * _MIB
            resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _open_log(crash_log: str) -> TextIO:
    try:
        return Path(crash_log or os.devnull).open("a", encoding="utf-8")
    except OSError:  # gone since the parent looked
        return Path(os.devnull).open("a", encoding="utf-8")


def _silence() -> None:
    # WHY: native libraries print warnings that may quote the document.
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        with contextlib.suppress(OSError):  # a program without console has no such streams
            os.dup2(null, stream)
    logging.getLogger().addHandler(logging.NullHandler())


class _MemoryCounters(ctypes.Structure):
    """PROCESS_MEMORY_COUNTERS of the Windows API (psapi.h)."""

    _fields_ = (
        ("cb", ctypes.c_uint32),
        ("PageFaultCount", ctypes.c_uint32),
        ("PeakWorkingSetSize", ctypes.c_size_t),
        ("WorkingSetSize", ctypes.c_size_t),
        ("QuotaPeakPagedPoolUsage", ctypes.c_size_t),
        ("QuotaPagedPoolUsage", ctypes.c_size_t),
        ("QuotaPeakNonPagedPoolUsage", ctypes.c_size_t),
        ("QuotaNonPagedPoolUsage", ctypes.c_size_t),
        ("PagefileUsage", ctypes.c_size_t),
        ("PeakPagefileUsage", ctypes.c_size_t),
    )
