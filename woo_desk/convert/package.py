"""Opens zip files that nobody vouches for: Office documents and archives.

Every bound is checked against what is really unpacked, never against what the file claims alone.
Nothing is ever written under a name that comes out of a zip.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from woo_desk.convert.result import limit, problem
from woo_desk.convert.xml import Element, parse_xml
from woo_desk.domain.document import IntakeProblem

MAX_MEMBERS = 20_000
MAX_MEMBER_BYTES = 200 * 1024 * 1024
"""Of one member; the same as for a file that is handed in by itself."""
MAX_TOTAL_BYTES = 4 * 1024 * 1024 * 1024
MAX_RATIO = 250
"""Unpacked against packed, from a megabyte up. Text packs by 5 to 20, a bomb by 1,000."""
_RATIO_FROM = 1024 * 1024
_CHUNK = 1024 * 1024

_LOCAL = struct.Struct("<4s5H3L2H")
_END = struct.Struct("<4s4H2LH")
_DESCRIPTOR = 24
"""Bytes after the content of a member that say how long it is, at most."""

_ZIP_ERRORS: tuple[type[Exception], ...] = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    IndexError,
    # WHY: zipfile raises it for methods of packing and for encryption that it does not know.
    NotImplementedError,
)


class Package:
    """A zip file whose members are read by name, within bounds."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file
        self.remark = file.comment
        # WHY file_size: a folder has no content, but a file may be given the name of one.
        self.members = [m for m in file.infolist() if not m.is_dir() or m.file_size]
        self._names = {
            _folded(member.filename): _slashed(member.filename) for member in self.members
        }
        self._by_name = {_folded(member.filename): member for member in self.members}
        self._read = 0

    @property
    def has_unlisted(self) -> bool:
        """Whether there are bytes in it that belong to nothing in its list of contents.

        Another archive before this one, a member that was struck from the list, or words after
        the end: no program shows them, and whoever gets the file can find them.
        """
        source = self._file.fp
        return source is not None and _has_gaps(source, self._file)

    def has(self, name: str) -> bool:
        """Whether there is a member of this name; large and small letters are the same."""
        return _folded(name) in self._by_name

    def names(self, prefix: str = "", suffix: str = "") -> list[str]:
        """Names with this beginning and end, in order."""
        begin, end = prefix.casefold(), suffix.casefold()
        return sorted(n for f, n in self._names.items() if f.startswith(begin) and f.endswith(end))

    def read(self, name: str) -> bytes:
        """Content of a member; b"" when there is none. Raises as `read_member`."""
        member = self._by_name.get(_folded(name))
        return self.read_member(member) if member is not None else b""

    def read_member(self, member: zipfile.ZipInfo) -> bytes:
        """Content of a member.

        Raises:
            SourceError: encrypted or damaged.
            LimitExceeded: it grows too large or too fast.
        """
        if member.flag_bits & 1:
            raise problem(IntakeProblem.ENCRYPTED)
        content = io.BytesIO()
        most = max(_RATIO_FROM, member.compress_size * MAX_RATIO)
        try:
            with self._file.open(member) as source:
                while part := source.read(_CHUNK):
                    content.write(part)
                    self._read += len(part)
                    if content.tell() > MAX_MEMBER_BYTES or self._read > MAX_TOTAL_BYTES:
                        raise limit(IntakeProblem.TOO_LARGE)
                    if content.tell() > most:
                        raise limit(IntakeProblem.TOO_COMPLEX)
        except RuntimeError as error:  # "password required", also as its subclasses
            if isinstance(error, NotImplementedError):
                raise problem(IntakeProblem.DAMAGED) from None
            raise problem(IntakeProblem.ENCRYPTED) from None
        except _ZIP_ERRORS:
            raise problem(IntakeProblem.DAMAGED) from None
        return content.getvalue()

    def xml(self, name: str) -> Element | None:
        """The XML in a member; None when there is no such member."""
        return parse_xml(self.read(name)) if self.has(name) else None

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """Relations of a part of an OOXML package: id -> (last word of the type, target).

        Targets inside are full names; those outside stand as they are, after "external:".
        """
        folder, base = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        result: dict[str, tuple[str, str]] = {}
        for relation in root if root is not None else ():
            kind = str(relation.get("Type", "")).rpartition("/")[2]
            target = str(relation.get("Target", ""))
            if relation.get("TargetMode") == "External":
                target = f"external:{target}"
            elif target.startswith("/"):
                target = target.lstrip("/")
            else:
                target = posixpath.normpath(posixpath.join(folder, target))
            result[str(relation.get("Id", ""))] = (kind, target)
        return result


def _has_gaps(source: IO[bytes], file: zipfile.ZipFile) -> bool:
    """Whether members, list and end of a zip leave room (APPNOTE.TXT 4.3.6)."""
    end = 0
    for member in sorted(file.infolist(), key=lambda each: each.header_offset):
        if member.header_offset - end > _DESCRIPTOR:
            return True
        source.seek(member.header_offset + _LOCAL.size - 4)
        lengths = source.read(4)
        if len(lengths) < 4:
            return True
        name, extra = struct.unpack("<HH", lengths)
        end = member.header_offset + _LOCAL.size + name + extra + member.compress_size
    if file.start_dir - end > _DESCRIPTOR:
        return True
    source.seek(0, io.SEEK_END)
    size = source.tell()
    source.seek(max(size - _END.size - len(file.comment), 0))
    return source.read(4) != b"PK\5\6"


def _slashed(name: str) -> str:
    """WHY: some programs write the separator of Windows into their zip files."""
    return name.replace("\\", "/").lstrip("/")


def _folded(name: str) -> str:
    return _slashed(name).casefold()


@contextmanager
def open_package(untrusted: bytes | Path) -> Iterator[Package]:
    """Open a zip.

    Raises:
        SourceError: damaged.
        LimitExceeded: too many members.
    """
    try:
        file = zipfile.ZipFile(io.BytesIO(untrusted) if isinstance(untrusted, bytes) else untrusted)
    except _ZIP_ERRORS:
        raise problem(IntakeProblem.DAMAGED) from None
    with file:
        if len(file.infolist()) > MAX_MEMBERS:
            raise limit(IntakeProblem.ARCHIVE_LIMIT)
        yield Package(file)
