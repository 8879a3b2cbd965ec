"""Ink that is no print, drawn on pictures of pages: signatures, handwriting, stamps."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence

from PIL import Image, ImageDraw

Point = tuple[float, float]
Colour = tuple[int, int, int]
BLUE: Colour = (35, 50, 150)
BLACK: Colour = (25, 25, 30)
RED: Colour = (190, 40, 50)


def _curve(points: Sequence[Point], steps: int = 40) -> list[Point]:
    """A Bezier curve."""
    result = []
    for step in range(steps + 1):
        t, left = step / steps, list(points)
        while len(left) > 1:
            left = [
                ((1 - t) * a[0] + t * b[0], (1 - t) * a[1] + t * b[1])
                for a, b in itertools.pairwise(left)
            ]
        result.append(left[0])
    return result


def sign(
    picture: Image.Image, place: Point, size: Point, colour: Colour, seed: int, pen: int = 4
) -> None:
    """A scribble of five to nine strokes without lifting the pen."""
    source, draw = random.Random(seed), ImageDraw.Draw(picture)
    (x, y), (width, height) = place, size
    last = (x, y + height / 2)
    count = source.randint(5, 9)
    for stroke in range(count):
        end = (
            x + width * (stroke + 1) / count + source.uniform(-0.1, 0.1) * width,
            y + height * source.uniform(0.1, 0.9),
        )
        out = (last[0] + source.uniform(-0.1, 0.4) * width, y + height * source.uniform(-0.2, 1.2))
        back = (end[0] + source.uniform(-0.3, 0.2) * width, y + height * source.uniform(-0.2, 1.2))
        draw.line(_curve([last, out, back, end]), fill=colour, width=pen, joint="curve")
        last = end


def write(picture: Image.Image, place: Point, words: int, colour: Colour, seed: int) -> None:
    """Words in joined writing, as high as a line of print and a half."""
    source, draw, high = random.Random(seed), ImageDraw.Draw(picture), 44
    x, y = place
    for _ in range(words):
        last: Point = (x, y)
        for _letter in range(source.randint(5, 9)):
            end = (
                last[0] + source.uniform(14, 26),
                y + source.uniform(-3, 3) + (high / 2 if source.random() < 0.15 else 0),
            )
            up = source.choice((0.5, 0.5, 0.6, 1.0))
            out = (last[0] + source.uniform(0, 20), y - high * up * 1.6)
            back = (end[0] - source.uniform(0, 14), y - high * source.uniform(0, up))
            draw.line(_curve([last, out, back, end]), fill=colour, width=3)
            last = end
        x = last[0] + 26


def stamp(picture: Image.Image, place: Point, across: int, colour: Colour) -> None:
    """A round stamp with two rings and words."""
    draw, (x, y) = ImageDraw.Draw(picture), place
    draw.ellipse((x, y, x + across, y + across), outline=colour, width=6)
    draw.ellipse((x + 20, y + 20, x + across - 20, y + across - 20), outline=colour, width=3)
    middle = (x + across / 2, y + across / 2)
    draw.text((middle[0] - 80, middle[1] - 20), "GEMEENTE", fill=colour, font_size=30)
    draw.text((middle[0] - 75, middle[1] + 20), "12 MEI 2022", fill=colour, font_size=24)


def initials(picture: Image.Image, place: Point, colour: Colour, seed: int) -> None:
    """A paraaf: a loop or two in one movement, as large as a stamp of post."""
    source, draw = random.Random(seed), ImageDraw.Draw(picture)
    (x, y), size = place, source.uniform(60, 110)
    last = (x, y + size)
    for _ in range(source.randint(2, 4)):
        end = (x + source.uniform(0.2, 1.3) * size, y + source.uniform(0.0, 1.0) * size)
        out = (last[0] + source.uniform(-0.3, 0.6) * size, y - source.uniform(0, 0.5) * size)
        back = (end[0] + source.uniform(-0.6, 0.6) * size, y + source.uniform(0.2, 1.3) * size)
        draw.line(_curve([last, out, back, end]), fill=colour, width=4, joint="curve")
        last = end


_STROKES: Sequence[Sequence[Point]] = (
    ((0, 1), (0.4, 0), (0.8, 1)), ((0.1, 0.6), (0.7, 0.55)), ((0, 0), (0, 1)),
    ((0, 0), (0.7, 0.05)), ((0.7, 0.1), (0.1, 0.3), (0.7, 0.8), (0, 1)), ((0, 1), (0.7, 0.95)),
    ((0, 0), (0.05, 1), (0.7, 1)), ((0, 0), (0.7, 1)), ((0.7, 0), (0, 1)),
    ((0.6, 0.1), (0, 0.5), (0.6, 1)), ((0.35, 0), (0, 0.5), (0.35, 1), (0.7, 0.5), (0.35, 0)),
)  # fmt: skip


def print_by_hand(
    picture: Image.Image, place: Point, letters: int, colour: Colour, seed: int
) -> None:
    """Block letters that stand apart, each of two or three strokes that are not quite straight."""
    source, draw, (x, y) = random.Random(seed), ImageDraw.Draw(picture), place
    for _ in range(letters):
        high = source.uniform(40, 56)
        for stroke in source.sample(_STROKES, source.randint(2, 3)):
            points = [
                (x + (px + source.uniform(-0.06, 0.06)) * high * 0.7,
                 y + (py + source.uniform(-0.06, 0.06)) * high)
                for px, py in stroke
            ]  # fmt: skip
            draw.line(_curve(points, 12), fill=colour, width=4)
        x += source.uniform(38, 52) if source.random() > 0.2 else 85


def oval_stamp(picture: Image.Image, place: Point, across: int, colour: Colour) -> None:
    """An oval ring with words."""
    draw, (x, y), high = ImageDraw.Draw(picture), place, round(across * 0.62)
    draw.ellipse((x, y, x + across, y + high), outline=colour, width=5)
    draw.text((x + across / 4, y + high / 3), "INGEKOMEN", fill=colour, font_size=28)
    draw.text((x + across / 4, y + high / 2), "12 MEI 2022", fill=colour, font_size=24)


def square_stamp(picture: Image.Image, place: Point, across: int, colour: Colour) -> None:
    """A frame with words, as stamps for incoming post have."""
    draw, (x, y) = ImageDraw.Draw(picture), place
    draw.rectangle((x, y, x + across, y + 150), outline=colour, width=6)
    draw.text((x + 30, y + 25), "INGEKOMEN", fill=colour, font_size=42)
    draw.text((x + 30, y + 85), "12 MEI 2022", fill=colour, font_size=36)


def underline(picture: Image.Image, place: Point, length: int) -> None:
    """A thick rule with another colour under it, as letterheads have."""
    draw, (x, y) = ImageDraw.Draw(picture), place
    draw.rectangle((x, y, x + length, y + 8), fill=(20, 70, 150))
    draw.rectangle((x, y + 8, x + length, y + 11), fill=(230, 160, 30))
