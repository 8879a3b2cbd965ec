"""Reads every value out of an OpenDocument spreadsheet, as what it is: a zip of XML.

Source: OpenDocument 1.3 part 2 and part 3. A cell is read as one text, its paragraphs, spaces and
tabs as what they stand for, so that a name cannot hide between two elements. A part that a sheet of
cells does not need (a picture, a script, settings) should not be there, whatever it says.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from woo_desk.verify.frames import is_setting
from woo_desk.verify.values import (
    Value,
    Wanted,
    element_values,
    entry_bytes,
    loose_values,
    name_of,
    parse_xml,
)

_PARTS = frozenset({"mimetype", "META-INF/manifest.xml", "meta.xml", "content.xml", "styles.xml"})
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_FORMULA = f"{_TABLE}formula"
_SPACES, _PARAGRAPH = f"{_TEXT}s", f"{_TEXT}p"
_WHITE = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_FOREIGN = ("annotation", "script", "event-listeners", "object", "image", "plugin", "applet", "dde")


def ods_values(data: bytes, wanted: Wanted) -> Iterator[Value]:
    """The wanted values of a spreadsheet.

    Raises:
        ValueError: it is no spreadsheet, or cannot be read to the end.
        CutShort: a part is larger than can be looked at.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if archive.comment:
            yield Value(archive.comment.decode("cp1252", "replace"), "zip comment", is_foreign=True)
        parts = {info.filename: entry_bytes(archive, info) for info in archive.infolist()}
        if len(parts) != len(archive.infolist()):
            msg = "a part stands there twice"
            raise ValueError(msg)
    for number, (name, part) in enumerate(parts.items()):
        if name not in _PARTS:
            yield Value(name, f"entry {number}", is_foreign=True)
        if name == "mimetype":
            if not is_setting(said := part.decode("ascii")):
                yield Value(said, name)
        else:
            yield from loose_values(part, name)
            yield from _part(part, name, wanted)


def _part(part: bytes, name: str, wanted: Wanted) -> Iterator[Value]:
    root = parse_xml(part)
    cells = 0
    for number, element in enumerate(root.iter()):
        place = f"{name} element {number}"
        if element.tag in _CELLS:
            cells += 1
            said, is_formula = _said(element).strip("\n"), _FORMULA in element.attrib
            if is_formula or wanted(said):
                yield Value(said, f"{name} cell {cells}", is_formula)
        if (local := name_of(element)) in _FOREIGN:
            yield Value(local, place, is_foreign=True)
        yield from element_values(element, place, wanted)


def _said(element: ET.Element) -> str:
    """Text with white space as it is shown."""
    said = _WHITE.get(element.tag, "")
    if element.tag == _SPACES:
        said = " " * int(element.attrib.get(f"{_TEXT}c", "1"))
    said += element.text or ""
    for child in element:
        said += _said(child) + (child.tail or "")
    return said + "\n" if element.tag == _PARAGRAPH else said
