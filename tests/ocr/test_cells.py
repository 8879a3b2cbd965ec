"""Ruled tables whose rows have several lines are read one cell after the other."""

from __future__ import annotations

import textwrap

import pymupdf
import pytest
from PIL import Image, ImageDraw

from tests.helpers.scans import BAD, CLEAN, HEIGHT, WIDTH, Wear, picture_of
from tests.ocr.words import line, said
from woo_desk.domain.ocr import text_of
from woo_desk.ocr.cells import by_cell
from woo_desk.ocr.recognise import recognise_picture
from woo_desk.pdf.extract import extract_page
from woo_desk.pdf.text_layer import lay_words

EDGES = (60, 170, 290, 370, 540)
TALL = (
    ("mevrouw Bartholomeus Kranendonk", "Jurist van de afdeling Wonen", "12-05-2024", "Akkoord"),
    ("J. de Vries", "Directeur", "13-05-2024", "Wacht nog op het antwoord van de gemeente"),
    ("de heer Willem van Zonneveld", "Griffier", "14-05-2024", "Stemt in met het besluit"),
)
CELL = (0, 0, 200, 100)
BESIDE = (200, 0, 400, 100)
BELOW = (0, 100, 200, 200)


def wrapped(cell: str, column: int) -> list[str]:
    """The cell as it is printed, in lines."""
    return textwrap.wrap(cell, (21, 23, 14, 32)[column])


def tall_table(wear: Wear) -> Image.Image:
    """Three rows of boxed cells, some of two lines, as a worn picture."""
    with pymupdf.open() as document:
        page = document.new_page(width=WIDTH, height=HEIGHT)
        page.insert_text((60, 80), "Overzicht van de medewerkers van de afdeling", fontsize=10.5)
        for row, cells in enumerate(TALL):
            top = 106 + row * 34
            for column, cell in enumerate(cells):
                page.draw_rect(pymupdf.Rect(EDGES[column], top, EDGES[column + 1], top + 34))
                for number, part in enumerate(wrapped(cell, column)):
                    place = (EDGES[column] + 4, top + 13 + 13.5 * number)
                    page.insert_text(place, part, fontsize=10)
        return picture_of(page, wear)


@pytest.mark.parametrize("wear", [CLEAN, BAD], ids=["clean", "bad"])
def test_a_name_over_two_lines_of_a_cell_is_one_name(wear: Wear) -> None:
    """Read across the cells, "Bartholomeus" was followed by "Jurist van de afdeling"."""
    page = recognise_picture(tall_table(wear), wear.dpi)
    cells = [part for row in TALL for n, cell in enumerate(row) for part in wrapped(cell, n)]
    assert text_of(page.words).splitlines()[1:] == cells
    with pymupdf.open(stream=lay_words(blank(), {0: page}), filetype="pdf") as document:
        searched = " ".join(extract_page(document, 0).text.split())
    assert all(cell in searched for row in TALL for cell in row)


def blank() -> bytes:
    """A page without a word."""
    with pymupdf.open() as document:
        document.new_page(width=WIDTH, height=HEIGHT)
        return bytes(document.tobytes())


def rules(*boxes: tuple[int, int, int, int]) -> Image.Image:
    """A mask of 500 by 300 with the frames of these cells."""
    mask = Image.new("L", (500, 300))
    for box in boxes:
        ImageDraw.Draw(mask).rectangle(box, outline=255, width=5)
    return mask


LINES = [
    line(20, (10, "Aan de heer Bartholomeus"), (210, "Jurist van de juridische afdeling")),
    line(35, (10, "Kranendonk te Leiden"), (210, "Wonen en Bouwen")),
]


def test_cells_beside_one_another() -> None:
    parts = said(by_cell(LINES, rules(CELL, BESIDE)))
    assert parts == [
        "Aan de heer Bartholomeus", "Kranendonk te Leiden",
        "Jurist van de juridische afdeling", "Wonen en Bouwen",
    ]  # fmt: skip


def test_a_cell_over_two_rows_comes_before_what_is_beside_it_and_below() -> None:
    tall, upper, lower = (0, 0, 200, 100), (200, 0, 400, 50), (200, 50, 400, 100)
    lines = [
        line(10, (210, "Een")),
        line(20, (10, "Aan de heer en mevrouw Pieter"), (210, "Twee")),
        line(60, (10, "Jansen"), (210, "Drie")),
    ]
    parts = said(by_cell(lines, rules(tall, upper, lower)))
    assert parts == ["Aan de heer en mevrouw Pieter", "Jansen", "Een", "Twee", "Drie"]


def test_a_table_open_at_its_sides_has_cells_too() -> None:
    mask = rules()
    draw = ImageDraw.Draw(mask)
    for box in ((0, 0, 400, 5), (0, 100, 400, 105), (198, 0, 202, 100)):
        draw.rectangle(box, fill=255)
    assert said(by_cell(LINES, mask))[:2] == ["Aan de heer Bartholomeus", "Kranendonk te Leiden"]


def test_rows_of_one_line_stay_whole() -> None:
    lines = [LINES[0], line(120, (10, "Kranendonk"))]
    assert by_cell(lines, rules(CELL, BESIDE, BELOW)) == lines


def test_short_entries_without_rules_between_are_rows() -> None:
    """A frame around columns of names and numbers is no row of two cells."""
    rows = [line(10 + 14 * n, (10, f"P. Jansen {n}"), (210, f"070 45 {n}")) for n in range(5)]
    assert by_cell(rows, rules(CELL, BESIDE)) == rows


def test_a_frame_around_text_changes_nothing() -> None:
    assert by_cell(LINES, rules((0, 0, 400, 100))) == LINES


def test_a_page_without_rules_stays_as_it_was_read() -> None:
    assert by_cell(LINES, None) == LINES
    assert by_cell(LINES, rules()) == LINES
