"""Words laid on a page: where they stand, in what order, and what is not laid twice."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pymupdf
import pytest
from PIL import Image

from tests.helpers.scans import scan_pdf
from woo_desk.domain.export import BoxStyle, Mark
from woo_desk.domain.geometry import Box, Rotation
from woo_desk.domain.ocr import RecognisedPage, Word
from woo_desk.errors import SourceError
from woo_desk.pdf.extract import extract_page
from woo_desk.pdf.open import open_pdf
from woo_desk.pdf.own_font import LAYER_FONT
from woo_desk.pdf.prepare import prepare_pdf
from woo_desk.pdf.redact import redact_pdf
from woo_desk.pdf.text_layer import lay_words

PAPER = Image.new("RGB", (600, 800), "white")
"""At 72 dpi a pixel is a point."""


def words(*lines: str, top: float = 100.0, pitch: float = 13.0) -> tuple[Word, ...]:
    """Words of ten points high, six points a letter."""
    result = []
    for number, line in enumerate(lines):
        x, y = 60.0, top + number * pitch
        for text in line.split():
            box = Box(x, y, x + 6 * len(text), y + 10)
            result.append(Word(text, box, number))
            x = box.x1 + 4
    return tuple(result)


def laid(
    found: Sequence[Word], *, rotate: int = 0, turn: Rotation = Rotation.NONE
) -> tuple[bytes, str]:
    prepared = prepare_pdf(scan_pdf([PAPER], dpi=72, rotate=rotate)).pdf
    pdf = lay_words(prepared, {0: RecognisedPage(tuple(found), (), turn)})
    with open_pdf(pdf) as document:
        return pdf, extract_page(document, 0).text


def test_words_are_read_back_in_their_lines() -> None:
    _, text = laid(words("Geachte mevrouw Wiebenga,", "de heer Kranendonk", "één über"))
    assert text.split("\n")[:3] == ["Geachte mevrouw Wiebenga,", "de heer Kranendonk", "één über"]


def test_each_word_stands_where_it_was_seen() -> None:
    found = words("Geachte mevrouw Wiebenga,", "de heer Kranendonk")
    pdf, text = laid(found)
    with open_pdf(pdf) as document:
        page = extract_page(document, 0)
    for word in found:
        start = text.index(word.text)
        boxes = [page.box_at(at) for at in range(start, start + len(word.text))]
        placed = [box for box in boxes if box is not None]
        assert placed[0].x0 == pytest.approx(word.box.x0, abs=1.0)
        assert placed[-1].x1 == pytest.approx(word.box.x1, abs=1.2)
        assert placed[0].centre[1] == pytest.approx(word.box.centre[1], abs=0.2)


def test_words_in_other_columns_are_other_lines() -> None:
    left = Word("Adres", Box(60, 100, 90, 110), 0)
    right = Word("Vaartkade", Box(180, 100, 234, 110), 0)
    assert laid([left, right])[1].split("\n")[:2] == ["Adres", "Vaartkade"]


def test_slightly_skewed_lines_stay_lines() -> None:
    """Each word of a skewed scan stands a little lower than the one before."""
    skewed = []
    for word in words("een regel van zes korte woorden", "en nog een tweede regel"):
        down = 0.02 * word.box.x0
        box = Box(word.box.x0, word.box.y0 + down, word.box.x1, word.box.y1 + down)
        skewed.append(Word(word.text, box, word.line))
    text = laid(skewed)[1]
    assert text.split("\n")[:2] == ["een regel van zes korte woorden", "en nog een tweede regel"]


def test_nothing_is_seen_of_the_layer() -> None:
    found = words("Geachte mevrouw Wiebenga,")
    pdf, _ = laid(found)
    with open_pdf(pdf) as document:
        picture = document[0].get_pixmap(dpi=100)
        fonts = {font[3] for font in document[0].get_fonts()}
    assert picture.is_unicolor
    assert fonts == {LAYER_FONT}


@pytest.mark.parametrize("turn", list(Rotation))
def test_the_layer_runs_as_the_page_is_read(turn: Rotation) -> None:
    """A page scanned on its side: its words run up, down or from right to left."""
    box = {
        Rotation.NONE: Box(100, 200, 180, 212),
        Rotation.RIGHT: Box(200, 100, 212, 180),
        Rotation.HALF: Box(100, 200, 180, 212),
        Rotation.LEFT: Box(200, 100, 212, 180),
    }[turn]
    pdf, text = laid([Word("Kranendonk", box, 0)], turn=turn)
    assert text.strip() == "Kranendonk"
    with open_pdf(pdf) as document:
        line = document[0].get_text("rawdict")["blocks"][-1]["lines"][0]
    x, y = line["dir"]
    expected = {0: (1, 0), 90: (0, -1), 180: (-1, 0), 270: (0, 1)}[turn.value]
    assert (round(x), round(y)) == expected
    first = line["spans"][0]["chars"][0]["bbox"]
    assert box.grown(2).contains((first[0] + first[2]) / 2, (first[1] + first[3]) / 2)


def test_a_page_that_is_shown_turned() -> None:
    word = Word("Kranendonk", Box(200, 100, 212, 180), 0)
    pdf, text = laid([word], rotate=90, turn=Rotation.RIGHT)
    assert text.strip() == "Kranendonk"
    with open_pdf(pdf) as document:
        assert document[0].rotation == 90


def test_what_the_page_says_itself_is_not_laid_again() -> None:
    with pymupdf.open() as source:
        page = source.new_page(width=600, height=800)
        page.insert_text((60, 109), "Geachte mevrouw", fontsize=12)
        prepared = prepare_pdf(source.tobytes()).pdf
    found = [
        Word("Geacbte", Box(60, 98, 104, 110), 0),
        Word("Wiebenga,", Box(60, 200, 120, 210), 1),
    ]
    with open_pdf(lay_words(prepared, {0: RecognisedPage(tuple(found))})) as document:
        text = extract_page(document, 0).text
    assert "Geachte mevrouw" in text
    assert "Geacbte" not in text
    assert "Wiebenga," in text


def test_of_another_text_layer_only_what_differs_is_added() -> None:
    once, _ = laid(words("Geachte mevrouw Wiehenga,"))
    again = lay_words(once, {0: RecognisedPage(words("Geachte mevrouw Wiebenga,"))})
    with open_pdf(again) as document:
        text = extract_page(document, 0).text
    assert text.count("Geachte") == 1
    assert "Wiehenga," in text
    assert "Wiebenga," in text


def test_the_same_words_give_the_same_bytes() -> None:
    found = words("Geachte mevrouw Wiebenga,")
    assert laid(found)[0] == laid(found)[0]


def test_content_that_leaves_its_state_behind_does_not_move_the_layer() -> None:
    with pymupdf.open() as source:
        page = source.new_page(width=600, height=800)
        page.insert_text((60, 700), "onderaan", fontsize=12)
        xref = page.get_contents()[0]
        content = source.xref_stream(xref)
        source.update_stream(xref, b"Q 0.5 0 0 0.5 0 0 cm q q\n" + content)
        data = source.tobytes()
    pdf = lay_words(prepare_pdf(data).pdf, {0: RecognisedPage(words("Wiebenga"))})
    with open_pdf(pdf) as document:
        [found] = [word for word in document[0].get_text("words") if word[4] == "Wiebenga"]
    assert found[0] == pytest.approx(60, abs=1.0)
    assert (found[1] + found[3]) / 2 == pytest.approx(105, abs=0.5)


def test_a_redacted_word_is_gone_from_the_layer_and_the_others_stay(tmp_path: Path) -> None:
    found = words("Geachte mevrouw Wiebenga,")
    pdf, _ = laid(found)
    output = tmp_path / "gelakt.pdf"
    mark = Mark(0, (found[2].box,), "5.1.2e")
    redact_pdf(pdf, [mark], ["Wiebenga"], style=BoxStyle.BLACK, title="brief", output=output)
    with pymupdf.open(output) as document:
        text = document[0].get_text()
    assert "Geachte mevrouw" in text
    assert "Wiebenga" not in text


def test_a_broken_file_has_a_name() -> None:
    with pytest.raises(SourceError):
        lay_words(b"%PDF-1.7 nothing", {})
