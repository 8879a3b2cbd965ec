"""Everything in PDF syntax that can spell a word: strings, names, comments; and how to read it.

ISO 32000-1, 7.3.4 (strings), 7.3.5 (names), 7.9.2 (text strings).
"""

from __future__ import annotations

import binascii
import html
import re
import urllib.parse
from collections.abc import Iterator
from functools import lru_cache

from woo_desk.verify.disguises import unpacked_texts
from woo_desk.verify.vocabulary import is_of_format

_TOKENS = re.compile(
    rb"\((?P<literal>(?:[^()\\]|\\.|\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\))*)\)"
    rb"|<(?P<hex>[0-9A-Fa-f\s]*)>"
    rb"|/(?P<name>[^\x00\t\n\x0c\r ()<>\[\]{}/%]+)"
    rb"|%(?P<comment>[^\r\n]*)",
    re.DOTALL,
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_PLAIN_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_NAME_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_LANGUAGE = re.compile("\x1b[^\x1b]{0,9}\x1b")
_OLDER = ("mac_roman", "cp850", "cp500")
"""Of machines and programs that were in use when some archives were made."""
_PDF_DOC = dict(
    enumerate("•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž", 0x80),
)
"""PDFDocEncoding where it differs from Latin-1 in letters (annex D.2)."""
_RUNS = re.compile(rb"[\x20-\x7e\xa0-\xff]{4,}")
_WIDE_RUNS = re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\x00){4,}|(?:\x00[\x20-\x7e\xa0-\xff]){4,}")
_UTF8_RUNS = re.compile(rb"(?:[\x20-\x7e]|[\xc3-\xc9\xcc\xe2][\x80-\xbf]{1,2}){4,}")


def words_of(value: bytes) -> Iterator[str]:
    """Every string, name and comment of a piece of PDF syntax, in each way it can be read.

    Names of the format itself are left out: they stand in every file.
    """
    for token in _TOKENS.finditer(value):
        kind = token.lastgroup or ""
        if kind != "name" or not is_of_format(token[kind]):
            yield from _word(kind, token[kind])


def strings_of(value: bytes) -> str:
    """The strings of a piece of PDF syntax alone, one after the other: a word may be cut in two."""
    return "\n".join(
        _word(kind, token[kind])[-1]
        for token in _TOKENS.finditer(value)
        if (kind := token.lastgroup or "") in ("literal", "hex")
    )


@lru_cache(maxsize=8192)
def _word(kind: str, token: bytes) -> tuple[str, ...]:
    """The readings of one token; remembered, because keys and codes come back all the time."""
    match kind:
        case "literal":
            token = unescaped(token)
        case "hex":
            token = from_hex(token)
        case "name":
            token = plain_name(token)
        case _:
            pass
    return tuple(readings(token))


def plain_name(name: bytes) -> bytes:
    """A name without its #xx codes."""
    return _NAME_ESCAPE.sub(lambda code: bytes([int(code[1], 16)]), name) if b"#" in name else name


def unescaped(literal: bytes) -> bytes:
    """A literal string without its backslashes."""
    return _ESCAPE.sub(_plain, literal) if b"\\" in literal else literal


def _plain(escape: re.Match[bytes]) -> bytes:
    code = escape[1]
    if code[:1] in b"01234567":
        return bytes([int(code, 8) & 0xFF])
    if code in (b"\n", b"\r", b"\r\n"):
        return b""
    return _PLAIN_ESCAPES.get(code, code)


def from_hex(digits: bytes) -> bytes:
    """A hexadecimal string; a missing last digit counts as 0."""
    if not digits.isalnum():
        digits = b"".join(digits.split())
    return binascii.unhexlify(digits + b"0" if len(digits) % 2 else digits)


def readings(data: bytes) -> Iterator[str]:
    """Bytes as text, in each encoding in which they could be meant, and with its codes undone."""
    for text in _decoded(data):
        yield text
        yield from unpacked_texts(text)


def _decoded(data: bytes) -> Iterator[str]:
    if data.startswith((b"\xfe\xff", b"\xff\xfe")):
        text = data.decode("utf-16", "replace")
        # A language may stand in such a text, between two escapes (7.9.2.2).
        yield _LANGUAGE.sub("", text) if "\x1b" in text else text
        return
    if data.startswith(b"\xef\xbb\xbf"):
        yield data.decode("utf-8", "replace")
        return
    if b"\x00" in data:
        yield data.decode("utf-16-be", "replace")
        yield data.decode("utf-16-le", "replace")
    if not data.isascii():
        yield data.decode("utf-8", "replace")
        yield data.decode("latin-1").translate(_PDF_DOC)
        for encoding in _OLDER:
            yield data.decode(encoding, "replace")
    plain = data.decode("cp1252", "replace")
    yield plain
    if "%" in plain:
        yield urllib.parse.unquote(plain)
    if "&" in plain:
        yield html.unescape(plain)


def runs_of(data: bytes) -> Iterator[str]:
    """What could be text in binary data: runs of at least four printable characters.

    As Latin text, as UTF-8, and as UTF-16 in either byte order.
    """
    for run in _RUNS.finditer(data):
        yield run[0].decode("cp1252", "replace")
    for run in _WIDE_RUNS.finditer(data):
        yield run[0].replace(b"\x00", b"").decode("cp1252", "replace")
    if not data.isascii():
        for run in _UTF8_RUNS.finditer(data):
            if not run[0].isascii():
                yield run[0].decode("utf-8", "replace")
