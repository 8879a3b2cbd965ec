"""One sheet of a workbook: cells, formulas, comments, what is hidden."""

from __future__ import annotations

import re

from woo_desk.convert.package import Package
from woo_desk.convert.result import limit, mark
from woo_desk.convert.sheets import MAX_CELLS, Grid
from woo_desk.convert.xlsx_values import Formats
from woo_desk.convert.xml import Element, all_text, attribute, children, every, first, local
from woo_desk.domain.document import IntakeProblem
from woo_desk.domain.printout import Paragraph, plain

_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_LAST_COLUMN = 16_384
_TRUE = ("1", "true")
_FIELDS = re.compile(r"&(?:[LCRPNDTZFAG]|\"[^\"]*\"|\d+|K[0-9A-F]{6})")


def strings_of(root: Element | None) -> list[str]:
    """The table of shared strings; readings of characters aside."""
    result: list[str] = []
    # WHY any name: early versions of the format call an item otherwise.
    for item in children(root) if root is not None else ():
        if local(item) == "extLst":
            continue
        parts = [
            part if local(part) == "t" else first(part, "t") for part in children(item, "t", "r")
        ]
        result.append("".join(part.text or "" for part in parts if part is not None))
    return result


def persons_of(package: Package) -> dict[str, str]:
    """Who writes in threads of comments: id and name."""
    found: dict[str, str] = {}
    for name in package.names("xl/persons/", ".xml"):
        root = package.xml(name)
        for person in every(root, "person") if root is not None else ():
            found[attribute(person, "id")] = attribute(person, "displayName")
    return found


class SheetReader:
    """Fills a grid from one sheet.

    Attributes:
        used: numbers of the shared strings that cells show.
        misses_strings: a cell shows a string that the table does not have.
        comment_parts: roots of the parts with comments on this sheet.
    """

    def __init__(
        self,
        package: Package,
        target: str,
        strings: list[str],
        formats: Formats,
        persons: dict[str, str],
    ) -> None:
        self._persons = persons
        self.used: set[int] = set()
        self.misses_strings = False
        self.comment_parts: list[Element] = []
        self._package, self._strings, self._formats = package, strings, formats
        self._relations = package.relations(target)
        self._cells = 0

    def fill(self, grid: Grid, root: Element) -> None:
        """Read everything on the sheet; LimitExceeded when there are too many cells."""
        columns = first(root, "cols")
        for column in children(columns, "col") if columns is not None else ():
            if attribute(column, "hidden") in _TRUE or attribute(column, "width") == "0":
                low, high = (_whole(attribute(column, name)) for name in ("min", "max"))
                grid.hidden_columns |= set(range(low - 1, min(high, _LAST_COLUMN)))
        data = first(root, "sheetData")
        number = 0
        for row in children(data, "row") if data is not None else ():
            number = _whole(attribute(row, "r")) or number + 1
            if attribute(row, "hidden") in _TRUE or attribute(row, "ht") == "0":
                grid.hidden_rows.add(number - 1)
            self._row(grid, row, number - 1)
        self._links(grid, root)
        self._comments(grid)
        for name in ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader",
                     "firstFooter"):  # fmt: skip
            for element in every(root, name):
                words = " ".join(_FIELDS.sub(" ", element.text or "").split())
                if words and words not in grid.running:
                    grid.running.append(words)

    def _row(self, grid: Grid, row: Element, row_index: int) -> None:
        column = -1
        for cell in children(row, "c"):
            place = _PLACE.fullmatch(attribute(cell, "r"))
            column = _column(place[1]) if place else column + 1
            self._cells += 1
            if self._cells > MAX_CELLS or column >= _LAST_COLUMN:
                raise limit(IntakeProblem.TOO_LARGE)
            shown = self._shown(cell)
            if shown:
                grid.put(row_index, column, *shown)

    def _shown(self, cell: Element) -> list[Paragraph]:
        value = self._value(cell)
        result = [plain(value)] if value else []
        formula = first(cell, "f")
        if formula is not None and '"' in (formula.text or ""):
            result.append(Paragraph((mark("formula", value=formula.text),)))
        if result and self._formats.hides(attribute(cell, "s")):
            result.insert(0, Paragraph((mark("hidden_format"),)))
        return result

    def _value(self, cell: Element) -> str:
        kind = attribute(cell, "t")
        if kind == "inlineStr":
            inside = first(cell, "is")
            return "".join(all_text(inside, "t")) if inside is not None else ""
        found = first(cell, "v")
        raw = (found.text or "") if found is not None else ""
        if kind == "s":
            number = int(raw) if raw.strip().isdigit() and len(raw) < 9 else -1
            if 0 <= number < len(self._strings):
                self.used.add(number)
                return self._strings[number]
            self.misses_strings |= bool(raw.strip())
            return raw
        if kind == "b":
            return {"1": "WAAR", "0": "ONWAAR"}.get(raw, raw)
        if kind in ("str", "e", "d") or not raw:
            return raw
        return self._formats.shown(raw, attribute(cell, "s"))

    def _links(self, grid: Grid, root: Element) -> None:
        links = first(root, "hyperlinks")
        for link in children(links, "hyperlink") if links is not None else ():
            target = self._relations.get(attribute(link, "id"), ("", ""))[1]
            place = _PLACE.match(attribute(link, "ref"))
            if target and place:
                target = target.removeprefix("external:")
                run = mark("link", target=target)
                grid.put(_whole(place[2]) - 1, _column(place[1]), Paragraph((run,)))

    def _comments(self, grid: Grid) -> None:
        for kind, target in sorted(set(self._relations.values())):
            if kind not in ("comments", "threadedComment"):
                continue
            root = self._package.xml(target)
            if root is None:
                continue
            self.comment_parts.append(root)
            authors = ["".join(all_text(a)) for a in every(root, "author")]
            for comment in every(root, "comment", "threadedComment"):
                number = _whole(attribute(comment, "authorId") or "0")
                by = authors[number] if number < len(authors) else ""
                by = self._persons.get(attribute(comment, "personId"), by)
                words = "".join(all_text(comment, "t", "text"))
                place = attribute(comment, "ref")
                grid.comments.append((place, by, words))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _whole(value: str) -> int:
    return int(value) if value.isdigit() and len(value) < 9 else 0
