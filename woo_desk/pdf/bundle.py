"""Joins redacted files into one bundle: cover, inventory, documents with a line on every page.

The bundle grows on disk and is never held in memory; one document is open at a time. Tags of the
documents stay: each is a part of one structure tree (ISO 32000-1, 14.7).
The line with the numbers stands where the page is white: at the foot, else at the head. Where
neither is free the page is made higher by a strip, so that nothing of it is ever covered.

Pages before the first document are numbered i, ii, …: the inventory may grow in a later version,
and the numbers of the documents stay. Labels of pages say what is printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pikepdf

from woo_desk.domain.geometry import Rotation
from woo_desk.domain.ids import Sha256
from woo_desk.domain.table import Cover
from woo_desk.errors import UsageError
from woo_desk.pdf.bundle_volume import Stamp, Volume
from woo_desk.pdf.front import HEIGHT, WIDTH, cover_pages, note_page
from woo_desk.pdf.growing_pdf import Bookmark, GrowingPdf
from woo_desk.pdf.page_number import Sheet, number_line
from woo_desk.pdf.typeset import Typesetter
from woo_desk.pdf.write import beside
from woo_desk.texts import dutch_text as text

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

    @property
    def heading(self) -> tuple[str, ...]:
        """Lines at the head of its first page: which annex it is, and of what; free of names."""


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
    setter = Typesetter()
    with beside(output) as temporary, GrowingPdf(temporary, setter.font) as pdf:
        volume = Volume(pdf, setter)
        bookmarks = [*_add_front(front, volume)] if front else []
        front_pages = pdf.pages
        for done, item in enumerate(items, 1):
            name = text(
                "bundle.bookmark", number=item.printed_number, annex=item.annex, title=item.title
            )
            first = _add_document(item, volume) if item.path else _add_note(item, volume)
            bookmarks.append(Bookmark(name.strip(), first))
            report(done, len(items))
        written = pdf.finish(
            title,
            is_accessible=volume.is_accessible,
            bookmarks=bookmarks,
            labels=_labels(items, front_pages),
        )
        pages = pdf.pages
    return Bundled(pages, front_pages, written.sha256, written.bytes)


def _add_front(front: Front, volume: Volume) -> Iterator[Bookmark]:
    """Write cover and inventory with their own numbers."""
    pages = cover_pages(front.cover, volume.pdf, volume.setter)
    pages.finish(lambda page, _total: _foot(text("bundle.front_line", page=roman(page)), volume))
    if front.inventory_path:
        before = volume.pdf.pages + 1

        def stamp(index: int) -> Stamp:
            return Stamp(text("bundle.front_line", page=roman(before + index)))

        first = volume.add(front.inventory_path, stamp, is_foot_free=True)
        yield Bookmark(text("inventory.sheet"), first)


def _add_document(item: Item, volume: Volume) -> int:
    count = item.last_page - item.first_page + 1

    def stamp(index: int) -> Stamp:
        line = text(
            "bundle.line", number=item.printed_number, annex=item.annex, page=index + 1,
            pages=count, bundle=item.first_page + index,
        )  # fmt: skip
        return Stamp(line, () if index else item.heading)

    return volume.add(item.path, stamp, expected=count)


def _add_note(item: Item, volume: Volume) -> int:
    pages = note_page(item.note, volume.pdf, volume.setter)
    first = pages.here
    numbers = span(item.first_page, item.last_page)
    line = text("bundle.note_line", number=item.printed_number, annex=item.annex, bundle=numbers)
    pages.finish(lambda _page, _total: _foot(line, volume))
    return first


def _foot(line: str, volume: Volume) -> bytes:
    """The line at the foot of a page of ours."""
    sheet = Sheet((0, 0, WIDTH, HEIGHT), Rotation.NONE, 1.0)
    return number_line(sheet, None, line, volume.setter.font)[0]


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


def _labels(items: Sequence[Item], front_pages: int) -> pikepdf.Dictionary:
    """Ranges of labels (ISO 32000-1, 12.4.2); each says what is printed on the page."""
    numbers = pikepdf.Array()
    if front_pages:
        numbers.append(0)
        numbers.append(pikepdf.Dictionary(S=pikepdf.Name.r, St=1))
    expected, sheet = 0, front_pages
    for item in items:
        label: pikepdf.Dictionary | None = None
        if not item.path and item.last_page > item.first_page:
            words = span(item.first_page, item.last_page)
            label, expected = pikepdf.Dictionary(P=pikepdf.String(words)), 0
        else:
            if item.first_page != expected:
                label = pikepdf.Dictionary(S=pikepdf.Name.D, St=item.first_page)
            expected = item.last_page + 1
        if label is not None:
            numbers.append(sheet)
            numbers.append(label)
        sheet += item.last_page - item.first_page + 1 if item.path else 1
    return pikepdf.Dictionary(Nums=numbers)
