"""Streams of an output: compressed here, so that their last byte is under control."""

from __future__ import annotations

import zlib

import pikepdf

_ENDS = (0x0A, 0x0D)
_TRIES = 16
_LEVEL = 6
"""WHY not 9: twice the time, for one per cent of the size."""


def closed(data: bytes) -> bytes:
    """Coded data that does not end like a line, if need be with one more byte."""
    return data + b"\0" if data[-1:] in (b"\n", b"\r") else data


def packed(data: bytes, *, filler: bytes = b"\n", level: int = _LEVEL) -> bytes:
    """Data compressed, so that the last byte is no line end.

    WHY the last byte matters: a line end stands between the data and `endstream` (ISO 19005-2,
    6.1.7.1); after a carriage return strict readers take the two for one line end, and report a
    wrong length.

    Args:
        data: what the stream holds.
        filler: bytes, not all zero, that the data may end in without meaning something else.
        level: of the compression, 1 to 9.
    """
    coded = zlib.compress(data, level)
    for _ in range(_TRIES):
        if coded[-1] not in _ENDS:
            break
        data += filler
        coded = zlib.compress(data, level)
    return coded


def make_stream(target: pikepdf.Pdf, data: bytes, *, filler: bytes = b"\n") -> pikepdf.Stream:
    """A compressed, indirect stream; for `filler` see `packed`."""
    stream = pikepdf.Stream(target, b"")
    stream.write(packed(data, filler=filler), filter=pikepdf.Name.FlateDecode)
    return stream
