"""The stationery of the invented ministry: ribbon, header column, page numbers, ruled tables."""

from __future__ import annotations

from collections.abc import Sequence

from tests.helpers.voorbeeld.paper import BLUE, GREY, Look, Paper

MINISTRY = "Ministerie van Waterstaat en Wonen"
COLUMN = 437.0
"""Left end of the header column, in points."""
NARROW = (79.0, 190.0, 412.0, 770.0)
"""Borders of the running text beside a header column."""
SMALL = 7.0
STEP = 9.3

SENDER = (
    "**Directoraat-Generaal**",
    "**Water en Bodem**",
    "Directie Bodem en Ondergrond",
    "Afdeling Funderingen",
)
ADDRESS = (
    "{am:Rijnstraat 8}",
    "{pm:2515 XP} Den Haag",
    "{am:Postbus 20901}",
    "{pm:2500 EX} Den Haag",
    "www.waterstaatwonen.nl",
)


def ribbon(paper: Paper) -> None:
    """Blue bar and name of the ministry at the head of the page."""
    paper.fill((284.0, 0.0, 309.0, 70.0), BLUE)
    paper.at(317.0, 56.0, MINISTRY, size=9.5)


def column(paper: Paper, y: float, blocks: Sequence[Sequence[str]]) -> float:
    """Small lines in the header column, a gap between blocks; returns the y below."""
    kept = paper.y
    for block in blocks:
        for line in block:
            paper.y = y
            paper.paragraph(line, x=COLUMN, width=130.0, size=SMALL, leading=STEP, after=0.0)
            y = paper.y
        y += STEP * 0.8
    paper.y = kept
    return y


def page_number(paper: Paper, index: int, total: int) -> None:
    """Foot of the page."""
    paper.at(COLUMN, 800.0, f"Pagina {index + 1} van {total}", size=SMALL)


def footnotes(paper: Paper, notes: Sequence[str], *, y: float) -> None:
    """A short rule and numbered notes; the figures are raised and glued to the words."""
    paper.rule(paper.left, y - 9.0, paper.left + 110.0, y - 9.0, weight=0.4)
    narrow = Look(family=paper.look.family)
    kept, paper.look, paper.y = paper.look, narrow, y
    for number, note in enumerate(notes, start=1):
        paper.paragraph(f"^{number} {note}", size=SMALL, leading=9.0, after=1.0)
    paper.look = kept


def labelled(
    paper: Paper, x: float, rows: Sequence[tuple[str, str]], *, tab: float, size: float = 9.0
) -> None:
    """Rows of a grey label and a value beside it, from `paper.y` on."""
    for label, value in rows:
        paper.at(x, paper.y, label, size=size, colour=GREY)
        paper.at(x + tab, paper.y, value, size=size)
        paper.y += size * 1.45
