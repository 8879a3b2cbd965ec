"""Which detector made a finding: the program, Presidio and the lists that were read."""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata

import woo_desk
from woo_desk.resources import resource_path


@functools.cache
def detector_version() -> str:
    """For instance "0.1.0/presidio-2.2.366/lists-1a2b3c4d".

    Two equal values mean that the same page gives the same findings.
    """
    presidio = importlib.metadata.version("presidio-analyzer")
    return f"{woo_desk.__version__}/presidio-{presidio}/lists-{_lists_digest()}"


def _lists_digest() -> str:
    digest = hashlib.sha256()
    names = (path for path in resource_path("names").iterdir() if path.is_file())
    for path in (*sorted(names), *sorted(resource_path("models").glob("*.bin.gz"))):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]
