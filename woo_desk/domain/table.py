"""What is printed of a publication beside its documents: tables of plain text, and a cover."""

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
    note: str = ""
    """Printed below the name, where the table is printed."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page of a volume of the bundle; free of personal data."""

    heading: str
    """Small, above the title."""
    title: str
    facts: tuple[tuple[str, str], ...]
    """Labels with what they say."""
    notes: tuple[str, ...]
    """Paragraphs: how to read and cite the bundle."""
