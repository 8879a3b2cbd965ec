"""Makes the PDF of a printout. Nothing is clipped: what is too long is broken.

Whether every word is there is for the caller to compare, with `printed_text`.
"""

from __future__ import annotations

import pymupdf

from woo_desk.domain.printout import Block, Kind, NewPage, Paragraph, Picture, Printout
from woo_desk.pdf.open import named_problems
from woo_desk.pdf.press_lines import Setter
from woo_desk.pdf.press_page import MARGIN, Sheets
from woo_desk.pdf.press_table import TableSetter

_SIZES = {Kind.BODY: 10.0, Kind.TITLE: 15.0, Kind.HEADING: 11.5, Kind.SMALL: 8.0}
_SPACE_BEFORE = {Kind.BODY: 0.0, Kind.TITLE: 0.0, Kind.HEADING: 8.0, Kind.SMALL: 0.0}
_SPACE_AFTER = {Kind.BODY: 4.0, Kind.TITLE: 8.0, Kind.HEADING: 4.0, Kind.SMALL: 2.0}
_LEADING = 1.28
_STEP = 16.0
"""Points of one step of indentation."""
_MAX_STEPS = 12
_A0 = (2380.0, 3365.0)
"""Points: no page is larger."""


def lay_out_printout(printout: Printout) -> bytes:
    """A PDF of A4 pages; pictures that fill a page have pages of their own size.

    Raises:
        LimitExceeded: more pages or different characters than a PDF may have here.
    """
    press = _Press()
    for block in printout.blocks:
        press.draw(block)
    return press.sheets.written()


class _Press:
    """Draws block after block."""

    def __init__(self) -> None:
        self.sheets = Sheets()
        self._setter = Setter()
        self._tables = TableSetter(self.sheets, self._setter)

    def draw(self, block: Block) -> None:
        match block:
            case Paragraph():
                self._draw_paragraph(block)
            case NewPage():
                self.sheets.turn(is_landscape=block.is_landscape)
            case Picture():
                self._draw_picture(block)
            case _:
                self.sheets.need(_LEADING * 30)
                self._tables.draw(block)

    def _draw_paragraph(self, paragraph: Paragraph) -> None:
        size = _SIZES[paragraph.kind]
        bold = paragraph.kind in (Kind.TITLE, Kind.HEADING)
        left = min(paragraph.indent, _MAX_STEPS) * _STEP
        leading = size * _LEADING
        lines = self._setter.lines(paragraph.runs, self.sheets.width - left, size, bold=bold)
        # WHY three lines: a heading should not stand alone at the foot of a page.
        self.sheets.need(leading * (3 if bold else 1))
        if not self.sheets.is_at_top:
            self.sheets.y += _SPACE_BEFORE[paragraph.kind]
        for line in lines:
            self.sheets.need(leading)
            if paragraph.is_hidden:
                self.sheets.draw_rule(MARGIN - 6, self.sheets.y, 0, leading)
            self.sheets.draw_line(line, MARGIN + left, self.sheets.y, size, bold=bold)
            self.sheets.y += leading
        self.sheets.y += _SPACE_AFTER[paragraph.kind]

    def _draw_picture(self, picture: Picture) -> None:
        width, height = (72 * side / picture.dpi for side in (picture.width, picture.height))
        if picture.fills_page:
            scale = min(1.0, _A0[1] / max(width, height), _A0[0] / min(width, height))
            size = (max(width * scale, 20.0), max(height * scale, 20.0))
            self.sheets.new_page(size)
            self.sheets.draw_picture(picture, 0, 0, *size)
            self.sheets.y = size[1]
            return
        self.sheets.need(1)
        highest = self.sheets.bottom - MARGIN - 1
        scale = min(1.0, self.sheets.width / width, highest / height)
        width, height = width * scale, height * scale
        self.sheets.need(height)
        self.sheets.draw_picture(picture, MARGIN, self.sheets.y, width, height)
        self.sheets.y += height + 6


def printed_text(pdf: bytes) -> str:
    """All text of a PDF in the order in which it was drawn, ligatures written out."""
    with named_problems(), pymupdf.open(stream=pdf, filetype="pdf") as document:
        return "\n".join(page.get_text("text", flags=0) for page in document)
