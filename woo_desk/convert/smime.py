"""Takes the content out of signed messages (S/MIME). Checks no signature, opens nothing encrypted.

Source: RFC 5652, 5.1 (SignedData) and X.690 (BER).
"""

from __future__ import annotations

_SIGNED = bytes.fromhex("2a864886f70d010702")
"""The object identifier 1.2.840.113549.1.7.2."""
_MAX_DEPTH = 20
_SEQUENCE, _OCTETS, _OBJECT, _CONTEXT_0 = 0x30, 0x04, 0x06, 0xA0


class _BerError(ValueError):
    """Not the structure that was expected."""


def signed_content(untrusted: bytes) -> bytes | None:
    """The content of a SignedData; None when it is something else, as when it is encrypted."""
    try:
        parts = _children(_inside(untrusted, 0, _SEQUENCE))
        if parts[0] != (_OBJECT, _SIGNED) or parts[1][0] != _CONTEXT_0:
            return None
        signed = _children(_inside(parts[1][1], 0, _SEQUENCE))
        # version, algorithms, content
        content = _children(signed[2][1])
        if len(content) < 2 or content[1][0] != _CONTEXT_0:
            return None  # the signature alone: the content is elsewhere
        return _octets(content[1][1], 0)
    except (_BerError, IndexError):
        return None


def _octets(data: bytes, depth: int) -> bytes:
    """Octet strings, whole or in pieces."""
    if depth > _MAX_DEPTH:
        raise _BerError
    pieces = []
    for tag, value in _children(data):
        if tag == _OCTETS:
            pieces.append(value)
        elif tag == _OCTETS | 0x20:
            pieces.append(_octets(value, depth + 1))
        else:
            raise _BerError
    return b"".join(pieces)


def _inside(data: bytes, at: int, tag: int) -> bytes:
    found, value, _ = _element(data, at, 0)
    if found != tag:
        raise _BerError
    return value


def _children(data: bytes) -> list[tuple[int, bytes]]:
    at, result = 0, []
    while at < len(data):
        tag, value, at = _element(data, at, 0)
        if tag == 0:
            break
        result.append((tag, value))
    return result


def _element(data: bytes, at: int, depth: int) -> tuple[int, bytes, int]:
    """Tag, content and end of the element at `at`."""
    if depth > _MAX_DEPTH or at + 2 > len(data):
        raise _BerError
    tag, length = data[at], data[at + 1]
    at += 2
    if length == 0x80:  # until two zero bytes
        start = at
        while True:
            inner, _, following = _element(data, at, depth + 1)
            if inner == 0:
                return tag, data[start:at], following
            at = following
    if length & 0x80:
        size = length & 0x7F
        if size > 6 or at + size > len(data):
            raise _BerError
        length = int.from_bytes(data[at : at + size], "big")
        at += size
    if at + length > len(data):
        raise _BerError
    return tag, data[at : at + length], at + length
