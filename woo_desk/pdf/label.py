"""The boxes that are seen, with the ground printed in them, as one stream on top of the page.

Each redaction is one marked-content sequence `/Span <</ActualText (gelakt: 5.1.2e)>>`, so a screen
reader says what was done instead of reading the label letter by letter. A label that does not fit
in any box of its redaction is printed in the free margin at the same height; where there is no
free margin it is printed in the box as small as need be. It is never left out.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from woo_desk.domain.export import BoxStyle, Mark
from woo_desk.domain.geometry import Box, Rotation
from woo_desk.pdf.matrix import Matrix, apply, bounds, corners, moved
from woo_desk.pdf.own_font import LabelFont
from woo_desk.pdf.tags import Spoken
from woo_desk.pdf.tokens import number_text
from woo_desk.texts import text

LABEL_RESOURCE = b"/Label"
_LARGEST, _READABLE = 11.0, 6.0
"""Font sizes in points: the largest used, and the smallest that can be read at normal zoom."""
_CAP_HEIGHT = 0.729
"""Of DejaVu Sans, in em."""
_ROOM_ALONG, _ROOM_ACROSS = 0.9, 0.8
"""Share of a box's length that a label may take, and of its height that the font size may."""
_MARGIN_GAP = 3.0
_SAME, _JOIN = 1.0, 0.5
"""Points by which boxes on one line may differ in height, and may lie apart."""


@dataclass(frozen=True, slots=True)
class _Look:
    """Colours of a style, each a grey value."""

    fill: float
    text: float
    frame: float | None


_LOOKS = {
    BoxStyle.BLACK: _Look(fill=0.0, text=1.0, frame=None),
    BoxStyle.WHITE_FRAMED: _Look(fill=1.0, text=0.0, frame=0.0),
    BoxStyle.GREY: _Look(fill=0.75, text=0.0, frame=None),
}


def fill_of(style: BoxStyle) -> tuple[int, int, int]:
    """Colour of a box as eight-bit RGB, for what is overwritten in pictures."""
    level = round(255 * _LOOKS[style].fill)
    return level, level, level


@dataclass(frozen=True, slots=True)
class PageFrame:
    """The page on which boxes are drawn."""

    width: float
    """Points, before rotation."""
    height: float
    """Points, before rotation."""
    rotation: Rotation
    to_user: Matrix
    """From page space to PDF user space."""
    occupied: tuple[Box, ...]
    """Where something is printed, in page space; a label in the margin keeps clear of it."""


def box_layer(
    marks: Sequence[Mark], frame: PageFrame, style: BoxStyle, font: LabelFont, first: int = 0
) -> tuple[bytes, tuple[Spoken, ...]]:
    """The content stream of the boxes of one page, and the numbers of its pieces.

    Args:
        marks: of the page.
        frame: the page.
        style: of the boxes.
        font: of the labels.
        first: number of the first piece.
    """
    look = _LOOKS[style]
    out: list[bytes] = []
    margin: list[Box] = []
    spoken: list[Spoken] = []
    for number, mark in enumerate(marks, first):
        boxes = merged(mark.boxes)
        place = Box(*moved(frame.to_user, boxes[0].as_tuple()))
        spoken.append(Spoken(number, mark.label, place))
        out.append(
            b"/Span <</MCID %d /ActualText %s>> BDC q"
            % (number, _text_string(text("redaction.spoken", label=mark.label)))
        )
        out += [_rectangle(box, frame, look) for box in boxes]
        out.append(_label(mark.label, boxes, frame, look, font, margin))
        out.append(b"Q EMC")
    return b"\n".join(out), tuple(spoken)


def merged(boxes: Sequence[Box]) -> tuple[Box, ...]:
    """Boxes of one redaction, those that continue one another along a line made one.

    The result covers what the boxes cover, give or take a point: never a word that stays.
    """
    result: list[Box] = []
    for box in sorted(boxes, key=lambda b: (b.y0, b.x0)):
        for index, other in enumerate(result):
            if _continues(box, other):
                result[index] = other.union(box)
                break
        else:
            result.append(box)
    return tuple(result)


def _continues(box: Box, other: Box) -> bool:
    rows = abs(box.y0 - other.y0) <= _SAME and abs(box.y1 - other.y1) <= _SAME
    columns = abs(box.x0 - other.x0) <= _SAME and abs(box.x1 - other.x1) <= _SAME
    meets_across = box.x0 <= other.x1 + _JOIN and other.x0 <= box.x1 + _JOIN
    meets_down = box.y0 <= other.y1 + _JOIN and other.y0 <= box.y1 + _JOIN
    return (rows and meets_across) or (columns and meets_down)


def _gap_width(share: float, least: float, label: str, size: float) -> float:
    """Width of a gap for a label at a size of the text around it, in whole points."""
    printed = max(share * size, least)
    return math.ceil(LabelFont().width(label) * printed / _ROOM_ALONG + 1.5)


GAP_WIDTHS = (
    functools.partial(_gap_width, 0.75, _READABLE),
    functools.partial(_gap_width, 0.0, _READABLE),
)
"""Widths of the gaps of a page, the first that fits everywhere: the label at three quarters of the
size of the text, or as small as it can be read."""


def _text_string(text: str) -> bytes:
    return b"<" + (b"\xfe\xff" + text.encode("utf-16-be")).hex().upper().encode() + b">"


def _rectangle(box: Box, frame: PageFrame, look: _Look) -> bytes:
    inset = 0.25 if look.frame is not None else 0.0
    x0, y0, x1, y1 = bounds(apply(frame.to_user, *c) for c in corners(box.as_tuple()))
    area = (x0 + inset, y0 + inset, max(x1 - x0 - 2 * inset, 0), max(y1 - y0 - 2 * inset, 0))
    numbers = b" ".join(map(number_text, area))
    fill = number_text(look.fill) + b" g "
    if look.frame is None:
        return fill + numbers + b" re f"
    return fill + number_text(look.frame) + b" G 0.5 w " + numbers + b" re B"


def _label(
    label: str, boxes: Sequence[Box], frame: PageFrame, look: _Look, font: LabelFont,
    margin: list[Box],
) -> bytes:  # fmt: skip
    width = font.width(label)
    sizes = [_fitting(box, width, frame) for box in boxes]
    best = max(range(len(boxes)), key=lambda i: (sizes[i], boxes[i].area))
    if sizes[best] < _READABLE:
        place = _free_margin(boxes[best], width * _READABLE, frame, margin)
        if place is not None:
            margin.append(place)
            return _printed(label, place, _READABLE, width, 0.0, frame, font)
    return _printed(label, boxes[best], max(sizes[best], 0.2), width, look.text, frame, font)


def _lies_across(box: Box, frame: PageFrame) -> bool:
    """Whether the label has to run along the box's height, seen on the unrotated page."""
    turned = frame.rotation in (Rotation.RIGHT, Rotation.LEFT)
    return box.height * 1.5 > box.width if turned else box.height > 1.5 * box.width


def _fitting(box: Box, width: float, frame: PageFrame) -> float:
    along, across = box.width, box.height
    if _lies_across(box, frame):
        along, across = across, along
    return min(_LARGEST, _ROOM_ALONG * along / max(width, 0.1), _ROOM_ACROSS * across)


def _printed(
    label: str, box: Box, size: float, width: float, grey: float, frame: PageFrame,
    font: LabelFont,
) -> bytes:  # fmt: skip
    """The label in the middle of the box, as seen; along the box if it is high."""
    x, y = apply(frame.to_user, *box.centre)
    cos, sin = _direction(box, frame)
    back, down = width * size / 2, _CAP_HEIGHT * size / 2
    start = (x - cos * back + sin * down, y - sin * back - cos * down)
    matrix = b" ".join(map(number_text, (cos, sin, -sin, cos, *start)))
    return (
        number_text(grey) + b" g BT " + LABEL_RESOURCE + b" " + number_text(size) + b" Tf "
        + matrix + b" Tm " + font.encode(label) + b" Tj ET"
    )  # fmt: skip


def _direction(box: Box, frame: PageFrame) -> tuple[float, float]:
    """Direction of writing in user space, as cosine and sine."""
    upright = {
        Rotation.NONE: (1.0, 0.0),
        Rotation.RIGHT: (0.0, 1.0),
        Rotation.HALF: (-1.0, 0.0),
        Rotation.LEFT: (0.0, -1.0),
    }[frame.rotation]
    runs_up = upright[0] == 0
    if _lies_across(box, frame) == runs_up:
        return upright
    return (1.0, 0.0) if runs_up else (0.0, 1.0)


def _free_margin(box: Box, length: float, frame: PageFrame, taken: Sequence[Box]) -> Box | None:
    """A free place near the right or left edge of an unturned page, as near in height as can be."""
    if frame.rotation is not Rotation.NONE:
        return None
    high = _READABLE * 1.2
    used = [*frame.occupied, *taken]
    spots: list[Callable[[float], Box]] = [
        lambda y: Box(frame.width - _MARGIN_GAP - length, y, frame.width - _MARGIN_GAP, y + high),
        lambda y: Box(_MARGIN_GAP, y, _MARGIN_GAP + length, y + high),
    ]
    if length + 2 * _MARGIN_GAP > frame.width:
        return None
    for step in range(6):
        for sign in (1, -1):
            y = box.centre[1] - high / 2 + sign * step * high
            if not 0 <= y <= frame.height - high:
                continue
            for spot in spots:
                place = spot(y)
                if not any(place.intersects(other) for other in used):
                    return place
    return None
