"""The text of one page, each character with the box it is printed in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from woo_desk.domain.geometry import Box, Span, along


@dataclass(frozen=True, slots=True)
class Covered:
    """Words under boxes."""

    text: str = ""
    """Pieces that do not join are separated by an empty line."""
    spans: tuple[Span, ...] = ()
    """Where each piece stands in the text of the page."""


@dataclass(frozen=True, slots=True)
class TextMap:
    """Character offset <-> box, for one page. Derived: made anew from the prepared PDF.

    `text` has a newline at the end of each line and an empty line between blocks; ligatures are
    written out, so several characters may share one box. Characters that are not printed
    (line ends, the space between two words when the PDF has none) have no box.
    """

    page_index: int
    """0-based."""
    text: str
    corners: Sequence[float]
    """x0, y0, x1, y1 of each character in turn, in page space; x0 is NaN where there is no box.

    WHY flat: a page holds some 2,500 characters and a dossier thousands of pages; one Box object
    per character would cost more time than reading the page.
    """
    lines: Sequence[int]
    """One entry per character: 0-based number of the printed line that it stands on."""
    outlines: Sequence[Box] = ()
    """The box around each printed line, in page space, where they are known."""

    def __post_init__(self) -> None:
        if not len(self.text) == len(self.corners) / 4 == len(self.lines):
            msg = "text, corners and lines differ in length"
            raise ValueError(msg)

    def box_at(self, offset: int) -> Box | None:
        """The box of one character, None where nothing is printed."""
        x0, y0, x1, y1 = self.corners[4 * offset : 4 * offset + 4]
        return None if x0 != x0 else Box(x0, y0, x1, y1)  # only NaN differs from itself

    def boxes_of(self, span: Span) -> tuple[Box, ...]:
        """One box per printed line that the span covers, in reading order.

        Of a line that runs askew it is a row of boxes along it.
        """
        rows: list[list[Box]] = []
        last_line = -1
        for offset in range(span.start, min(span.end, len(self.text))):
            box = self.box_at(offset)
            if box is None:
                continue
            if self.lines[offset] == last_line:
                rows[-1].append(box)
            else:
                rows.append([box])
                last_line = self.lines[offset]
        return tuple(box for row in rows for box in along(row))

    def covered(self, boxes: Iterable[Box]) -> Covered:
        """The characters whose centre lies in one of the boxes."""
        spans = tuple(span for box in boxes for span in self._spans_in(box))
        return Covered("\n\n".join(self.text[s.start : s.end] for s in spans), spans)

    def covered_by(self, span: Span) -> Covered:
        """A stretch of the text."""
        return Covered(self.text[span.start : span.end], (span,))

    def _spans_in(self, box: Box) -> Iterator[Span]:
        """The characters whose centre lies in `box`; what does not join is a stretch of its own."""
        start = end = -1
        for offset in range(len(self.text) + 1):
            printed = self.box_at(offset) if offset < len(self.text) else None
            if printed is not None and box.contains(*printed.centre):
                start = offset if start < 0 else start
                end = offset + 1
            elif start >= 0 and (offset == len(self.text) or not self.text[offset].isspace()):
                piece = self.text[start:end]
                first = start + len(piece) - len(piece.lstrip())
                if piece.strip():
                    yield Span(first, first + len(piece.strip()))
                start = -1
