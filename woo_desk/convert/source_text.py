"""Reads all text of a source a second time, as simply as can be, to compare the pages with.

WHY apart: a converter that forgets an element forgets it here too if both walk the same way. So
these walks know almost nothing of the formats: every text node of the elements that hold text.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from woo_desk.convert.xml import Element

_WORD_TEXT = frozenset(("t", "delText"))
_WORD_BREAKS = frozenset(
    (
        "p", "ins", "del", "moveFrom", "moveTo", "tab", "br", "cr", "hyperlink", "fldChar",
        "footnoteReference", "endnoteReference", "commentReference", "drawing", "pict", "object",
        "vanish", "noBreakHyphen", "softHyphen", "sym", "ptab", "oMath", "txbxContent", "sdt",
    )
)  # fmt: skip
"""At these the pages may have a mark of their own, or a space."""


def word_stretches(root: Element | None) -> list[str]:
    """Text of WordprocessingML, and of drawings in it; the second wording of a drawing aside."""
    return list(_stretches(root, _WORD_TEXT, _WORD_BREAKS)) if root is not None else []


def drawing_stretches(root: Element | None) -> list[str]:
    """Text of DrawingML: slides, charts, diagrams."""
    if root is None:
        return []
    return list(_stretches(root, frozenset(("t", "v")), frozenset(("p", "br", "pt", "fld"))))


def odf_stretches(root: Element | None) -> list[str]:
    """Every text node of OpenDocument content."""
    breaks = frozenset(("p", "h", "tab", "s", "line-break", "note", "annotation", "change",
                        "change-start", "change-end", "a", "frame", "ruby", "creator", "date",
                        "note-citation"))  # fmt: skip
    return list(_nodes(root, breaks)) if root is not None else []


def _stretches(root: Element, texts: frozenset[str], breaks: frozenset[str]) -> Iterator[str]:
    current: list[str] = []
    skipped = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = _name(element)
        if name == "Fallback":  # WHY: the same drawing once more, for old readers
            skipped += 1 if event == "start" else -1
        if skipped:
            continue
        if name in breaks and current:
            yield "".join(current)
            current = []
        if event == "start" and name in texts and element.text:
            current.append(element.text)
    if current:
        yield "".join(current)


def _nodes(root: Element, breaks: frozenset[str]) -> Iterator[str]:
    current: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if _name(element) in breaks and current:
            yield "".join(current)
            current = []
        words = element.text if event == "start" else element.tail
        if words:
            current.append(words)
    if current:
        yield "".join(current)


def _name(element: Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
