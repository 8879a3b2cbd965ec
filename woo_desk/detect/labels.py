"""Labels on a page ("BSN:", "Ons kenmerk"), found once for all recognisers.

A number says little by itself; the word before it says what it is. The vocabulary is
`resources/names/labels.toml`.
"""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from woo_desk.detect.context import PageContext
from woo_desk.detect.lists import load_table
from woo_desk.detect.patterns import Pattern

REACH = 32
"""Characters between the end of a label and its value."""

_CLOSE = 14
"""Within this many characters a label of something else says that a number is not ours."""

_NUMBER_KINDS = frozenset(
    {"BSN", "IBAN", "VNUMMER", "PERSNR", "PHONE", "EXTENSION", "REF", "OTHER"}
)

_MEMO = "labels"


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of one page, in order of place."""

    ends: Sequence[int]
    starts: Sequence[int]
    kinds: Sequence[str]
    text: str
    """The page's normalised text."""

    def has(self, kind: str) -> bool:
        """Whether the page has a label of this kind anywhere, for instance over a column."""
        return kind in self.kinds

    def before(self, offset: int, reach: int = REACH) -> str:
        """Kind of the nearest label before `offset`; "" when none is near.

        An empty line ends the reach of a label.
        """
        index = bisect.bisect_right(self.ends, offset) - 1
        if index < 0 or offset - self.ends[index] > reach:
            return ""
        if "\n\n" in self.text[self.ends[index] : offset]:
            return ""
        return self.kinds[index]

    def claims(self, offset: int, own: str) -> bool:
        """Whether a label close by says that the number at `offset` is of another kind."""
        kind = self.before(offset, _CLOSE)
        return kind != own and kind in _NUMBER_KINDS


def labels_of(page: PageContext) -> Labels:
    """The labels of the page, looked for only once."""
    cached = page.memo.get(_MEMO)
    if isinstance(cached, Labels):
        return cached
    pattern, kinds = label_pattern()
    found = [
        (match.start(), match.end(), kinds[_key(match.group())])
        for match in pattern.finditer(page.joined, page.deadline)
    ]
    labels = Labels(
        ends=[end for _, end, _ in found],
        starts=[start for start, _, _ in found],
        kinds=[kind for _, _, kind in found],
        text=page.text,
    )
    page.memo[_MEMO] = labels
    return labels


@functools.cache
def label_pattern() -> tuple[Pattern, dict[str, str]]:
    """One expression for all labels, and the kind of each by its letters."""
    kinds = {
        _key(phrase): kind
        for kind, phrases in load_table("labels")["labels"].items()
        for phrase in phrases
    }
    phrases = [phrase for phrases in load_table("labels")["labels"].values() for phrase in phrases]
    phrases.sort(key=len, reverse=True)
    body = "|".join(_expression(phrase) for phrase in phrases)
    return Pattern("label", rf"(?<![\w@.-])(?:{body})(?![\w@])", ignore_case=True), kinds


def _expression(phrase: str) -> str:
    escaped = re.escape(phrase).replace(r"\ ", r"\s{1,3}")
    return escaped.replace(r"\-", r"[-\ .]?")


def _key(label: str) -> str:
    return "".join(c for c in label.lower() if c.isalnum())
