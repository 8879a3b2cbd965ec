"""Which words are taken to be read well."""

from __future__ import annotations

import pytest

from woo_desk.domain.geometry import Box
from woo_desk.domain.ocr import LOW_CONFIDENCE, RecognisedPage, Word
from woo_desk.ocr.confidence import COMPOUND, KNOWN, confidence_of, share_of_dutch


@pytest.mark.parametrize(
    "word", ["brief", "Ministerie", "besluiten,", "Jansen", "(Rotterdam)", "één"]
)
def test_known_words(word: str) -> None:
    assert confidence_of(word) >= KNOWN


def test_a_compound_of_two_known_words() -> None:
    assert confidence_of("funderingsonderzoek") >= COMPOUND


@pytest.mark.parametrize("word", ["12-05-2022", ["€", "1.250"][1], "070", "2471", "J.P."])
def test_numbers_and_initials_are_not_doubtful(word: str) -> None:
    assert LOW_CONFIDENCE <= confidence_of(word) < KNOWN


@pytest.mark.parametrize("word", ["rnaatreg", "4l", "aantaIlen", "ver|ag", "{UIIA", "~~", "zqxk"])
def test_what_is_no_word_is_doubtful(word: str) -> None:
    assert Word(word, Box(0, 0, 1, 1), 0, confidence_of(word)).is_doubtful


def test_share_of_dutch_tells_upright_from_upside_down() -> None:
    assert share_of_dutch(["Wanden", "vochtig", "boven", "de", "vloer"]) > 0.7
    assert share_of_dutch(["uapuem", "bTIYJeA", "ueaog", "ep", "190A"]) < 0.3
    assert share_of_dutch([]) == 0.0


def test_long_words_count_more_for_a_page() -> None:
    box = Box(0, 0, 1, 1)
    page = RecognisedPage((Word("bezoekverslag", box, 0, 1.0), Word("x", box, 0, 0.0)))
    assert page.confidence == pytest.approx(13 / 14)
