"""Letters and notes of a dossier: what a person told for them, and what a finished one holds."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field


class LetterKind(enum.StrEnum):
    """What can be made. Texts: `letter.<value>`; the template has the same name."""

    DECISION = "besluit"
    """Decision on a Woo request."""
    JUSTIFICATION = "verantwoording"
    """Why each passage is withheld, without what stands there."""
    VIEWS = "zienswijze"
    """To one third party, with its passages. Never for publication."""
    REACTION = "reactie"
    """Letter to the Kamer (art. 68)."""
    NOTE = "nota"
    """Decision note for the minister (art. 68)."""
    CHRONOLOGY = "tijdlijn"


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What the letters tell that stands nowhere else; chosen and written by a person."""

    addressee: str = ""
    """Lines with name and address; never in what is published."""
    requester: str = ""
    """As the art. 68 products name a member ("het lid Veldkamp (NSC)"); a Woo requester is named
    in no letter that is published."""
    occasion: str = ""
    """Where and when it was asked ("Tijdens het ordedebat van 27 februari 2024")."""
    search_account: str = ""
    """Which systems, words and persons were searched."""
    belongs_to: str = ""
    """What the annexes belong to ("Horend bij …")."""
    signatory: str = ""
    """Office and name under the letter."""
    place: str = ""
    day: str = ""
    """Of the letter, as it is printed."""
    sections: Mapping[str, str] = field(default_factory=dict)
    """Text by section of a template ("nota.krachtenveld"), in place of the template's own."""


class BlockKind(enum.StrEnum):
    """How a block of a letter is set."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    """One line of a list."""
    TABLE = "table"
    PAGE = "page"
    """The next block begins on a new page."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or table."""

    kind: BlockKind
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    """Of a table; the first is its heading."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter, ready to be written."""

    kind: LetterKind
    title: str
    """For the properties of the file."""
    blocks: tuple[Block, ...]
    gaps: tuple[str, ...] = ()
    """Sections that still lack words, as the template calls them: the letter marks them."""
