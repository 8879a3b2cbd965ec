"""Number of a foreign national's file (V-nummer).

Source: Vreemdelingenbesluit 2000, art. 8.30 ff. (the registration); form from public letters of
the IND: ten digits, printed 2719862565, 272.619.2090 or 2857.754.265, in older files 9907.12.3456.
There is no public check digit.

| what | score |
|---|---|
| label before it | 0.99 |
| label before it, a digit too few or too many | 0.65 |
| no label before it, but the page has one | 0.9 |
| printed with its full stops, begins with 2 | 0.8 |
| ten digits that begin with 2, nothing else known | 0.55 |
"""

from __future__ import annotations

from collections.abc import Iterator

from woo_desk.detect.context import Hit, PageContext
from woo_desk.detect.labels import Labels, labels_of
from woo_desk.detect.patterns import Match, Pattern
from woo_desk.detect.recognizers.base import DeskRecognizer
from woo_desk.domain.finding import EntityType, Role

NUMBER = Pattern(
    "vnummer",
    r"""(?<![\w/-])(?<!\d[.,])(?:
        (?P<plain>\d{10})
      | (?P<dotted>2\d{2}[. -]\s?\d{3}[. -]\s?\d{4} | 2\d{3}[. -]\s?\d{3}[. -]\s?\d{3})
      | (?P<old>\d{4}[. ]\s?\d{2}[. ]\s?\d{4})
      | (?P<damaged>\d{8,9}|\d{11})
      | (?P<other>\d{3}[. ]\s?\d{3}[. ]\s?\d{4} | \d{4}[. ]\s?\d{3}[. ]\s?\d{3})
    )(?![\w/]|[-.,]\d)""",
)
MISREAD = Pattern("vnummer_misread", r"(?<![\w/.,-])[\dOolI|](?:[. ]?[\dOolI|]){9}(?!\w|[-.,]\d)")


class VNummerRecognizer(DeskRecognizer):
    """Finds V-nummers; see the module."""

    entities = (EntityType.VNUMMER,)
    patterns = (NUMBER, MISREAD)

    def find(self, page: PageContext) -> Iterator[Hit]:
        """V-nummers on the page."""
        labels = labels_of(page)
        for match in NUMBER.finditer(page.text, page.deadline):
            judged = _judge(match, labels)
            if judged is not None:
                yield Hit(*match.span(), EntityType.VNUMMER, Role.PRIVATE, *judged)
        if labels.has("VNUMMER"):
            for match in MISREAD.finditer(page.text, page.deadline):
                if labels.before(match.start(), 12) == "VNUMMER":
                    yield Hit(
                        *match.span(), EntityType.VNUMMER, Role.PRIVATE, 0.9, "why.vnummer.label"
                    )


def _judge(match: Match, labels: Labels) -> tuple[float, str] | None:
    if labels.before(match.start()) == "VNUMMER":
        score = 0.65 if match.group("damaged") else 0.99
        return score, "why.vnummer.label"
    if labels.claims(match.start(), "VNUMMER"):
        return None
    if match.group("damaged"):
        return None
    begins_with_two = match.group().startswith("2")
    if labels.has("VNUMMER") and (begins_with_two or match.group("old")):
        return 0.9, "why.vnummer.column"
    if match.group("dotted") and "." in match.group():
        return 0.8, "why.vnummer.shape"
    if match.group("plain") and begins_with_two:
        return 0.55, "why.vnummer.alone"
    return None
