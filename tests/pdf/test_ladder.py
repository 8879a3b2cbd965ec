"""The safer ways to write a page: words over a picture, and a picture with what is read in it."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

import pikepdf
import pymupdf
import pytest

from tests.helpers.pdfs import simple_pdf
from tests.verify import build
from woo_desk.domain.export import BoxStyle, CheckOutcome, Mark
from woo_desk.domain.export import ResidueKind as Kind
from woo_desk.domain.geometry import Box
from woo_desk.domain.ocr import Word
from woo_desk.ocr.recognise import recognise_pixels
from woo_desk.pdf.ladder import Plan, Step
from woo_desk.pdf.prepare import prepare_pdf
from woo_desk.pdf.redact import Redacted, redact_pdf
from woo_desk.verify.relaid import Relaid

NAME = "Kwartelmans"
LINES = [
    "Geachte heer, in januari was er overleg met de bakker over het deel.",
    f"De boerderij van {NAME} en de bakkerij vallen buiten het besluit.",
    "Namens dezen tekende de directeur op 3 mei 2023.",
]
SHADING = b"q 300 300 100 100 re W n 100 0 0 100 300 300 cm /Sh0 sh Q"
TEXT_CLIP = b"q BT 7 Tr /helv 30 Tf 72 300 Td (xx) Tj ET 1 0 0 rg 0 0 400 400 re f Q"
OVER = b"q 1 g 60 700 400 60 re f Q"
"""Paper over the words that are there."""


def page(extra: bytes, rotation: int = 0) -> bytes:
    """The lines with something behind them that the writer does not understand."""
    with pikepdf.open(io.BytesIO(simple_pdf(LINES, rotation=rotation))) as document:
        sheet = document.pages[0]
        step = pikepdf.Dictionary(
            FunctionType=2, Domain=[0, 1], C0=[Decimal("0.2")], C1=[Decimal("0.8")], N=1
        )
        sheet.Resources.Shading = pikepdf.Dictionary(
            Sh0=pikepdf.Dictionary(
                ShadingType=2, ColorSpace=pikepdf.Name.DeviceGray, Coords=[0, 0, 1, 0],
                Function=step,
            )
        )  # fmt: skip
        sheet.contents_add(extra)
        out = io.BytesIO()
        document.save(out)
    return prepare_pdf(out.getvalue()).pdf


def marks_on(pdf: bytes) -> list[Mark]:
    with pymupdf.open(stream=pdf, filetype="pdf") as document:
        document[0].set_rotation(0)
        return [Mark(0, (Box(*place),), "5.1.2e") for place in document[0].search_for(NAME)]


Reading = Callable[[bytes, int, int, int], Sequence[Word]]


def redacted(pdf: bytes, folder: Path, read: Reading | None = None) -> tuple[bytes, Redacted]:
    output = folder / "uit.pdf"
    result = redact_pdf(
        pdf, marks_on(pdf), [NAME], style=BoxStyle.BLACK, title="t", output=output, read=read
    )
    return output.read_bytes(), result


def text_of(pdf: bytes) -> str:
    with pymupdf.open(stream=pdf, filetype="pdf") as document:
        return " ".join(document[0].get_text().split())


def test_drawings_become_a_picture_and_words_stay_words(tmp_path: Path) -> None:
    source = page(SHADING)
    pdf, result = redacted(source, tmp_path)
    assert result.fallbacks == ("background:1",)
    with pikepdf.open(tmp_path / "uit.pdf") as document:
        fonts = document.pages[0].Resources.Font
        assert not any("GelaktTekstlaag" in str(font.BaseFont) for font in fonts.values())
        assert list(document.pages[0].Resources.XObject.keys()) == ["/Page"]
    for words in (LINES[0], LINES[2], "en de bakkerij vallen"):
        assert words in text_of(pdf)
    check = build.verify(tmp_path, pdf, marks=marks_on(source), original=source)
    assert check.residues == ()
    assert build.outcome(check, "kept_text") is CheckOutcome.CLEAN


def test_words_that_lay_under_paper_do_not_come_to_the_front(tmp_path: Path) -> None:
    """Over a picture they would be on top; so the whole page becomes one."""
    _, result = redacted(page(OVER + b" " + SHADING), tmp_path)
    assert result.fallbacks[0] in ("raster:1", "picture:1")


@pytest.mark.parametrize("rotation", [0, 270])
def test_a_page_that_is_a_picture_is_read_from_what_is_left(tmp_path: Path, rotation: int) -> None:
    source = page(TEXT_CLIP, rotation)
    pdf, result = redacted(source, tmp_path, recognise_pixels)
    assert result.fallbacks == ("raster:1",)
    said = text_of(pdf)
    for words in ("overleg met de bakker", "en de bakkerij vallen buiten", "3 mei 2023"):
        assert words in said
    relaid = Relaid(pictured=frozenset({0}))
    check = build.verify(tmp_path, pdf, marks=marks_on(source), original=source, relaid=relaid)
    assert check.residues == ()
    assert build.outcome(check, "kept_text") is CheckOutcome.CLEAN


def test_the_same_page_gives_the_same_bytes(tmp_path: Path) -> None:
    for extra in (SHADING, TEXT_CLIP):
        source = page(extra)
        first, _ = redacted(source, tmp_path, lambda *_: [Word("Geachte", Box(72, 60, 110, 72))])
        again, _ = redacted(source, tmp_path, lambda *_: [Word("Geachte", Box(72, 60, 110, 72))])
        assert first == again


def test_the_reader_gets_no_pixel_that_is_redacted(tmp_path: Path) -> None:
    """What it is given is even where the name stood, and holds the words beside it."""
    seen: list[tuple[bytes, int, int, int]] = []

    def read(rgb: bytes, width: int, height: int, dpi: int) -> Sequence[Word]:
        seen.append((rgb, width, height, dpi))
        return ()

    source = page(TEXT_CLIP)
    _, result = redacted(source, tmp_path, read)
    assert result.fallbacks == ("picture:1",)
    ((rgb, width, height, dpi),) = seen
    assert len(rgb) == 3 * width * height
    (mark,) = marks_on(source)
    x0, y0, x1, y1 = (round(value * dpi / 72) for value in mark.boxes[0].as_tuple())
    rows = (rgb[3 * (y * width + x0) : 3 * (y * width + x1)] for y in range(y0 + 1, y1 - 1))
    assert set(b"".join(rows)) == {255}


def test_words_that_are_read_at_a_box_keep_out_of_it(tmp_path: Path) -> None:
    source = page(TEXT_CLIP)
    (mark,) = marks_on(source)
    box = mark.boxes[0]
    word = Word("beside", Box(box.x0 - 30, box.y0, box.x0 + 10, box.y1))
    inside = Word("inside", Box(box.x0 + 2, box.y0, box.x1 - 2, box.y1))
    pdf, _ = redacted(source, tmp_path, lambda *_: [word, inside])
    assert "beside" in text_of(pdf)
    assert "inside" not in text_of(pdf)


def test_the_space_between_words_on_both_sides_of_a_box_is_no_residue(tmp_path: Path) -> None:
    source = page(TEXT_CLIP)
    (mark,) = marks_on(source)
    box = mark.boxes[0]
    before = Word("boerderij", Box(box.x0 - 50, box.y0, box.x0 - 2, box.y1))
    behind = Word("bakkerij", Box(box.x0 + 9, box.y0 - 14, box.x0 + 50, box.y1 - 14))
    pdf, result = redacted(source, tmp_path, lambda *_: [before, behind])
    assert result.fallbacks == ("raster:1",)
    assert "boerderij" in text_of(pdf)


def test_lines_stand_still_before_a_page_goes_another_way() -> None:
    plan = Plan().with_safer([0, 1], moving=[1])
    assert (plan.step(0), plan.step(1)) == (Step.BACKGROUND, Step.IN_PLACE)
    assert plan.still == {0, 1}
    again = plan.with_safer([1], moving=[1])
    assert again.step(1) is Step.BACKGROUND
    assert again.with_safer([1]).step(1) is Step.PICTURE


def test_a_name_in_the_layer_is_found_by_writer_and_verifier(tmp_path: Path) -> None:
    """A reader that says more than the picture shows."""
    source = page(TEXT_CLIP)
    planted = Word("Kwarte1mans", Box(72, 500, 150, 512))
    pdf, _ = redacted(source, tmp_path, lambda *_: [planted])
    found = build.verify(
        tmp_path, pdf, terms=["Kwarte1mans"], marks=marks_on(source), original=source,
        relaid=Relaid(pictured=frozenset({0})),
    )  # fmt: skip
    assert Kind.TEXT in build.kinds(found)


def test_letters_lost_on_a_page_that_is_no_picture_are_a_leak_whatever_the_writer_says(
    tmp_path: Path,
) -> None:
    """ "Read from its picture" is no licence to lose words that are printed."""
    original = build.make_pdf([build.source()])
    less = build.Sheet().text(build.LINES[0], y=72).text(build.LINES[1], y=92)
    less.text("Met vriendelijke groet,", y=140).box(build.MARK)
    relaid = Relaid(pictured=frozenset({0}))
    found = build.verify(tmp_path, build.make_pdf([less]), original=original, relaid=relaid)
    assert Kind.KEPT_TEXT_LOST in build.kinds(found)


def test_a_page_that_was_badly_read_needs_a_person(tmp_path: Path) -> None:
    source = page(TEXT_CLIP)
    pdf, _ = redacted(source, tmp_path, lambda *_: [Word("Geachte", Box(72, 60, 110, 72))])
    relaid = Relaid(pictured=frozenset({0}))
    found = build.verify(tmp_path, pdf, marks=marks_on(source), original=source, relaid=relaid)
    assert found.residues == ()
    assert build.outcome(found, "kept_text") is CheckOutcome.NOT_POSSIBLE
