"""What is told of a written page from as little as possible, beside a reading of all of it."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pymupdf
import pytest

from tests.helpers.pdfs import simple_pdf
from woo_desk.domain.geometry import Box
from woo_desk.pdf.page_text import PageText, read_page
from woo_desk.pdf.read_back import read_back

_LINES = [f"{n}. Jansen woont in Oosterkamp bij de Dijkstraat {n * 7}" for n in range(20)]
_SIZE = (595.0, 842.0)


def _both(page: Any, boxes: list[Box], ours: str = "") -> tuple[PageText, PageText]:
    return read_page(page, boxes, _SIZE, ours), read_back(page, boxes, (), _SIZE, ours)


def _told(read: PageText) -> Any:
    found = Counter((glyph.text, glyph.bbox) for glyph in read.removed)
    return found, read.letters()


def _boxes(page: Any, words: str, limit: int) -> list[Box]:
    return [Box(*area) for area in page.search_for(words)[:limit]]


@pytest.mark.parametrize("limit", [0, 1, 5, 20])
def test_the_same_is_told_of_few_boxes_and_of_many(limit: int) -> None:
    with pymupdf.open(stream=simple_pdf(_LINES)) as document:
        boxes = _boxes(document[0], "Oosterkamp", limit)
        whole, quick = _both(document[0], boxes)
        assert _told(quick) == _told(whole)
        assert "".join(g.text for g in quick.removed).count("Oosterkamp") == len(boxes)


def test_boxes_that_share_letters_take_each_letter_once() -> None:
    with pymupdf.open(stream=simple_pdf(_LINES, leading=9)) as document:
        boxes = _boxes(document[0], "Oosterkamp", 3) + _boxes(document[0], "in Oosterkamp", 3)
        whole, quick = _both(document[0], boxes)
        assert _told(quick) == _told(whole)
        assert sum(quick.letters().values()) < sum(quick.shown.values())


def test_what_is_drawn_twice_in_one_place_counts_twice() -> None:
    with pymupdf.open() as document:
        page = document.new_page()
        for _ in range(2):
            page.insert_text((100, 100), "Jansen")
        whole, quick = _both(page, _boxes(page, "Jansen", 1))
        assert _told(quick) == _told(whole)
        assert len(quick.removed) == 12


def test_a_letter_over_the_edge_of_the_page_is_found() -> None:
    with pymupdf.open(stream=simple_pdf(["Hier"])) as document:
        document[0].insert_text((590, 300), "Jansen")
        whole, quick = _both(document[0], [])
        assert _told(quick) == _told(whole)
        assert quick.removed


@pytest.mark.parametrize(("at", "stays"), [(588, True), (592, True), (594.5, False), (597, False)])
def test_a_letter_of_which_a_part_is_seen_stays_unless_a_box_takes_it(
    at: float, *, stays: bool
) -> None:
    """Of "m" at 592 more than half lies beyond the page: it went, and readers saw that it did."""
    with pymupdf.open(stream=simple_pdf(["Hier"])) as document:
        page = document[0]
        page.insert_text((at, 300), "m", fontname="cour", fontsize=12)
        every = page.get_text("words", clip=pymupdf.INFINITE_RECT())
        area = next(word[:4] for word in every if word[4] == "m")
        drawn = Box(area[0], area[1], _SIZE[0], area[3]) if at < _SIZE[0] else Box(*area)
        for boxes in ([], [Box(100, 290, 300, 310)]):
            whole, quick = _both(page, boxes)
            assert _told(quick) == _told(whole)
            assert [glyph.text for glyph in whole.removed] == ([] if stays else ["m"])
        whole, quick = _both(page, [drawn])
        assert _told(quick) == _told(whole)
        assert [glyph.text for glyph in whole.removed] == ["m"]


@pytest.mark.parametrize(("foot", "stays"), [(849, False), (845, True)])
def test_a_line_of_which_only_the_room_above_it_is_on_the_page_goes(
    foot: float, *, stays: bool
) -> None:
    with pymupdf.open(stream=simple_pdf(["Hier"])) as document:
        page = document[0]
        page.insert_text((100, foot), "nu", fontsize=12)
        whole, quick = _both(page, [])
        assert _told(quick) == _told(whole)
        assert (not whole.removed) == stays


def test_labels_of_ours_are_no_letters_and_are_not_left_over() -> None:
    with pymupdf.open(stream=simple_pdf(["Hier woont hij"])) as document:
        page = document[0]
        page.insert_text((100, 300), "5.1.2e", fontname="cour")
        label = _boxes(page, "5.1.2e", 1)
        for ours in ("Courier", ""):
            whole, quick = _both(page, label, ours)
            assert _told(quick) == _told(whole)
            assert bool(quick.removed) == (not ours)


def test_a_label_that_is_not_where_it_was_printed_counts_as_letters() -> None:
    with pymupdf.open(stream=simple_pdf(["Hier woont hij"])) as document:
        page = document[0]
        page.insert_text((100, 300), "5.1.2e", fontname="cour")
        elsewhere = read_back(page, [], [Box(300, 500, 320, 510)], _SIZE, "Courier")
        there = read_back(page, [], _boxes(page, "5.1.2e", 1), _SIZE, "Courier")
        assert elsewhere.letters() - there.letters() == Counter("5.1.2e")


def test_a_turned_page_and_upright_lines() -> None:
    with pymupdf.open(stream=simple_pdf(_LINES, rotation=90)) as document:
        page = document[0]
        page.insert_text((300, 700), "Jansen", rotate=90)
        page.set_rotation(0)
        boxes = _boxes(page, "Jansen", 30)[-2:]
        page.set_rotation(90)
        whole, quick = _both(page, boxes)
        assert _told(quick) == _told(whole)
        assert quick.removed
