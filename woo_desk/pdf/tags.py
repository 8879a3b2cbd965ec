"""Simple tags: paragraphs, pictures, boxes that say their ground; all the rest is artifact.

The content of a page is cut in pieces with a number each, in the order in which it is drawn; the
structure tree joins pieces to paragraphs by their place. Tags of the source do not survive
preparation. Source: ISO 32000-1, 14.6 to 14.8; ISO 14289-1, 7.1 to 7.3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pikepdf

from woo_desk.domain.geometry import Box
from woo_desk.pdf.matrix import Matrix
from woo_desk.texts import text

_LINES = (0.5, 1.75)
"""Distance of lines of one paragraph, in font sizes."""
_INDENT = 3.5
_SAME = 0.5
"""Points by which the baseline of pieces of one line may differ."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A numbered stretch of the content of one page."""

    number: int
    at: int
    """Where in the stream it stands."""
    is_figure: bool
    x: float = 0.0
    """Where its text begins, in PDF user space."""
    y: float = 0.0
    size: float = 0.0
    """Of its font as it is seen; 0 when that is not known."""


@dataclass(slots=True)
class Tagger:
    """Numbers the pieces of one page while its content is written."""

    pieces: list[Piece] = field(default_factory=list)
    _open: str = ""
    _line: tuple[float, float] = (0.0, 0.0)

    def text(self, at: int, x: float, y: float, size: float) -> list[bytes]:
        """What comes before text; nothing while its line goes on."""
        if self._open == "text" and abs(y - self._line[0]) < _SAME and size == self._line[1]:
            return []
        before = self.close()
        self._open, self._line = "text", (y, size)
        return before + self.piece(at, x, y, size)

    def piece(self, at: int, x: float, y: float, size: float) -> list[bytes]:
        """What begins a piece of text that is closed by who asked for it."""
        self.pieces.append(Piece(len(self.pieces), at, is_figure=False, x=x, y=y, size=size))
        return [b"/P", b"<</MCID %d>>" % self.pieces[-1].number, b"BDC"]

    def thing(self, at: int, target: pikepdf.Object, matrix: Matrix) -> list[bytes]:
        """What comes before a picture or a form, drawn by the matrix."""
        if str(target.get("/Subtype")) == "/Image":
            return self.figure(at)
        if "/Font" in target.get("/Resources", {}):
            return self.text(at, matrix[4], matrix[5], 0.0)
        return self.artifact()

    def figure(self, at: int) -> list[bytes]:
        """What comes before a picture."""
        before = self.close()
        self._open = "figure"
        self.pieces.append(Piece(len(self.pieces), at, is_figure=True))
        return [*before, b"/Figure", b"<</MCID %d>>" % self.pieces[-1].number, b"BDC"]

    def artifact(self) -> list[bytes]:
        """What comes before lines and fills."""
        if self._open == "artifact":
            return []
        before = self.close()
        self._open = "artifact"
        return [*before, b"/Artifact", b"BMC"]

    def close(self) -> list[bytes]:
        """What ends the piece that is open."""
        was_open, self._open = self._open, ""
        return [b"EMC"] if was_open else []


@dataclass(frozen=True, slots=True)
class Spoken:
    """A box as it is drawn: a piece of its own."""

    number: int
    label: str
    box: Box
    """In PDF user space."""


@dataclass(slots=True)
class _Paragraph:
    pieces: list[Piece | Spoken]
    last: Piece | None


class Structure:
    """The structure tree of one output file."""

    def __init__(self, target: pikepdf.Pdf) -> None:
        """Begin the tree of a file."""
        self._target = target
        self._document = target.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Document)
        )
        self._children: list[pikepdf.Object] = []
        self._parents: list[pikepdf.Object] = []

    def add_page(
        self,
        page: pikepdf.Object,
        pieces: Sequence[Piece],
        spoken: Sequence[Spoken],
        links: Sequence[pikepdf.Object] = (),
    ) -> None:
        """Add the paragraphs, pictures, boxes and links of a page that is in the file already."""
        owners: dict[int, pikepdf.Object] = {}
        for paragraph in _paragraphs(pieces, spoken):
            first = paragraph.pieces[0]
            is_figure = isinstance(first, Piece) and first.is_figure
            element = self._element("Figure" if is_figure else "P", self._document, page)
            if is_figure:
                element.Alt = pikepdf.String(text("redaction.figure"))
            kids = pikepdf.Array()
            for piece in paragraph.pieces:
                kid = self._kid(piece, element, page)
                owners[piece.number] = element if kid is None else kid
                kids.append(piece.number if kid is None else kid)
            element.K = kids
            self._children.append(element)
        page.StructParents = len(self._parents)
        page.Tabs = pikepdf.Name.S
        ordered = pikepdf.Array([owners[number] for number in sorted(owners)])
        self._parents.append(self._target.make_indirect(ordered))
        for link in links:
            self._add_link(page, link)

    def _add_link(self, page: pikepdf.Object, link: pikepdf.Object) -> None:
        """An element that holds nothing but the annotation (ISO 32000-1, 14.7.4.3)."""
        element = self._element("Link", self._document, page)
        element.K = pikepdf.Dictionary(Type=pikepdf.Name.OBJR, Obj=link, Pg=page)
        self._children.append(element)
        link.StructParent = len(self._parents)
        self._parents.append(element)

    def _element(self, kind: str, parent: pikepdf.Object, page: pikepdf.Object) -> pikepdf.Object:
        element = pikepdf.Dictionary(
            Type=pikepdf.Name.StructElem, S=pikepdf.Name(f"/{kind}"), P=parent, Pg=page
        )
        return self._target.make_indirect(element)

    def _kid(
        self, piece: Piece | Spoken, parent: pikepdf.Object, page: pikepdf.Object
    ) -> pikepdf.Object | None:
        if isinstance(piece, Piece):
            return None
        element = self._element("Span", parent, page)
        element.ActualText = pikepdf.String(text("redaction.spoken", label=piece.label))
        element.K = piece.number
        return element

    def finish(self) -> None:
        """Put the tree in the catalogue."""
        root = self._target.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot, K=self._document)
        )
        self._document.P = root
        self._document.K = pikepdf.Array(self._children)
        nums = pikepdf.Array()
        for number, parents in enumerate(self._parents):
            nums.append(number)
            nums.append(parents)
        root.ParentTree = self._target.make_indirect(pikepdf.Dictionary(Nums=nums))
        root.ParentTreeNextKey = len(self._parents)
        self._target.Root.StructTreeRoot = root
        self._target.Root.MarkInfo = pikepdf.Dictionary(Marked=True)


def _paragraphs(pieces: Sequence[Piece], spoken: Sequence[Spoken]) -> list[_Paragraph]:
    result: list[_Paragraph] = []
    for piece in sorted(pieces, key=lambda p: (p.at, p.number)):
        last = result[-1] if result else None
        if last is not None and last.last is not None and _continues(last.last, piece):
            last.pieces.append(piece)
            last.last = piece
        else:
            result.append(_Paragraph([piece], None if piece.is_figure else piece))
    for box in sorted(spoken, key=lambda s: (s.box.x0, -s.box.y0)):
        _put_in(result, box)
    return result


def _continues(last: Piece, piece: Piece) -> bool:
    if piece.is_figure or not (last.size and piece.size):
        return False
    down = last.y - piece.y
    if abs(down) < _SAME:
        return True
    return (
        abs(last.size - piece.size) < 0.1 * last.size
        and _LINES[0] * last.size < down < _LINES[1] * last.size
        and abs(last.x - piece.x) < _INDENT * last.size
    )


def _put_in(paragraphs: list[_Paragraph], box: Spoken) -> None:
    """Put a box behind the words that stand before it on its line; else by itself at the end."""
    best: tuple[float, _Paragraph, int] | None = None
    for paragraph in paragraphs:
        for place, piece in enumerate(paragraph.pieces):
            if isinstance(piece, Spoken):
                x, on_line = piece.box.x0, abs(piece.box.y0 - box.box.y0) < 2
            else:
                x, on_line = piece.x, bool(piece.size) and box.box.y0 <= piece.y <= box.box.y1
            if on_line and x <= box.box.x0 and (best is None or x >= best[0]):
                best = x, paragraph, place
    if best is None:
        paragraphs.append(_Paragraph([box], None))
    else:
        best[1].pieces.insert(best[2] + 1, box)
