"""Writes one content stream anew, operator by operator, from an allow-list.

What the output holds is only what this module wrote: known operators with operands of the right
shape, resources under new names. Marked content, compatibility sections and comments are dropped;
anything not understood raises Unsupported and the page goes the next safer way.
Source: ISO 32000-1, Annex A (operators).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import pikepdf

from woo_desk.pdf.colours import CMYK, GRAY, RGB, Space, colour_tokens, space_of, written
from woo_desk.pdf.content_state import State, Written
from woo_desk.pdf.content_text import TEXT_MOVES, TEXT_STATE, TextWriter
from woo_desk.pdf.graphics_states import stays_solid
from woo_desk.pdf.matrix import Rect, meet, times
from woo_desk.pdf.objects_copy import copied
from woo_desk.pdf.paths import FILLING, Painted, PathBuffer
from woo_desk.pdf.relay import Relay
from woo_desk.pdf.tags import Tagger
from woo_desk.pdf.tokens import Unsupported, numbers, tokens_of

if TYPE_CHECKING:
    from woo_desk.pdf.assets import Assets
    from woo_desk.pdf.fonts import FontUse
    from woo_desk.pdf.sheet import Sheet

_KEYWORDS = frozenset((b"true", b"false", b"null"))
_PLAIN = {b"w": 1, b"J": 1, b"j": 1, b"M": 1, b"i": 1}
_PAINT = frozenset((b"S", b"s", b"n", *FILLING))
_SPACE_OPERATORS = {b"g": GRAY, b"G": GRAY, b"rg": RGB, b"RG": RGB, b"k": CMYK, b"K": CMYK}
_INTENTS = frozenset(
    (b"/AbsoluteColorimetric", b"/RelativeColorimetric", b"/Saturation", b"/Perceptual")
)
_MAX_DEPTH = 12
_MAX_SAVES = 26
"""Nesting of q; PDF/A-2 allows 28 (ISO 32000-1, Annex C), and two are ours."""


class ContentRewriter:
    """Rewrites one stream: a page's, a form's or a Type 3 glyph's.

    Attributes:
        result: the stream and its resources, complete after `run`.
    """

    def __init__(
        self,
        assets: Assets,
        sheet: Sheet,
        resources: pikepdf.Object | None,
        state: State,
        *,
        depth: int = 0,
        in_glyph: bool = False,
        relay: Relay | None = None,
        tagger: Tagger | None = None,
    ) -> None:
        if depth > _MAX_DEPTH:
            raise Unsupported("nesting")
        self.result = Written()
        self._assets = assets
        self._sheet = sheet
        self._resources = resources if resources is not None else pikepdf.Dictionary()
        self._state = state
        self._depth = depth
        self._in_glyph = in_glyph
        self._out: list[bytes] = []
        self._saved: list[tuple[State, int]] = []
        self._path = PathBuffer()
        self._clip_operator = b""
        self._layers_open: list[bool] = []
        self._fonts: dict[bytes, FontUse] = {}
        """By the names that the stream calls them by."""
        self._device_colours: dict[tuple[bytes, ...], list[bytes]] = {}
        self._relay = relay
        self._tagger = tagger
        self._text = TextWriter(self._out, self.result, assets, relay, tagger)

    def run(self, content: bytes, own: Mapping[bytes, Handler] | None = None) -> Written:
        """Rewrite the stream, some operators in another way; Unsupported if not understood."""
        operands: list[bytes] = []
        tokens = tokens_of(content)
        if b"BI" in tokens:
            tokens = self._without_inline_images(content)
        handlers = {**_HANDLERS, **own} if own else _HANDLERS
        for token in tokens:
            first = token[0]
            if (first < 0x41 and first not in (0x27, 0x22)) or first in (0x5B, 0x5D):
                operands.append(token)
                continue
            handler = handlers.get(token)
            if handler is None:
                if token in _KEYWORDS:
                    operands.append(token)
                    continue
                raise Unsupported("operator")
            handler(self, token, operands)
            operands = []
        self._close()
        self.result.content = b" ".join(self._out)
        return self.result

    def _close(self) -> None:
        self._text.end()
        self._text.close_piece()
        self._out += [b"Q"] * len(self._saved)
        if self._relay is not None:
            for index, content in self._relay.content(self._tagger).items():
                self._out[index] = content

    def _emit(self, operator: bytes, operands: list[bytes]) -> None:
        self._out += operands
        self._out.append(operator)

    @property
    def _is_hidden(self) -> bool:
        return not all(self._layers_open)

    # --- graphics state -------------------------------------------------------------------------

    def _plain(self, operator: bytes, operands: list[bytes]) -> None:
        values = numbers(operands, _PLAIN[operator])
        if operator == b"w":
            self._state.line_width = values[0]
        self._emit(operator, operands)

    def _save(self, operator: bytes, operands: list[bytes]) -> None:
        numbers(operands, 0)
        if len(self._saved) >= _MAX_SAVES:
            raise Unsupported("nesting")
        self._text.close_piece()
        self._saved.append((self._state.copy(), len(self._out)))
        self._out.append(operator)

    def _restore(self, operator: bytes, operands: list[bytes]) -> None:
        numbers(operands, 0)
        if self._saved:  # a Q too many does nothing, in every reader
            self._text.close_piece()
            self._state, start = self._saved.pop()
            self._out.append(operator)
            if self._relay is not None and self._text.painted <= start:
                del self._out[start:]  # what draws nothing would tell that something was here

    def _concat(self, operator: bytes, operands: list[bytes]) -> None:
        a, b, c, d, e, f = numbers(operands, 6)
        self._state.matrix = times((a, b, c, d, e, f), self._state.matrix)
        self._emit(operator, operands)

    def _dash(self, operator: bytes, operands: list[bytes]) -> None:
        if len(operands) < 3 or operands[0] != b"[" or operands[-2] != b"]":
            raise Unsupported("operands")
        numbers([*operands[1:-2], operands[-1]], len(operands) - 2)
        self._emit(operator, operands)

    def _intent(self, operator: bytes, operands: list[bytes]) -> None:
        if len(operands) == 1 and operands[0] in _INTENTS:
            self._emit(operator, operands)

    def _extended_state(self, operator: bytes, operands: list[bytes]) -> None:
        source = self._resource("/ExtGState", operands)
        name, state = self._assets.extended_state(source)
        self._state.is_solid = stays_solid(source, self._state.is_solid)
        if name:
            self.result.states[name] = state
            self._emit(operator, [name.encode()])

    # --- colour ---------------------------------------------------------------------------------

    def _device_colour(self, operator: bytes, operands: list[bytes]) -> None:
        space, stroke = _SPACE_OPERATORS[operator], operator[0] < 0x61
        said = (operator, *operands)
        tokens = self._device_colours.get(said)
        if tokens is None:
            tokens = self._device_colours[said] = colour_tokens(space, operands, stroke=stroke)
        self._colour(tokens, stroke=stroke)
        self._set_space(space, stroke=stroke)

    def _choose_space(self, operator: bytes, operands: list[bytes]) -> None:
        if len(operands) != 1:
            raise Unsupported("operands")
        name = pikepdf.Name(_name(operands[0]))
        space = space_of(name, self._resources.get("/ColorSpace"))
        stroke = operator == b"CS"
        start = (0.0, 0.0, 0.0, 1.0) if space.kind == "cmyk" else (0.0,) * space.components
        if space.kind == "tint":
            start = (1.0,)
        self._colour(written(space.paint(start), stroke=stroke), stroke=stroke)
        self._set_space(space, stroke=stroke)

    def _set_colour(self, operator: bytes, operands: list[bytes]) -> None:
        stroke = operator[0] < 0x61
        space = self._state.stroke if stroke else self._state.fill
        self._colour(colour_tokens(space, operands, stroke=stroke), stroke=stroke)

    def _colour(self, tokens: list[bytes], *, stroke: bool) -> None:
        if stroke:
            self._out += tokens
        elif self._state.fill_tokens != tuple(tokens) or self._in_glyph or self._depth:
            self._out += tokens
            self._state.fill_tokens = tuple(tokens)

    def _set_space(self, space: Space, *, stroke: bool) -> None:
        if stroke:
            self._state.stroke = space
        else:
            self._state.fill = space

    # --- paths ----------------------------------------------------------------------------------

    def _add_path(self, operator: bytes, operands: list[bytes]) -> None:
        self._path.add(operator, operands)

    def _clip(self, operator: bytes, operands: list[bytes]) -> None:
        numbers(operands, 0)
        self._clip_operator = operator

    def _paint(self, operator: bytes, operands: list[bytes]) -> None:
        numbers(operands, 0)
        state, clip = self._state, self._clip_operator
        widen = 0.0 if operator in (b"f", b"F", b"f*", b"n") else state.line_width / 2
        painted = self._path.paint(state.matrix, self._sheet.boxes, widen=widen)
        self._path.clear()
        self._clip_operator = b""
        if clip and painted.touches:
            raise Unsupported("clip path in a box")
        if self._is_hidden:
            operator = b"n"
        if operator in FILLING:
            self._note_fill(painted, state)
            if self._relay is not None:
                self._relay.paint_over(painted.bounds)
        if painted.tokens and (clip or operator != b"n"):
            if self._tagger is not None and operator != b"n":
                self._out += self._tagger.artifact()
            self._out += painted.tokens
            if clip:
                self._out.append(clip)
            self._out.append(operator)
            if operator != b"n":
                self._text.painted = len(self._out)
        if clip:
            self._narrow(painted.bounds, exact=painted.is_upright_rectangle)

    def _note_fill(self, painted: Painted, state: State) -> None:
        if painted.bounds and state.clip and state.is_solid:
            exact = painted.is_upright_rectangle and not state.is_clip_rough
            self._sheet.note_fill(meet(painted.bounds, state.clip), is_solid=exact)

    def _narrow(self, bounds: Rect | None, *, exact: bool) -> None:
        state = self._state
        state.clip = meet(bounds, state.clip) if bounds and state.clip else None
        state.is_clip_rough = state.is_clip_rough or not exact

    # --- text -----------------------------------------------------------------------------------

    def _begin_text(self, _operator: bytes, operands: list[bytes]) -> None:
        numbers(operands, 0)
        self._text.begin()

    def _end_text(self, _operator: bytes, operands: list[bytes]) -> None:
        numbers(operands, 0)
        self._text.end()

    def _font(self, _operator: bytes, operands: list[bytes]) -> None:
        if len(operands) != 2:
            raise Unsupported("operands")
        found = self._fonts.get(operands[0])
        if found is None:
            found = self._assets.font(self._resource("/Font", operands[:1]))
            self._fonts[operands[0]] = found
        self._text.font(self._state, found, operands[1])

    def _text_state(self, operator: bytes, operands: list[bytes]) -> None:
        self._text.set(self._state, operator, operands)

    def _text_move(self, operator: bytes, operands: list[bytes]) -> None:
        self._text.move(self._state, operator, operands)

    def _show(self, operator: bytes, operands: list[bytes]) -> None:
        if self._is_hidden:
            raise Unsupported("text in a hidden layer")
        self._text.show(self._state, operator, operands)

    # --- what is drawn from elsewhere -----------------------------------------------------------

    def _resource(self, category: str, operands: list[bytes]) -> pikepdf.Object:
        if len(operands) != 1:
            raise Unsupported("operands")
        found = self._resources.get(category)
        source = found.get(_name(operands[0])) if found is not None else None
        if source is None:
            raise Unsupported("missing resource")
        return source

    def _draw(self, _operator: bytes, operands: list[bytes]) -> None:
        source = self._resource("/XObject", operands)
        if not isinstance(source, pikepdf.Stream):
            raise Unsupported("missing resource")
        self._draw_object(source)

    def _draw_object(self, source: pikepdf.Object) -> None:
        layer = source.get("/OC")
        if self._is_hidden or (layer is not None and not self._assets.layers.shows(layer)):
            return
        kind = str(source.get("/Subtype"))
        if kind == "/Image":
            drawn = self._assets.image(source, self._sheet, self._state, is_own=self._depth == 0)
        elif kind == "/Form":
            drawn = self._assets.form(
                source, self._sheet, self._state, self._resources, self._depth + 1
            )
        else:
            raise Unsupported("external object")
        if drawn is not None:
            name, target = drawn
            self.result.xobjects[name] = target
            if self._tagger is not None:
                self._out += self._tagger.thing(len(self._out), target, self._state.matrix)
            self._emit(b"Do", [name.encode()])
            self._text.painted = len(self._out)

    def _without_inline_images(self, content: bytes) -> list[bytes]:
        """Tokens in which each inline image is drawn as an external object."""
        stream = pikepdf.Stream(self._assets.source, content)
        tokens: list[bytes] = []
        extra = copied(self._resources.get("/XObject"))
        for index, step in enumerate(pikepdf.parse_content_stream(stream)):
            if isinstance(step, pikepdf.ContentStreamInlineImage):
                name = f"/Inline{self._depth}x{index}"
                extra[name] = self._assets.inline_image(step.iimage, self._resources)
                tokens += (name.encode(), b"Do")
            else:
                tokens += tokens_of(pikepdf.unparse_content_stream([step]))
        resources = copied(self._resources)
        resources["/XObject"] = extra
        self._resources = resources
        return tokens

    # --- what is dropped ------------------------------------------------------------------------

    def _begin_marked(self, operator: bytes, operands: list[bytes]) -> None:
        shown = True
        # WHY only a layer that is there: in the prepared PDF none is, and its marks may still be.
        if operator == b"BDC" and operands[:1] == [b"/OC"] and "/Properties" in self._resources:
            shown = self._assets.layers.shows(self._resource("/Properties", operands[1:]))
        self._layers_open.append(shown)

    def _end_marked(self, _operator: bytes, _operands: list[bytes]) -> None:
        if self._layers_open:
            self._layers_open.pop()

    def _drop(self, _operator: bytes, _operands: list[bytes]) -> None:
        """Marked points and compatibility sections say nothing that is printed."""

    def _glyph_metrics(self, operator: bytes, operands: list[bytes]) -> None:
        if not self._in_glyph:
            raise Unsupported("operator")
        numbers(operands, 2 if operator == b"d0" else 6)
        self._emit(operator, operands)


def _name(token: bytes) -> str:
    if token[:1] != b"/":
        raise Unsupported("operands")
    return str(pikepdf.Object.parse(token))


Handler = Callable[[Any, bytes, list[bytes]], None]
_GROUPS: tuple[tuple[tuple[bytes, ...], Handler], ...] = (
    (tuple(_PLAIN), ContentRewriter._plain),  # the table belongs to the class
    ((b"q",), ContentRewriter._save),
    ((b"Q",), ContentRewriter._restore),
    ((b"cm",), ContentRewriter._concat),
    ((b"d",), ContentRewriter._dash),
    ((b"ri",), ContentRewriter._intent),
    ((b"gs",), ContentRewriter._extended_state),
    (tuple(_SPACE_OPERATORS), ContentRewriter._device_colour),
    ((b"cs", b"CS"), ContentRewriter._choose_space),
    ((b"sc", b"SC", b"scn", b"SCN"), ContentRewriter._set_colour),
    ((b"m", b"l", b"c", b"v", b"y", b"h", b"re"), ContentRewriter._add_path),
    ((b"W", b"W*"), ContentRewriter._clip),
    (tuple(_PAINT), ContentRewriter._paint),
    ((b"BT",), ContentRewriter._begin_text),
    ((b"ET",), ContentRewriter._end_text),
    ((b"Tf",), ContentRewriter._font),
    (tuple(TEXT_STATE), ContentRewriter._text_state),
    (tuple(TEXT_MOVES), ContentRewriter._text_move),
    ((b"Tj", b"TJ", b"'", b'"'), ContentRewriter._show),
    ((b"Do",), ContentRewriter._draw),
    ((b"BMC", b"BDC"), ContentRewriter._begin_marked),
    ((b"EMC",), ContentRewriter._end_marked),
    ((b"MP", b"DP", b"BX", b"EX"), ContentRewriter._drop),
    ((b"d0", b"d1"), ContentRewriter._glyph_metrics),
)
_HANDLERS: dict[bytes, Handler] = {op: handler for ops, handler in _GROUPS for op in ops}
