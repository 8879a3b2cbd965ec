"""A sheet of cells as pages: with letters and row numbers, and hidden things marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from woo_desk.convert.result import Converted, limit, mark
from woo_desk.domain.document import HiddenKind, IntakeProblem
from woo_desk.domain.printout import Kind, NewPage, Paragraph, Run, Table, plain
from woo_desk.texts import text

MAX_CELLS = 400_000
"""Of one sheet. WHY: 5,000 pages hold no more."""
_MAX_COLUMNS = 2_000


@dataclass(slots=True)
class Grid:
    """Cells of one sheet by row and column, both 0-based."""

    name: str
    state: str = ""
    """"hidden" or "veryHidden" as the file says; "" or "visible" when it can be seen."""
    cells: dict[int, dict[int, list[Paragraph]]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    comments: list[tuple[str, str, str]] = field(default_factory=list)
    """Place, author, words."""
    running: list[str] = field(default_factory=list)
    """Headers and footers."""

    def put(self, row: int, column: int, *paragraphs: Paragraph) -> None:
        """Add to a cell."""
        self.cells.setdefault(row, {}).setdefault(column, []).extend(paragraphs)

    @property
    def is_hidden(self) -> bool:
        """Whether a reader of the workbook does not see the sheet."""
        return self.state not in ("", "visible")


def add_grid(result: Converted, grid: Grid, *, is_first: bool) -> None:
    """Print a sheet, beginning on a page of its own, and list what is hidden in it."""
    result.blocks.append(NewPage(is_landscape=True))
    heading = [Run(grid.name)]
    if grid.is_hidden:
        heading.append(Run(" "))
        heading.append(mark("hidden_sheet"))
        result.hide(HiddenKind.HIDDEN_SHEET, grid.name)
    result.blocks.append(Paragraph(tuple(heading), Kind.TITLE if is_first else Kind.HEADING))
    result.blocks += [
        Paragraph((mark("header_footer"), Run(f" {words}")), Kind.SMALL) for words in grid.running
    ]
    for words in grid.running:
        result.hide(HiddenKind.HEADER_FOOTER, words)
    columns = sorted({column for row in grid.cells.values() for column in row})
    if len(columns) > _MAX_COLUMNS:
        raise limit(IntakeProblem.TOO_LARGE)
    if columns:
        result.blocks.append(_table(grid, columns))
    _note_hidden(result, grid, columns)
    for place, by, words in grid.comments:
        run = mark("cell_comment", place=place, by=by)
        result.blocks.append(Paragraph((run, Run(f" {words}")), is_hidden=True))
        result.hide(HiddenKind.COMMENT, f"{grid.name} {place}, {by}: {words}")


def _table(grid: Grid, columns: list[int]) -> Table:
    head = [()] + [_column_head(grid, column) for column in columns]
    rows: list[tuple[tuple[Paragraph, ...], ...]] = [tuple(head)]
    for number in sorted(grid.cells):
        row = grid.cells[number]
        first: tuple[Paragraph, ...] = (plain(str(number + 1)),)
        if number in grid.hidden_rows:
            first = (*first, Paragraph((mark("hidden_row"),)))
        rows.append((first, *(tuple(row.get(column, ())) for column in columns)))
    return Table(tuple(rows), header_rows=1, splits_wide=True)


def _column_head(grid: Grid, column: int) -> tuple[Paragraph, ...]:
    letters = plain(column_letters(column))
    if column in grid.hidden_columns:
        return (letters, Paragraph((mark("hidden_column"),)))
    return (letters,)


def column_letters(column: int) -> str:
    """A, B, …, Z, AA: of a 0-based column."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _note_hidden(result: Converted, grid: Grid, columns: Iterable[int]) -> None:
    """List hidden rows and columns that hold something."""
    rows = [str(number + 1) for number in sorted(grid.hidden_rows & set(grid.cells))]
    letters = [column_letters(column) for column in columns if column in grid.hidden_columns]
    for key, found in (("rows", rows), ("columns", letters)):
        if found:
            shown = text(f"hidden_detail.{key}", sheet=grid.name, value=", ".join(found))
            result.hide(HiddenKind.HIDDEN_CELLS, shown)
