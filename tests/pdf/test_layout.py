from __future__ import annotations

import io
import unicodedata
from pathlib import Path

import page
import pikepdf
import pymupdf
import pytest

from woo_desk.domain.export import BoxStyle
from woo_desk.errors import LimitExceeded
from woo_desk.pdf import layout
from woo_desk.pdf.extract import extract_page
from woo_desk.pdf.layout import TextLostError, lay_out_text
from woo_desk.pdf.open import open_pdf
from woo_desk.pdf.prepare import prepare_pdf
from woo_desk.pdf.redact import redact_pdf
from woo_desk.pdf.render import render_page


def _pages(pdf: bytes) -> list[str]:
    with open_pdf(pdf) as document:
        return [extract_page(document, index).text for index in range(document.page_count)]


def test_every_word_is_there_in_order() -> None:
    text = (
        "Geachte heer Müller,\n\nDe kosten zijn € 12,50 – ‘ruim’ binnen het budget…\n\tIngesprongen"
    )
    (page,) = _pages(lay_out_text(text))
    assert page.split() == text.split()


def test_long_lines_are_wrapped_at_words_and_long_words_are_not_clipped() -> None:
    text = "woord " * 100 + "\n" + "x" * 1000
    (page,) = _pages(lay_out_text(text))
    lines = page.split("\n")
    assert max(map(len, lines)) <= 90
    assert page.count("woord") == 100, "no word is broken that fits"
    assert page.count("x") == 1000


def test_nothing_is_drawn_outside_the_page() -> None:
    pdf = lay_out_text(("w" * 300 + "\n") * 60)
    with open_pdf(pdf) as document:
        for page in document:
            for *box, _word, _block, _line, _number in page.get_text(
                "words", clip=pymupdf.INFINITE_RECT()
            ):
                assert page.rect.contains(pymupdf.Rect(box))


def test_pages_follow_form_feeds_and_length() -> None:
    assert len(_pages(lay_out_text("een\ftwee\fdrie"))) == 3
    assert len(_pages(lay_out_text("regel\n" * 100))) == 2
    assert len(_pages(lay_out_text(""))) == 1


def test_columns_made_with_spaces_stay_in_line() -> None:
    text_map_lines = "Naam      Functie\nJansen    adviseur"
    with open_pdf(lay_out_text(text_map_lines)) as document:
        words = {word[4]: word for word in document[0].get_text("words")}
    assert words["Functie"][0] == pytest.approx(words["adviseur"][0])


def test_characters_without_a_shape_still_are_in_the_text() -> None:
    (page,) = _pages(lay_out_text("naam 日本 😀 ж ✓ ﬁets"))
    assert page.split() == ["naam", "日本", "😀", "ж", "✓", "fiets"]


@pytest.mark.parametrize("start", [0x21, 0x400, 0x1E00, 0x2500])
def test_whole_blocks_of_unicode_survive(start: int) -> None:
    drawn = [chr(code) for code in range(start, start + 0x300)]
    drawn = [c for c in drawn if unicodedata.category(c)[0] not in "CZ"]
    lay_out_text(" ".join(unicodedata.normalize("NFC", c) for c in drawn))


def test_the_font_is_embedded_and_the_bytes_are_always_the_same() -> None:
    first = lay_out_text("Jansen")
    assert first == lay_out_text("Jansen")
    with pikepdf.open(io.BytesIO(first)) as pdf:
        font = pdf.pages[0].Resources.Font.F0
        assert font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()
        assert "/Info" not in pdf.trailer


def test_there_is_ink() -> None:
    with open_pdf(lay_out_text("Jansen")) as document:
        picture = render_page(document, 0, 1.0)
    assert min(picture.pixels) < 60


def test_the_pages_go_through_intake_untouched() -> None:
    prepared = prepare_pdf(lay_out_text("Geachte heer Jansen,"))
    assert prepared.hidden == ()
    assert prepared.pages[0].has_text
    assert prepared.pages[0].text_reliable


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "MAX_PAGES", 2)
    with pytest.raises(LimitExceeded) as caught:
        lay_out_text("een\ftwee\fdrie")
    assert caught.value.key == "too_many_pages"


def test_lost_text_is_noticed() -> None:
    with pytest.raises(TextLostError):
        layout._check("Jansen en De Wit", lay_out_text("Jansen en De"))


def test_characters_without_a_shape_show_a_frame_that_pdfa_allows(tmp_path: Path) -> None:
    """A smiley in a chat: `.notdef` itself may not be shown (ISO 19005-2, 6.2.11.8)."""
    pdf = lay_out_text("Tot morgen \U0001f44d \U0001f600 collega")
    output = tmp_path / "uit.pdf"
    redact_pdf(pdf, (), (), style=BoxStyle.BLACK, title="Document 0001", output=output)
    assert page.validate_pdf(str(output), profile="2a").failures == []
    (text,) = _pages(output.read_bytes())
    assert text.split() == ["Tot", "morgen", "\U0001f44d", "\U0001f600", "collega"]
    with open_pdf(pdf) as source, open_pdf(output.read_bytes()) as published:
        assert published[0].get_pixmap().samples == source[0].get_pixmap().samples
