"""One volume of the bundle while it grows: pages of ours, and pages of other files with their tags.

A source is open only while its pages are carried. Its elements come under one part of the
document, its pages get the stamp of the bundle as an artifact, everything else of it stays behind.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
import pymupdf

from woo_desk.domain.geometry import Rotation
from woo_desk.errors import SourceError
from woo_desk.pdf.carrier import Carrier, parent_entries
from woo_desk.pdf.growing_pdf import GrowingPdf, references
from woo_desk.pdf.matrix import Rect
from woo_desk.pdf.objects_copy import copied
from woo_desk.pdf.page_number import FONT_RESOURCE, Sheet, head_lines, number_line
from woo_desk.pdf.pdfa import says_accessible
from woo_desk.pdf.typeset import Typesetter

_KEPT = ("/Rotate", "/UserUnit", "/Group")
"""Keys of a page that come along beside its area, content, resources and tags."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the bundle prints on a page."""

    foot: str
    """The line with the numbers."""
    head: tuple[str, ...] = ()
    """Which annex begins here; nothing on other pages."""


@dataclass(slots=True)
class Volume:
    """A volume that is being written.

    Attributes:
        pdf: the file.
        setter: of our own words.
        is_accessible: whether all that came in so far is.
    """

    pdf: GrowingPdf
    setter: Typesetter
    is_accessible: bool = True

    def add(
        self,
        path: str,
        stamp: Callable[[int], Stamp],
        expected: int | None = None,
        *,
        is_foot_free: bool = False,
    ) -> int:
        """Carry over all pages of a file; gives the number of its first page object.

        Args:
            path: of a file that we wrote.
            stamp: what is printed on a page, by its 0-based index.
            expected: how many pages it must have.
            is_foot_free: whether all its pages keep room for the line at their foot, as ours do.

        Raises:
            SourceError: it cannot be opened, or has other pages than expected.
        """
        with contextlib.closing(_Opened(path)) as opened:
            carrier = Carrier(
                self.pdf.file, opened.again(), self.pdf.next_parent, reopen=opened.again
            )
            if expected is not None and len(carrier.source.pages) != expected:
                raise SourceError("damaged")
            self.is_accessible = self.is_accessible and says_accessible(carrier.source)
            if is_foot_free:
                first = self._pages(carrier, None, stamp)
            else:
                with pymupdf.open(path, filetype="pdf") as rendered:
                    first = self._pages(carrier, rendered, stamp)
            self._tags(carrier)
            carrier.carry()
        return first

    def _pages(self, carrier: Carrier, rendered: Any, stamp: Callable[[int], Stamp]) -> int:
        """Carry the pages; gives the number of the first page object."""
        pages = [page.obj for page in carrier.source.pages]
        first = self.pdf.file.reserve(len(pages))
        for index, page in enumerate(pages):
            carrier.place(page, first + index)
        for index, page in enumerate(pages):
            seen = None if rendered is None else rendered[index]
            entries, area = self._page(page, seen, carrier, stamp(index))
            self.pdf.add_page(first + index, area, entries)
        return first

    def _page(
        self, page: pikepdf.Object, rendered: Any, carrier: Carrier, stamp: Stamp
    ) -> tuple[bytes, Rect]:
        """Entries of the page in the volume, and its area."""
        plain = pikepdf.Dictionary({key: page[key] for key in _KEPT if key in page})
        content, area = self._stamp(page, rendered, stamp)
        streams = [carrier.number(part) for part in _contents(page)]
        numbers = [*streams, self.pdf.file.add_stream(content)]
        entries = b"%b /Resources %b /Contents %b" % (
            _inside(carrier.body(plain)), self._resources(page, carrier), references(numbers)
        )  # fmt: skip
        links = page.get("/Annots", pikepdf.Array())
        if isinstance(links, pikepdf.Array) and len(links):
            entries += b" /Annots " + references([carrier.number(link) for link in links])
        if "/StructParents" in page:
            parents = carrier.first_parent + int(page.StructParents)
            entries += b" /StructParents %d /Tabs /S" % parents
        return entries, area

    def _resources(self, page: pikepdf.Object, carrier: Carrier) -> bytes:
        """What the page is shown with, our font added."""
        resources = copied(page.get("/Resources"))
        fonts = copied(resources.get("/Font"))
        for holder, key in ((resources, "/Font"), (fonts, FONT_RESOURCE)):
            if key in holder:
                del holder[key]
        return b"<< %b /Font << %b %b %d 0 R >> >>" % (
            _inside(carrier.body(resources)), _inside(carrier.body(fonts)),
            FONT_RESOURCE.encode(), self.pdf.font_number,
        )  # fmt: skip

    def _stamp(self, page: pikepdf.Object, rendered: Any, stamp: Stamp) -> tuple[bytes, Rect]:
        x0, y0, x1, y1 = (float(value) for value in page.MediaBox)
        sheet = Sheet(
            area=(x0, y0, x1, y1),
            rotation=Rotation.of(int(page.get("/Rotate", 0))),
            unit=float(page.get("/UserUnit", 1)),
        )
        font, is_headed = self.setter.font, bool(stamp.head)
        content, area = number_line(sheet, rendered, stamp.foot, font, is_head_taken=is_headed)
        if is_headed:
            head, higher = head_lines(sheet, rendered, stamp.head, font)
            (x0, y0, x1, y1), (x2, y2, x3, y3) = area, higher
            area = min(x0, x2), min(y0, y2), max(x1, x3), max(y1, y3)
            content += head
        return content, area

    def _tags(self, carrier: Carrier) -> None:
        """Bring the elements of a source under a part of the document."""
        root = carrier.source.Root.get("/StructTreeRoot")
        if not isinstance(root, pikepdf.Dictionary):
            return
        part = self.pdf.file.reserve()
        kids: Any = root.get("/K")
        elements: list[Any] = [*kids] if isinstance(kids, pikepdf.Array) else [kids]
        carrier.place(root, part)
        if len(elements) == 1 and elements[0].get("/S") == pikepdf.Name.Document:
            carrier.place(elements[0], part)
            entries = copied(elements[0])
            del entries.S, entries.P
            shown = _inside(carrier.body(entries))
        else:
            shown = b"/K " + references([carrier.number(element) for element in elements])
        self.pdf.file.put(part, b"<< %b /S /Part /P %d 0 R >>" % (shown, self.pdf.document))
        self.pdf.add_part(part)
        found = sorted(parent_entries(root.get("/ParentTree")), key=lambda entry: entry[0])
        for entry, value in found:
            number = (
                carrier.number(value) if value.is_indirect
                else self.pdf.file.add(carrier.body(value))
            )  # fmt: skip
            self.pdf.add_parent(carrier.first_parent + entry, number)


@dataclass(slots=True)
class _Opened:
    """A source that is opened anew now and then, so that little of it is in memory."""

    path: str
    _now: pikepdf.Pdf | None = None

    def again(self) -> pikepdf.Pdf:
        """The source, freshly open; SourceError when it is damaged."""
        self.close()
        try:
            self._now = pikepdf.open(self.path)
        except pikepdf.PdfError:
            raise SourceError("damaged") from None
        return self._now

    def close(self) -> None:
        """Let go of the source."""
        if self._now is not None:
            self._now.close()
            self._now = None


def _contents(page: pikepdf.Object) -> Iterator[pikepdf.Object]:
    contents: Any = page.get("/Contents")
    parts: list[Any] = [*contents] if isinstance(contents, pikepdf.Array) else [contents]
    yield from (part for part in parts if isinstance(part, pikepdf.Stream))


def _inside(body: bytes) -> bytes:
    """What stands between the brackets of a dictionary."""
    return body.removeprefix(b"<<").removesuffix(b">>").strip()
