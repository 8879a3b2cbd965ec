"""Finds the files that ship with the program: in a checkout, a wheel or a frozen build."""

from __future__ import annotations

import functools
import sys
from pathlib import Path


@functools.cache
def resources_root() -> Path:
    """The folder that holds the resources; FileNotFoundError when the installation is broken."""
    package = Path(__file__).resolve().parent
    frozen = Path(getattr(sys, "_MEIPASS", package)) / "resources"
    for candidate in (package / "_resources", frozen, package.parent / "resources"):
        if (candidate / "grounds.toml").is_file():
            return candidate
    msg = "resources are missing from this installation"
    raise FileNotFoundError(msg)


def resource_path(name: str) -> Path:
    """Path of one resource, by its name relative to `resources/`; FileNotFoundError if absent."""
    path = resources_root() / name
    if not path.exists():
        msg = f"no resource {name}"
        raise FileNotFoundError(msg)
    return path
