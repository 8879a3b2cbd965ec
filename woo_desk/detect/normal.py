"""The text as recognisers read it, with the way back to the text of the page.

Two printed forms of one word must be one word to a recogniser: letters composed (NFC), spaces and
hyphens of one kind, ligatures and full-width forms written out, invisible characters gone.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass

_SPECIAL = re.compile(
    "[\r\v\f\x85\xa0\xad\u0300-\u036f\u1680\u2000-\u2012\u2028-\u202f\u205f-\u206f\u2212\u3000"
    "\ufb00-\ufb06\ufe63\ufeff\uff01-\uff5e]"
)
_CLUSTER = re.compile("\r\n|.[\u0300-\u036f]*", re.DOTALL)
_HYPHENS = frozenset("\u2010\u2011\u2012\u2212\ufe63\uff0d")
_LINE_ENDS = frozenset("\r\v\f\x85\u2028\u2029")
_SOFT_HYPHEN = "\xad"
_SOFT_BREAK = re.compile(r"(?<=[^\n])\n(?=[^\n])")


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
    if _SPECIAL.search(page_text) is None:
        return NormalText(page_text, _joined(page_text), None, None)
    parts: list[str] = []
    starts, ends = array("q"), array("q")
    for match in _CLUSTER.finditer(page_text):
        written = _written(match.group(), page_text[match.end() : match.end() + 1])
        parts.append(written)
        for _ in written:
            starts.append(match.start())
            ends.append(match.end())
    text = "".join(parts)
    return NormalText(text, _joined(text), starts, ends)


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
    return unicodedata.normalize("NFKC", cluster) if _SPECIAL.match(cluster) else cluster
