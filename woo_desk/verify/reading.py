"""Reads pictures, so that words in them are looked for as well.

The recogniser is handed in: nothing here knows it. Exact words are a leak; what only resembles a
term (a recogniser mistakes letters) is left to a person.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from PIL import Image, ImageOps

from woo_desk.domain.ocr import Word, text_of
from woo_desk.verify.matching import normal_form
from woo_desk.verify.needles import Needles
from woo_desk.verify.pixels import EVEN, is_plain
from woo_desk.verify.words import is_ordinary_word

Recognise = Callable[[bytes, int, int, int], Sequence[Word]]
"""Pixels (eight bits each of red, green and blue, row by row), width, height and dots per inch;
gives the words, none when it cannot read the picture."""

DPI = 200
"""Dots per inch at which pictures are read: more finds no more words, and takes longer."""
SURE = 0.75
"""Mean confidence from which the words of a picture count as read: print on its head gives 0.66."""
WORD, ENOUGH = 4, 8
"""Letters of a word, and of all such words, that tell that a picture lies upright: on its side,
print reads as many words of two letters."""
FLAT = 24
"""Levels of grey between which all of a picture may lie and still be read: stretched first."""
ALIKE_FROM = 5
"""Letters from which a word can resemble another one."""
MAX_KNOWN = 2_000
"""Pictures whose words are remembered: a logo stands on every letter."""
MAX_SIDE = 8_000
"""Pixels along a side of what is given to the recogniser."""

_KNOWN: OrderedDict[bytes, tuple[str, bool]] = OrderedDict()
_CONFUSED = str.maketrans({"0": "o", "1": "l", "i": "l", "5": "s", "8": "b", "6": "g", "2": "z"})


@dataclass(frozen=True, slots=True)
class Recogniser:
    """What reads pictures."""

    name: str
    """With its version, for the certificate."""
    read: Recognise


@dataclass(frozen=True, slots=True)
class Read:
    """What a picture says."""

    says: bool = False
    """One of the terms."""
    resembles: bool = False
    """Something like one of the terms."""
    is_read: bool = True
    """False: there is ink in it that could not be read."""


@dataclass(slots=True)
class PictureReader:
    """Reads pictures and looks for terms in what they say."""

    recogniser: Recogniser
    needles: Needles
    _words: frozenset[str] | None = field(default=None)

    def read(
        self, picture: Image.Image, dpi: float, *, near_box: bool = False, kept: str = ""
    ) -> Read:
        """Read one picture.

        Args:
            picture: upright, in any mode.
            dpi: pixels per inch.
            near_box: also tell what only resembles a term: elsewhere ordinary words do.
            kept: text of the page, whose words may stand there.
        """
        grey = picture.convert("L")
        low, high = _extrema(grey)
        if low < high <= low + FLAT:  # nearly white on white hides nothing from who stretches it
            grey = picture = ImageOps.autocontrast(grey)
        if is_plain(grey, EVEN):
            return Read()
        text, is_sure = self._text(_at_resolution(picture, dpi))
        if near_box:
            self.needles.note_resemblance()
        return Read(
            says=self.needles.in_prose(text),
            resembles=near_box and self._resembles(text, kept),
            is_read=is_sure,
        )

    def _text(self, picture: Image.Image) -> tuple[str, bool]:
        plain = picture.convert("RGB")
        digest = hashlib.sha256(f"{self.recogniser.name} {plain.size}".encode())
        digest.update(plain.tobytes())
        key = digest.digest()
        found = _KNOWN.get(key)
        if found is None:
            found = self._recognise(plain)
            _KNOWN[key] = found
            if len(_KNOWN) > MAX_KNOWN:
                _KNOWN.popitem(last=False)
        return found

    def _recognise(self, picture: Image.Image) -> tuple[str, bool]:
        texts: list[str] = []
        is_sure = False
        for turned in _turns(picture):
            words = self.recogniser.read(turned.tobytes(), turned.width, turned.height, DPI)
            texts.append(text_of(words))
            is_sure |= _confidence(words) >= SURE
            if is_sure and _solid(words) >= ENOUGH:
                break
        return "\n".join(texts), is_sure

    def _resembles(self, text: str, kept: str) -> bool:
        if self._words is None:
            self._words = frozenset(_telling(self.needles))
        known = {_confused(word) for word in kept.split()}
        for word in text.split():
            form = _confused(word)
            if len(form) < ALIKE_FROM or form in known or is_ordinary_word(word.strip(".,;:()")):
                continue
            if any(_alike(form, other) for other in self._words):
                return True
        return False


def _extrema(grey: Image.Image) -> tuple[int, int]:
    found: Any = grey.getextrema()
    return int(found[0]), int(found[1])


def _telling(needles: Needles) -> Iterator[str]:
    for term in needles.texts:
        for word in term.split():
            form = _confused(word)
            if len(form) >= ALIKE_FROM and not is_ordinary_word(word):
                yield form


def _confused(word: str) -> str:
    """The normal form with letters made one that recognisers take for one another."""
    return normal_form(word).translate(_CONFUSED).replace("rn", "m").replace("vv", "w")


def _alike(one: str, other: str) -> bool:
    """Whether at most one letter in six differs, is missing or is too many."""
    allowed = max(1, len(other) // 6)
    if abs(len(one) - len(other)) > allowed:
        return False
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, expected in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (letter != expected))
    return row[-1] <= allowed


def _confidence(words: Sequence[Word]) -> float:
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0


def _solid(words: Sequence[Word]) -> int:
    """Letters of the words that nobody reads by chance."""
    return sum(len(w.text) for w in words if len(w.text) >= WORD and w.confidence >= SURE)


def _turns(picture: Image.Image) -> Iterator[Image.Image]:
    """The picture, and turned: a page may have been scanned on its side."""
    yield picture
    for turn in (Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_90):
        yield picture.transpose(turn)


def _at_resolution(picture: Image.Image, dpi: float) -> Image.Image:
    scale = DPI / max(dpi, 1.0)
    scale = min(scale, MAX_SIDE / max(picture.size))
    if 0.9 <= scale <= 1.1:
        return picture
    size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    return picture.convert("RGB").resize(size, Image.Resampling.BICUBIC)
