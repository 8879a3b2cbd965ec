"""The manifest: every file of a package with its digest, and which pages of the bundle are whose.

The same package gives the same bytes, apart from the time of making, which the caller tells.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import importlib.metadata
import os
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

import msgspec

from woo_desk import __version__
from woo_desk.domain.export import BundlePart, PublishedFile
from woo_desk.domain.ids import Sha256
from woo_desk.errors import ResidueFound

MANIFEST = "manifest.json"
FORMAT = "woo-desk-package/1"
LIBRARIES = (
    "pikepdf",
    "pillow",
    "presidio-analyzer",
    "presidio-anonymizer",
    "pymupdf",
    "pypdf",
    "pypdfium2",
    "xlsxwriter",
)
"""Distributions that had a hand in the package or in its verification."""
UNKNOWN_VERSION = "?"


class ManifestPart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which pages of the bundle a document takes."""

    number: str
    first_page: int
    """1-based, as printed on the bundle."""
    last_page: int
    """1-based, inclusive."""


class ManifestFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of the package."""

    path: str
    """Relative to the package, with forward slashes."""
    sha256: str
    bytes: int
    pages: int
    """0 for what has no pages."""


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that `manifest.json` says."""

    format: str
    title: str
    made_at: str
    """ISO 8601, UTC, in whole seconds."""
    versions: dict[str, str]
    files: tuple[ManifestFile, ...]
    bundle: tuple[ManifestPart, ...]


def write_manifest(
    folder: Path,
    files: Iterable[PublishedFile],
    *,
    parts: Iterable[BundlePart],
    made_at: dt.datetime,
    title: str,
    versions: Mapping[str, str] | None = None,
) -> None:
    """Write `manifest.json`, after all other files.

    Args:
        folder: of the package.
        files: every other file in it.
        parts: of the bundle, in its order.
        made_at: aware.
        title: of the dossier, free of personal data.
        versions: of program and libraries; without it those that are running.

    Raises:
        ValueError: a path leaves the package or is listed twice.
        ResidueFound: the folder does not hold exactly these files.
    """
    listed = sorted(files, key=lambda file: file.path)
    _refuse_bad_paths([file.path for file in listed])
    manifest = Manifest(
        format=FORMAT,
        title=title,
        made_at=made_at.astimezone(dt.UTC).isoformat(timespec="seconds"),
        versions=dict(sorted((running_versions() if versions is None else versions).items())),
        files=tuple(ManifestFile(f.path, f.sha256, f.bytes, f.pages) for f in listed),
        bundle=tuple(ManifestPart(p.printed_number, p.first_page, p.last_page) for p in parts),
    )
    encoded = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
    (folder / MANIFEST).write_bytes(encoded + b"\n")
    check_package(folder)


def running_versions() -> Mapping[str, str]:
    """Versions of the program and of the libraries that it works with."""
    found = {"woo-desk": __version__}
    for name in LIBRARIES:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:  # a frozen build without its metadata
            found[name] = UNKNOWN_VERSION
    return found


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of a package; None when there is none of this format."""
    try:
        manifest = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return manifest if manifest.format == FORMAT else None


def check_package(folder: Path) -> None:
    """Compare a package with its manifest, file by file and byte by byte.

    Raises:
        ResidueFound: "package_altered": a file is missing, was changed, or is not listed, or there
            is no manifest. Nothing that was not verified may go out.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        raise ResidueFound("package_altered", name=MANIFEST)
    listed = {file.path: file for file in manifest.files}
    found = set(files_of(folder)) - {MANIFEST}
    for path in sorted(found ^ set(listed)):
        raise ResidueFound("package_altered", name=path)
    for path, file in listed.items():
        if published_file(folder / path, path, file.pages) != PublishedFile(
            path, Sha256(file.sha256), file.bytes, file.pages
        ):
            raise ResidueFound("package_altered", name=path)


def files_of(folder: Path) -> list[str]:
    """Everything in a folder that is no folder, by its path with forward slashes.

    Links are told as what they are, whatever they point at.
    """
    found: list[str] = []
    for where, folders, files in os.walk(folder, onerror=_unreadable):
        links = (name for name in folders if Path(where, name).is_symlink())
        inner = PurePosixPath(Path(where).relative_to(folder).as_posix())
        start = "" if inner == PurePosixPath() else f"{inner}/"
        found += (start + name for name in (*files, *links))
    return sorted(found)


def _unreadable(error: OSError) -> None:
    """WHY: what cannot be looked into is not to be taken for empty."""
    raise error


def published_file(path: Path, name: str, pages: int = 0) -> PublishedFile:
    """Digest and size of a written file.

    Args:
        path: where it is now.
        name: its path in the package.
        pages: how many it has.
    """
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return PublishedFile(name, Sha256(digest), file.tell(), pages)


def _refuse_bad_paths(paths: list[str]) -> None:
    if len(set(paths)) != len(paths):
        msg = "a file is listed twice"
        raise ValueError(msg)
    for path in paths:
        parts = PurePosixPath(path).parts
        if (
            not parts
            or path != "/".join(parts)
            or ".." in parts
            or "\\" in path
            or path == MANIFEST
        ):
            msg = "a path that is not in the package"
            raise ValueError(msg)
