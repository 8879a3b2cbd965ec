"""A batch run on a Dask cluster that is already there: `dask://HOST:PORT` is its scheduler.

The one exception to "no network", and only when the user names the cluster: connections to its
scheduler, nothing else. Documents travel to it unredacted, so it has to be as trusted as the
machine itself; Dask protects the way there with TLS where the administrator has set that up.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import dask
import distributed

from woo_desk import offline
from woo_desk.errors import UsageError

SCHEME = "dask"
_CONNECT_S = 15
_LARGEST_PARCEL = "1GB"


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster that answers."""

    executor: Executor
    capacity: int
    """Jobs that it runs at the same time."""


@contextmanager
def connected(address: str) -> Iterator[Cluster]:
    """The cluster at an address, for the length of a `with` block.

    Args:
        address: "dask://HOST:PORT".

    Raises:
        UsageError: "executor_address": not such an address; "executor_unreachable": nobody answers
            there, or it has no workers.
    """
    host, port = _parse(address)
    _let_through(host, port)
    settings = {
        "distributed.admin.large-graph-warning-threshold": _LARGEST_PARCEL,
        # WHY: a document that ends three workers is a named problem, not the end of the run.
        "distributed.scheduler.allowed-failures": 2,
    }
    with dask.config.set(settings):
        try:
            client = distributed.Client(
                f"tcp://{host}:{port}", timeout=_CONNECT_S, set_as_default=False
            )
        except (OSError, TimeoutError):
            raise UsageError("executor_unreachable", name=address) from None
        with client:
            try:
                client.wait_for_workers(1, timeout=_CONNECT_S)
            except TimeoutError:
                raise UsageError("executor_unreachable", name=address) from None
            capacity = sum(client.nthreads().values())
            # WHY not pure: Dask would hash each document to see whether it did the job before.
            with client.get_executor(pure=False, retries=2) as executor:
                yield Cluster(executor, capacity)


def _parse(address: str) -> tuple[str, int]:
    refused = UsageError("executor_address", name=address)
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise refused from None
    if parts.scheme != SCHEME or not host or not port:
        raise refused
    return host, port


def _let_through(host: str, port: int) -> None:
    offline.allow_cluster(host)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        raise UsageError("executor_unreachable", name=host) from None
    offline.allow_cluster(*(str(each[4][0]) for each in found))
