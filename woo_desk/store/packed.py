"""Values that stay as they lie in the dossier until somebody asks for them.

WHY: a dossier of ten thousand pages has hundreds of thousands of findings and redactions. As
objects they take 35 kB a page, packed a tenth of that, and most questions look at one document
after the other.
"""

from __future__ import annotations

import itertools
import zlib
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any, TypeVar, overload

from woo_desk.store.rows import Codec

T = TypeVar("T")

_AT_HAND = 32
"""Packs whose values are kept: whoever goes through a document asks for them many times."""
_LEVEL = 1
_recent: OrderedDict[int, tuple[Packed[Any], tuple[Any, ...]]] = OrderedDict()


def packed_by_owner(
    codec: Codec[T], rows: Iterable[tuple[str, str]]
) -> defaultdict[str, Packed[T]]:
    """A pack for each owner, empty for any other.

    Args:
        codec: reads the values.
        rows: owner and JSON of each value, those of one owner after one another.
    """
    result: defaultdict[str, Packed[T]] = defaultdict(lambda: Packed(codec, ()))
    for owner, group in itertools.groupby(rows, key=itemgetter(0)):
        result[owner] = Packed(codec, [data for _, data in group])
    return result


class Packed(Sequence[T]):
    """The values of one kind of one document; a snapshot, equal to the same values in a tuple."""

    __slots__ = ("_codec", "_data", "_length")

    def __init__(self, codec: Codec[T], rows: Sequence[str]) -> None:
        """Args: rows: each value as JSON, which has no line ends."""
        self._codec = codec
        self._length = len(rows)
        self._data = zlib.compress("\n".join(rows).encode(), _LEVEL)

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        return self._values()[index]

    def __iter__(self) -> Iterator[T]:
        return iter(self._values())

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Packed | tuple):
            return NotImplemented
        return self._values() == tuple(other)

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        return f"<{self._length} packed>"

    def _values(self) -> tuple[T, ...]:
        """All of them; DossierDamaged when one is not of its type."""
        if not self._length:
            return ()
        kept = _recent.get(id(self))
        if kept is None:
            text = zlib.decompress(self._data).decode()
            kept = self, tuple(map(self._codec.one, text.split("\n")))
            _recent[id(self)] = kept  # holds on to self, so that nobody else gets its id
            if len(_recent) > _AT_HAND:
                _recent.popitem(last=False)
        return kept[1]
