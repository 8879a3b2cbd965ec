"""Cells of ruled tables are read: the recogniser took a table for a drawing."""

from __future__ import annotations

import pymupdf
import pytest
from PIL import Image

from tests.helpers.scans import BAD, CLEAN, HEIGHT, WIDTH, WORN, Wear, picture_of
from woo_desk.domain.ocr import text_of
from woo_desk.ocr.enhance import made_upright
from woo_desk.ocr.recognise import recognise_picture
from woo_desk.ocr.rules import find_rules, without_rules

ROWS = (
    ("Naam", "Functie", "Telefoon", "Bedrag"),
    ("J. van der Velde", "Beleidsmedewerker", "070 456 78 90", "1.250,00"),
    ("A.B. Wiebenga", "Jurist", "070 456 11 22", "980,50"),
    ("Kees Kranendonk", "Directeur", "06 12345678", "3.400,75"),
)
EDGES = (60, 180, 310, 420, 535)
HIGH = 18


def ruled_table(wear: Wear) -> Image.Image:
    """Four rows of boxed cells, as a worn picture."""
    with pymupdf.open() as document:
        page = document.new_page(width=WIDTH, height=HEIGHT)
        page.insert_text((60, 80), "Overzicht van de medewerkers van de afdeling", fontsize=10.5)
        for row, cells in enumerate(ROWS):
            top = 106 + row * HIGH
            for column, cell in enumerate(cells):
                box = (EDGES[column], top, EDGES[column + 1], top + HIGH)
                page.draw_rect(pymupdf.Rect(*box), color=(0, 0, 0), width=1)
                page.insert_text((EDGES[column] + 4, top + HIGH - 5), cell, fontsize=10)
        return picture_of(page, wear)


@pytest.mark.parametrize("wear", [CLEAN, WORN, BAD], ids=["clean", "worn", "bad"])
def test_every_cell_of_a_ruled_table_is_read_in_its_row(wear: Wear) -> None:
    """The heading row and the narrow cells were left out, without a sign of it."""
    read = text_of(recognise_picture(ruled_table(wear), wear.dpi).words).splitlines()
    assert read[1:] == [" ".join(row) for row in ROWS]


def test_the_picture_itself_keeps_its_rules() -> None:
    upright = made_upright(ruled_table(CLEAN), 200)
    before = upright.picture.tobytes()
    assert (
        without_rules(upright.picture, find_rules(upright.picture, upright.dpi)).tobytes() != before
    )
    assert upright.picture.tobytes() == before


def test_a_page_without_rules_stays_as_it_is(letter: Image.Image) -> None:
    upright = made_upright(letter, 200)
    assert (
        without_rules(upright.picture, find_rules(upright.picture, upright.dpi)) is upright.picture
    )


def test_letters_of_a_title_and_white_print_on_a_bar_are_no_rules() -> None:
    with pymupdf.open() as document:
        page = document.new_page(width=WIDTH, height=HEIGHT)
        page.insert_text((60, 120), "HILTERMAN", fontsize=48)
        page.draw_rect(pymupdf.Rect(60, 200, 500, 222), color=(0, 0, 0), fill=(0, 0, 0))
        page.insert_text((66, 216), "Vertrouwelijk", fontsize=12, color=(1, 1, 1))
        upright = made_upright(picture_of(page), 200)
    cleaned = without_rules(upright.picture, find_rules(upright.picture, upright.dpi))
    assert cleaned.tobytes() == upright.picture.tobytes()
