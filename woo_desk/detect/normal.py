"""The text as recognisers read it, with the way back to the text of the page.

Two printed forms of one word must be one word to a recogniser: letters composed (NFC), spaces and
hyphens of one kind, ligatures and full-width forms written out, invisible characters gone.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass

_MARKS = "\u0300-\u036f"
_ODD = (
    f"\r\v\f\x85\xa0\xad{_MARKS}\u1680\u2000-\u2012\u2028-\u202f\u205f-\u206f\u2212\u3000"
    "\ufb00-\ufb06\ufe63\ufeff\uff01-\uff5e"
)
_ODD_ONE = re.compile(f"[{_ODD}]")
_SPECIAL = re.compile(f"\r\n|[{_ODD}][{_MARKS}]*|[^{_MARKS}][{_MARKS}]+", re.DOTALL)
"""What is written otherwise in normal text; everything between is copied."""
_HYPHENS = frozenset("\u2010\u2011\u2012\u2212\ufe63\uff0d")
_LINE_ENDS = frozenset("\r\v\f\x85\u2028\u2029")
_SOFT_HYPHEN = "\xad"
_SPACED = re.compile(
    r"(?<![^\W_])(?<![^\W_][ ])[A-Z\u00c0-\u00de](?:[ ][a-z\u00df-\u00ff]){3,40}(?![^\W_])"
    r"|(?<![^\W_])(?<![^\W_][ ])[A-Z\u00c0-\u00de](?:[ ][A-Z\u00c0-\u00de]){5,40}(?![^\W_])"
)
"""A word with a space between its letters: a capital with at least three small letters behind it,
or at least six capitals."""
_SOFT_BREAK = re.compile(r"\n(?<=[^\n]\n)(?=[^\n])")
"""WHY the line end first: looked for as one character, it is found ten times as quickly."""


@dataclass(frozen=True, slots=True)
class NormalText:
    """Normalised text; offsets of it are turned into offsets of the page by `original`."""

    text: str
    joined: str
    """The same, at the same offsets, but with each line end inside a block as a space. For values
    that run over a line end."""
    starts: array[int] | None
    """Offset in the page's text where each character of `text` begins; None when both are equal."""
    ends: array[int] | None
    """Offset in the page's text where each character of `text` ends."""

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The range of the page's text that a non-empty range of `text` came from."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def normalise(page_text: str) -> NormalText:
    """Normalise the text of one page."""
    return _unspaced(_written_out(page_text))


def _written_out(page_text: str) -> NormalText:
    # WHY not `_SPECIAL`: each of its matches holds an odd character, and those are found quickly.
    if _ODD_ONE.search(page_text) is None:
        return NormalText(page_text, _joined(page_text), None, None)
    parts: list[str] = []
    starts, ends = array("q"), array("q")
    copied = 0
    for match in _SPECIAL.finditer(page_text):
        start, end = match.span()
        written = _written(match.group(), page_text[end : end + 1])
        parts += (page_text[copied:start], written)
        starts.extend(range(copied, start))
        ends.extend(range(copied + 1, start + 1))
        starts.extend([start] * len(written))
        ends.extend([end] * len(written))
        copied = end
    parts.append(page_text[copied:])
    starts.extend(range(copied, len(page_text)))
    ends.extend(range(copied + 1, len(page_text) + 1))
    text = "".join(parts)
    return NormalText(text, _joined(text), starts, ends)


def _unspaced(normal: NormalText) -> NormalText:
    """Letter-spaced words ("J a n s e n") without the spaces in them."""
    text = normal.text
    cuts = [
        index
        for match in _SPACED.finditer(text)
        for index in range(match.start() + 1, match.end(), 2)
    ]
    if not cuts:
        return normal
    gone = frozenset(cuts)
    kept = [index for index in range(len(text)) if index not in gone]
    starts = normal.starts or range(len(text))
    ends = normal.ends or range(1, len(text) + 1)
    bare = "".join(text[index] for index in kept)
    return NormalText(
        bare,
        _joined(bare),
        array("q", (starts[index] for index in kept)),
        array("q", (ends[index] for index in kept)),
    )


def _joined(text: str) -> str:
    return _SOFT_BREAK.sub(" ", text)


def _written(cluster: str, following: str) -> str:
    """How one character with its combining marks is written in normal text."""
    if len(cluster) > 1 and cluster != "\r\n":
        return unicodedata.normalize("NFC", _written(cluster[0], "") + cluster[1:])
    if cluster == "\r\n" or cluster in _LINE_ENDS:
        return "\n"
    if cluster in _HYPHENS:
        return "-"
    if cluster == _SOFT_HYPHEN:
        return "-" if following in ("\r", "\n") else ""
    category = unicodedata.category(cluster)
    if category == "Zs":
        return " "
    if category == "Cf":
        return ""
    return unicodedata.normalize("NFKC", cluster) if _ODD_ONE.match(cluster) else cluster
