"""Writes anew only the words of a content stream; whatever else it draws is left out.

For a page whose drawings are not understood: they become one picture, and its words stand on top.
Forms are taken up in the page itself. What words look like may hang on what is left out (opacity,
what lies over them); whether it does is seen by comparing pictures of the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pikepdf

from woo_desk.pdf.assets import form_box, form_matrix, replace_state
from woo_desk.pdf.colours import GRAY
from woo_desk.pdf.content import ContentRewriter, Handler
from woo_desk.pdf.content_state import Written
from woo_desk.pdf.matrix import meet, moved, times
from woo_desk.pdf.tokens import Unsupported, number_text, numbers, tokens_of

_MAX_SAVES = 26
"""Nesting of q, that of forms included; as in `content`."""
_INVISIBLE = 3.0
"""Text rendering mode (ISO 32000-1, table 106)."""


class WordsRewriter(ContentRewriter):
    """Rewrites the words of one stream."""

    deepest = 0

    def run(self, content: bytes, own: Mapping[bytes, Handler] | None = None) -> Written:
        """Rewrite the words; Unsupported when they cannot be told from what is there."""
        return super().run(content, {**_OWN, **(own or {})})

    def _save(self, operator: bytes, operands: list[bytes]) -> None:
        super()._save(operator, operands)
        self._note_depth(len(self._saved))

    def _note_depth(self, depth: int) -> None:
        self.deepest = max(self.deepest, depth)
        if self.deepest > _MAX_SAVES:
            raise Unsupported("nesting")

    def _skip(self, _operator: bytes, _operands: list[bytes]) -> None:
        """It changes how things look, or draws what is in the picture."""

    def _space(self, operator: bytes, operands: list[bytes]) -> None:
        try:
            super()._choose_space(operator, operands)
        except Unsupported:
            self._lose_colour(operator)

    def _tint(self, operator: bytes, operands: list[bytes]) -> None:
        try:
            super()._set_colour(operator, operands)
        except Unsupported:
            self._lose_colour(operator)

    def _lose_colour(self, operator: bytes) -> None:
        """From here on nothing can be said in this colour."""
        if operator[0] >= 0x61:
            self._state.fill, self._state.fill_tokens = GRAY, ()

    def _show_words(self, operator: bytes, operands: list[bytes]) -> None:
        if not self._state.fill_tokens and self._state.text.mode != _INVISIBLE:
            raise Unsupported("colour space")
        super()._show(operator, operands)

    def _path_end(self, _operator: bytes, operands: list[bytes]) -> None:
        numbers(operands, 0)
        painted = self._path.paint(self._state.matrix, self._sheet.boxes)
        clip, self._clip_operator = self._clip_operator, b""
        self._path.clear()
        if clip and painted.tokens and not painted.touches:
            self._text.close_piece()
            self._out += [*painted.tokens, clip, b"n"]
            self._narrow(painted.bounds, exact=painted.is_upright_rectangle)

    def _draw_object(self, source: pikepdf.Object) -> None:
        layer = source.get("/OC")
        is_hidden = self._is_hidden or (
            layer is not None and not self._assets.layers.shows(layer)
        )  # fmt: skip
        if not is_hidden and str(source.get("/Subtype")) == "/Form":
            self._take_up(source)

    def _take_up(self, form: pikepdf.Object) -> None:
        """Write the words of a form where it is drawn."""
        own, box = form_matrix(form.get("/Matrix")), form_box(form.get("/BBox"))
        matrix = times(own, self._state.matrix)
        clip = meet(moved(matrix, box), self._state.clip) if self._state.clip else None
        if clip is None:
            return
        state = replace_state(self._state, matrix, clip, rough=True)
        resources = form.get("/Resources", self._resources)
        inner = WordsRewriter(
            self._assets, self._sheet, resources, state, depth=self._depth + 1
        )  # fmt: skip
        written = inner.run(form.read_bytes())
        if not written.fonts:
            return
        self._note_depth(len(self._saved) + 1 + inner.deepest)
        self.result.fonts |= written.fonts
        if self._tagger is not None:
            self._out += self._tagger.text(len(self._out), matrix[4], matrix[5], 0.0)
        x0, y0, x1, y1 = box
        self._out += [
            b"q", *map(number_text, own), b"cm",
            *map(number_text, (x0, y0, x1 - x0, y1 - y0)), b"re W n", written.content, b"Q",
        ]  # fmt: skip
        self._text.painted = len(self._out)
        self._text.close_piece()

    def _without_inline_images(self, content: bytes) -> list[bytes]:
        stream = pikepdf.Stream(self._assets.source, content)
        steps: list[Any] = [
            step
            for step in pikepdf.parse_content_stream(stream)
            if not isinstance(step, pikepdf.ContentStreamInlineImage)
        ]
        return tokens_of(pikepdf.unparse_content_stream(steps))


_OWN: dict[bytes, Handler] = {
    b"q": WordsRewriter._save,
    b"gs": WordsRewriter._skip,
    b"sh": WordsRewriter._skip,
    **dict.fromkeys((b"cs", b"CS"), WordsRewriter._space),
    **dict.fromkeys((b"sc", b"SC", b"scn", b"SCN"), WordsRewriter._tint),
    **dict.fromkeys((b"S", b"s", b"n", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"),
                    WordsRewriter._path_end),
    **dict.fromkeys((b"Tj", b"TJ", b"'", b'"'), WordsRewriter._show_words),
}  # fmt: skip
