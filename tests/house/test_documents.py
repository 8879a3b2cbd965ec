"""Documents for who works on the program name files, modules and values that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.sources import ROOT

DOCUMENTS = (
    *("README.md", "CONTRIBUTING.md", "SECURITY.md"),
    *("woo_desk/DESIGN.md", "woo_desk/ADDING.md"),
)
_IN_TICKS = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(r"^[\w./-]+/[\w.-]*$|^[\w-]+\.(?:md|toml|spec|lock)$")
_MODULE = re.compile(r"python -m (tests[\w.]+)")
_VALUE = re.compile(r"^(?P<module>[\w/]+)\.(?P<name>[A-Z_]+)$")
_OUTSIDE = ("DIR/", "OUT/", "publicatie/", "intern/", ".venv", "/")
"""Beginnings of paths that somebody makes."""


def exists(name: str) -> bool:
    """Whether a path is there: from the root, or short for one in the package or its resources.

    `workers/tasks.FUNCTIONS` is a name in a module.
    """
    bases = (ROOT, ROOT / "woo_desk", ROOT / "resources")
    value = _VALUE.match(name)
    if value is None:
        return any((base / name).exists() for base in bases)
    modules = [base / f"{value['module']}.py" for base in bases]
    return any(m.exists() and f"\n{value['name']}" in m.read_text("utf-8") for m in modules)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_files_that_a_document_names_exist(document: str) -> None:
    words = (ROOT / document).read_text("utf-8")
    named = {name.split("::")[0] for name in _IN_TICKS.findall(words)}
    paths = {n for n in named if _PATH.match(n) and not n.startswith(_OUTSIDE)}
    # WHY `.json`: those are files of a package, not of the checkout.
    missing = sorted(n for n in paths if not n.endswith(".json") and not exists(n))
    assert missing == []
    assert paths or document == "SECURITY.md"


@pytest.mark.parametrize("document", DOCUMENTS)
def test_modules_that_a_document_runs_exist(document: str) -> None:
    named = _MODULE.findall((ROOT / document).read_text("utf-8"))
    places = [ROOT.joinpath(*name.split(".")) for name in named]
    assert [p for p in places if not (p.with_suffix(".py").exists() or p.is_dir())] == []


def test_pictures_of_the_readme_are_those_of_the_manual() -> None:
    words = (ROOT / "README.md").read_text("utf-8")
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", words)
    assert len(pictures) >= 3
    assert [name for name in pictures if not Path(ROOT / name).is_file()] == []
