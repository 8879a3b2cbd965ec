"""Which document stands on which pages of the bundle; what was published keeps its numbers.

The Kamer cites the bundle by page ("Blz. 144"), so a number that went out means the same for ever
(shared domain study, R40 to R44): a later version only adds, at the end. What was taken back or
has other pages now leaves one page in its place that says so.
"""

from __future__ import annotations

import dataclasses
import re
import string
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from woo_desk.domain.export import BundlePart, PartKind
from woo_desk.domain.ids import DocumentId

_LEADING = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class BundleCandidate:
    """A document that is to stand in the bundle."""

    document_id: DocumentId
    printed_number: str
    pages: int
    bytes: int
    refers_to: str = ""
    """Printed number of the document that is kept, for a duplicate: one page stands for it."""


@dataclass(frozen=True, slots=True)
class VolumeLimits:
    """When a next volume begins."""

    pages: int
    bytes: int


def plan_parts(
    candidates: Sequence[BundleCandidate],
    earlier: Sequence[BundlePart],
    limits: VolumeLimits,
) -> tuple[BundlePart, ...]:
    """The parts of the bundle in order of page.

    Args:
        candidates: in order of document number.
        earlier: the parts of the version that was published last; none for a first version.
        limits: of one volume.
    """
    wanted = {candidate.document_id: candidate for candidate in candidates}
    kept = [_kept(part, wanted.get(part.document_id)) for part in earlier]
    standing = {
        part.document_id for part in kept if part.kind in (PartKind.DOCUMENT, PartKind.DUPLICATE)
    }
    volumes = _Volumes(limits, kept, wanted)
    annexes = _Annexes(earlier)
    page = max((part.last_page for part in earlier), default=0) + 1
    added: list[BundlePart] = []
    for candidate in candidates:
        if candidate.document_id in standing:
            continue
        part = BundlePart(
            candidate.document_id,
            candidate.printed_number,
            page,
            page + (1 if candidate.refers_to else candidate.pages) - 1,
            annex=annexes.of(candidate),
            volume=volumes.of(candidate),
            kind=PartKind.DUPLICATE if candidate.refers_to else PartKind.DOCUMENT,
            refers_to=candidate.refers_to,
        )
        added.append(part)
        page = part.last_page + 1
    return (*kept, *added)


def _kept(part: BundlePart, candidate: BundleCandidate | None) -> BundlePart:
    """What stands now where a part stood."""
    if part.kind in (PartKind.WITHDRAWN, PartKind.MOVED):
        return part
    if candidate is None:
        return dataclasses.replace(part, kind=PartKind.WITHDRAWN, refers_to="")
    if part.kind is PartKind.DUPLICATE:
        return part if candidate.refers_to else _moved(part)
    if candidate.refers_to or candidate.pages != part.last_page - part.first_page + 1:
        return _moved(part)
    return part


def _moved(part: BundlePart) -> BundlePart:
    return dataclasses.replace(part, kind=PartKind.MOVED, refers_to="")


class _Annexes:
    """Numbers of annexes: those that were given stay, what falls between gets a letter."""

    def __init__(self, earlier: Sequence[BundlePart]) -> None:
        self._by_id = {part.document_id: part.annex for part in earlier}
        self._given = {part.annex for part in earlier}
        self._order = sorted((part.printed_number, part.annex) for part in earlier)
        self._next = max(map(_leading, self._given), default=0) + 1

    def of(self, candidate: BundleCandidate) -> str:
        """The number of one annex."""
        if annex := self._by_id.get(candidate.document_id):
            return annex
        before = [annex for number, annex in self._order if number < candidate.printed_number]
        is_between = before and any(number > candidate.printed_number for number, _ in self._order)
        annex = self._with_letter(str(_leading(before[-1]))) if is_between else str(self._next)
        if not is_between:
            self._next += 1
        self._given.add(annex)
        return annex

    def _with_letter(self, base: str) -> str:
        letters = string.ascii_lowercase
        names = (*letters, *(first + second for first in letters for second in letters))
        return next(f"{base}{name}" for name in names if f"{base}{name}" not in self._given)


def _leading(annex: str) -> int:
    found = _LEADING.match(annex)
    return int(found[0]) if found else 0


class _Volumes:
    """Numbers of volumes: a next one begins when a document does not fit any more."""

    def __init__(
        self,
        limits: VolumeLimits,
        kept: Iterable[BundlePart],
        wanted: dict[DocumentId, BundleCandidate],
    ) -> None:
        self._limits = limits
        self._number, self._pages, self._bytes = 1, 0, 0
        for part in kept:
            if part.volume > self._number:
                self._number, self._pages, self._bytes = part.volume, 0, 0
            if part.volume == self._number:
                self._pages += part.sheets
                candidate = wanted.get(part.document_id)
                self._bytes += candidate.bytes if candidate else 0

    def of(self, candidate: BundleCandidate) -> int:
        """The volume of the next document."""
        pages = 1 if candidate.refers_to else candidate.pages
        size = 0 if candidate.refers_to else candidate.bytes
        is_full = (
            self._pages + pages > self._limits.pages or self._bytes + size > self._limits.bytes
        )
        if self._pages and is_full:
            self._number, self._pages, self._bytes = self._number + 1, 0, 0
        self._pages += pages
        self._bytes += size
        return self._number
