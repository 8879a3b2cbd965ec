from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.helpers.pdfs import PdfBuilder, edit_pdf, one_page, raw_stream, scanned_pdf, simple_pdf
from woo_desk.domain.geometry import Rotation, Span
from woo_desk.domain.text_map import TextMap
from woo_desk.pdf.extract import extract_page, is_reliable, page_facts
from woo_desk.pdf.open import open_pdf


def _read(pdf: bytes, index: int = 0) -> TextMap:
    with open_pdf(pdf) as document:
        return extract_page(document, index)


def _span(text_map: TextMap, words: str) -> Span:
    start = text_map.text.index(words)
    return Span(start, start + len(words))


def test_lines_end_in_newlines_and_blocks_in_an_empty_line() -> None:
    builder = PdfBuilder().page().lines(["Geachte heer,", "dank voor uw brief."])
    text_map = _read(builder.text("Tweede alinea", 72, 200).build())
    assert text_map.text == "Geachte heer,\ndank voor uw brief.\n\nTweede alinea\n\n"


def test_boxes_stand_where_the_letters_are() -> None:
    text_map = _read(PdfBuilder().page().text("Jan de Wit", 100, 300, size=10).build())
    (box,) = text_map.boxes_of(_span(text_map, "Jan"))
    assert box.x0 == pytest.approx(100, abs=0.5)
    assert box.y0 < 293
    assert 300 < box.y1 < 305
    (wit,) = text_map.boxes_of(_span(text_map, "Wit"))
    assert wit.x0 > box.x1
    assert text_map.box_at(len("Jan de Wit")) is None, "a line end has no box"


def test_a_span_over_two_lines_has_two_boxes() -> None:
    text_map = _read(simple_pdf(["heer Jan", "Jansen schrijft"]))
    boxes = text_map.boxes_of(_span(text_map, "Jan\nJansen"))
    assert len(boxes) == 2
    assert boxes[0].y1 < boxes[1].y1
    assert text_map.lines[text_map.text.index("Jan")] + 1 == text_map.lines[9]


@pytest.mark.parametrize("rotation", list(Rotation))
def test_boxes_do_not_turn_with_the_page(rotation: Rotation) -> None:
    text_map = _read(PdfBuilder().page(rotation=rotation).text("Jansen", 100, 300).build())
    (box,) = text_map.boxes_of(_span(text_map, "Jansen"))
    assert box.contains(102, 297)


def test_the_crop_box_is_the_origin() -> None:
    builder = PdfBuilder().page(crop=(50, 60, 400, 500)).text("Jansen", 100, 300)
    (box,) = (read := _read(builder.build())).boxes_of(_span(read, "Jansen"))
    assert box.contains(102, 297)


def test_slanted_and_upright_text_is_kept() -> None:
    builder = PdfBuilder().page().text("schuin Jansen", 200, 400, angle=30)
    text = _read(builder.text("omhoog De Wit", 50, 400, angle=90).build()).text
    assert "schuin Jansen" in text
    assert "omhoog De Wit" in text


def test_ligatures_are_written_out_and_share_a_box() -> None:
    to_unicode = raw_stream(
        b"begincmap 1 begincodespacerange <00><ff> endcodespacerange\n"
        b"4 beginbfchar <41> <0053> <42> <0074> <43> <FB03> <44> <0065> endbfchar endcmap"
    )
    font = (
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode 10 0 R>>"
    )
    pdf = one_page(
        b"BT /F2 20 Tf 100 700 Td (ABDCD) Tj ET", b"/Font<</F2 11 0 R>>", {10: to_unicode, 11: font}
    )
    text_map = _read(pdf.replace(b"/Font<</F1 5 0 R>>", b"", 1))
    assert text_map.text.startswith("Steffie")
    boxes = [text_map.box_at(offset) for offset in (3, 4, 5)]
    assert boxes[0] is not None
    assert boxes[0] == boxes[1] == boxes[2]
    assert boxes[0].width > 1


@pytest.mark.parametrize("flagged", [True, False])
def test_letter_spacing_is_closed_up(flagged: bool) -> None:
    spacing = b"6 Tc" if flagged else b"0 Tc"
    pdf = one_page(b"BT /F1 11 Tf " + spacing + b" 100 700 Td (Jansen de Wit) Tj ET")
    assert _read(pdf).text.strip() == "Jansen de Wit"


def test_glyphs_placed_one_by_one_in_any_order_are_put_in_rows() -> None:
    line = "Mevrouw Jansen woont hier"
    places = [(100 + 8 * number, letter) for number, letter in enumerate(line) if letter != " "]
    places.sort(key=lambda place: (place[0] * 7919) % 104729)
    content = b"".join(
        b"BT /F1 12 Tf 1 0 0 1 %d 700 Tm (%s) Tj ET " % (x, letter.encode()) for x, letter in places
    )
    text_map = _read(one_page(content))
    assert "Jansen" in text_map.text
    assert len(text_map.boxes_of(_span(text_map, "Jansen"))) == 1


def test_pieces_of_one_row_are_joined_and_columns_are_not() -> None:
    pdf = one_page(b"BT /F1 11 Tf 100 600 Td [(Jan)-900(Jansen)-9000(Beleid)] TJ ET")
    assert _read(pdf).text.split("\n")[:2] == ["Jan Jansen", "Beleid"]


def test_a_footnote_mark_is_no_part_of_the_word() -> None:
    content = (
        b"BT /F1 12 Tf 100 700 Td (de heer Jansen) Tj 4 Ts /F1 8 Tf (1) Tj 0 Ts /F1 12 Tf"
        b" (heeft) Tj ET BT /F1 12 Tf 100 600 Td (50 km) Tj 4 Ts /F1 8 Tf (2) Tj ET"
    )
    text_map = _read(one_page(content))
    assert "heer Jansen 1 heeft\n" in text_map.text
    assert "50 km2\n" in text_map.text
    boxes = text_map.boxes_of(_span(text_map, "Jansen"))
    assert len(boxes) == 1


def _with_unicode(code: str) -> bytes:
    """A page that says "Jan" "A" "sen", of which the A is said to be `code` (hexadecimal)."""
    to_unicode = raw_stream(
        b"begincmap 1 begincodespacerange <00><ff> endcodespacerange\n"
        b"1 beginbfchar <41> <%s> endbfchar\n"
        b"1 beginbfrange <61> <7a> <0061> endbfrange 1 beginbfchar <4a> <004a> endbfchar endcmap"
        % code.encode()
    )
    font = (
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode 10 0 R>>"
    )
    pdf = one_page(
        b"BT /F2 20 Tf 100 700 Td (JanAsen) Tj ET",
        b"/Font<</F2 11 0 R>>",
        {10: to_unicode, 11: font},
    )
    return pdf.replace(b"/Font<</F1 5 0 R>>", b"", 1)


@pytest.mark.parametrize(
    ("code", "read"),
    [("00AD", "Jan-sen"), ("0041", "JanAsen"), ("D800", "Jan\ufffdsen")],
)
def test_odd_characters(code: str, read: str) -> None:
    """A soft hyphen that is drawn is a hyphen; accents join; half surrogates can be stored."""
    text_map = _read(_with_unicode(code))
    assert text_map.text.strip() == read
    text_map.text.encode("utf-8")


def test_a_loose_accent_joins_its_letter() -> None:
    pdf = _with_unicode("0301").replace(b"(JanAsen) Tj", b"[(Jan)600(A)67(sen)]TJ")
    assert _read(pdf).text.strip() == "Jańsen"


def test_letters_without_unicode_are_reported() -> None:
    with open_pdf(_with_unicode("FFFD")) as document:
        facts = page_facts(document, 0)
    assert facts.has_text
    assert not facts.text_reliable


@pytest.mark.parametrize(
    ("text", "reliable"),
    [
        ("Geachte heer Jansen", True),
        ("\uf0b7 eerste punt\n\uf0b7 tweede punt", True),
        ("\ufffd los teken", True),
        ("Jan\ufffden", False),
        ("\ue001\ue002\ue003", False),
        ("12 345 67 890 " * 30, True),
        ("xqr brtt klmn wrtp " * 10, False),
        ("de minister heeft besloten dat het niet kan " * 10, True),
        ("", True),
    ],
)
def test_reliability(text: str, reliable: bool) -> None:
    assert is_reliable(text) is reliable


def test_facts_of_a_turned_and_cropped_page() -> None:
    builder = PdfBuilder().page(rotation=90, crop=(10, 20, 310, 420)).text("Jansen", 50, 50)
    with open_pdf(builder.build()) as document:
        facts = page_facts(document, 0)
    assert (facts.width, facts.height, facts.rotation) == (300, 400, Rotation.RIGHT)
    assert facts.has_text


def test_a_scan_has_no_text() -> None:
    with open_pdf(scanned_pdf([["Jan Jansen"]], dpi=72)) as document:
        assert not page_facts(document, 0).has_text
        assert extract_page(document, 0).text == ""


def test_actual_text_does_not_hide_what_stands_there() -> None:
    pdf = one_page(b"BT /F1 12 Tf 100 700 Td /Span<</ActualText(niemand)>>BDC (Jansen) Tj EMC ET")
    text = _read(pdf).text
    assert "Jansen" in text
    assert "niemand" not in text


def test_there_is_no_such_page() -> None:
    with open_pdf(simple_pdf(["een"])) as document, pytest.raises(IndexError):
        extract_page(document, 1)


def test_a_font_that_is_gone_does_not_stop_reading() -> None:
    def drop(pdf: object) -> None:
        del pdf.pages[0].Resources["/Font"]  # type: ignore[attr-defined]

    assert _read(edit_pdf(simple_pdf(["Jansen"]), drop)).text.strip() in ("Jansen", "")


@pytest.mark.parametrize(
    "name",
    [
        "conceptnota",
        "nota-informatieverzoek",
        "processchets",
        "stand-van-de-uitvoering",
        "vragenlijst",
    ],
)
def test_no_word_of_the_real_case_is_lost(shared: Path, name: str) -> None:
    folder = shared / "case-nareis"
    words = Counter(re.findall(r"\w+", (folder / f"{name}.txt").read_text("utf-8")))
    with open_pdf((folder / f"{name}.pdf").read_bytes()) as document:
        read = "\n".join(extract_page(document, n).text for n in range(document.page_count))
    assert words - Counter(re.findall(r"\w+", read)) == Counter()
