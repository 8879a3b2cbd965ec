"""Text of charts and diagrams, which stands in parts of its own."""

from __future__ import annotations

from woo_desk.convert.package import Package
from woo_desk.convert.result import Converted, mark
from woo_desk.convert.source_text import drawing_stretches
from woo_desk.convert.xml import Element, every, local
from woo_desk.domain.document import HiddenKind
from woo_desk.domain.printout import Kind, Paragraph, plain

_PARTS = ("charts/chart", "diagrams/data", "drawings/drawing")


def add_drawn_texts(package: Package, result: Converted, folder: str) -> None:
    """Print the words and values of charts and diagrams, under a mark."""
    for name in _names(package, folder):
        root = package.xml(name)
        words = _words(root) if root is not None else []
        if words:
            key = "chart" if "/charts/" in name else "diagram"
            if "/drawings/" in name:  # boxes that lie over the cells
                key = "text_box"
                result.hide(HiddenKind.TEXT_BOX, " ".join(words))
            result.blocks.append(Paragraph((mark(key),), Kind.SMALL))
            result.blocks += [plain(line, indent=1) for line in words]


def drawn_parts(package: Package, folder: str) -> list[str]:
    """The same text, read in a simple way."""
    return [s for name in _names(package, folder) for s in drawing_stretches(package.xml(name))]


def _names(package: Package, folder: str) -> list[str]:
    return [n for part in _PARTS for n in package.names(folder + part, ".xml")]


def _words(root: Element) -> list[str]:
    """Paragraphs of drawn text, and series of values a line each."""
    lines: list[str] = []
    for element in every(root, "p", "cat", "val", "tx", "xVal", "yVal"):
        if local(element) == "p":
            line = "".join(t.text or "" for t in every(element, "t"))
        else:
            line = " · ".join(v.text or "" for v in every(element, "v"))
        if line.strip():
            lines.append(line)
    return lines
