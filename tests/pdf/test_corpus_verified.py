"""What the engine makes of each adversarial PDF is let through by the verifier, or is no output."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from tests.pdf.corpus import CASES, Case
from tests.pdf.corpus.case import Draft
from tests.pdf.test_corpus import marks_on
from woo_desk.domain.export import BoxStyle, CheckOutcome, Mark, Verification
from woo_desk.domain.geometry import Box
from woo_desk.domain.ocr import Word
from woo_desk.pdf.prepare import prepare_pdf
from woo_desk.pdf.redact import redact_pdf
from woo_desk.usecases.export_marks import pictured_pages
from woo_desk.verify.relaid import Relaid
from woo_desk.verify.verify_pdf import verify_pdf


def outcome(case: Case, output: Path, pictured: frozenset[int] = frozenset()) -> Verification:
    prepared = prepare_pdf(case.build()).pdf
    marks = marks_on(prepared, case.gone)
    marks += [Mark(page, (Box(*area),), "5.1.2i") for page, area in case.areas]
    made = redact_pdf(
        prepared, marks, case.gone, style=BoxStyle.BLACK, title="Document 0001", output=output,
        pictured=pictured,
    )  # fmt: skip
    pictures = frozenset(pictured_pages(made.fallbacks))
    relaid = Relaid(made.written, made.moved, pictured=pictures)
    return verify_pdf(
        output, "0001.pdf", marks=marks, terms=case.gone, original=prepared, relaid=relaid
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_the_verifier_lets_it_through(case: Case, tmp_path: Path) -> None:
    result = outcome(case, tmp_path / "uit.pdf")
    if result.has_leak:  # the next safer way, as an export goes it
        pages = frozenset(r.page_index for r in result.residues if r.page_index is not None)
        result = outcome(case, tmp_path / "uit.pdf", pages)
    assert result.residues == ()


@pytest.mark.parametrize("is_picture", [True, False])
def test_a_page_that_looks_otherwise(is_picture: bool, tmp_path: Path) -> None:
    """Ink that the source does not show: in place it is refused, of a picture a person is asked."""
    shown = Draft().content("0.2 g 100 100 120 90 re f\n").bytes()
    expected = Draft().bytes()
    output = tmp_path / "uit.pdf"
    redact_pdf(
        shown, [], [], style=BoxStyle.BLACK, title="t", output=output,
        pictured=frozenset({0} if is_picture else ()),
    )  # fmt: skip
    relaid = Relaid(pictured=frozenset({0}))  # what is said of it alone does not count
    result = verify_pdf(output, "0001.pdf", marks=[], terms=[], original=expected, relaid=relaid)
    outcomes = {check.check: check.outcome for check in result.checks}
    wanted = CheckOutcome.NOT_POSSIBLE if is_picture else CheckOutcome.LEAK
    assert outcomes["outside"] is wanted
    assert result.has_leak is not is_picture


def test_a_letter_by_itself_in_a_picture_can_be_searched(tmp_path: Path) -> None:
    """pdfium left out a text of one letter that had no outline."""

    def read(_rgb: bytes, _width: int, _height: int, _dpi: int) -> list[Word]:
        return [Word("U", Box(40, 200, 48, 210), 0)]

    output = tmp_path / "uit.pdf"
    redact_pdf(
        Draft().bytes(), [], [], style=BoxStyle.BLACK, title="t", output=output, read=read,
        pictured=frozenset({0}),
    )  # fmt: skip
    with pypdfium2.PdfDocument(output) as document:
        assert document[0].get_textpage().get_text_range() == "U"
