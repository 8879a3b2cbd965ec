"""From the picture of a page to its words: the services that others use.

`recognise_pixels` is for whoever has bare pixels (the verifier, a page that became a picture);
`recognise_picture` also finds out how the page lies, and what ink is no print.
"""

from __future__ import annotations

from PIL import Image

from woo_desk.domain.geometry import Box, Rotation
from woo_desk.domain.ocr import RecognisedPage, Region, Word
from woo_desk.ocr.cells import by_cell
from woo_desk.ocr.columns import by_column
from woo_desk.ocr.confidence import confidence_of, share_of_dutch
from woo_desk.ocr.enhance import Upright, made_upright
from woo_desk.ocr.ink import ink_of
from woo_desk.ocr.regions import find_regions
from woo_desk.ocr.rules import find_rules, without_rules
from woo_desk.ocr.tesseract import RawWord, read_words
from woo_desk.ocr.unread import find_unread

ENGINE = "tesseract-nld/4"
"""Changes when the same picture may give other words or regions; part of the key of results."""
_POOR = 0.3
"""Share of Dutch below which the page may lie on its side or upside down."""
_CLEARLY_BETTER = 0.15
_ENOUGH_TO_JUDGE = 5
_WIDEST_LETTER = 3.0
"""Heights of the line: what is wider per letter is a rule or an edge, not print."""
_LINE_HEIGHTS = (3.0, 120.0)
"""Points: the height of print that nobody can read, and of what is no line of print but a frame."""

Lines = list[list[RawWord]]


def recognise_pixels(rgb: bytes, width: int, height: int, dpi: int) -> tuple[Word, ...]:
    """The words in a picture that lies upright.

    Args:
        rgb: three bytes per pixel, rows from top to bottom without padding.
        width: in pixels.
        height: in pixels.
        dpi: pixels per inch.

    Returns:
        Words in reading order, boxes in points (pixels * 72 / dpi) from the top left corner.

    Raises:
        ValueError: the pixels do not fit the size.
        LimitExceeded, SourceError: the picture is too large, or the recogniser gave up.
        UsageError: there are no language data.
    """
    upright = made_upright(Image.frombytes("RGB", (width, height), rgb), dpi)
    return _words(upright, _read(upright), dpi)


def recognise_picture(picture: Image.Image, dpi: int) -> RecognisedPage:
    """Words, regions to look at, and how the page lies; all boxes in points of the picture.

    Raises:
        LimitExceeded, SourceError, UsageError: as `recognise_pixels`.
    """
    turn, upright, lines = _best_turn(picture, dpi)
    words = _words(upright, lines, dpi)
    turned = picture.size if turn in (Rotation.NONE, Rotation.HALF) else picture.size[::-1]
    sheet = turned[0] * 72 / dpi, turned[1] * 72 / dpi
    lying = picture.convert("RGB").rotate(-turn, expand=True)
    regions = _regions(lying, upright, lines, dpi)
    return RecognisedPage(
        tuple(_word_turned(word, sheet, turn) for word in words),
        tuple(Region(r.kind, _turned(r.box, sheet, turn), r.score) for r in regions),
        turn,
    )


def _best_turn(picture: Image.Image, dpi: int) -> tuple[Rotation, Upright, Lines]:
    """The page as it lies, or turned the way in which most of it reads as Dutch."""
    upright = made_upright(picture, dpi)
    lines = _read(upright)
    best = Rotation.NONE, upright, lines
    sure = _sureness(lines)
    if sure >= _POOR or sum(map(len, lines)) < _ENOUGH_TO_JUDGE:
        return best
    most = sure + _CLEARLY_BETTER
    for turn in (Rotation.HALF, Rotation.RIGHT, Rotation.LEFT):
        upright = made_upright(picture.rotate(-turn, expand=True), dpi)
        lines = _read(upright)
        if _sureness(lines) > most:
            best, most = (turn, upright, lines), _sureness(lines)
    return best


def _sureness(lines: Lines) -> float:
    return share_of_dutch([word.text for line in lines for word in line])


def _read(upright: Upright) -> Lines:
    """The lines without what the recogniser makes of rules, edges and specks."""
    lowest, highest = (height * upright.dpi / 72 for height in _LINE_HEIGHTS)
    kept = []
    rules = find_rules(upright.picture, upright.dpi)
    for line in read_words(without_rules(upright.picture, rules), upright.dpi):
        words = [
            word
            for word in line
            if lowest <= word.y1 - word.y0 <= highest
            and word.x1 - word.x0 <= _WIDEST_LETTER * len(word.text) * (word.y1 - word.y0)
        ]
        if any(c.isalnum() for word in words for c in word.text):
            kept.append(words)
    return by_column(by_cell(kept, rules))


def _words(upright: Upright, lines: Lines, dpi: int, *, is_back: bool = True) -> tuple[Word, ...]:
    """Words in points of the picture, or, not `is_back`, of the levelled picture."""
    scale = 72 / dpi
    result = []
    for number, line in enumerate(lines):
        for raw in line:
            level = upright.level(raw.x0, raw.y0, raw.x1, raw.y1)
            x0, y0, x1, y1 = (v * scale for v in (upright.back(level) if is_back else level))
            box = Box(x0, y0, x1, y1)
            result.append(Word(raw.text, box, number, confidence_of(raw.text)))
    return tuple(result)


def _regions(lying: Image.Image, upright: Upright, lines: Lines, dpi: int) -> list[Region]:
    """Ink that is no print or was not read, on the levelled page: rules are straight there."""
    level = lying.rotate(upright.skew, Image.Resampling.BICUBIC, fillcolor="white")
    scale = 72 / dpi
    pieces, words = ink_of(level, dpi), _words(upright, lines, dpi, is_back=False)
    regions = find_regions(pieces, words)
    found = []
    for region in (*regions, *find_unread(pieces, words, regions)):
        x0, y0, x1, y1 = (v / scale for v in region.box.as_tuple())
        box = Box(*(v * scale for v in upright.back((x0, y0, x1, y1))))
        found.append(Region(region.kind, box, region.score))
    return found


def _word_turned(word: Word, sheet: tuple[float, float], turn: Rotation) -> Word:
    return Word(word.text, _turned(word.box, sheet, turn), word.line, word.confidence)


def _turned(box: Box, sheet: tuple[float, float], turn: Rotation) -> Box:
    """From a sheet of this size back to the sheet before it was turned clockwise by `turn`."""
    width, height = sheet
    match turn:
        case Rotation.NONE:
            return box
        case Rotation.HALF:
            return Box(width - box.x1, height - box.y1, width - box.x0, height - box.y0)
        case Rotation.RIGHT:
            return Box(box.y0, width - box.x1, box.y1, width - box.x0)
        case Rotation.LEFT:
            return Box(height - box.y1, box.x0, height - box.y0, box.x1)
