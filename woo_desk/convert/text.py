"""Reads plain text of unknown encoding. Nothing that can be read is lost."""

from __future__ import annotations

import codecs
import re
import unicodedata

_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LINE_END = re.compile(r"\r\n?|[\x0b\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_DOS_END = "\x1a"


def decode_text(untrusted: bytes) -> str:
    r"""The text: UTF-8, UTF-16 with a byte order mark, or else Windows-1252.

    Line ends become "\n"; tabs and form feeds stay. Control characters are shown as symbols
    (U+2400 and further), bytes without meaning as "\x81". Characters without a shape of their own
    (soft hyphens, zero width and direction marks) are dropped: they only break words.
    """
    text = decode_strictly(untrusted)
    if text is None:
        text = untrusted.decode("cp1252", "backslashreplace")
    text = _LINE_END.sub("\n", text).removesuffix(_DOS_END)
    text = _CONTROL.sub(_picture, text)
    kept = text if text.isascii() else "".join(c for c in text if unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFC", kept)


def decode_strictly(untrusted: bytes) -> str | None:
    """The text as it stands in the bytes; None when no known encoding fits all of them."""
    encodings = ["utf-16"] if untrusted.startswith(_BOMS) else _without_mark(untrusted)
    for encoding in encodings:
        try:
            return untrusted.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _without_mark(untrusted: bytes) -> list[str]:
    """WHY: text of Windows programs may be UTF-16 without saying so; every second byte is zero."""
    head = untrusted[:4096]
    if head and len(untrusted) % 2 == 0:
        for name, zeros, letters in (("utf-16-le", head[1::2], head[::2]),
                                     ("utf-16-be", head[::2], head[1::2])):  # fmt: skip
            if zeros.count(0) > 0.7 * len(zeros) and 0 not in letters:
                return [name]
    return ["utf-8-sig", "cp1252"]


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"\\x{code:02x}"
