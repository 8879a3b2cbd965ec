"""Personnel numbers, next to their label.

Source: usage in personnel files; the labels are in `resources/names/labels.toml` under PERSNR. Four
to nine digits, sometimes with a letter in front. Without a label it is any number, so nothing is
reported: score 0.95 or none. Once found, the same number elsewhere on the page scores 0.9.
"""

from __future__ import annotations

from collections.abc import Iterator

from woo_desk.detect.context import Hit, PageContext
from woo_desk.detect.labels import labels_of
from woo_desk.detect.patterns import Pattern
from woo_desk.detect.recognizers.base import DeskRecognizer
from woo_desk.domain.finding import EntityType, Role

NUMBER = Pattern(
    "staff_number",
    r"(?<![\w/.,-])(?:[A-Za-z]{1,2}[- ]?)?\d{1,4}(?:[. ]?\d{2,5}){1,2}(?![\w/]|[-.,]\d)",
)
_REACH = 20


class StaffNumberRecognizer(DeskRecognizer):
    """Finds personnel numbers; see the module."""

    entities = (EntityType.PERSNR,)
    patterns = (NUMBER,)

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
        for start, end, value in others:
            if value in seen:
                yield Hit(start, end, EntityType.PERSNR, Role.CIVIL, 0.9, "why.persnr.again")


def _plain(text: str) -> str:
    return "".join(c for c in text.upper() if c.isalnum())
