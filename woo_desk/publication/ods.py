"""Writes tables as an OpenDocument spreadsheet, row by row, the same bytes each time.

Source: OpenDocument 1.3 part 2 (package: `mimetype` first and stored) and part 3, 9.1 (tables),
5.1 and 6.1 (paragraphs, white space). Every cell is of type "string", so nothing is calculated.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from woo_desk.domain.table import Table
from woo_desk.publication.cells import printable

_MIME = "application/vnd.oasis.opendocument.spreadsheet"
_DATE = (1980, 1, 1, 0, 0, 0)
"""WHY fixed: the same decisions give the same bytes."""
_SPACES = re.compile(r" {2,}|\t|^ | $")
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{_OASIS}{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("meta", "meta"),
        ("fo", "xsl-fo-compatible"),
    )
)
_MANIFEST = f"""{_XML}<manifest:manifest xmlns:manifest="{_OASIS}manifest:1.0" \
manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="{_MIME}"/>\
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>\
<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>\
</manifest:manifest>"""
_CHARACTER_CM = 0.2
_BLOCK = 400
"""Rows that are written at a time."""


def write_ods(tables: Sequence[Table], path: Path, title: str) -> None:
    """Write a spreadsheet of one sheet per table; an existing file is replaced.

    Args:
        tables: at least one.
        path: is overwritten.
        title: of the dossier, free of personal data.
    """
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_entry("mimetype", zipfile.ZIP_STORED), _MIME)
        archive.writestr(_entry("META-INF/manifest.xml"), _MANIFEST)
        archive.writestr(_entry("meta.xml"), _meta(title))
        with archive.open(_entry("content.xml"), "w", force_zip64=True) as content:
            for piece in _content(tables):
                content.write(piece.encode())


def _entry(name: str, method: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _DATE)
    entry.compress_type = method
    return entry


def _meta(title: str) -> str:
    return (
        f'{_XML}<office:document-meta {_NAMESPACES} xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'office:version="1.3"><office:meta><dc:title>{escape(printable(title))}</dc:title>'
        "<dc:language>nl-NL</dc:language></office:meta></office:document-meta>"
    )


def _content(tables: Sequence[Table]) -> Iterator[str]:
    yield f'{_XML}<office:document-content {_NAMESPACES} office:version="1.3">'
    yield "<office:automatic-styles>" + "".join(
        f'<style:style style:name="{name}" style:family="table-column"><style:table-column-'
        f'properties style:column-width="{width * _CHARACTER_CM:.1f}cm"/></style:style>'
        for name, width in sorted({(_width(c.width), c.width) for t in tables for c in t.columns})
    )
    yield (
        '<style:style style:name="head" style:family="table-cell"><style:table-cell-properties '
        'fo:wrap-option="wrap"/><style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="body" style:family="table-cell"><style:table-cell-properties '
        'fo:wrap-option="wrap"/></style:style></office:automatic-styles>'
        "<office:body><office:spreadsheet>"
    )
    for table in tables:
        yield from _table(table)
    yield "</office:spreadsheet></office:body></office:document-content>"


def _table(table: Table) -> Iterator[str]:
    yield f"<table:table table:name={quoteattr(printable(table.name))}>"
    yield "".join(
        f'<table:table-column table:style-name="{_width(column.width)}" '
        'table:default-cell-style-name="body"/>'
        for column in table.columns
    )
    heading = _row([column.heading for column in table.columns], "head")
    yield f"<table:table-header-rows>{heading}</table:table-header-rows>"
    for start in range(0, len(table.rows), _BLOCK):
        yield "".join(_row(row, "body") for row in table.rows[start : start + _BLOCK])
    yield "</table:table>"


def _width(characters: int) -> str:
    return f"w{characters}"


def _row(cells: Sequence[str], style: str) -> str:
    inside = "".join(_cell(cell, style) for cell in cells)
    return f"<table:table-row>{inside}</table:table-row>"


def _cell(value: str, style: str) -> str:
    if not value:
        return f'<table:table-cell table:style-name="{style}"/>'
    paragraphs = "".join(
        f"<text:p>{_SPACES.sub(_space, escape(line))}</text:p>"
        for line in printable(value).split("\n")
    )
    return (
        f'<table:table-cell table:style-name="{style}" office:value-type="string">'
        f"{paragraphs}</table:table-cell>"
    )


def _space(match: re.Match[str]) -> str:
    """White space that a reader would otherwise take together (part 3, 6.1.2)."""
    found = match[0]
    return "<text:tab/>" if found == "\t" else f'<text:s text:c="{len(found)}"/>'
