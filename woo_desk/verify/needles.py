"""The terms that may not be readable, and looking for them in a text.

**Normal form.** Text and term are compared as NFKD, casefolded, letters and digits only. So accents
(composed or not), ligatures, soft hyphens, dashes, quotes, spaces, dots and line ends make no
difference. Where the normal form occurs, `woo_desk.verify.matching` decides by the text as it
stands there: whole words, short terms, ordinary words, numbers.

**What cannot be looked for.** Numbers below five digits, single letters, and words that are only
ordinary Dutch words in small letters would be found on every page. They are counted in
`Needles.unsearchable`; for those only the place where they stood is checked.
"""

from __future__ import annotations

import copy
import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator

from woo_desk.verify.disguises import backwards_and_turned
from woo_desk.verify.matching import Place, Term, Where, normal_form
from woo_desk.verify.said import Said
from woo_desk.verify.term_index import TermIndex
from woo_desk.verify.words import is_ordinary_word

NUMBER_DIGITS = 5
"""Digits below which a number is not looked for."""
BYTE_LETTERS = 4
"""Letters and digits below which a term is not looked for in bytes that are no text: shorter ones
occur by chance (one in 10^9 bytes for four letters between two non-letters)."""


@functools.lru_cache(maxsize=4)
def needles_for(terms: tuple[str, ...]) -> Needles:
    """The needles for some terms; those of all files of one package are made once in a process."""
    return Needles(terms)


class Needles:
    """The terms of one document, ready to be looked for.

    Attributes:
        unsearchable: how many terms are too short or too ordinary to be looked for.
    """

    def __init__(self, terms: Iterable[str]) -> None:
        self.unsearchable = 0
        found: dict[tuple[str, str], Term] = {}
        for text in dict.fromkeys(term.strip() for term in terms):
            form = normal_form(text)
            if not form:
                continue
            if not _is_searchable(text, form):
                self.unsearchable += 1
                continue
            for variant in (form, *_number_variants(form), *backwards_and_turned(form)):
                term = Term.of(text, variant)
                found.setdefault((variant, term.written), term)
        self._all = TermIndex(found.values())
        self._long = TermIndex(_long(self._all.terms))
        self._said: Said | None = None

    def __bool__(self) -> bool:
        return bool(self._all.terms)

    @property
    def texts(self) -> tuple[str, ...]:
        """The terms as given."""
        return tuple(dict.fromkeys(term.text for term in self._all.terms))

    @property
    def forms(self) -> frozenset[str]:
        """The letters that stand one after the other wherever a term is said."""
        return frozenset(term.form for term in self._all.terms)

    def noting(self, said: Said) -> Needles:
        """The same terms; whatever is searched for them is noted."""
        result = copy.copy(self)
        result._said = said
        return result

    def note_resemblance(self) -> None:
        """Tell that words were compared with what they are only like."""
        if self._said is not None:
            self._said.note_resemblance()

    def narrowed(self, text: str) -> Needles:
        """The terms whose letters stand in the text one after the other, words or not.

        No part of the text can say any other term, so what is empty after this need not be looked
        for in a thousand small pieces one by one.
        """
        found = self._all.among(self._form(text))
        if len(found) == len(self._all.terms):
            return self
        result = Needles(())
        result.unsearchable = self.unsearchable
        result._all = TermIndex(found)
        result._long = TermIndex(_long(found))
        return result

    def in_prose(self, text: str) -> bool:
        """Whether running text says one of the terms."""
        return self._says(self._all, text, Where.PROSE)

    def in_value(self, text: str) -> bool:
        """Whether a value that is no running text (a name, a cell, metadata) says one."""
        return self._says(self._all, text, Where.VALUE)

    def in_noise(self, text: str) -> bool:
        """Whether text picked out of binary data says one; short terms are not looked for."""
        return self._says(self._long, text, Where.NOISE)

    def _says(self, terms: TermIndex, text: str, where: Where) -> bool:
        candidates = terms.among(self._form(text))
        if not candidates:
            return False
        place = Place(text)
        return any(place.says(term, where) for term in candidates)

    def _form(self, text: str) -> str:
        form = normal_form(text)
        if self._said is not None:
            self._said.note(form)
        return form


def _long(terms: Iterable[Term]) -> Iterator[Term]:
    return (term for term in terms if len(term.form) >= BYTE_LETTERS)


def _is_searchable(text: str, form: str) -> bool:
    digits = sum(character.isdigit() for character in form)
    if digits >= NUMBER_DIGITS:
        return True
    if digits == len(form) or len(form) < 2:
        return False
    words = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text))
    return len(words) > 4 or any(
        word != word.lower() or not is_ordinary_word(word) for word in words
    )


def _number_variants(form: str) -> Iterator[str]:
    """Other ways to write a Dutch telephone number: 06…, 316…, 00316…, 31(0)6…."""
    if not form.isdigit():
        return
    national = re.fullmatch(r"(?:0031|31)?0?([1-9]\d{8})", form)
    if national and form[0] in "03":
        number = national[1]
        yield from (start + number for start in ("0", "31", "0031", "310", "00310"))
