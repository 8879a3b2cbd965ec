"""What hangs on a workbook besides its cells: hints, lists, scenarios, sources of data, buttons.

Source: ECMA-376 part 1, 18.3.1.32 (data validation), 18.3.1.76 (scenarios), 18.13 (connections);
part 4, 19.4 (drawings of buttons).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from woo_desk.convert.package import Package
from woo_desk.convert.result import Converted, mark
from woo_desk.convert.xml import Element, attribute, every, first, inner_text
from woo_desk.domain.document import HiddenKind
from woo_desk.domain.printout import Kind, Paragraph, Run, plain

_BOX = re.compile(r"<v:textbox[^>]*>(.*?)</v:textbox>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_HINTS = ("promptTitle", "prompt", "errorTitle", "error")


def add_asides(result: Converted, sheet: Element, name: str) -> None:
    """Hints and lists of choices of cells, and scenarios: what Excel shows only when asked."""
    lines = [*_validations(sheet), *_scenarios(sheet)]
    if lines:
        result.blocks.append(Paragraph((mark("asides", name=name),), Kind.SMALL))
        result.blocks += [plain(line, is_hidden=True, indent=1) for line in lines]
        result.source_text += lines
        result.hide(HiddenKind.HIDDEN_CELLS, " · ".join(lines))


def _validations(sheet: Element) -> Iterator[str]:
    told: set[str] = set()
    for rule in every(sheet, "dataValidation"):
        words = [attribute(rule, hint) for hint in _HINTS]
        formula = first(rule, "formula1")
        choices = inner_text(formula).strip() if formula is not None else ""
        if choices.startswith('"'):  # else it names the cells that the choices stand in
            words.append(choices.strip('"'))
        line = ": ".join(word.strip() for word in words if word.strip())
        if line and line not in told:
            told.add(line)
            yield line


def _scenarios(sheet: Element) -> Iterator[str]:
    for scenario in every(sheet, "scenario"):
        cells = [
            f"{attribute(cell, 'r')} = {attribute(cell, 'val')}"
            for cell in every(scenario, "inputCells")
        ]
        words = [attribute(scenario, key) for key in ("name", "user", "comment")]
        yield " · ".join(word for word in (*words, *cells) if word.strip())


def add_connections(package: Package, result: Converted) -> None:
    """Where a workbook gets its figures from: servers, databases, questions put to them."""
    root = package.xml("xl/connections.xml")
    for connection in every(root, "connection") if root is not None else ():
        said = [attribute(connection, key) for key in ("name", "description", "sourceFile")]
        for detail in every(connection, "dbPr", "webPr", "textPr", "olapPr"):
            said += [
                attribute(detail, key)
                for key in ("connection", "command", "url", "sourceFile", "localConnection")
            ]
        line = " · ".join(word for word in said if word.strip())
        if line:
            result.hide(HiddenKind.METADATA, line)


def add_controls(package: Package, result: Converted) -> None:
    """Words on buttons and other drawings of the old kind; the boxes of comments are empty."""
    for name in package.names("xl/drawings/", ".vml"):
        # WHY no XML reader: Excel writes these as it writes HTML, with tags that do not end.
        drawing = package.read(name).decode("utf-8", "replace")
        for box in _BOX.finditer(drawing):
            words = " ".join(html.unescape(_TAG.sub(" ", box[1])).split())
            if words:
                result.hide(HiddenKind.TEXT_BOX, words)
                result.blocks.append(Paragraph((mark("text_box"), Run(f" {words}")), Kind.SMALL))
                result.source_text.append(words)
