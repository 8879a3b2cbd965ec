"""Properties of Outlook items, from the streams of a .msg file.

Sources: MS-OXMSG (the file), MS-OXPROPS (the properties).
"""

from __future__ import annotations

import datetime as dt
import re
import struct
from collections.abc import Iterator

import olefile  # type: ignore[import-untyped]  # ships without types

from woo_desk.convert.ole import ole_problems, read_stream

Path = tuple[str, ...]
_STRING = re.compile(r"__substg1\.0_([0-9A-Fa-f]{4})001[EFef]")
_START = dt.datetime(1601, 1, 1, tzinfo=dt.UTC)
_HEADERS = (32, 24, 8)
"""Bytes before the properties: of a message, of one inside another, of a recipient."""
_CODE_PAGES = {65001: "utf-8", 20127: "ascii", 28591: "cp1252", 1200: "utf-16-le",
               28605: "iso8859-15", 20866: "koi8-r"}  # fmt: skip


class Properties:
    """The properties in one storage."""

    def __init__(self, file: olefile.OleFileIO, path: Path = (), header: int = 0) -> None:
        self._file = file
        self.path = path
        self._fixed = self._read_fixed(_HEADERS[header])
        page = self.number(0x3FFD) or self.number(0x3FDE)
        self._codec = _CODE_PAGES.get(page, f"cp{page}" if page else "cp1252")

    def text(self, tag: int) -> str:
        """A string; "" when there is none."""
        wide = self._stream(tag, "001F")
        if wide:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        narrow = self._stream(tag, "001E")
        try:
            return narrow.decode(self._codec).rstrip("\0")
        except (LookupError, UnicodeDecodeError):
            return narrow.decode("cp1252", "replace").rstrip("\0")

    def texts(self, tag: int) -> list[str]:
        """The strings of a property that has several."""
        prefix = f"__substg1.0_{tag:04X}101"
        with ole_problems():
            names = [n[-1] for n in self._file.listdir() if tuple(n[:-1]) == self.path]
        found = sorted(name for name in names if name.startswith(prefix) and "-" in name)
        return [
            read_stream(self._file, [*self.path, name])
            .decode("utf-16-le" if name[len(prefix)] == "F" else self._codec, "replace")
            .rstrip("\0")
            for name in found
        ]

    def text_numbers(self) -> set[int]:
        """The numbers of all properties that are a string."""
        with ole_problems():
            names = [n[-1] for n in self._file.listdir() if tuple(n[:-1]) == self.path]
        return {
            int(match[1], 16) for name in names if (match := _STRING.fullmatch(name)) is not None
        }

    def data(self, tag: int) -> bytes:
        """Bytes; b"" when there are none."""
        return self._stream(tag, "0102")

    def number(self, tag: int) -> int:
        """A whole number; 0 when there is none."""
        return int.from_bytes(self._fixed.get((tag, 0x0003), b"")[:4], "little")

    def truth(self, tag: int) -> bool:
        """A yes or no; no when there is none."""
        return bool(self._fixed.get((tag, 0x000B), b"\0")[0])

    def moment(self, tag: int) -> dt.datetime | None:
        """A moment, aware."""
        raw = self._fixed.get((tag, 0x0040))
        if raw is None or len(raw) < 8:
            return None
        ticks = int.from_bytes(raw[:8], "little")
        try:
            return _START + dt.timedelta(microseconds=ticks // 10) if ticks else None
        except OverflowError:
            return None

    @property
    def code_page(self) -> int:
        """Code page of the HTML body; 0 when it is not said."""
        return self.number(0x3FDE)

    def storages(self, prefix: str) -> Iterator[Path]:
        """Storages directly below whose name begins so, in order."""
        with ole_problems():
            every = self._file.listdir(streams=False, storages=True)
        depth = len(self.path)
        for entry in sorted(every):
            inside = tuple(entry[:depth]) == self.path and len(entry) == depth + 1
            if inside and entry[depth].lower().startswith(prefix):
                yield tuple(entry)

    def has_storage(self, name: str) -> bool:
        """Whether a storage of this name is directly below."""
        with ole_problems():
            return bool(self._file.exists([*self.path, name]))

    def _stream(self, tag: int, kind: str) -> bytes:
        return read_stream(self._file, [*self.path, f"__substg1.0_{tag:04X}{kind}"])

    def _read_fixed(self, header: int) -> dict[tuple[int, int], bytes]:
        raw = read_stream(self._file, [*self.path, "__properties_version1.0"])
        result: dict[tuple[int, int], bytes] = {}
        for at in range(header, len(raw) - 15, 16):
            kind, tag = struct.unpack_from("<HH", raw, at)
            result[tag, kind] = raw[at + 8 : at + 16]
        return result


def one_line(value: str) -> str:
    """A value on one line."""
    return " ".join(value.split())


def named(name: str, address: str) -> str:
    """Name and address as "Naam <adres>", or the one that there is."""
    name, address = one_line(name).strip("'\""), one_line(address)
    if not address or address.lower() == name.lower() or address.lower() in name.lower():
        return name or address
    return f"{name} <{address}>" if name else address
