"""Paragraphs, and labels with what they say, set from the top of a page downwards, with tags."""

from __future__ import annotations

from dataclasses import dataclass, field

from woo_desk.pdf.own_pages import Mark, OwnPages
from woo_desk.pdf.typeset import Typesetter, rectangle

_OF_ROW = b"<</O /Table /Scope /Row>>"


@dataclass(slots=True)
class Flow:
    """What is put on pages of ours, one thing below the other.

    Attributes:
        pages: are filled.
        setter: sets the words.
        margin: on all sides, in points.
        label: width of the column with labels, in points.
        y: where the next thing begins, in points from the foot of the page.
        kids: numbers of the elements so far.
    """

    pages: OwnPages
    setter: Typesetter
    margin: float
    label: float
    y: float = 0.0
    kids: list[int] = field(default_factory=list)
    _parent: int = 0
    _table: int = 0
    _rows: list[int] = field(default_factory=list)
    _scope: int = 0

    def __post_init__(self) -> None:
        self._parent = self.pages.pdf.file.reserve()
        self.y = self._top

    @property
    def room(self) -> float:
        """Width between the margins."""
        return self.pages.size[0] - 2 * self.margin

    @property
    def _top(self) -> float:
        return self.pages.size[1] - self.margin

    def down(self, points: float, keep: float = 0.0) -> None:
        """Leave room; go to the next page when less than `keep` is left then."""
        self.y -= points
        if self.y - keep < self.margin:
            self._turn()

    def rule(self, below: float, thickness: float, grey: float) -> None:
        """Draw a line over the whole width."""
        y = self.y - below
        self.pages.under(rectangle(self.margin, y, self.room, thickness, grey))

    def paragraph(self, kind: bytes, words: str, size: float, leading: float) -> None:
        """Set a paragraph or heading; `kind` is that of its element ("P", "H1")."""
        self._end_table()
        lines = [*self.setter.lines(words, self.room, size)]
        number, marks = self.pages.pdf.file.reserve(), list[Mark]()
        while lines:
            fits = self._fitting(leading)
            shown = self.setter.block(lines[:fits], self.margin, self.y - leading, size, leading)
            marks.append(self.pages.text(number, kind, shown))
            self.y -= leading * len(lines[:fits])
            lines = lines[fits:]
        self.kids.append(self.pages.element(kind, self._parent, marks, number=number))

    def pair(self, label: str, said: str, size: float, leading: float) -> None:
        """Set a label and what it says: one row of a table for who has it read aloud."""
        file, pages = self.pages.pdf.file, self.pages
        if not self._table:
            self._table = file.reserve()
            self._scope = self._scope or file.add(_OF_ROW)
        left = [*self.setter.lines(label, self.label - 8, size)]
        right = [*self.setter.lines(said, self.room - self.label, size)]
        row = file.reserve(3)
        marks: tuple[list[Mark], list[Mark]] = ([], [])
        while left or right:
            fits = self._fitting(leading)
            used = max(len(left[:fits]), len(right[:fits]))
            for n, (lines, x) in enumerate(((left, 0.0), (right, self.label))):
                if lines:
                    at = self.margin + x, self.y - leading
                    shown = self.setter.block(lines[:fits], *at, size, leading)
                    marks[n].append(pages.text(row + 1 + n, b"TD" if n else b"TH", shown))
            self.y -= leading * used
            left, right = left[fits:], right[fits:]
        scope = b" /A %d 0 R" % self._scope
        pages.element(b"TH", row, marks[0], attributes=scope, number=row + 1)
        pages.element(b"TD", row, marks[1], number=row + 2)
        kids = row + 1, row + 2
        self._rows.append(pages.element(b"TR", self._table, kids=kids, number=row))

    def finish(self) -> None:
        """Put all of it in the document, as one part."""
        self._end_table()
        pdf = self.pages.pdf
        pdf.add_part(self.pages.element(b"Part", pdf.document, kids=self.kids, number=self._parent))

    def _fitting(self, leading: float) -> int:
        """How many lines there is room for, on the next page when on this one is none."""
        if self.y - leading < self.margin:
            self._turn()
        return max(int((self.y - self.margin) / leading), 1)

    def _turn(self) -> None:
        self.pages.turn()
        self.y = self._top

    def _end_table(self) -> None:
        if self._table:
            table = self.pages.element(b"Table", self._parent, kids=self._rows, number=self._table)
            self.kids.append(table)
            self._table, self._rows = 0, []
