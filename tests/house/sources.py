"""The files of the project, as the house checks read them."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("woo_desk", "tests", "resources", ".ci")
TEXT_SUFFIXES = (".py", ".toml", ".md", ".txt", ".json", ".csv", ".html", ".svg", ".lock", ".spec")


def text_files() -> Iterator[Path]:
    """Every text file that people write: in the folders of the project and beside them."""
    candidates = [path for path in ROOT.iterdir() if path.is_file()]
    for folder in FOLDERS:
        candidates += (ROOT / folder).rglob("*")
    for path in sorted(candidates):
        is_text = path.suffix in TEXT_SUFFIXES or path.name in ("run", "LICENSE", ".gitignore")
        if is_text and path.is_file() and "__pycache__" not in path.parts:
            yield path


def python_files(*folders: str) -> list[Path]:
    """Every Python file below these folders of the project; without folders: every one."""
    return [
        path
        for path in text_files()
        if path.suffix == ".py" and (not folders or name_of(path).split("/")[0] in folders)
    ]


def name_of(path: Path) -> str:
    """The path relative to the project, with forward slashes."""
    return path.relative_to(ROOT).as_posix()


@functools.cache
def tree_of(path: Path) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse(path.read_text("utf-8"))
