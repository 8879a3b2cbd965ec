"""Cuts a content stream into tokens, and names what the rewriter refuses to understand.

Source: ISO 32000-1, 7.2 (lexical conventions) and 7.8.2 (content streams).
"""

from __future__ import annotations

import binascii
import functools
import re
import struct


class Unsupported(Exception):
    """Something that cannot be written anew safely; the page goes the next safer way.

    `reason` is a short technical word for the log ("pattern"); never text out of a document.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


_TOKEN = re.compile(
    rb"""%[^\r\n]*
    |[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?![0-9.])
    |[A-Za-z'"][A-Za-z0-9'"*]*
    |/[^\s\x00()<>\[\]{}/%]*
    |\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.)*+\))*+\))*+\)
    |<<|>>
    |<[0-9A-Fa-f\s\x00]*>
    |[\[\]]
    |[^\s\x00]""",
    re.DOTALL | re.VERBOSE,
)
"""WHY possessive (`++`, `*+`): an unbalanced bracket must fail at once, not after trying each way
of cutting the rest of the stream in pieces."""
_BROKEN = frozenset((b"(", b")", b"<", b">", b"{", b"}", b"/"))
"""Tokens that only stand alone in a stream that is not well-formed."""
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {
    b"n": b"\n",
    b"r": b"\r",
    b"t": b"\t",
    b"b": b"\b",
    b"f": b"\f",
    b"\n": b"",
    b"\r": b"",
    b"\r\n": b"",
}
_NUMBER_START = frozenset(b"0123456789+-.")


def tokens_of(content: bytes) -> list[bytes]:
    """All tokens in order, comments left out.

    Raises:
        Unsupported: the stream is not well-formed. Where it holds an inline image (`BI`) that is
            not looked at, because the samples are no tokens.
    """
    tokens: list[bytes] = _TOKEN.findall(content)
    if not _BROKEN.isdisjoint(tokens) and b"BI" not in tokens:
        raise Unsupported("token")
    if b"%" in content:
        tokens = [token for token in tokens if token[0] != 0x25]
    return tokens


def is_number(token: bytes) -> bool:
    """Whether the token is a number."""
    return token[0] in _NUMBER_START and len(token.strip(b"+-.")) > 0


def numbers(operands: list[bytes], count: int) -> tuple[float, ...]:
    """Exactly `count` numbers, or Unsupported."""
    if len(operands) != count:
        raise Unsupported("operands")
    if not count:
        return ()
    try:
        return tuple(map(float, operands))
    except ValueError:
        raise Unsupported("operands") from None


@functools.lru_cache(maxsize=4096)
def number_text(value: float) -> bytes:
    """A number as it is written in content: at most five decimals, no exponent."""
    text = f"{value:.5f}".rstrip("0").rstrip(".")
    return b"0" if text in ("", "-0") else text.encode()


def string_bytes(token: bytes) -> bytes:
    """The bytes that a literal or hexadecimal string stands for; Unsupported for other tokens."""
    if token[:1] == b"<":
        return _hexadecimal(token[1:-1])
    if token[:1] != b"(":
        raise Unsupported("string")
    inner = token[1:-1]
    if b"\r" in inner:
        inner = re.sub(rb"(?<!\\)\r\n?", b"\n", inner)
    return _ESCAPE.sub(_unescape, inner) if b"\\" in inner else inner


def _hexadecimal(digits: bytes) -> bytes:
    try:
        return binascii.unhexlify(digits)
    except binascii.Error:  # an odd number of digits, or space between them
        digits = b"".join(digits.replace(b"\0", b" ").split())
        return binascii.unhexlify(digits + b"0" * (len(digits) % 2))


def double_bytes(data: bytes) -> tuple[int, ...]:
    """The codes of two bytes each that a string stands for; Unsupported when one is cut short."""
    if len(data) % 2:
        raise Unsupported("text string")
    return struct.unpack(f">{len(data) // 2}H", data)


def _unescape(match: re.Match[bytes]) -> bytes:
    code = match[1]
    if code[0] in b"01234567":
        return bytes([int(code, 8) & 0xFF])
    return _ESCAPED.get(code, code)
