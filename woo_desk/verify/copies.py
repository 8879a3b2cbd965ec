"""Proves that pages of a bundle are pages of files that were verified, with a line printed on them.

A page of a bundle was read by every reader, and looked at stream by stream, when its document was
verified, against the same words. What has to be proved is that it is that page. Neither the writer
nor a list of its making is asked: both files are opened, and whatever a page shows or says has to
be equal to the last byte (`woo_desk.verify.prints`). One more content stream may follow, which
prints lines in one font and can do nothing else; it opens and closes all that is its own, so it
cannot end or change what stands before it. What it says is read here, by both readers of pages.

A page of which this is not proved is looked at like any other.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import pikepdf

from woo_desk.domain.ids import Sha256
from woo_desk.domain.verify_part import Copied
from woo_desk.verify.findings import READ_ERRORS
from woo_desk.verify.matching import normal_form
from woo_desk.verify.prints import PageParts, Prints, parts_of
from woo_desk.verify.readers import PdfiumFile
from woo_desk.verify.shown_pages import ShownPages

_NUMBER = rb" -?\d*\.?\d+"
_LINES = re.compile(
    rb"(?:/Artifact <</Type /Pagination /Subtype /(?:Footer|Header)>> BDC q 0\.35 g"
    rb"(?: BT (?P<font>/\w+)" + _NUMBER + rb" Tf" + 6 * _NUMBER + rb" Tm <[0-9A-F]*> Tj ET)+"
    rb" Q EMC\n)+"
)
"""What may be printed on a page, and nothing else: grey lines at the foot or the head."""
_FONTS = re.compile(rb"BT (/\w+)")
_CODED_NAME = re.compile(rb"/[^\x00\t\n\x0c\r ()<>\[\]{}/%]*#")


@dataclass(frozen=True, slots=True)
class Proved:
    """What need not be looked at again in a file.

    Attributes:
        pages: how many the file has.
        lines: index of each page that was verified before -> what was printed on it since, by both
            readers, first pdfium.
        streams: number of each stream in those pages -> digest of its bytes as they are stored.
    """

    pages: int
    lines: Mapping[int, tuple[str, str]]
    streams: Mapping[int, bytes]


NOTHING_PROVED = Proved(0, {}, {})


@dataclass(frozen=True, slots=True)
class _Stamp:
    """A content stream that prints lines on a page."""

    index: int
    """Of the page."""
    content: bytes
    name: str
    """Of its font."""
    font: Any
    area: Any
    streams: Mapping[int, bytes]
    """Of the page without it."""


def prove(
    data: bytes,
    copied: Sequence[Copied],
    pages: range | None = None,
    *,
    reads_lines: bool = True,
) -> Proved:
    """Which pages of a file are pages of files that were verified.

    Args:
        data: the file.
        copied: the files that its pages are taken from.
        pages: those that are asked for; None for all.
        reads_lines: whether what is printed on them is asked for as well; without it no page is
            told, and only their streams are.
    """
    known = frozenset(digest for file in copied for digest in _digests(file.path, file.sha256))
    if not known:
        return NOTHING_PROVED
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            stamps = list(_stamps(pdf, known, range(len(pdf.pages)) if pages is None else pages))
            if reads_lines:
                return _proved(pdf, stamps)
            streams = {key: value for stamp in stamps for key, value in stamp.streams.items()}
            return Proved(len(pdf.pages), {}, streams)
    except READ_ERRORS:  # then every page is looked at, and says so
        return NOTHING_PROVED


@lru_cache(maxsize=4096)
def _digests(path: str, sha256: Sha256) -> tuple[bytes, ...]:
    """The prints of the pages of a file, if it is still the one that was verified.

    Remembered, because each part of a long bundle asks for them: they are of those very bytes,
    whatever the file is later.
    """
    found: list[bytes] = []
    with suppress(*READ_ERRORS):  # what cannot be read proves nothing
        data = Path(path).read_bytes()
        if hashlib.sha256(data).hexdigest() != sha256:
            return ()
        with pikepdf.open(io.BytesIO(data)) as pdf:
            prints = Prints(pdf)
            found += (prints.page(parts_of(page.obj)).digest for page in pdf.pages)
    return tuple(found)


def _stamps(pdf: pikepdf.Pdf, known: frozenset[bytes], pages: range) -> Iterator[_Stamp]:
    """What is printed on each page that was verified."""
    prints = Prints(pdf)
    for index in pages:
        with suppress(*READ_ERRORS):  # such a page is looked at
            stamp = _stamp(pdf, index, prints, known)
            if stamp is not None:
                yield stamp


def _proved(pdf: pikepdf.Pdf, stamps: Sequence[_Stamp]) -> Proved:
    """The pages on which both readers read the same letters since."""
    lines: dict[int, tuple[str, str]] = {}
    streams: dict[int, bytes] = {}
    shown = ShownPages(pdf)
    for stamp, by_pdfium in zip(stamps, _by_pdfium(stamps), strict=True):
        own = shown.read_stream(stamp.index, stamp.content).text
        if Counter(normal_form(by_pdfium)) == Counter(normal_form(own)):
            lines[stamp.index] = by_pdfium, own
            streams.update(stamp.streams)
    return Proved(len(pdf.pages), lines, streams)


def _stamp(pdf: pikepdf.Pdf, index: int, prints: Prints, known: frozenset[bytes]) -> _Stamp | None:
    """What is printed on a page that was verified; None for any other page."""
    page: Any = pdf.pages[index].obj
    parts = parts_of(page)
    if not parts.contents:
        return None
    *before, last = parts.contents
    content = last.read_bytes()
    names = set(_FONTS.findall(content)) if _LINES.fullmatch(content) else set()
    if len(names) != 1:
        return None
    name = names.pop()
    if any(map(partial(_may_use, name), before)):
        return None
    fonts = dict(parts.fonts)
    font = fonts.pop(name.decode(), None)
    found = prints.page(PageParts(tuple(before), fonts, parts.rest))
    if font is None or not font.is_indirect or found.digest not in known:
        return None
    return _Stamp(index, content, name.decode(), font, page.MediaBox, found.streams)


def _may_use(name: bytes, stream: pikepdf.Stream) -> bool:
    """Whether a content stream may mean a font that was not there when its page was verified."""
    content = stream.read_bytes()
    return name in content or _CODED_NAME.search(content) is not None


def _by_pdfium(stamps: Sequence[_Stamp]) -> Iterator[str]:
    """What each stamp says, by pdfium, on a page where nothing else stands.

    WHY apart: reading the page that it stands on would be reading that page again.
    """
    data = io.BytesIO()
    with pikepdf.new() as apart:
        fonts: dict[tuple[int, int], pikepdf.Object] = {}
        for stamp in stamps:
            number = stamp.font.objgen
            if number not in fonts:
                fonts[number] = apart.copy_foreign(stamp.font)
            sheet = pikepdf.Dictionary(
                Type=pikepdf.Name.Page,
                MediaBox=stamp.area,
                Resources=pikepdf.Dictionary(Font={stamp.name: fonts[number]}),
                Contents=apart.make_stream(stamp.content),
            )
            apart.pages.append(pikepdf.Page(sheet))
        apart.save(data, compress_streams=False)
    with PdfiumFile(data.getvalue()) as file:
        for index in range(len(stamps)):
            with file.page(index) as page:
                yield page.characters(near=()).text
