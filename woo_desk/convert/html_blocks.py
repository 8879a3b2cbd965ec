"""Walks a page of HTML and makes blocks of it."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import unquote_to_bytes

from lxml import etree

from woo_desk.convert.html_styles import Styles
from woo_desk.convert.pictures import decode_picture
from woo_desk.convert.result import Converted, lines_of, mark
from woo_desk.convert.xml import inner_text
from woo_desk.domain.document import HiddenKind, IntakeProblem
from woo_desk.domain.printout import Block, Ink, Kind, Paragraph, Run, Table
from woo_desk.errors import SourceError

_UNREAD = frozenset(("script", "style", "xml", "head", "meta", "link", "base"))
_FALLBACKS = frozenset(("noscript", "template", "iframe", "object"))
"""What stands in these is only shown by programs that lack something, or by a script."""
_BLOCKS = frozenset(
    (
        "p", "div", "ul", "ol", "dl", "dt", "dd", "li", "table", "tr", "td", "th", "h1", "h2",
        "h3", "h4", "h5", "h6", "hr", "pre", "blockquote", "body", "html", "header", "footer",
        "section", "article", "figure", "figcaption", "caption", "fieldset", "legend", "form",
        "address", "main", "nav", "aside", "center", "tbody", "thead", "tfoot", "details",
        "summary", "option", "select", "title",
    )
)  # fmt: skip
_BOLD = frozenset(("b", "strong", "th"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
_INDENTS = frozenset(("blockquote", "ul", "ol", "dd"))
_SPACE = re.compile(r"[ \t\r\n\f]+")
_REMOTE = ("http:", "https:", "ftp:", "//", "file:", "\\\\")
_MIN_SIDE = 3
"""Pixels: a smaller picture is there to be counted, not to be seen."""
_MAX_COLUMNS = 60


@dataclass(frozen=True, slots=True)
class _State:
    ink: Ink = Ink.PLAIN
    indent: int = 0
    is_hidden: bool = False
    keeps_space: bool = False


class HtmlReader:
    """Reads one page.

    Attributes:
        title: of the page, from its head.
        shown: keys of the pictures that came along and are shown.
    """

    def __init__(self, result: Converted, pictures: Mapping[str, Callable[[], bytes]]) -> None:
        self.title = ""
        self.shown: set[str] = set()
        self._result, self._pictures = result, pictures
        self._blocks: list[Block] = []
        self._runs: list[Run] = []
        self._lead = ""
        self._styles = Styles(etree.Element("html"))

    def read(self, root: etree._Element) -> list[Block]:
        """The blocks of the page."""
        title = root.find(".//head/title")
        self.title = " ".join((title.text or "").split()) if title is not None else ""
        scripts = sum(1 for _ in root.iter("script", "iframe", "object"))
        if scripts:
            self._result.hide(HiddenKind.SCRIPT, str(scripts))
        self._styles = Styles(root)
        self._walk(root, _State())
        self._end(_State())
        return self._blocks

    def _walk(self, element: etree._Element, state: _State) -> None:
        self._add_text(element.text, state)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, state)
            self._add_text(child.tail, state)

    def _element(self, element: etree._Element, state: _State) -> None:
        name = str(element.tag).rpartition(":")[2]
        if name in _UNREAD:
            return
        inner = self._inner(element, name, state)
        if inner.is_hidden and not state.is_hidden:
            self._hidden(element, name, inner)
            return
        if name == "br":
            self._runs.append(Run("\n", inner.ink))
        elif name == "img":
            self._image(element)
        elif name == "table":
            self._end(state)
            self._table(element, inner)
        elif name in ("input", "textarea"):
            self._add_text(element.get("value"), inner)
            self._walk(element, inner)
        elif name in _BLOCKS:
            self._block(element, name, inner, state)
        else:
            self._walk(element, inner)
            if name == "a":
                self._link(element)

    def _inner(self, element: etree._Element, name: str, state: _State) -> _State:
        if name in _BOLD:
            state = replace(state, ink=Ink.BOLD)
        elif name in ("del", "s", "strike"):
            state = replace(state, ink=Ink.DELETED)
        elif name in ("ins", "u"):
            state = replace(state, ink=Ink.INSERTED if name == "ins" else state.ink)
        if name in _INDENTS:
            state = replace(state, indent=state.indent + 1)
        if name == "pre" or "pre-wrap" in (element.get("style") or ""):
            state = replace(state, keeps_space=True)
        is_behind = name in _FALLBACKS or (name == "input" and element.get("type") == "hidden")
        if not state.is_hidden and (is_behind or self._styles.hides(element)):
            state = replace(state, is_hidden=True)
        return state

    def _hidden(self, element: etree._Element, name: str, state: _State) -> None:
        """Show what a style hides, between marks."""
        words = " ".join(f"{inner_text(element)} {element.get('value') or ''}".split())
        if words:
            self._result.hide(HiddenKind.HIDDEN_TEXT, words)
            self._runs.append(mark("hidden_text"))
        if name in _BLOCKS or name == "img":
            self._end(state)
        self._element_inside(element, name, state)
        if words:
            self._runs.append(mark("hidden_text_end"))

    def _element_inside(self, element: etree._Element, name: str, state: _State) -> None:
        if name == "table":
            self._table(element, state)
        elif name == "img":
            self._image(element)
        else:
            self._add_text(element.get("value"), state)
            self._walk(element, state)

    def _block(self, element: etree._Element, name: str, inner: _State, outer: _State) -> None:
        self._end(outer)
        if name == "li":
            self._lead = self._label(element)
        self._walk(element, inner)
        self._end(inner, Kind.HEADING if name in _HEADINGS else Kind.BODY)

    def _label(self, item: etree._Element) -> str:
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return "• "
        start = parent.get("start") or "1"
        first = int(start) if start.isdigit() and len(start) < 9 else 1
        return f"{first + sum(1 for _ in item.itersiblings('li', preceding=True))}. "

    def _add_text(self, text: str | None, state: _State) -> None:
        if not text:
            return
        if not state.keeps_space:
            text = _SPACE.sub(" ", text)
            if not self._runs or self._runs[-1].text.endswith((" ", "\n")):
                text = text.lstrip(" ")
        if text:
            self._runs.append(Run(text, state.ink))

    def _end(self, state: _State, kind: Kind = Kind.BODY) -> None:
        """Close the paragraph that is being filled."""
        runs, self._runs = _trimmed(self._runs), []
        if not lines_of(runs):
            return
        if self._lead:
            runs, self._lead = [Run(self._lead), *runs], ""
        self._blocks.append(Paragraph(tuple(runs), kind, state.indent, is_hidden=state.is_hidden))

    def _link(self, element: etree._Element) -> None:
        target = (element.get("href") or "").strip()
        shown = target.removeprefix("mailto:").rstrip("/")
        words = inner_text(element)
        if shown and not target.startswith("#") and shown not in words:
            self._runs.append(mark("link", target=target[:500]))

    def _image(self, element: etree._Element) -> None:
        source = (element.get("src") or "").strip()
        words = (element.get("alt") or "").strip()
        if words:
            self._runs.append(mark("alternative_text", value=words))
        if source.lower().startswith(_REMOTE):
            self._result.hide(HiddenKind.REMOTE, source[:400])
            self._runs.append(mark("remote_picture", target=source[:200]))
            return
        content = self._content_of(source)
        if content is None:
            if source:
                self._runs.append(mark("picture_missing", name=source[:100]))
            return
        try:
            picture = decode_picture(content)
        except SourceError:
            self._result.warn(IntakeProblem.PART_LEFT_OUT)
            self._runs.append(mark("picture_lost", name=source[:100]))
            return
        if min(picture.width, picture.height) >= _MIN_SIDE:
            self._end(_State())
            self._blocks.append(picture)

    def _content_of(self, source: str) -> bytes | None:
        if source.lower().startswith("data:"):
            return _data_of(source)
        key = source.removeprefix("cid:").removeprefix("CID:").strip("<>")
        for name in (key, key.rpartition("/")[2]):
            if name in self._pictures:
                self.shown.add(name)
                return self._pictures[name]()
        return None

    def _table(self, table: etree._Element, state: _State) -> None:
        """A table of data as a table; one that only arranges a page, cell after cell."""
        rows = [row for row in table.iter("tr") if _table_of(row) is table]
        widest = max((len(list(_cells(row))) for row in rows), default=0)
        if widest < 2 or widest > _MAX_COLUMNS or len(rows) < 2 or _arranges(table):
            self._walk(table, state)
            self._end(state)
            return
        outside, self._blocks = self._blocks, []
        pictures: list[Block] = []
        shown = []
        for row in rows:
            cells: list[tuple[Paragraph, ...]] = []
            for cell in _cells(row):
                inner = self._inner(cell, str(cell.tag), state)
                if inner.is_hidden and not state.is_hidden:
                    self._hidden(cell, "td", inner)
                else:
                    self._walk(cell, inner)
                self._end(inner)
                cells.append(tuple(b for b in self._blocks if isinstance(b, Paragraph)))
                pictures += [b for b in self._blocks if not isinstance(b, Paragraph)]
                self._blocks = []
                span = cell.get("colspan") or "1"
                extra = int(span) - 1 if span.isdigit() and len(span) < 4 else 0
                cells += [()] * min(max(extra, 0), _MAX_COLUMNS - 1)
            shown.append(tuple(cells))
        self._blocks = outside
        for caption in table.iter("caption"):
            if _table_of(caption) is table:
                self._walk(caption, state)
                self._end(state)
        loose = [e for e in table if e.tag not in ("tr", "tbody", "thead", "tfoot", "caption",
                                                   "colgroup", "col")]  # fmt: skip
        for element in loose:
            self._element(element, state)
        self._blocks += [Table(tuple(shown)), *pictures]


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    return (cell for cell in row if cell.tag in ("td", "th"))


def _table_of(element: etree._Element) -> etree._Element | None:
    return next(element.iterancestors("table"), None)


def _arranges(table: etree._Element) -> bool:
    """Whether it holds tables or long texts: mail programs lay pages out with tables."""
    if next(table.iterdescendants("table"), None) is not None:
        return True
    return any(len(inner_text(cell)) > 1500 for cell in table.iter("td"))


def _data_of(source: str) -> bytes | None:
    head, _, data = source.partition(",")
    try:
        if head.lower().endswith(";base64"):
            return base64.b64decode(unquote_to_bytes(data), validate=False)
        return unquote_to_bytes(data)
    except (binascii.Error, ValueError):
        return b""


def _trimmed(runs: list[Run]) -> list[Run]:
    """Without line ends and spaces at both ends."""
    while runs and not runs[-1].text.strip() and runs[-1].ink is not Ink.MARK:
        runs = runs[:-1]
    if runs and runs[-1].text != runs[-1].text.rstrip():
        runs = [*runs[:-1], replace(runs[-1], text=runs[-1].text.rstrip())]
    while runs and not runs[0].text.strip():
        runs = runs[1:]
    return runs
