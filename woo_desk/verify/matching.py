"""The rule by which a text counts as saying a term, at a place where the normal forms agree.

- **Whole words.** A hit begins and ends at the edge of a word: "Jan" is not said by "januari",
  nor "Bakker" by "bakkerij". An edge lies between a letter and anything else, between letter and
  digit, and between a small and a capital letter ("mevrouwJansen"). A hyphen is an edge, except
  at a line end, where it joins ("Bakker-⏎ij"): there it is one only before a capital or a name
  prefix ("Jansen-⏎de Vries").
- **Short terms** (below six letters) stand there as written, but for accents, invisible
  characters, dashes, a line end, or equal letter-spacing: "J.A.N. Smit" does not say "Jan". Below
  four letters they also keep their case.
- **Ordinary words.** In running text a term with capitals is not said where only small letters
  stand and each word is in the Dutch word list and no first name: "Bakker" is not said by "de
  bakker", but it is by "h. bakker" and by "j.bakker@…". Outside running text (metadata, names of
  things, cells) no such mercy exists.
- **Numbers** are compared without separators; below eight digits only one separator may stand in
  them ("12.345"), or a space between all digits.
- **Noise** (binary data) must spell terms below eight letters as given, or wholly in one case.
"""

from __future__ import annotations

import enum
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from woo_desk.verify.disguises import LATIN_OF
from woo_desk.verify.words import is_ordinary_word

SHORT = 6
"""Letters below which a term must stand as written."""
CASED = 4
"""Letters below which a term must also keep its case."""
LONG = 8
"""Letters from which a term is no chance in binary data, however it is spelled."""
LONG_NUMBER = 8
"""Digits from which any separator is accepted."""
FEW = 12
"""Characters of a text beyond ASCII that are each looked for by themselves."""
WHOLE_PAGE = 200
"""Characters from which a text may be that of a page."""
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_PREFIXES = frozenset(
    "de|den|der|des|het|ten|ter|te|van|von|op|in|aan|la|le|du|el|al".split("|")  # noqa: SIM905
)
_HYPHENS = frozenset("-\u00ad\u2010\u2011\x02\ufffe")
"""The last two are what pdfium gives for a hyphen at a line end."""
_SOFT_HYPHENS = frozenset("\u00ad\x02\ufffe")
_LINE_ENDS = frozenset("\r\n\u2028\u2029")


class _Kept(dict[int, int | None]):
    """Translation table that keeps letters and digits, and makes Latin what looks like it.

    Fills itself as characters are met.
    """

    def __missing__(self, code: int) -> int | None:
        is_letter = unicodedata.category(chr(code))[0] in "LN"
        kept = LATIN_OF.get(code, code if is_letter else None)
        self[code] = kept
        return kept


class _Seen(dict[int, int | None]):
    """Translation table that drops accents and what cannot be seen."""

    def __missing__(self, code: int) -> int | None:
        hidden = unicodedata.category(chr(code)) in ("Mn", "Me", "Cf", "Cn", "Co")
        self[code] = None if hidden else code
        return self[code]


_KEPT = _Kept()
_SEEN = _Seen()


def normal_form(text: str) -> str:
    """Letters and digits of a text, without accents and case."""
    return _long_form(text) if len(text) > WHOLE_PAGE else _normal_form(text)


@lru_cache(maxsize=8)
def _long_form(text: str) -> str:
    """The same, remembered: the text of a page is looked at several times in a row."""
    return _normal_form(text)


def _normal_form(text: str) -> str:
    if text.isascii():
        return text.casefold().translate(_KEPT)
    text = unicodedata.normalize("NFKD", text).casefold()
    others = set(_BEYOND_ASCII.findall(text))
    # WHY one by one: a page has some dashes and accents, and `translate` is five times as fast
    # where nothing else but ASCII is left.
    if len(others) <= FEW:
        for char in others:
            kept = _KEPT[ord(char)]
            text = text.replace(char, "" if kept is None else chr(kept))
    return text.translate(_KEPT)


def _visible_form(text: str) -> str:
    """The text without accents and invisible characters, dashes alike and line ends joined."""
    text = unicodedata.normalize("NFKD", text).translate(_SEEN)
    text = re.sub(r"[\x02\-\u2010-\u2015][ \t]*[\r\n]+\s*", "-", text)
    text = re.sub(r"[\u2010-\u2015\x02]", "-", text)
    return re.sub(r"[’‘`´]", "'", re.sub(r"\s+", " ", text))


class Where(enum.Enum):
    """In what a term is looked for."""

    PROSE = enum.auto()
    """Running text."""
    VALUE = enum.auto()
    """A name, a cell, metadata."""
    NOISE = enum.auto()
    """What could be text in binary data: there letters with any accent and case come by chance."""


@dataclass(frozen=True, slots=True)
class Term:
    """One term in one of its forms."""

    text: str
    """As given."""
    form: str
    """Normal form, or that of another way to write the number."""
    written: str
    """Visible form, for terms that must stand as written."""

    @classmethod
    def of(cls, text: str, form: str) -> Term:
        """The term for one form of it."""
        return cls(text, form, _visible_form(text))


class Place:
    """A text with its normal form and, for each character of that, where it stands."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._form = normal_form(text)
        if text.isascii():
            self._places = [place for place, char in enumerate(text) if char.isalnum()]
        else:
            self._places = [
                place for place, char in enumerate(text) for _ in range(len(normal_form(char)))
            ]

    def says(self, term: Term, where: Where) -> bool:
        """Whether the rule of this module holds for the term anywhere in the text."""
        start = self._form.find(term.form)
        while start >= 0:
            first = self._places[start]
            last = self._places[start + len(term.form) - 1]
            if self._says_at(term, first, last, where):
                return True
            start = self._form.find(term.form, start + 1)
        return False

    def _says_at(self, term: Term, first: int, last: int, where: Where) -> bool:
        if not (self._begins(first) and self._ends(last)):
            return False
        found = self._text[first : last + 1]
        if where is Where.NOISE and len(term.form) < LONG:
            text = term.text
            return found in (text, text.lower(), text.upper(), text.title(), term.form)
        if term.form.isdigit():
            return _is_same_number(term, found)
        if len(term.form) < SHORT and not _stands_as_written(term, found):
            return False
        return where is not Where.PROSE or not self._is_ordinary(term, first, last)

    def _begins(self, first: int) -> bool:
        before, place = self._neighbour(first, -1)
        here = self._text[first]
        if _joins(before, here):
            return before.islower() and here.isupper()
        if before not in _HYPHENS or not here.islower():
            return True
        # "meester-⏎bakker" is one word; "meester-bakker" is two.
        at_line_end = before in _SOFT_HYPHENS or not _LINE_ENDS.isdisjoint(self._text[place:first])
        return not (at_line_end and place > 0 and self._text[place - 1].isalpha())

    def _ends(self, last: int) -> bool:
        after, place = self._neighbour(last, 1)
        here = self._text[last]
        if _joins(here, after):
            return here.islower() and after.isupper()
        if after not in _HYPHENS:
            return True
        gap = r"\s*" if after in _SOFT_HYPHENS else r"[ \t]*[\r\n\u2028\u2029]\s*"
        word = re.match(gap + r"([^\W\d_]+)", self._text[place + 1 : place + 80])
        return word is None or not word[1][0].islower() or word[1] in _PREFIXES

    def _neighbour(self, place: int, step: int) -> tuple[str, int]:
        """The next visible character in one direction, "" at the edge of the text; and where."""
        place += step
        while 0 <= place < len(self._text):
            character = self._text[place]
            if character in _HYPHENS or _SEEN[ord(character)] is not None:
                return character, place
            place += step
        return "", place

    def _is_ordinary(self, term: Term, first: int, last: int) -> bool:
        found = self._text[first : last + 1]
        if term.text == term.text.lower() or found != found.lower():
            return False
        if _AFTER_INITIAL.search(self._text[max(0, first - 5) : first]):
            return False
        if re.match(r"[_@]|\.\w", self._text[last + 1 : last + 3]):
            return False
        words = re.findall(r"[^\W\d_]+", found)
        return bool(words) and all(is_ordinary_word(word) for word in words)


_AFTER_INITIAL = re.compile(r"(?:[._@/\\]|(?<![^\W\d_])[^\W\d_]\.?\s{1,2})\Z")
"""Behind a letter by itself, or within an address, a word in small letters may still be a name."""


def _joins(left: str, right: str) -> bool:
    """Whether two neighbours belong to one word or to one number."""
    return (left.isalpha() and right.isalpha()) or (left.isdigit() and right.isdigit())


def _stands_as_written(term: Term, found: str) -> bool:
    seen, written = _visible_form(found), term.written
    if len(term.form) >= CASED:
        seen, written = seen.casefold(), written.casefold()
    letters = seen.split(" ")
    if len(letters) > 1 and all(len(letter) == 1 for letter in letters):
        seen = "".join(letters)
        written = written.replace(" ", "")
    return seen == written or seen.replace("-", "") == written.replace("-", "")


def _is_same_number(term: Term, found: str) -> bool:
    gaps = set(re.findall(r"\D+", found))
    if len(term.form) >= LONG_NUMBER:
        return all(
            re.fullmatch(r"[\s.\-\u2010-\u2015/()\x02\ufffe\u00ad]{1,4}", gap) for gap in gaps
        )
    is_spaced = re.fullmatch(r"\d(?:\s\d)*", found) is not None
    is_grouped = re.fullmatch(r"\d+(?:[ .\-/\u00a0]\d+)?", found) is not None
    return is_spaced or is_grouped or found == term.text
