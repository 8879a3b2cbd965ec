"""Which text keys the program's code names, found by reading its syntax."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.house.sources import name_of, python_files, tree_of

SPEAKERS = ("text", "dutch_text", "say", "warn")
"""Functions that take a key first and the values of its placeholders as keywords."""
HOLE = "\0"
"""Stands for `{…}` in the text of an f-string."""


@dataclass(frozen=True, slots=True)
class Said:
    """One call that puts a text in front of a person."""

    place: str
    key: str
    """With HOLE for each part that is only known at run time."""
    arguments: frozenset[str] | None
    """Names of the values; None when they are handed on as `**values`."""


def constants() -> dict[str, str]:
    """Every string constant of the program that is no docstring, with one place where it stands."""
    return {
        node.value: f"{name_of(path)}:{node.lineno}"
        for path in python_files("woo_desk")
        for node in _without_docstrings(tree_of(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def templates() -> dict[str, str]:
    """Every f-string of the program, holes marked, with one place where it stands."""
    return {
        _template(node): f"{name_of(path)}:{node.lineno}"
        for path in python_files("woo_desk")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.JoinedStr)
    }


def said() -> Iterator[Said]:
    """Every call of a speaker with a key that can be read in the code."""
    for path in python_files("woo_desk"):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call) and _called(node) in SPEAKERS and node.args:
                key = _key(node.args[0])
                if key is not None:
                    yield Said(f"{name_of(path)}:{node.lineno}", key, _arguments(node))


def desk_errors() -> Iterator[Said]:
    """Every DeskError that is made with a key that can be read in the code."""
    names = _error_classes()
    for path in python_files("woo_desk"):
        for owner in ast.walk(tree_of(path)):
            inside_error = isinstance(owner, ast.ClassDef) and owner.name in names
            for node in ast.walk(owner) if inside_error else [owner]:
                is_made = isinstance(node, ast.Call) and (
                    _called(node) in names or (inside_error and _called(node) == "__init__")
                )
                if is_made and isinstance(node, ast.Call) and node.args:
                    key = _key(node.args[0])
                    if key is not None and HOLE not in key:
                        yield Said(f"{name_of(path)}:{node.lineno}", key, _arguments(node))


def literals_passed_to(function: str) -> dict[str, str]:
    """First arguments, where constant, of all calls of this name, with one place each."""
    return {
        node.args[0].value: f"{name_of(path)}:{node.lineno}"
        for path in python_files("woo_desk")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call)
        and _called(node) == function
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


def matches(template: str, key: str) -> bool:
    """Whether the key can come out of the f-string."""
    return re.fullmatch(".+".join(map(re.escape, template.split(HOLE))), key) is not None


def _error_classes() -> set[str]:
    bases = {
        node.name: {base.id for base in node.bases if isinstance(base, ast.Name)}
        for path in python_files("woo_desk")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ClassDef)
    }
    found = {"DeskError"}
    while more := {name for name, parents in bases.items() if parents & found} - found:
        found |= more
    return found


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(name):
            return name
        # WHY not `x.text()`: that is a Qt widget; `output.say` and `sink.warn` are ours.
        case ast.Attribute(attr=name) if name != "text":
            return name
        case _:
            return ""


def _key(node: ast.expr) -> str | None:
    match node:
        case ast.Constant(str() as value):
            return value
        case ast.JoinedStr():
            return _template(node)
        case _:
            return None


def _template(node: ast.JoinedStr) -> str:
    return "".join(
        str(part.value) if isinstance(part, ast.Constant) else HOLE for part in node.values
    )


def _arguments(call: ast.Call) -> frozenset[str] | None:
    names = [keyword.arg for keyword in call.keywords]
    return None if None in names else frozenset(name for name in names if name)


def _without_docstrings(tree: ast.Module) -> Iterator[ast.AST]:
    docstrings = {
        id(statement.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        for statement in node.body
        if isinstance(statement, ast.Expr)
    }
    return (node for node in ast.walk(tree) if id(node) not in docstrings)
