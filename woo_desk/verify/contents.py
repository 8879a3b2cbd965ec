"""A PDF taken apart: its objects, and what each of its streams unpacks to."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pikepdf

from woo_desk.domain.export import ResidueKind
from woo_desk.verify.carve import RawFile, RawObject, carve
from woo_desk.verify.findings import READ_ERRORS, Check
from woo_desk.verify.streams import Budget, Unpacked, carved, objects_within, unpack

HELD_OPEN = 4 * 1024 * 1024
"""Bytes of unpacked streams that are kept while a file is looked at."""


@dataclass(slots=True)
class Contents:
    """A file taken apart. What streams unpack to is made anew for whoever asks, one by one.

    WHY: all streams and objects of a bundle together take many times the file.

    Attributes:
        raw: what lies in it.
        tails: object number and bytes behind the data of its stream.
    """

    raw: RawFile
    _pdf: pikepdf.Pdf
    _shadowed: frozenset[int]
    """Numbers of several objects: qpdf can mean any of them."""
    tails: list[tuple[int, bytes]] = field(default_factory=list)
    _holders: list[RawObject] = field(default_factory=list)
    """Object streams."""
    _damaged: set[int] = field(default_factory=set)
    """Offsets of streams that cannot be unpacked."""
    _proved: set[int] = field(default_factory=set)
    """Offsets of streams that were unpacked and searched in the file that they were copied from."""

    _open: dict[int, Unpacked] = field(default_factory=dict)
    """By offset: what the first streams unpack to. WHY not all: those of a bundle are many times
    the file; those of most files are HELD_OPEN at most, and then nothing is unpacked twice."""
    _held: int = 0
    """Bytes of those."""

    def open_up(self, check: Check, proved: Mapping[int, bytes]) -> None:
        """Unpack every stream, and report what cannot be read or does not belong.

        Args:
            check: takes the findings.
            proved: number of each stream that was searched before -> digest of its bytes.
        """
        budget = Budget()
        for obj in self.raw.objects:
            if obj.stream is None:
                continue
            place, tail = f"object {obj.number}", b""
            try:
                if self._is_proved(obj, proved):
                    self._proved.add(obj.offset)
                else:
                    tail = self._open_one(obj, budget)
            except READ_ERRORS:
                check.add(ResidueKind.UNREADABLE, place=place)
                self._damaged.add(obj.offset)
                continue
            if tail or obj.slack:
                check.add(ResidueKind.STRUCTURE, place=f"{place}, after its data")
                self.tails.append((obj.number, tail + b"\n" + obj.slack))

    def _open_one(self, obj: RawObject, budget: Budget) -> bytes:
        """Unpack a stream; gives what stands behind its data."""
        unpacked = self._unpack(obj, budget)
        if b"/ObjStm" in obj.value:
            objects_within(unpacked.contents[0], obj.value)
            self._holders.append(obj)
        return unpacked.tail

    def _is_proved(self, obj: RawObject, proved: Mapping[int, bytes]) -> bool:
        """WHY the bytes too: the proof is of the stream that qpdf means by the number."""
        digest = proved.get(obj.number)
        if digest is None or obj.number in self._shadowed or b"/ObjStm" in obj.value:
            return False
        return hashlib.sha256(obj.stream or b"").digest() == digest

    def streams(self) -> Iterator[tuple[RawObject, tuple[bytes, ...]]]:
        """Objects and what they unpack to, but for those that were searched before."""
        for obj in self.raw.objects:
            stored = obj.stream
            if stored is None or obj.offset in self._proved:
                continue
            if obj.offset in self._damaged:
                yield obj, (stored, *carved(stored))
            else:
                yield obj, self._unpack(obj, Budget()).contents

    def values(self) -> Iterator[tuple[int, bytes]]:
        """Numbers and values of all objects, those in object streams last."""
        for obj in self.raw.objects:
            yield obj.number, obj.value
        yield from self.within()

    def within(self) -> Iterator[tuple[int, bytes]]:
        """Those in object streams."""
        for obj in self._holders:
            yield from objects_within(self._unpack(obj, Budget()).contents[0], obj.value)

    def _unpack(self, obj: RawObject, budget: Budget) -> Unpacked:
        found = self._open.get(obj.offset)
        if found is None:
            found = unpack(obj, self._pdf, obj.number not in self._shadowed, budget)
            self._held += sum(map(len, found.contents))
            if self._held <= HELD_OPEN:
                self._open[obj.offset] = found
        return found


def open_up(
    data: bytes, pdf: pikepdf.Pdf, check: Check, proved: Mapping[int, bytes] | None = None
) -> Contents:
    """Take the file apart, unpack every stream, and report what cannot be read or does not belong.

    A stream that cannot be unpacked is UNREADABLE; the rest is looked at all the same.

    Args:
        data: the file.
        pdf: the same, as qpdf reads it.
        check: takes the findings.
        proved: streams that were searched before, as `woo_desk.verify.copies` gives them.
    """
    raw = carve(data)
    times = Counter(obj.number for obj in raw.objects)
    shadowed = frozenset(number for number, count in times.items() if count > 1)
    contents = Contents(raw, pdf, shadowed)
    contents.open_up(check, proved or {})
    return contents
