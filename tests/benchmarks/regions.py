"""Measures what is pointed at on scans: signatures, initials, handwriting, stamps, unread words.

python -m tests.benchmarks.regions [--pages 24]

Pages of print from the development set, as worn scans, with ink drawn on them by shapes that the
finder does not know: several hands and pens, block letters, ticks, round, oval and square stamps.
Prints per kind how many were pointed at (half of the ink inside a region) and how many under the
right name, and how many regions there were on pages, tables and drawings without any such ink; then
how many words are pointed at as not read when they are left out, one at a time, and how many places
where none is left out. The words are those of the page itself, as if all were read well; the ink is
made, not scanned.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pymupdf
from PIL import Image, ImageDraw

from tests.benchmarks.scoring import read_samples
from tests.conftest import SHARED
from tests.helpers.ink import (
    BLACK,
    BLUE,
    RED,
    Colour,
    initials,
    oval_stamp,
    print_by_hand,
    sign,
    square_stamp,
    stamp,
    underline,
    write,
)
from tests.helpers.scans import BAD, CLEAN, WORN, Wear, picture_of, set_text, worn
from woo_desk.domain.geometry import Box
from woo_desk.domain.ocr import Region, RegionKind, Word
from woo_desk.ocr.ink import ink_of
from woo_desk.ocr.regions import find_regions
from woo_desk.ocr.unread import find_unread

DPI = 200
SHORT = 3
"""Letters of a word that has little ink."""
POINTS = 72 / DPI
WEARS = {"clean": CLEAN, "worn": Wear(**{**WORN.__dict__, "skew": 0.0}),
         "bad": Wear(**{**BAD.__dict__, "skew": 0.0})}  # fmt: skip
Draw = Callable[[Image.Image, tuple[float, float], int], RegionKind]


def _sign(colour: Colour, size: tuple[float, float], pen: int) -> Draw:
    def draw(picture: Image.Image, place: tuple[float, float], seed: int) -> RegionKind:
        sign(picture, place, size, colour, seed, pen)
        return RegionKind.SIGNATURE

    return draw


def _write(colour: Colour, words: int) -> Draw:
    def draw(picture: Image.Image, place: tuple[float, float], seed: int) -> RegionKind:
        write(picture, (place[0], place[1] + 60), words, colour, seed)
        return RegionKind.HANDWRITING

    return draw


def _print(colour: Colour) -> Draw:
    def draw(picture: Image.Image, place: tuple[float, float], seed: int) -> RegionKind:
        print_by_hand(picture, place, 12, colour, seed)
        return RegionKind.HANDWRITING

    return draw


def _initials(colour: Colour) -> Draw:
    def draw(picture: Image.Image, place: tuple[float, float], seed: int) -> RegionKind:
        initials(picture, place, colour, seed)
        return RegionKind.SIGNATURE

    return draw


def _stamp(form: Callable[..., None], colour: Colour, across: int) -> Draw:
    def draw(picture: Image.Image, place: tuple[float, float], _seed: int) -> RegionKind:
        form(picture, place, across, colour)
        return RegionKind.STAMP

    return draw


INKS: dict[str, Draw] = {
    "signature, blue": _sign(BLUE, (420, 140), 4),
    "signature, black": _sign(BLACK, (380, 120), 4),
    "signature, thin": _sign(BLACK, (300, 90), 2),
    "signature, thick": _sign(BLUE, (460, 160), 7),
    "initials, blue": _initials(BLUE),
    "initials, black": _initials(BLACK),
    "note, joined": _write(BLUE, 3),
    "note, joined, black": _write(BLACK, 4),
    "note, block letters": _print(BLUE),
    "note, block, black": _print(BLACK),
    "stamp, round, red": _stamp(stamp, RED, 300),
    "stamp, round, grey": _stamp(stamp, (110, 110, 110), 260),
    "stamp, oval, blue": _stamp(oval_stamp, BLUE, 320),
    "stamp, square, red": _stamp(square_stamp, RED, 360),
    "stamp, square, black": _stamp(square_stamp, (60, 60, 60), 340),
}


PLACES = ((180, 1280), (880, 1300), (180, 1560))
"""Pixels: below the text and above what else a page has."""


@dataclass
class Figures:
    """What was counted of one kind of ink."""

    planted: int = 0
    seen: int = 0
    named: int = 0


def printed_pages(count: int) -> Iterator[tuple[pymupdf.Page, tuple[Word, ...]]]:
    """Pages of print with room at their foot, and their words."""
    fit = [s for s in read_samples(SHARED / "eval" / "dev.jsonl") if 700 < len(s.text) < 1700]
    for sample in fit[:: max(len(fit) // count, 1)][:count]:
        text = "\n".join(sample.text.splitlines()[:25])[:1500]
        with pymupdf.open(stream=set_text(text, columns=80), filetype="pdf") as document:
            page = document[0]
            words = tuple(
                Word(word[4], Box(*word[:4]), number, 1.0)
                for number, word in enumerate(page.get_text("words"))
            )
            yield page, words


def furniture(picture: Image.Image, seed: int) -> None:
    """What printed pages have beside words: rules, a table, a logo, a chart, ticks in boxes."""
    dice, draw = random.Random(seed), ImageDraw.Draw(picture)
    y = 1950
    draw.line((160, y, 1500, y), fill="black", width=3)
    for row in range(3):
        for column in range(4):
            x = 170 + column * 170
            draw.rectangle((x, y + 60 + row * 50, x + 170, y + 110 + row * 50), outline="black")
    draw.polygon([(950, y + 210), (1010, y + 60), (1070, y + 210)], fill=(20, 70, 150))
    draw.ellipse((1090, y + 80, 1210, y + 200), fill=(20, 70, 150))
    points = [(1240 + 30 * n, y + 200 - dice.randrange(120)) for n in range(9)]
    draw.line(points, fill=(200, 90, 30), width=4)
    draw.line((1230, y + 210, 1500, y + 210), fill="black", width=2)
    draw.line((1230, y + 60, 1230, y + 210), fill="black", width=2)
    underline(picture, (160, y + 260), 400)


def regions_of(picture: Image.Image, words: tuple[Word, ...]) -> tuple[Region, ...]:
    return find_regions(ink_of(picture, DPI), words)


def ink_box(picture: Image.Image, draw: Draw, place: tuple[float, float], seed: int) -> Box:
    """Where the ink really came, on a page of its own."""
    alone = Image.new("L", picture.size, 255).convert("RGB")
    draw(alone, place, seed)
    box = Image.eval(alone.convert("L"), lambda value: 255 * (value < 250)).getbbox()
    assert box is not None
    return Box(*(value * POINTS for value in box))


def measure_unread(pages: int) -> None:
    """Leave words out one at a time, and none."""
    left_out: Counter[tuple[str, str]] = Counter()
    seen: Counter[tuple[str, str]] = Counter()
    false: Counter[str] = Counter()
    for number, (page, words) in enumerate(printed_pages(pages)):
        for wear_name, wear in WEARS.items():
            picture = picture_of(page)
            furniture(picture, number)
            pieces = ink_of(worn(picture, wear, number), DPI)
            regions = find_regions(pieces, words)
            false[wear_name] += len(find_unread(pieces, words, regions))
            for word in random.Random(number).sample(words, 8):
                rest = tuple(other for other in words if other is not word)
                found = find_unread(pieces, rest, regions)
                kind = wear_name, "short" if len(word.text) <= SHORT else "long"
                left_out[kind] += 1
                seen[kind] += any(r.box.overlap(word.box) >= 0.3 * word.box.area for r in found)
    for (wear_name, length), count in sorted(left_out.items()):
        print(
            f"words left out, {wear_name}, {length}: pointed at {seen[wear_name, length]}/{count}"
        )
    print(f"places said to be unread where all was read: {dict(false)}")


def main(pages: int) -> None:
    """Run and print."""
    found = {(name, wear): Figures() for name in INKS for wear in WEARS}
    false: Counter[str] = Counter()
    on_clean: Counter[str] = Counter()
    count = 0
    for number, (page, words) in enumerate(printed_pages(pages)):
        count += 1
        for wear_name, wear in WEARS.items():
            bare = picture_of(page)
            furniture(bare, number)
            for region in regions_of(worn(bare, wear, number), words):
                false[wear_name] += 1
                on_clean[region.kind.value] += 1
            for start in range(0, len(INKS), len(PLACES)):
                planted = []
                picture = bare.copy()
                some = list(INKS.items())[start : start + len(PLACES)]
                for (name, draw), (x, y) in zip(some, PLACES, strict=True):
                    place = x + 7 * (number % 9), y + 5 * (number % 7)
                    kind = draw(picture, place, number)
                    planted.append((name, kind, ink_box(picture, draw, place, number)))
                regions = regions_of(worn(picture, wear, number), words)
                for name, kind, box in planted:
                    hits = [r for r in regions if r.box.overlap(box) >= 0.3 * box.area]
                    figures = found[name, wear_name]
                    figures.planted += 1
                    figures.seen += bool(hits)
                    figures.named += any(region.kind is kind for region in hits)
    for name in INKS:
        parts = [
            f"{wear} {f.seen}/{f.planted} ({f.named} named)"
            for wear in WEARS
            for f in [found[name, wear]]
        ]
        print(f"{name:22} " + "  ".join(parts))
    total = sum(f.planted for f in found.values())
    print(f"pointed at {sum(f.seen for f in found.values()) / total:.3f}", end="")
    print(f", under the right name {sum(f.named for f in found.values()) / total:.3f}")
    print(f"regions on {count} pages without such ink: {dict(false)} {dict(on_clean)}")


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pages", type=int, default=24)
    chosen = options.parse_args().pages
    measure_unread(chosen)
    main(chosen)
