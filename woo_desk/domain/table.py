"""A table of plain text, as the inventory and its annexes are written in every format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column."""

    heading: str
    width: int
    """In characters, in a workbook."""
    printed: int = 0
    """Share of the width of a printed page; 0 for what is not printed."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; free of personal data."""

    name: str
    """Of the sheet, and above the printed table."""
    columns: tuple[TableColumn, ...]
    rows: Sequence[Sequence[str]]
