"""What a survey of prepared pages tells: what can be read, and what no reader sees."""

from __future__ import annotations

import pymupdf
import pytest

from tests.helpers.pdfs import BLACK, WHITE, PdfBuilder, one_page, raw_stream, scanned_pdf
from woo_desk.domain.document import HiddenKind
from woo_desk.domain.geometry import Span
from woo_desk.pdf.extract import extract_page
from woo_desk.pdf.open import open_pdf
from woo_desk.pdf.prepare import Prepared, prepare_pdf

CANARY = "Kanariejansen"


def _said(prepared: Prepared, kind: HiddenKind) -> list[str]:
    return [item.detail for item in prepared.hidden if item.kind is kind]


# --- text that is there and not seen --------------------------------------------------------------


def test_invisible_text_is_listed() -> None:
    builder = PdfBuilder().page().text("te zien", 100, 50)
    builder.text("modus drie", 100, 100, render_mode=3).text("wit", 100, 130, colour=WHITE)
    builder.text("klein", 100, 160, size=0.5).text("doorzichtig", 100, 190, opacity=0)
    builder.text("afgedekt", 100, 220).rectangle((95, 205, 200, 226), fill=BLACK)
    builder.rectangle((95, 245, 200, 266), fill=BLACK).text("wit op zwart", 100, 260, colour=WHITE)
    (said,) = _said(prepare_pdf(builder.build()), HiddenKind.INVISIBLE_TEXT)
    assert set(said.split()) == {"modus", "drie", "wit", "klein", "doorzichtig", "afgedekt"}


@pytest.mark.parametrize("rotation", [90, 270])
def test_invisible_text_on_a_turned_page(rotation: int) -> None:
    builder = PdfBuilder().page(rotation=rotation).text("afgedekt", 100, 220)
    builder.rectangle((95, 205, 200, 226), fill=BLACK).text("te zien", 300, 500)
    builder.rectangle((295, 545, 400, 566), fill=BLACK).text("ook", 300, 560, colour=WHITE)
    prepared = prepare_pdf(builder.build())
    assert _said(prepared, HiddenKind.INVISIBLE_TEXT) == ["afgedekt"]


def test_text_outside_the_page_is_listed_and_gone() -> None:
    builder = PdfBuilder().page(crop=(100, 100, 400, 400)).text("binnen", 50, 50)
    builder.text(CANARY, -80, -50).text("half erin", -20, 200).text(CANARY, 350, 100)
    prepared = prepare_pdf(builder.build())
    assert _said(prepared, HiddenKind.OUTSIDE_PAGE) == [f"{CANARY} half erin {CANARY}"]
    with open_pdf(prepared.pdf) as document:
        everywhere = document[0].get_text(clip=pymupdf.INFINITE_RECT())
        assert CANARY not in everywhere
        assert "binnen" in everywhere
        assert document[0].rect == pymupdf.Rect(0, 0, 300, 300)
        read = extract_page(document, 0)
    start = read.text.index("binnen")
    (box,) = read.boxes_of(Span(start, start + 6))
    assert box.contains(52, 47)
    assert prepare_pdf(prepared.pdf).hidden == ()
    assert prepared.texts == ()


def test_what_the_pages_say_was_seen_on_the_way() -> None:
    builder = PdfBuilder().page().text("Datum", 100, 50).text("3 mei 2024", 200, 50)
    builder.text("Geachte heer", 100, 90).page().text("Tot ziens", 100, 50)
    prepared = prepare_pdf(builder.build())
    with open_pdf(prepared.pdf) as document:
        assert prepared.texts == tuple(extract_page(document, n).text for n in range(2))
    assert prepared.cells == (("Datum", "3 mei 2024"), ("Geachte heer",))
    assert prepare_pdf(PdfBuilder().page(rotation=90).text("Datum", 100, 50).build()).cells == ()


# --- what detection can read ----------------------------------------------------------------------


def test_a_scan_needs_eyes() -> None:
    prepared = prepare_pdf(scanned_pdf([["Jan Jansen"], ["Piet"]], dpi=72))
    assert [page.has_text for page in prepared.pages] == [False, False]


def test_a_scan_with_a_stamped_number_needs_eyes() -> None:
    """A page number typed on a scan is not the text of the page."""
    with open_pdf(scanned_pdf([["Jan Jansen"]], dpi=72)) as document:
        document[0].insert_text((500, 800), "0001")
        prepared = prepare_pdf(document.tobytes())
    assert not prepared.pages[0].has_text


def test_a_text_layer_over_a_scan_is_no_hidden_text_but_needs_eyes() -> None:
    builder = PdfBuilder().page().image_text("Jan Jansen woont hier", (72, 90, 300, 110))
    builder.text("Jan Jansen woont hier", 75, 105, size=20, render_mode=3)
    prepared = prepare_pdf(builder.build())
    assert prepared.hidden == ()
    assert prepared.pages[0].has_text
    assert not prepared.pages[0].text_reliable


def test_a_large_picture_needs_eyes_and_a_small_one_does_not() -> None:
    lines = ["Tekst van de brief"] * 20
    large = PdfBuilder().page().lines(lines).image_text("Jan", (72, 400, 523, 700))
    small = PdfBuilder().page().lines(lines).image_text("logo", (72, 400, 172, 430))
    assert not prepare_pdf(large.build()).pages[0].text_reliable
    assert prepare_pdf(small.build()).pages[0].text_reliable


def test_a_letter_without_unicode_in_a_font_of_its_own_needs_eyes() -> None:
    """As where a font lacks a ligature: the letter is drawn apart from the word that it is in."""
    to_unicode = raw_stream(
        b"begincmap 1 begincodespacerange <00><ff> endcodespacerange\n"
        b"1 beginbfchar <41> <FFFD> endbfchar endcmap"
    )
    other = b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/ToUnicode 10 0 R>>"
    words = b"(rechtbankzi) Tj /F2 20 Tf (%s) Tj /F1 20 Tf (ingen) Tj"
    for letter, reliable in ((b"A", False), (b"", True)):
        content = b"BT /F1 20 Tf 72 700 Td " + words % letter + b" ET"
        fonts = b"/Font<</F1 5 0 R/F2 11 0 R>>"
        pdf = one_page(content, fonts, {10: to_unicode, 11: other})
        pdf = pdf.replace(b"/Font<</F1 5 0 R>>", b"", 1)
        assert prepare_pdf(pdf).pages[0].text_reliable is reliable
