from __future__ import annotations

import math

from woo_desk.domain.rows import rows_of
from woo_desk.domain.text_map import TextMap

LINES = (("Datum", 50, 100), ("Kenmerk", 50, 112), ("7 juni  2024", 200, 101), ("17", 200, 113))


def _page() -> TextMap:
    text, corners, lines = "", list[float](), list[int]()
    for number, (printed, x, y) in enumerate(LINES):
        for place, character in enumerate(printed):
            text += character
            corners += [x + 5 * place, y, x + 5 * place + 5, y + 9]
            lines.append(number)
        text += "\n"
        corners += [math.nan] * 4
        lines.append(number)
    return TextMap(0, text, corners, lines)


def test_cells_beside_one_another_are_one_row() -> None:
    assert rows_of(_page()) == (("Datum", "7 juni 2024"), ("Kenmerk", "17"))


def test_an_empty_page_has_no_rows() -> None:
    assert rows_of(TextMap(0, "", (), ())) == ()
