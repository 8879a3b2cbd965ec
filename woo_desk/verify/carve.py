"""Reads a PDF as bytes: which objects lie in it, and what lies between them.

Follows the file from front to back and not by its cross-reference table, so it also sees what no
table points to. Knows only the outer form of a PDF (ISO 32000-1, 7.2 to 7.5); what it does not know
becomes a gap, and a gap with anything in it is a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from woo_desk.verify.findings import CutShort

MAX_OBJECTS = 500_000

_OBJECT = re.compile(rb"(\d{1,10})\s+(\d{1,5})\s+obj\b")
_XREF = re.compile(rb"xref\s+(?:\d+\s+\d+\s*[\r\n]+(?:\d{10}\s\d{5}\s[nf]\s*)*)*")
_TRAILER = re.compile(rb"trailer\s*")
_END = re.compile(rb"startxref\s+(\d+)\s+%%EOF")
_BINARY_MARK = re.compile(rb"%[\x80-\xff]{2,16}[ \t]*[\r\n]+")
_HEADER = re.compile(rb"%PDF-[12]\.\d[ \t]*[\r\n]+")
_SPACE = re.compile(rb"[\x00\t\n\x0c\r ]*")
_NEXT = re.compile(rb"\d{1,10}\s+\d{1,5}\s+obj\b|\bxref\b|\btrailer\b|\bstartxref\b")
# What can hide the end of an object, or is it: a string, a comment, a dictionary, a keyword.
_MARKS = re.compile(rb"\(|<<|<|%|(?<![/\w])stream\r?\n|(?<![/\w])endobj\b")
_PARENTHESES = re.compile(rb"\\.|[()]", re.DOTALL)
_LENGTH = re.compile(rb"/Length\s+(\d+)(?!\s+\d+\s+R)(?!\d)")
_STREAM_END = re.compile(rb"\r?\n?endstream\s*endobj\b")
REFERENCE = re.compile(rb"(?<![\w.])(\d{1,10})\s+(\d{1,5})\s+R\b")


@dataclass(frozen=True, slots=True)
class RawObject:
    """One object as it lies in the file, by its places there: the bytes are those of the file."""

    number: int
    offset: int
    _data: bytes = field(repr=False)
    _value: tuple[int, int]
    _stream: tuple[int, int, int] | None = None
    """Where it begins, where it ends by its length, and where `endstream` stands."""

    @property
    def value(self) -> bytes:
        """Everything up to the stream, or up to `endobj`."""
        return self._data[slice(*self._value)]

    @property
    def stream(self) -> bytes | None:
        """As stored; None for an object that is no stream."""
        return None if self._stream is None else self._data[slice(*self._stream[:2])]

    @property
    def slack(self) -> bytes:
        """What stands between the end of the stream by its length and `endstream`."""
        return b"" if self._stream is None else self._data[slice(*self._stream[1:])]


@dataclass(slots=True)
class RawFile:
    """What lies in the file, in order."""

    objects: list[RawObject] = field(default_factory=list)
    trailers: list[bytes] = field(default_factory=list)
    ends: int = 0
    """How many times the file says that it ends here; each revision adds one."""
    gaps: list[tuple[int, bytes]] = field(default_factory=list)
    """Offset and content of what belongs to no part of a PDF, white space aside."""
    comments: list[tuple[int, bytes]] = field(default_factory=list)
    """Offset and text of comments inside objects."""


def carve(data: bytes) -> RawFile:
    """Take a file apart.

    Raises:
        CutShort: more than MAX_OBJECTS objects.
        ValueError: an object has no end.
    """
    raw = RawFile()
    position = _skip_header(data, raw)
    while (position := _after_space(data, position)) < len(data):
        position = _part(data, position, raw)
        if len(raw.objects) > MAX_OBJECTS:
            raise CutShort(str(MAX_OBJECTS))
    return raw


def _skip_header(data: bytes, raw: RawFile) -> int:
    header = _HEADER.search(data, 0, 4096)
    if header is None:
        return 0
    if header.start():
        raw.gaps.append((0, data[: header.start()]))
    mark = _BINARY_MARK.match(data, header.end())
    return mark.end() if mark else header.end()


def _after_space(data: bytes, position: int) -> int:
    space = _SPACE.match(data, position)
    return space.end() if space else position


def _part(data: bytes, position: int, raw: RawFile) -> int:
    """Read one part of the file that begins here, and give the place after it."""
    if head := _OBJECT.match(data, position):
        return _object(data, head, raw)
    if table := _XREF.match(data, position):
        return table.end()
    if word := _TRAILER.match(data, position):
        end = _value_end(data, word.end(), raw, _XREF_END)
        raw.trailers.append(data[word.end() : end])
        return end
    if end_mark := _END.match(data, position):
        raw.ends += 1
        return end_mark.end()
    following = _NEXT.search(data, position + 1)
    end = following.start() if following else len(data)
    raw.gaps.append((position, data[position:end]))
    return end


def _object(data: bytes, head: re.Match[bytes], raw: RawFile) -> int:
    number, start = int(head[1]), head.end()
    end = _value_end(data, start, raw, _OBJECT_END)
    value = data[start:end]
    word = _OBJECT_END.match(data, end)
    if word is None:
        msg = "an object without end"
        raise ValueError(msg)
    if word[0].startswith(b"endobj"):
        raw.objects.append(RawObject(number, head.start(), data, (start, end)))
        return word.end()
    stream, after = _stream(data, word.end(), value)
    raw.objects.append(RawObject(number, head.start(), data, (start, end), stream))
    return after


_OBJECT_END = re.compile(rb"stream\r?\n|endobj\b")
_XREF_END = re.compile(rb"startxref\b")


def _value_end(data: bytes, position: int, raw: RawFile, end: re.Pattern[bytes]) -> int:
    """Where the keyword stands that ends a value, strings and comments stepped over."""
    marks = _MARKS if end is _OBJECT_END else _TRAILER_MARKS
    while mark := marks.search(data, position):
        match mark[0]:
            case b"(":
                position = _string_end(data, mark.end())
            case b"<<":
                position = mark.end()
            case b"<":
                position = _found(data.find(b">", mark.end())) + 1
            case b"%":
                position = _line_end(data, mark.end())
                raw.comments.append((mark.start(), data[mark.start() : position]))
            case _:
                return mark.start()
    msg = "a value without end"
    raise ValueError(msg)


_TRAILER_MARKS = re.compile(rb"\(|<<|<|%|startxref\b")


def _string_end(data: bytes, position: int) -> int:
    depth = 1
    for mark in _PARENTHESES.finditer(data, position):
        if mark[0] == b"(":
            depth += 1
        elif mark[0] == b")":
            depth -= 1
            if not depth:
                return mark.end()
    msg = "a string without end"
    raise ValueError(msg)


def _found(position: int) -> int:
    if position < 0:
        msg = "a hexadecimal string without end"
        raise ValueError(msg)
    return position


def _line_end(data: bytes, position: int) -> int:
    ends = [end for end in (data.find(b"\r", position), data.find(b"\n", position)) if end >= 0]
    return min(ends, default=len(data))


def _stream(data: bytes, start: int, value: bytes) -> tuple[tuple[int, int, int], int]:
    """Where content and slack lie, and the place after `endobj`."""
    length = _LENGTH.search(value)
    if length is not None:
        stop = start + int(length[1])
        closing = _STREAM_END.search(data, stop) if stop <= len(data) else None
        if closing is not None:
            return (start, stop, closing.start()), closing.end()
    # The length stands elsewhere, or is wrong: everything up to the first end counts as content.
    closing = _STREAM_END.search(data, start)
    if closing is None:
        msg = "a stream without end"
        raise ValueError(msg)
    return (start, closing.start(), closing.start()), closing.end()


def references(value: bytes) -> Iterator[int]:
    """Numbers of the objects that a value refers to; text in strings is not looked at."""
    if b"(" in value:
        value = without_strings(value)
    for reference in REFERENCE.finditer(value):
        yield int(reference[1])


def without_strings(value: bytes) -> bytes:
    """The value with its literal strings left out."""
    parts, position = [], 0
    while (opening := value.find(b"(", position)) >= 0:
        parts.append(value[position:opening])
        position = _string_end(value, opening + 1)
    return b" ".join([*parts, value[position:]])
