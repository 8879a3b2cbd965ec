"""Looks whether a docx can serve as house style, without the library that writes letters.

Apart from `letter_docx`: the window asks this when a profile is read, and only a worker writes.
"""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree as ET

from woo_desk.errors import UsageError
from woo_desk.publication.letter_template import HOUSE_STYLE

_MOST_BYTES = 20_000_000
"""Unpacked, of one part that is read."""
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAIN_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
"""ECMA-376 part 1, 11.3.10; a template (dotx) has another, and cannot be written as a letter."""
_NEEDED = frozenset({"Normal", "Title", "heading 1", "List Bullet", "Table Grid"})
"""Names as they stand in the file: those of Word in every language (ECMA-376 part 1, 17.7.4.9)."""


def refuse_wrong_style(house_style: bytes) -> None:
    """UsageError "house_style_wrong": it is no docx, or lacks a style that is needed."""
    try:
        with zipfile.ZipFile(io.BytesIO(house_style)) as package:
            is_document = _MAIN_TYPE in _part(package, "[Content_Types].xml")
            names = _style_names(_part(package, "word/styles.xml"))
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, RuntimeError, ET.ParseError) as why:
        # RuntimeError: a password; NotImplementedError, one of its kind: a way of packing.
        raise UsageError("house_style_wrong", name=HOUSE_STYLE) from why
    if not is_document or not names >= _NEEDED:
        raise UsageError("house_style_wrong", name=HOUSE_STYLE)


def _part(package: zipfile.ZipFile, name: str) -> bytes:
    if package.getinfo(name).file_size > _MOST_BYTES:
        msg = f"{name} is too large"
        raise ValueError(msg)
    return package.read(name)


def _style_names(styles: bytes) -> set[str]:
    names = ET.fromstring(styles).iterfind(f"{_WORD}style/{_WORD}name")
    return {name.get(f"{_WORD}val", "") for name in names}
