"""The manual as one PDF: its HTML pages one after another, with a list of contents beside them.

Each paragraph, list and cell is laid out by itself and put where there is room. WHY: MuPDF's own
breaking of tables over sheets loses rows below the edge, and never ends when a row comes to stand
exactly at it (1.28; the page of messages did both).
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Sequence
from pathlib import Path

import pymupdf
from lxml import etree
from lxml import html as lxml_html

_PAPER = pymupdf.paper_rect("a4")
_FRAME = pymupdf.Rect(56, 56, _PAPER.width - 56, _PAPER.height - 62)
_STYLE = """
@page { margin: 0; }
body { margin: 0; font-family: sans-serif; font-size: 10pt; line-height: 1.35; }
p, h1, h2, ul, ol, pre { margin-top: 0; margin-bottom: 0; }
h1 { font-size: 18pt; } h2 { font-size: 13pt; }
li { margin-bottom: 3pt; }
code, pre { font-family: monospace; font-size: 9pt; }
"""
_GAP, _HEADING_GAP, _CELL_GAP = 7.0, 12.0, 3.0
"""Points: after a paragraph, before a heading, around the words of a cell."""
_WITH_HEADING = 90.0
"""Points that have to be left on a sheet for a heading to begin there."""
_NUMBER_SIZE = 9
_FIRST = "index.html"
_LEAST_SHARE, _MOST_CHARACTERS = 0.16, 60
"""Of a column: of the width, and what it asks for at most."""


def write_manual(pages: Sequence[Path], output: Path) -> int:
    """Write the manual; gives its number of sheets.

    Args:
        pages: HTML pages in their order; pictures lie in folders beside them.
        output: the PDF.

    Raises:
        OSError: a page cannot be read or the output cannot be written.
    """
    contents: list[list[object]] = []
    sheets = _Sheets(pages[0].parent)
    for page in pages:
        root = lxml_html.document_fromstring(page.read_text("utf-8"))
        sheets.turn()
        contents.append([1, root.findtext("head/title") or page.stem, sheets.count])
        for element in root.iterfind("body/*"):
            _put(sheets, element)
    with contextlib.closing(sheets.finished()) as whole:
        for number, sheet in enumerate(whole, 1):
            spot = pymupdf.Point(_PAPER.width - 80, _PAPER.height - 34)
            sheet.insert_text(spot, f"{number} / {len(whole)}", fontsize=_NUMBER_SIZE)
        whole.set_toc(contents)
        whole.set_metadata({"title": str(contents[0][1])})
        whole.subset_fonts()
        output.write_bytes(whole.tobytes(garbage=3, deflate=True, use_objstms=True))
        return len(whole)


def _put(sheets: _Sheets, element: etree._Element) -> None:
    """One element of a page's body. Links become plain words: they lead to pages, not to sheets."""
    links = list(element.iter("a"))
    if [link.get("href") for link in links] == [_FIRST] and _words(element) == links[0].text:
        return  # the way back to the contents
    for link in links:
        link.tag = "span"
    if element.tag == "table":
        rows = [list(row) for row in element.iter("tr")]
        shares = _shares(rows)
        for row in rows:
            sheets.row([_inside(cell) for cell in row], shares)
        sheets.space(_GAP)
        return
    if element.tag in ("h1", "h2"):
        sheets.begin_part()
    sheets.block(etree.tostring(element, encoding="unicode", method="html", with_tail=False))


def _inside(cell: etree._Element) -> str:
    words = etree.tostring(cell, encoding="unicode", method="html", with_tail=False)
    words = words[words.index(">") + 1 : words.rindex("</")]
    return f"<div><b>{words}</b></div>" if cell.tag == "th" else f"<div>{words}</div>"


def _words(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def _shares(rows: Sequence[Sequence[etree._Element]]) -> list[float]:
    """Which part of the width each column gets, by its longest cell."""
    count = max(map(len, rows), default=1)
    lengths = [
        max(min(len(_words(row[n])), _MOST_CHARACTERS) for row in rows if n < len(row))
        for n in range(count)
    ]
    raised = [max(length / sum(lengths), _LEAST_SHARE) for length in lengths]
    return [share / sum(raised) for share in raised]


class _Sheets:
    """Sheets of paper that are filled from top to bottom."""

    def __init__(self, folder: Path) -> None:
        self._archive = pymupdf.Archive(str(folder))
        self._bytes = io.BytesIO()
        self._writer = pymupdf.DocumentWriter(self._bytes)
        self._device: pymupdf.Device | None = None
        self._lines: list[tuple[int, float]] = []
        self._y = 0.0
        self.count = 0

    def turn(self) -> None:
        """Begin a new sheet."""
        self._end_sheet()
        self._device = self._writer.begin_page(_PAPER)
        self.count += 1
        self._y = _FRAME.y0

    def space(self, points: float) -> None:
        """Leave room."""
        self._y += points

    def begin_part(self) -> None:
        """A heading follows: not at the foot of a sheet."""
        if self._y > _FRAME.y0:
            self._y += _HEADING_GAP
        if _FRAME.y1 - self._y < _WITH_HEADING:
            self.turn()

    def block(self, words: str) -> None:
        """Something as wide as the sheet; what is longer than a sheet goes on on the next."""
        story = self._story(words)
        room = pymupdf.Rect(_FRAME.x0, self._y, _FRAME.x1, _FRAME.y1)
        more, filled = story.place(room)
        if more and self._y > _FRAME.y0:
            story.reset()
            self.turn()
            more, filled = story.place(_FRAME)
        story.draw(self._device)
        while more:
            self.turn()
            more, filled = story.place(_FRAME)
            story.draw(self._device)
        self._y = filled[3] + _GAP

    def row(self, cells: Sequence[str], shares: Sequence[float]) -> None:
        """Cells beside one another, with a line under them; always whole on one sheet."""
        stories = [self._story(words) for words in cells]
        bottom = self._place(stories, shares)
        if bottom > _FRAME.y1:
            for story in stories:
                story.reset()
            self.turn()
            bottom = self._place(stories, shares)
        for story in stories:
            story.draw(self._device)
        self._y = bottom + _CELL_GAP
        self._lines.append((self.count - 1, self._y))

    def finished(self) -> pymupdf.Document:
        """Every sheet, with the lines of the tables."""
        self._end_sheet()
        self._writer.close()
        whole = pymupdf.open("pdf", self._bytes.getvalue())
        for number, y in self._lines:
            ends = pymupdf.Point(_FRAME.x0, y), pymupdf.Point(_FRAME.x1, y)
            whole[number].draw_line(*ends, color=(0.7, 0.7, 0.7), width=0.5)
        return whole

    def _place(self, stories: Sequence[pymupdf.Story], shares: Sequence[float]) -> float:
        """Lay cells out from here; gives where the deepest ends, beyond the sheet if need be."""
        left, bottoms = _FRAME.x0, [self._y]
        for story, share in zip(stories, shares, strict=False):
            right = left + share * _FRAME.width
            top = self._y + _CELL_GAP
            # WHY twice the sheet: to see how deep the cell is, where it does not fit.
            _more, filled = story.place(pymupdf.Rect(left, top, right - 8, top + _PAPER.height * 2))
            bottoms.append(filled[3])
            left = right
        return max(bottoms)

    def _story(self, words: str) -> pymupdf.Story:
        return pymupdf.Story(words, user_css=_STYLE, archive=self._archive)

    def _end_sheet(self) -> None:
        if self._device is not None:
            self._writer.end_page()
            self._device = None
