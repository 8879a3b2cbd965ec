"""Reads every value out of a letter (docx), as what it is: a zip of XML.

Source: ECMA-376 part 1, 17 and 11. A paragraph is read as one text, so that a name cannot hide
between two runs; every attribute and every piece of text in every part is read beside that. A part
or element that a letter does not need should not be there, whatever it says.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from woo_desk.verify.values import (
    Value,
    Wanted,
    element_values,
    entry_bytes,
    loose_values,
    name_of,
    parse_xml,
)

_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(?:app|core)\.xml"
    r"|word/(?:document|styles|settings|numbering)\.xml|word/_rels/document\.xml\.rels"
)
_FOREIGN = frozenset(
    {"comment", "commentReference", "del", "ins", "moveFrom", "moveTo", "delText", "vanish",
     "webHidden", "instrText", "fldSimple", "altChunk", "object", "drawing", "pict", "control",
     "footnoteReference", "endnoteReference", "hyperlink", "sdt", "customXml", "smartTag",
     "attachedTemplate", "mailMerge", "docVar", "AlternateContent", "subDoc"}
)  # fmt: skip
"""Elements that hide text, point out of the file, or hold what is no text."""
_TEXT = {"t": None, "tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}


def docx_values(data: bytes, wanted: Wanted) -> Iterator[Value]:
    """The wanted values of a letter.

    Raises:
        ValueError: it is no such file, or cannot be read to the end.
        CutShort: a part is larger than can be looked at.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if archive.comment:
            yield Value(archive.comment.decode("cp1252", "replace"), "zip comment", is_foreign=True)
        infos = archive.infolist()
        parts = {info.filename: entry_bytes(archive, info) for info in infos}
        if len(parts) != len(infos) or "word/document.xml" not in parts:
            msg = "a part stands there twice, or there is no letter"
            raise ValueError(msg)
    for number, (name, part) in enumerate(parts.items()):
        if _PARTS.fullmatch(name):
            yield from loose_values(part, name)
            yield from _part(part, name, wanted)
        else:
            yield Value(name, f"entry {number}", is_foreign=True)


def _part(part: bytes, name: str, wanted: Wanted) -> Iterator[Value]:
    paragraphs = 0
    for number, element in enumerate(parse_xml(part).iter()):
        place = f"{name} element {number}"
        local = name_of(element)
        if local == "p":
            paragraphs += 1
            yield Value("".join(_said(element)), f"{name} paragraph {paragraphs}")
        points_out = local == "Relationship" and element.attrib.get("TargetMode") == "External"
        if local in _FOREIGN or points_out:
            yield Value(local, place, is_foreign=True)
        yield from element_values(element, place, wanted)


def _said(paragraph: ET.Element) -> Iterator[str]:
    for element in paragraph.iter():
        local = name_of(element)
        if local in _TEXT:
            said = _TEXT[local]
            yield (element.text or "") if said is None else said
