"""A statement of the program about its own work, laid out as lines; free of personal data."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class LineKind(enum.StrEnum):
    """How a line is set."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    SMALL = "small"
    """In smaller print: digests, names of parts."""
    PAIR = "pair"
    """A label, and what it says beside it."""


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One paragraph."""

    kind: LineKind
    text: str
    label: str = ""
    """Of a PAIR."""


@dataclass(frozen=True, slots=True)
class Statement:
    """All of it, in order."""

    title: str
    """For the metadata."""
    lines: tuple[StatementLine, ...]
