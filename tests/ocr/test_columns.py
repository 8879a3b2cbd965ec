"""Text in two columns is read one column after the other; tables stay row by row."""

from __future__ import annotations

import pymupdf

from tests.helpers.scans import BAD, HEIGHT, WIDTH, picture_of
from tests.ocr.words import line, said
from woo_desk.domain.ocr import text_of
from woo_desk.ocr.columns import by_column
from woo_desk.ocr.recognise import recognise_picture
from woo_desk.ocr.tesseract import RawWord

LEFT = (
    "Op uw aanvraag heeft de heer Bartholomeus",
    "Kranendonk gereageerd. De bijlage bij deze",
    "brief bevat het overzicht van de aantallen",
    "per kwartaal. U kunt bellen met mevrouw Anna",
    "Wiebenga of schrijven aan de gemeente.",
)
RIGHT = (
    "De gemeente heeft de stukken op tijd",
    "ontvangen en aan de heer Willem",
    "Zonneveld doorgestuurd. Hij heeft laten",
    "weten dat de kosten hoger uitvallen dan",
    "was begroot en dat de raad wacht.",
)
ABOVE = "Verslag van het overleg over de vergunningen in het tweede kwartaal van dit jaar"
BELOW = "Dit verslag is vastgesteld in de vergadering van de commissie op 12 mei 2022"


def page() -> list[list[RawWord]]:
    rows = zip(LEFT, RIGHT, strict=True)
    both = [line(40 + 14 * n, (0, one), (270, two)) for n, (one, two) in enumerate(rows)]
    return [line(0, (0, ABOVE)), *both, line(140, (0, BELOW))]


def test_a_worn_page_in_two_columns() -> None:
    """Read across the gutter, "Bartholomeus / Kranendonk" were no name any more."""
    with pymupdf.open() as document:
        sheet = document.new_page(width=WIDTH, height=HEIGHT)
        sheet.insert_text((60, 70), ABOVE, fontsize=10.5)
        for number, (one, two) in enumerate(zip(LEFT, RIGHT, strict=True)):
            sheet.insert_text((60, 100 + 13.5 * number), one, fontsize=10)
            sheet.insert_text((292, 100 + 13.5 * number), two, fontsize=10)
        sheet.insert_text((60, 190), BELOW, fontsize=10.5)
        read = recognise_picture(picture_of(sheet, BAD), BAD.dpi)
    assert text_of(read.words).splitlines() == [ABOVE, *LEFT, *RIGHT, BELOW]


def test_lines_over_the_whole_width_keep_their_place() -> None:
    assert said(by_column(page())) == [ABOVE, *LEFT, *RIGHT, BELOW]


def test_a_speck_in_the_gutter_does_not_close_it() -> None:
    lines = page()
    lines[4].append(RawWord("__", 262, 82, 268, 92))
    assert said(by_column(lines))[1:3] == list(LEFT[:2])


def test_a_table_is_read_row_by_row() -> None:
    rows = [
        line(14 * n, (0, f"De heer P. Jansen {n}"), (200, "Jurist"), (300, "070 456 78 90"))
        for n in range(6)
    ]
    assert by_column(rows) == rows


def test_labels_with_values_are_read_row_by_row() -> None:
    values = ("12 mei 2022", "Kees Kranendonk", "Besluit op uw aanvraag van vorig jaar", "Geen")
    rows = [line(14 * n, (0, "Datum:"), (120, value)) for n, value in enumerate(values)]
    assert by_column(rows) == rows


def test_running_text_over_the_page_is_left_alone() -> None:
    lines = [line(14 * n, (0, f"{one} {ABOVE}")) for n, one in enumerate(LEFT)]
    assert by_column(lines) == lines
