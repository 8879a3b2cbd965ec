"""Third parties whose information is in the documents, and what was heard of them (zienswijze).

Awb art. 4:8 has them heard, Woo art. 4.4 lid 3 stops the clock meanwhile. Each is shown its own
passages and nothing else: what stands of others in them is masked.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from woo_desk.domain.ids import DocumentId
from woo_desk.domain.workdays import DAY, next_workday

OBJECTION = 14
"""Days between the decision and giving what somebody objects to (Woo art. 4.4 lid 5)."""
ANSWER = 14
"""Days that a third party usually gets for its view (Awb art. 4:8 sets none)."""
MASK = "█████"
"""Stands for words of others in a passage; always as long, so that it tells nothing."""
_RUN = 4
"""So many words in the same order are part of a longer stretch, and no coincidence."""


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
    is_theirs: bool = True
    """False when a person said that these words only look like theirs."""
    objection: bool = False
    """Of an answer PARTLY: it is this passage that the party objects to."""


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
    followed: bool = False
    """The objection was followed: nothing is given against this party's will."""
    relief: bool = False
    """The party asked the court for interim relief: what it objects to waits for the judge."""

    @property
    def own_passages(self) -> tuple[Passage, ...]:
        """What it is asked about."""
        return tuple(passage for passage in self.passages if passage.is_theirs)

    @property
    def objected(self) -> tuple[Passage, ...]:
        """What would be given against its will; all of its passages where it named none."""
        if self.followed or self.outcome not in (ViewOutcome.OBJECTS, ViewOutcome.PARTLY):
            return ()
        named = tuple(passage for passage in self.own_passages if passage.objection)
        return named if named and self.outcome is ViewOutcome.PARTLY else self.own_passages

    def waits(self, today: dt.date) -> bool:
        """Whether its answer may still come."""
        if self.outcome is not ViewOutcome.NONE:
            return False
        return self.answer_until is None or today <= self.answer_until


def given_from(decided: dt.date, extra: Collection[dt.date] = ()) -> dt.date:
    """The first day on which information is given that somebody objects to.

    Two weeks from the day after the decision (Woo art. 4.4 lid 5). A term that ends on a Saturday,
    a Sunday or a holiday runs on (Algemene termijnenwet art. 1), so that the judge can be asked on
    its last day.

    Args:
        decided: day on which the decision was announced.
        extra: days put on a par with a holiday.
    """
    return next_workday(decided + OBJECTION * DAY, extra) + DAY


def masked(text: str, others: Iterable[str], own: Sequence[str]) -> str:
    """A passage as this party may read it.

    Args:
        text: of the passage.
        others: words that are redacted on its page. Those in which the party itself is named are
            its own: about them it is asked. Of a long stretch of which only a part stands in the
            passage, that part is masked.
        own: name and terms of the party; what is part of them stays.
    """
    kept = [word.casefold() for word in own if word.strip()]
    folded = text.casefold()
    for words in sorted({word.strip() for word in others if word.strip()}, key=len, reverse=True):
        said = words.casefold()
        if any(said in mine or mine in said for mine in kept):
            continue
        text = _without_part(text, words) if len(words.split()) > _RUN else text
        if said.split()[0] in folded:
            text = _without(text, words)
    return text


def _without_part(text: str, words: str) -> str:
    """Every run of words that stands in a longer stretch in the same order is masked."""
    wanted = [_bare(word) for word in words.split()]
    runs = {tuple(wanted[at : at + _RUN]) for at in range(len(wanted) - _RUN + 1)}
    pieces = _pieces(text)
    bare = [_bare(word) for word, _ in pieces]
    gone: set[int] = set()
    for at in range(len(bare) - _RUN + 1):
        if tuple(bare[at : at + _RUN]) in runs:
            gone.update(range(at, at + _RUN))
    result = []
    for at, (word, space) in enumerate(pieces):
        if at not in gone:
            result.append(word + space)
        elif at + 1 not in gone:
            result.append(MASK + space)
    return "".join(result)


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
