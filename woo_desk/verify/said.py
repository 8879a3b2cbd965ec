"""What all readers of a file gave to be searched, kept so that further words can be looked for.

When a reviewer marks one more name, the other thousand files of a package have not changed by a
byte. All that was read in them, by every reader, out of every object, stream and name, has been
searched once; here it is kept in the normal form in which it is searched. A word whose letters do
not stand there one after the other would not have been found in the file either (see
`woo_desk.verify.term_index`). A word that might be there is no finding yet: then the file itself is
looked at again.

It is not kept where that is not so: where pictures were compared with words by resemblance, and
where it would be larger than is sensible.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field

MAX_LETTERS = 32 * 1024 * 1024
"""Letters and digits that are kept of one file, or of one part of a long one."""
MAX_BYTES = 4 * MAX_LETTERS
_APART = "\n"
"""Between what was read; in no normal form."""


@dataclass(slots=True)
class Said:
    """Takes what is searched while a file is verified."""

    _forms: dict[str, None] = field(default_factory=dict)
    _size: int = 0
    _is_whole: bool = True

    def note(self, form: str) -> None:
        """Take the normal form of a text that is searched."""
        if form and form not in self._forms:
            self._forms[form] = None
            self._size += len(form)

    def note_resemblance(self) -> None:
        """What is only like a word was looked for as well; that cannot be done from letters."""
        self._is_whole = False

    def packed(self) -> bytes:
        """All of it; empty when further words cannot be looked for in it."""
        if not self._is_whole or self._size > MAX_LETTERS:
            return b""
        return zlib.compress(f"{_APART.join(self._forms)}{_APART}".encode(), 3)


def joined(parts: Iterable[bytes]) -> bytes:
    """What was read of a file in parts; empty when further words cannot be looked for in one."""
    together = tuple(parts)
    return b"".join(together) if all(together) else b""


def may_say(packed: bytes, forms: frozenset[str]) -> bool:
    """Whether the letters of a word stand one after the other in what was read of a file.

    Args:
        packed: what `Said.packed` or `joined` gave.
        forms: of the words, as `Needles.forms` gives them.

    Raises:
        ValueError: it is empty, damaged, or larger than it can be.
    """
    if not packed:
        msg = "nothing to look in"
        raise ValueError(msg)
    while packed:
        letters, packed = _unpacked(packed)
        if any(form in letters for form in forms):
            return True
    return False


def _unpacked(packed: bytes) -> tuple[str, bytes]:
    """One part, and what follows it."""
    machine = zlib.decompressobj()
    try:
        data = machine.decompress(packed, MAX_BYTES)
    except zlib.error:
        data = b""
    if not (data and machine.eof):
        msg = "damaged, or too large"
        raise ValueError(msg)
    return data.decode(), machine.unused_data
