"""Finds the files that are handed in, on disk."""

from __future__ import annotations

import functools
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from woo_desk.errors import UsageError
from woo_desk.publication import package
from woo_desk.usecases.names import clean_name

_BESIDE_DOSSIER = frozenset(("", ".lock", "-journal", "-wal", "-shm"))


def find_sources(paths: Sequence[Path], target: Path | None = None) -> list[Path]:
    """Every file in order and once, folders walked by name.

    A folder that cannot be read, or that is only a link, is listed itself and becomes a document
    with a problem, so that nothing disappears silently and no folder can hold itself.

    Args:
        paths: files and folders.
        target: of an export; what earlier exports left there is no source.

    Raises:
        UsageError: a path does not exist.
    """
    found: dict[Path, Path] = {}
    real = functools.cache(Path.resolve)  # of folders: on a share each look takes a while
    for path in paths:
        try:
            is_folder = stat.S_ISDIR(path.stat().st_mode)
        except PermissionError:  # it is there, but closed: the worker will say so
            is_folder = False
        except (OSError, ValueError):
            raise UsageError("source_missing", name=clean_name(str(path))) from None
        # WHY once: a folder is dropped with a folder in it, or twice; that makes no copies.
        for file in _walk(path, target) if is_folder else [path]:
            found.setdefault(real(file.parent) / file.name, file)
    return list(found.values())


def is_of_dossier(path: Path, dossier: Path) -> bool:
    """Whether a file is the dossier itself, or what the program keeps beside it meanwhile."""
    rest = path.name.removeprefix(dossier.name)
    if not path.name.startswith(dossier.name) or rest not in _BESIDE_DOSSIER:
        return False
    return path.parent.resolve() == dossier.parent.resolve()


def place_of(path: Path, roots: Sequence[Path]) -> str:
    """Where a file lies below what was handed in, with the name of that folder before it."""
    for root in roots:
        if path == root:
            break
        if path.is_relative_to(root):
            name = root.name or root.resolve().name
            return clean_name("/".join((name, *path.relative_to(root).parts)))
    return clean_name(path.name)


def _walk(top: Path, target: Path | None) -> Iterator[Path]:
    unreadable: list[Path] = []
    walker = os.walk(top, onerror=lambda error: unreadable.append(Path(error.filename)))
    own = target.resolve() if target is not None else None
    for name, subfolders, names in walker:
        folder = Path(name)
        subfolders.sort()
        linked = [sub for sub in subfolders if (folder / sub).is_symlink()]
        if own is not None and folder.resolve() == own:
            subfolders[:] = [sub for sub in subfolders if not package.is_of_export(sub)]
        yield from (folder / name for name in sorted([*names, *linked]))
    yield from unreadable
