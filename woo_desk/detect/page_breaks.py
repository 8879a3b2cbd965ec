"""Where one page ends and the next begins: a name that is cut there stands whole on neither.

The last lines of running text and the first ones of the next page are read as one text, without
what is printed on every page: headers, footers, page numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_EDGE = 5
"""So many lines at the top and bottom of a page may be printed on every page."""
_BEFORE, _AFTER = 3, 2
"""Lines of running text that are read from both sides."""
_LINE = re.compile(r"[^\n]+")
_PAGE_NUMBER = re.compile(
    r"\W{0,3}(?:(?:pagina|blad|blz|page|p)\W{0,2})?\d{1,4}(?:\W{1,3}(?:van|of|/)?\W{0,2}\d{1,4})?\W{0,3}",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_GOES_ON = re.compile(r"[^\W\d_](?:[.]?|[-\u2010\xad])\s*\Z")
"""A letter, an initial or a hyphen at the very end: no sentence ends there for sure."""
_BEGINS = re.compile(r"\s*[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Seam:
    """Text on both sides of a page break."""

    page: int
    """Number in the sequence of the page before the break."""
    text: str
    cut: int
    """Offset in `text` where the next page begins."""
    before: int
    """Offset in the first page where `text` begins."""
    after: int
    """Offset in the second page of what follows the cut."""

    def parts(self, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
        """A range of `text` as ranges of both pages; None when it lies on one of them."""
        if not start < self.cut - 1 or not end > self.cut:
            return None
        first = self.before + start, self.before + self.cut - 1
        return first, (self.after, self.after + end - self.cut)


def seams(texts: Sequence[str]) -> Iterator[Seam]:
    """The page breaks at which a sentence may go on."""
    lines = [[match.span() for match in _LINE.finditer(text)] for text in texts]
    everywhere = _on_every_page(texts, lines)
    for page in range(len(texts) - 1):
        above, below = texts[page], texts[page + 1]
        tail = _body(above, list(reversed(lines[page])), everywhere, _BEFORE)
        head = _body(below, lines[page + 1], everywhere, _AFTER)
        if not tail or not head:
            continue
        begin, end = tail[-1][0], tail[0][1]
        start, last = head[0][0], head[-1][1]
        if _GOES_ON.search(above[begin:end]) and _BEGINS.match(below, start):
            text = f"{above[begin:end]}\n{below[start:last]}"
            yield Seam(page, text, end - begin + 1, begin, start)


def _on_every_page(texts: Sequence[str], lines: Sequence[Sequence[tuple[int, int]]]) -> set[str]:
    """Lines, figures aside, that stand at the edge of more than one page."""
    counts: Counter[str] = Counter()
    for text, spans in zip(texts, lines, strict=True):
        edge = {*spans[:_EDGE], *spans[-_EDGE:]}
        counts.update({_key(text[a:b]) for a, b in edge})
    return {key for key, count in counts.items() if count > 1}


def _key(line: str) -> str:
    return _DIGITS.sub("0", " ".join(line.split()))


def _body(
    text: str, spans: Sequence[tuple[int, int]], everywhere: set[str], most: int
) -> list[tuple[int, int]]:
    """The first lines, in the order given, that are running text and stand together."""
    found: list[tuple[int, int]] = []
    for a, b in spans:
        line = text[a:b]
        if not line.strip() or _key(line) in everywhere or _PAGE_NUMBER.fullmatch(line.strip()):
            if found:
                break
            continue
        if found and "\n\n" in text[min(b, found[-1][1]) : max(a, found[-1][0])]:
            break
        found.append((a, b))
        if len(found) == most:
            break
    return found
