"""Reads the words out of a content stream without drawing it.

What is shown on a page is read by pdfium and by a second reader. This is for what they do not
show: a font whose ToUnicode says something else than its codes, patterns and forms that are never
painted, Type 3 glyphs, marked content, comments.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from woo_desk.verify.streams import carved
from woo_desk.verify.strings import from_hex, plain_name, readings, runs_of, unescaped
from woo_desk.verify.vocabulary import is_of_format

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


_INLINE = re.compile(rb"(?<![^\s>])BI\s(?P<keys>.{0,2000}?)\sID\s", re.DOTALL)
_INLINE_END = re.compile(rb"\sEI(?![^\s])")
_PACKED = re.compile(rb"/(?:AHx|Fl|ASCIIHexDecode|FlateDecode|A85|ASCII85Decode)\b")
_HEX_PIXELS = re.compile(rb"[0-9A-Fa-f\s]+(?=>)")


@dataclass(frozen=True, slots=True)
class Words:
    """What stands in a content stream."""

    shown: str
    """What is shown, codes read as Latin text; strings joined as they follow one another."""
    shown_apart: str
    """The same with each string on a line of its own."""
    other: str
    """Names, comments, and strings of marked content, one a line."""


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
            case "literal" | "hex" as kind:
                texts = _as_text(token[kind], kind == "hex", depth > 0)
                (other if depth > 0 else shown).extend(texts)
            case "name":
                if not is_of_format(token["name"]):
                    other.extend(readings(plain_name(token["name"])))
            case "comment":
                other.extend(readings(token["comment"]))
            case _:
                pass
    other.extend(_inline_pictures(data))
    return Words(shown=JOINER.join(shown), shown_apart="\n".join(shown), other="\n".join(other))


def _inline_pictures(data: bytes) -> Iterator[str]:
    """What could be text in the pixels of pictures that stand in the content itself (8.9.7)."""
    if b"BI" not in data:  # WHY: looking for one at every space of a page takes a while
        return
    position = 0
    while picture := _INLINE.search(data, position):
        end = _INLINE_END.search(data, picture.end())
        pixels = data[picture.end() : end.start() if end else len(data)]
        for layer in (pixels, *_unpacked(picture["keys"], pixels)):
            yield from runs_of(layer)
        if end is None:
            return
        position = end.end()


def _unpacked(keys: bytes, pixels: bytes) -> Iterator[bytes]:
    if not _PACKED.search(keys):
        return
    if digits := _HEX_PIXELS.match(pixels):
        pixels = from_hex(digits[0])
        yield pixels
    elif b"A85" in keys or b"ASCII85" in keys:
        pixels = base64.a85decode(pixels.split(b"~>")[0])
        yield pixels
    yield from carved(pixels)


def replacements(data: bytes) -> Iterator[str]:
    """Other words that marked content gives for what is shown (14.9.4)."""
    for token in _REPLACEMENT.finditer(data):
        is_hex = token["hex"] is not None
        yield from readings(from_hex(token["hex"]) if is_hex else unescaped(token["literal"]))


@lru_cache(maxsize=16_384)
def _as_text(token: bytes, is_hex: bool, is_marked: bool) -> tuple[str, ...]:
    """Shown codes have one reading, the first that fits; strings of marked content have all.

    Remembered, because a page says few words that no page before it said.
    """
    data = from_hex(token) if is_hex else unescaped(token)
    if is_marked:
        return tuple(readings(data))
    if b"\x00" in data and len(data) % 2 == 0:
        return (data.decode("utf-16-be", "replace"),)
    if data.isascii():
        return tuple(readings(data))[-1:]
    return (data.decode("cp1252", "replace"),)
