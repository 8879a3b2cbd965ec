"""Ink that is no printed word and may be a signature, a stamp or handwriting: places to look at.

Proposals only: a person is asked. What printed pages have (rules, frames, boxes, letters, logos in
flat colour) is told apart by how it is drawn: a pen leaves thin, long, winding lines.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from woo_desk.domain.geometry import Box, bounding_box
from woo_desk.domain.ocr import Region, RegionKind, Word
from woo_desk.ocr.ink import POINTS, Piece

_EXPLAINED = 0.5
"""Share of a piece that lies in a word from which the word explains it."""
_JOINED = 2.2
"""Width in heights from which a piece is several letters in one stroke, written and not printed."""
_RELIABLE = 0.5
"""Confidence from which a word is taken to be print."""
_THIN = 6.0
"""Points: a straight rule is at most this thick."""
_STAMP = (45.0, 200.0)
"""Points: smallest and largest side of a stamp."""
_WRITTEN_HEIGHT = (9.0, 160.0)
_WRITTEN_WIDTH = 14.0
_WIDEST = 480.0
"""Points: a line over the whole page is no writing."""
_MOST_FILL = 0.35
"""Ink of a pen fills less of its rectangle; letters and logos fill more."""
_LEAST_WINDING = 2.2
"""Length of the line over the diagonal of its rectangle: a frame has 2.8 at most, but is hollow."""
_NEAR = 8.0
"""Points between pieces of one region."""
_LEAST_LOOPS = 0.08
"""Share of the columns of a signature that its line crosses more than once; a line of a chart goes
from left to right and crosses each once."""
_JOINED_WRITING = 1.6
"""Length of the line over its diagonal from which one that never crosses itself is writing."""
_LETTERS = 6
"""Pieces as large as letters, of which no word was read, from which they are written by hand."""
_LETTER = (9.0, 32.0)
"""Points: height of such a piece."""
_LONGEST_WORD = 180.0
"""Points: length of the line of a word in joined writing; that of a signature is longer."""
_PARAAF = 36.0
"""Points: length of the line of initials."""
_PEN_FILL = 0.45
"""Ink in the rectangle of a letter that is written apart: printed ones have thicker lines."""
_LINE_HEIGHT = 36.0
"""Points: words in joined writing are at most so high; a signature is as a rule higher."""
_BETWEEN_WORDS = 24.0
"""Points between words written by hand."""
_LINE = 60.0
"""Points: width of a line of such letters."""
_FRAME = (20.0, 130.0)
"""Points: height of a square stamp."""
_STAMPED = frozenset(
    ("ingekomen", "ontvangen", "akkoord", "gezien", "kopie", "afschrift", "vertrouwelijk", "geheim",
     "concept", "spoed", "betaald", "goedgekeurd", "verzonden", "paraaf", "doc", "reg")
)  # fmt: skip
"""Words of stamps for incoming and outgoing post."""


def find_regions(pieces: Sequence[Piece], words: Sequence[Word]) -> tuple[Region, ...]:
    """Places to look at, from top to bottom; boxes in points of the picture."""
    printed = [word for word in words if word.confidence >= _RELIABLE]
    left = [piece for piece in pieces if not _is_explained(piece, printed)]
    stamps = _outermost([piece for piece in left if _is_ring(piece)])
    regions = [Region(RegionKind.STAMP, piece.box, 0.8) for piece in stamps]
    rest = [piece for piece in left if not any(_within(piece.box, s.box) for s in stamps)]
    regions += _coloured_stamps(rest)
    regions += _framed_stamps(rest, words)
    rest = [piece for piece in rest if not any(_within(piece.box, r.box) for r in regions)]
    regions += _lines_by_hand(rest)
    taken = [region.box for region in regions]
    rest = [piece for piece in rest if not any(_within(piece.box, box) for box in taken)]
    for group in _chained(_groups([piece for piece in rest if not _is_rule(piece)])):
        region = _written(group)
        if region is not None:
            regions.append(region)
    return tuple(sorted(regions, key=lambda region: (region.box.y0, region.box.x0)))


def _outermost(rings: Sequence[Piece]) -> list[Piece]:
    """A stamp often has a ring in a ring."""
    kept: list[Piece] = []
    for ring in sorted(rings, key=lambda ring: -ring.box.area):
        if not any(_within(ring.box, outer.box) for outer in kept):
            kept.append(ring)
    return kept


def _within(inner: Box, outer: Box) -> bool:
    return outer.contains(*inner.centre)


def _is_explained(piece: Piece, words: Sequence[Word]) -> bool:
    """Whether it is part of a printed word: there, letters stand apart."""
    box = piece.box
    near = [word for word in words if word.box.grown(1.0).intersects(box)]
    if sum(box.overlap(word.box.grown(1.0)) for word in near) < _EXPLAINED * box.area:
        return False
    return not (len(near) == 1 and box.width >= _JOINED * box.height and _is_stroke(piece))


def _is_rule(piece: Piece) -> bool:
    """A straight line, or a frame of straight lines."""
    if min(piece.width, piece.height) * POINTS <= _THIN and piece.fill > _MOST_FILL:
        return True
    return share_on_straight_lines(piece) > 0.6


def share_on_straight_lines(piece: Piece) -> float:
    """Share of the ink in long stretches of a row, or in columns that are as long."""
    long = max(0.5 * piece.width, 12)
    flat = sum(end - start for _, start, end in piece.runs if end - start >= long)
    columns: dict[int, int] = {}
    for _, start, end in piece.runs:
        if end - start <= 4:
            columns[(start + end) // 2] = columns.get((start + end) // 2, 0) + end - start
    upright = sum(ink for ink in columns.values() if ink >= max(0.5 * piece.height, 12))
    return (flat + upright) / max(piece.pixels, 1)


def _is_ring(piece: Piece) -> bool:
    """A circle or an oval, as round stamps have: ink near the ellipse, little inside its middle."""
    box = piece.box
    if not (_STAMP[0] <= min(box.width, box.height) and max(box.width, box.height) <= _STAMP[1]):
        return False
    if not 0.6 <= box.width / box.height <= 1.7:
        return False
    cx, cy = (piece.x0 + piece.x1) / 2, (piece.y0 + piece.y1) / 2
    near = 0
    angles = set()
    for y, start, end in piece.runs:
        for x in range(start, end):
            dx, dy = 2 * (x + 0.5 - cx) / piece.width, 2 * (y + 0.5 - cy) / piece.height
            if 0.82 <= math.hypot(dx, dy) <= 1.06:
                near += 1
                angles.add(int(18 * (math.atan2(dy, dx) / math.pi + 1)) % 36)
    return near >= 0.4 * piece.pixels and len(angles) >= 28


def _coloured_stamps(pieces: Sequence[Piece]) -> list[Region]:
    """Groups of coloured pieces as large as a stamp, with a frame or several pieces."""
    regions = []
    for group in _groups([piece for piece in pieces if piece.is_coloured]):
        box = bounding_box(piece.box for piece in group)
        framed = any(
            piece.box.area >= 0.8 * box.area and piece.fill < _MOST_FILL
            and share_on_straight_lines(piece) > 0.4
            for piece in group
        )  # fmt: skip
        if framed and len(group) >= 4 and _STAMP[0] <= box.width <= 1.5 * _STAMP[1]:
            regions.append(Region(RegionKind.STAMP, box, 0.6))
    return regions


def _lines_by_hand(pieces: Sequence[Piece]) -> list[Region]:
    """Rows of pieces as large as letters, of which no word was read: letters written apart."""
    letters = [
        piece
        for piece in pieces
        if _LETTER[0] <= piece.box.height <= _LETTER[1]
        and piece.box.width <= _LETTER[1]
        and piece.fill <= _PEN_FILL
    ]
    rows: list[tuple[Box, int]] = []
    for letter in sorted(letters, key=lambda piece: piece.x0):
        box, count = letter.box, 1
        apart = []
        for other, others in rows:
            if _is_beside(other, box):
                box, count = box.union(other), count + others
            else:
                apart.append((other, others))
        rows = [*apart, (box, count)]
    return [
        Region(RegionKind.HANDWRITING, box, 0.4)
        for box, count in rows
        if count >= _LETTERS and box.width >= _LINE
    ]


def _is_beside(row: Box, letter: Box) -> bool:
    shared = min(row.y1, letter.y1) - max(row.y0, letter.y0)
    return shared >= 0.4 * letter.height and letter.x0 - row.x1 <= _BETWEEN_WORDS


def _framed_stamps(pieces: Sequence[Piece], words: Sequence[Word]) -> list[Region]:
    """Single frames around ink that was not read as print, or around the words of a stamp."""
    regions = []
    for frame in (piece for piece in pieces if _is_frame(piece)):
        inside = [piece for piece in pieces if piece is not frame and _within(piece.box, frame.box)]
        said = {w.text.strip(".:, ").casefold() for w in words if _within(w.box, frame.box)}
        if len(inside) >= _LETTERS or said & _STAMPED:
            regions.append(Region(RegionKind.STAMP, frame.box, 0.6))
    return regions


def _is_frame(piece: Piece) -> bool:
    """Four straight sides around nothing of its own."""
    box = piece.box
    if not (_STAMP[0] <= box.width <= 1.5 * _STAMP[1] and _FRAME[0] <= box.height <= _FRAME[1]):
        return False
    edge = max(round(_THIN / 2 / POINTS), 2)
    top = left = right = bottom = middle = 0
    for y, start, end in piece.runs:
        if y < piece.y0 + edge:
            top = max(top, end - start)
        elif y >= piece.y1 - edge:
            bottom = max(bottom, end - start)
        else:
            left += start < piece.x0 + edge
            right += end > piece.x1 - edge
            middle += max(min(end, piece.x1 - edge) - max(start, piece.x0 + edge), 0)
    sides = piece.height - 2 * edge
    is_closed = min(top, bottom) >= 0.8 * piece.width and min(left, right) >= 0.8 * sides
    return is_closed and middle <= 0.1 * piece.pixels


def _groups(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces that lie near one another."""
    groups: list[tuple[Box, list[Piece]]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.y0, piece.x0)):
        box, members = piece.box, [piece]
        apart = []
        for other, others in groups:
            if other.grown(_NEAR).intersects(box):
                box, members = box.union(other), members + others
            else:
                apart.append((other, others))
        groups = [*apart, (box, members)]
    return [members for _, members in groups]


def _chained(groups: Sequence[list[Piece]]) -> list[list[Piece]]:
    """The groups, with those of thin lines joined that follow one another on a line.

    WHY: a thin pen leaves gaps where it went fast, wider than those between printed things.
    """
    chains: list[tuple[Box, list[Piece]]] = []
    others = []
    for group in sorted(groups, key=lambda each: min(piece.x0 for piece in each)):
        box = bounding_box(piece.box for piece in group)
        strokes = sum(piece.pixels for piece in group if _is_stroke(piece))
        if 2 * strokes < sum(piece.pixels for piece in group):
            others.append(group)
            continue
        near = [chain for chain in chains if _follows(chain[0], box)]
        if near and near[-1][0].union(box).width <= _WIDEST:
            chains.remove(near[-1])
            box, group = near[-1][0].union(box), near[-1][1] + group
        chains.append((box, group))
    return [*others, *(members for _, members in chains)]


def _follows(chain: Box, box: Box) -> bool:
    shared = min(chain.y1, box.y1) - max(chain.y0, box.y0)
    return shared >= 0.4 * min(box.height, chain.height) and box.x0 - chain.x1 <= _BETWEEN_WORDS


def _written(group: Sequence[Piece]) -> Region | None:
    """A region when a pen may have drawn this."""
    box = bounding_box(piece.box for piece in group)
    if not _WRITTEN_HEIGHT[0] <= box.height <= _WRITTEN_HEIGHT[1] or box.width < _WRITTEN_WIDTH:
        return None
    if box.width > _WIDEST:
        return None
    strokes = [piece for piece in group if _is_stroke(piece)]
    inked = sum(piece.pixels for piece in group)
    if not strokes or 2 * sum(piece.pixels for piece in strokes) < inked:
        return None
    coloured = 2 * sum(piece.coloured for piece in group) > inked
    strokes = [piece for piece in strokes if _is_pen(piece)]
    if not strokes:
        return None
    longest = max(map(_line_length, strokes))
    is_a_word = (
        box.height <= _LINE_HEIGHT and box.width >= 2.2 * box.height and longest < _LONGEST_WORD
    )
    if not is_a_word and (longest >= 90 or (len(strokes) <= 3 and longest >= _PARAAF)):
        return Region(RegionKind.SIGNATURE, box, 0.7 if coloured else 0.6)
    if sum(map(_line_length, strokes)) >= 60:
        return Region(RegionKind.HANDWRITING, box, 0.6 if coloured else 0.5)
    return None


def _is_pen(stroke: Piece) -> bool:
    """Whether a thin line was written, and is no line of a chart or a map."""
    diagonal = math.hypot(stroke.width, stroke.height) * POINTS
    # WHY of the outline alone: a chart has hair lines too, and they wind about as much.
    joined = _outline(stroke) / 2 * POINTS >= _JOINED_WRITING * diagonal
    return joined or _loops(stroke) >= _LEAST_LOOPS


def _loops(piece: Piece) -> float:
    """Share of the columns in which there is ink more than once, with paper between."""
    last: dict[int, int] = {}
    times: dict[int, int] = {}
    for y, start, end in piece.runs:
        for x in range(start, end):
            if last.get(x, y - 2) < y - 1:
                times[x] = times.get(x, 0) + 1
            last[x] = y
    return sum(count > 1 for count in times.values()) / max(piece.width, 1)


def _is_stroke(piece: Piece) -> bool:
    """A thin winding line."""
    diagonal = math.hypot(piece.width, piece.height) * POINTS
    return (
        diagonal >= _WRITTEN_HEIGHT[0]
        and piece.fill <= _MOST_FILL
        and _width_of_line(piece) <= 4.5
        and _line_length(piece) >= _LEAST_WINDING * diagonal / 2
    )


def _width_of_line(piece: Piece) -> float:
    """Points: of the line, about; twice the ink over its outline."""
    return 2 * piece.pixels / max(_outline(piece), 1) * POINTS


def _line_length(piece: Piece) -> float:
    """Points: half of the outline is the length of a thin line.

    WHY whole where it is one pixel wide: such a pixel is both of its edges. A thin pen leaves
    hardly anything else at 100 dpi, and would count for half of what it wrote.
    """
    edge, hair = _edges(piece)
    return (edge + hair) / 2 * POINTS


def _outline(piece: Piece) -> float:
    """Pixels on the edge: ends of stretches, and ink without ink above or below."""
    return _edges(piece)[0]


def _edges(piece: Piece) -> tuple[int, int]:
    """Pixels on the edge, and those of them that are the whole width of a line."""
    rows: dict[int, set[int]] = {}
    for y, start, end in piece.runs:
        rows.setdefault(y, set()).update(range(start, end))
    empty: set[int] = set()
    edge = hair = 0
    for y, xs in rows.items():
        above, below = rows.get(y - 1, empty), rows.get(y + 1, empty)
        for x in xs:
            left, right, up, down = x - 1 in xs, x + 1 in xs, x in above, x in below
            edge += not (left and right and up and down)
            hair += not (left or right) or not (up or down)
    return edge, hair
