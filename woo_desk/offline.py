"""Proof that the program uses no network: every try of it is refused and counted.

Python tells an audit hook (PEP 578) before it connects, binds, sends or looks up a name; the hook
set here cannot be taken away again while the process lives. Worker processes refuse even the making
of a socket (`workers.guard`). What native code does by itself no hook sees; for that the system's
own list of open connections is asked where there is one (Linux), and the test suite runs the whole
line in a network namespace without network.
"""

from __future__ import annotations

import contextlib
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

_WATCHED = frozenset(
    {
        *("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"),
        *("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"),
        *("socket.getnameinfo", "socket.getservbyname", "socket.sethostname"),
    }
)
_WITH_ADDRESS = frozenset({"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"})
_KERNEL_TABLES = ("tcp", "tcp6", "udp", "udp6", "raw", "raw6")
_INODE_COLUMN = 9


@dataclass(frozen=True, slots=True)
class NetworkUse:
    """What is known of the network use of this process since it began."""

    refused: int
    """Tries that were refused."""
    allowed: int
    """Tries that were let through: only to a cluster that the user named."""
    open_connections: int | None
    """Internet sockets that the system says are open now; None where it cannot be asked."""

    @property
    def is_clean(self) -> bool:
        """Nothing went to any network, and nothing tried."""
        return self.refused == 0 and self.allowed == 0 and not self.open_connections


class _Fence:
    """The one hook of this process."""

    def __init__(self) -> None:
        self.is_up = False
        self.refused = 0
        self.allowed = 0
        self.cluster: frozenset[str] = frozenset()
        self._lock = threading.Lock()

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if event not in _WATCHED:
            return
        address = _address_of(event, arguments)
        if isinstance(
            address, str | bytes
        ):  # a socket file of this machine: pipes between processes
            return
        host = str(address[0]) if isinstance(address, tuple) and address else ""
        with self._lock:
            if host and host in self.cluster:
                self.allowed += 1
                return
            self.refused += 1
        # WHY PermissionError: libraries that try the network treat an OSError as "no network".
        msg = f"Woo Desk uses no network: {event}"
        raise PermissionError(msg)


_fence = _Fence()


def refuse_network() -> None:
    """Refuse all network use of this process from now on; doing it twice changes nothing."""
    if not _fence.is_up:
        _fence.is_up = True
        sys.addaudithook(_fence)


def allow_cluster(*hosts: str) -> None:
    """Let connections to these hosts through: a cluster that the user named for a batch run.

    Args:
        hosts: numeric addresses and names, exactly as they are used.
    """
    _fence.cluster = _fence.cluster | frozenset(hosts)


def network_use() -> NetworkUse:
    """What this process did with the network since `refuse_network`."""
    return NetworkUse(_fence.refused, _fence.allowed, _open_connections())


def _address_of(event: str, arguments: tuple[object, ...]) -> object:
    if event in _WITH_ADDRESS:
        return arguments[1] if len(arguments) > 1 else ()
    return arguments[:1]


def _open_connections() -> int | None:
    """Sockets of this process that the kernel lists as internet sockets (proc(5))."""
    folder = Path("/proc/self")
    try:
        own = _descriptors(folder / "fd")
        listed = [
            line.split()[_INODE_COLUMN]
            for name in _KERNEL_TABLES
            if (table := folder / "net" / name).exists()
            for line in table.read_text("ascii").splitlines()[1:]
        ]
    except OSError:
        return None
    return sum(1 for inode in listed if f"socket:[{inode}]" in own)


def _descriptors(folder: Path) -> set[str]:
    """What the descriptors of this process stand for: paths, "socket:[123]" and the like."""
    found = set()
    for entry in folder.iterdir():
        with contextlib.suppress(FileNotFoundError):  # the one that lists the folder is gone
            found.add(str(entry.readlink()))
    return found
