"""Reads what one content stream shows, in its own order, with spaces and line ends by position.

ISO 32000-1, 8.4.2 (graphics state), 9.3 and 9.4 (text). Text counts whether it can be seen or not:
rendering mode, clipping, colour and optional content change nothing here.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Protocol

from woo_desk.verify.shown_fonts import NotUnderstood, Said, ShownFont
from woo_desk.verify.shown_syntax import ITEMS, OPERATIONS, SPOKEN
from woo_desk.verify.strings import from_hex, plain_name, readings, unescaped

WORD_GAP = 0.15
"""Part of the font size from which a gap is a space."""
LINE_GAP = 0.5
"""Part of the font size from which a step back, or off the line, begins a new line."""
MAX_STATES = 100
MAX_FROM_FORMS = 5_000_000
"""Characters: a form that paints a form ten times, which paints a form ten times, and so on."""

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


class Names(Protocol):
    """What the names in a content stream stand for."""

    def font(self, name: str) -> ShownFont:
        """A font; raises NotUnderstood."""

    def form(self, name: str) -> Part | None:
        """What a form shows, None for a picture; raises NotUnderstood."""

    def sets_font(self, name: str) -> bool:
        """Whether a graphics state has a font in it."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one content stream shows."""

    text: str
    spoken: str
    """What it gives as other words for what is shown."""
    is_closed: bool
    """It leaves the graphics state as it found it, so what follows can be read by itself."""


@dataclass(slots=True)
class _State:
    """The part of the graphics state that places text."""

    outer: Matrix = _IDENTITY
    font: ShownFont | None = None
    size: float = 0.0
    letter_gap: float = 0.0
    word_gap: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0

    def copy(self) -> _State:
        """The same once more. WHY not `replace`: that takes ten times as long, for every `q`."""
        return _State(
            self.outer,
            self.font,
            self.size,
            self.letter_gap,
            self.word_gap,
            self.stretch,
            self.leading,
            self.rise,
        )


_FIELDS = {b"Tc": "letter_gap", b"Tw": "word_gap", b"TL": "leading", b"Ts": "rise"}


class Machine:
    """Runs the text operators of one content stream."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._parts: list[str] = []
        self._spoken: list[str] = []
        self._state = _State()
        self._stack: list[_State] = []
        self._from_forms = 0
        self._in_text = False
        self._line: Matrix = _IDENTITY
        self._whole: Matrix = _IDENTITY
        self._x = 0.0
        self._end: tuple[float, float] | None = None

    def run(self, data: bytes) -> tuple[str, str, bool]:
        """Text, other words for it, and whether the state is left as it was.

        Raises:
            NotUnderstood: something in it is not known here.
        """
        steps = {
            "array": self._array,
            "numbers": self._numbers,
            "string": self._string,
            "font": self._font,
            "bare": self._bare,
            "marked": self._marked,
            "object": self._object,
            "graphics": self._graphics,
            "next_line": self._next_line,
        }
        for operation in OPERATIONS.finditer(data):
            kind = operation.lastgroup or "unknown"
            if kind == "paint" or kind == "space":
                continue
            step = steps.get(kind)
            if step is None:
                msg = "an operation of another kind"
                raise NotUnderstood(msg)
            step(operation[kind])
        closed = not self._stack and not self._in_text and self._state == _State()
        return "".join(self._parts), "\n".join(self._spoken), closed

    def _array(self, array: bytes) -> None:
        font, state = self._ready()
        scale = state.size * state.stretch
        parts, gap, is_first = self._parts, 0.0, True
        for digits, literal, number in ITEMS.findall(array):
            if number:
                step = float(number) / -1000
                gap += step
                self._x += step * scale
                continue
            if is_first:
                self._join()
                is_first = False
            elif gap > WORD_GAP:
                parts.append(" ")
            elif gap < -LINE_GAP:
                parts.append("\n")
            gap = 0.0
            said = font.by_hex(digits) if digits else font.by_literal(literal)
            parts.append(said.text)
            self._advance(said)
        if not is_first:
            self._end = self._place()

    def _string(self, string: bytes) -> None:
        font, _state = self._ready()
        self._join()
        inner = string[1:-1]
        said = font.by_hex(inner) if string[:1] == b"<" else font.by_literal(inner)
        self._parts.append(said.text)
        self._advance(said)
        self._end = self._place()

    def _next_line(self, string: bytes) -> None:
        self._move(0, -self._state.leading)
        self._string(string)

    def _ready(self) -> tuple[ShownFont, _State]:
        if self._state.font is None or not self._in_text:
            msg = "text without a font, or outside a text object"
            raise NotUnderstood(msg)
        return self._state.font, self._state

    def _advance(self, said: Said) -> None:
        state = self._state
        width = said.width * state.size
        width += said.codes * state.letter_gap + said.spaces * state.word_gap
        self._x += width * state.stretch

    def _place(self) -> tuple[float, float]:
        a, b, c, d, e, f = self._whole
        x, y = self._x, self._state.rise
        return a * x + c * y + e, b * x + d * y + f

    def _join(self) -> None:
        """What stands between the last string and the one that begins here."""
        if self._end is None:
            return
        x, y = self._place()
        dx, dy = x - self._end[0], y - self._end[1]
        a, b, c, d, _e, _f = self._whole
        along, em = math.hypot(a, b), abs(self._state.size) * math.hypot(c, d)
        if not along or not em:
            self._parts.append("\n")
            return
        if self._state.size * self._state.stretch < 0:
            along = -along
        forward, off = (dx * a + dy * b) / along, (dy * a - dx * b) / along
        if abs(off) > LINE_GAP * em or forward < -LINE_GAP * em:
            self._parts.append("\n")
        elif forward > WORD_GAP * em:
            self._parts.append(" ")

    def _numbers(self, operation: bytes) -> None:
        *texts, operator = operation.split()
        numbers = [float(text) for text in texts]
        match operator, numbers:
            case b"Td", [x, y]:
                self._move(x, y)
            case b"TD", [x, y]:
                self._state.leading = -y
                self._move(x, y)
            case b"Tm", [a, b, c, d, e, f]:
                self._set_line((a, b, c, d, e, f))
            case b"cm", [a, b, c, d, e, f] if not self._in_text:
                self._state.outer = times((a, b, c, d, e, f), self._state.outer)
            case b"Tz", [percent]:
                self._state.stretch = percent / 100
            case b"Tr", [_mode]:
                pass
            case ((b"Tc" | b"Tw" | b"TL" | b"Ts"), [number]):
                setattr(self._state, _FIELDS[operator], number)
            case _:
                msg = "an operator with other operands"
                raise NotUnderstood(msg)

    def _move(self, x: float, y: float) -> None:
        a, b, c, d, e, f = self._line
        self._set_line((a, b, c, d, a * x + c * y + e, b * x + d * y + f))

    def _set_line(self, matrix: Matrix) -> None:
        self._line, self._x = matrix, 0.0
        outer = self._state.outer
        self._whole = matrix if outer == _IDENTITY else times(matrix, outer)

    def _bare(self, operator: bytes) -> None:
        match operator:
            case b"q" if len(self._stack) < MAX_STATES and not self._in_text:
                self._stack.append(self._state.copy())
            case b"Q" if self._stack and not self._in_text:
                self._state = self._stack.pop()
            case b"BT" if not self._in_text:
                self._in_text = True
                self._set_line(_IDENTITY)
            case b"ET" if self._in_text:
                self._in_text = False
            case b"T*":
                self._move(0, -self._state.leading)
            case _:
                msg = "operators that are not nested"
                raise NotUnderstood(msg)

    def _font(self, operands: bytes) -> None:
        name, size = re.split(rb"(?<=[^/])[\t\n\x0c\r ]+", operands, maxsplit=1)
        key = _name(name)
        font = self._names.font(key)
        self._state.font, self._state.size = font, float(size)

    def _marked(self, operation: bytes) -> None:
        for words in SPOKEN.finditer(operation):
            data = unescaped(words[2]) if words[1] is None else from_hex(words[1])
            self._spoken.extend(readings(data))

    def _object(self, name: bytes) -> None:
        key = _name(name)
        part = self._names.form(key)
        if part is None:
            return
        self._parts += ["\n", part.text, "\n"]
        self._spoken.append(part.spoken)
        self._from_forms += len(part.text) + len(part.spoken)
        if self._from_forms > MAX_FROM_FORMS:
            msg = "more text in forms than is sensible"
            raise NotUnderstood(msg)

    def _graphics(self, name: bytes) -> None:
        key = _name(name)
        if self._names.sets_font(key):
            msg = "a font set by a graphics state"
            raise NotUnderstood(msg)


def _name(name: bytes) -> str:
    return plain_name(name).decode("utf-8", "replace")


def times(m: Matrix, n: Matrix) -> Matrix:
    """First m, then n (8.3.4)."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )
