"""Carries objects of other files into a file that grows, with all that they refer to.

Objects are taken over as qpdf writes them, only with other numbers; what a page or an element
points back to (its parent, its page) is told beforehand and not carried twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pikepdf

from woo_desk.errors import SourceError
from woo_desk.pdf.object_file import ObjectFile, carried

Key = tuple[int, int]
"""Number and generation of an object of a source."""
_REFERENCE = re.compile(
    rb"\((?:[^\\()]|\\.)*\)|<[0-9a-fA-F]*>|(?<![^\s\[])(\d{1,10}) (\d{1,5}) R(?![^\s\]>])",
    re.DOTALL,
)
"""A reference, or a string, in which something that looks like one is none."""
_PARENTS = re.compile(rb"/StructParents? (\d+)")
_OPENED_FOR = 50_000
"""Objects that are read before a source is opened anew: qpdf keeps each that it has read."""


@dataclass(slots=True)
class Carrier:
    """What has been carried of one source.

    Attributes:
        source: the file as it is open now; may be another object after `carry`.
        numbers: of the objects in the new file.
        first_parent: added to every key into the parent tree.
    """

    target: ObjectFile
    source: pikepdf.Pdf
    first_parent: int = 0
    numbers: dict[Key, int] = field(default_factory=dict)
    reopen: Callable[[], pikepdf.Pdf] | None = None
    _queue: list[Key] = field(default_factory=list)

    def place(self, value: pikepdf.Object, number: int) -> None:
        """Tell that an object is in the new file already, or comes there by itself."""
        self.numbers[value.objgen] = number

    def number(self, value: pikepdf.Object) -> int:
        """The number of an indirect object in the new file; it is carried when it was not yet."""
        return self._number(value.objgen)

    def body(self, value: pikepdf.Object) -> bytes:
        """A direct object, or what an indirect one holds, with numbers of the new file."""
        return self._renumbered(value.unparse(resolved=value.is_indirect))

    def carry(self) -> None:
        """Write everything that was referred to and is not there yet.

        Raises:
            SourceError: an object cannot be read.
        """
        done = 0
        try:
            while self._queue:
                key = self._queue.pop()
                self._write(self.numbers[key], self.source.get_object(key))
                done += 1
                if self.reopen is not None and done % _OPENED_FOR == 0:
                    del self.source  # WHY first: what qpdf has read goes with the last reference
                    self.source = self.reopen()
        except pikepdf.PdfError:
            raise SourceError("damaged") from None

    def _write(self, number: int, value: pikepdf.Object) -> None:
        if isinstance(value, pikepdf.Stream):
            entries = dict(value.stream_dict.items())
            entries.pop("/Length", None)
            body = self._renumbered(pikepdf.Dictionary(entries).unparse())
            head = _PARENTS.sub(self._shifted, body.removeprefix(b"<<").removesuffix(b">>"))
            self.target.put_stream(number, *carried(head.strip(), value.read_raw_bytes()))
            return
        body = self._renumbered(value.unparse(resolved=True))
        if isinstance(value, pikepdf.Dictionary) and value.get("/Subtype") == "/Link":
            body = _PARENTS.sub(self._shifted, body)
        self.target.put(number, body)

    def _renumbered(self, body: bytes) -> bytes:
        return _REFERENCE.sub(self._replaced, body)

    def _replaced(self, match: re.Match[bytes]) -> bytes:
        if match[1] is None:
            return match[0]
        return b"%d 0 R" % self._number((int(match[1]), int(match[2])))

    def _shifted(self, match: re.Match[bytes]) -> bytes:
        name = match[0].split(b" ")[0]
        return b"%s %d" % (name, int(match[1]) + self.first_parent)

    def _number(self, key: Key) -> int:
        if key not in self.numbers:
            self.numbers[key] = self.target.reserve()
            self._queue.append(key)
        return self.numbers[key]


def parent_entries(tree: pikepdf.Object | None) -> Iterator[tuple[int, pikepdf.Object]]:
    """Keys of a parent tree with what they stand for, whatever way it is cut in nodes."""
    waiting = [tree]
    seen: set[Key] = set()
    while waiting:
        node = waiting.pop()
        if not isinstance(node, pikepdf.Dictionary) or node.objgen in seen:
            continue
        if node.is_indirect:
            seen.add(node.objgen)
        pairs = list(node.get("/Nums", []))
        yield from zip(map(int, pairs[::2]), pairs[1::2], strict=True)
        waiting += reversed(list(node.get("/Kids", [])))
