"""Reads the words out of a content stream without drawing it.

What is shown on a page is read by pdfium and pypdf. This is for what they do not show: a font whose
ToUnicode says something else than its codes, patterns and forms that are never painted, Type 3
glyphs, marked content, comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from woo_desk.verify.strings import from_hex, readings, unescaped

JOINER = "\u2060"
"""Word joiner: invisible, and no edge of a word."""

_LITERAL = rb"\((?P<literal>(?:[^()\\]|\\.|\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\))*)\)"
_TOKENS = re.compile(
    _LITERAL + rb"|(?P<mark><<|>>)|<(?P<hex>[0-9A-Fa-f\s]*)>|/(?P<name>[^\s()<>\[\]{}/%]+)"
    rb"|%(?P<comment>[^\r\n]*)|(?P<gap>-\d{3,4}(?:\.\d+)?(?=\s*[(<]))",
    re.DOTALL,
)
_REPLACEMENT = re.compile(
    rb"/(?:ActualText|Alt|E)\s*(?:" + _LITERAL + rb"|<(?P<hex>[0-9A-Fa-f\s]*)>)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Words:
    """What stands in a content stream."""

    shown: str
    """What is shown, codes read as Latin text; strings joined as they follow one another."""
    shown_apart: str
    """The same with each string on a line of its own."""
    other: str
    """Names, comments, and strings of marked content, one a line."""
    replacements: tuple[str, ...]
    """Other words that marked content gives for what is shown (14.9.4)."""


def content_words(data: bytes) -> Words:
    """Read one content stream."""
    shown: list[str] = []
    other: list[str] = []
    depth = 0
    for token in _TOKENS.finditer(data):
        match token.lastgroup:
            case "mark":
                depth += 1 if token["mark"] == b"<<" else -1
            case "gap":
                shown.append(" ")
            case "literal":
                text = unescaped(token["literal"])
                (other if depth > 0 else shown).extend(_as_text(text, depth))
            case "hex":
                (other if depth > 0 else shown).extend(_as_text(from_hex(token["hex"]), depth))
            case "name" | "comment" as kind:
                other.extend(readings(token[kind]))
            case _:
                pass
    return Words(
        shown=JOINER.join(shown),
        shown_apart="\n".join(shown),
        other="\n".join(other),
        replacements=tuple(_replacements(data)),
    )


def _replacements(data: bytes) -> Iterator[str]:
    for token in _REPLACEMENT.finditer(data):
        is_hex = token["hex"] is not None
        yield from readings(from_hex(token["hex"]) if is_hex else unescaped(token["literal"]))


def _as_text(data: bytes, depth: int) -> list[str]:
    """Shown codes have one reading, the first that fits; strings of marked content have all."""
    found = list(readings(data))
    if depth > 0:
        return found
    if b"\x00" in data and len(data) % 2 == 0:
        return [data.decode("utf-16-be", "replace")]
    return [found[-1] if data.isascii() else data.decode("cp1252", "replace")]
