"""Draws a page with pdfium, with the boxes and their labels taken off.

What lies under a box is then seen as if the box were lifted: text, lines, pictures.
"""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Iterator, Sequence
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
MAX_OBJECTS = 2_000_000
MAX_FORMS = 20
"""Depth of forms in forms."""

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


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
    boxes = [box.grown(SLACK) for mark in marks for box in mark.boxes]
    wholes = [(mark.boxes, bounding_box(mark.boxes).grown(SLACK)) for mark in marks]
    for handle in _objects(page.raw.raw):
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind not in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_TEXT):
            continue
        place = object_box(page, handle)
        if place is None:
            continue
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            # WHY wholly: one text object may hold a whole line, with the box somewhere in it.
            is_layer = any(_holds(box, place) for box in boxes)
        else:
            around = place.grown(SLACK)
            is_layer = any(
                _holds(whole, place) and any(_holds(around, box) for box in parts)
                for parts, whole in wholes
            ) and _is_rectangle(handle)
        if is_layer:
            pdfium.FPDFPageObj_SetIsActive(handle, False)


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


def _objects(page: Any) -> Iterator[Any]:
    count = pdfium.FPDFPage_CountObjects(page)
    if not 0 <= count <= MAX_OBJECTS:
        raise CutShort(str(MAX_OBJECTS))
    for index in range(count):
        yield pdfium.FPDFPage_GetObject(page, index)


def object_box(page: PdfiumPage, handle: Any, outer: Matrix = IDENTITY) -> Box | None:
    """Bounds of a page object in page space; None when pdfium knows none."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
        return None
    corners = [(x, y) for x in (left.value, right.value) for y in (bottom.value, top.value)]
    if outer != IDENTITY:
        a, b, c, d, e, f = outer
        corners = [(a * x + c * y + e, b * x + d * y + f) for x, y in corners]
    xs, ys = [x - page.crop[0] for x, _ in corners], [page.crop[3] - y for _, y in corners]
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
    for handle, outer in _nested(_objects(page.raw.raw), IDENTITY, 0):
        if pdfium.FPDFPageObj_GetType(handle) == pdfium.FPDF_PAGEOBJ_IMAGE:
            yield handle, times(_matrix(handle), outer)


def every_object(page: PdfiumPage) -> Iterator[tuple[Any, Matrix]]:
    """Everything that the page draws, with the matrix from its space to PDF space."""
    return _nested(_objects(page.raw.raw), IDENTITY, 0)


def line_art_at(page: PdfiumPage, boxes: Sequence[Box]) -> list[Box]:
    """Bounds of the drawn lines and curves that reach into a box; rectangles are not among them."""
    found = []
    for handle, outer in _nested(_objects(page.raw.raw), IDENTITY, 0):
        if pdfium.FPDFPageObj_GetType(handle) != pdfium.FPDF_PAGEOBJ_PATH or _is_rectangle(handle):
            continue
        place = object_box(page, handle, outer)
        if place is not None and any(box.intersects(place) for box in boxes):
            found.append(place)
    return found


def _nested(handles: Iterator[Any], outer: Matrix, depth: int) -> Iterator[tuple[Any, Matrix]]:
    """Objects of a page and of the forms on it, with the matrix from their space to PDF space."""
    if depth > MAX_FORMS:
        raise CutShort(str(MAX_FORMS))
    for handle in handles:
        if pdfium.FPDFPageObj_GetType(handle) != pdfium.FPDF_PAGEOBJ_FORM:
            yield handle, outer
            continue
        count = pdfium.FPDFFormObj_CountObjects(handle)
        inner = (pdfium.FPDFFormObj_GetObject(handle, index) for index in range(count))
        yield from _nested(inner, times(_matrix(handle), outer), depth + 1)


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
