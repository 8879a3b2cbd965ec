"""Other ways to write the same words: codes that text is packed in, and letters that look alike.

Nobody reads these on a page, and every program that looks for it finds them. What is packed in a
code of two or more layers, in numbers, colours or the order of things is not looked for: anything
can be said that way, and only who wrote it knows how.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import quopri
import re
import urllib.parse
from collections.abc import Iterator

LEAST_HIDDEN = 8
"""Letters from which a word is also looked for backwards and turned by thirteen places."""

_HEX = re.compile(r"(?<![0-9A-Fa-f])(?:[0-9A-Fa-f]{2}[ :]?){6,}(?![0-9A-Fa-f])")
_BASE64 = re.compile(r"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{11,}={0,2}")
_UNICODE = re.compile(r"\\u\{?([0-9A-Fa-f]{4,6})\}?")
_QUOTED = re.compile(r"(?:=[0-9A-Fa-f]{2}){2}|=[0-9A-Fa-f]{2}\w")
_UTF7 = re.compile(r"\+[A-Za-z0-9+/]{3,}-")
_TWICE = re.compile(r"%25[0-9A-Fa-f]{2}")
_NUMBERS = re.compile(r"(?<!\d)(?:\d{2,3}[ ,;]+){5,}\d{2,3}(?!\d)")
_LEAST_PRINTABLE = 0.8

_LOOK_ALIKE = dict(
    zip(
        "авсеһіјкмнорѕтухԁԛԝαβεικνορτυχ",
        "abcehijkmhopstyxdqwabeikvoptux",
        strict=True,
    )
)
_LETTER_SIGNS = (0xE0041, 0xE0061, 0x1F150, 0x1F170, 0x1F1E6)
"""Where runs of A to Z begin that Unicode does not take apart: invisible tags, large and small;
white on a black disc, and on a black square; letters of flags."""


def _look_alike() -> dict[int, int]:
    table = {ord(letter): ord(latin) for letter, latin in _LOOK_ALIKE.items()}
    for start in _LETTER_SIGNS:
        table.update((start + step, ord("a") + step) for step in range(26))
    table.update((0xE0030 + step, ord("0") + step) for step in range(10))
    return table


LATIN_OF = _look_alike()
"""Code of a letter or sign that looks like a small Latin letter -> code of that."""


def backwards_and_turned(form: str) -> Iterator[str]:
    """A normal form from back to front, and with each letter thirteen places on."""
    if len(form) < LEAST_HIDDEN or form.isdigit():
        return
    for other in (form[::-1], codecs.encode(form, "rot13")):
        if other != form:
            yield other


def unpacked_texts(text: str) -> Iterator[str]:
    """What a text says when the codes are undone that stand in it."""
    if _TWICE.search(text):
        yield urllib.parse.unquote(urllib.parse.unquote(text))
    if "\\u" in text:
        yield _UNICODE.sub(lambda code: chr(min(int(code[1], 16), 0x10FFFF)), text)
    if "=" in text and _QUOTED.search(text):
        yield quopri.decodestring(text.encode()).decode("utf-8", "replace")
    if "+" in text and _UTF7.search(text):
        yield text.encode("ascii", "ignore").decode("utf-7", "replace")
    for run in _HEX.finditer(text):
        yield from _readable(binascii.unhexlify(re.sub("[ :]", "", run[0])))
    for run in _BASE64.finditer(text):
        yield from _readable(_from_base64(run[0]))
    for run in _NUMBERS.finditer(text):
        for base in (10, 8):
            yield from _readable(_from_numbers(run[0], base))


def _from_base64(word: str) -> bytes:
    plain = word.rstrip("=").translate(str.maketrans("-_", "+/"))
    plain = plain[: len(plain) - (len(plain) % 4 == 1)]
    return base64.b64decode(plain + "=" * (-len(plain) % 4))


def _from_numbers(numbers: str, base: int) -> bytes:
    try:
        return bytes(int(number, base) for number in re.findall(r"\d+", numbers))
    except ValueError:  # no codes of letters
        return b""


def _readable(data: bytes) -> Iterator[str]:
    """The text of unpacked bytes, where they are text at all."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be") if b"\x00" in data else ("utf-8",):
        text = data.decode(encoding, "replace")
        good = sum(letter.isprintable() and letter != "\ufffd" for letter in text)
        if good and good >= _LEAST_PRINTABLE * len(text):
            yield text
