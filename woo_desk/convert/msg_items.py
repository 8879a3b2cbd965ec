"""What Outlook items have besides the fields of a message: appointments, tasks, contacts, notes.

Sources: MS-OXPROPS; MS-OXOCAL 2.2.1 (appointments), MS-OXOTASK 2.2.2, MS-OXOCNTC 2.2.1; MS-OXMSG
2.2.3 (which number stands for which named property).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping

import olefile  # type: ignore[import-untyped]  # ships without types

from woo_desk.convert.mail_headers import dutch_time, in_dutch
from woo_desk.convert.mapi import Properties, one_line
from woo_desk.convert.ole import read_stream

_NAMES = "__nameid_version1.0"
_FIRST_NAMED = 0x8000
_MESSAGES = ("ipm.note", "report.", "ipm.recall", "ipm.post")
_MOMENTS = {0x820D: "start", 0x820E: "end", 0x8104: "start", 0x8105: "due", 0x810F: "completed"}
_TEXTS = {
    0x8208: "location", 0x8232: "repeats", 0x8238: "attendees", 0x823B: "attendees",
    0x823C: "optional", 0x811F: "owner", 0x8083: "mail", 0x8093: "mail", 0x80A3: "mail",
    0x3001: "name", 0x3A08: "phone", 0x3A09: "phone_home", 0x3A1C: "phone_mobile", 0x3A24: "fax",
    0x3A16: "organisation", 0x3A17: "function", 0x3A18: "unit", 0x3A15: "address",
    0x3A51: "site", 0x3A26: "country", 0x3A4F: "nickname", 0x3A4E: "manager", 0x3A30: "assistant",
    0x3A48: "partner",
}  # fmt: skip
"""Property -> text key `outlook.<key>`; the others are printed with their number."""
_NOISE = frozenset((0x8554, 0x8580, 0x8581, 0x8582, 0x8082, 0x8092, 0x80A2, 0x8234))
"""Versions of the program, internal addresses, kinds of address."""
_CONTACT = range(0x3A00, 0x3B00)
_SENSITIVITY = {1: "Personal", 2: "Private", 3: "Company-Confidential"}
"""In the words of the heading line of that name (RFC 4021, 2.1.55)."""


def named_properties(file: olefile.OleFileIO) -> Mapping[int, int | str]:
    """Which property each number from 0x8000 on stands for: by number, or by name."""
    entries = read_stream(file, [_NAMES, "__substg1.0_00030102"])
    names = read_stream(file, [_NAMES, "__substg1.0_00040102"])
    result: dict[int, int | str] = {}
    for at in range(0, len(entries) - 7, 8):
        what, kind, place = struct.unpack_from("<IHH", entries, at)
        if not kind & 1:
            result[_FIRST_NAMED + place] = int(what)
        elif what + 4 <= len(names):
            (length,) = struct.unpack_from("<I", names, what)
            result[_FIRST_NAMED + place] = names[what + 4 : what + 4 + length].decode(
                "utf-16-le", "replace"
            )
    return result


def item_lines(file: olefile.OleFileIO, properties: Properties) -> list[tuple[str, str]]:
    """Text key after `mail.` and value of what an item of Outlook has that is no message."""
    if properties.text(0x001A).lower().startswith(_MESSAGES):
        return []
    named = named_properties(file)
    lines = [*_moments(properties, named), *_texts(properties, named)]
    return list(dict.fromkeys(lines))


def labels_of(file: olefile.OleFileIO, properties: Properties) -> Iterator[str]:
    """Labels that people gave an item, and how confidential they called it."""
    said = _SENSITIVITY.get(properties.number(0x0036))
    if said:
        yield f"Sensitivity: {said}"
    for number, name in named_properties(file).items():
        if name == "Keywords":
            words = properties.texts(number)
            if words:
                yield f"Keywords: {'; '.join(words)}"


def _moments(properties: Properties, named: Mapping[int, int | str]) -> Iterator[tuple[str, str]]:
    for number, what in named.items():
        if isinstance(what, int) and what in _MOMENTS:
            moment = properties.moment(number)
            if moment is not None:
                yield f"item_{_MOMENTS[what]}", in_dutch(dutch_time(moment))


def _texts(properties: Properties, named: Mapping[int, int | str]) -> Iterator[tuple[str, str]]:
    for number in sorted(properties.text_numbers()):
        what = named.get(number, number)
        if isinstance(what, str) or what in _NOISE:
            continue
        if number < _FIRST_NAMED and number not in _CONTACT and number != 0x3001:
            continue
        value = one_line(properties.text(number))
        if value:
            yield f"item_{_TEXTS.get(what, 'other')}", value
