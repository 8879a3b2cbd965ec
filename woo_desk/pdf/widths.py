"""Hides how wide the redacted words of one page were: every gap gets one width.

What a gap in a line tells is measured in `tests/benchmarks/width.py`. Where it cannot be hidden
(cells, forms, pictures, rows without room) the gap stays as it is and the page is reported.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from woo_desk.domain.export import Mark
from woo_desk.domain.geometry import Box
from woo_desk.pdf.drawn import drawn_things
from woo_desk.pdf.flow import CannotTell, DoesNotFit, Gaps, Setting, set_anew
from woo_desk.pdf.matrix import Rect
from woo_desk.pdf.page_text import Printed
from woo_desk.pdf.paragraphs import Layout, Paragraph
from woo_desk.pdf.rows import Row, Rows, read_rows

_CLEAR = 0.6
"""Room that is kept to a neighbour on the same row, in font sizes."""
_LINE_CLEAR = 2.0
"""Room that is kept to a drawn line beside the text, in points."""

WidthOf = Callable[[str, float], float]
"""Width of a gap for a label at a size of the text around it; the first choice comes first."""


@dataclass(frozen=True, slots=True)
class PageWidths:
    """What is done on one page to hide widths."""

    settings: tuple[Setting, ...] = ()
    marks: tuple[Mark, ...] = ()
    """The marks of the page as they are drawn."""
    is_complete: bool = True
    """False when the width of some gap can still be seen."""

    @property
    def regions(self) -> tuple[Box, ...]:
        """Where text was set anew."""
        return tuple(setting.region for setting in self.settings)


def hide_widths(
    page: Any,
    printed: Printed,
    marks: Sequence[Mark],
    size: tuple[float, float],
    choices: Sequence[WidthOf],
) -> PageWidths:
    """Work out how the page is set anew; changes nothing.

    Args:
        page: a PyMuPDF page, unturned; nothing has been taken out of it yet.
        printed: its text.
        marks: on this page.
        size: of the page, in points.
        choices: widths of gaps, tried one after the other for the page as a whole.
    """
    ordered = sorted(marks, key=lambda mark: not mark.hides_width)
    if not (ordered and ordered[0].hides_width):
        return PageWidths(marks=tuple(marks))
    rows = read_rows(printed, [mark.boxes for mark in ordered])
    things = [area for _, area in drawn_things(page)]
    best: _Attempt | None = None
    for choice in choices:
        attempt = _Attempt(ordered, rows, things, size, choice)
        attempt.run()
        if best is None or len(attempt.settings) > len(best.settings):
            best = attempt
        if not attempt.has_no_room:
            break
    return PageWidths(marks=tuple(marks)) if best is None else best.result()


class _Attempt:
    """One choice of width for one page."""

    def __init__(
        self, marks: Sequence[Mark], rows: Rows, things: Sequence[Rect],
        size: tuple[float, float], choice: WidthOf,
    ) -> None:  # fmt: skip
        self.settings: list[Setting] = []
        self.has_no_room = False
        self._is_complete = True
        self._marks = marks
        self._rows = rows
        self._things = things
        self._size = size
        self._layout = Layout(rows, size, [mark.hides_width for mark in marks].__getitem__)
        texts = sorted(row.size for row in rows.rows if self._layout.holds(row))
        text_size = texts[len(texts) // 2] if texts else 10.0
        widths = [choice(mark.label, text_size) if mark.hides_width else None for mark in marks]
        # WHY no methods of its own here: a ring would keep the text of every page until the end.
        self._gaps = Gaps([mark.boxes for mark in marks], widths.__getitem__)

    def run(self) -> None:
        """Set every paragraph with a hidden gap anew, where that can be done."""
        done: list[Row] = []
        for row in self._rows.rows:
            if not self._layout.holds(row) or any(row is other for other in done):
                continue
            paragraph = self._layout.paragraph(row)
            if paragraph is None or any(row is o for o in done for row in paragraph.rows):
                self._is_complete = False
                done.append(row)
                continue
            done += paragraph.rows
            self._is_complete = self._is_complete and not paragraph.is_cut
            try:
                self.settings.append(set_anew(paragraph, self._gaps, self._room(paragraph)))
            except CannotTell:
                self._is_complete = False
            except DoesNotFit:
                self._is_complete, self.has_no_room = False, True

    def _room(self, paragraph: Paragraph) -> float:
        """How far to the right the paragraph may reach.

        Raises:
            CannotTell: something lies in or under the rows.
        """
        right = paragraph.right
        for row in paragraph.rows:
            for other in self._rows.rows:
                if _side_by_side(row, other) and other not in paragraph.rows:
                    right = min(right, _beside(row, (other.x0, other.x1), _CLEAR * row.size))
            top, bottom = row.top, row.bottom
            for x0, y0, x1, y1 in (*self._things, *self._rows.others):
                if y0 >= bottom or y1 <= top or x1 <= row.x0 - 1:
                    continue
                if self._is_background((x0, y0, x1, y1), paragraph):
                    right = min(right, x1 - _LINE_CLEAR)
                else:
                    right = min(right, _beside(row, (x0, x1), _LINE_CLEAR))
        return right

    def _is_background(self, thing: Rect, paragraph: Paragraph) -> bool:
        return all(
            thing[0] <= row.x0 and row.x1 <= thing[2]
            and thing[1] <= row.top and row.bottom <= thing[3]
            for row in paragraph.rows
        )  # fmt: skip

    # --- what comes of it -----------------------------------------------------------------------

    def result(self) -> PageWidths:
        """The marks as they are drawn; a paragraph in which a box cannot be moved stays."""
        settings: list[Setting] = []
        complete = self._is_complete
        boxes = [list(mark.boxes) for mark in self._marks]
        for setting in self.settings:
            placed = [self._placed(setting, index, found) for index, found in enumerate(boxes)]
            if None in placed:
                complete = False
                continue
            boxes = [found for found in placed if found is not None]
            settings.append(setting)
        complete = complete and not any(
            mark.hides_width and set(mark.boxes) & set(found)
            for mark, found in zip(self._marks, boxes, strict=True)
        )
        marks = tuple(
            replace(mark, boxes=tuple(found))
            for mark, found in zip(self._marks, boxes, strict=True)
        )
        return PageWidths(tuple(settings), marks, complete)

    def _placed(self, setting: Setting, index: int, boxes: list[Box]) -> list[Box] | None:
        """Boxes of one mark when this paragraph is set; None when one would be left behind."""
        gone = [box for box in boxes if _lies_in(box, setting.region)]
        if not gone:
            return boxes
        new = [box for mark, box in setting.boxes if mark == index]
        if not new:  # the same words, marked twice
            twins = {
                other
                for other, mark in enumerate(self._marks)
                if all(any(_covers(whole, box) for whole in mark.boxes) for box in gone)
            }
            new = [box for mark, box in setting.boxes if mark in twins]
        return [box for box in boxes if box not in gone] + new if new else None


def _side_by_side(row: Row, other: Row) -> bool:
    return other.x1 > row.x0 and other.top < row.bottom and row.top < other.bottom


def _beside(row: Row, extent: tuple[float, float], clear: float) -> float:
    """Where a row has to end for what stands right of it."""
    if extent[0] < row.x1 - 0.5:
        raise CannotTell
    return extent[0] - clear


def _lies_in(box: Box, region: Box) -> bool:
    return box.overlap(region) > 0.3 * min(box.area, region.area)


def _covers(whole: Box, box: Box) -> bool:
    return whole.overlap(box) > 0.6 * box.area
