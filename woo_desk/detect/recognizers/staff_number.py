"""Personnel numbers, next to their label.

Source: usage in personnel files; the labels are in `resources/names/labels.toml` under PERSNR. Four
to nine digits, sometimes with a letter in front. Without a label it is any number, so nothing is
reported: score 0.95 or none. Once found, the same number elsewhere on the page scores 0.9. Below a
label that is the head of a column, numbers that fill a cell and count as many digits as the first
score 0.88.
"""

from __future__ import annotations

from collections.abc import Iterator

from woo_desk.detect.context import Hit, PageContext
from woo_desk.detect.labels import Labels, labels_of
from woo_desk.detect.patterns import Pattern
from woo_desk.detect.recognizers.base import DeskRecognizer
from woo_desk.domain.finding import EntityType, Role

NUMBER = Pattern(
    "staff_number",
    r"(?<![\w/.,-])(?:[A-Za-z]{1,2}[- ]?)?\d{1,4}(?:[. ]?\d{2,5}){1,2}(?![\w/]|[-.,]\d)",
)
CELL = Pattern(
    "staff_number_cell",
    r"(?<=[\n\t]|[^\W\d_][ ])(?P<number>[A-Z]?\d{5,9})(?=[ ]?[\n\t]|[ ](?:\d|[^\W\d_])|\Z)",
)
_REACH = 20
_HEAD_WORDS = 8
"""Words of a line that can be the heads of a table."""


class StaffNumberRecognizer(DeskRecognizer):
    """Finds personnel numbers; see the module."""

    entities = (EntityType.PERSNR,)
    patterns = (NUMBER, CELL)

    def find(self, page: PageContext) -> Iterator[Hit]:
        """Personnel numbers on the page."""
        labels = labels_of(page)
        if not labels.has("PERSNR"):
            return
        seen: set[str] = set()
        others: list[tuple[int, int, str]] = []
        for match in NUMBER.finditer(page.text, page.deadline):
            value = _plain(match.group())
            if labels.before(match.start(), _REACH) == "PERSNR":
                seen.add(value)
                yield Hit(*match.span(), EntityType.PERSNR, Role.CIVIL, 0.95, "why.persnr.label")
            else:
                others.append((*match.span(), value))
        for start, end in _below_heads(page, labels):
            seen.discard(_plain(page.text[start:end]))
            yield Hit(start, end, EntityType.PERSNR, Role.CIVIL, 0.88, "why.persnr.column")
        for start, end, value in others:
            if value in seen:
                yield Hit(start, end, EntityType.PERSNR, Role.CIVIL, 0.9, "why.persnr.again")


def _below_heads(page: PageContext, labels: Labels) -> Iterator[tuple[int, int]]:
    """Numbers of one length below the first label that is the head of a column."""
    for start, end in labels.of("PERSNR"):
        if _is_head(page, start, end):
            length = 0
            for match in CELL.finditer(page.text, page.deadline, end):
                cell = match.group("number")
                length = length or len(cell)
                own = labels.claims(match.start("number"), "PERSNR")
                if len(cell) == length and not own:
                    yield match.span("number")
            return


def _is_head(page: PageContext, start: int, end: int) -> bool:
    """Whether a label stands in a line of heads: short, no number, no end of a sentence."""
    first, last = page.line_at(start)
    line = page.text[first:last].strip()
    alone = not page.text[end:last].lstrip(" ").startswith((":", "=", "."))
    below = page.text[last + 1 : last + 2]
    return (
        alone
        and not below.isdigit()
        and len(line.split()) <= _HEAD_WORDS
        and not line.endswith((".", ",", ";", ":"))
        and not any(character.isdigit() for character in line)
    )


def _plain(text: str) -> str:
    return "".join(c for c in text.upper() if c.isalnum())
