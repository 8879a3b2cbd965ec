"""Pages of our own with their tags: what is read, in the order of reading, and what is adornment.

Each piece of text is marked with the element that it belongs to (ISO 32000-1, 14.7.4); lines, fills
and page numbers are artifacts, which nobody has read aloud (14.8.2.2).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from woo_desk.pdf.growing_pdf import GrowingPdf, references
from woo_desk.pdf.page_number import FONT_RESOURCE as LINE_NAME
from woo_desk.pdf.typeset import FONT_RESOURCE as TEXT_NAME

Mark = tuple[int, int]
"""Number of a page object, and of a piece on that page."""


@dataclass(slots=True)
class OwnPages:
    """Pages of one size, filled piece by piece.

    Attributes:
        pdf: takes them.
        size: width and height in points.
    """

    pdf: GrowingPdf
    size: tuple[float, float]
    _page: int = 0
    _under: list[bytes] = field(default_factory=list)
    _parts: list[bytes] = field(default_factory=list)
    _owners: list[int] = field(default_factory=list)
    _feet: list[int] = field(default_factory=list)
    """Numbers of the streams with the foot of each page."""
    _resources: int = 0

    def text(self, element: int, kind: bytes, content: bytes) -> Mark:
        """Print something that is read; gives what the element has to name among its children.

        Args:
            element: number of the element that it belongs to.
            kind: its kind, as a name without slash.
            content: the operators.
        """
        mark = self.here, len(self._owners)
        self._owners.append(element)
        self._parts.append(b"/%s <</MCID %d>> BDC %bEMC\n" % (kind, mark[1], content))
        return mark

    def under(self, content: bytes) -> None:
        """Print a line or a fill below everything else of the page."""
        self._under.append(content)

    def repeated(self, content: bytes) -> None:
        """Print words that stand elsewhere to be read."""
        self._parts.append(
            b"/Artifact <</Type /Pagination /Subtype /Header>> BDC %bEMC\n" % content
        )

    @property
    def here(self) -> int:
        """Number of the page object that is being filled."""
        if not self._page:
            self._page = self.pdf.file.reserve()
        return self._page

    def turn(self) -> None:
        """Write the page, and go on on the next one."""
        file, number = self.pdf.file, self.here
        if not self._resources:
            self._resources = file.add(resources(self.pdf))
        parts = self._parts
        if self._under:
            parts = [b"/Artifact <</Type /Layout>> BDC\n", *self._under, b"EMC\n", *parts]
        content, foot = file.add_stream(b"".join(parts)), file.reserve()
        self._feet.append(foot)
        self.pdf.add_page(
            number,
            (0, 0, *self.size),
            b"/Resources %d 0 R /Contents [ %d 0 R %d 0 R ] /StructParents %d /Tabs /S"
            % (self._resources, content, foot, self.pdf.add_parents(self._owners)),
        )
        self._page, self._under, self._parts, self._owners = 0, [], [], []

    def finish(self, foot: Callable[[int, int], bytes]) -> int:
        """Write the last page and the foot of all; gives how many there are.

        Args:
            foot: gives the operators of the foot of a page, marked as such (see `footer`), by its
                number and how many there are.
        """
        self.turn()
        total = len(self._feet)
        for page, number in enumerate(self._feet, 1):
            self.pdf.file.put_packed(number, foot(page, total))
        return total

    # Elements -----------------------------------------------------------------------------------

    def element(
        self,
        kind: bytes,
        parent: int,
        marks: Sequence[Mark] = (),
        kids: Sequence[int] = (),
        attributes: bytes = b"",
        number: int = 0,
    ) -> int:
        """Write an element; gives its number.

        Args:
            kind: as a name without slash.
            parent: number of the element that it lies in.
            marks: pieces that belong to it, in order of reading.
            kids: numbers of the elements in it; none together with marks.
            attributes: further entries.
            number: that was reserved for it; 0 for a new one.
        """
        number = number or self.pdf.file.reserve()
        body = b"<</S /%s /P %d 0 R%b%b>>"
        self.pdf.file.put(number, body % (kind, parent, _kids(marks, kids), attributes))
        return number


def _kids(marks: Sequence[Mark], kids: Sequence[int]) -> bytes:
    if kids:
        return b" /K " + references(kids)
    if not marks:
        return b""
    first = marks[0][0]
    if len(marks) == 1:
        return b" /Pg %d 0 R /K %d" % marks[0]
    if all(page == first for page, _ in marks):
        return b" /Pg %d 0 R /K [ %s ]" % (first, b" ".join(b"%d" % mark for _, mark in marks))
    return b" /K [ %s ]" % b" ".join(b"<</Type /MCR /Pg %d 0 R /MCID %d>>" % mark for mark in marks)


def resources(pdf: GrowingPdf) -> bytes:
    """What pages of ours are printed with: one font, by the names that are used for it."""
    names = b" ".join(
        b"%b %d 0 R" % (name.encode(), pdf.font_number) for name in (TEXT_NAME, LINE_NAME)
    )
    return b"<< /Font << %b >> >>" % names


def footer(content: bytes) -> bytes:
    """What is printed at the foot of a page and is nothing to read."""
    return b"/Artifact <</Type /Pagination /Subtype /Footer>> BDC\n" + content + b"EMC\n"
