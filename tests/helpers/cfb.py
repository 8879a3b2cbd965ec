"""Writes OLE compound files (MS-CFB) small enough for tests: storages and streams by path."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from itertools import pairwise

SECTOR, MINI = 512, 64
_CUTOFF = 4096
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_NONE = 0xFFFFFFFF


def compound_file(streams: Mapping[str, bytes]) -> bytes:
    """A file with these streams; folders in their names become storages."""
    names = sorted(_folders(streams) | set(streams))
    mini = b""
    mini_fat: list[int] = []
    places: dict[str, tuple[int, int]] = {}
    fat: list[int] = []
    body = b""

    def add(data: bytes) -> int:
        nonlocal body
        start, count = len(fat), -(-len(data) // SECTOR)
        fat.extend([*range(start + 1, start + count), _END] if count else [])
        body += data.ljust(count * SECTOR, b"\0")
        return start if count else _END

    for name in names:
        data = streams.get(name)
        if data is None:
            continue
        if len(data) >= _CUTOFF:
            places[name] = (add(data), len(data))
        elif data:
            count = -(-len(data) // MINI)
            places[name] = (len(mini_fat), len(data))
            start = len(mini_fat)
            mini_fat.extend([*range(start + 1, start + count), _END])
            mini += data.ljust(count * MINI, b"\0")
        else:
            places[name] = (_END, 0)
    mini_start = add(mini)
    mini_fat_start = add(b"".join(struct.pack("<I", n) for n in mini_fat))
    mini_fat_sectors = -(-len(mini_fat) * 4 // SECTOR)
    directory = _directory(names, places, streams, (mini_start, len(mini)))
    directory_start = add(directory)
    fat_sectors = 1
    while (len(fat) + fat_sectors) * 4 > fat_sectors * SECTOR:
        fat_sectors += 1
    first_fat = len(fat)
    fat += [_FAT] * fat_sectors
    table = b"".join(struct.pack("<I", n) for n in fat)
    body += table.ljust(fat_sectors * SECTOR, b"\xff")
    difat = [first_fat + n for n in range(fat_sectors)][:109]
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0, fat_sectors,
        directory_start, 0, _CUTOFF, mini_fat_start if mini_fat else _END, mini_fat_sectors,
        _END, 0, difat[0],
    )  # fmt: skip
    header += b"".join(struct.pack("<I", n) for n in difat[1:])
    return header.ljust(SECTOR, b"\xff") + body


def _folders(streams: Mapping[str, bytes]) -> set[str]:
    found: set[str] = set()
    for name in streams:
        parts = name.split("/")
        found |= {"/".join(parts[:n]) for n in range(1, len(parts))}
    return found


def _directory(
    names: list[str],
    places: Mapping[str, tuple[int, int]],
    streams: Mapping[str, bytes],
    mini: tuple[int, int],
) -> bytes:
    number = {name: n for n, name in enumerate(names, start=1)}
    below: dict[str, list[str]] = {}
    for name in names:
        below.setdefault(name.rpartition("/")[0], []).append(name)
    following = {a: b for kids in below.values() for a, b in pairwise(kids)}

    def first(name: str) -> int:
        return number[below[name][0]] if name in below else _NONE

    entries = [_entry("Root Entry", 5, _NONE, first(""), *mini)]
    for name in names:
        kind = 2 if name in streams else 1
        right = number[following[name]] if name in following else _NONE
        start, size = places.get(name, (0, 0))
        entries.append(_entry(name.rpartition("/")[2], kind, right, first(name), start, size))
    while len(entries) % 4:
        entries.append(b"\0" * 68 + struct.pack("<III", _NONE, _NONE, _NONE) + b"\0" * 48)
    return b"".join(entries)


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le")
    head = encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded) + 2, kind, 1)
    tree = struct.pack("<III", _NONE, right, child)
    return head + tree + b"\0" * 36 + struct.pack("<IQ", start, size)
