from __future__ import annotations

import pymupdf

from tests.helpers.pdfs import PdfBuilder
from tests.helpers.raw_pdfs import one_page, raw_stream
from woo_desk.pdf.drawn import drawn_beside, drawn_things


def _page_with_all_kinds(rotation: int = 0) -> bytes:
    """A picture and a fill, text, then a line, a stencil, a shading and text without ink."""
    content = b"""
        q 50 0 0 40 100 600 cm /Im Do Q
        1 0 0 rg 10 10 200 30 re f
        BT /F1 12 Tf 100 700 Td (Jan) Tj ET
        0 0 m 100 100 l S
        q 20 0 0 20 300 300 cm BI /W 8 /H 1 /IM true /BPC 1 ID \xaa EI Q
        q 300 500 50 50 re W n /Sh sh Q
        BT 3 Tr /F1 12 Tf 100 650 Td (Piet) Tj ET
    """
    picture = (
        b"/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray"
    )
    resources = (
        b"/XObject<</Im 10 0 R>>/Shading<</Sh<</ShadingType 2/ColorSpace/DeviceGray"
        b"/Coords[0 0 400 0]/Function<</FunctionType 2/Domain[0 1]/C0[0]/C1[1]/N 1>>>>>>"
    )
    made = one_page(content, resources, {10: raw_stream(b"\x80", picture)})
    with pymupdf.open(stream=made) as document:
        document[0].set_rotation(rotation)
        return bytes(document.tobytes())


def test_all_that_is_drawn_beside_text_is_found_as_mupdf_logs_it() -> None:
    for rotation in (0, 90):
        with pymupdf.open(stream=_page_with_all_kinds(rotation)) as document:
            page = document[0]
            logged = page.get_bboxlog()
            assert drawn_things(page) == [item for item in logged if "text" not in item[0]]
            kinds = {kind for kind, _ in logged}
            assert kinds >= {"fill-path", "stroke-path", "fill-image", "fill-imgmask", "fill-shade"}
            assert page.rotation == rotation


def test_it_is_told_what_lies_before_the_first_text() -> None:
    with pymupdf.open(stream=_page_with_all_kinds()) as document:
        things, before = drawn_beside(document[0])
        assert [kind for kind, _ in things[:before]] == ["fill-image", "fill-path"]


def test_invisible_text_is_text() -> None:
    builder = PdfBuilder().page()
    builder.text("Jan", 75, 105, size=20, render_mode=3)
    with pymupdf.open(stream=builder.build()) as document:
        assert drawn_beside(document[0]) == ([], 0)


def test_on_a_page_without_text_all_of_it_comes_before() -> None:
    with pymupdf.open() as document:
        page = document.new_page()
        page.draw_rect((10, 10, 50, 50), fill=(0, 0, 0))
        things, before = drawn_beside(page)
        assert before == len(things) > 0
