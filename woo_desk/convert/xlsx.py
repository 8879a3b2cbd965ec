"""Workbooks (.xlsx): every sheet as a table with its letters and numbers, hidden ones too.

Source: ECMA-376 part 1, 18.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from woo_desk.convert.drawing import add_drawn_texts, drawn_parts
from woo_desk.convert.embedded import add_embedded
from woo_desk.convert.media import place_picture
from woo_desk.convert.package import Package
from woo_desk.convert.properties import add_properties, ooxml_properties
from woo_desk.convert.result import Converted, mark, problem
from woo_desk.convert.sheets import Grid, add_grid
from woo_desk.convert.xlsx_asides import add_asides, add_connections, add_controls
from woo_desk.convert.xlsx_sheet import SheetReader, persons_of, strings_of
from woo_desk.convert.xlsx_values import Formats
from woo_desk.convert.xml import Element, all_text, attribute, children, every, first
from woo_desk.domain.document import HiddenKind, IntakeProblem
from woo_desk.domain.printout import Kind, NewPage, Paragraph, plain

_FOLDER = "xl/"
_USED = re.compile(
    rb'<(?:\w+:)?c\b[^>]*?\bt="s"[^>]*>.{0,4000}?<(?:\w+:)?v[^>]*>\s*(\d+)', re.DOTALL
)
_CACHES = ("xl/pivotCache/", "xl/externalLinks/")


def convert_xlsx(package: Package, main: str = "xl/workbook.xml") -> Converted:
    """All of a workbook.

    Raises:
        SourceError: damaged, encrypted.
        LimitExceeded: larger or more complex than is safe.
    """
    book = package.xml(main)
    if book is None:
        raise problem(IntakeProblem.DAMAGED)
    result = Converted()
    relations = package.relations(main)
    strings = strings_of(_part(package, relations, "sharedStrings", "xl/sharedStrings.xml"))
    styles = _part(package, relations, "styles", "xl/styles.xml")
    formats = Formats(styles, from_1904=_is_1904(book))
    persons = persons_of(package)
    used: set[int] = set()
    sheets = first(book, "sheets")
    for number, sheet in enumerate(children(sheets, "sheet") if sheets is not None else ()):
        target = relations.get(attribute(sheet, "id"), ("", ""))[1]
        grid = Grid(attribute(sheet, "name"), state=attribute(sheet, "state"))
        result.source_text.append(grid.name)
        root = package.xml(target)
        if root is not None:
            reader = SheetReader(package, target, strings, formats, persons)
            reader.fill(grid, root)
            used |= reader.used
            if reader.misses_strings:  # a number stands where there should be a text
                result.warn(IntakeProblem.PART_LEFT_OUT)
            add_asides(result, root, grid.name)
            result.source_text += _source_of(package.read(target), strings, reader.comment_parts)
        add_grid(result, grid, is_first=number == 0)
    _add_unused(result, [text for key, text in enumerate(strings) if key not in used])
    _add_names(result, book)
    add_connections(package, result)
    add_controls(package, result)
    _add_caches(package, result)
    _add_revisions(package, result)
    for name in package.names("xl/media/"):
        result.blocks += place_picture(package, result, name)
    add_drawn_texts(package, result, _FOLDER)
    result.source_text += drawn_parts(package, _FOLDER)
    add_embedded(package, result, _FOLDER)
    add_properties(result, ooxml_properties(package))
    return result


def _part(
    package: Package, relations: dict[str, tuple[str, str]], kind: str, usual: str
) -> Element | None:
    """A part that there is one of: where the workbook says that it lies, else its usual place."""
    names = (target for found, target in relations.values() if found == kind)
    return package.xml(next((name for name in names if package.has(name)), usual))


def _is_1904(book: Element) -> bool:
    properties = first(book, "workbookPr")
    return properties is not None and attribute(properties, "date1904") in ("1", "true")


def _source_of(raw: bytes, strings: list[str], comments: list[Element]) -> Iterator[str]:
    """Strings as often as cells name them, found by a pattern and not by reading the sheet."""
    for match in _USED.finditer(raw):
        number = int(match[1]) if len(match[1]) < 9 else len(strings)
        if number < len(strings):
            yield strings[number]
    for root in comments:
        for comment in every(root, "comment", "threadedComment"):
            yield "".join(all_text(comment, "t", "text"))


def _add_unused(result: Converted, texts: list[str]) -> None:
    """Strings that no cell shows any more, but that still are in the file."""
    left = [text for text in texts if text.strip()]
    if left:
        result.blocks.append(Paragraph((mark("unused_strings"),), Kind.HEADING))
        result.blocks += [plain(text, is_hidden=True) for text in left]
        result.source_text += left
        result.hide(HiddenKind.HIDDEN_CELLS, " · ".join(left))


def _add_names(result: Converted, book: Element) -> None:
    names = first(book, "definedNames")
    for name in children(names, "definedName") if names is not None else ():
        said = attribute(name, "name")
        if not said.startswith("_xlnm"):
            result.hide(HiddenKind.FORMULA, f"{said} = {name.text or ''}")


def _add_revisions(package: Package, result: Converted) -> None:
    """What cells held before they were changed, in a workbook that several people share."""
    lines: list[str] = []
    for part in package.names("xl/revisions/revisionLog", ".xml"):
        root = package.xml(part)
        lines += all_text(root, "v", "t", "f") if root is not None else []
    if lines:
        result.blocks.append(Paragraph((mark("revisions"),), Kind.HEADING))
        result.blocks += [plain(line, is_hidden=True) for line in lines]
        result.source_text += lines
        result.hide(HiddenKind.TRACKED_CHANGE, " · ".join(lines))


def _add_caches(package: Package, result: Converted) -> None:
    """Copies of figures that pivot tables and links to other workbooks keep."""
    lines: list[str] = []
    for prefix in _CACHES:
        for part in package.names(prefix, ".xml"):
            root = package.xml(part) if "/_rels/" not in part else None
            if root is not None:
                lines += [
                    attribute(e, "v") for e in every(root, "s", "n", "d") if attribute(e, "v")
                ]
                lines += all_text(root, "v", "t")
    if lines:
        result.blocks.append(NewPage())
        result.blocks.append(Paragraph((mark("cached_values"),), Kind.HEADING))
        result.blocks.append(plain(" · ".join(lines), is_hidden=True))
        result.source_text += lines
        result.hide(HiddenKind.HIDDEN_CELLS, " · ".join(lines[:100]))
