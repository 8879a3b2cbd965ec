from __future__ import annotations

import pytest

from tests.helpers.hostile_pdfs import page_of_size
from tests.helpers.pdfs import PdfBuilder
from woo_desk.domain.geometry import Box, Rotation, page_to_view
from woo_desk.errors import LimitExceeded
from woo_desk.pdf.open import open_pdf
from woo_desk.pdf.render import Rendered, render_page


def _pixel(picture: Rendered, x: float, y: float) -> tuple[int, ...]:
    start = int(y) * picture.stride + int(x) * 3
    return tuple(picture.pixels[start : start + 3])


@pytest.mark.parametrize("rotation", list(Rotation))
def test_a_page_is_turned_as_page_to_view_says(rotation: Rotation) -> None:
    box = (100.0, 200.0, 160.0, 230.0)
    builder = PdfBuilder().page(400, 600, rotation=rotation).rectangle(box, fill=(1, 0, 0))
    with open_pdf(builder.build()) as document:
        picture = render_page(document, 0, 2.0)
    turned = rotation in (Rotation.RIGHT, Rotation.LEFT)
    assert (picture.width, picture.height) == ((1200, 800) if turned else (800, 1200))
    assert len(picture.pixels) == picture.stride * picture.height
    view = page_to_view(Box(*box), 400, 600, rotation, 2.0)
    assert _pixel(picture, *view.centre) == (255, 0, 0)
    assert _pixel(picture, view.x0 - 4, view.y0 - 4) == (255, 255, 255)
    assert _pixel(picture, view.x0 + 3, view.y0 + 3) == (255, 0, 0)


def test_a_crop_box_is_what_is_shown() -> None:
    builder = PdfBuilder().page(crop=(100, 100, 300, 200)).rectangle((0, 0, 20, 20), fill=(0, 0, 1))
    with open_pdf(builder.build()) as document:
        picture = render_page(document, 0, 1.0)
    assert (picture.width, picture.height) == (200, 100)
    assert _pixel(picture, 10, 10) == (0, 0, 255)
    assert _pixel(picture, 30, 30) == (255, 255, 255)


@pytest.mark.parametrize("scale", [100.0, float("nan"), 0.0, -1.0, float("inf")])
def test_pictures_without_bound_are_refused(scale: float) -> None:
    with open_pdf(page_of_size(2000, 3000)) as document, pytest.raises(LimitExceeded):
        render_page(document, 0, scale)


def test_there_is_no_such_page() -> None:
    with open_pdf(page_of_size(200, 300)) as document, pytest.raises(IndexError):
        render_page(document, 1, 1.0)
