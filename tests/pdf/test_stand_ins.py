"""Fonts that a file names but does not carry get their program when it is prepared."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf
import pypdfium2
import pytest

from tests.pdf.corpus.case import NAME, Draft
from tests.pdf.test_corpus import marks_on
from woo_desk.domain.export import BoxStyle
from woo_desk.pdf.prepare import prepare_pdf
from woo_desk.pdf.redact import redact_pdf
from woo_desk.pdf.stand_ins import StandIns

D, N = pikepdf.Dictionary, pikepdf.Name
ARIAL = tuple(round(1000 * pymupdf.Font("helv").glyph_advance(code)) for code in range(32, 127))


def draft_in(base: str = "/Helvetica", kind: str = "/Type1", **entries: Any) -> Draft:
    draft = Draft()
    draft.font.BaseFont, draft.font.Subtype = N(base), N(kind)
    for key, value in entries.items():
        draft.font[f"/{key}"] = value
    if "FirstChar" in entries and isinstance(entries["FirstChar"], int):
        draft.font.LastChar = entries["FirstChar"] + len(entries["Widths"]) - 1
    return draft


def fonts(pdf: bytes) -> list[tuple[str, int]]:
    """Of each font its kind and how long its program is."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found = [item for item in opened.objects if isinstance(item, D) and "/BaseFont" in item]
        return [(str(font.Subtype), len(program(font))) for font in found]


def program(font: Any) -> bytes:
    stream = font.get("/FontDescriptor", D()).get("/FontFile3")
    return stream.read_bytes() if stream is not None else b""


def seen(pdf: bytes) -> tuple[list[Any], bytes]:
    """Every letter with its place, and the picture of the first page."""
    with pymupdf.open(stream=pdf, filetype="pdf") as document:
        blocks = document[0].get_text("rawdict", flags=0)["blocks"]
        chars = [c for b in blocks for li in b["lines"] for s in li["spans"] for c in s["chars"]]
        letters = [(c["c"], [round(x, 2) for x in c["bbox"]]) for c in chars]
        return letters, document[0].get_pixmap(dpi=150).samples


@pytest.mark.parametrize(
    "draft",
    [
        draft_in(),
        draft_in("/Courier-BoldOblique"),
        draft_in("/Times-Roman", Encoding=D(Differences=[65, N.Adieresis])),
        draft_in("/ArialMT", "/TrueType", FirstChar=32, Widths=list(ARIAL)),
        draft_in("/ABCDEF+Arial,Bold", FontDescriptor=D(Ascent=905, Descent=-212, Flags=4)),
        draft_in("/Courier", FontDescriptor=D()),
    ],
)
def test_it_looks_and_reads_as_it_did(draft: Draft) -> None:
    source = draft.bytes()
    prepared = prepare_pdf(source).pdf
    assert all(kind == "/Type1" and length > 20_000 for kind, length in fonts(prepared))
    assert len(seen(prepared)[0]) > 40
    assert seen(prepared) == seen(source)
    assert prepare_pdf(source).pdf == prepared
    assert prepare_pdf(prepared).pdf == prepared


@pytest.mark.parametrize(
    "draft",
    [
        draft_in("/Bodoni"),
        draft_in("/ArialNarrow"),
        draft_in("/Helvetica", FirstChar=32, Widths=[278, 300, 355]),
        draft_in("/Helvetica", FirstChar=32, Widths=[N.No]),
        draft_in("/Helvetica", FirstChar=N.No, Widths=[278]),
        draft_in("/Helvetica", Encoding=D(Differences=[65, N("/alefhebrew")])),
        draft_in("/Arial", "/TrueType", Encoding=D(Differences=[65, N.Adieresis])),
        draft_in("/Arial", "/TrueType", Encoding=N.Eigen),
        draft_in("/Helvetica", "/Type0"),
        draft_in("/Helvetica", "/MMType1"),
        draft_in("/Helvetica", FontDescriptor=D(FontFile2=N.No)),
    ],
)
def test_one_that_cannot_be_drawn_for_sure_stays_as_it_is(draft: Draft) -> None:
    before = bytes(draft.font.unparse(resolved=True))
    with pikepdf.open(io.BytesIO(draft.bytes())) as pdf:
        StandIns(pdf).give(pdf.pages[0].obj.Resources)
        assert pdf.pages[0].obj.Resources.Font.F1.unparse(resolved=True) == before


def test_codes_that_mean_nothing_move_the_pen_alike_for_all_readers() -> None:
    """One reader left them out, once the program was in the file: its letters stood elsewhere."""
    codes = "".join(f"00{ord(char):02x}" for char in NAME)
    prepared = prepare_pdf(draft_in().only(f"BT /F1 12 Tf 40 300 Td <{codes}> Tj ET").bytes()).pdf
    theirs = [box[0] for char, box in seen(prepared)[0] if char in NAME]
    with pypdfium2.PdfDocument(prepared) as document:
        text = document[0].get_textpage()
        places = {text.get_text_range(n, 1): n for n in range(text.count_chars())}
        assert len(theirs) == len(NAME)
        assert text.get_charbox(places["p"])[0] == pytest.approx(theirs[-1], abs=2)


def test_codes_without_a_width_are_not_printed(tmp_path: Path) -> None:
    """Many programs list them so; all of a font was looked at for them."""
    used = {ord(char) for char in "Aan Zonnebloem voorDWtlijfk." + NAME}
    widths = [width if code in used else 0 for code, width in enumerate(ARIAL, 32)]
    draft = draft_in("/Arial", "/TrueType", FirstChar=32, Widths=widths)
    prepared = prepare_pdf(draft.bytes()).pdf
    assert len(seen(prepared)[0]) > 50
    assert seen(prepared) == seen(draft.bytes())
    marks = marks_on(prepared, (NAME,))
    output = tmp_path / "uit.pdf"
    made = redact_pdf(prepared, marks, (NAME,), style=BoxStyle.BLACK, title="", output=output)
    assert made.fallbacks == ()
    assert 0 < sum(length for _, length in fonts(output.read_bytes())) < 60_000


def test_each_program_is_in_the_file_once() -> None:
    draft = draft_in()
    page = draft.page.Resources.Font
    for number in range(20):
        page[f"/G{number}"] = draft.pdf.make_indirect(
            D(Type=N.Font, Subtype=N.Type1, BaseFont=N.Helvetica, FontDescriptor=D(Ascent=number))
        )
    page.H = D(Subtype=N.Type1, BaseFont=N.Helvetica)  # in its place, and of no said type
    with pikepdf.open(io.BytesIO(prepare_pdf(draft.bytes()).pdf)) as pdf:
        given = [font.FontDescriptor for _, font in pdf.pages[0].obj.Resources.Font.items()]
        assert len(given) == 22
        assert len({descriptor.FontFile3.objgen for descriptor in given}) == 1
        assert sorted(int(descriptor.Ascent) for descriptor in given)[:20] == [*range(20)]


def test_fonts_that_another_drawing_on_the_page_needs() -> None:
    draft = draft_in("/Bodoni")
    inner = draft.pdf.make_indirect(D(Type=N.Font, Subtype=N.Type1, BaseFont=N.Courier))
    form = draft.form("BT /F1 12 Tf 40 300 Td (x) Tj ET")
    form.Resources.Font.F1 = inner
    draft.resource("XObject", "X", form).content("/X Do\n")
    assert sorted(fonts(prepare_pdf(draft.bytes()).pdf))[0][1] == 0
    assert sorted(fonts(prepare_pdf(draft.bytes()).pdf))[1][1] > 20_000


def test_a_thousand_fonts_are_looked_at() -> None:
    draft = draft_in()
    page = draft.page.Resources.Font
    for number in range(1_200):
        page[f"/G{number}"] = D(Subtype=N.Type1, BaseFont=N.Courier)
    pdf = draft.pdf
    StandIns(pdf).give(draft.page.Resources)
    given = ["/FontDescriptor" in font for _, font in draft.page.Resources.Font.items()]
    assert sum(given) == 1_000


def test_a_program_with_the_name_of_a_standard_font_is_used_as_it_is() -> None:
    """Only a program of ours is one of ours: the names are free."""
    other = pymupdf.Font("tiro").buffer
    draft = draft_in("/Helvetica")
    stream = draft.stream(b"", Subtype=N.Type1C)
    stream.write(other)
    draft.font.FontDescriptor = draft.pdf.make_indirect(
        D(Type=N.FontDescriptor, FontName=N.Helvetica, Flags=32, FontFile3=stream)
    )
    draft.font.FirstChar, draft.font.Widths = 0, [500] * 256
    prepared = prepare_pdf(draft.bytes()).pdf
    assert [length for _, length in fonts(prepared)] == [len(other)]
