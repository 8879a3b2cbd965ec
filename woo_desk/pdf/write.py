"""Writes a finished PDF beside its place and moves it there: a file is whole or not there."""

from __future__ import annotations

import contextlib
import hashlib
import mmap
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from woo_desk.domain.ids import Sha256

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file that was written."""

    sha256: Sha256
    bytes: int


@contextlib.contextmanager
def beside(output: Path) -> Iterator[Path]:
    """A temporary path in the folder of `output`; it is moved there when the block ends well.

    Raises:
        OSError: when the folder cannot be written.
    """
    handle, name = tempfile.mkstemp(prefix=".deel-", suffix=".pdf", dir=output.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        temporary.replace(output)
    finally:
        temporary.unlink(missing_ok=True)


def save(target: pikepdf.Pdf, path: Path) -> WrittenFile:
    """Write a file whole, compressed, with an identifier made from its content alone."""
    for mode in (pikepdf.ObjectStreamMode.generate, pikepdf.ObjectStreamMode.disable):
        target.save(
            path,
            min_version="1.7",
            deterministic_id=True,
            compress_streams=True,
            recompress_flate=False,
            object_stream_mode=mode,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            linearize=False,
        )
        if not _has_doubtful_end(path):
            break
    return digest(path)


def _has_doubtful_end(path: Path) -> bool:
    """Whether the data of a stream ends in a carriage return; see `woo_desk.pdf.streams`."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return data.find(b"\r\nendstream") >= 0


def digest(path: Path) -> WrittenFile:
    """Digest and size of a file on disk."""
    total, sha = 0, hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            total += len(block)
            sha.update(block)
    return WrittenFile(Sha256(sha.hexdigest()), total)
