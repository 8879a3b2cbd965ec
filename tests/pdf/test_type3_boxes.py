"""Type 3 fonts that tell nonsense of themselves, as pdf.js collected them: nothing seen is lost."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from pikepdf import Array, Dictionary, Name

from woo_desk.domain.export import BoxStyle
from woo_desk.pdf.prepare import prepare_pdf
from woo_desk.pdf.redact import redact_pdf

BLOCK = b"92 0 2 -69 90 14 d1 2 -69 88 83 re f"


def page(glyph: bytes, content: bytes, matrix: float, inner: Dictionary | None = None) -> bytes:
    """A small page of one Type 3 font, which has no resources of its own."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 60))
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 1000, 1000]),
        FontMatrix=Array([abs(matrix), 0, 0, matrix, 0, 0]),
        CharProcs=Dictionary(a=pdf.make_stream(glyph)),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name.a])),
        FirstChar=97, LastChar=97, Widths=Array([100]),
    )  # fmt: skip
    sheet = pdf.pages[0]
    sheet.Resources = Dictionary(Font=Dictionary(T=pdf.make_indirect(font)))
    if inner is not None:
        sheet.Resources.Font.In = inner
    sheet.Contents = pdf.make_stream(content)
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def ink(data: bytes) -> int:
    with pymupdf.open(stream=data, filetype="pdf") as document:
        return sum(value < 128 for value in document[0].get_pixmap(dpi=72, annots=False).samples)


def redacted(data: bytes, folder: Path) -> bytes:
    path = folder / "0001.pdf"
    redact_pdf(prepare_pdf(data).pdf, (), (), style=BoxStyle.BLACK, title="1", output=path)
    return path.read_bytes()


def test_letters_whose_box_lies_off_the_page_are_kept(tmp_path: Path) -> None:
    """A box of ten sizes, upside down: the middle of each letter was below the page."""
    data = page(BLOCK, b"BT /T 20 Tf 10 20 TD (aaa) Tj ET", -0.0108696)
    assert ink(data) > 1000
    assert abs(ink(redacted(data, tmp_path)) - ink(data)) < ink(data) / 20


@pytest.mark.parametrize("place", [(10, -300), (400, 20)])
def test_letters_that_begin_off_the_page_still_go(tmp_path: Path, place: tuple[int, int]) -> None:
    content = b"BT /T 20 Tf 1 0 0 1 %d %d Tm (aaa) Tj ET" % place
    data = page(BLOCK, b"BT /T 20 Tf 10 20 TD (a) Tj ET " + content, -0.0108696)
    with pymupdf.open(stream=redacted(data, tmp_path), filetype="pdf") as document:
        assert len(document[0].get_text(clip=pymupdf.INFINITE_RECT()).strip()) == 1


def test_a_glyph_printed_in_a_font_of_the_page(tmp_path: Path) -> None:
    """Its own resources missing, a glyph uses those of the page, which must not be tidied away."""
    inner = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Courier-Bold"))
    glyph = b"1000 0 d0 BT /In 1000 Tf (W) Tj ET"
    outside = b"BT /T 20 Tf 10 20 TD (aaa) Tj ET BT /T 20 Tf 1 0 0 1 10 -300 Tm (a) Tj ET"
    data = page(glyph, outside, 0.001, inner)
    prepared = prepare_pdf(data).pdf
    assert ink(data) > 100
    assert ink(prepared) == ink(data)
    assert abs(ink(redacted(data, tmp_path)) - ink(data)) < ink(data) / 10
