"""Dates of birth. Any date is harmless; the one after "geboren" is not.

Source: no rule but usage; the forms are in `dates`, the words before them in
`resources/names/labels.toml` under DOB. In tables that came with tab characters, the column under a
heading that says date of birth.

| what | score |
|---|---|
| full date after its label | 0.97 |
| full date in a column with that heading | 0.95 |
| only a year after "geboren in", or an age next to it | 0.6 |
"""

from __future__ import annotations

from collections.abc import Iterator

from woo_desk.detect.context import Hit, PageContext
from woo_desk.detect.labels import Labels, labels_of
from woo_desk.detect.patterns import Match, Pattern
from woo_desk.detect.recognizers.base import DeskRecognizer
from woo_desk.detect.recognizers.dates import DATE
from woo_desk.domain.finding import EntityType, Role

AFTER_LABEL = Pattern(
    "birth_date",
    rf"""(?:[^\n\w]|\n(?!\n)|(?:is|op|te|in|:|van|betrokkene|cliënt|verzoeker|werknemer|de|het|dd|d\.d)
        (?!\w)|(?<=\b(?:te|in)\s)[A-Z][\w'’-]{{1,24}}(?:\s[A-Z][\w'’-]{{1,24}}){{0,2}}){{0,10}}?
        (?P<date>(?<![\w]){DATE}(?![\w]|[-/]\d))""",
    ignore_case=True,
)
YEAR = Pattern(
    "birth_year", r"\s{1,2}(?:in\s(?:het\sjaar\s)?)?(?P<date>(?:19|20)\d\d)(?![\w]|[-./]\d)"
)
ANY_DATE = Pattern("date", rf"(?<![\w/.-]){DATE}(?![\w]|[-/]\d)", ignore_case=True)
BORN_BEFORE = Pattern(
    "born_before",
    rf"(?<![\w/.-])(?P<date>{DATE})[ ,)]{{0,3}}(?:te\s[A-Z][\w-]{{1,24}}\s)?geboren(?!\w)",
    ignore_case=True,
)


class BirthDateRecognizer(DeskRecognizer):
    """Finds dates of birth; see the module."""

    entities = (EntityType.DOB,)
    patterns = (AFTER_LABEL, YEAR, ANY_DATE, BORN_BEFORE)

    def find(self, page: PageContext) -> Iterator[Hit]:
        """Dates of birth on the page."""
        labels = labels_of(page)
        if not labels.has("DOB"):
            return
        for kind, end in zip(labels.kinds, labels.ends, strict=True):
            if kind == "DOB":
                yield from _after_label(page, end)
        for match in BORN_BEFORE.finditer(page.text, page.deadline):
            yield _hit(match, 0.95, "why.dob.label")
        yield from _in_columns(page, labels)


def _after_label(page: PageContext, label_end: int) -> Iterator[Hit]:
    match = AFTER_LABEL.match(page.text, page.deadline, label_end)
    if match is not None:
        yield _hit(match, 0.97, "why.dob.label")
        return
    match = YEAR.match(page.text, page.deadline, label_end)
    if match is not None:
        yield _hit(match, 0.6, "why.dob.year")


def _in_columns(page: PageContext, labels: Labels) -> Iterator[Hit]:
    """Dates under a heading, in lines with as many tab characters as the heading has."""
    for kind, start in zip(labels.kinds, labels.starts, strict=True):
        line_start, line_end = page.line_at(start)
        tabs = page.text.count("\t", line_start, line_end)
        if kind != "DOB" or not tabs:
            continue
        column = page.text.count("\t", line_start, start)
        while line_end < len(page.text):
            line_start, line_end = page.line_at(line_end + 1)
            cells = page.text[line_start:line_end].split("\t")
            if len(cells) != tabs + 1:
                break
            cell_start = line_start + sum(len(cell) + 1 for cell in cells[:column])
            for match in ANY_DATE.finditer(
                page.text, page.deadline, cell_start, cell_start + len(cells[column])
            ):
                yield Hit(*match.span(), EntityType.DOB, Role.PRIVATE, 0.95, "why.dob.column")


def _hit(match: Match, score: float, why: str) -> Hit:
    return Hit(*match.span("date"), EntityType.DOB, Role.PRIVATE, score, why)
