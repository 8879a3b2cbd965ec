"""Names in lines that run askew: the boxes of the program take them, and not the lines beside."""

from __future__ import annotations

import math
from pathlib import Path

import pymupdf
import pytest

from tests.pdf.corpus.case import NAME, Draft
from tests.pdf.corpus.leaks import places
from woo_desk.domain.export import BoxStyle, Mark
from woo_desk.domain.geometry import Span
from woo_desk.pdf.extract import extract_page
from woo_desk.pdf.prepare import prepare_pdf
from woo_desk.pdf.redact import redact_pdf
from woo_desk.verify.relaid import Relaid
from woo_desk.verify.verify_pdf import verify_pdf

LINES = ("boven blijft alles staan", f"hier is {NAME} in het midden", "onder blijft alles staan")


@pytest.mark.parametrize("style", [BoxStyle.BLACK, BoxStyle.WHITE_FRAMED])
@pytest.mark.parametrize("degrees", [4, 17, 45, -33, 60])
def test_the_lines_beside_a_name_stay(degrees: int, style: BoxStyle, tmp_path: Path) -> None:
    """One upright box around a name at 45 degrees took half of the lines above and below it."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    shown = "".join(
        f"BT /F1 12 Tf {cos:.5f} {sin:.5f} {-sin:.5f} {cos:.5f} "
        f"{120 + 16 * row * sin:.3f} {240 - 16 * row * cos:.3f} Tm ({line}) Tj ET\n"
        for row, line in enumerate(LINES)
    )
    prepared, output = prepare_pdf(Draft().only(shown).bytes()).pdf, tmp_path / "uit.pdf"
    with pymupdf.open(stream=prepared, filetype="pdf") as document:
        page = extract_page(document, 0)
        start = page.text.index(NAME)
        marks = [Mark(0, page.boxes_of(Span(start, start + len(NAME))), "5.1.2e")]
    made = redact_pdf(prepared, marks, (NAME,), style=style, title="t", output=output)
    relaid = Relaid(made.written, made.moved)
    result = verify_pdf(
        output, "0001.pdf", marks=marks, terms=(NAME,), original=prepared, relaid=relaid
    )
    assert result.residues == ()
    assert made.fallbacks == ()
    assert places(output.read_bytes(), NAME) == []
    with pymupdf.open(output) as document:
        said = document[0].get_text().split("\n")
    assert LINES[0] in said
    assert LINES[2] in said
    assert any("het midden" in line for line in said)
