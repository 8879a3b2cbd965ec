"""Citizen service number (burgerservicenummer, BSN).

Source: Wet algemene bepalingen burgerservicenummer, art. 1; form and check digit: Logisch Ontwerp
BSN. Nine digits, printed 123456782, 1234.56.782, 123 456 782 or 123.456.782; old files leave out a
leading zero. Withheld as a number prescribed by law (Woo art. 5.1, first paragraph, under e).

| what | score |
|---|---|
| label before it, passes the eleven-test | 0.99 |
| label before it, fails it: a typing or reading error is still somebody's number | 0.65 |
| no label before it, but the page has one (a column); passes | 0.9 |
| no label on the page, nine digits or 4-2-3 with full stops; passes | 0.6 |
"""

from __future__ import annotations

from collections.abc import Iterator

from woo_desk.detect.context import Hit, PageContext
from woo_desk.detect.labels import Labels, labels_of
from woo_desk.detect.patterns import Match, Pattern
from woo_desk.detect.recognizers.base import DeskRecognizer
from woo_desk.detect.recognizers.checks import BSN_LENGTH, LOOK_ALIKES, passes_eleven_test
from woo_desk.domain.finding import EntityType, Role

NUMBER = Pattern(
    "bsn",
    r"""(?<![\w/-])(?<!\d[.,])(?:
        (?P<plain>\d{9})
      | (?P<dotted>\d{4}\.\s?\d{2}\.\s?\d{3})
      | (?P<spaced>\d{3}(?:[ .-]\s?|\n)\d{3}(?:[ .-]\s?|\n)\d{3}
            | \d{4}\s\d{2}\s\d{3} | \d{2}(?:[ .]\d{2}){2}[ .]\d{3})
      | (?P<loose>\d{8})
    )(?![\w/]|[-.,]\d)""",
)
MISREAD = Pattern(
    "bsn_misread",
    r"(?<![\w/.,-])[\dOolIS|B](?:[ .-]?[\dOolIS|B]){7,8}(?![\w/]|[-.,]\d)",
)


DATE_LIKE = Pattern("bsn_date", r"\d{1,2}[- ./]\d{1,2}[- ./](?:19|20)\d\d(?!\d)")


class BsnRecognizer(DeskRecognizer):
    """Finds BSNs; see the module."""

    entities = (EntityType.BSN,)
    patterns = (NUMBER, MISREAD, DATE_LIKE)

    def find(self, page: PageContext) -> Iterator[Hit]:
        """BSNs on the page."""
        labels = labels_of(page)
        taken: set[int] = set()
        for match in NUMBER.finditer(page.text, page.deadline):
            judged = _judge(match, labels)
            if judged is not None:
                taken.add(match.start())
                yield _hit(match, *judged)
        if labels.has("BSN"):
            for match in MISREAD.finditer(page.text, page.deadline):
                if labels.before(match.start()) != "BSN" or match.start() in taken:
                    continue
                if DATE_LIKE.match(page.text, page.deadline, match.start()) is not None:
                    continue
                digits = _digits(match.group().translate(LOOK_ALIKES))
                if sum(c.isdigit() for c in match.group()) >= BSN_LENGTH - 3:
                    passed = passes_eleven_test(digits)
                    yield _hit(match, 0.9 if passed else 0.6, "why.bsn.misread")


def _judge(match: Match, labels: Labels) -> tuple[float, str] | None:
    """Score and reason for one number; None when it is something else."""
    passed = passes_eleven_test(_digits(match.group()))
    if labels.before(match.start()) == "BSN":
        return (0.99, "why.bsn.label") if passed else (0.65, "why.bsn.label_failed")
    if not passed or match.group("loose") or labels.claims(match.start(), "BSN"):
        return None
    if labels.has("BSN"):
        return 0.9, "why.bsn.column"
    return None if match.group("spaced") else (0.6, "why.bsn.alone")


def _hit(match: Match, score: float, why: str) -> Hit:
    return Hit(match.start(), match.end(), EntityType.BSN, Role.PRIVATE, score, why)


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())
