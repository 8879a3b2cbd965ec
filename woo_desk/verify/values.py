"""Reads every value out of machine-readable files: workbooks, CSV, JSON, XML and plain text.

Workbooks are read as what they are, a zip of XML (ECMA-376 part 1, 18.3 and 18.4), not by the
library that wrote them.
"""

from __future__ import annotations

import csv
import functools
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from woo_desk.verify.findings import CutShort
from woo_desk.verify.frames import is_code, is_name, is_setting

MAX_ENTRY = 512 * 1024 * 1024
"""Unpacked bytes of one entry of a workbook."""
_SHARED = "xl/sharedStrings.xml"
_ABOUT_FILE = "docProps/app.xml"
"""Which program wrote the workbook, and how its sheets are called."""
_LAYOUT = re.compile(r'&(?:"[^"]*"|[A-Z]|\d+)')
"""Codes in headers and footers (18.3.1.46)."""
_SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml")
_LOOSE = re.compile(rb"<(?:!--|\?)(.*?)(?:--|\?)>", re.DOTALL)
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
_NUMBER = re.compile(r"\s*[+-]?\d[\d.,\s]*|\s*-\s*")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_KNOWN_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(?:app|core)\.xml|xl/workbook\.xml"
    r"|xl/_rels/workbook\.xml\.rels|xl/worksheets/sheet\d+\.xml|xl/theme/theme\d+\.xml"
    r"|xl/styles\.xml|xl/sharedStrings\.xml|xl/metadata\.xml"
)
"""Parts of a workbook of cells; comments, links, pictures and macros are not among them."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value and where it stands."""

    text: str
    place: str
    """"sheet1.xml B7", "line 3, field 2", "$.files[0].path"; without text of the document."""
    is_formula: bool = False
    is_foreign: bool = False
    """The place itself should not be there, whatever it says."""


Wanted = Callable[[str], bool]
"""Whether a reader has to give values with this text. WHY: an inventory of a thousand rows says the
same few names of elements, digits and words ten thousand times. A formula and what is foreign are
given in any case; what is not wanted may be given too. A text counts as looked at once it was asked
for: of what does not count where it stands, a reader must not ask."""
Reader = Callable[[bytes, Wanted], Iterator[Value]]


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig")


def _csv_values(data: bytes, wanted: Wanted) -> Iterator[Value]:
    text = _text(data)
    heading = text.partition("\n")[0]
    delimiter = ";" if heading.count(";") >= heading.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    for row in reader:
        for number, cell in enumerate(row, 1):
            calculates = bool(_FORMULA.match(cell)) and not _NUMBER.fullmatch(cell)
            if calculates or wanted(cell):
                yield Value(cell, f"line {reader.line_num}, field {number}", calculates)


def _json_values(data: bytes, wanted: Wanted) -> Iterator[Value]:
    # WHY pairs: of a key that stands there twice, a dictionary would show one value.
    yield from _json_parts(json.loads(_text(data), object_pairs_hook=_Pairs), "$", wanted)


class _Pairs(list[tuple[str, object]]):
    """Keys and values of one JSON object."""


def _json_parts(value: object, place: str, wanted: Wanted) -> Iterator[Value]:
    if isinstance(value, _Pairs):
        for number, (key, item) in enumerate(value):
            if not is_name(key) and wanted(key):
                yield Value(key, f"{place}.{number}")
            if isinstance(item, list):
                yield from _json_parts(item, f"{place}.{number}", wanted)
            elif not is_code(key, said := _json_said(item)) and wanted(said):
                yield Value(said, f"{place}.{number}")
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _json_parts(item, f"{place}[{number}]", wanted)
    elif wanted(said := _json_said(value)):
        yield Value(said, place)


def _json_said(value: object) -> str:
    if value is None or isinstance(value, bool):
        return ""
    said = str(value)
    return "" if "://" in said and is_setting(said) else said


def loose_values(data: bytes, place: str) -> Iterator[Value]:
    """Comments and instructions of an XML file: a parser forgets those outside the root."""
    for found in _LOOSE.finditer(data):
        said = found[1].decode("utf-8", "replace")
        if not is_setting(said):
            yield Value(said, place)


def _xml_values(data: bytes, wanted: Wanted, *, is_about_file: bool = False) -> Iterator[Value]:
    yield from loose_values(data, "")
    for number, element in enumerate(parse_xml(data).iter()):
        yield from element_values(element, f"element {number}", wanted, is_about_file=is_about_file)


def parse_xml(data: bytes) -> ET.Element:
    """The root; ValueError for what can define entities (their expansion is not bounded)."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or data[:2] in (b"\xfe\xff", b"\xff\xfe"):
        msg = "XML with a document type, or not in UTF-8"
        raise ValueError(msg)
    parser = ET.XMLParser(target=ET.TreeBuilder(insert_comments=True, insert_pis=True))
    return ET.fromstring(data, parser)


def element_values(
    element: ET.Element, place: str, wanted: Wanted, *, is_about_file: bool = False
) -> Iterator[Value]:
    """Name, attributes and text of one element, and the text behind it.

    What stands there in every file of its kind (`woo_desk.verify.frames`) is not given; as a text
    it is left out only of a part that describes the file.
    """
    # WHY before it is asked for: what was asked for once is not looked at in a cell either.
    if not is_name(name := name_of(element)) and wanted(name):
        yield Value(name, place)
    for key, value in element.attrib.items():
        if not is_name(name := _local(key)) and wanted(name):
            yield Value(name, place)
        if not is_setting(value) and wanted(value):
            yield Value(value, place)
    for text in (element.text, element.tail):
        if is_about_file and text and is_setting(text):
            continue
        if text and wanted(text) and not text.isspace():
            yield Value(text, place)


def name_of(element: ET.Element) -> str:
    """Without its namespace; "" for a comment or an instruction."""
    return _local(element.tag) if isinstance(element.tag, str) else ""


@functools.lru_cache(maxsize=1024)
def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _plain_values(data: bytes, wanted: Wanted) -> Iterator[Value]:
    for number, line in enumerate(_text(data).splitlines(), 1):
        if wanted(line):
            yield Value(line, f"line {number}")


def _workbook_values(data: bytes, wanted: Wanted) -> Iterator[Value]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if archive.comment:
            yield Value(archive.comment.decode("cp1252", "replace"), "zip comment", is_foreign=True)
        parts = {info.filename: entry_bytes(archive, info) for info in archive.infolist()}
    shared = _shared_strings(parts.get(_SHARED))
    used: set[int] = set()
    for number, (name, part) in enumerate(parts.items()):
        if not _KNOWN_PARTS.fullmatch(name):
            yield Value(name, f"entry {number}", is_foreign=True)
        if name.endswith((".xml", ".rels")):
            yield from loose_values(part, f"entry {number}")
        if _SHEET.fullmatch(name):
            yield from _cells(part, name.rpartition("/")[2], shared, used, wanted)
        elif name == _SHARED:
            continue
        elif name.endswith((".xml", ".rels")):
            yield from _xml_values(part, wanted, is_about_file=name == _ABOUT_FILE)
    for index in set(range(len(shared))) - used:
        yield Value(shared[index], f"shared string {index}")


def entry_bytes(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """One entry of a zip, unpacked; CutShort when it is larger than can be looked at."""
    if info.file_size > MAX_ENTRY:
        raise CutShort(str(MAX_ENTRY))
    return archive.read(info)


def _said(element: ET.Element) -> str:
    return "".join(part.text or "" for part in element.iter() if name_of(part) == "t")


def _shared_strings(part: bytes | None) -> list[str]:
    if part is None:
        return []
    return [_said(item) for item in parse_xml(part) if name_of(item) == "si"]


def _cells(
    part: bytes, sheet: str, shared: list[str], used: set[int], wanted: Wanted
) -> Iterator[Value]:
    for element in parse_xml(part).iter():
        name = name_of(element)
        if name == "c":
            cell = _cell(element, sheet, shared, used)
            if cell.is_formula or wanted(cell.text):
                yield cell
        elif name not in ("v", "t"):
            text = _LAYOUT.sub(" ", element.text) if element.text else ""
            settings = (s for s in element.attrib.values() if not is_setting(s))
            yield from (Value(s, sheet) for s in (text, *settings) if wanted(s))


def _cell(element: ET.Element, sheet: str, shared: list[str], used: set[int]) -> Value:
    place = f"{sheet} {element.attrib.get('r', '')}"
    is_formula, raw = False, ""
    for child in element:
        name = name_of(child)
        is_formula = is_formula or name == "f"
        raw += (child.text or "") if name == "v" else ""
    if element.attrib.get("t") == "s":
        used.add(int(raw))
        return Value(shared[int(raw)], place, is_formula)
    return Value(raw + _said(element), place, is_formula)


READERS: Mapping[str, Reader] = {
    ".csv": _csv_values,
    ".json": _json_values,
    ".txt": _plain_values,
    ".xlsx": _workbook_values,
    ".xml": _xml_values,
}
"""Suffix of a file name -> what reads its values. Anything else, PDF and zip aside, is unknown."""


def is_digest(text: str) -> bool:
    """Whether a value is a SHA-256: its digits are chance, and a short number may be among them."""
    return _DIGEST.fullmatch(text) is not None
