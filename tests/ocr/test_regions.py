"""Signatures, stamps and handwriting are pointed at; printed pages are left alone."""

from __future__ import annotations

import pymupdf
import pytest
from PIL import Image, ImageDraw

from tests.helpers.ink import BLACK, BLUE, RED, Colour, sign, stamp, write
from tests.helpers.scans import BAD, CLEAN, WORN, Wear, picture_of, worn
from tests.ocr.conftest import drawn
from woo_desk.domain.geometry import Box
from woo_desk.domain.ocr import Region, RegionKind, Word
from woo_desk.ocr.ink import ink_of
from woo_desk.ocr.recognise import recognise_picture
from woo_desk.ocr.regions import find_regions
from woo_desk.resources import resource_path

POINTS = 72 / 200


def in_points(x0: float, y0: float, x1: float, y1: float) -> Box:
    return Box(x0 * POINTS, y0 * POINTS, x1 * POINTS, y1 * POINTS)


def regions_of(picture: Image.Image, words: tuple[Word, ...] = ()) -> tuple[Region, ...]:
    return find_regions(ink_of(picture, 200), words)


def share(found: Box, planted: Box) -> float:
    return found.overlap(planted) / planted.area


@pytest.mark.parametrize("wear", [CLEAN, WORN, BAD], ids=["clean", "worn", "bad"])
def test_signature_and_stamp_on_a_letter(wear: Wear) -> None:
    picture = drawn()
    sign(picture, (300, 1250), (420, 140), BLUE, seed=1)
    stamp(picture, (1050, 1200), 300, RED)
    read = recognise_picture(worn(picture, wear), 200)
    found = {region.kind: region.box for region in read.regions}
    assert set(found) == {RegionKind.SIGNATURE, RegionKind.STAMP}
    assert len(read.regions) == 2
    assert share(found[RegionKind.STAMP], in_points(1050, 1200, 1350, 1500)) > 0.85
    assert share(found[RegionKind.SIGNATURE].grown(8), in_points(360, 1270, 660, 1370)) > 0.75


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("colour", [BLUE, BLACK])
def test_signatures_of_many_hands(seed: int, colour: Colour) -> None:
    picture = Image.new("RGB", (1000, 500), "white")
    sign(picture, (200, 150), (420, 140), colour, seed)
    assert any(region.kind is RegionKind.SIGNATURE for region in regions_of(picture))


@pytest.mark.parametrize("seed", range(8))
def test_a_thin_pen(seed: int) -> None:
    """One pixel wide at 100 dpi, with gaps: half of its length was counted, and each part alone."""
    picture = Image.new("RGB", (1000, 500), "white")
    sign(picture, (200, 150), (300, 90), BLACK, seed, pen=2)
    box = in_points(230, 165, 470, 225)
    assert any(region.box.overlap(box) > 0.3 * box.area for region in regions_of(picture))


@pytest.mark.parametrize("seed", range(8))
def test_handwriting(seed: int) -> None:
    picture = Image.new("RGB", (1400, 500), "white")
    write(picture, (100, 250), 4, BLUE, seed)
    found = regions_of(picture)
    assert found
    box = in_points(100, 200, 500, 260)
    assert sum(region.box.overlap(box) for region in found) > 0.3 * box.area


def test_words_that_were_read_do_not_hide_joined_writing() -> None:
    """A recogniser reads scribbles as words that exist."""
    picture = Image.new("RGB", (1400, 500), "white")
    write(picture, (100, 250), 4, BLACK, seed=3)
    pieces = ink_of(picture, 200)
    words = tuple(Word("WOUW", piece.box, 0, 0.97) for piece in pieces)
    assert find_regions(pieces, words)


@pytest.mark.parametrize("seed", [0, 1])
@pytest.mark.parametrize("colour", [RED, (90, 90, 90)])
def test_stamps_in_colour_and_grey(seed: int, colour: Colour) -> None:
    picture = Image.new("RGB", (900, 700), "white")
    stamp(picture, (200 + 50 * seed, 150), 260 + 80 * seed, colour)
    assert [region.kind for region in regions_of(picture)] == [RegionKind.STAMP]


def test_rules_frames_and_tables_are_left_alone() -> None:
    picture = Image.new("RGB", (1400, 1000), "white")
    draw = ImageDraw.Draw(picture)
    for row in range(6):
        for column in range(4):
            x, y = 100 + column * 280, 100 + row * 120
            draw.rectangle((x, y, x + 280, y + 120), outline="black", width=3)
    draw.rectangle((90, 880, 1300, 960), outline=(30, 60, 160), width=6)
    draw.line((100, 850, 1200, 850), fill="black", width=4)
    assert regions_of(picture) == ()


def test_a_photograph_is_left_alone() -> None:
    picture = Image.effect_noise((800, 600), 120).convert("RGB")
    assert regions_of(picture) == ()


@pytest.mark.parametrize(
    "name", ["01 Nota tussenstand funderingsherstel.pdf", "07 Overzicht aanvragen per kwartaal.pdf"]
)
def test_printed_pages_are_left_alone(name: str) -> None:
    """With the page's own words, so that nothing has to be recognised."""
    with pymupdf.open(resource_path("voorbeeld") / name) as document:
        page = document[0]
        words = tuple(
            Word(word[4], Box(*word[:4]), number, 1.0)
            for number, word in enumerate(page.get_text("words"))
        )
        assert regions_of(picture_of(page), words) == ()
