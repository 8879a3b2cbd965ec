"""The words of a page are the same places and letters, however they are made small."""

from __future__ import annotations

import re
import sys

from woo_desk.domain.ids import DocumentId
from woo_desk.usecases.passage_pages import words_of_page, words_of_text

_WORD = re.compile(r"\w+")


def test_a_page_is_made_small_in_one_go_only_where_that_gives_the_same_words() -> None:
    """A mark may become a letter, and a letter two; each character is tried between two others."""
    for code in range(sys.maxunicode + 1):
        text = f"A{chr(code)}B"
        assert words_of_text(text) == [word.casefold() for word in _WORD.findall(text)], hex(code)


def test_every_word_has_its_place() -> None:
    for text in ("Straße 12, ÎLE", "een İstanbul, twee", "Ⅷ A\u0345b  c", "", "…"):
        page = words_of_page(DocumentId("d"), 0, text)
        assert [text[start:end].casefold() for start, end in page.spans] == page.words
        assert page.words == words_of_text(text)
