"""What a recogniser is told about a page, carried through Presidio in its `nlp_artifacts`.

Presidio hands each recogniser the text and an NlpArtifacts. Ours holds no tokens and no model's
output, but what our recognisers need: the text in both forms, the persons known so far, the date
of the document and the time that is left.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from woo_desk.detect.limits import Deadline
from woo_desk.detect.normal import NormalText, normalise
from woo_desk.detect.presidio import NlpArtifacts
from woo_desk.detect.user_lists import Ruling, UserLists
from woo_desk.domain.finding import EntityType, Role
from woo_desk.domain.person import KnownPerson

LANGUAGE = "nl"
_NO_TOKENS: Final[Any] = ()
"""Where Presidio names spaCy's Doc; nobody reads it, and spaCy is not loaded."""


@dataclass(frozen=True, slots=True)
class PageContext:
    """One page as recognisers see it. All offsets are offsets in `text`."""

    normal: NormalText
    known: tuple[KnownPerson, ...] = ()
    """Persons of the dossier, and of the other pages of the same document."""
    date: dt.date | None = None
    """Date of the document: who held office then."""
    deadline: Deadline = field(default_factory=Deadline)
    memo: dict[str, object] = field(default_factory=dict)
    """What recognisers worked out about this page for one another; see `labels.labels_of`."""
    lists: UserLists | None = None
    """What the user always or never wants redacted."""

    @property
    def text(self) -> str:
        """Normalised text with its line ends."""
        return self.normal.text

    @property
    def joined(self) -> str:
        """The same text at the same offsets, with line ends inside a block as spaces."""
        return self.normal.joined

    @property
    def lowered(self) -> str:
        """`joined` in small letters, at the same offsets."""
        cached = self.memo.get("lowered")
        if isinstance(cached, str):
            return cached
        lowered = _lower(self.joined)
        self.memo["lowered"] = lowered
        return lowered

    def knowing(self, persons: Sequence[KnownPerson], deadline: Deadline) -> PageContext:
        """The same page with these persons known, and a new deadline."""
        return replace(self, known=tuple(persons), deadline=deadline)

    def line_at(self, offset: int) -> tuple[int, int]:
        """Start and end of the line that `offset` lies on, without its line end."""
        start = self.text.rfind("\n", 0, offset) + 1
        end = self.text.find("\n", offset)
        return start, len(self.text) if end < 0 else end


def _lower(text: str) -> str:
    """In small letters at the same offsets: some capitals (İ) become two characters."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := c.lower()) == 1 else c for c in text)


@dataclass(frozen=True, slots=True)
class Hit:
    """What a recogniser found: a range of the normalised text, and why."""

    start: int
    end: int
    entity: EntityType
    role: Role
    score: float
    why: str
    """Text key `why.<something>`."""
    values: Mapping[str, str | int] = field(default_factory=dict)
    """Values for the text under `why`."""
    readable_from: int | None = None
    """Offset from which the find stays readable although it belongs to it: the domain of an
    e-mail address. None when everything goes."""
    ruling: Ruling | None = None
    """What a list of the user says; it goes before the policy."""


class PageArtifacts(NlpArtifacts):
    """Presidio's artifacts without tokens, with our page context."""

    def __init__(self, page: PageContext) -> None:
        super().__init__([], _NO_TOKENS, [], [], None, LANGUAGE)
        self.page = page


def page_of(text: str, artifacts: NlpArtifacts | None) -> PageContext:
    """The page context that came with the call, or one made from the text alone."""
    if isinstance(artifacts, PageArtifacts) and artifacts.page.text == text:
        return artifacts.page
    return PageContext(normalise(text))
