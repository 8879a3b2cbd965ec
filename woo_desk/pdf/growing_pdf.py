"""A PDF with tags that is written while it grows: pages, elements, and at the end what joins them.

What is kept in memory is a few numbers for each page and element, never what they hold.
Source: ISO 32000-1, 7.7.3 (page tree), 14.7 (structure), 7.9.7 (number trees).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import pikepdf

from woo_desk.pdf.carrier import Carrier
from woo_desk.pdf.matrix import Rect
from woo_desk.pdf.object_file import ObjectFile
from woo_desk.pdf.own_font import LabelFont
from woo_desk.pdf.pdfa import make_pdfa
from woo_desk.pdf.tokens import number_text
from woo_desk.pdf.write import WrittenFile

_KIDS = 50
"""Children of one node of a tree."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """One entry of the list of contents."""

    title: str
    page: int
    """Number of the page object."""


class GrowingPdf:
    """One output of ours; left early, it stays unfinished.

    Attributes:
        file: takes the objects.
        document: number of the element that all others lie in.
        font: of everything that is printed by us.
        font_number: its number.
        pages: how many there are.
    """

    def __init__(self, path: Path, font: LabelFont) -> None:
        """Begin the file; OSError when that is not possible."""
        self.file = ObjectFile(path)
        self.font = font
        self.font_number = self.file.reserve()
        self.document = self.file.reserve()
        self.pages = 0
        self._tree = self.file.reserve()
        self._parts: list[int] = []
        self._nodes: list[tuple[int, int]] = []
        """Number of each lowest node of the page tree, with how many pages it has."""
        self._leaves: list[int] = []
        self._node = 0
        self._parents: list[tuple[int, int]] = []
        """Keys into the parent tree that are not written yet, with the number of what they give."""
        self._parent_nodes: list[tuple[int, int, int]] = []
        self._next_parent = 0

    def __enter__(self) -> GrowingPdf:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.file.__exit__(kind, error, trace)

    # Pages --------------------------------------------------------------------------------------

    def add_page(self, number: int, area: Rect, entries: bytes) -> None:
        """Add a page at the end, under a number that was reserved.

        Args:
            number: of the page object.
            area: its media box.
            entries: of its dictionary, beside type, parent and media box.
        """
        if not self._leaves:
            self._node = self.file.reserve()
        self._leaves.append(number)
        self.pages += 1
        box = b" ".join(map(number_text, area))
        self.file.put(
            number,
            b"<< /Type /Page /Parent %d 0 R /MediaBox [ %s ] %s >>" % (self._node, box, entries),
        )
        if len(self._leaves) == _KIDS:
            self._close_node()

    def _close_node(self) -> None:
        if not self._leaves:
            return
        self._nodes.append((self._node, len(self._leaves)))
        body = b"<< /Type /Pages /Parent %d 0 R /Count %d /Kids %s >>"
        self.file.put(self._node, body % (self._tree, len(self._leaves), references(self._leaves)))
        self._leaves = []

    # Structure ----------------------------------------------------------------------------------

    def add_part(self, number: int) -> None:
        """Tell of an element that lies directly in the document."""
        self._parts.append(number)

    def add_parents(self, owners: Sequence[int]) -> int:
        """Tell which element each marked piece of a page belongs to; gives the page's key."""
        return self.add_parent(self._next_parent, self.file.add(references(owners)))

    @property
    def next_parent(self) -> int:
        """The first key into the parent tree that is free."""
        return self._next_parent

    def add_parent(self, key: int, number: int) -> int:
        """Tell what a key gives; keys come in rising order."""
        self._parents.append((key, number))
        self._next_parent = key + 1
        if len(self._parents) == _KIDS:
            self._close_parents()
        return key

    def _close_parents(self) -> None:
        if not self._parents:
            return
        first, last = self._parents[0][0], self._parents[-1][0]
        pairs = b" ".join(b"%d %d 0 R" % pair for pair in self._parents)
        node = self.file.add(b"<< /Limits [ %d %d ] /Nums [ %s ] >>" % (first, last, pairs))
        self._parent_nodes.append((node, first, last))
        self._parents = []

    def _structure(self) -> bytes:
        """Entries of the catalogue."""
        root = self.file.reserve()
        self._close_parents()
        tree = self.file.add(
            b"<< /Kids %s >>" % references([node for node, _, _ in self._parent_nodes])
            if self._parent_nodes
            else b"<< /Nums [ ] >>"
        )
        self.file.put(
            self.document,
            b"<< /Type /StructElem /S /Document /P %d 0 R /K %s >>"
            % (root, references(self._parts)),
        )
        self.file.put(
            root,
            b"<< /Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %d >>"
            % (self.document, tree, self._next_parent),
        )
        return b"/StructTreeRoot %d 0 R /MarkInfo << /Marked true >>" % root

    # The end ------------------------------------------------------------------------------------

    def finish(
        self,
        title: str,
        *,
        is_accessible: bool,
        bookmarks: Sequence[Bookmark] = (),
        labels: pikepdf.Dictionary | None = None,
    ) -> WrittenFile:
        """Write what joins everything; the file is whole then.

        Args:
            title: neutral; free of personal data.
            is_accessible: whether all that is in it meets PDF/A-2a and PDF/UA-1.
            bookmarks: in order.
            labels: of the pages; see `pikepdf.Page.label`.
        """
        self._close_node()
        kids = references([node for node, _ in self._nodes])
        self.file.put(self._tree, b"<< /Type /Pages /Count %d /Kids %s >>" % (self.pages, kids))
        entries = [b"/Type /Catalog /Pages %d 0 R" % self._tree, self._structure()]
        if bookmarks:
            entries.append(b"/Outlines %d 0 R /PageMode /UseOutlines" % self._outline(bookmarks))
        if labels is not None:
            entries.append(b"/PageLabels " + labels.unparse())
        entries.append(self._common(title, is_accessible=is_accessible))
        return self.file.finish(self.file.add(b"<< " + b" ".join(entries) + b" >>"))

    def _common(self, title: str, *, is_accessible: bool) -> bytes:
        """The font, and what every output says of itself."""
        with pikepdf.new() as scratch:
            font = scratch.make_indirect(pikepdf.Dictionary())
            self.font.build(scratch, font)
            make_pdfa(scratch, title, is_accessible=is_accessible)
            carrier = Carrier(self.file, scratch)
            self.file.put(self.font_number, carrier.body(font))
            root = pikepdf.Dictionary(dict(scratch.Root.items()))
            del root.Type, root.Pages
            # WHY as it is: who looks into the file with no tool for PDF reads it (ISO 19005-2,
            # 6.6.2.1 leaves the choice).
            told = self.file.reserve()
            metadata = scratch.Root.Metadata.read_bytes().rstrip()
            self.file.put_stream(told, b"/Type /Metadata /Subtype /XML", metadata)
            carrier.place(scratch.Root.Metadata, told)
            body = carrier.body(root)
            carrier.carry()
        return body.removeprefix(b"<<").removesuffix(b">>").strip()

    def _outline(self, bookmarks: Sequence[Bookmark]) -> int:
        top = self.file.reserve()
        first = self.file.reserve(len(bookmarks))
        last = first + len(bookmarks) - 1
        for number, mark in enumerate(bookmarks, first):
            before = b" /Prev %d 0 R" % (number - 1) if number > first else b""
            after = b" /Next %d 0 R" % (number + 1) if number < last else b""
            self.file.put(
                number,
                b"<< /Title %s /Parent %d 0 R%s%s /Dest [ %d 0 R /Fit ] >>"
                % (pikepdf.String(mark.title).unparse(), top, before, after, mark.page),
            )
        body = b"<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count %d >>"
        self.file.put(top, body % (first, last, len(bookmarks)))
        return top


def references(numbers: Sequence[int]) -> bytes:
    """An array of references."""
    return b"[ " + b"".join(b"%d 0 R " % number for number in numbers) + b"]"
