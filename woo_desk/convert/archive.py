"""Archives and mailboxes: what is in them is listed on a page and handed on piece by piece.

Names in an archive are only words: nothing is written under them.
"""

from __future__ import annotations

import functools
import posixpath
import re
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from woo_desk.convert.package import MAX_MEMBERS, Package
from woo_desk.convert.result import Converted, Part, limit, mark, mark_line
from woo_desk.convert.text import decode_text
from woo_desk.domain.document import HiddenKind, IntakeProblem, Relation
from woo_desk.domain.printout import Kind, Paragraph, Run, Table, plain
from woo_desk.texts import text

_DRIVE = re.compile(r"^[A-Za-z]:|^[\\/]")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_UTF8_NAME = 0x800


def convert_zip(package: Package) -> Converted:
    """A page with the contents, and each member as a part."""
    result = Converted()
    result.blocks.append(Paragraph((mark("archive"),), Kind.HEADING))
    rows: list[tuple[tuple[Paragraph, ...], ...]] = [
        tuple((plain(text(f"archive.{key}")),) for key in ("name", "bytes", "date"))
    ]
    for member in package.members:
        path = member_name(member)
        remarks = []
        if _is_link(member):
            result.warn(IntakeProblem.ARCHIVE_NAMES)
            remarks.append(mark_line("link_in_archive"))
        else:
            base = path.replace("\\", "/").rpartition("/")[2] or path
            content = functools.partial(package.read_member, member)
            result.parts.append(Part(base, content, Relation.MEMBER, path))
        if reaches_outside(path):
            result.warn(IntakeProblem.ARCHIVE_NAMES)
            remarks.append(mark_line("name_reaches_out"))
        date = "{2:02d}-{1:02d}-{0}".format(*member.date_time)
        rows.append(((plain(path), *remarks), (plain(str(member.file_size)),), (plain(date),)))
    result.blocks.append(Table(tuple(rows), header_rows=1))
    _add_remarks(result, package)
    return result


def _add_remarks(result: Converted, package: Package) -> None:
    """What whoever made an archive wrote with it, which most programs do not show."""
    remarks = [package.remark, *(member.comment for member in package.members)]
    for remark in remarks:
        words = " ".join(decode_text(remark).split())
        if words:
            result.hide(HiddenKind.COMMENT, words)
            result.blocks.append(Paragraph((mark("archive_remark"), Run(f" {words}"))))
            result.source_text.append(words)


def member_name(member: zipfile.ZipInfo) -> str:
    """The name as whoever made the archive meant it.

    WHY cp437: without the flag for UTF-8 a name is decoded so; most programs wrote UTF-8 anyway.
    """
    if member.flag_bits & _UTF8_NAME:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return member.filename


def reaches_outside(name: str) -> bool:
    """Whether a name would leave the folder that an archive is unpacked in."""
    flat = posixpath.normpath(name.replace("\\", "/"))
    return bool(_DRIVE.match(name)) or flat == ".." or flat.startswith("../")


def _is_link(member: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(member.external_attr >> 16)


def convert_mbox(path: Path) -> Converted:
    """A page that says how many messages there are, and each message as a part.

    Raises:
        LimitExceeded: more messages than can come in at once.
        OSError: the file cannot be read any more.
    """
    result = Converted()
    with path.open("rb") as file:
        places = list(_messages(file))
    result.blocks.append(Paragraph((mark("mailbox", count=len(places)),), Kind.HEADING))
    for number, (start, end) in enumerate(places, start=1):
        content = functools.partial(_message, path, start, end)
        name = text("archive.message", number=number)
        result.parts.append(Part(f"{name}.eml", content, Relation.MESSAGE))
    return result


def _messages(file: BinaryIO) -> Iterator[tuple[int, int]]:
    """Begin and end of each message, without the line "From …" before it."""
    start, at, count = -1, 0, 0
    was_blank = True
    for line in file:
        if was_blank and line.startswith(b"From "):
            if start >= 0:
                yield start, at
            count += 1
            if count > MAX_MEMBERS:
                raise limit(IntakeProblem.ARCHIVE_LIMIT)
            start = at + len(line)
        was_blank = not line.strip()
        at += len(line)
    if start >= 0:
        yield start, at


def _message(path: Path, start: int, end: int) -> bytes:
    with path.open("rb") as file:
        file.seek(start)
        return _QUOTED_FROM.sub(rb"\1", file.read(end - start))
