"""Ink as large as writing of which no word was read is pointed at; nothing else is."""

from __future__ import annotations

import pymupdf
import pytest
from PIL import Image, ImageDraw

from tests.benchmarks.regions import furniture
from tests.helpers.ink import BLUE, print_by_hand
from tests.helpers.scans import BAD, CLEAN, WORN, Wear, picture_of, set_text, worn
from tests.ocr.conftest import LETTER
from woo_desk.domain.geometry import Box
from woo_desk.domain.ocr import Region, RegionKind, Word
from woo_desk.ocr import recognise
from woo_desk.ocr.ink import ink_of
from woo_desk.ocr.tesseract import RawWord, read_words
from woo_desk.ocr.unread import MOST_REGIONS, find_unread

WEARS = {"clean": CLEAN, "worn": Wear(**{**WORN.__dict__, "skew": 0.0}),
         "bad": Wear(**{**BAD.__dict__, "skew": 0.0})}  # fmt: skip
STRAY = {"clean": 0, "worn": 1, "bad": 2}
"""Places that grain alone may make; it is another each time, and as a rule makes none."""


def page_of(text: str, wear: Wear = CLEAN) -> tuple[Image.Image, tuple[Word, ...]]:
    """A page and its own words, as if all were read."""
    with pymupdf.open(stream=set_text(text), filetype="pdf") as document:
        page = document[0]
        picture = picture_of(page)
        furniture(picture, seed=1)
        words = tuple(Word(w[4], Box(*w[:4]), n, 0.9) for n, w in enumerate(page.get_text("words")))
        return worn(picture, wear), words


def unread(picture: Image.Image, words: tuple[Word, ...]) -> tuple[Region, ...]:
    return find_unread(ink_of(picture, 200), words, ())


@pytest.mark.parametrize("wear", WEARS)
def test_a_page_that_was_read_has_none(wear: str) -> None:
    """Rules, a table, a logo, a chart and specks are no writing."""
    assert len(unread(*page_of(LETTER * 3, WEARS[wear]))) <= STRAY[wear]


@pytest.mark.parametrize("wear", WEARS)
@pytest.mark.parametrize("missed", ["Wiebenga,", "Kranendonk", "789", "bezwaarschrift."])
def test_a_word_that_was_missed(wear: str, missed: str) -> None:
    text = f"{LETTER}\nNummer 789 hoort bij dit bezwaarschrift.\n"
    picture, words = page_of(text, WEARS[wear])
    gone = next(word for word in words if word.text == missed)
    regions = unread(picture, tuple(word for word in words if word is not gone))
    assert {region.kind for region in regions} == {RegionKind.UNREAD}
    there = [region.box for region in regions if region.box.intersects(gone.box)]
    assert sum(box.overlap(gone.box) for box in there) > 0.3 * gone.box.area
    assert sum(box.area for box in there) < 2 * gone.box.area
    assert len(regions) - len(there) <= STRAY[wear]


def test_a_paragraph_that_was_missed_is_one_region() -> None:
    picture, words = page_of(LETTER * 2)
    missed = [word for word in words if 120 < word.box.y0 < 170]
    assert len(missed) > 20
    [region] = unread(picture, tuple(word for word in words if word not in missed))
    assert all(region.box.overlap(word.box) > 0.3 * word.box.area for word in missed)


def test_words_on_their_side() -> None:
    with pymupdf.open(stream=set_text(LETTER), filetype="pdf") as document:
        page = document[0]
        upright = page.get_text("words")
        page.insert_text((570, 760), "Dossier van mevrouw Zonneveld", fontsize=10, rotate=90)
        words = tuple(Word(w[4], Box(*w[:4]), n, 0.9) for n, w in enumerate(upright))
        regions = unread(picture_of(page), words)
    assert regions
    assert all(region.box.x0 > 550 for region in regions)
    assert sum(region.box.height for region in regions) > 100


def test_where_much_was_missed_places_are_joined_and_none_is_left_out() -> None:
    """Twenty places on a page would be clicked away unseen; the last twelve may hold the name."""
    picture, words = page_of(LETTER * 3)
    gone = words[::5]
    regions = unread(picture, tuple(word for word in words if word not in gone))
    assert 1 <= len(regions) <= MOST_REGIONS
    large = [word for word in gone if len(word.text) >= 4]
    assert all(any(r.box.overlap(w.box) > 0.3 * w.box.area for r in regions) for w in large)


def test_what_is_pointed_at_already_is_not_pointed_at_twice() -> None:
    picture = Image.new("RGB", (1200, 400), "white")
    print_by_hand(picture, (100, 100), 8, BLUE, seed=2)
    pieces = ink_of(picture, 200)
    assert find_unread(pieces, (), ()) != ()
    known = Region(RegionKind.HANDWRITING, Box(0, 0, 432, 144), 0.4)
    assert find_unread(pieces, (), (known,)) == ()


def test_boxes_to_tick_bullets_and_rules_are_no_writing() -> None:
    picture = Image.new("RGB", (1200, 800), "white")
    draw = ImageDraw.Draw(picture)
    for row in range(8):
        y = 60 + 70 * row
        draw.rectangle((100, y, 130, y + 30), outline="black", width=3)
        draw.ellipse((200, y + 10, 212, y + 22), fill="black")
        draw.line((260, y + 15, 1100, y + 15), fill="black", width=3)
        draw.line((260, y + 40, 300, y + 40), fill="black", width=4)
    draw.rectangle((100, 640, 500, 700), fill="black")
    assert unread(picture, ()) == ()


def test_the_recogniser_points_at_a_line_that_it_did_not_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """On a page that was scanned askew, so that the place is found on the way back."""

    def without_a_line(picture: Image.Image, dpi: int) -> list[list[RawWord]]:
        lines = read_words(picture, dpi)
        return [line for line in lines if all("Vergunning" not in word.text for word in line)]

    monkeypatch.setattr(recognise, "read_words", without_a_line)
    with pymupdf.open(stream=set_text(LETTER), filetype="pdf") as document:
        [[place]] = [document[0].search_for("schrijven aan de afdeling Vergunningen")]
        read = recognise.recognise_picture(picture_of(document[0], WORN), 200)
    assert "schrijven" not in {word.text for word in read.words}
    assert {region.kind for region in read.regions} == {RegionKind.UNREAD}
    assert any(r.box.overlap(Box(*place)) > 0.5 * Box(*place).area for r in read.regions)
    assert len(read.regions) <= 1 + STRAY["worn"]
