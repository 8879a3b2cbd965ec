"""The text operators of a content stream (ISO 32000-1, 9.3 and 9.4).

As a rule they are passed on. On a page where paragraphs are set anew each glyph is followed to
its place: those that move are taken out, and all others are shown from a place of ours with just
the state that they need, so that nothing is left of how the source went from line to line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from woo_desk.pdf.content_state import State, TextState, Written
from woo_desk.pdf.flow import Place
from woo_desk.pdf.matrix import IDENTITY, Matrix, times
from woo_desk.pdf.relay import Look, Relay, Slot, Unsettled
from woo_desk.pdf.tags import Tagger
from woo_desk.pdf.tokens import (
    Unsupported,
    double_bytes,
    is_number,
    number_text,
    numbers,
    string_bytes,
)

if TYPE_CHECKING:
    from woo_desk.pdf.assets import Assets
    from woo_desk.pdf.font_widths import CodeWidths
    from woo_desk.pdf.fonts import FontUse

TEXT_STATE = {b"Tc": 1, b"Tw": 1, b"Tz": 1, b"TL": 1, b"Ts": 1, b"Tr": 1}
TEXT_MOVES = {b"Td": 2, b"TD": 2, b"Tm": 6, b"T*": 0}
_FIELDS = {b"Tc": "spacing", b"Tw": "word", b"Tz": "scale", b"TL": "leading", b"Ts": "rise",
           b"Tr": "mode"}  # fmt: skip
_SENT = ((b"Tc", "spacing"), (b"Tw", "word"), (b"Tz", "scale"), (b"Ts", "rise"), (b"Tr", "mode"))
_STRING_STARTS = frozenset(b"<(")
_EVEN = 0.004
"""Share by which height and width of letters may be scaled differently and still be set anew."""


@dataclass(slots=True)
class TextWriter:
    """Writes the text operators of one stream."""

    out: list[bytes]
    """Tokens of the stream."""
    written: Written
    assets: Assets
    relay: Relay | None = None
    tagger: Tagger | None = None
    in_text: bool = False
    painted: int = 0
    """How many tokens there were when something was last drawn."""
    _matrix: Matrix = IDENTITY
    _line: Matrix = IDENTITY
    _shown: tuple[FontUse, TextState, Sequence[bytes]] | None = None
    """What was shown last and how, while nobody asked how far that moves the pen."""

    def begin(self) -> None:
        """BT."""
        if self.relay is None and not self.in_text:
            self.close_piece()
            self.out.append(b"BT")
        if not self.in_text:
            self._move_to(IDENTITY)
        self.in_text = True

    def end(self) -> None:
        """ET."""
        if self.relay is None and self.in_text:
            self.close_piece()
            self.out.append(b"ET")
        self.in_text = False

    def close_piece(self) -> None:
        """End what is numbered for the tags."""
        if self.tagger is not None:
            self.out += self.tagger.close()

    def _tag(self, state: State, seen: Matrix) -> None:
        """Begin a piece of its own for each line; `seen` is where its text begins."""
        if self.tagger is not None:
            _, _, c, d, x, y = seen
            size = state.text.size * max(abs(c), abs(d))
            self.out += self.tagger.text(len(self.out), x, y, round(size, 1))

    def font(self, state: State, font: FontUse, size: bytes) -> None:
        """Tf."""
        (value,) = numbers([size], 1)
        if self.relay is None:
            self.written.fonts[font.name] = font.target
            self.out += [font.name.encode(), size, b"Tf"]
        state.font = font
        if state.text.size != value:
            state.text = state.text._replace(size=value)

    def set(self, state: State, operator: bytes, operands: list[bytes]) -> None:
        """A text state parameter."""
        (value,) = numbers(operands, 1)
        if operator == b"Tr" and value not in (0, 1, 2, 3):
            raise Unsupported("text as clip path")
        if self.relay is None:
            self.out += [*operands, operator]
            if operator != b"TL":
                return
        state.text = state.text._replace(**{_FIELDS[operator]: value})

    def move(self, state: State, operator: bytes, operands: list[bytes]) -> None:
        """A text positioning operator."""
        values = numbers(operands, TEXT_MOVES[operator])
        if self.relay is None:
            self.out += [*operands, operator]
        if operator == b"Tm":
            a, b, c, d, e, f = values
            self._move_to((a, b, c, d, e, f))
            return
        x, y = values if operator != b"T*" else (0.0, -state.text.leading)
        a, b, c, d, e, f = self._line
        self._move_to((a, b, c, d, x * a + y * c + e, x * b + y * d + f))
        if operator == b"TD":
            state.text = state.text._replace(leading=-y)

    def _move_to(self, line: Matrix) -> None:
        self._matrix = self._line = line
        self._shown = None

    def show(self, state: State, operator: bytes, operands: list[bytes]) -> None:
        """Tj, TJ, ' or "."""
        if operator == b"TJ" and not any(token[0] in _STRING_STARTS for token in operands):
            # WHY: pdfium takes numbers alone for a move to the side, in vertical writing too.
            operands = [*operands[:-1], b"<>", *operands[-1:]]
        shown = _strings(operator, operands)
        font = state.font
        if font is None:
            raise Unsupported("text without font")
        for token in shown:
            if token[0] in _STRING_STARTS or operator != b"TJ" or not is_number(token):
                font.note(token)
        if self.relay is None:
            if operator in (b"'", b'"'):
                a, b, c, d, e, f = self._line
                down = -state.text.leading
                self._move_to((a, b, c, d, down * c + e, down * d + f))
            self._tag(state, times(self._line, state.matrix))
            self.out += [*operands, operator]
            self.painted = len(self.out)
            return
        if operator == b'"':
            word, spacing = numbers(operands[:2], 2)
            state.text = state.text._replace(word=word, spacing=spacing)
        if operator in (b"'", b'"'):
            self.move(state, b"T*", [])
        self._follow(state, font, shown, self.relay)

    # --- glyph by glyph -------------------------------------------------------------------------

    def _pen(self) -> Matrix:
        """Where the next glyph comes."""
        if self._shown is not None:
            a, b, c, d, e, f = self._matrix
            along, self._shown = _advance(*self._shown), None
            self._matrix = (a, b, c, d, along * a + e, along * b + f)
        return self._matrix

    def _follow(self, state: State, font: FontUse, shown: Sequence[bytes], relay: Relay) -> None:
        text, begin = state.text, self._pen()
        line = times(begin, state.matrix)
        x, y = text.rise * line[2] + line[4], text.rise * line[3] + line[5]
        if not relay.is_near(x, y):
            self._print(state, font, [b"[", *shown, b"]", b"TJ"], begin, line)
            self._shown = font, text, shown
            return
        left: list[bytes] = []
        start = begin
        shape = times((text.size * text.scale / 100, 0, 0, text.size, 0, text.rise), line)
        look: Look | None = None
        along = 0.0
        for code, width, offset in _glyphs(font, text, shown):
            if not code:
                left.append(b"%.4f" % offset)
                along -= offset / 1000 * text.size * text.scale / 100
                continue
            place = relay.find(x + along * line[0], y + along * line[1])
            if place is None:
                if not any(item[:1] == b"<" for item in left):
                    left, start = [], times((1, 0, 0, 1, along, 0), begin)
                left.append(b"<" + code.hex().encode() + b">")
            else:
                if left:
                    self._leave(state, font, left, start)
                    left = []
                look = look or _look(state, font, shape)
                self._take(state, font, place)
                relay.take(place, look, code)
            along += width
        self._matrix = times((1, 0, 0, 1, along, 0), begin)
        self._leave(state, font, left, start)

    def _leave(self, state: State, font: FontUse, left: list[bytes], start: Matrix) -> None:
        """Show glyphs that stay where they are."""
        if any(item[:1] == b"<" for item in left):
            line = times(start, state.matrix)
            self._print(state, font, [b"[", *left, b"]", b"TJ"], start, line)

    def _take(self, state: State, font: FontUse, place: Place) -> None:
        """Make room for the paragraph of a glyph that moves, where it is met first."""
        relay = self.relay
        self.written.fonts[font.name] = font.target
        if relay is not None and relay.needs_slot(place):
            clip = None if state.is_clip_rough else state.clip
            self.close_piece()
            relay.open_slot(place, Slot(len(self.out), state.matrix), clip)
            self.out.append(b"")
            self.painted = len(self.out)

    def _print(
        self, state: State, font: FontUse, tokens: Sequence[bytes], matrix: Matrix, seen: Matrix
    ) -> None:
        text, sent = state.text, state.sent
        self.written.fonts[font.name] = font.target
        if state.sent_font is not font or sent.size != text.size:
            self.out += [font.name.encode(), number_text(text.size), b"Tf"]
            state.sent_font = font
        if text is not sent and text != sent:
            for operator, name in _SENT:
                value = getattr(text, name)
                if value != getattr(sent, name):
                    self.out += [number_text(value), operator]
            state.sent = text
        self._tag(state, seen)
        self.out += [b"BT", *map(number_text, matrix), b"Tm", *tokens, b"ET"]
        self.painted = len(self.out)


def _advance(font: FontUse, text: TextState, shown: Sequence[bytes]) -> float:
    """How far strings and the numbers between them move the pen."""
    widths, moved, extra, total = _widths_of(font), 0.0, 0.0, 0.0
    for token in shown:
        if is_number(token):
            moved -= float(token)
            continue
        data = string_bytes(token)
        if font.code_bytes == 1:
            total += widths.total(data)
            extra += len(data) * text.spacing + data.count(b" ") * text.word
        else:
            total += widths.total(double_bytes(data))
            extra += len(data) / 2 * text.spacing
    return (moved * text.size / 1000 + total * text.size + extra) * text.scale / 100


def _glyphs(
    font: FontUse, text: TextState, shown: Sequence[bytes]
) -> Iterator[tuple[bytes, float, float]]:
    """Code, advance and, for a number between strings, that number with no code."""
    widths, length = _widths_of(font), font.code_bytes
    for token in shown:
        if is_number(token):
            yield b"", 0.0, float(token)
            continue
        data = string_bytes(token)
        for at in range(0, len(data), length):
            code = data[at : at + length]
            extra = text.spacing + (text.word if code == b" " else 0.0)
            width = widths(int.from_bytes(code)) * text.size + extra
            yield code, width * text.scale / 100, 0.0


def _look(state: State, font: FontUse, shape: Matrix) -> Look:
    """How the glyphs of one string are printed.

    Raises:
        Unsettled: in a way that cannot be set anew.
    """
    wide, _, slant, high = shape[:4]
    if high <= 0 or abs(shape[1]) > _EVEN * high or abs(wide / high - 1) > _EVEN:
        raise Unsettled("shape of letters")
    if state.text.mode or not state.is_solid:
        raise Unsettled("letters that are not plain")
    return Look(font.name, round(high, 3), round(slant / high, 3), state.fill_tokens)


def _widths_of(font: FontUse) -> CodeWidths:
    try:
        return font.widths
    except Unsupported as reason:
        raise Unsettled(reason.reason) from None


def _strings(operator: bytes, operands: list[bytes]) -> list[bytes]:
    """What is shown: strings, and for TJ the numbers between them."""
    if operator == b'"':
        numbers(operands[:2], 2)
        operands = operands[2:]
    if operator == b"TJ":
        if operands[:1] != [b"["] or operands[-1:] != [b"]"]:
            raise Unsupported("operands")
        return operands[1:-1]
    if len(operands) != 1:
        raise Unsupported("operands")
    return operands
