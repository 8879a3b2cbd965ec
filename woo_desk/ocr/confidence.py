"""How sure a word that was read is: our own estimate, since MuPDF does not hand on Tesseract's.

A word that stands in a list of Dutch words or names is hardly ever read wrongly; a word that
stands in none is right or wrong. So the lists give most words their confidence, and the shape of a
word (capitals inside, digits among letters, signs that no word has) lowers it. It is no
probability; `tests/benchmarks/ocr.py` prints which share of the words of each grade was right.
"""

from __future__ import annotations

import functools
import gzip
import re
import unicodedata
from collections.abc import Sequence

from woo_desk.resources import resource_path

KNOWN, COMPOUND, NUMBER, CODE, NAME_LIKE, UNKNOWN, MIXED, JUNK = (
    0.97, 0.93, 0.85, 0.75, 0.65, 0.55, 0.45, 0.2,
)  # fmt: skip
"""Grades, from surely right to surely no word."""
_LISTS = ("words", "proper-words", "first-names", "first-names-more", "surnames", "places")
_EDGE = "\"'“”‘’„(),.:;!?…-–—/[]*•·<>&+"
_NUMBER = re.compile(r"[€$]?[\d.,:/%°+–-]*\d[\d.,:/%°+–-]*[%°]?")
_MAIL_OR_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+|(https?://|www\.)\S+", re.IGNORECASE)
_CODE = re.compile(r"(?=.*\d)[A-Z0-9]+([-/.][A-Za-z0-9]+)*")
_INITIALS = re.compile(r"([A-Z][a-z]?\.-?){1,6}")
_ODD = re.compile(r"[|~^{}\\_¬¦©®«»=<>#$£¥§]")
_ENDINGS = ("s", "'s", "en", "e", "er", "je", "jes", "tje", "tjes")
_SHORTEST_PART = 3
_TELLING = 4


def confidence_of(text: str) -> float:
    """0 to 1 for one word with the signs around it."""
    core = text.strip(_EDGE)
    if not core:
        return NUMBER if len(text) == 1 and text in _EDGE else JUNK
    if _ODD.search(core):
        return CODE if _MAIL_OR_ADDRESS.fullmatch(core) else JUNK
    if _NUMBER.fullmatch(core):
        return NUMBER
    if _MAIL_OR_ADDRESS.fullmatch(core) or _CODE.fullmatch(core) or _INITIALS.fullmatch(text):
        return CODE
    return min((_of_letters(part) for part in re.split(r"[-/'’.]", core) if part), default=JUNK)


def _of_letters(part: str) -> float:
    if not part.isalpha():
        return CODE if part.isdigit() else MIXED
    if len(part) == 1:
        return UNKNOWN
    if not (part.islower() or part.isupper() or part.istitle()):
        return MIXED
    plain = _plain(part)
    if _is_known(plain):
        return KNOWN
    if _is_compound(plain):
        return COMPOUND
    if part.isupper() and len(part) <= 6:
        return CODE
    if len(part) <= 2:
        return MIXED
    return NAME_LIKE if part[0].isupper() else UNKNOWN


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _is_known(plain: str) -> bool:
    words = known_words()
    return plain in words or any(
        plain.endswith(end) and len(plain) - len(end) >= _SHORTEST_PART
        and plain[: -len(end)] in words
        for end in _ENDINGS
    )  # fmt: skip


def _is_compound(plain: str) -> bool:
    """Two Dutch words written as one ("funderingsonderzoek"), also with an s between them."""
    for cut in range(_SHORTEST_PART, len(plain) - _SHORTEST_PART + 1):
        first, second = plain[:cut], plain[cut:]
        if _is_known(second) and (_is_known(first) or _is_known(first.removesuffix("s"))):
            return len(plain) >= 2 * _SHORTEST_PART + 2
    return False


@functools.cache
def known_words() -> frozenset[str]:
    """Words and names of the shipped lists, in small letters without accents."""
    found: set[str] = set()
    for name in _LISTS:
        packed = resource_path(f"names/{name}.txt.gz").read_bytes()
        for line in gzip.decompress(packed).decode("utf-8").splitlines():
            found.update(line.split())
    return frozenset(found)


def share_of_dutch(texts: Sequence[str]) -> float:
    """Share of the letters that stand in known words of four letters and more; 0 without letters.

    WHY four: what is read from a page that lies on its side is full of short words.
    """
    letters = sum(map(len, texts))
    known = sum(len(t) for t in texts if len(t) >= _TELLING and confidence_of(t) >= COMPOUND)
    return known / letters if letters else 0.0
