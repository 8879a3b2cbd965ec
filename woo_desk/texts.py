"""All text for people, by key. No Qt: window, command line and inventory use the same texts.

`resources/texts/*.toml` hold the Dutch texts, one file per area, nested tables joined by dots. A
table with the keys `one` and `other` is a plural and is chosen by the value `count`. A table may
have its own text under `_`, next to longer keys ("error.encrypted" beside
"error.encrypted.what_now").

`resources/texts/en/` holds the same in English, for who chose that. What is published, and what is
stored in a dossier that colleagues share, is Dutch whatever was chosen: `dutch_text`. Keys under
DUTCH_ONLY are never said in another way and have no English text.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from woo_desk.resources import resource_path

DUTCH = "nl"
LANGUAGES = (DUTCH, "en")
DUTCH_ONLY = frozenset(
    {
        *("archive", "bundle", "calendar", "certificate", "cover"),
        *("example", "hidden_detail", "inventory", "link", "lookup", "mail", "mark", "page_map"),
        *("court", "letter"),
        *("page_scope", "platform", "redaction", "redaction_log", "relation", "statement", "table"),
        "why",
    }
)
"""First parts of keys that only stand in what is published or stored."""
_chosen = [DUTCH]


def set_language(language: str) -> None:
    """Speak this language from now on: one of LANGUAGES. Worker processes always stay Dutch."""
    if language not in LANGUAGES:
        msg = f"no texts in {language}"
        raise ValueError(msg)
    _chosen[0] = language


def language() -> str:
    """The language that is spoken now."""
    return _chosen[0]


def text(key: str, /, **values: object) -> str:
    """The text with its placeholders filled; KeyError for an unknown key or missing value.

    In the chosen language; in Dutch where that has no text for it.
    """
    if _chosen[0] != DUTCH and (entry := texts_in(_chosen[0]).get(key)) is not None:
        return _filled(entry, values)
    return dutch_text(key, **values)


def dutch_text(key: str, /, **values: object) -> str:
    """The Dutch text whatever language was chosen, for what is published or stored."""
    return _filled(all_texts()[key], values)


def _filled(entry: str | Mapping[str, str], values: Mapping[str, object]) -> str:
    if isinstance(entry, Mapping):
        entry = entry["one" if values["count"] == 1 else "other"]
    return entry.format(**values)


def has_text(key: str) -> bool:
    """Whether a text exists under this key."""
    return key in all_texts()


@functools.cache
def all_texts() -> Mapping[str, str | Mapping[str, str]]:
    """Every Dutch text by its full key; plurals as a mapping with `one` and `other`."""
    return texts_in(DUTCH)


@functools.cache
def texts_in(language: str) -> Mapping[str, str | Mapping[str, str]]:
    """Every text in this language by its full key; ValueError for a key that is there twice."""
    result: dict[str, str | Mapping[str, str]] = {}
    folder = resource_path("texts" if language == DUTCH else f"texts/{language}")
    for path in sorted(folder.glob("*.toml")):
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
