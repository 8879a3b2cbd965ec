"""Jobs as parcels: a request with the files that it reads, so that it can be done on any machine.

A request names files by path or by their digest in the dossier. On another machine neither exists,
so a parcel carries their content, and paths become names within a folder that the other side makes.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from woo_desk.domain.ids import NO_SHA256
from woo_desk.store.blobs import read_blob

LARGEST = 900_000_000
"""Bytes; a larger file is not sent but worked on here."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """Which fields of a task's request stand for files."""

    reads: tuple[str, ...] = ()
    """Paths of files that the task reads."""
    stored: tuple[tuple[str, str], ...] = ()
    """Digest of a file in the dossier, and the field that takes a plain file in its stead."""
    writes: tuple[str, ...] = ()
    """Paths of files that the task writes."""
    writes_into: tuple[str, ...] = ()
    """Paths of folders that the task writes files into; the result names those by `path`."""
    named: tuple[str, ...] = ()
    """Fields of the result that hold values with such a `path`."""


TRANSFERS: Mapping[str, Transfer] = {
    "prepare": Transfer(
        reads=("path", "modern_path"),
        writes=("output_path",),
        writes_into=("children_folder",),
        named=("children",),
    ),
    "detect": Transfer(stored=(("prepared_sha256", "source_path"),)),
    "redact": Transfer(stored=(("prepared_sha256", "source_path"),), writes=("output_path",)),
    "verify": Transfer(reads=("path",), stored=(("original_sha256", "original_path"),)),
}
"""The tasks that are worth sending; all others are done on the machine of the dossier."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A request with paths relative to a folder yet to be made, and the files that belong there."""

    request: Any
    files: Mapping[str, bytes]


def pack(transfer: Transfer, request: Any) -> Parcel:
    """Make a request independent of this machine.

    Raises:
        OSError: a file cannot be read, or is too large to be sent.
        DossierError: the dossier cannot be read.
    """
    changes: dict[str, object] = {}
    files: dict[str, bytes] = {}
    for field in transfer.reads:
        path = getattr(request, field)
        if path:
            # WHY the ending: intake compares it with what the content is.
            name = f"in-{field}{Path(path).suffix}"
            changes[field] = _put(files, name, _read(Path(path)))
    for digest_field, path_field in transfer.stored:
        digest, plain = getattr(request, digest_field), getattr(request, path_field)
        if plain:
            content = _read(Path(plain))
        elif digest != NO_SHA256:
            content = read_blob(request.dossier_path, digest)
        else:
            continue
        changes[path_field] = _put(files, f"in-{path_field}", content)
    for field in (*transfer.writes, *transfer.writes_into):
        if getattr(request, field):
            changes[field] = f"out-{field}"
    if hasattr(request, "dossier_path"):
        changes["dossier_path"] = ""
    return Parcel(dataclasses.replace(request, **changes), files)


def unpack(transfer: Transfer, parcel: Parcel, folder: Path) -> Any:
    """The request of a parcel, with its files in this folder and paths that lead there."""
    for name, content in parcel.files.items():
        (folder / name).write_bytes(content)
    fields = (
        *transfer.reads,
        *(path_field for _, path_field in transfer.stored),
        *transfer.writes,
        *transfer.writes_into,
    )
    given = {name: getattr(parcel.request, name) for name in fields}
    changes = {name: str(folder / value) for name, value in given.items() if value}
    return dataclasses.replace(parcel.request, **changes)


def collect(transfer: Transfer, folder: Path) -> dict[str, bytes]:
    """What the task wrote: by field, or by field and file name."""
    found: dict[str, bytes] = {}
    for field in transfer.writes:
        path = folder / f"out-{field}"
        if path.is_file():
            found[field] = path.read_bytes()
    for field in transfer.writes_into:
        base = folder / f"out-{field}"
        if base.is_dir():
            for path in sorted(entry for entry in base.iterdir() if entry.is_file()):
                found[f"{field}/{path.name}"] = path.read_bytes()
    return found


def deliver(transfer: Transfer, request: Any, written: Mapping[str, bytes], result: Any) -> Any:
    """Put what was written where the request wants it; returns the result with paths of here.

    Raises:
        OSError: a file cannot be written.
        ValueError: the other side names a file that the request does not ask for.
    """
    for name, content in written.items():
        field, _, file_name = name.partition("/")
        if field not in (*transfer.writes, *transfer.writes_into) or not _is_plain(file_name):
            msg = "a file that nobody asked for"
            raise ValueError(msg)
        target = Path(getattr(request, field))
        if file_name:
            target.mkdir(parents=True, exist_ok=True)
            target = target / file_name
        target.write_bytes(content)
    folders = [Path(getattr(request, field)) for field in transfer.writes_into]
    if not folders:
        return result
    changes = {
        field: tuple(
            dataclasses.replace(each, path=str(folders[0] / Path(each.path).name))
            if each.path
            else each
            for each in getattr(result, field)
        )
        for field in transfer.named
    }
    return dataclasses.replace(result, **changes)


def _is_plain(name: str) -> bool:
    """A name within a folder, not a way out of it."""
    return name not in (".", "..") and not set(name) & set("/\\:\0")


def _put(files: dict[str, bytes], name: str, content: bytes) -> str:
    files[name] = content
    return name


def _read(path: Path) -> bytes:
    if path.stat().st_size > LARGEST:
        msg = "too large to send"
        raise OSError(msg)
    return path.read_bytes()
