"""Draws a page with pdfium, with the boxes and their labels taken off.

What lies under a box is then seen as if the box were lifted: text, lines, pictures.
"""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from woo_desk.domain.export import Mark
from woo_desk.domain.geometry import Box, bounding_box
from woo_desk.verify.findings import CutShort
from woo_desk.verify.readers import PdfiumPage

SLACK = 1.5
"""Points by which a drawn box may differ from the box that was asked for."""
MAX_PIXELS = 100_000_000
MAX_FORMS = 20
"""Depth of forms in forms."""

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
# WHY kept: a page has hundreds of objects, and making these costs more than asking.
_BOUNDS = _LEFT, _BOTTOM, _RIGHT, _TOP = tuple(ctypes.c_float() for _ in range(4))


def draw(page: PdfiumPage, scale: float) -> Image.Image:
    """The page in grey, unrotated: page space times `scale` is pixels.

    Raises:
        CutShort: more pixels than is sensible.
    """
    width, height = page.size
    if width * height * scale * scale > MAX_PIXELS:
        raise CutShort(str(MAX_PIXELS))
    bitmap = page.raw.render(
        scale=scale, rotation=-page.rotation % 360, grayscale=True, draw_annots=True
    )
    try:
        picture: Image.Image = bitmap.to_pil().copy()
    finally:
        bitmap.close()
    return picture


def lift_boxes(page: PdfiumPage, marks: Sequence[Mark]) -> None:
    """Take drawn boxes, and the labels in them, out of what `draw` will show."""
    if not marks:
        return
    layers = _Layers(marks)
    for handle, kind in page.objects:
        if kind not in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_TEXT):
            continue
        place = object_box(page, handle)
        if place is None:
            continue
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            is_layer = layers.hold(place)
        else:
            is_layer = layers.are(place) and _is_rectangle(handle)
        if is_layer:
            pdfium.FPDFPageObj_SetIsActive(handle, False)


class _Layers:
    """The boxes of a page as what is drawn over it.

    WHY plain numbers: a page has hundreds of objects, each held against every box.
    """

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._boxes = [box.grown(SLACK).as_tuple() for mark in marks for box in mark.boxes]
        self._wholes = [
            (mark.boxes, bounding_box(mark.boxes).grown(SLACK).as_tuple()) for mark in marks
        ]

    def hold(self, place: Box) -> bool:
        """Whether a text lies wholly in a box: it may be a whole line, with the box within it."""
        left, top, right, bottom = place.as_tuple()
        return any(
            x0 <= left and y0 <= top and right <= x1 and bottom <= y1
            for x0, y0, x1, y1 in self._boxes
        )

    def are(self, place: Box) -> bool:
        """Whether a path is one of the boxes, or the frame around those of one mark."""
        left, top, right, bottom = place.as_tuple()
        around = place.grown(SLACK)
        return any(
            any(_holds(around, box) for box in parts)
            for parts, (x0, y0, x1, y1) in self._wholes
            if x0 <= left and y0 <= top and right <= x1 and bottom <= y1
        )


@contextlib.contextmanager
def lifted(handles: Sequence[Any]) -> Iterator[None]:
    """Take some objects out of what `draw` shows, for a while."""
    for handle in handles:
        pdfium.FPDFPageObj_SetIsActive(handle, False)
    try:
        yield
    finally:
        for handle in handles:
            pdfium.FPDFPageObj_SetIsActive(handle, True)


def object_box(page: PdfiumPage, handle: Any, outer: Matrix = IDENTITY) -> Box | None:
    """Bounds of a page object in page space; None when pdfium knows none."""
    if not pdfium.FPDFPageObj_GetBounds(handle, *_BOUNDS):
        return None
    x0, y0, x1, y1 = _LEFT.value, _BOTTOM.value, _RIGHT.value, _TOP.value
    corner = page.crop[0], page.crop[3]
    if outer == IDENTITY and x0 <= x1 and y0 <= y1:
        return Box(x0 - corner[0], corner[1] - y1, x1 - corner[0], corner[1] - y0)
    corners = [(x, y) for x in (x0, x1) for y in (y0, y1)]
    if outer != IDENTITY:
        a, b, c, d, e, f = outer
        corners = [(a * x + c * y + e, b * x + d * y + f) for x, y in corners]
    xs, ys = [x - corner[0] for x, _ in corners], [corner[1] - y for _, y in corners]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _holds(outer: Box, inner: Box) -> bool:
    return outer.contains(inner.x0, inner.y0) and outer.contains(inner.x1, inner.y1)


def _is_rectangle(handle: Any) -> bool:
    """Whether a path is one closed rectangle: at most five segments, none of them a curve."""
    count = pdfium.FPDFPath_CountSegments(handle)
    return 4 <= count <= 6 and all(
        pdfium.FPDFPathSegment_GetType(pdfium.FPDFPath_GetPathSegment(handle, index))
        != pdfium.FPDF_SEGMENT_BEZIERTO
        for index in range(count)
    )


def images(page: PdfiumPage) -> Iterator[tuple[Any, Matrix]]:
    """Every picture that the page paints, with the matrix from its unit square to PDF space."""
    for handle, outer in every_object(page, pdfium.FPDF_PAGEOBJ_IMAGE):
        yield handle, times(_matrix(handle), outer)


def every_object(page: PdfiumPage, kind: int) -> Iterator[tuple[Any, Matrix]]:
    """What the page draws of one kind, in forms too, with the matrix from its space to PDF space.

    Args:
        page: the page.
        kind: FPDF_PAGEOBJ_TEXT, _PATH, _IMAGE or _SHADING.
    """
    return _nested(page.objects, kind, IDENTITY, 0)


def line_art_at(page: PdfiumPage, boxes: Sequence[Box]) -> list[Box]:
    """Bounds of the drawn lines and curves that reach into a box; rectangles are not among them."""
    found = []
    for handle, outer in every_object(page, pdfium.FPDF_PAGEOBJ_PATH):
        if _is_rectangle(handle):
            continue
        place = object_box(page, handle, outer)
        if place is not None and any(box.intersects(place) for box in boxes):
            found.append(place)
    return found


def _nested(
    objects: Iterable[tuple[Any, int]], kind: int, outer: Matrix, depth: int
) -> Iterator[tuple[Any, Matrix]]:
    """Objects of one kind, of a page and of the forms on it."""
    if depth > MAX_FORMS:
        raise CutShort(str(MAX_FORMS))
    for handle, what in objects:
        if what == kind:
            yield handle, outer
        elif what == pdfium.FPDF_PAGEOBJ_FORM:
            inner = _within(handle)
            yield from _nested(inner, kind, times(_matrix(handle), outer), depth + 1)


def _within(form: Any) -> Iterator[tuple[Any, int]]:
    for index in range(pdfium.FPDFFormObj_CountObjects(form)):
        handle = pdfium.FPDFFormObj_GetObject(form, index)
        yield handle, pdfium.FPDFPageObj_GetType(handle)


def _matrix(handle: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(handle, matrix):
        msg = "pdfium knows no matrix of an object"
        raise RuntimeError(msg)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def times(m: Matrix, n: Matrix) -> Matrix:
    """First m, then n (ISO 32000-1, 8.3.4)."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def stored_pixels(handle: Any) -> Image.Image:
    """The pixels of a picture as they are stored, masks and clipping left aside, in grey.

    Raises:
        RuntimeError: pdfium cannot decode it.
    """
    raw = pdfium.FPDFImageObj_GetBitmap(handle)
    if not raw:
        msg = "pdfium cannot decode a picture"
        raise RuntimeError(msg)
    # WHY nothing is freed here: what wraps the bitmap frees it with its last user.
    pixels: Image.Image = pypdfium2.PdfBitmap.from_raw(raw).to_pil().convert("L")
    return pixels


def stored_bytes(handle: Any) -> bytes:
    """The data of a picture as they are stored, coded."""
    size = pdfium.FPDFImageObj_GetImageDataRaw(handle, None, 0)
    buffer = ctypes.create_string_buffer(max(size, 1))
    written = pdfium.FPDFImageObj_GetImageDataRaw(handle, buffer, size)
    return buffer.raw[:written]


def is_lossy(handle: Any) -> bool:
    """Whether a picture is coded by a filter that may change its pixels."""
    name = ctypes.create_string_buffer(32)
    for index in range(pdfium.FPDFImageObj_GetImageFilterCount(handle)):
        pdfium.FPDFImageObj_GetImageFilter(handle, index, name, len(name))
        if name.value in (b"DCTDecode", b"DCT", b"JPXDecode", b"JBIG2Decode"):
            return True
    return False
