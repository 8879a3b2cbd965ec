"""What a page draws beside its text: lines, fills, shadings and pictures, in order of drawing."""

from __future__ import annotations

from typing import Any

from pymupdf import mupdf

from woo_desk.pdf.matrix import Rect

Drawn = tuple[str, Rect]
"""Kind as MuPDF's log of boxes names it ("fill-path", "stroke-path", "fill-image", "fill-imgmask",
"fill-shade"), and the box around it in page space."""


def drawn_things(page: Any) -> list[Drawn]:
    """Everything but text that a PyMuPDF page draws."""
    return _run(page, _Device()).found


def drawn_beside(page: Any) -> tuple[list[Drawn], int]:
    """The same, and how many of these things were drawn before any text was.

    WHY not `get_bboxlog`: it calls back for each piece of text too, which is most of its cost.
    """
    device = _Device()
    device.look_for_text(wanted=True)
    _run(page, device)
    return device.found, len(device.found) if device.before_text is None else device.before_text


def _run(page: Any, device: _Device) -> _Device:
    """Draw the page, unturned."""
    rotation = page.rotation
    if rotation:
        page.set_rotation(0)
    mupdf.fz_run_page(page.this, device, mupdf.FzMatrix(), mupdf.FzCookie())
    mupdf.fz_close_device(device)
    if rotation:
        page.set_rotation(rotation)
    return device


class _Device(mupdf.FzDevice2):  # type: ignore[misc]  # made by SWIG, without types
    """Notes boxes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Drawn] = []
        self.before_text: int | None = None
        self.use_virtual_fill_path()
        self.use_virtual_stroke_path()
        self.use_virtual_fill_shade()
        self.use_virtual_fill_image()
        self.use_virtual_fill_image_mask()

    def look_for_text(self, *, wanted: bool) -> None:
        """Whether to be told of text: until the first of it, if at all."""
        self.use_virtual_fill_text(wanted)
        self.use_virtual_stroke_text(wanted)
        self.use_virtual_ignore_text(wanted)

    def _note(self, kind: str, area: Any) -> None:
        self.found.append((kind, (area.x0, area.y0, area.x1, area.y1)))

    def _text(self, *_drawn: Any) -> None:
        self.before_text = len(self.found)
        self.look_for_text(wanted=False)

    fill_text = stroke_text = ignore_text = _text

    def fill_path(self, _context: Any, path: Any, _even_odd: int, ctm: Any, *_rest: Any) -> None:
        self._note("fill-path", mupdf.ll_fz_bound_path(path, None, ctm))

    def stroke_path(self, _context: Any, path: Any, stroke: Any, ctm: Any, *_rest: Any) -> None:
        self._note("stroke-path", mupdf.ll_fz_bound_path(path, stroke, ctm))

    def fill_shade(self, _context: Any, shade: Any, ctm: Any, *_rest: Any) -> None:
        self._note("fill-shade", mupdf.ll_fz_bound_shade(shade, ctm))

    def fill_image(self, _context: Any, _image: Any, ctm: Any, *_rest: Any) -> None:
        self._note("fill-image", _unit_square(ctm))

    def fill_image_mask(self, _context: Any, _image: Any, ctm: Any, *_rest: Any) -> None:
        self._note("fill-imgmask", _unit_square(ctm))


def _unit_square(ctm: Any) -> Any:
    return mupdf.ll_fz_transform_rect(mupdf.fz_unit_rect, ctm)
