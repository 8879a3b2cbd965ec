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

from woo_desk.verify.values import Value, element_values, entry_bytes, loose_values, parse_xml

_PARTS = frozenset({"mimetype", "META-INF/manifest.xml", "meta.xml", "content.xml", "styles.xml"})
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_FOREIGN = ("annotation", "script", "event-listeners", "object", "image", "plugin", "applet", "dde")


def ods_values(data: bytes) -> Iterator[Value]:
    """The values of a spreadsheet.

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
        yield Value(name, f"entry {number}", is_foreign=name not in _PARTS)
        if name == "mimetype":
            yield Value(part.decode("ascii"), name)
        else:
            yield from loose_values(part, name)
            yield from _part(part, name)


def _part(part: bytes, name: str) -> Iterator[Value]:
    root = parse_xml(part)
    cells = 0
    for number, element in enumerate(root.iter()):
        place = f"{name} element {number}"
        if isinstance(element.tag, str) and element.tag in _CELLS:
            cells += 1
            yield _cell(element, f"{name} cell {cells}")
        local = str(element.tag).rpartition("}")[2]
        if local in _FOREIGN:
            yield Value(local, place, is_foreign=True)
        yield from element_values(element, place)


def _cell(cell: ET.Element, place: str) -> Value:
    is_formula = f"{_TABLE}formula" in cell.attrib
    return Value("".join(_said(cell)).strip("\n"), place, is_formula)


def _said(element: ET.Element) -> Iterator[str]:
    """Text with white space as it is shown."""
    if element.tag == f"{_TEXT}s":
        yield " " * int(element.attrib.get(f"{_TEXT}c", "1"))
    elif element.tag == f"{_TEXT}tab":
        yield "\t"
    elif element.tag == f"{_TEXT}line-break":
        yield "\n"
    yield element.text or ""
    for child in element:
        yield from _said(child)
        yield child.tail or ""
    if element.tag == f"{_TEXT}p":
        yield "\n"
