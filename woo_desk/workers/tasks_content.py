"""Tasks that compare what documents say: describe, picture_key, compare, transfer."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

from woo_desk.domain.alignment import Part, Stretch, aligned
from woo_desk.domain.geometry import Box, Rotation, Span
from woo_desk.domain.ids import Sha256
from woo_desk.domain.rows import rows_of
from woo_desk.domain.text_map import TextMap
from woo_desk.pdf.extract import extract_page
from woo_desk.pdf.open import open_pdf
from woo_desk.pdf.render import render_page
from woo_desk.usecases.ports import Report
from woo_desk.usecases.requests_content import (
    CompareRequest,
    CompareResult,
    DescribeRequest,
    DescribeResult,
    PictureKeyRequest,
    PictureKeyResult,
    Piece,
    PlacedMark,
    Segment,
    TransferRequest,
    TransferResult,
)
from woo_desk.workers.describing import describe_texts
from woo_desk.workers.tasks_common import prepared_bytes

_SMALL = 0.6
"""Pixels per point at which pages are compared: enough for a signature or a ticked box."""
_TOKEN = re.compile(r"\S+")


def describe(request: DescribeRequest, report: Report) -> DescribeResult:
    """Read all text of a document.

    Raises:
        DossierError: the dossier cannot be read.
        SourceError: the PDF cannot be read.
    """
    with open_pdf(prepared_bytes(request.dossier_path, request.prepared_sha256, "")) as document:
        pages = _maps(document, report)
        upright = bool(pages) and document[0].rotation == Rotation.NONE
    rows = rows_of(pages[0]) if upright else ()
    return describe_texts(request, [page.text for page in pages], rows)


def picture_key(request: PictureKeyRequest, report: Report) -> PictureKeyResult:
    """Draw every page small.

    Raises:
        DossierError: the dossier cannot be read.
        SourceError: a page cannot be drawn.
    """
    total = hashlib.sha256()
    with open_pdf(prepared_bytes(request.dossier_path, request.prepared_sha256, "")) as document:
        count = min(document.page_count, request.pages)
        for index in range(count):
            picture = render_page(document, index, _SMALL)
            total.update(f"{picture.width}x{picture.height} ".encode())
            total.update(picture.pixels)
            report(index + 1, count)
    return PictureKeyResult(total.hexdigest())


def compare(request: CompareRequest, report: Report) -> CompareResult:
    """Lay two documents beside each other.

    Raises:
        DossierError: the dossier cannot be read.
        SourceError: a PDF cannot be read.
    """
    left = _Words(_read(request.dossier_path, request.left_sha256, report))
    right = _Words(_read(request.dossier_path, request.right_sha256, report))
    return CompareResult(
        tuple(_segment(stretch, left, right) for stretch in aligned(left.folded, right.folded))
    )


def transfer(request: TransferRequest, report: Report) -> TransferResult:
    """Find the words under each box at the same place of the text of another document.

    Raises:
        DossierError: the dossier cannot be read.
        SourceError: a PDF cannot be read.
    """
    source = _Words(_read(request.dossier_path, request.from_sha256, report))
    target = _Words(_read(request.dossier_path, request.to_sha256, report))
    equal = [s for s in aligned(source.folded, target.folded) if s.part is Part.EQUAL]
    placed = (_moved(mark, source, target, equal) for mark in request.marks)
    return TransferResult(tuple(mark for mark in placed if mark is not None))


def _read(path: str, sha256: Sha256, report: Report) -> list[TextMap]:
    with open_pdf(prepared_bytes(path, sha256, "")) as document:
        return _maps(document, report)


def _maps(document: Any, report: Report) -> list[TextMap]:
    count = document.page_count
    pages = []
    for index in range(count):
        pages.append(extract_page(document, index))
        report(index + 1, count)
    return pages


class _Words:
    """All words of a document in order, with where each stands.

    Attributes:
        folded: the words as they are compared.
    """

    def __init__(self, pages: Sequence[TextMap]) -> None:
        self.pages = pages
        self.places = [
            (index, match.start(), match.end())
            for index, page in enumerate(pages)
            for match in _TOKEN.finditer(page.text)
        ]
        self.folded = [pages[p].text[start:end] for p, start, end in self.places]

    def words(self, first: int, last: int) -> str:
        """The words from one number to another, that one not included."""
        return " ".join(self.folded[first:last])

    def pieces(self, first: int, last: int, *, with_boxes: bool) -> tuple[Piece, ...]:
        """The same, page by page."""
        return tuple(
            Piece(index, span, self.pages[index].boxes_of(span) if with_boxes else ())
            for index, span in self._spans(first, last)
        )

    def _spans(self, first: int, last: int) -> Iterator[tuple[int, Span]]:
        start = first
        while start < last:
            page = self.places[start][0]
            end = min(bisect_right(self.places, page, key=lambda place: place[0]), last)
            yield page, Span(self.places[start][1], self.places[end - 1][2])
            start = end

    def under(self, mark: PlacedMark) -> list[tuple[int, int, int]]:
        """Words that letters under the boxes belong to: number, first and last letter."""
        if mark.page_index >= len(self.pages):
            return []
        page = self.pages[mark.page_index]
        found = []
        for number, (index, start, end) in enumerate(self.places):
            if index != mark.page_index:
                continue
            hit = [n for n in range(start, end) if _is_under(page.box_at(n), mark.boxes)]
            if hit:
                found.append((number, hit[0] - start, hit[-1] + 1 - start))
        return found


def _is_under(box: Box | None, boxes: Sequence[Box]) -> bool:
    return box is not None and any(each.contains(*box.centre) for each in boxes)


def _segment(stretch: Stretch, left: _Words, right: _Words) -> Segment:
    differs = stretch.part is not Part.EQUAL
    ours, theirs = (stretch.left_from, stretch.left_to), (stretch.right_from, stretch.right_to)
    return Segment(
        stretch.part,
        left.pieces(*ours, with_boxes=differs),
        right.pieces(*theirs, with_boxes=differs),
        left.words(*ours) if differs else "",
        right.words(*theirs) if differs else "",
    )


def _moved(
    mark: PlacedMark, source: _Words, target: _Words, equal: Sequence[Stretch]
) -> PlacedMark | None:
    """The mark in the other document; None when its words are not there, or not on one page."""
    words = source.under(mark)
    places = [_counterpart(number, equal) for number, _, _ in words]
    if not words or None in places:
        return None
    found = [place for place in places if place is not None]
    is_in_a_row = all(found[n + 1] == found[n] + 1 for n in range(len(found) - 1))
    pages = {target.places[place][0] for place in found}
    if not is_in_a_row or len(pages) != 1:
        return None
    page = pages.pop()
    span = Span(
        target.places[found[0]][1] + words[0][1], target.places[found[-1]][1] + words[-1][2]
    )
    boxes = target.pages[page].boxes_of(span)
    words_there = target.pages[page].text[span.start : span.end]
    return PlacedMark(mark.redaction_id, page, boxes, words_there) if boxes else None


def _counterpart(number: int, equal: Sequence[Stretch]) -> int | None:
    place = bisect_right(equal, number, key=lambda stretch: stretch.left_from) - 1
    if place < 0 or number >= equal[place].left_to:
        return None
    return equal[place].right_from + number - equal[place].left_from
