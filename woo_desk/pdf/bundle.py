"""Joins redacted files into one bundle: cover, inventory, documents with a line on every page.

Pages are copied by reference and written straight to disk: the bundle is never held in memory.
The line with the numbers stands where the page is white: at the foot, else at the head. Where
neither is free the page is made higher by a strip, so that nothing of it is ever covered.

Pages before the first document are numbered i, ii, …: the inventory may grow in a later version,
and the numbers of the documents stay. Labels of pages say what is printed.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import pikepdf
import pymupdf

from woo_desk.domain.geometry import Rotation
from woo_desk.domain.ids import Sha256
from woo_desk.domain.table import Cover
from woo_desk.errors import SourceError, UsageError
from woo_desk.pdf.front import HEIGHT, WIDTH, cover_pages, note_page
from woo_desk.pdf.objects_copy import copied
from woo_desk.pdf.page_number import FONT_RESOURCE, Sheet, number_line
from woo_desk.pdf.pdfa import make_pdfa
from woo_desk.pdf.streams import make_stream
from woo_desk.pdf.typeset import FONT_RESOURCE as TEXT_RESOURCE
from woo_desk.pdf.typeset import Typesetter
from woo_desk.pdf.write import beside, save
from woo_desk.texts import text

_OPEN_FILES = 100
"""How many sources are open at a time; more are joined in steps."""
_KEPT = frozenset(
    ("/Type", "/MediaBox", "/Rotate", "/UserUnit", "/Resources", "/Contents", "/Group", "/Parent")
)
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Item(Protocol):
    """One part of the bundle; `usecases.requests_publication.BundleItem` is one."""

    @property
    def path(self) -> str:
        """Of the redacted PDF; "" for a page that only refers."""

    @property
    def printed_number(self) -> str:
        """Number of the document as it is printed."""

    @property
    def title(self) -> str:
        """Free of personal data; becomes the bookmark."""

    @property
    def annex(self) -> str:
        """Number of the annex as it is printed."""

    @property
    def first_page(self) -> int:
        """Number of its first page in the bundle, from 1."""

    @property
    def last_page(self) -> int:
        """Number of its last page in the bundle."""

    @property
    def note(self) -> tuple[str, ...]:
        """What the page says that stands for all its numbers, where there is no file."""


@dataclass(frozen=True, slots=True)
class Front:
    """What comes before the documents of a volume."""

    cover: Cover
    inventory_path: str = ""
    """PDF of the inventory list; "" for a volume without."""


@dataclass(frozen=True, slots=True)
class Bundled:
    """A volume that was written."""

    pages: int
    """In the file, with those before the documents."""
    front_pages: int
    sha256: Sha256
    bytes: int


def _silent(done: int, total: int) -> None:
    """Report to nobody."""


def build_bundle(
    items: Sequence[Item],
    title: str,
    output: Path,
    report: Callable[[int, int], None] = _silent,
    *,
    front: Front | None = None,
) -> Bundled:
    """Write one volume; the same files in the same order give the same bytes.

    Args:
        items: parts, in the order of the bundle; files are those that `redact_pdf` wrote.
        title: for the metadata; free of personal data.
        output: where to write; an existing file is replaced.
        report: is told how many parts are done, of how many; may raise to stop.
        front: cover and inventory; None for a bundle that begins with its first document.

    Raises:
        UsageError: there is nothing to join.
        SourceError: a file cannot be opened, or has other pages than its numbers say.
        OSError: the output cannot be written.
    """
    if not items:
        raise UsageError("bundle_empty")
    with beside(output) as temporary, tempfile.TemporaryDirectory(dir=output.parent) as folder:
        steps: list[Path] = []
        front_pages = 0
        if front is not None:
            steps.append(Path(folder) / "begin.pdf")
            front_pages = _write_front(front, steps[0])
        for start in range(0, len(items), _OPEN_FILES):
            steps.append(Path(folder) / f"{len(steps)}.pdf")
            for done in _join(items[start : start + _OPEN_FILES], steps[-1]):
                report(start + done, len(items))
        pages, written = _combine(steps, _Index(items, front, front_pages), title, temporary)
        return Bundled(pages, front_pages, written.sha256, written.bytes)


def _write_front(front: Front, path: Path) -> int:
    """Write cover and inventory with their own numbers; gives how many pages there are."""
    setter = Typesetter()
    with _Writer(path, setter) as writer:
        for content in cover_pages(front.cover, setter):
            writer.add_own(content, text("bundle.front_line", page=roman(writer.count + 1)))
        if front.inventory_path:
            with writer.source(front.inventory_path) as (source, rendered):
                for index, page in enumerate(source.pages):
                    line = text("bundle.front_line", page=roman(writer.count + 1))
                    writer.add(page, rendered[index], line)
        return writer.count


def _join(items: Sequence[Item], path: Path) -> Iterator[int]:
    """Write some parts to one intermediate file; tells how many are done."""
    setter = Typesetter()
    with _Writer(path, setter) as writer:
        for done, item in enumerate(items, 1):
            if item.path:
                _add_document(item, writer)
            else:
                writer.add_own(note_page(item.note, setter), _note_line(item))
            yield done


def _add_document(item: Item, writer: _Writer) -> None:
    with writer.source(item.path) as (source, rendered):
        count = len(source.pages)
        if count != item.last_page - item.first_page + 1:
            raise SourceError("damaged")
        for index, page in enumerate(source.pages):
            line = text(
                "bundle.line", number=item.printed_number, annex=item.annex, page=index + 1,
                pages=count, bundle=item.first_page + index,
            )  # fmt: skip
            writer.add(page, rendered[index], line)


def _note_line(item: Item) -> str:
    pages = span(item.first_page, item.last_page)
    return text("bundle.note_line", number=item.printed_number, annex=item.annex, bundle=pages)


def span(first: int, last: int) -> str:
    """One number, or two with a dash, as it is printed and as the label of the page says."""
    return str(first) if first == last else f"{first}-{last}"


def roman(number: int) -> str:
    """A number in small roman figures, as labels of pages write it (ISO 32000-1, 12.4.2)."""
    words = "c" * (number // 100) + ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc")[
        number % 100 // 10
    ]  # fmt: skip
    number %= 10
    for value, figure in _ROMAN[1:]:
        while number >= value:
            words, number = words + figure, number - value
    return words


@dataclass
class _Writer:
    """One file that grows page by page; sources stay open until it is written."""

    path: Path
    setter: Typesetter
    count: int = 0
    _target: pikepdf.Pdf = field(default_factory=pikepdf.new)
    _stack: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)

    def __enter__(self) -> _Writer:
        self._font = self._target.make_indirect(pikepdf.Dictionary())
        return self

    def __exit__(self, kind: object, *_error: object) -> None:
        with self._stack, self._target:
            if kind is None:
                self.setter.font.build(self._target, self._font)
                save(self._target, self.path)

    @contextlib.contextmanager
    def source(self, path: str) -> Iterator[tuple[pikepdf.Pdf, Any]]:
        """A file to copy pages from, and the same in PyMuPDF to see where a page is white."""
        try:
            source = self._stack.enter_context(pikepdf.open(path))
        except pikepdf.PdfError:
            raise SourceError("damaged") from None
        with pymupdf.open(path, filetype="pdf") as rendered:
            yield source, rendered

    def add(self, page: pikepdf.Page, rendered: Any, line: str) -> None:
        """Copy a page and print the line on it."""
        self._target.pages.append(page)
        copy = self._target.pages[-1].obj
        for key in [key for key in copy.keys() if key not in _KEPT]:  # noqa: SIM118
            del copy[key]
        x0, y0, x1, y1 = (float(value) for value in copy.MediaBox)
        sheet = Sheet(
            area=(x0, y0, x1, y1),
            rotation=Rotation.of(int(copy.get("/Rotate", 0))),
            unit=float(copy.get("/UserUnit", 1)),
        )
        content, area = number_line(sheet, rendered, line, self.setter.font)
        copy.MediaBox = pikepdf.Array([round(value, 4) for value in area])
        contents = copy.get("/Contents")
        streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        copy.Contents = pikepdf.Array([*streams, make_stream(self._target, content)])
        # WHY a copy: the pages of one file may share their resources, which would grow with each.
        resources = copied(copy.get("/Resources"))
        fonts = copied(resources.get("/Font"))
        fonts[FONT_RESOURCE] = self._font
        resources.Font = fonts
        copy.Resources = resources
        self.count += 1

    def add_own(self, content: bytes, line: str) -> None:
        """Add a page of ours with the line at its foot."""
        page = self._target.add_blank_page(page_size=(WIDTH, HEIGHT))
        sheet = Sheet((0, 0, WIDTH, HEIGHT), Rotation.NONE, 1.0)
        foot, _ = number_line(sheet, None, line, self.setter.font)
        page.obj.Contents = make_stream(self._target, content + foot)
        page.obj.Resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary({TEXT_RESOURCE: self._font, FONT_RESOURCE: self._font})
        )
        self.count += 1


@dataclass(frozen=True, slots=True)
class _Index:
    """Bookmarks and labels of a volume."""

    items: Sequence[Item]
    front: Front | None
    front_pages: int

    def bookmarks(self) -> Iterator[pikepdf.OutlineItem]:
        """One for the inventory, one for each part."""
        if self.front is not None and self.front.inventory_path:
            with pikepdf.open(self.front.inventory_path) as inventory:
                start = self.front_pages - len(inventory.pages)
            yield pikepdf.OutlineItem(text("inventory.sheet"), start)
        for item, sheet, _ in self._places():
            name = text(
                "bundle.bookmark", number=item.printed_number, annex=item.annex, title=item.title
            )
            yield pikepdf.OutlineItem(name.strip(), sheet)

    def labels(self) -> pikepdf.Dictionary:
        """Ranges of labels (ISO 32000-1, 12.4.2); each says what is printed on the page."""
        numbers = pikepdf.Array()
        if self.front_pages:
            numbers.append(0)
            numbers.append(pikepdf.Dictionary(S=pikepdf.Name.r, St=1))
        expected = 0
        for item, sheet, is_note in self._places():
            if is_note and item.last_page > item.first_page:
                words = span(item.first_page, item.last_page)
                label = pikepdf.Dictionary(P=pikepdf.String(words))
                expected = 0
            elif item.first_page == expected:
                expected = item.last_page + 1
                continue
            else:
                label = pikepdf.Dictionary(S=pikepdf.Name.D, St=item.first_page)
                expected = item.last_page + 1
            numbers.append(sheet)
            numbers.append(label)
        return pikepdf.Dictionary(Nums=numbers)

    def _places(self) -> Iterator[tuple[Item, int, bool]]:
        """Each part with the 0-based page of the file that it begins on."""
        sheet = self.front_pages
        for item in self.items:
            is_note = not item.path
            yield item, sheet, is_note
            sheet += 1 if is_note else item.last_page - item.first_page + 1


def _combine(
    steps: Sequence[Path], index: _Index, title: str, path: Path
) -> tuple[int, Any]:  # fmt: skip
    with pikepdf.new() as target, contextlib.ExitStack() as stack:
        for step in steps:
            target.pages.extend(stack.enter_context(pikepdf.open(step)).pages)
        with target.open_outline() as outline:
            outline.root.extend(index.bookmarks())
        target.Root.PageLabels = index.labels()
        target.Root.PageMode = pikepdf.Name.UseOutlines
        make_pdfa(target, title)
        return len(target.pages), save(target, path)
