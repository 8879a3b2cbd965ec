"""Everything that content refers to, rebuilt once per file: fonts, pictures, states, forms."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf

from woo_desk.pdf.content import ContentRewriter
from woo_desk.pdf.content_state import State, Written
from woo_desk.pdf.fonts import Fonts, FontUse
from woo_desk.pdf.graphics_states import allowed_entries
from woo_desk.pdf.images import Images, Placement
from woo_desk.pdf.layers import Layers
from woo_desk.pdf.matrix import (
    IDENTITY,
    UNIT_SQUARE,
    Matrix,
    Rect,
    apply,
    bounds,
    corners,
    inside,
    inverse,
    meet,
    moved,
    times,
    touch,
)
from woo_desk.pdf.sheet import Fill, Picture, Sheet
from woo_desk.pdf.streams import make_stream
from woo_desk.pdf.tokens import Unsupported

Key = tuple[Any, ...]

_EDGE_SLACK = 0.75
"""Points by which a picture may stick out of its clip without being cut."""


@dataclass(slots=True)
class _Form:
    """A rewritten form, with what it drew."""

    name: str
    target: pikepdf.Object
    fills: list[Fill]
    pictures: list[Picture]


@dataclass(slots=True)
class Assets:
    """Rebuilds shared objects for one output file, each once."""

    source: pikepdf.Pdf
    """The working copy, glyphs removed already."""
    target: pikepdf.Pdf
    layers: Layers
    fonts: Fonts
    images: Images
    _states: dict[Key, tuple[str, pikepdf.Object]] = field(default_factory=dict)
    _forms: dict[Key, _Form] = field(default_factory=dict)

    def font(self, source: pikepdf.Object) -> FontUse:
        """The font to write in place of `source`."""
        return self.fonts.use(source)

    def extended_state(self, source: pikepdf.Object) -> tuple[str, pikepdf.Object]:
        """Name and dictionary to write in place of a graphics state; "" when nothing is left."""
        entries = allowed_entries(source)
        if not entries:
            return "", source
        identity = tuple((key, str(entries[key])) for key in sorted(entries))
        if identity not in self._states:
            state = self.target.make_indirect(pikepdf.Dictionary(entries))
            self._states[identity] = (f"/G{len(self._states)}", state)
        return self._states[identity]

    def image(
        self, source: pikepdf.Object, sheet: Sheet, state: State, *, is_own: bool
    ) -> tuple[str, pikepdf.Object] | None:
        """The picture to draw in place of `source`; None when nothing of it is visible.

        `is_own` tells whether the page itself draws it, not a form.
        """
        square = [apply(state.matrix, *point) for point in UNIT_SQUARE]
        area = bounds(square)
        visible = meet(state.clip, sheet.visible) if state.clip else None
        if visible is None or meet(area, visible) is None:
            return None
        back = inverse(state.matrix)
        if state.is_clip_rough or back is None:
            raise Unsupported("clipped picture")
        window = None
        if not inside(area, visible, slack=_EDGE_SLACK):
            if not _is_upright(state.matrix):
                raise Unsupported("clipped picture")
            window = moved(back, visible)
        stencil = bool(source.get("/ImageMask", False))
        opaque = state.is_solid and not (stencil or "/SMask" in source or "/Mask" in source)
        covers = sheet.note_picture(
            meet(area, visible) or area, is_opaque=opaque and _is_upright(state.matrix),
            is_own=is_own,
        )  # fmt: skip
        blanks = tuple(
            tuple(apply(back, *corner) for corner in corners(box))
            for box in (*sheet.boxes, *covers)
            if touch(box, area)
        )
        return self.images.use(source, Placement(window, blanks))

    def inline_image(self, image: Any, resources: pikepdf.Object) -> pikepdf.Object:
        """An external object that draws the same as an inline image."""
        return self.images.from_inline(image, resources)

    def form(
        self,
        source: pikepdf.Object,
        sheet: Sheet,
        state: State,
        resources: pikepdf.Object,
        depth: int,
    ) -> tuple[str, pikepdf.Object] | None:
        """The form to draw in place of `source`; None when nothing of it is visible."""
        own = form_matrix(source.get("/Matrix"))
        matrix = times(own, state.matrix)
        box = form_box(source.get("/BBox"))
        area = moved(matrix, box)
        clip = meet(area, state.clip) if state.clip else None
        if clip is None or meet(clip, sheet.visible) is None:
            return None
        boxes = tuple(b for b in sheet.boxes if touch(b, area))
        key = (source.objgen, _rounded(matrix), _rounded(clip), boxes)
        if source.objgen == (0, 0) or key not in self._forms:
            inner = replace_state(state, matrix, clip, rough=not _is_upright(matrix))
            own_resources = source.get("/Resources", resources)
            part = Sheet(
                boxes, sheet.visible, pictures=[replace(p, is_own=False) for p in sheet.pictures]
            )
            before = len(part.pictures)
            writer = ContentRewriter(self, part, own_resources, inner, depth=depth)
            written = writer.run(source.read_bytes())
            target = self._form_object(source, own, box, written)
            form = _Form(f"/X{len(self._forms)}", target, part.fills, part.pictures[before:])
            self._forms[key] = form
        form = self._forms[key]
        sheet.replay(form.fills, form.pictures)
        return form.name, form.target

    def _form_object(
        self, source: pikepdf.Object, matrix: Matrix, box: Rect, written: Written
    ) -> pikepdf.Object:
        form = make_stream(self.target, written.content)
        form.Type = pikepdf.Name.XObject
        form.Subtype = pikepdf.Name.Form
        form.BBox = pikepdf.Array([float(x) for x in box])
        if matrix != IDENTITY:
            form.Matrix = pikepdf.Array([float(x) for x in matrix])
        form.Resources = written.resources()
        group = group_of(source.get("/Group"))
        if group is not None:
            form.Group = group
        return form


def replace_state(state: State, matrix: Matrix, clip: Rect, *, rough: bool) -> State:
    """The state in which a form's content begins."""
    return State(
        matrix=matrix,
        clip=clip,
        is_clip_rough=state.is_clip_rough or rough,
        font=state.font,
        fill=state.fill,
        stroke=state.stroke,
        line_width=state.line_width,
        is_solid=state.is_solid,
    )


def group_of(source: pikepdf.Object | None) -> pikepdf.Dictionary | None:
    """A transparency group with allow-listed entries; None when there is none."""
    if not isinstance(source, pikepdf.Dictionary) or str(source.get("/S")) != "/Transparency":
        return None
    group = pikepdf.Dictionary(
        Type=pikepdf.Name.Group, S=pikepdf.Name.Transparency, CS=pikepdf.Name.DeviceRGB
    )
    for key in ("/I", "/K"):
        if bool(source.get(key, False)):
            group[key] = True
    return group


def form_matrix(value: pikepdf.Object | None) -> Matrix:
    """/Matrix of a form; Unsupported when it is none."""
    if value is None:
        return IDENTITY
    items = [float(x) for x in value]
    if len(items) != 6:
        raise Unsupported("form matrix")
    a, b, c, d, e, f = items
    return a, b, c, d, e, f


def form_box(value: pikepdf.Object | None) -> Rect:
    """/BBox of a form; Unsupported when it is none."""
    items = [float(x) for x in value] if isinstance(value, pikepdf.Array) else []
    if len(items) != 4:
        raise Unsupported("form box")
    return bounds(((items[0], items[1]), (items[2], items[3])))


def _is_upright(matrix: Matrix) -> bool:
    a, b, c, d = matrix[:4]
    tiny = 1e-4 * max(abs(a), abs(b), abs(c), abs(d), 1e-9)
    return (abs(b) <= tiny and abs(c) <= tiny) or (abs(a) <= tiny and abs(d) <= tiny)


def _rounded(values: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(round(value, 3) for value in values)
