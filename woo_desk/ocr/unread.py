"""Ink as large as writing of which no word was read: a person is pointed at the place.

What is left over once words, rules, drawings and dirt are taken away. It says nothing of what the
ink is, only that nobody has read it. Nothing is left out because there is much of it: where a page
has many such places they are joined.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from woo_desk.domain.geometry import Box, bounding_box
from woo_desk.domain.ocr import Region, RegionKind, Word
from woo_desk.ocr.ink import Piece
from woo_desk.ocr.regions import share_on_straight_lines

MOST_REGIONS = 8
"""On one page: more would not be looked at one by one."""
_HIGH = (4.0, 40.0)
"""Points: height of a letter, from small print to a title."""
_JOINED_AT_MOST = 20.0
"""Points: height of letters that touch on a scan."""
_SPARSE = 0.12
"""Share of its rectangle that a large letter fills at least."""
_WIDEST = 250.0
"""Points: a piece that is wider is a rule or a drawing."""
_HAIR = 1.6
"""Points: what is thinner than the stroke of a letter, however long."""
_RULE = (12.0, 0.6)
"""Points, and share of its ink in straight lines: what is longer and straighter is of a table."""
_SOLID = 0.8
"""Share of its rectangle that a blot fills; an l or an i does too, but is narrow."""
_NARROW = 5.0
"""Points: width of such a letter."""
_HOLLOW = 0.75
"""Share of the ink on the edge of its rectangle from which it is a box to tick."""
_SMALLEST_BOX = 8.5
"""Points: side of such a box; a small letter has nothing inside its edge either."""
_AROUND_WORD = 2.0
"""Points around a word that are still its own: accents, tails, serifs."""
_EXPLAINED = 0.4
"""Share of a piece in words from which they explain it."""
_STRIP = 20.0
"""Points."""
_LEAST_LENGTH = 7.0
"""Points: longest side of a group; less is a single small letter, a bullet or a speck."""
_LEAST_HEIGHT = 5.0
"""Points: of the highest letter of a group."""
_LONE = (3.0, 0.28)
"""Points of width, and share of its rectangle, of a letter that stands alone: else it is a piece
of a rule that a bad scanner broke up."""
_NEAR = 6.0
"""Points between letters and lines of one group."""
_SCORE = 0.3


def find_unread(
    pieces: Sequence[Piece], words: Sequence[Word], regions: Sequence[Region]
) -> tuple[Region, ...]:
    """Places with ink that was not read, from top to bottom; boxes in points of the picture.

    Args:
        pieces: all ink of the page.
        words: that were read, however sure: doubtful ones are shown as such.
        regions: that are pointed at already.
    """
    drawings = [piece.box for piece in pieces if _is_drawing(piece)]
    known = [region.box for region in regions] + drawings
    printed = _by_height(words)
    letters = [
        piece
        for piece in pieces
        if _may_be_letters(piece)
        and not any(box.contains(*piece.box.centre) for box in known)
        and not _is_read(piece.box, printed)
    ]
    boxes = _few(_groups(letters))
    return tuple(
        Region(RegionKind.UNREAD, box, _SCORE)
        for box in sorted(boxes, key=lambda box: (box.y0, box.x0))
    )


def _may_be_letters(piece: Piece) -> bool:
    box = piece.box
    if not _HIGH[0] <= box.height <= _HIGH[1] or box.width > _WIDEST:
        return False
    if min(box.width, box.height) < _HAIR or (piece.fill > _SOLID and box.width > _NARROW):
        return False
    return not (_is_of_table(piece) or _is_line_of_chart(piece) or _is_hollow(piece))


def _is_of_table(piece: Piece) -> bool:
    """A piece of a rule or of a frame, which a bad scanner breaks up."""
    longest, straight = _RULE
    is_long = max(piece.box.width, piece.box.height) > longest
    return is_long and share_on_straight_lines(piece) > straight


def _is_line_of_chart(piece: Piece) -> bool:
    """Large letters stand apart in print, and joined ones are pointed at as handwriting."""
    box = piece.box
    is_long = box.width > 1.5 * box.height or piece.fill < _SPARSE
    return box.height > _JOINED_AT_MOST and is_long


def _is_hollow(piece: Piece) -> bool:
    """A box to tick, or a frame around one line: its ink lies on the edge of its rectangle."""
    edge = 2
    if min(piece.box.width, piece.box.height) < _SMALLEST_BOX:
        return False
    inside = sum(
        max(min(end, piece.x1 - edge) - max(start, piece.x0 + edge), 0)
        for y, start, end in piece.runs
        if piece.y0 + edge <= y < piece.y1 - edge
    )
    return inside <= (1 - _HOLLOW) * piece.pixels


def _is_drawing(piece: Piece) -> bool:
    """Larger than writing and full of ink: a logo, a part of a picture; a frame is not."""
    box = piece.box
    return box.height > _HIGH[1] and box.width > _HIGH[1] and piece.fill > 0.3


def _by_height(words: Iterable[Word]) -> dict[int, list[Box]]:
    """Boxes of words by the strips of the page that they reach into: there are thousands."""
    strips: dict[int, list[Box]] = defaultdict(list)
    for word in words:
        box = word.box.grown(_AROUND_WORD)
        for strip in range(int(box.y0 // _STRIP), int(box.y1 // _STRIP) + 1):
            strips[strip].append(box)
    return strips


def _is_read(box: Box, printed: Mapping[int, Sequence[Box]]) -> bool:
    strips = range(int(box.y0 // _STRIP), int(box.y1 // _STRIP) + 1)
    near = {word for strip in strips for word in printed.get(strip, ())}
    return sum(box.overlap(word) for word in near) >= _EXPLAINED * box.area


def _groups(letters: Iterable[Piece]) -> list[Box]:
    """Letters that lie near one another, beside or below, when they are enough to be writing."""
    groups = _joined([(letter.box, (letter,)) for letter in letters], _NEAR)
    return [box for box, pieces in groups if _is_writing(box, pieces)]


def _is_writing(box: Box, pieces: Sequence[Piece]) -> bool:
    if max(box.width, box.height) < _LEAST_LENGTH:
        return False
    if len(pieces) == 1 and (box.width < _LONE[0] or pieces[0].fill < _LONE[1]):
        return False
    return max(piece.box.height for piece in pieces) >= _LEAST_HEIGHT


def _few(boxes: Sequence[Box]) -> list[Box]:
    """The boxes with neighbours made one, farther and farther until they are few enough."""
    apart = _NEAR
    groups: list[tuple[Box, tuple[Piece, ...]]] = [(box, ()) for box in boxes]
    while len(groups) > MOST_REGIONS:
        apart *= 2
        groups = _joined(groups, apart)
    return [box for box, _ in groups]


def _joined(
    groups: Iterable[tuple[Box, tuple[Piece, ...]]], apart: float
) -> list[tuple[Box, tuple[Piece, ...]]]:
    """Boxes that lie so near made one, with the pieces of all."""
    joined: list[tuple[Box, tuple[Piece, ...]]] = []
    for box, pieces in groups:
        while near := [group for group in joined if group[0].grown(apart).intersects(box)]:
            joined = [group for group in joined if not group[0].grown(apart).intersects(box)]
            box = bounding_box([box, *(other for other, _ in near)])
            pieces = sum((others for _, others in near), pieces)
        joined.append((box, pieces))
    return joined
