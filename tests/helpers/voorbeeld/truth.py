"""What was planted where: the record that tests compare the program's work with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

Corners = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Plant:
    """One personal datum, or look-alike, that stands in the text of a page."""

    type: str
    """Value of `EntityType`."""
    role: str
    """Value of `Role`."""
    must: str
    """"redact" or "keep"."""
    text: str
    """As a reader says it: no line ends, no hyphen at a line end."""
    page_index: int
    """0-based; 0 for a plain text file."""
    boxes: tuple[Corners, ...]
    """One per printed line, in page space (unrotated points, origin top left); none in a TXT."""
    printed: tuple[str, ...]
    """The parts per printed line, as drawn: with ligatures, with a hyphen at the line end."""

    @property
    def core(self) -> str:
        """What may not be found when the datum must go: of a mail address the domain may stay."""
        return self.text.partition("@")[0] if self.type == "EMAIL" else self.text


@dataclass(frozen=True, slots=True)
class Hidden:
    """Something that a reader of the pages does not see, and that must not survive."""

    kind: str
    """Value of `HiddenKind`, or "old_revision" or "file_name"."""
    text: str
    page_index: int | None = None


@dataclass(frozen=True, slots=True)
class Pixels:
    """A personal datum that stands in a picture only."""

    type: str
    text: str
    page_index: int
    box: Corners
    """In page space, around the picture of the words."""


@dataclass(frozen=True, slots=True)
class Stays:
    """A sentence, or a row of cells, that the publication must still hold."""

    kind: str
    """"sentence" or "cells"."""
    page_index: int
    texts: tuple[str, ...]


@dataclass(slots=True)
class Made:
    """One file of the dossier, with the truth about it."""

    name: str
    data: bytes = b""
    pages: int = 0
    kind: str = ""
    """Document kind in Dutch."""
    date: str = ""
    """ISO date, "" when the document has none."""
    plants: list[Plant] = field(default_factory=list)
    hidden: list[Hidden] = field(default_factory=list)
    pixels: list[Pixels] = field(default_factory=list)
    stays: list[Stays] = field(default_factory=list)

    def redactable(self) -> Sequence[str]:
        """The cores of all plants that must go, without repeats, in order of appearance."""
        return list(dict.fromkeys(p.core for p in self.plants if p.must == "redact"))
