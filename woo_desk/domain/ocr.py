"""What reading a picture of a page gives: words, how sure each is, and ink that is no print."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass

from woo_desk.domain.geometry import Box, Rotation

LOW_CONFIDENCE = 0.6
"""Below this a word is shown to the reviewer as doubtful."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word that was read from a picture.

    `box` is in page space; of a bare picture (`ocr.recognise.recognise_pixels`) it is in points
    from its top left corner: pixels * 72 / dpi.
    """

    text: str
    """Document text: never logged."""
    box: Box
    line: int = 0
    """0-based number of the printed line that it stands on, in reading order."""
    confidence: float = 1.0
    """0 to 1; our own estimate, see `ocr.confidence`."""

    @property
    def is_doubtful(self) -> bool:
        """Whether the reviewer should compare the word with the picture."""
        return self.confidence < LOW_CONFIDENCE


class RegionKind(enum.StrEnum):
    """Ink on a page that is no printed word."""

    SIGNATURE = "signature"
    STAMP = "stamp"
    HANDWRITING = "handwriting"
    UNREAD = "unread"
    """As large as writing, and no word was read of it."""


@dataclass(frozen=True, slots=True)
class Region:
    """A place that a person should look at."""

    kind: RegionKind
    box: Box
    """In page space."""
    score: float
    """0 to 1."""


@dataclass(frozen=True, slots=True)
class RecognisedPage:
    """One page as it was read from its picture. Derived: can be read again."""

    words: tuple[Word, ...]
    """In reading order."""
    regions: tuple[Region, ...] = ()
    turn: Rotation = Rotation.NONE
    """Clockwise turn of the unrotated page that makes its text upright."""

    @property
    def confidence(self) -> float | None:
        """Of the page: that of its words, long ones counting more; None without words."""
        letters = sum(len(word.text) for word in self.words)
        if not letters:
            return None
        return sum(word.confidence * len(word.text) for word in self.words) / letters


def text_of(words: Sequence[Word]) -> str:
    """The words with a space between them and a line end after each printed line."""
    lines: list[list[str]] = []
    last = -1
    for word in words:
        if word.line != last or not lines:
            lines.append([])
            last = word.line
        lines[-1].append(word.text)
    return "\n".join(" ".join(line) for line in lines)
