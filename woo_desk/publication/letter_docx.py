"""Writes a letter as docx, plainly or in the house style of an organisation.

The plain form holds only what a letter needs (ECMA-376 part 1, 17): no theme, no thumbnail, no
list of a hundred style names in which the verifier would have to look for names of persons. The
same letter gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx
from docx.document import Document as DocxDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt
from docx.table import Table as DocxTable

from woo_desk.domain.export import PublishedFile
from woo_desk.domain.letters import Block, BlockKind, Letter
from woo_desk.domain.table import Table
from woo_desk.errors import UsageError
from woo_desk.publication import package
from woo_desk.publication.cells import write_csv
from woo_desk.publication.house_style import refuse_wrong_style
from woo_desk.publication.letter_template import HOUSE_STYLE
from woo_desk.publication.manifest import published_file

_MADE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""WHY fixed: the same letter gives the same bytes; the manifest tells when."""
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_STYLES = frozenset(
    {"Normal", "Title", "Heading1", "ListBullet", "TableGrid", "TableNormal",
     "DefaultParagraphFont", "NoList"}
)  # fmt: skip
_DROPPED = (
    "/thumbnail", "/theme", "/stylesWithEffects", "/webSettings", "/fontTable", "/customXml",
    "/extended-properties",
)  # fmt: skip
"""Ends of the types of relations whose parts a plain letter does without."""
_FONT = "Arial"
_CELL = 9
"""Points of the text in a table."""
_ROOM = 78
"""Characters that fit beside one another between the margins."""
_WORD, _FULL, _EDGE = 24, 240, 4
"""Characters of the longest word, and of a cell, that ask for room; and of the edges of a cell."""
_STYLE_OF = {
    BlockKind.TITLE: "Title",
    BlockKind.HEADING: "Heading 1",
    BlockKind.TEXT: "Normal",
    BlockKind.ITEM: "List Bullet",
}


def write_letter(letter: Letter, path: Path, house_style: bytes | None = None) -> None:
    """Write one letter; what lies at `path` is overwritten.

    Args:
        letter: with its blocks in order.
        path: of the docx.
        house_style: a docx whose styles, header and footer are used and whose text is not; None
            for the plain form. Such a letter may hold pictures and names: never publish it.

    Raises:
        UsageError: "house_style_wrong": it is no docx, or lacks a style that is needed.
    """
    document = _plain() if house_style is None else _styled(house_style)
    new_page = False
    for block in letter.blocks:
        if block.kind is BlockKind.PAGE:
            new_page = True
            continue
        _add(document, block, new_page=new_page)
        new_page = False
    properties = document.core_properties
    properties.title, properties.language = letter.title, "nl-NL"
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = _MADE
    properties.revision = 1
    stream = io.BytesIO()
    document.save(stream)
    path.write_bytes(_settled(stream.getvalue()))


def write_letters(
    letters: Sequence[Letter], chronology: Table | None, public: Path
) -> tuple[PublishedFile, ...]:
    """Write letters, in the plain form, and the time line into a package.

    Args:
        letters: of words that may be published.
        chronology: the time line as a table; None for none.
        public: folder of the package.

    Returns:
        The files, by their paths in the package.
    """
    written = []
    for letter in letters:
        path = public / package.LETTERS / f"{letter.kind.value}.docx"
        path.parent.mkdir(exist_ok=True)
        write_letter(letter, path)
        written.append(path)
    if chronology is not None:
        written.append(public / package.CHRONOLOGY_CSV)
        write_csv(chronology, written[-1])
    return tuple(published_file(path, path.relative_to(public).as_posix()) for path in written)


def _plain() -> DocxDocument:
    document = docx.Document()
    for rels in (document.part.package.rels, document.part.rels):
        for key in [key for key, rel in rels.items() if rel.reltype.endswith(_DROPPED)]:
            del rels[key]
    styles = document.styles.element
    for child in list(styles):
        is_style = child.tag == qn("w:style")
        if child.tag == qn("w:latentStyles") or (
            is_style and child.get(qn("w:styleId")) not in _STYLES
        ):
            styles.remove(child)
    settings = document.settings.element
    for child in list(settings):
        if child.tag not in (qn("w:compat"), qn("w:defaultTabStop")):
            settings.remove(child)
    _set_fonts(document)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    return document


def _set_fonts(document: DocxDocument) -> None:
    """One font that every machine has, and Dutch as language: a screen reader needs it."""
    styles = document.styles
    for element in styles.element.iter(qn("w:rFonts")):
        element.attrib.clear()
        for side in ("ascii", "hAnsi", "cs", "eastAsia"):
            element.set(qn(f"w:{side}"), _FONT)
    for element in styles.element.iter(qn("w:lang")):
        element.attrib.clear()
        element.set(qn("w:val"), "nl-NL")
    for element in list(styles.element.iter(qn("w:color"))):
        element.attrib.clear()
        element.set(qn("w:val"), "000000")
    for link in ("w:link", "w:next"):
        for style in styles.element.findall(qn("w:style")):
            for element in style.findall(qn(link)):
                if element.get(qn("w:val")) not in _STYLES:
                    style.remove(element)
    for name, size in (("Normal", 10.5), ("Title", 16), ("Heading 1", 12)):
        styles[name].font.size = Pt(size)


def _styled(house_style: bytes) -> DocxDocument:
    refuse_wrong_style(house_style)
    try:
        document = docx.Document(io.BytesIO(house_style))
    except (PackageNotFoundError, KeyError, ValueError, OSError, zipfile.BadZipFile) as error:
        raise UsageError("house_style_wrong", name=HOUSE_STYLE) from error
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    return document


def _add(document: DocxDocument, block: Block, *, new_page: bool) -> None:
    """WHY no break of its own: behind a full page it would leave an empty one."""
    if block.kind is BlockKind.TABLE:
        _add_table(document, block.rows)
        return
    paragraph = document.add_paragraph(_clean(block.text), style=_STYLE_OF[block.kind])
    if new_page:
        paragraph.paragraph_format.page_break_before = True


def _add_table(document: DocxDocument, rows: tuple[tuple[str, ...], ...]) -> None:
    if not rows:
        return
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    section = document.sections[-1]
    page, left, right = section.page_width, section.left_margin, section.right_margin
    room = int(page or Cm(21)) - int(left or 0) - int(right or 0)
    table.autofit = False
    for column, width in zip(table.columns, column_widths(rows), strict=True):
        column.width = Emu(round(room * width))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, words, column in zip(row.cells, cells, table.columns, strict=True):
            cell.text = _clean(words)
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(_CELL)
            cell.width = column.width
    for cell in table.rows[0].cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True
    _repeat_heading(table)
    document.add_paragraph()


def column_widths(rows: Sequence[Sequence[str]]) -> tuple[float, ...]:
    """Which part of the room each column gets: none breaks its words while there is room.

    Each column gets what its longest word needs; the rest goes by how much stands in it.
    """
    columns = list(zip(*rows, strict=True))
    longest = [
        min(max((len(word) for cell in cells for word in cell.split()), default=1), _WORD) + _EDGE
        for cells in columns
    ]
    whole = [min(max(len(cell) for cell in cells), _FULL) + _EDGE for cells in columns]
    rest = max(_ROOM - sum(longest), 0)
    wanted = [max(full - word, 0) for full, word in zip(whole, longest, strict=True)]
    share = [rest * each / (sum(wanted) or 1) for each in wanted]
    sizes = [word + more for word, more in zip(longest, share, strict=True)]
    return tuple(size / sum(sizes) for size in sizes)


def _repeat_heading(table: DocxTable) -> None:
    """The first row is a heading: it stands again on each page, and is read aloud as one."""
    row = table.rows[0]._tr
    mark = OxmlElement("w:tblHeader")
    row.get_or_add_trPr().append(mark)


def _clean(words: str) -> str:
    """Without what XML 1.0 cannot hold."""
    return "".join(c for c in words if c in "\t\n" or (c >= " " and c not in "\ufffe\uffff"))


def _settled(data: bytes) -> bytes:
    """The same package with fixed times and parts in a fixed order."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(result, "w") as target:
        for info in sorted(
            source.infolist(), key=lambda i: (i.filename != "[Content_Types].xml", i.filename)
        ):
            entry = zipfile.ZipInfo(info.filename, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(info))
    return result.getvalue()
