"""Brings the pages of a PDF to one plain form: allow-listed entries, one box, one unit, one tree.

Source: ISO 32000-1, 7.7.3. Sizes and turns are worked out as MuPDF does, so that a box given for
the source page is valid on the plain page; entries without sense are ignored.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf

from woo_desk.pdf.annotations import PageBox, rectangle
from woo_desk.pdf.hidden import actions_of
from woo_desk.pdf.objects import dictionary, entry, number

_KEPT = frozenset(("/Type", "/Resources", "/Contents", "/Group"))
_RESOURCES = frozenset(("/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/XObject", "/Font"))
"""WHY not /Properties: property lists carry layers and texts, and draw nothing."""
_LETTER: PageBox = (0.0, 0.0, 612.0, 792.0)


def page_box(page: pikepdf.Dictionary) -> PageBox:
    """The part of the page that is shown, in PDF coordinates and units of the page."""
    media = rectangle(page, "/MediaBox")
    if media is None or _is_flat(media):
        media = _LETTER
    crop = rectangle(page, "/CropBox")
    if crop is None or _is_flat(crop):
        return media
    shared = (
        max(media[0], crop[0]),
        max(media[1], crop[1]),
        min(media[2], crop[2]),
        min(media[3], crop[3]),
    )
    return media if _is_flat(shared) else shared


def user_unit(page: pikepdf.Dictionary) -> float:
    """Points per unit of the page; 1 where the file says nothing sensible."""
    unit = number(page, "/UserUnit", 1.0)
    return unit if unit > 0 else 1.0


def page_scripts(page: pikepdf.Dictionary) -> Iterator[str]:
    """The scripts that run when the page is opened or closed."""
    yield from filter(None, actions_of(page))


def clean_page(
    pdf: pikepdf.Pdf, page: pikepdf.Dictionary, box: PageBox, marks: Sequence[Any]
) -> None:
    """Leave nothing of a page but content, resources, one box, its turn and `marks`.

    Args:
        pdf: the file.
        page: with the attributes of the page tree written into it.
        box: what `page_box` gave.
        marks: annotations to keep.
    """
    turn = _turn(page)
    unit = user_unit(page)
    for key in list(page.keys()):
        if key not in _KEPT:
            del page[key]
    page["/Resources"] = plain_resources(entry(page, "/Resources"))
    provide_glyphs(page["/Resources"])
    page["/MediaBox"] = _array(value * unit for value in box)
    if turn:
        page["/Rotate"] = turn
    if marks:
        page["/Annots"] = pikepdf.Array(marks)
    if unit != 1.0:
        _scale(pdf, page, box, unit, marks)


def plain_resources(resources: Any) -> pikepdf.Object:
    """The resources that draw something, in a dictionary that no other page shares."""
    plain = pikepdf.Dictionary()
    for key in sorted(_RESOURCES):
        value = entry(resources, key)
        if isinstance(value, pikepdf.Dictionary):
            plain[key] = value
    return plain


def provide_glyphs(resources: pikepdf.Object) -> None:
    """Give each Type 3 font without resources those around it, as its glyphs take them from there.

    WHY: who tidies a page sees only what the page itself uses, and takes the rest from the glyphs
    (ISO 32000-1, table 112: in PDF 1.1 the resources of the page count).
    """
    fonts = dictionary(resources, "/Font")
    if fonts is None:
        return
    bare = {
        name: font
        for name, font in fonts.items()
        if name.isascii() and entry(font, "/Subtype") == "/Type3" and "/Resources" not in font
    }
    if not bare:
        return
    around, others = copy.copy(resources), copy.copy(fonts)
    for name in bare:  # one that prints itself would be a loop
        del others[name]
    around["/Font"] = others
    for font in bare.values():
        font["/Resources"] = around


def replace_page_tree(pdf: pikepdf.Pdf, pages: Sequence[pikepdf.Dictionary]) -> None:
    """One node with every page under it: no inherited entries, no hidden branches."""
    tree = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Pages, Kids=pikepdf.Array(pages), Count=len(pages))
    )
    for page in pages:
        page["/Type"] = pikepdf.Name.Page
        page["/Parent"] = tree
    pdf.Root["/Pages"] = tree


def _is_flat(box: PageBox) -> bool:
    return not (box[2] - box[0] >= 1 and box[3] - box[1] >= 1)


def _turn(page: pikepdf.Dictionary) -> int:
    degrees = int(number(page, "/Rotate")) % 360
    return 90 * ((degrees + 45) // 90) % 360


def _scale(
    pdf: pikepdf.Pdf, page: pikepdf.Dictionary, box: PageBox, unit: float, marks: Sequence[Any]
) -> None:
    """Draw the page through a form that is `unit` times as large.

    WHY a form: patterns hang on the coordinates of the stream that uses them, so a matrix in the
    content itself would move the drawing and not its patterns.
    """
    wrapper = pikepdf.Page(page)
    wrapper.contents_coalesce()
    contents = entry(page, "/Contents")
    content = contents.read_bytes() if isinstance(contents, pikepdf.Stream) else b""
    form = pdf.make_stream(
        content,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=_array(box),
        Matrix=_array((unit, 0, 0, unit, 0, 0)),
        Resources=page["/Resources"],
    )
    group = dictionary(page, "/Group")
    if group is not None:
        form["/Group"] = group
    page["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Page=form))
    page["/Contents"] = pdf.make_stream(b"/Page Do")
    for mark in marks:
        corners = rectangle(mark, "/Rect")
        if corners is not None:
            mark["/Rect"] = _array(value * unit for value in corners)


def _array(values: Iterator[float] | Sequence[float]) -> pikepdf.Array:
    return pikepdf.Array([int(v) if float(v).is_integer() else round(v, 5) for v in values])
