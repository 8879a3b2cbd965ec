"""Writes a PDF object by object, straight to disk: only where each object lies is remembered.

Objects that are no streams go into object streams by the hundred, and the table of places is a
stream too (ISO 32000-1, 7.5.7 and 7.5.8). The same objects in the same order give the same bytes.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from array import array
from pathlib import Path
from types import TracebackType

from woo_desk.domain.ids import Sha256
from woo_desk.pdf.streams import closed, packed
from woo_desk.pdf.write import WrittenFile

_HEADER = b"%PDF-1.7\n%\xbf\xf7\xa2\xfe\n"
_TOGETHER = 100
"""Objects in one object stream."""
_ELEMENT = re.compile(rb"\[|.*/P \d+ 0 R\b", re.DOTALL)
"""What names its parent so, and the lists of those of a page."""
_JOINT = re.compile(rb"/Type /Page|/S /Part\b")
"""Pages, the nodes of their tree, and the parts of the structure: one for each document."""
_LEVEL = 4
_FREE, _PLACED, _INSIDE = 0, 1, 2
"""Kinds of entries of the table of places (ISO 32000-1, table 18)."""
_NO_GENERATION = 65_535
_FLATE = (b"/FlateDecode", b"[ /FlateDecode ]")


class ObjectFile:
    """A file that grows; left early, it stays unfinished."""

    def __init__(self, path: Path) -> None:
        """Begin the file; OSError when that is not possible."""
        self._file = path.open("wb")
        self._digest = hashlib.sha256()
        self._size = 0
        self._kinds = array("B", [_FREE])
        self._places = array("Q", [0])
        """Offset, or number of the object stream."""
        self._indexes = array("H", [_NO_GENERATION])
        self._shelves: tuple[list[tuple[int, bytes]], ...] = ([], [], [])
        self._write(_HEADER)

    def __enter__(self) -> ObjectFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._file.close()

    def reserve(self, count: int = 1) -> int:
        """The number of an object that comes later; of several: the first of them."""
        first = len(self._kinds)
        self._kinds.extend([_FREE] * count)
        self._places.extend([0] * count)
        self._indexes.extend([0] * count)
        return first

    def put(self, number: int, body: bytes) -> None:
        """Write an object that is no stream, under a number that was reserved."""
        waiting = self._shelves[_shelf_of(body)]
        waiting.append((number, body))
        if len(waiting) >= _TOGETHER:
            self._flush(waiting)

    def add(self, body: bytes) -> int:
        """Write an object that is no stream; gives its number."""
        number = self.reserve()
        self.put(number, body)
        return number

    def put_stream(self, number: int, entries: bytes, data: bytes) -> None:
        """Write a stream under a number that was reserved.

        Args:
            number: of the object.
            entries: of its dictionary, without /Length.
            data: as coded by the filters that are named there.
        """
        self._kinds[number], self._places[number] = _PLACED, self._size
        head = b"%d 0 obj\n<< %s /Length %d >>\nstream\n" % (number, entries, len(data))
        self._write(head + data + b"\nendstream\nendobj\n")

    def put_packed(self, number: int, data: bytes) -> None:
        """Compress and write a stream of content under a number that was reserved."""
        self.put_stream(number, b"/Filter /FlateDecode", packed(data, level=_LEVEL))

    def add_stream(self, data: bytes) -> int:
        """Compress and write a stream of content; gives its number."""
        number = self.reserve()
        self.put_packed(number, data)
        return number

    def finish(self, root: int) -> WrittenFile:
        """Write what is left, with the catalogue under `root`; the file is whole then."""
        for waiting in self._shelves:
            self._flush(waiting)
        number = self.reserve()
        start = self._size
        self._kinds[number], self._places[number] = _PLACED, start
        wide, table = self._table(start)
        name = self._digest.hexdigest()[:32].encode()
        self.put_stream(
            number,
            b"/Type /XRef /W [ 1 %d 2 ] /Size %d /Root %d 0 R /ID [ <%s> <%s> ] "
            b"/Filter /FlateDecode" % (wide, len(self._kinds), root, name, name),
            table,
        )
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)
        self._file.flush()
        return WrittenFile(Sha256(self._digest.hexdigest()), self._size)

    def _table(self, start: int) -> tuple[int, bytes]:
        """Width of the second column of the table of places, and the table, coded.

        WHY an unused object now and then: the last byte of the stream must be no line end, and
        nothing may follow its data. The generation of the object changes the sum at the end.
        """
        wide = max(1, (start.bit_length() + 7) // 8)
        while True:
            rows = zip(self._kinds, self._places, self._indexes, strict=True)
            coded = zlib.compress(
                b"".join(
                    kind.to_bytes(1, "big") + place.to_bytes(wide, "big") + index.to_bytes(2, "big")
                    for kind, place, index in rows
                ),
                _LEVEL,
            )
            if coded == closed(coded):
                return wide, coded
            self._indexes[self.reserve()] = 1

    def _flush(self, waiting: list[tuple[int, bytes]]) -> None:
        if not waiting:
            return
        holder = self.reserve()
        places, at = [], 0
        for index, (number, body) in enumerate(waiting):
            self._kinds[number], self._places[number] = _INSIDE, holder
            self._indexes[number] = index
            places.append(b"%d %d" % (number, at))
            at += len(body) + 1
        head = b" ".join(places) + b"\n"
        data = head + b"\n".join(body for _, body in waiting)
        entries = b"/Type /ObjStm /N %d /First %d /Filter /FlateDecode"
        count = len(waiting)
        waiting.clear()
        self.put_stream(holder, entries % (count, len(head)), packed(data, level=_LEVEL))

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._digest.update(data)
        self._size += len(data)


def _shelf_of(body: bytes) -> int:
    """Which objects an object comes to lie with.

    WHY apart: readers make all objects of an object stream at once, and nine in ten are elements;
    whoever wants a few pages of thousands would hold them all.
    """
    if _JOINT.search(body):
        return 0
    return 1 if _ELEMENT.match(body) else 2


def carried(entries: bytes, data: bytes) -> tuple[bytes, bytes]:
    """Entries and data of a stream of another file, as they may stand in this one.

    Args:
        entries: of its dictionary, as qpdf writes them.
        data: coded.
    """
    is_flate = any(b"/Filter " + name in entries for name in _FLATE)
    return entries, closed(data) if is_flate else data
