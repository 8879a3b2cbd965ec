"""What a converted source looks like on paper: plain blocks, without any technique of layout.

Converters make a printout, `woo_desk.pdf` sets it on pages. Every character of it is printed.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Ink(enum.StrEnum):
    """How a stretch of text is shown."""

    PLAIN = "plain"
    BOLD = "bold"
    MARK = "mark"
    """Words of the program about the document, such as "[verborgen rij]"; never of the source."""
    INSERTED = "inserted"
    """Inserted while changes were tracked: underlined."""
    DELETED = "deleted"
    """Deleted while changes were tracked: struck through."""


class Kind(enum.StrEnum):
    """What a paragraph is."""

    BODY = "body"
    TITLE = "title"
    HEADING = "heading"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one ink. A newline in it begins a new line."""

    text: str
    ink: Ink = Ink.PLAIN


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of text."""

    runs: tuple[Run, ...]
    kind: Kind = Kind.BODY
    indent: int = 0
    """Steps from the left margin: of a list, a quotation."""
    is_hidden: bool = False
    """A reader of the source does not see it; a bar in the margin says so."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; a cell holds paragraphs. Rows may differ in length."""

    rows: tuple[tuple[tuple[Paragraph, ...], ...], ...]
    header_rows: int = 0
    """Repeated at the top of each page."""
    splits_wide: bool = False
    """What does not fit beside one another goes under one another, in bands of columns; the first
    column stands before each band."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A decoded picture, ready for a page."""

    width: int
    """Pixels."""
    height: int
    """Pixels."""
    mode: str
    """"RGB", "L" (eight bits of grey) or "1" (one bit, 1 is white)."""
    data: bytes
    """A JPEG file when `is_jpeg`, otherwise rows from top to bottom, compressed by zlib."""
    is_jpeg: bool = False
    dpi: float = 96.0
    fills_page: bool = False
    """It is a page of its own, as large as its resolution says."""


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a new page."""

    is_landscape: bool = False


Block = Paragraph | Table | Picture | NewPage


@dataclass(frozen=True, slots=True)
class Printout:
    """A whole document."""

    blocks: tuple[Block, ...]


def plain(text: str, **fields: object) -> Paragraph:
    """A paragraph of plain text; `fields` as of `Paragraph`."""
    return Paragraph((Run(text),), **fields)  # type: ignore[arg-type]  # checked by the dataclass


def text_of(printout: Printout) -> str:
    """All text of a printout in order, a line per paragraph."""
    lines: list[str] = []
    for block in printout.blocks:
        if isinstance(block, Paragraph):
            lines.append(_text(block))
        elif isinstance(block, Table):
            lines += [_text(one) for row in block.rows for cell in row for one in cell]
    return "\n".join(lines)


def _text(paragraph: Paragraph) -> str:
    return "".join(run.text for run in paragraph.runs)
