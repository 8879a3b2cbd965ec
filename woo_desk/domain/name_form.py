"""The forms of a person's name, compared without lists: "Berg, P. van den" and "P. van den Berg".

Only what stands in the words themselves is read; who a bare surname belongs to is decided with the
other names of the document (`woo_desk.usecases.persons.grouping`).
"""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass

PREFIXES = frozenset(
    (
        "van",
        "de",
        "den",
        "der",
        "het",
        "'t",
        "ten",
        "ter",
        "te",
        "op",
        "in",
        "la",
        "le",
        "el",
        "al",
        "von",
        "zu",
        "d'",
        "di",
        "da",
        "du",
        "dos",
        "del",
        "bin",
        "ben",
        "ibn",
    )
)
"""Tussenvoegsels, folded."""
TITLES = frozenset(
    (
        "dhr",
        "mw",
        "mevr",
        "mevrouw",
        "meneer",
        "heer",
        "mr",
        "mrs",
        "ms",
        "drs",
        "ir",
        "ing",
        "prof",
        "dr",
        "ds",
        "pater",
        "zuster",
        "lid",
    )
)
"""Words before a name that are no part of it; a dot behind them does not matter."""

_SPECIAL = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "’": "'", "‘": "'"}
)
_NOT_PLAIN = re.compile(r"[^\x00-\x7f]+")
_NO_LETTERS = re.compile(r"[\W\d_]+")
_BROKEN = re.compile(r"[-‐‑\u00ad][ \t]*\n\s*")
_ASCII_SIGNS = bytes(code for code in range(128) if not chr(code).isalpha())
_HYPHENS = re.compile(r"[‐‑‒–]")
_INITIALS = re.compile(r"(?:[^\W\d_]{1,3}\.-?)+[^\W\d_]?\.?$|[^\W\d_]$")
_SHORTEST_PLURAL = 4
_SHORTEST_SIGN = 2
_SHORTEST_USER = 4


@dataclass(frozen=True, slots=True)
class NameForm:
    """A name in parts, folded. Of a bare word it is not known which part it is: `word`."""

    given: str = ""
    initials: str = ""
    """Letters without dots: "pt"."""
    prefix: str = ""
    surname: str = ""
    word: str = ""

    @property
    def is_full(self) -> bool:
        """Whether a surname and a first name or initials are there."""
        return bool(self.surname and (self.given or self.initials))

    @property
    def letter(self) -> str:
        """First letter of the first name; "" when unknown."""
        return (self.given or self.initials)[:1]

    @property
    def glued(self) -> str:
        """Prefix and surname in one, as in mail addresses: "vandenberg"."""
        return letters_of(self.prefix + self.surname)


def fold(words: str) -> str:
    """Small letters without accents."""
    lowered = words.casefold().translate(_SPECIAL)
    if lowered.isascii():
        return lowered
    return _NOT_PLAIN.sub(_without_marks, unicodedata.normalize("NFKD", lowered))


def _without_marks(match: re.Match[str]) -> str:
    return "".join(c for c in match.group() if not unicodedata.combining(c) and c != "\u00ad")


def letters_of(words: str) -> str:
    """Only the letters."""
    if words.isascii():  # WHY: page after page goes through here, and this is ten times as fast
        return words.encode().translate(None, _ASCII_SIGNS).decode()
    letters = _NO_LETTERS.sub("", words)
    return letters if letters.isascii() else "".join(filter(str.isalpha, letters))


@functools.lru_cache(maxsize=50_000)
def form_key(printed: str) -> str:
    """One form as it is compared and kept: folded, line ends and their hyphens undone."""
    joined = _BROKEN.sub(_mend, printed)
    folded = fold(_HYPHENS.sub("-", joined))
    return " ".join(folded.replace(",", ", ").split()).strip(" .:;").removesuffix("'s")


def printed_once(printed: str) -> str:
    """A form as it is read: on one line, a hyphen at a line end undone."""
    return " ".join(_BROKEN.sub(_mend, printed).split())


def _mend(match: re.Match[str]) -> str:
    """A hyphen at a line end goes; before a capital it belongs to the name."""
    return "-" if match.string[match.end() : match.end() + 1].isupper() else ""


@functools.lru_cache(maxsize=50_000)
def read_name(key: str) -> NameForm:
    """The parts of a name that `form_key` gave."""
    before, comma, after = key.partition(", ")
    if comma and after:
        return _inverted(before, after)
    tokens = [t for t in key.split() if t.rstrip(".") not in TITLES] or key.split()
    return _straight(tokens)


def _inverted(before: str, after: str) -> NameForm:
    """Surname first: "Berg, P. van den"."""
    tokens = after.split()
    front = [t for t in tokens if t not in PREFIXES]
    behind = " ".join(t for t in tokens if t in PREFIXES)
    prefix, surname = _cut_prefix(before.split())
    given, initials = _given(front)
    return NameForm(given, initials, behind or prefix, surname)


def _straight(tokens: list[str]) -> NameForm:
    if len(tokens) == 1:
        token = tokens[0]
        if len(token) > 1 and "." in token and _INITIALS.match(token):
            return NameForm(initials=letters_of(token))
        return NameForm(word=token)
    if _INITIALS.match(tokens[-1]) and not _INITIALS.match(tokens[0]):  # "JANSEN P.T."
        prefix, surname = _cut_prefix(tokens[:-1])
        return NameForm("", letters_of(tokens[-1]), prefix, surname)
    start = _surname_start(tokens)
    prefix, surname = _cut_prefix(tokens[start:])
    given, initials = _given(tokens[:start])
    return NameForm(given, initials, prefix, surname)


def _surname_start(tokens: list[str]) -> int:
    """Where prefix and surname begin."""
    for index, token in enumerate(tokens[:-1]):
        if token in PREFIXES:
            return index
        if "-" in token and token.rpartition("-")[2] in PREFIXES:
            return index  # "Anna Bakker-van Dijk"
    return len(tokens) - 1


def _cut_prefix(tokens: list[str]) -> tuple[str, str]:
    count = 0
    while count < len(tokens) - 1 and tokens[count] in PREFIXES:
        count += 1
    return " ".join(tokens[:count]), " ".join(tokens[count:])


def _given(tokens: list[str]) -> tuple[str, str]:
    initials = "".join(letters_of(t) for t in tokens if _INITIALS.match(t))
    given = " ".join(t for t in tokens if not _INITIALS.match(t) and t.isprintable())
    return given, initials


def read_address(address: str) -> NameForm:
    """What a mail address or the like tells: "p.t.krootjes@…"; the surname has its prefix glued."""
    local = fold(address.partition("@")[0])
    parts = [part for part in re.split(r"[._]+", local) if part]
    if len(parts) < 2 or not all(part.replace("-", "").isalpha() for part in parts):
        return NameForm(word=letters_of(local))
    *front, last = parts
    if all(len(part) == 1 for part in front):
        return NameForm(initials="".join(front), surname=last)
    middle = [part for part in front[1:] if part in PREFIXES]
    return NameForm(given=front[0], prefix=" ".join(middle), surname=last)


def same_surname(one: NameForm, other: NameForm) -> bool:
    """Whether two surnames are one, also where one is half of a double name or has it glued."""
    if not one.surname or not other.surname:
        return False
    if one.prefix and other.prefix and one.prefix != other.prefix:
        return False
    if one.surname == other.surname or one.glued == other.glued:
        return True
    if letters_of(one.surname) in (other.glued, letters_of(other.surname)):
        return True
    if letters_of(other.surname) == one.glued:
        return True
    return bool(surname_parts(one.surname) & surname_parts(other.surname))


@functools.lru_cache(maxsize=20_000)
def surname_parts(surname: str) -> frozenset[str]:
    """The halves of a double surname, without prefixes; the name itself when it is single."""
    halves = [_cut_prefix(half.replace("-", " ").split())[1] for half in surname.split("-")]
    return frozenset(half for half in (*halves, surname) if len(half) > 1)


def same_first(one: NameForm, other: NameForm) -> bool:
    """Whether first names or initials can be of one person; both have to have some."""
    if one.given and other.given:
        return one.given.split()[0] == other.given.split()[0]
    if one.initials and other.initials:
        short, long = sorted((one.initials, other.initials), key=len)
        return long.startswith(short)
    return bool(one.letter) and one.letter == other.letter


def without_ending(word: str) -> str:
    """A bare name without the s of a possessive: "Jansens" is of Jansen."""
    if word.endswith("s") and len(word) > _SHORTEST_PLURAL:
        return word[:-1].rstrip("'")
    return word


def may_sign(name: NameForm, letters: str) -> bool:
    """Whether somebody with this full name can sign with these letters: "PvdB", "PBe", "HJW".

    The first letter is that of the first name; the others come in order from what follows, and
    the surname's first letter is one of them.
    """
    if not name.is_full or len(letters) < _SHORTEST_SIGN or letters[:1] != name.letter:
        return False
    more_given = name.initials[1:] or "".join(part[:1] for part in _words(name.given)[1:])
    prefixes = "".join(word[:1] for word in name.prefix.split())
    surname = letters_of(name.surname)
    rest = letters[1:]
    for cut in range(len(rest)):
        head, tail = rest[:cut], rest[cut:]
        if _in_order(head, more_given + prefixes) and tail[:1] == surname[:1]:
            return _in_order(tail, surname)
    return False


def may_log_in_as(name: NameForm, user: str) -> bool:
    """Whether a user id is made of this full name: "jansenp1", "pjansen"."""
    letters = letters_of(user)
    if not name.is_full or len(letters) <= _SHORTEST_USER:
        return False
    glued = name.glued
    behind = glued.startswith(letters[:-1]) and letters[-1] == name.letter
    return behind or (letters[0] == name.letter and glued.startswith(letters[1:]))


def _words(given: str) -> list[str]:
    return given.replace("-", " ").split()


def _in_order(letters: str, source: str) -> bool:
    """Whether the letters stand in the source in this order, with others between them."""
    rest = iter(source)
    return all(letter in rest for letter in letters)
