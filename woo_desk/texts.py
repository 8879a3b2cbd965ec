"""All Dutch text, by key. No Qt: window, command line and inventory use the same texts.

`resources/texts/*.toml` hold the texts, one file per area, nested tables joined by dots. A table
with the keys `one` and `other` is a plural and is chosen by the value `count`. A table may have
its own text under `_`, next to longer keys ("error.encrypted" beside "error.encrypted.what_now").
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from woo_desk.resources import resource_path


def text(key: str, /, **values: object) -> str:
    """The text with its placeholders filled; KeyError for an unknown key or missing value."""
    entry = all_texts()[key]
    if isinstance(entry, Mapping):
        entry = entry["one" if values["count"] == 1 else "other"]
    return entry.format(**values)


def has_text(key: str) -> bool:
    """Whether a text exists under this key."""
    return key in all_texts()


@functools.cache
def all_texts() -> Mapping[str, str | Mapping[str, str]]:
    """Every text by its full key; plurals as a mapping with `one` and `other`."""
    result: dict[str, str | Mapping[str, str]] = {}
    for path in sorted(resource_path("texts").glob("*.toml")):
        for key, entry in _flatten(tomllib.loads(path.read_text("utf-8"))):
            if key in result:
                msg = f"text {key} is defined twice"
                raise ValueError(msg)
            result[key] = entry
    return result


def _flatten(
    table: Mapping[str, Any], prefix: str = ""
) -> Iterator[tuple[str, str | Mapping[str, str]]]:
    for name, entry in table.items():
        key = prefix.removesuffix(".") if name == "_" else f"{prefix}{name}"
        if isinstance(entry, str) or set(entry) == {"one", "other"}:
            yield key, entry
        else:
            yield from _flatten(entry, f"{key}.")
