"""The boxes that are seen, with the ground printed in them, as one stream on top of the page.

Each redaction is one marked-content sequence `/Span <</ActualText (gelakt: 5.1.2e)>>`, so a screen
reader says what was done instead of reading the label letter by letter.

A label that does not fit in any box of its redaction is printed as a letter there, and a legend
where the page is empty says what the letter stands for. Where not even a letter fits, or the page
is full, the label goes to the free margin at the same height. Where that cannot be either it is
printed in the box as small as need be, and the page is named: it is never left out, nor silently
too small.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from woo_desk.domain.export import BoxStyle, Mark
from woo_desk.domain.geometry import Box, Rotation
from woo_desk.pdf.label_room import Room, RoomOf
from woo_desk.pdf.legend import Entry, code_for, legend_places
from woo_desk.pdf.matrix import Matrix, apply, bounds, corners, moved
from woo_desk.pdf.own_font import LabelFont
from woo_desk.pdf.tags import Spoken
from woo_desk.pdf.tokens import number_text
from woo_desk.texts import text

LABEL_RESOURCE = b"/Label"
_LARGEST, _READABLE, _LEGIBLE, _READABLE_CODE = 11.0, 6.0, 5.5, 4.5
"""Font sizes in points: the largest used, that of a label beside its box, the smallest of one in it
that can be read at normal zoom, and of a single letter."""
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
    look: RoomOf
    """Looks where nothing is printed; only asked when a label does not fit."""


@dataclass(slots=True)
class BoxLayer:
    """The boxes of one page as they are drawn.

    Attributes:
        content: the stream that draws them.
        spoken: its numbered pieces.
        has_unreadable: some label is too small to be read, and stands nowhere else.
        beside: what is printed beside the boxes, in page space.
    """

    content: bytes = b""
    spoken: tuple[Spoken, ...] = ()
    has_unreadable: bool = False
    beside: tuple[Box, ...] = ()


def box_layer(
    marks: Sequence[Mark], frame: PageFrame, style: BoxStyle, font: LabelFont, first: int = 0
) -> BoxLayer:
    """The boxes of one page.

    Args:
        marks: of the page.
        frame: the page.
        style: of the boxes.
        font: of the labels.
        first: number of the first piece.
    """
    look = _LOOKS[style]
    parts = [merged(mark.boxes) for mark in marks]
    shown = _Labels(frame, font)
    shown.settle([mark.label for mark in marks], parts)
    out: list[bytes] = []
    spoken: list[Spoken] = []
    for number, (mark, boxes, print_) in enumerate(
        zip(marks, parts, shown.prints, strict=True), first
    ):
        place = Box(*moved(frame.to_user, boxes[0].as_tuple()))
        spoken.append(Spoken(number, mark.label, place))
        out.append(
            b"/Span <</MCID %d /ActualText %s>> BDC q"
            % (number, _text_string(text("redaction.spoken", label=mark.label)))
        )
        out += [_rectangle(box, frame, look) for box in boxes]
        out.append(_printed(print_, look.text if print_.is_inside else 0.0, frame, font))
        out.append(b"Q EMC")
    if shown.legend:
        # WHY an artifact: who cannot see the page is told each ground at its box.
        out.append(b"/Artifact BMC q")
        out += [_printed(line, 0.0, frame, font) for line in shown.legend]
        out.append(b"Q EMC")
    beside = tuple(each.box for each in (*shown.prints, *shown.legend) if not each.is_inside)
    return BoxLayer(b"\n".join(out), tuple(spoken), shown.has_unreadable, beside)


@dataclass(frozen=True, slots=True)
class _Print:
    """Words and where they are printed."""

    words: str
    box: Box
    size: float
    is_inside: bool
    """In a box of the redaction, not beside it."""


@dataclass(slots=True)
class _Labels:
    """What is printed for each redaction of a page, and where."""

    frame: PageFrame
    font: LabelFont
    prints: list[_Print] = field(default_factory=list)
    legend: list[_Print] = field(default_factory=list)
    has_unreadable: bool = False

    def settle(self, labels: Sequence[str], parts: Sequence[Sequence[Box]]) -> None:
        """Work it out for the redactions of a page, given by label and boxes."""
        whole = [self._best(*each) for each in zip(labels, parts, strict=True)]
        if all(best.size >= _LEGIBLE for best in whole):
            self.prints = whole
            return
        room = self.frame.look()
        room.taken += [box for boxes in parts for box in boxes]
        codes = self._codes(labels, whole, parts, room)
        for label, best, boxes in zip(labels, whole, parts, strict=True):
            self.prints.append(self._one(best, self._coded(codes, label, boxes), room))

    def _codes(
        self, labels: Sequence[str], whole: Sequence[_Print], parts: Sequence[Sequence[Box]],
        room: Room,
    ) -> dict[str, str]:  # fmt: skip
        """A letter for each label that only fits as one; none where there is no room to say it."""
        codes: dict[str, str] = {}
        for label, best, boxes in zip(labels, whole, parts, strict=True):
            code = codes.get(label) or code_for(len(codes))
            if best.size < _LEGIBLE and self._best(code, boxes).size >= _READABLE_CODE:
                codes[label] = code
        entries = [Entry.of(code, label, self.font, _READABLE) for label, code in codes.items()]
        frame = self.frame
        places = room.first_free(
            legend_places(entries, (frame.width, frame.height), frame.rotation)
        )  # fmt: skip
        if places is None:
            return {}
        self.legend = [
            _Print(entry.words, place, _READABLE, is_inside=False)
            for entry, place in zip(entries, places, strict=True)
        ]
        return codes

    def _coded(self, codes: dict[str, str], label: str, boxes: Sequence[Box]) -> _Print | None:
        best = self._best(codes[label], boxes) if label in codes else None
        return best if best is not None and best.size >= _READABLE_CODE else None

    def _one(self, best: _Print, coded: _Print | None, room: Room) -> _Print:
        if best.size >= _LEGIBLE:
            return best
        if coded is not None:
            return coded
        width = self.font.width(best.words)
        place = _free_margin(best.box, width * _READABLE, self.frame, room)
        if place is not None:
            return _Print(best.words, place, _READABLE, is_inside=False)
        self.has_unreadable = True
        return best

    def _best(self, words: str, boxes: Sequence[Box]) -> _Print:
        """The words in the box of a redaction that has most room for them."""
        width = self.font.width(words)
        sizes = [_fitting(box, width, self.frame) for box in boxes]
        best = max(range(len(boxes)), key=lambda i: (sizes[i], boxes[i].area))
        return _Print(words, boxes[best], max(sizes[best], 0.2), is_inside=True)


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


def _lies_across(box: Box, frame: PageFrame) -> bool:
    """Whether the label has to run along the box's height, seen on the unrotated page."""
    turned = frame.rotation in (Rotation.RIGHT, Rotation.LEFT)
    return box.height * 1.5 > box.width if turned else box.height > 1.5 * box.width


def _fitting(box: Box, width: float, frame: PageFrame) -> float:
    along, across = box.width, box.height
    if _lies_across(box, frame):
        along, across = across, along
    return min(_LARGEST, _ROOM_ALONG * along / max(width, 0.1), _ROOM_ACROSS * across)


def _printed(print_: _Print, grey: float, frame: PageFrame, font: LabelFont) -> bytes:
    """The words in the middle of their box, as seen; along the box if it is high."""
    size, width = print_.size, font.width(print_.words)
    x, y = apply(frame.to_user, *print_.box.centre)
    cos, sin = _direction(print_.box, frame)
    back, down = width * size / 2, _CAP_HEIGHT * size / 2
    start = (x - cos * back + sin * down, y - sin * back - cos * down)
    matrix = b" ".join(map(number_text, (cos, sin, -sin, cos, *start)))
    return (
        number_text(grey) + b" g BT " + LABEL_RESOURCE + b" " + number_text(size) + b" Tf "
        + matrix + b" Tm " + font.encode(print_.words) + b" Tj ET"
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


def _free_margin(box: Box, length: float, frame: PageFrame, room: Room) -> Box | None:
    """A free place near the right or left edge of an unturned page, as near in height as can be."""
    if frame.rotation is not Rotation.NONE or length + 2 * _MARGIN_GAP > frame.width:
        return None
    high = _READABLE * 1.2
    right = frame.width - _MARGIN_GAP
    heights = [
        box.centre[1] - high / 2 + sign * step * high for step in range(6) for sign in (1, -1)
    ]
    places = [
        [Box(x0, y, x0 + length, y + high)] for y in heights for x0 in (right - length, _MARGIN_GAP)
    ]
    found = room.first_free(places)
    return None if found is None else found[0]
