"""Looks into the objects of an untrusted PDF without trusting their types.

Each function gives what was asked for, or nothing; none raises because a file holds something else
than the standard says.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from woo_desk.texts import text

MAX_DETAIL = 500
"""Characters of `HiddenItem.detail`."""
_MAX_TREE = 10_000
"""Nodes of a name tree, list of bookmarks or field tree that are looked at."""


def entry(holder: Any, key: str) -> Any:
    """What stands under a key of a dictionary or stream; None when there is nothing."""
    if not isinstance(holder, (pikepdf.Dictionary, pikepdf.Stream)):
        return None
    if key.isascii():
        return holder.get(key)
    # WHY: a name need not be UTF-8, and pikepdf gives such a key but does not take it.
    return next((value for known, value in holder.items() if known == key), None)


def dictionary(holder: Any, key: str) -> pikepdf.Dictionary | None:
    """The dictionary under a key."""
    value = entry(holder, key)
    return value if isinstance(value, pikepdf.Dictionary) else None


def items(holder: Any, key: str) -> list[Any]:
    """The members of the array under a key; [] when it is no array."""
    value = entry(holder, key)
    return list(value.as_list()) if isinstance(value, pikepdf.Array) else []


def name(holder: Any, key: str) -> str:
    """The name under a key, with its slash; "" when it is no name."""
    value = entry(holder, key)
    return str(value) if isinstance(value, pikepdf.Name) else ""


def number(holder: Any, key: str, default: float = 0.0) -> float:
    """The number under a key."""
    value = entry(holder, key)
    try:
        return float(value)
    except (TypeError, ValueError, OverflowError):
        return default


def flags(holder: Any, key: str) -> int:
    """The bits under a key; 0 when there is no whole number."""
    value = entry(holder, key)
    return value if isinstance(value, int) else 0


def words(value: Any) -> str:
    """A text string or a stream of text as characters fit to be shown, at most MAX_DETAIL."""
    if isinstance(value, pikepdf.Stream):
        try:
            value = pikepdf.String(value.read_bytes()[: 4 * MAX_DETAIL])
        except pikepdf.PdfError:
            return ""
    if isinstance(value, (pikepdf.String, pikepdf.Name)):
        try:
            value = str(value)
        except UnicodeDecodeError:
            value = bytes(value).decode("latin-1")
    return shown(value) if isinstance(value, str) else ""


def shown(untrusted: str) -> str:
    """Text on one line without control characters, at most MAX_DETAIL characters."""
    clean = "".join(c if c.isprintable() else " " for c in untrusted[: 4 * MAX_DETAIL])
    short = " ".join(clean.split())
    return short if len(short) <= MAX_DETAIL else short[: MAX_DETAIL - 1] + "…"


def detail(key: str, /, **values: object) -> str:
    """The text `hidden_detail.<key>` for a HiddenItem, at most MAX_DETAIL characters."""
    return shown(text(f"hidden_detail.{key}", **values))


def tree_leaves(root: Any, leaf_key: str) -> Iterator[tuple[str, Any]]:
    """The pairs of a name tree (`/Names`) or number tree (`/Nums`); loops end the walk."""
    stack, seen = [root], 0
    while stack and seen < _MAX_TREE:
        node = stack.pop()
        seen += 1
        pairs = items(node, leaf_key)
        for at in range(0, len(pairs) - 1, 2):
            yield words(pairs[at]), pairs[at + 1]
        stack.extend(reversed(items(node, "/Kids")))


def chain(first: Any, *, down: str = "/First", on: str = "/Next") -> Iterator[Any]:
    """The nodes of a tree of bookmarks, in order, each once."""
    stack = [first] if isinstance(first, pikepdf.Dictionary) else []
    seen: set[tuple[int, int]] = set()
    count = 0
    while stack and count < _MAX_TREE:
        node = stack.pop()
        if node.objgen in seen:
            continue
        if node.objgen != (0, 0):
            seen.add(node.objgen)
        count += 1
        yield node
        for key in (on, down):
            following = entry(node, key)
            if isinstance(following, pikepdf.Dictionary):
                stack.append(following)
