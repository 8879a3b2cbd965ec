"""One place in the text where a person is named, with all that is known of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from woo_desk.detect.persons.clues import RoleClue
from woo_desk.detect.persons.context import Cue
from woo_desk.detect.persons.page import Page
from woo_desk.detect.persons.phrase import Phrase
from woo_desk.detect.persons.roles import surname_of
from woo_desk.domain.finding import Role

CIVIL_CUES = frozenset({"mail", "closing", "chat", "function", "column"})
"""Places where a holder of public office is not expected without her title."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text; token indexes in `phrase`, the rest folded."""

    phrase: Phrase
    score: float
    why: str
    word: str
    cues: tuple[str, ...]
    gain: float
    """Of the strongest cue."""
    cue_role: Role
    clue: RoleClue | None
    """The public role that stands at this very place; None when there is none."""
    surname: str
    """With prefix: "van den berg"; "" for a first name alone."""
    core: str
    """Surname without prefix."""
    given: str
    initials: str
    """Letters without dots."""

    @property
    def is_full(self) -> bool:
        """Surname together with a first name or initials."""
        return bool(self.core and (self.given or self.initials))

    @property
    def has_civil_cue(self) -> bool:
        """Whether the place is one where civil servants stand."""
        return not CIVIL_CUES.isdisjoint(self.cues)

    def at_least(self, score: float) -> Mention:
        """The same with its score raised."""
        return replace(self, score=max(self.score, score))


def build_mention(
    page: Page, phrase: Phrase, score: float, cues: list[Cue], clue: RoleClue | None
) -> Mention:
    """Joins a phrase with what was found around it."""
    best = cues[0] if cues else Cue(0, "shape")
    core = " ".join(page.fold(i) for i in phrase.surname)
    return Mention(
        phrase,
        score,
        best.why,
        best.word,
        tuple(cue.why for cue in cues),
        best.gain,
        next((cue.role for cue in cues if cue.role is not Role.UNKNOWN), Role.UNKNOWN),
        clue,
        surname_of(page, phrase) if core else "",
        core,
        " ".join(page.fold(i) for i in phrase.given),
        "".join(page.fold(i) for i in phrase.initials)
        .replace(".", "")
        .replace("-", "")
        .replace(" ", ""),
    )
