"""Pictures that stand askew under a box, and the memory that their pixels take."""

from __future__ import annotations

import gc
from pathlib import Path

import pikepdf
from pikepdf import Dictionary
from PIL import Image, ImageDraw

from tests.verify import build
from tests.verify import test_leaks_on_page as on_page
from tests.verify.build import BOX, HEIGHT, MARK, NAME, Sheet
from woo_desk.domain.export import ResidueKind as Kind
from woo_desk.verify.drawing import images, stored_pixels
from woo_desk.verify.readers import PdfiumFile


def _slanted(picture: Image.Image) -> bytes:
    """A picture turned by 15 degrees, wholly under the box."""

    def place(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Resources.XObject = Dictionary(Im0=on_page._image(pdf, picture))

    x, y = BOX.x0 + 12, HEIGHT - BOX.y1 + 1
    matrix = f"{0.4 * BOX.width:.2f} 4 -1.5 {0.4 * BOX.height:.2f} {x:.2f} {y:.2f}"
    return build.make_pdf([Sheet().raw(f"q {matrix} cm /Im0 Do Q").box(MARK)], place)


def test_slanted_picture_under_the_box(tmp_path: Path) -> None:
    """Painted over, it is no more than a slanted edge; with letters in it, it is a leak."""
    plain, words = Image.new("L", (200, 40), 0), Image.new("L", (200, 40), 255)
    ImageDraw.Draw(words).text((4, 4), NAME, fill=0, font_size=24)
    assert not build.verify(tmp_path, _slanted(plain)).has_leak
    faint = words.point([0] * 255 + [12])
    for picture in (words, faint):
        result = build.verify(tmp_path, _slanted(picture))
        assert Kind.PIXELS_IN_BOX in build.kinds(result)


def test_pixels_are_freed_once() -> None:
    """pdfium's bitmap belongs to what wraps it; freed twice, a worker died of a later page."""
    data = on_page._scanned(on_page._scan(True, black_box=False))
    with PdfiumFile(data) as file, file.page(0) as page:
        (handle, _matrix), *_ = images(page)
        first = stored_pixels(handle).tobytes()
        for _ in range(25):
            assert stored_pixels(handle).tobytes() == first
            gc.collect(0)
