"""What the English texts lack or have too much: `python -m tests.helpers.missing_english`.

Prints the Dutch of every key that has no English yet, area by area, ready to be translated.
"""

from __future__ import annotations

import string
import sys
import tomllib
from collections.abc import Mapping

from woo_desk.resources import resource_path
from woo_desk.texts import DUTCH_ONLY, all_texts, texts_in

Entry = str | Mapping[str, str]


def needed() -> dict[str, Entry]:
    """Every Dutch text that has to have an English one."""
    return {k: v for k, v in all_texts().items() if k.partition(".")[0] not in DUTCH_ONLY}


def missing() -> dict[str, Entry]:
    english = texts_in("en")
    return {key: entry for key, entry in needed().items() if key not in english}


def superfluous() -> list[str]:
    return sorted(set(texts_in("en")) - set(needed()))


def unlike() -> list[str]:
    """Keys whose English is of another form or has other placeholders."""
    dutch = needed()
    return [
        key
        for key, entry in texts_in("en").items()
        if key in dutch and _shape(entry) != _shape(dutch[key])
    ]


def _shape(entry: Entry) -> object:
    if isinstance(entry, Mapping):
        return {form: _names(words) - {"count"} for form, words in entry.items()}
    return _names(entry)


def _names(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


def area_of(key: str) -> str:
    """Name of the Dutch file that has this key."""
    for path in sorted(resource_path("texts").glob("*.toml")):
        value: object = tomllib.loads(path.read_text("utf-8"))
        for part in key.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
        if value is not None:
            return path.stem
    return "?"


def main() -> int:
    lacking = missing()
    for key, entry in lacking.items():
        print(f"{area_of(key)}: {key} = {entry!r}")  # noqa: T201  a script for people
    for key in superfluous():
        print(f"not in Dutch: {key}")  # noqa: T201
    for key in unlike():
        print(f"other placeholders: {key}")  # noqa: T201
    print(f"{len(lacking)} missing, {len(texts_in('en'))} there")  # noqa: T201
    return 1 if lacking or superfluous() or unlike() else 0


if __name__ == "__main__":
    sys.exit(main())
