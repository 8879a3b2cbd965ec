"""Vertical writing: what one reader boxes is where another one draws, before and after."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pymupdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from tests.pdf.corpus import CASES
from tests.pdf.corpus.case import NAME
from woo_desk.domain.export import BoxStyle, Mark
from woo_desk.domain.geometry import Box
from woo_desk.pdf.extract import extract_page
from woo_desk.pdf.fonts import Fonts
from woo_desk.pdf.prepare import prepare_pdf
from woo_desk.pdf.redact import redact_pdf


@pytest.fixture(scope="module")
def prepared() -> bytes:
    (case,) = (case for case in CASES if case.id == "vertical")
    return prepare_pdf(case.build()).pdf


def column(data: bytes) -> list[tuple[str, float, float]]:
    """Letters between x 290 and 310 as pdfium places them: text, centre of the ink."""
    document = pypdfium2.PdfDocument(data)
    try:
        text = document[0].get_textpage()
        height = document[0].get_height()
        found = []
        for index in range(text.count_chars()):
            letter = chr(pdfium.FPDFText_GetUnicode(text, index))
            left, bottom, right, top = text.get_charbox(index)
            if letter.isprintable() and 290 < left < right < 310:
                found.append((letter, (left + right) / 2, height - (top + bottom) / 2))
        return found
    finally:
        document.close()


def test_a_word_of_a_column_is_read_whole_and_boxed_where_it_is_drawn(prepared: bytes) -> None:
    boxes = name_boxes(prepared)
    drawn = column(prepared)
    start = "".join(letter for letter, _, _ in drawn).index(NAME)

    assert [box.height for box in boxes] == pytest.approx([10] * len(NAME), abs=0.1)
    for box, (_, x, y) in zip(boxes, drawn[start : start + len(NAME)], strict=True):
        assert box.x0 < x < box.x1
        assert box.y0 < y < box.y1


def test_the_letters_of_a_name_go_and_its_neighbours_stay_in_place(
    prepared: bytes, tmp_path: Path
) -> None:
    marks = (Mark(0, tuple(name_boxes(prepared)), "5.1.2e"),)
    output = tmp_path / "0001.pdf"
    done = redact_pdf(prepared, marks, (), style=BoxStyle.BLACK, title="1", output=output)
    before, after = column(prepared), column(output.read_bytes())
    start = "".join(letter for letter, _, _ in before).index(NAME)
    expected = before[:start] + before[start + len(NAME) :]
    left = [found for found in after if found[0] in {letter for letter, _, _ in expected}]

    assert done.fallbacks == ()
    for letter, x, y in expected:
        assert any(
            letter == other and (x, y) == pytest.approx((at_x, at_y), abs=0.1)
            for other, at_x, at_y in left
        )
    for letter, x, y in before[start : start + len(NAME)]:
        assert not any(
            letter == other and (x, y) == pytest.approx((at_x, at_y), abs=0.1)
            for other, at_x, at_y in left
        )


def name_boxes(data: bytes) -> list[Box]:
    with pymupdf.open(stream=data, filetype="pdf") as document:
        read = extract_page(document, 0)
    start = read.text.index(f"{NAME},")
    corners = read.corners[4 * start : 4 * (start + len(NAME))]
    return [Box(*corners[at : at + 4]) for at in range(0, len(corners), 4)]


@pytest.mark.parametrize("encoding", ["/Identity-H", "/Identity-V"])
def test_one_vertical_font_among_others_is_told(encoding: str) -> None:
    """Where there is none, nobody looks for letters that have to be put right."""
    target = pikepdf.new()
    fonts = Fonts(target)
    for each in ("/Identity-H", encoding):
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type0, Encoding=pikepdf.Name(each)
        )
        fonts.use(target.make_indirect(font))
    assert fonts.is_level == (encoding == "/Identity-H")
