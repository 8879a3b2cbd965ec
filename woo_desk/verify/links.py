"""Links of a publication: their one plain form, and that none lies at a box.

What an address says is searched for the terms with everything else; here is looked at what no term
can tell: mail addresses, codes, words about the link that are not the link.
"""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Sequence
from typing import Any

import pikepdf

from woo_desk.domain.export import Mark, ResidueKind
from woo_desk.domain.geometry import Box
from woo_desk.verify.findings import Check

LONGEST = 500
_SHAPE = re.compile(r"https?://[A-Za-z0-9.\-]{1,253}(?::[0-9]{1,5})?(?:[/?#][\x21-\x7e]*)?")
_CODE = re.compile(r"[A-Za-z0-9]{20,}")
_LONG_CODE = re.compile(r"[A-Za-z0-9+/=_-]{60,}")
_SAYS = "Koppeling naar "
_TO_PAGE = re.compile(_SAYS + r"bladzijde [1-9][0-9]{0,5}")
_KEYS = frozenset(
    ("/Type", "/Subtype", "/Rect", "/Border", "/F", "/StructParent", "/Contents", "/A", "/Dest")
)
_ACTION_KEYS = frozenset(("/Type", "/S", "/URI"))
_FITS = frozenset(("/Fit", "/XYZ"))
_PRINTED = 4


def is_plain_link(annotation: Any) -> bool:
    """Whether an annotation is a link to the web or to a page, and says nothing but where to."""
    if not isinstance(annotation, pikepdf.Dictionary) or not set(annotation.keys()) <= _KEYS:
        return False
    if annotation.get("/Subtype") != "/Link" or annotation.get("/F") != _PRINTED:
        return False
    said, action = annotation.get("/Contents"), annotation.get("/A")
    if not isinstance(said, pikepdf.String) or not _is_plain_area(annotation):
        return False
    if action is None:
        return _TO_PAGE.fullmatch(str(said)) is not None and _is_place(annotation.get("/Dest"))
    address = _address(action)
    return "/Dest" not in annotation and bool(address) and str(said) == _SAYS + address


def _is_plain_area(annotation: pikepdf.Dictionary) -> bool:
    """Whether it has a rectangle, and a border that is not drawn."""
    area, border = annotation.get("/Rect"), annotation.get("/Border")
    is_area = isinstance(area, pikepdf.Array) and len(area) == 4
    return is_area and isinstance(border, pikepdf.Array) and [*border.as_list()] == [0, 0, 0]


def _is_place(place: Any) -> bool:
    if not isinstance(place, pikepdf.Array) or len(place) < 2:
        return False
    page, fit, *numbers = place.as_list()
    return (
        isinstance(page, pikepdf.Dictionary)
        and page.get("/Type") == "/Page"
        and str(fit) in _FITS
        and not any(isinstance(number, pikepdf.Object) for number in numbers)
    )


def _address(action: Any) -> str:
    """Where an action leads on the web; "" for any other action, and for what may tell more."""
    if not isinstance(action, pikepdf.Dictionary) or not set(action.keys()) <= _ACTION_KEYS:
        return ""
    value = action.get("/URI")
    if action.get("/S") != "/URI" or not isinstance(value, pikepdf.String):
        return ""
    address = bytes(value).decode("latin-1")
    if len(address) > LONGEST or not _SHAPE.fullmatch(address):
        return ""
    plain = urllib.parse.unquote(urllib.parse.unquote(address))
    codes = (found[0] for found in _CODE.finditer(plain))
    is_coded = any(not code.isalpha() and not code.isdigit() for code in codes)
    if "@" in plain or is_coded or _LONG_CODE.search(plain) or not plain.isprintable():
        return ""
    return address


def check_links(
    page: pikepdf.Object, crop: tuple[float, float, float, float], marks: Sequence[Mark],
    index: int, check: Check,
) -> None:  # fmt: skip
    """Report links whose area touches a box.

    Args:
        page: as qpdf reads it.
        crop: its visible box in PDF coordinates.
        marks: of the page.
        index: its number.
        check: takes the findings.
    """
    for annotation in page.get("/Annots", pikepdf.Array()).as_list():
        x0, y0, x1, y1 = (float(value) for value in annotation.get("/Rect", pikepdf.Array()))
        xs, ys = sorted((x0 - crop[0], x1 - crop[0])), sorted((crop[3] - y0, crop[3] - y1))
        area = Box(xs[0], ys[0], xs[1], ys[1])
        if any(area.intersects(box) for mark in marks for box in mark.boxes):
            check.add(ResidueKind.LINK, page_index=index, box=area)
