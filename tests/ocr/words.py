"""Lines of words as Tesseract gives them."""

from __future__ import annotations

from collections.abc import Sequence

from woo_desk.ocr.tesseract import RawWord


def line(y: float, *places: tuple[float, str]) -> list[RawWord]:
    """Words of 10 high and 6 a letter, each place with words that follow one another."""
    words = []
    for x, text in places:
        for word in text.split():
            words.append(RawWord(word, x, y, x + 6 * len(word), y + 10))
            x += 6 * len(word) + 3
    return words


def said(lines: Sequence[Sequence[RawWord]]) -> list[str]:
    """What each line says."""
    return [" ".join(word.text for word in one) for one in lines]
