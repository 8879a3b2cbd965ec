"""Looks into OLE containers: which old Office format one is, and what is embedded in one."""

from __future__ import annotations

import contextlib
import io
import struct
from collections.abc import Iterator

import olefile  # type: ignore[import-untyped]  # ships without types

from woo_desk.convert.result import limit, problem
from woo_desk.domain.document import IntakeProblem, SourceType

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
RTF_MAGIC = b"{\\rtf"
_OLD = {"worddocument": "doc", "workbook": "xls", "book": "xls", "powerpoint document": "ppt"}
"""Stream that tells an old Office format."""
_FILE_PASS = 0x2F
MAX_STREAM = 200 * 1024 * 1024
MAX_ENTRIES = 50_000

_OLE_ERRORS: tuple[type[Exception], ...] = (
    OSError,
    ValueError,
    IndexError,
    KeyError,
    TypeError,
    AttributeError,  # WHY: olefile raises it where a directory entry is missing
    struct.error,
    RecursionError,
    EOFError,
    OverflowError,
)


@contextlib.contextmanager
def ole_problems() -> Iterator[None]:
    """Turn whatever olefile throws at untrusted bytes into a SourceError."""
    try:
        yield
    except MemoryError:
        raise limit(IntakeProblem.TOO_COMPLEX) from None
    except _OLE_ERRORS:
        raise problem(IntakeProblem.DAMAGED) from None


@contextlib.contextmanager
def open_ole(untrusted: bytes) -> Iterator[olefile.OleFileIO]:
    """Open a container; SourceError when it is damaged."""
    with ole_problems():
        file = olefile.OleFileIO(io.BytesIO(untrusted), raise_defects=olefile.DEFECT_FATAL)
    try:
        with ole_problems():
            if len(file.direntries) > MAX_ENTRIES:
                raise limit(IntakeProblem.TOO_COMPLEX)
        yield file
    finally:
        file.close()


def read_stream(file: olefile.OleFileIO, name: str | list[str]) -> bytes:
    """A stream; b"" when there is none. SourceError when damaged, LimitExceeded when too large."""
    with ole_problems():
        if not file.exists(name) or file.get_type(name) != olefile.STGTY_STREAM:
            return b""
        if file.get_size(name) > MAX_STREAM:
            raise limit(IntakeProblem.TOO_LARGE)
        return bytes(file.openstream(name).read())


def ole_kind(untrusted: bytes) -> tuple[SourceType, IntakeProblem | None]:
    """What an OLE container is, and what is wrong with it."""
    with open_ole(untrusted) as file, ole_problems():
        names = {"/".join(entry).lower() for entry in file.listdir(streams=True, storages=True)}
        is_locked = "encryptedpackage" in names or _is_locked(file, names)
    if is_locked:
        return SourceType.UNKNOWN, IntakeProblem.ENCRYPTED
    if "__properties_version1.0" in names:
        return SourceType.MSG, None
    if names & set(_OLD):
        return SourceType.OLD_OFFICE, None
    return SourceType.UNKNOWN, None


def _is_locked(file: olefile.OleFileIO, names: set[str]) -> bool:
    """Whether an old Office file asks for a password, which no other program gets round either.

    Sources: MS-DOC 2.5.2 (FibBase), MS-XLS 2.4.117 (FilePass), MS-PPT 2.3.2 (CurrentUserAtom).
    """
    if "worddocument" in names:
        head = _head(file, "WordDocument", 12)
        return len(head) == 12 and bool(struct.unpack_from("<H", head, 10)[0] & 0x0100)
    if "powerpoint document" in names:
        return _head(file, "Current User", 16)[12:] == b"\xdf\xc4\xd1\xf3"
    for name in ("Workbook", "Book"):
        if name.lower() in names:
            return _FILE_PASS in _records(_head(file, name, 4096))
    return False


def _head(file: olefile.OleFileIO, name: str, size: int) -> bytes:
    return bytes(file.openstream(name).read(size))


def _records(stream: bytes) -> Iterator[int]:
    """The numbers of the first records of a workbook."""
    at = 0
    while at + 4 <= len(stream):
        number, length = struct.unpack_from("<HH", stream, at)
        yield number
        at += 4 + length


def old_office_kind(untrusted: bytes) -> str:
    """Which of "doc", "xls", "xlsb", "ppt" and "rtf" an old Office file is; "" for none."""
    if untrusted.startswith(RTF_MAGIC):
        return "rtf"
    if untrusted.startswith(_ZIP):
        return "xlsb"  # the only one of these that is a package
    if not untrusted.startswith(OLE_MAGIC):
        return ""
    with open_ole(untrusted) as file, ole_problems():
        names = {"/".join(entry).lower() for entry in file.listdir(streams=True)}
    return next((kind for stream, kind in _OLD.items() if stream in names), "")


def embedded_file(untrusted: bytes, name: str) -> tuple[str, bytes]:
    """Name and content of what is embedded as an OLE object; itself when it wraps nothing.

    Sources: MS-OLEDS 2.3.6 (Ole10Native), MS-OFFCRYPTO does not apply here.
    """
    if not untrusted.startswith(OLE_MAGIC):
        return name, untrusted
    with open_ole(untrusted) as file:
        native = read_stream(file, "\x01Ole10Native")
        if native:
            return _native(native) or (name, native)
        for stream in ("Package", "CONTENTS", "package"):
            content = read_stream(file, stream)
            if content:
                return name, content
    return name, untrusted


def _native(stream: bytes) -> tuple[str, bytes] | None:
    """Of a packaged file: size, flags, label, path, …, size, content."""
    try:
        at = 6  # total size and a type
        label, at = _zero_ended(stream, at)
        _path, at = _zero_ended(stream, at)
        at += 4  # two words without a use here
        (length,) = struct.unpack_from("<I", stream, at)
        at += 4 + length  # path of a temporary file
        (size,) = struct.unpack_from("<I", stream, at)
    except (struct.error, ValueError):
        return None
    content = stream[at + 4 : at + 4 + size]
    return (label, content) if len(content) == size else None


def _zero_ended(stream: bytes, at: int) -> tuple[str, int]:
    end = stream.index(b"\0", at)
    return stream[at:end].decode("cp1252", "replace"), end + 1
