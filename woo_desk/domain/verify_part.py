"""The checks of one file in parts, so that several workers can go through it at the same time."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from woo_desk.domain.export import Verification
from woo_desk.domain.ids import Sha256


class PartKind(enum.StrEnum):
    """Which checks a part makes; the last three together are the first."""

    WHOLE = "whole"
    FILE = "file"
    """The bytes and the structure of the file."""
    PAGES = "pages"
    """Some of the pages."""
    LETTERS = "letters"
    """Whether fonts tell letters that no page prints."""


@dataclass(frozen=True, slots=True)
class FontLetters:
    """The letters and digits that one table of a font can give."""

    number: int
    """Of the object."""
    letters: str


@dataclass(frozen=True, slots=True)
class Told:
    """What parts tell, for the check that needs all of them."""

    mapped: tuple[FontLetters, ...] = ()
    """From FILE."""
    printed: str = ""
    """From PAGES: each letter and digit that stands on them, once."""


NOTHING_TOLD = Told()


@dataclass(frozen=True, slots=True)
class VerifyPart:
    """One part of the checks of a file."""

    kind: PartKind = PartKind.WHOLE
    pages: tuple[int, int] = (0, 0)
    """Of PAGES: the first page and the one after the last, 0-based."""
    of: int = 0
    """Of PAGES: how many pages the file must have, because the parts are of so many."""
    told: Told = NOTHING_TOLD
    """Of LETTERS: what all other parts told."""


WHOLE = VerifyPart()


@dataclass(frozen=True, slots=True)
class Copied:
    """A file that was verified, and of which the pages stand in the file that is looked at now."""

    path: str
    sha256: Sha256
    """Of the bytes that were verified, against all words that are looked for now."""
    pages: tuple[int, int]
    """Where they stand: the first page and the one after the last, 0-based."""


@dataclass(frozen=True, slots=True)
class PartChecked:
    """What came of a part."""

    verification: Verification
    told: Told = NOTHING_TOLD
    said: bytes = b""
    """What all readers gave to be searched, packed; empty when it was not asked for, or further
    words cannot be looked for in it."""
