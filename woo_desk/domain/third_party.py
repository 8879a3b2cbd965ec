"""Third parties whose information is in the documents, and what was heard of them (zienswijze).

Awb art. 4:8 has them heard, Woo art. 4.4 lid 3 stops the clock meanwhile. Each is shown its own
passages and nothing else: what stands of others in them is masked.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from woo_desk.domain.ids import DocumentId

MASK = "█████"
"""Stands for words of others in a passage; always as long, so that it tells nothing."""


class ViewOutcome(enum.StrEnum):
    """What a third party said. Texts: `view_outcome.<value>`."""

    NONE = "none"
    """Not asked, or no answer yet."""
    AGREES = "agrees"
    OBJECTS = "objects"
    """Then documents are given two weeks after the decision (Woo art. 4.4 lid 5)."""
    PARTLY = "partly"
    SILENT = "silent"
    """The time has passed unused."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a third party is spoken of."""

    document_id: DocumentId
    page_index: int
    """0-based."""
    text: str
    """As it stands in the document. Never logged."""


@dataclass(frozen=True, slots=True)
class ThirdParty:
    """Somebody to be heard."""

    id: str
    name: str
    address: str = ""
    """Lines for the letter."""
    terms: tuple[str, ...] = ()
    """Words that its passages are looked up by, beside its name."""
    passages: tuple[Passage, ...] = ()
    asked_on: dt.date | None = None
    answer_until: dt.date | None = None
    answered_on: dt.date | None = None
    outcome: ViewOutcome = ViewOutcome.NONE
    effect: str = ""
    """What the answer changed, in words for the decision; without the name of the party."""

    def waits(self, today: dt.date) -> bool:
        """Whether its answer may still come."""
        if self.outcome is not ViewOutcome.NONE:
            return False
        return self.answer_until is None or today <= self.answer_until


def masked(text: str, others: Iterable[str], own: Sequence[str]) -> str:
    """A passage as this party may read it.

    Args:
        text: of the passage.
        others: words that are redacted on its page.
        own: name and terms of the party; what is part of them stays.
    """
    kept = [word.casefold() for word in own if word.strip()]
    folded = text.casefold()
    for words in sorted({word.strip() for word in others if word.strip()}, key=len, reverse=True):
        is_here = words.casefold().split()[0] in folded
        if is_here and not any(words.casefold() in mine for mine in kept):
            text = _without(text, words)
    return text


def _without(text: str, words: str) -> str:
    """The same words are masked however they are broken over lines, in capitals or not."""
    wanted = words.casefold().split()
    pieces = _pieces(text)
    result: list[str] = []
    position = 0
    while position < len(pieces):
        window = pieces[position : position + len(wanted)]
        if [_bare(word) for word, _ in window] == [_bare(word) for word in wanted]:
            result.append(MASK + window[-1][1])
            position += len(wanted)
        else:
            word, space = pieces[position]
            inside = len(wanted) == 1 and wanted[0] in word.casefold()
            result.append((MASK if inside else word) + space)
            position += 1
    return "".join(result)


def _pieces(text: str) -> list[tuple[str, str]]:
    """Words with the white space behind each."""
    pieces: list[tuple[str, str]] = []
    word, space = "", ""
    for character in text:
        if character.isspace():
            space += character
        elif space:
            pieces.append((word, space))
            word, space = character, ""
        else:
            word += character
    return [*pieces, (word, space)]


def _bare(word: str) -> str:
    return word.casefold().strip(".,;:!?()[]\"'“”‘’")
