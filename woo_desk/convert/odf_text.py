"""Paragraphs, lists, tables and frames of OpenDocument."""

from __future__ import annotations

import functools
import posixpath
import re
from collections.abc import Iterator

from woo_desk.convert.media import place_picture
from woo_desk.convert.package import Package
from woo_desk.convert.result import Converted, Part, lines_of, mark
from woo_desk.convert.source_text import odf_stretches
from woo_desk.convert.xml import (
    Element,
    all_text,
    attribute,
    children,
    every,
    first,
    inner_text,
    local,
)
from woo_desk.domain.document import HiddenKind, Relation
from woo_desk.domain.printout import (
    Block,
    Ink,
    Kind,
    NewPage,
    Paragraph,
    Printout,
    Run,
    Table,
    plain,
    text_of,
)

_OBJECT = re.compile(r"^(Object [^/]+)/content\.xml$")
_BINARY = re.compile(r"^Object [^/]+$")
_APART = frozenset(("annotation", "note", "frame", "tracked-changes", "text-box", "custom-shape",
                    "rect", "g", "line"))  # fmt: skip
_SILENT = frozenset(("forms", "sequence-decls", "variable-decls", "user-field-decls", "bookmark",
                     "annotation-end", "event-listeners", "soft-page-break"))  # fmt: skip
_HIDDEN_WORDS = ("string-value", "string-value-if-true", "string-value-if-false")
_MAX_REPEAT = 1000


class OdfReader:
    """Reads the content of one file.

    Attributes:
        result: that is being filled.
    """

    def __init__(self, package: Package, result: Converted, content: Element) -> None:
        self.result = result
        self._package = package
        self._changes: dict[str, Element] = {
            attribute(region, "id"): region for region in every(content, "changed-region")
        }
        self._hidden = {
            attribute(style, "name")
            for style in every(content, "style")
            if any(attribute(p, "display") == "none" for p in children(style, "text-properties"))
        }
        self._after: list[Block] = []
        self._ink = Ink.PLAIN

    def blocks(self, holder: Element) -> list[Block]:
        """Everything below an element."""
        return [block for element in children(holder) for block in self.blocks_of(element)]

    def blocks_outside_sheets(self, holder: Element) -> list[Block]:
        """Of a spreadsheet, what stands beside its sheets."""
        names = ("table", "named-expressions", "database-ranges", "label-ranges",
                 "calculation-settings", "content-validations", "tracked-changes",
                 "data-pilot-tables")  # fmt: skip
        kept = [element for element in children(holder) if local(element) not in names]
        return [block for element in kept for block in self.blocks_of(element)]

    def blocks_of(self, element: Element, indent: int = 0) -> list[Block]:
        """One element as blocks."""
        name = local(element)
        if name in ("p", "h"):
            return self._paragraph(element, Kind.HEADING if name == "h" else Kind.BODY, indent)
        if name == "table":
            return self._table(element)
        if name == "annotation":
            return [self._annotation(element)]
        if name in ("tracked-changes", "image", "plugin", *_SILENT):
            return list(self._image(element)) if name == "image" else []
        if name in ("object", "object-ole"):
            return []  # its text and its file come at the end
        if name == "list":
            return [b for item in children(element) for b in self._item(item, indent + 1)]
        result = [b for child in children(element) for b in self.blocks_of(child, indent)]
        words = text_of(Printout(tuple(result)))
        if name == "text-box" and words.strip():
            self.result.hide(HiddenKind.TEXT_BOX, words)
        if name == "section" and words.strip() and _is_out_of_sight(element):
            self.result.hide(HiddenKind.HIDDEN_TEXT, words)
            begin, end = mark("hidden_text"), mark("hidden_text_end")
            return [Paragraph((begin,), Kind.SMALL), *result, Paragraph((end,), Kind.SMALL)]
        if element.text and element.text.strip() and not result:
            return [plain(element.text, indent=indent)]
        return result

    def deleted(self, body: Element) -> list[Block]:
        """What was deleted while changes were tracked; the file keeps it apart from the text."""
        blocks: list[Block] = []
        for region in every(body, "changed-region"):
            for deletion in children(region, "deletion"):
                self._ink = Ink.DELETED
                inside = [b for e in children(deletion) if local(e) != "change-info"
                          for b in self.blocks_of(e)]  # fmt: skip
                self._ink = Ink.PLAIN
                said = mark("deleted", **_who(deletion))
                words = text_of(Printout(tuple(inside)))
                self.result.hide(HiddenKind.TRACKED_CHANGE, f"{said.text} {words}")
                blocks += [Paragraph((said,), is_hidden=True), *inside]
            for change in children(region, "insertion", "format-change"):
                said = mark("changed", **_who(change))
                self.result.hide(HiddenKind.TRACKED_CHANGE, said.text)
                blocks.append(Paragraph((said,), Kind.SMALL))
        return blocks

    def earlier_cells(self, part: Element) -> list[Block]:
        """What cells of a spreadsheet held before they were changed, while that was tracked."""
        blocks: list[Block] = []
        for changes in children(part, "tracked-changes"):
            for change in children(changes):
                words = [inner_text(p) for p in every(change, "p")]
                said = mark("changed", **_who(change))
                self.result.hide(HiddenKind.TRACKED_CHANGE, f"{said.text} {' '.join(words)}")
                blocks.append(Paragraph((said,), Kind.SMALL))
                blocks += [plain(word, indent=1, is_hidden=True) for word in words]
        return blocks

    def add_objects(self) -> None:
        """Objects inside: text of charts and formulas, and files as documents of their own."""
        for name in self._package.names("Object "):
            chart = _OBJECT.match(name)
            if chart:
                root = self._package.xml(name)
                words = [s for s in odf_stretches(root) if s.strip()]
                if words:
                    self.result.blocks.append(Paragraph((mark("chart"),), Kind.SMALL))
                    self.result.blocks += [plain(one, indent=1) for one in words]
                    self.result.source_text += words
            elif _BINARY.match(name):
                self.result.hide(HiddenKind.ATTACHMENT, name)
                self.result.blocks.append(
                    Paragraph((mark("embedded"), Run(f" {name}")), Kind.SMALL)
                )
                content = functools.partial(self._package.read, name)
                self.result.parts.append(Part(name, content, Relation.EMBEDDED, name))

    def _item(self, item: Element, indent: int) -> list[Block]:
        blocks = [b for child in children(item) for b in self.blocks_of(child, indent)]
        for at, block in enumerate(blocks):
            if isinstance(block, Paragraph):
                blocks[at] = Paragraph((Run("• "), *block.runs), block.kind, block.indent)
                break
        return blocks

    def _paragraph(self, element: Element, kind: Kind, indent: int) -> list[Block]:
        outer, self._after = self._after, []
        runs = self._runs(element)
        after, self._after = self._after, outer
        hidden = attribute(element, "style-name") in self._hidden
        if hidden and lines_of(runs):
            self.result.hide(HiddenKind.HIDDEN_TEXT, "".join(run.text for run in runs))
            runs = [mark("hidden_text"), *runs]
        own = [Paragraph(tuple(runs), kind, indent, is_hidden=hidden)] if lines_of(runs) else []
        return [*own, *after]

    def _runs(self, element: Element) -> list[Run]:
        runs = [Run(element.text, self._ink)] if element.text else []
        for child in element:
            if isinstance(child.tag, str):
                runs += self._inline(child)
            if child.tail:
                runs.append(Run(child.tail, self._ink))
        return runs

    def _inline(self, child: Element) -> list[Run]:
        name = local(child)
        if name == "s":
            count = attribute(child, "c")
            return [Run(" " * (min(int(count), _MAX_REPEAT) if count.isdigit() else 1))]
        if name in ("tab", "line-break"):
            return [Run("    " if name == "tab" else "\n")]
        if name in ("change-start", "change-end", "change"):
            return self._change(child, name)
        if name == "note":
            return self._note(child)
        if name in _APART:
            self._after += self.blocks_of(child)
            return []
        if name in ("hidden-text", "hidden-paragraph", "conditional-text"):
            words = " ".join(attribute(child, key) for key in _HIDDEN_WORDS).strip()
            words = words or inner_text(child)
            self.result.hide(HiddenKind.HIDDEN_TEXT, words)
            return [mark("hidden_text"), Run(f" {words} "), *self._runs(child)]
        if name in _SILENT:
            return []
        runs = self._runs(child)
        if name == "span" and attribute(child, "style-name") in self._hidden and lines_of(runs):
            self.result.hide(HiddenKind.HIDDEN_TEXT, "".join(run.text for run in runs))
            return [mark("hidden_text"), *runs, mark("hidden_text_end")]
        target = attribute(child, "href") if name == "a" else ""
        if target and target.removeprefix("mailto:") not in "".join(run.text for run in runs):
            runs.append(mark("link", target=target))
        return runs

    def _change(self, element: Element, name: str) -> list[Run]:
        region = self._changes.get(attribute(element, "change-id"))
        if region is None:
            return []
        kind = next((local(e) for e in children(region)), "")
        if name == "change-start" and kind == "insertion":
            self._ink = Ink.INSERTED
            return []
        if name == "change-end" and kind == "insertion":
            self._ink = Ink.PLAIN
            return [mark("inserted", **_who(next(children(region))))]
        return [mark("deleted_here")] if name == "change" else []

    def _note(self, note: Element) -> list[Run]:
        citation = "".join(e.text or "" for e in children(note, "note-citation"))
        body = first(note, "note-body")
        inside = self.blocks(body) if body is not None else []
        self.result.hide(HiddenKind.NOTE, text_of(Printout(tuple(inside))))
        lead = mark("footnote", number=citation)
        for at, block in enumerate(inside):
            if isinstance(block, Paragraph) and at == 0:
                self._after.append(Paragraph((lead, Run(" "), *block.runs), Kind.SMALL))
            else:
                self._after.append(block)
        return [lead]

    def _annotation(self, element: Element) -> Paragraph:
        who = {local(e): "".join(all_text(e)) for e in children(element, "creator", "date")}
        words = "\n".join(inner_text(p) for p in every(element, "p"))
        by, at = who.get("creator", ""), who.get("date", "")[:10]
        self.result.hide(HiddenKind.COMMENT, f"{by} {at}: {words}")
        lead = mark("comment", number="", by=by, at=who.get("date", ""))
        extra = [e for e in children(element) if local(e) not in ("p", "creator", "date", "list")]
        rest = " ".join(inner_text(e) for e in extra)
        return Paragraph((lead, Run(f" {words} {rest}".rstrip())), indent=1, is_hidden=True)

    def _image(self, element: Element) -> Iterator[Block]:
        target = attribute(element, "href")
        if target.startswith(("http:", "https:", "ftp:", "file:", "//")):
            target = f"external:{target}"
        if target:
            yield from place_picture(self._package, self.result, posixpath.normpath(target))
        for child in children(element):
            yield from self.blocks_of(child)

    def _table(self, element: Element) -> list[Block]:
        rows = []
        pictures: list[Block] = []
        for row in every(element, "table-row"):
            if next(row.iterancestors(element.tag), element) is not element:
                continue  # of a table in a table
            cells = []
            for cell in children(row, "table-cell", "covered-table-cell"):
                inside = self.blocks(cell)
                cells.append(tuple(p for b in inside for p in _flat(b)))
                pictures += [b for b in inside if not isinstance(b, (Paragraph, Table, NewPage))]
            rows.append(tuple(cells))
        return [Table(tuple(rows)), *pictures]


def _flat(block: Block) -> Iterator[Paragraph]:
    if isinstance(block, Paragraph):
        yield block
    elif isinstance(block, Table):
        for row in block.rows:
            for cell in row:
                yield from cell


def _is_out_of_sight(section: Element) -> bool:
    """Whether a section is not shown, or only under a condition that does not hold now."""
    shown = attribute(section, "display")
    return shown == "none" or (shown == "condition" and attribute(section, "is-hidden") == "true")


def _who(change: Element) -> dict[str, str]:
    """By whom and when."""
    information = first(change, "change-info")
    found = (
        {local(e): e.text or "" for e in children(information)} if information is not None else {}
    )
    return {"by": found.get("creator", ""), "at": found.get("date", "")}
