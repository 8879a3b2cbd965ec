"""Dates of birth. Any date is harmless; the one after "geboren" is not.

Source: no rule but usage; the forms are in `dates`, the words before them in
`resources/names/labels.toml` under DOB. In tables that came with tab characters, the column under a
heading that says date of birth.

| what | score |
|---|---|
| full date after its label | 0.97 |
| full date in a column with that heading | 0.95 |
| only a year after "geboren in" | 0.6 |
| plausible date on a page where "geboortedatum" has no date next to it | 0.6 |
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from woo_desk.detect.context import Hit, PageContext
from woo_desk.detect.labels import Labels, labels_of
from woo_desk.detect.patterns import Match, Pattern
from woo_desk.detect.recognizers.base import DeskRecognizer
from woo_desk.detect.recognizers.dates import DATE
from woo_desk.domain.finding import EntityType, Role

# After "geboren" only words that belong to it; after "geboortedatum" anything on the line.
AFTER_VERB = Pattern(
    "birth_date_verb",
    rf"""(?:[^\n\w]|\n(?!\n)|(?:is|op|te|in|of|omstreeks|rond|circa|ca|van|betrokkene|de|het|dd|d\.d)
        (?!\w)|(?<=\b(?:te|in)\s)['’]?[A-Z][\w'’-]{{1,24}}(?:\s[A-Z][\w'’-]{{1,24}}){{0,2}}){{0,10}}?
        (?P<date>(?<![\w]){DATE}(?![\w]|[-/]\d))""",
    ignore_case=True,
)
AFTER_NOUN = Pattern(
    "birth_date_noun",
    rf"(?P<gap>(?:[^\d\n]|\n(?!\n)){{0,44}}?)(?P<date>(?<![\w]){DATE}(?![\w]|[-/]\d))",
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
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BIRTH_YEARS = range(1910, 2015)


class BirthDateRecognizer(DeskRecognizer):
    """Finds dates of birth; see the module."""

    entities = (EntityType.DOB,)
    patterns = (AFTER_VERB, AFTER_NOUN, YEAR, ANY_DATE, BORN_BEFORE)

    def find(self, page: PageContext) -> Iterator[Hit]:
        """Dates of birth on the page."""
        labels = labels_of(page)
        if not labels.has("DOB"):
            return
        alone = False
        for start, end in labels.of("DOB"):
            found = list(_after_label(page, start, end))
            alone = alone or (not found and _is_noun(page, start, end))
            yield from found
        if alone:
            yield from _plausible(page)
        for match in BORN_BEFORE.finditer(page.text, page.deadline):
            yield _hit(match, 0.95, "why.dob.label")
        yield from _in_columns(page, labels)


def _after_label(page: PageContext, label_start: int, label_end: int) -> Iterator[Hit]:
    if _is_noun(page, label_start, label_end):
        match = AFTER_NOUN.match(page.text, page.deadline, label_end)
        if match is not None and match.group("gap").count("\n") > 1:
            match = None
    else:
        match = AFTER_VERB.match(page.text, page.deadline, label_end)
    if match is not None:
        yield _hit(match, 0.97, "why.dob.label")
        return
    match = YEAR.match(page.text, page.deadline, label_end)
    if match is not None:
        yield _hit(match, 0.6, "why.dob.year")


def _is_noun(page: PageContext, start: int, end: int) -> bool:
    """Whether the label is "geboortedatum" or the like, and not "geboren"."""
    return "dat" in page.text[start:end].lower()


def _plausible(page: PageContext) -> Iterator[Hit]:
    """Dates elsewhere on a page whose heading has lost its date: columns read one by one."""
    for match in ANY_DATE.finditer(page.text, page.deadline):
        years = [int(year) for year in _YEAR.findall(match.group())]
        if years and years[0] in _BIRTH_YEARS:
            yield Hit(*match.span(), EntityType.DOB, Role.PRIVATE, 0.6, "why.dob.page")


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
