"""Words with their places out of pictures: clean, worn, turned, and of nothing at all."""

from __future__ import annotations

import pytest
from PIL import Image

from tests.helpers.scans import character_errors
from tests.ocr.conftest import LETTER
from woo_desk.domain.geometry import Box, Rotation
from woo_desk.domain.ocr import RecognisedPage, Word, text_of
from woo_desk.errors import LimitExceeded, UsageError
from woo_desk.ocr import data, tesseract
from woo_desk.ocr.recognise import recognise_picture, recognise_pixels

MOST_ERRORS = 0.015
LETTERS = len("".join(LETTER.split()))


def word(page: RecognisedPage, text: str) -> Word:
    return next(word for word in page.words if text in word.text)


def test_a_clean_page_is_read(read_letter: RecognisedPage) -> None:
    assert character_errors(LETTER, text_of(read_letter.words)) <= MOST_ERRORS * LETTERS
    assert read_letter.turn is Rotation.NONE
    assert read_letter.regions == ()
    assert read_letter.confidence is not None
    assert read_letter.confidence > 0.85


def test_a_worn_page_is_read(read_worn: RecognisedPage) -> None:
    assert character_errors(LETTER, text_of(read_worn.words)) <= MOST_ERRORS * LETTERS


def test_words_stand_where_they_are_printed(
    letter: Image.Image, read_letter: RecognisedPage
) -> None:
    """The ink under a box is that word: without it, the word is not read any more."""
    found = word(read_letter, "Wiebenga")
    assert Box(60, 100, 320, 140).contains(*found.box.centre)
    x0, y0, x1, y1 = (round(value * 200 / 72) for value in found.box.grown(1).as_tuple())
    covered = letter.copy()
    covered.paste((0, 0, 0), (x0, y0, x1, y1))
    strip = covered.crop((100, y0 - 60, 1200, y1 + 60))
    rest = recognise_pixels(strip.tobytes(), *strip.size, 200)
    assert not any("Wiebenga" in word.text for word in rest)
    assert any("mevrouw" in word.text for word in rest)


def test_lines_are_numbered_in_reading_order(read_letter: RecognisedPage) -> None:
    numbers = [word.line for word in read_letter.words]
    assert numbers == sorted(numbers)
    assert word(read_letter, "Geachte").line == word(read_letter, "Wiebenga").line


@pytest.mark.parametrize("turn", [Rotation.RIGHT, Rotation.HALF])
def test_a_page_that_lies_on_its_side_is_turned(
    turn: Rotation, letter: Image.Image, read_letter: RecognisedPage
) -> None:
    """Scanned the wrong way round: it has to be turned by `turn` to be upright."""
    lying = letter.crop((0, 0, 1300, 900)).rotate(turn, expand=True)
    read = recognise_picture(lying, 200)
    assert read.turn is turn
    found = word(read, "Kranendonk")
    x0, y0, x1, y1 = (round(value * 200 / 72) for value in found.box.grown(2).as_tuple())
    piece = lying.crop((x0, y0, x1, y1)).rotate(-turn, expand=True)
    roomy = Image.new("RGB", (piece.width + 80, piece.height + 80), "white")
    roomy.paste(piece, (40, 40))
    again = recognise_pixels(roomy.tobytes(), *roomy.size, 200)
    assert [word.text.strip(".,") for word in again] == ["Kranendonk"]


def test_an_empty_page_has_no_words() -> None:
    page = recognise_picture(Image.new("RGB", (800, 1100), "white"), 100)
    assert page == RecognisedPage((), (), Rotation.NONE)
    assert page.confidence is None


def test_rules_and_frames_are_no_words() -> None:
    picture = Image.new("RGB", (1000, 700), "white")
    for y in (100, 300, 500):
        picture.paste((0, 0, 0), (80, y, 920, y + 6))
    picture.paste((0, 0, 0), (80, 100, 86, 506))
    page = recognise_picture(picture, 150)
    assert (page.words, page.regions) == ((), ())


def test_the_same_picture_gives_the_same_words(letter: Image.Image) -> None:
    strip = letter.crop((100, 150, 1200, 420))
    first = recognise_pixels(strip.tobytes(), *strip.size, 200)
    assert first == recognise_pixels(strip.tobytes(), *strip.size, 200)
    assert first


def test_a_tiny_picture_has_no_words() -> None:
    assert recognise_pixels(b"\0" * 12, 2, 2, 300) == ()


def test_too_large_a_picture_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "MAX_PIXELS", 1000)
    with pytest.raises(LimitExceeded):
        tesseract.read_words(Image.new("L", (100, 100), 255), 300)


def test_missing_language_data_say_where_to_put_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(data, "_folders", lambda: (data.user_data_folder(),))
    assert not data.has_language_data()
    with pytest.raises(UsageError) as caught:
        tesseract.read_words(Image.new("L", (100, 100), 255), 300)
    assert caught.value.key == data.DATA_MISSING
    assert caught.value.values["folder"] == str(data.user_data_folder())


def test_data_of_the_user_are_found_and_a_cut_file_is_not() -> None:
    shipped = data.language_folder()
    folder = data.user_data_folder()
    folder.mkdir(parents=True)
    (folder / data.DATA_FILE).write_bytes(b"cut short")
    assert data.language_folder() == shipped
    (folder / data.DATA_FILE).write_bytes((shipped / data.DATA_FILE).read_bytes())
    assert data.language_folder() == folder
