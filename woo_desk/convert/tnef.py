"""winmail.dat: Outlook's wrapping of attachments and formatted text. Source: MS-OXTNEF."""

from __future__ import annotations

import functools
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from woo_desk.convert.message import text_blocks
from woo_desk.convert.result import Converted, Part, limit, mark, problem
from woo_desk.convert.rtf import rtf_body, unpack_rtf
from woo_desk.domain.document import IntakeProblem, Relation
from woo_desk.domain.printout import Kind, Paragraph
from woo_desk.errors import SourceError
from woo_desk.texts import text

_BODY, _SUBJECT, _PROPERTIES = 0x800C, 0x8004, 0x9003
_ATTACHMENT, _TITLE, _DATA, _ATTACHMENT_PROPERTIES = 0x9002, 0x8010, 0x800F, 0x9005
_FIXED = {2: 2, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 2, 20: 8, 64: 8, 72: 16}
"""Bytes of values of a fixed size, by type of property."""
_VARIABLE = frozenset((13, 30, 31, 258))
_MAX_PROPERTIES = 5_000
_RTF, _HTML, _LONG_NAME, _OBJECT = 0x1009, 0x1013, 0x3707, 0x3701


@dataclass(slots=True)
class _Attachment:
    title: str = ""
    data: bytes = b""
    properties: dict[int, bytes] = field(default_factory=dict)


def convert_tnef(untrusted: bytes) -> Converted:
    """A page with the text in it, and each attachment as a part.

    Raises:
        SourceError: damaged.
    """
    result = Converted()
    found: list[_Attachment] = []
    texts: list[str] = []
    for kind, data in _attributes(untrusted):
        if kind == _ATTACHMENT:
            found.append(_Attachment())
        elif kind == _TITLE and found:
            found[-1].title = data.rstrip(b"\0").decode("cp1252", "replace")
        elif kind == _DATA and found:
            found[-1].data = data
        elif kind == _ATTACHMENT_PROPERTIES and found:
            found[-1].properties = dict(_properties(data))
        elif kind == _BODY:
            texts.append(data.rstrip(b"\0").decode("cp1252", "replace"))
        elif kind == _PROPERTIES:
            texts += _texts(dict(_properties(data)), result)
    result.blocks.append(Paragraph((mark("winmail"),), Kind.HEADING))
    for words in dict.fromkeys(texts):
        result.blocks += text_blocks(words)
        result.source_text.append(words)
    for number, one in enumerate(found, start=1):
        name = one.properties.get(_LONG_NAME, b"").decode("utf-16-le", "replace").rstrip("\0")
        name = (
            name
            if name.isprintable() and name
            else one.title or text("archive.part", number=number)
        )
        data = one.data or one.properties.get(_OBJECT, b"")
        result.parts.append(Part(name, functools.partial(bytes, data), Relation.ATTACHMENT))
        result.blocks.append(Paragraph((mark("embedded_named", name=name),), Kind.SMALL))
    return result


def _texts(properties: dict[int, bytes], result: Converted) -> Iterator[str]:
    html = properties.get(_HTML, b"")
    if html:
        yield html.decode("utf-8", "replace")
    if _RTF in properties:
        try:
            page, words = rtf_body(unpack_rtf(properties[_RTF]))
        except SourceError:
            result.warn(IntakeProblem.TEXT_LOST)
            return
        yield page or words


def _attributes(untrusted: bytes) -> Iterator[tuple[int, bytes]]:
    at = 6  # signature and key
    while at + 9 <= len(untrusted):
        _level, attribute, length = struct.unpack_from("<BII", untrusted, at)
        end = at + 9 + length
        if end + 2 > len(untrusted):
            raise problem(IntakeProblem.DAMAGED)
        yield attribute & 0xFFFF, untrusted[at + 9 : end]
        at = end + 2  # checksum
    if at != len(untrusted):
        raise problem(IntakeProblem.DAMAGED)


def _properties(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Tag and value of MAPI properties; of several values the last."""
    try:
        (count,) = struct.unpack_from("<I", data)
        if count > _MAX_PROPERTIES:
            raise limit(IntakeProblem.TOO_COMPLEX)
        at = 4
        for _ in range(count):
            kind, tag = struct.unpack_from("<HH", data, at)
            at += 4
            if tag >= 0x8000:
                at = _skip_name(data, at)
            value, at = _value(data, at, kind)
            yield tag, value
    except struct.error:
        raise problem(IntakeProblem.DAMAGED) from None


def _skip_name(data: bytes, at: int) -> int:
    (by_name,) = struct.unpack_from("<I", data, at + 16)
    if not by_name:
        return at + 24
    (length,) = struct.unpack_from("<I", data, at + 20)
    return at + 24 + _padded(length)


def _value(data: bytes, at: int, kind: int) -> tuple[bytes, int]:
    is_many, base = kind & 0x1000, kind & 0x0FFF
    count = 1
    if is_many or base in _VARIABLE:
        (count,) = struct.unpack_from("<I", data, at)
        at += 4
    value = b""
    if count > _MAX_PROPERTIES:
        raise problem(IntakeProblem.DAMAGED)
    for _ in range(count):
        if base in _VARIABLE:
            (length,) = struct.unpack_from("<I", data, at)
            value, at = data[at + 4 : at + 4 + length], at + 4 + _padded(length)
        else:
            size = _FIXED.get(base, 4)
            value, at = data[at : at + size], at + _padded(size)
    return value, at


def _padded(length: int) -> int:
    return (length + 3) & ~3
