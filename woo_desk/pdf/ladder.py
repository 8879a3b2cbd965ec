"""How each page of one file is written: in place, or the next safer way.

In place, drawn anew from an allow-list; else its words over one picture of all the rest; else one
picture, with what can be read in its redacted pixels as an invisible layer.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from woo_desk.pdf.fonts import ObjectId
from woo_desk.pdf.widths import PageWidths


class Step(enum.IntEnum):
    """Ways to write a page, the better ones first."""

    IN_PLACE = 0
    BACKGROUND = 1
    """Words over one picture of all the rest."""
    PICTURE = 2
    """One picture, with what is read in it."""


_TOLD: Mapping[Step, str] = {Step.BACKGROUND: "background", Step.PICTURE: "raster"}
"""Key of the text `fallback.<key>` for each safer way."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Which way each page goes, and which fonts cannot be written."""

    steps: Mapping[int, Step] = field(default_factory=dict)
    """By 0-based page number; a page that is not named goes in place."""
    refused_fonts: frozenset[ObjectId] = frozenset()
    firm: frozenset[int] = frozenset()
    """Pages whose glyphs were taken out a second time, with larger marks."""
    still: frozenset[int] = frozenset()
    """Pages on which nothing moves: their gaps tell how wide the words were."""

    def step(self, index: int) -> Step:
        """Which way a page goes."""
        return self.steps.get(index, Step.IN_PLACE)

    def with_safer(
        self, pages: Iterable[int], firm: Iterable[int] = (), moving: Iterable[int] = ()
    ) -> Plan:
        """The plan with pages a step further, or their glyphs taken out firmly.

        A page on which lines are `moving` first stands still: that may be all that is wrong.
        """
        standing = frozenset(pages)
        further = standing - (frozenset(moving) - self.still)
        worse = {index: Step(self.step(index) + 1) for index in sorted(further)}
        return replace(
            self, steps={**self.steps, **worse}, firm=self.firm.union(firm),
            still=self.still | standing,
        )  # fmt: skip

    def as_pictures(self, pages: Iterable[int]) -> Plan:
        """The plan with pages made a picture at once."""
        pictures = dict.fromkeys(pages, Step.PICTURE)
        return replace(self, steps={**self.steps, **pictures}, still=self.still | pictures.keys())

    def fallbacks(
        self, pages: Sequence[PageWidths], unread: frozenset[int] = frozenset()
    ) -> tuple[str, ...]:
        """As text keys with a page number.

        Args:
            pages: how gaps are hidden on each.
            unread: pages that are a picture in which nothing was read.
        """
        telling = [
            index
            for index, page in enumerate(pages)
            if not page.is_complete or (page.settings and index in self.still)
        ]
        ways = ((index, _TOLD[step]) for index, step in sorted(self.steps.items()))
        return (
            *(f"{'picture' if index in unread else key}:{index + 1}" for index, key in ways),
            *(f"width:{index + 1}" for index in telling),
        )
