"""Paragraphs and tables of Word documents, with tracked changes, comments and hidden text."""

from __future__ import annotations

from collections.abc import Iterator

from woo_desk.convert.docx_numbers import Numbering
from woo_desk.convert.docx_runs import Relations, RunReader
from woo_desk.convert.package import Package
from woo_desk.convert.result import Converted, lines_of, mark
from woo_desk.convert.xml import Element, attribute, children, first, local
from woo_desk.domain.document import HiddenKind
from woo_desk.domain.printout import (
    Block,
    Kind,
    NewPage,
    Paragraph,
    Picture,
    Printout,
    Run,
    Table,
    text_of,
)

Styles = dict[str, tuple[str, Element | None]]
_WRAPPERS = frozenset(
    ("sdt", "sdtContent", "customXml", "smartTag", "ins", "del", "moveFrom", "moveTo", "body",
     "AlternateContent", "Choice")
)  # fmt: skip
_MAX_COLUMNS = 200


class BodyReader:
    """Turns block after block into printout."""

    def __init__(
        self, package: Package, result: Converted, numbering: Numbering, styles: Styles
    ) -> None:
        self.result = result
        self._numbering = numbering
        self._styles = styles
        self._comments: dict[str, Element] = {}
        self._comment_relations: Relations = {}
        self._package = package

    def blocks(self, holder: Element, relations: Relations) -> list[Block]:
        """Everything in a body, cell, note, header or text box."""
        result: list[Block] = []
        for element in children(holder):
            name = local(element)
            if name == "p":
                result += self._paragraph(element, relations)
            elif name == "tbl":
                result += self._table(element, relations)
            elif name in _WRAPPERS:
                result += self.blocks(element, relations)
        return result

    def read_comments(self, part: tuple[Element | None, Relations]) -> None:
        """Take note of the comments, to print each after the paragraph that it is about."""
        root, self._comment_relations = part
        for comment in children(root, "comment") if root is not None else ():
            self._comments[attribute(comment, "id")] = comment

    def comments_left(self) -> list[Block]:
        """Comments that no paragraph refers to."""
        return [block for key in list(self._comments) for block in self._comment(key)]

    def _comment(self, key: str) -> Iterator[Block]:
        comment = self._comments.pop(key, None)
        if comment is None:
            return
        by, at = attribute(comment, "author"), attribute(comment, "date")[:10]
        blocks = self.blocks(comment, self._comment_relations)
        words = text_of(Printout(tuple(blocks)))
        self.result.hide(HiddenKind.COMMENT, f"{by} {at}: {words}")
        head = (mark("comment", number=key, by=by, at=at), Run(f" {words}"))
        yield Paragraph(head, indent=1, is_hidden=True)
        yield from (block for block in blocks if isinstance(block, Picture))

    def _paragraph(self, element: Element, relations: Relations) -> list[Block]:
        reader = RunReader(self._package, self.result, relations)
        runs = reader.read(element)
        lead = self._lead(element)
        result: list[Block] = []
        if reader.breaks_before or _breaks(element):
            result.append(NewPage())
        if lines_of(runs) or (lead and lead != "•"):
            if lead:
                runs = [Run(f"{lead} "), *runs]
            result.append(Paragraph(tuple(runs), self._kind(element), self._level(element)))
        result += reader.after
        for box in reader.boxes:
            result += self._box(box, relations)
        for key in reader.comments:
            result += self._comment(key)
        return result

    def _box(self, box: Element, relations: Relations) -> list[Block]:
        inside = self.blocks(box, relations)
        words = text_of(Printout(tuple(inside)))
        if words.strip():
            self.result.hide(HiddenKind.TEXT_BOX, words)
            return [Paragraph((mark("text_box"),), Kind.SMALL), *inside]
        return inside

    def _lead(self, element: Element) -> str:
        properties = first(element, "pPr", "numPr")
        if properties is None:
            properties = self._styles.get(_style(element), ("", None))[1]
        number = first(properties, "numId") if properties is not None else None
        if properties is None or number is None:
            return ""
        return self._numbering.label(attribute(number, "val"), _level_of(properties))

    def _level(self, element: Element) -> int:
        properties = first(element, "pPr", "numPr")
        return _level_of(properties) if properties is not None else 0

    def _kind(self, element: Element) -> Kind:
        name = self._styles.get(_style(element), (_style(element).lower(), None))[0]
        if name in ("title", "titel"):
            return Kind.TITLE
        return Kind.HEADING if name.startswith(("heading", "kop ", "kop1")) else Kind.BODY

    def _table(self, element: Element, relations: Relations) -> list[Block]:
        rows: list[tuple[tuple[Paragraph, ...], ...]] = []
        after: list[Block] = []
        heads = 0
        for row in _rows(element):
            cells: list[tuple[Paragraph, ...]] = []
            for cell in _cells(row):
                inside = self.blocks(cell, relations)
                cells.append(tuple(_flat(inside)))
                after += [block for block in inside if isinstance(block, Picture)]
                cells += [()] * min(_span(cell) - 1, _MAX_COLUMNS)
            change = self._row_change(row)
            if change is not None:
                cells[:1] = [(change, *(cells[0] if cells else ()))]
            is_head = first(row, "trPr", "tblHeader") is not None
            heads += is_head and heads == len(rows)
            rows.append(tuple(cells[:_MAX_COLUMNS]))
            for cell_too_many in cells[_MAX_COLUMNS:]:
                after += cell_too_many
        return [Table(tuple(rows), header_rows=min(heads, 3)), *after]

    def _row_change(self, row: Element) -> Paragraph | None:
        for name, key in (("ins", "row_inserted"), ("del", "row_deleted")):
            change = first(row, "trPr", name)
            if change is not None:
                by, at = attribute(change, "author"), attribute(change, "date")[:10]
                run = mark(key, by=by, at=at)
                self.result.hide(HiddenKind.TRACKED_CHANGE, run.text)
                return Paragraph((run,))
        return None


def _flat(blocks: list[Block]) -> Iterator[Paragraph]:
    """Paragraphs of a cell; a table in a table goes row by row."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield from cell


def _rows(table: Element) -> Iterator[Element]:
    for child in children(table):
        if local(child) == "tr":
            yield child
        elif local(child) in _WRAPPERS:
            yield from _rows(child)


def _cells(row: Element) -> Iterator[Element]:
    for child in children(row):
        if local(child) == "tc":
            yield child
        elif local(child) in _WRAPPERS:
            yield from _cells(child)


def _span(cell: Element) -> int:
    span = first(cell, "tcPr", "gridSpan")
    try:
        return max(1, int(attribute(span, "val"))) if span is not None else 1
    except ValueError:
        return 1


def _style(element: Element) -> str:
    style = first(element, "pPr", "pStyle")
    return attribute(style, "val") if style is not None else ""


def _level_of(properties: Element) -> int:
    level = first(properties, "ilvl")
    try:
        return int(attribute(level, "val")) if level is not None else 0
    except ValueError:
        return 0


def _breaks(element: Element) -> bool:
    own = first(element, "pPr", "pageBreakBefore")
    return own is not None and attribute(own, "val") not in ("0", "false")
