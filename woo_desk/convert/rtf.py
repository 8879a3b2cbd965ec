r"""Bodies of Outlook messages in RTF: unpacks them, and takes the HTML or the text out.

Sources: MS-OXRTFCP (compression), MS-OXRTFEX (HTML in RTF). No reader of RTF files: pictures and
tables of a document written in RTF are not shown.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, replace

from woo_desk.convert.result import limit, problem
from woo_desk.domain.document import IntakeProblem

MAX_RTF = 64 * 1024 * 1024
_PRELOAD = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript "
    rb"\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_WINDOW = 4096
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+"
    rb"|([^\\{}\r\n]+)",
    re.DOTALL,
)
_SILENT = frozenset(
    (b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"object", b"header", b"footer",
     b"headerl", b"headerr", b"footerl", b"footerr", b"listtable", b"listoverridetable",
     b"rsidtbl", b"generator", b"xmlnstbl", b"themedata", b"mhtmltag", b"datastore",
     b"latentstyles", b"colorschememapping", b"fldinst", b"filetbl", b"revtbl")
)  # fmt: skip
_SIGNS = {b"par": "\n", b"line": "\n", b"tab": "\t", b"lquote": "‘", b"rquote": "’",
          b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•", b"endash": "–",
          b"emdash": "—", b"cell": "\t", b"row": "\n", b"sect": "\n", b"page": "\n"}  # fmt: skip
_CHARSETS = {0: "cp1252", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255",
             178: "cp1256", 186: "cp1257", 204: "cp1251", 238: "cp1250", 128: "cp932",
             134: "gbk", 136: "big5", 129: "cp949", 222: "cp874"}  # fmt: skip
_MAX_DEPTH = 500


def unpack_rtf(untrusted: bytes) -> bytes:
    """The RTF in a compressed body (PidTagRtfCompressed); SourceError when it is damaged."""
    try:
        packed, unpacked, kind, _ = struct.unpack_from("<IIII", untrusted)
    except struct.error:
        raise problem(IntakeProblem.DAMAGED) from None
    if unpacked > MAX_RTF:
        raise limit(IntakeProblem.TOO_LARGE)
    data = untrusted[16 : packed + 4]
    if kind == 0x414C454D:  # "MELA": not compressed
        return data[:unpacked]
    if kind != 0x75465A4C:  # "LZFu"
        raise problem(IntakeProblem.DAMAGED)
    return _unpack(data, unpacked)


def _unpack(data: bytes, unpacked: int) -> bytes:
    window = bytearray(_PRELOAD.ljust(_WINDOW, b"\0"))
    write = len(_PRELOAD)
    out = bytearray()
    at = 0
    while at < len(data) and len(out) < unpacked:
        control, at = data[at], at + 1
        for bit in range(8):
            if control >> bit & 1:
                if at + 2 > len(data):
                    return bytes(out)
                token, at = int.from_bytes(data[at : at + 2], "big"), at + 2
                place, length = token >> 4, (token & 15) + 2
                if place == write:
                    return bytes(out)
                for step in range(length):
                    byte = window[(place + step) % _WINDOW]
                    out.append(byte)
                    window[write] = byte
                    write = (write + 1) % _WINDOW
            elif at < len(data):
                out.append(data[at])
                window[write] = data[at]
                write, at = (write + 1) % _WINDOW, at + 1
    return bytes(out)


def rtf_body(untrusted: bytes) -> tuple[str, str]:
    """The HTML and the plain text in a body of RTF: one of them, the other is ""."""
    is_html = b"\\fromhtml" in untrusted[:4096]
    content = _Reader(is_html=is_html).read(untrusted)
    return (content, "") if is_html else ("", content.strip("\n"))


@dataclass(frozen=True, slots=True)
class _State:
    silent: bool = False
    html_rtf: bool = False
    """Within what is RTF only, in RTF made of HTML."""
    in_tag: bool = False
    """Within a tag of the HTML."""
    codec: str = "cp1252"
    skip: int = 1
    """Characters that stand for a Unicode character before them."""


class _Reader:
    """Goes through the tokens of RTF once."""

    def __init__(self, *, is_html: bool) -> None:
        self._is_html = is_html
        self._out: list[str] = []
        self._bytes = bytearray()
        self._state = _State()
        self._stack: list[_State] = []
        self._fonts: dict[int, str] = {}
        self._default = "cp1252"
        self._font = 0
        self._to_skip = 0
        self._starred = False

    def read(self, untrusted: bytes) -> str:
        for match in _TOKEN.finditer(untrusted):
            word, number, code, sign, brace, text = match.groups()
            if brace:
                self._brace(brace)
            elif word:
                self._word(word, int(number) if number else None)
            elif code:
                self._add(bytes.fromhex(code.decode("ascii")))
            elif sign:
                self._sign(sign)
            elif text:
                self._add(text)
        self._flush()
        return "".join(self._out)

    def _brace(self, brace: bytes) -> None:
        self._flush()
        self._to_skip = 0
        if brace == b"{":
            if len(self._stack) > _MAX_DEPTH:
                raise limit(IntakeProblem.TOO_COMPLEX)
            self._stack.append(self._state)
        elif self._stack:
            self._state = self._stack.pop()

    def _word(self, word: bytes, number: int | None) -> None:
        starred, self._starred = self._starred, False
        if word == b"u" and number is not None:
            self._flush()
            self._put_code(number % 65536)
            self._to_skip = self._state.skip
            return
        self._flush()
        if word == b"htmltag":
            self._state = replace(self._state, in_tag=True, silent=not self._is_html)
        elif word == b"htmlrtf":
            self._state = replace(self._state, html_rtf=number != 0)
        elif word in _SILENT or (starred and word not in (b"shpinst", b"shptxt")):
            self._state = replace(self._state, silent=True)
        elif word == b"uc":
            self._state = replace(self._state, skip=max(0, number or 0))
        elif word == b"ansicpg" and number:
            self._default = _known(f"cp{number}") or self._default
            self._state = replace(self._state, codec=self._default)
        elif word in (b"f", b"fcharset"):
            self._set_font(word, number or 0)
        elif word in _SIGNS and not (self._is_html and self._state.in_tag):
            self._put(
                _SIGNS[word] if not self._is_html or word not in (b"par", b"line") else "\r\n"
            )

    def _set_font(self, word: bytes, number: int) -> None:
        if word == b"f":
            self._font = number
            codec = self._fonts.get(number, self._default)
            self._state = replace(self._state, codec=codec)
        else:
            self._fonts[self._font] = _CHARSETS.get(number, self._default)

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._starred = True
        elif sign in (b"\\", b"{", b"}"):
            self._add(sign)
        elif sign == b"~":
            self._put(" ")
        elif sign == b"_":
            self._put("-")
        elif sign in (b"\r", b"\n"):
            self._put("\n")

    def _add(self, data: bytes) -> None:
        if self._to_skip:
            cut = min(self._to_skip, len(data))
            data, self._to_skip = data[cut:], self._to_skip - cut
        self._bytes += data

    def _flush(self) -> None:
        if self._bytes:
            data, self._bytes = bytes(self._bytes), bytearray()
            self._put(data.decode(self._state.codec, "replace"))

    def _put(self, text: str) -> None:
        self._flush()
        state = self._state
        if not state.silent and not (self._is_html and state.html_rtf):
            self._out.append(text)

    def _put_code(self, code: int) -> None:
        # WHY surrogates are joined: RTF writes characters beyond the first plane in two halves.
        last = self._out[-1] if self._out else ""
        if 0xDC00 <= code < 0xE000 and last and 0xD800 <= ord(last[-1]) < 0xDC00:
            joined = 0x10000 + ((ord(last[-1]) - 0xD800) << 10) + code - 0xDC00
            self._out[-1] = last[:-1] + chr(joined)
        else:
            self._put(chr(code))


def _known(codec: str) -> str:
    try:
        b"".decode(codec)
    except LookupError:
        return ""
    return codec
