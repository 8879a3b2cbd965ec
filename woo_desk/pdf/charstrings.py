"""Type 2 charstrings: glyph programs made whole, without calls to shared subroutines.

WHY: subroutines hold strokes of glyphs that are no longer in the font; and without them a reader
that looks at one glyph alone finds its width. Source: Adobe Technical Note 5177.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from woo_desk.pdf.tokens import Unsupported

_HSTEM, _VSTEM, _CALL, _RETURN, _ESCAPE, _END = 1, 3, 10, 11, 12, 14
_HSTEMHM, _HINTMASK, _CNTRMASK, _VSTEMHM, _CALL_GLOBAL = 18, 19, 20, 23, 29
_VMOVETO, _RMOVETO, _HMOVETO = 4, 21, 22
_ZERO = b"\x8b"
_NUMBER = re.compile(rb"[\x20-\xf6]|[\xf7-\xfe].|\x1c..|\xff....", re.DOTALL)
_NUMBERS = re.compile(rb"(?:[\x20-\xf6]|[\xf7-\xfe].|\x1c..|\xff....)+", re.DOTALL)
"""WHY both: most of a glyph is numbers, and taking them one by one is most of the time."""
_FLEXES = frozenset((34, 35, 36, 37))
_MAX_DEPTH = 10
_SEAC = 4
"""Operands of `endchar` when it puts an accent on a letter from elsewhere in the font."""


def made_whole(code: bytes, local: Sequence[bytes], shared: Sequence[bytes]) -> bytes:
    """The charstring with all calls written out.

    Args:
        code: the charstring.
        local: subroutines of its part of the font.
        shared: subroutines of the whole font.

    Raises:
        Unsupported: it is broken, or does arithmetic.
    """
    return _Inliner(local, shared).run(code)


class _Inliner:
    """Walks through one charstring and everything that it calls."""

    def __init__(self, local: Sequence[bytes], shared: Sequence[bytes]) -> None:
        self._subrs = {_CALL: local, _CALL_GLOBAL: shared}
        self._out = bytearray()
        self._pending: list[bytes] = []
        self._hints = 0
        self._ended = False

    def run(self, code: bytes) -> bytes:
        try:
            self._walk(code, 0)
        except IndexError:
            raise Unsupported("broken font") from None
        self._flush(b"" if self._ended else bytes([_END]))
        return bytes(self._out)

    def _walk(self, code: bytes, depth: int) -> None:
        if depth > _MAX_DEPTH:
            raise Unsupported("broken font")
        at = 0
        while at < len(code) and not self._ended:
            first = code[at]
            if first >= 32 or first == 28:
                run = _NUMBERS.match(code, at)
                if run is None:  # cut short at the end
                    self._pending.append(code[at:])
                    return
                self._pending += _NUMBER.findall(code, at, run.end())
                at = run.end()
            elif first in self._subrs:
                subrs = self._subrs[first]
                index = _value(self._pending.pop()) + _bias(len(subrs))
                if index < 0:
                    raise Unsupported("broken font")
                self._walk(subrs[index], depth + 1)
                at += 1
            elif first == _RETURN:
                return
            else:
                at += self._operator(code, at)

    def _operator(self, code: bytes, at: int) -> int:
        """Write one operator; gives its size."""
        first, size = code[at], 1
        if first in (_HSTEM, _VSTEM, _HSTEMHM, _VSTEMHM, _HINTMASK, _CNTRMASK):
            self._hints += len(self._pending) // 2
        if first in (_HINTMASK, _CNTRMASK):
            size = 1 + (self._hints + 7) // 8
        elif first == _ESCAPE:
            size = 2
            if code[at + 1] not in _FLEXES:
                raise Unsupported("font program")
        elif first == _END:
            if len(self._pending) >= _SEAC:
                raise Unsupported("font program")
            self._ended = True
        elif first in (_HMOVETO, _VMOVETO) and not self._out and self._pending:
            # WORKAROUND(page-validation 0.11): it sees a width before `rmoveto` only.
            self._pending.insert(len(self._pending) - (first == _VMOVETO), _ZERO)
            self._flush(bytes([_RMOVETO]))
            return size
        self._flush(code[at : at + size])
        return size

    def _flush(self, operator: bytes) -> None:
        self._out += b"".join(self._pending) + operator
        self._pending = []


def _value(token: bytes) -> int:
    first = token[0]
    if first == 28:
        return int.from_bytes(token[1:3], "big", signed=True)
    if first == 255:
        raise Unsupported("broken font")
    if first <= 246:
        return first - 139
    return (
        (first - 247) * 256 + token[1] + 108
        if first <= 250
        else -((first - 251) * 256 + token[1] + 108)
    )


def _bias(count: int) -> int:
    return 107 if count < 1240 else 1131 if count < 33900 else 32768
