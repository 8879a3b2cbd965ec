"""Cuts a page's text into words, initials and signs, with what lies between them."""

from __future__ import annotations

import enum
import functools
import re
import unicodedata
from collections.abc import Iterator

_SPECIAL = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "’": "'", "‘": "'"}
)

_LETTERS_MISREAD = str.maketrans("01", "ol")

# WHY no nested quantifiers and every repetition bounded: the text comes from anywhere, and a
# pattern that backtracks would stop the whole page (see tests/detect/persons/test_fuzz.py).
_LETTER = r"[^\W\d_]"
_CAPITAL = "[" + "".join(chr(c) for c in range(0x41, 0x250) if chr(c).isupper()) + "]"
_MISREAD = r"(?:[01](?=[a-zà-ÿ]{2})|\ufffd(?=[^\W\d_]))"
"""Inside a word: a digit read for a letter, and the sign for a letter without a value."""
_INITIAL = rf"(?:Th|Ph|Chr|Ch|IJ|Tj|Sj|St|Fr|{_CAPITAL})\."
_SHORT = rf"(?!{_CAPITAL}){_LETTER}\."
_TOKEN = re.compile(
    rf"""
    (?P<mail>[\w.+%&'-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,6}})
    |(?P<url>(?:https?://|www\.)[^\s<>"]{{1,300}})
    |(?P<init>(?<![^\W_])(?:{_INITIAL}(?:\x20?-?{_INITIAL}){{0,7}}|{_SHORT}(?:{_SHORT}){{0,7}})
        (?!{_LETTER}))
    |(?P<word>['’‘](?:[ts]|[tT])(?!{_LETTER})
        |{_LETTER}(?:{_LETTER}|[\u0300-\u036f]|\u00ad|{_MISREAD}
            |(?:['’‘´`.]|[-‐‑]\n?)(?={_LETTER})){{0,60}})
    |(?P<num>\d+)
    |(?P<punct>\S)
    """,
    re.VERBOSE,
)


class Kind(enum.IntEnum):
    """What a token is."""

    WORD = 0
    INITIALS = 1
    """Letters with dots: "J.P."; also "o.a.", which `capital` tells apart."""
    NUMBER = 2
    SIGN = 3
    MAIL = 4
    URL = 5


class Gap(enum.IntEnum):
    """What lies before a token."""

    NONE = 0
    SPACE = 1
    LINE = 2
    """One line end."""
    WIDE = 3
    """A tab, or three spaces or more: another cell."""
    BLOCK = 4
    """An empty line, or the beginning of the text."""


_KINDS = (Kind.SIGN, Kind.MAIL, Kind.URL, Kind.INITIALS, Kind.WORD, Kind.NUMBER, Kind.SIGN)
"""By the number of the group in `_TOKEN`."""


class Token:
    """One token. Plain attributes instead of a dataclass: thousands are made per page."""

    __slots__ = ("capital", "end", "fold", "gap", "kind", "start", "text", "upper")

    def __init__(self, start: int, end: int, text: str, kind: Kind, gap: Gap) -> None:
        self.start = start
        self.end = end
        self.text = text
        """As printed, a hyphen at a line end undone."""
        self.kind = kind
        self.gap = gap
        if kind <= Kind.INITIALS:
            self.fold = _read_as(text)
            self.capital = text[0].isupper()
            self.upper = self.capital and len(text) > 1 and text.isupper()
        else:
            self.fold = text
            self.capital = text[0].isupper() and kind >= Kind.MAIL
            self.upper = self.capital and len(text) > 1 and text.isupper()


@functools.lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """Lower case, no accents: the form of every list. Same rule as `resources/names/build.py`."""
    lowered = word.lower()
    if lowered.isascii():
        return lowered
    plain = unicodedata.normalize("NFKD", lowered.translate(_SPECIAL))
    return "".join(c for c in plain if not unicodedata.combining(c) and c != "\u00ad")


@functools.lru_cache(maxsize=20_000)
def _read_as(word: str) -> str:
    """The same for a word as it was printed or scanned."""
    return fold(word.translate(_LETTERS_MISREAD))


def tokenize(text: str) -> list[Token]:
    """Every token of the text in order; together with the gaps they cover all of it."""
    return list(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    end = 0
    gap, none, space = Gap.BLOCK, Gap.NONE, Gap.SPACE
    for match in _TOKEN.finditer(text):
        start = match.start()
        if end:
            if start == end:
                gap = none
            else:
                between = text[end:start]
                gap = space if between == " " else _gap(between)
        end = match.end()
        kind = _KINDS[match.lastindex or 0]
        printed = match.group()
        if "\n" in printed:
            printed = _join(printed)
        yield Token(start, end, printed, kind, gap)


def _gap(between: str) -> Gap:
    lines = between.count("\n")
    if lines:
        return Gap.LINE if lines == 1 else Gap.BLOCK
    return Gap.WIDE if "\t" in between or len(between) > 2 else Gap.SPACE


def _join(word: str) -> str:
    """Undo hyphens at line ends; before a capital the hyphen belongs to the word."""
    head, *rest = re.split(r"[-‐‑]\n", word)
    for part in rest:
        head += f"-{part}" if part[:1].isupper() else part
    return head
