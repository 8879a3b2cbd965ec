"""What the engine makes of each adversarial PDF is let through by the verifier, or is no output."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import pikepdf
import pymupdf
import pypdfium2
import pytest

from tests.pdf.corpus import CASES, Case
from tests.pdf.corpus.case import BODY, NAME, Draft
from tests.pdf.test_corpus import marks_on
from woo_desk.domain.export import BoxStyle, CheckOutcome, Mark, ResidueKind, Verification
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


SYNTAX = (
    "Catalog", "Value", "Contents", "Page", "Font", "Adobe", "Identity", "Pop", "End", "Def",
    "Arial", "Helvetica", "Label", "Woo", "Period", "Space", "Parent", "Root", "True",
)  # fmt: skip
"""Surnames that every file spells in its syntax, in object streams too, or once spelled."""


@pytest.mark.parametrize("surname", SYNTAX)
def test_a_surname_that_is_a_word_of_the_format(surname: str, tmp_path: Path) -> None:
    """No way was safe enough: "Catalog" stood in the object stream of every output."""

    def build() -> bytes:
        return Draft().content(f"BT /F1 11 Tf 40 300 Td (Heer {surname}) Tj ET\n").bytes()

    case = Case(surname, "a word of the format", build, gone=(surname,))
    assert outcome(case, tmp_path / "uit.pdf").residues == ()


def test_a_format_word_that_is_left_on_the_page_is_a_leak(tmp_path: Path) -> None:
    output = tmp_path / "uit.pdf"
    source = Draft().content("BT /F1 11 Tf 40 300 Td (Heer Catalog) Tj ET\n").bytes()
    redact_pdf(source, [], [], style=BoxStyle.BLACK, title="t", output=output)
    result = verify_pdf(output, "0001.pdf", marks=[], terms=["Catalog"], original=source)
    assert result.has_leak


def test_a_word_that_runs_off_the_page_keeps_the_letter_that_is_seen_in_part(
    tmp_path: Path,
) -> None:
    """A column too wide for its page: it lost that letter, and so the whole page was a picture."""
    draft = Draft().content(f"BT /F1 11 Tf 40 300 Td (Heer {NAME}) Tj ET\n")
    source = draft.content("BT /F1 11 Tf 370 250 Td (bestemmingsplan) Tj ET\n").bytes()
    prepared, output = prepare_pdf(source).pdf, tmp_path / "uit.pdf"
    with pymupdf.open(stream=prepared, filetype="pdf") as document:
        last = document[0].get_text("rawdict", clip=pymupdf.INFINITE_RECT())["blocks"][-1]
        char = last["lines"][-1]["spans"][-1]["chars"][-1]
        width = document[0].rect.width
    assert sum(char["bbox"][::2]) / 2 > width > char["bbox"][0], "its centre is off the page"
    made = redact_pdf(
        prepared, marks_on(prepared, (NAME,)), (NAME,), style=BoxStyle.BLACK, title="t",
        output=output,
    )  # fmt: skip
    assert made.fallbacks == ()
    result = verify_pdf(
        output, "0001.pdf", marks=marks_on(prepared, (NAME,)), terms=(NAME,), original=prepared,
        relaid=Relaid(made.written, made.moved),
    )  # fmt: skip
    assert result.residues == ()
    with pypdfium2.PdfDocument(output) as document:
        assert "best" in document[0].get_textpage().get_text_range()


def _beside_margin() -> bytes:
    draft = Draft()
    for row in range(30):
        draft.content(
            f"BT /F1 6 Tf 30 {380 - 11 * row} Td (Aan Jo en {NAME} van de gemeente, regel {row}"
            " van dertig, met woorden tot ver naar rechts op het blad) Tj ET\n"
        )
    return draft.bytes()


def test_lines_that_move_beside_shared_labels_in_the_margin(tmp_path: Path) -> None:
    """Labels of narrow boxes in the margin or legend, while the gap on their line tells nothing."""
    prepared = prepare_pdf(_beside_margin()).pdf
    wide = [replace(mark, hides_width=True) for mark in marks_on(prepared, (NAME,))]
    narrow = [
        replace(mark, label=label)
        for mark, label in zip(marks_on(prepared, ("Jo",)), itertools.cycle(GROUNDS), strict=False)
    ]
    output = tmp_path / "uit.pdf"
    made = redact_pdf(
        prepared, [*wide, *narrow], (NAME, "Jo"), style=BoxStyle.BLACK, title="t", output=output
    )
    assert made.moved
    relaid = Relaid(made.written, made.moved)
    result = verify_pdf(
        output, "0001.pdf", marks=[*wide, *narrow], terms=(NAME, "Jo"), original=prepared,
        relaid=relaid,
    )  # fmt: skip
    assert result.residues == ()
    with pypdfium2.PdfDocument(output) as document:
        said = document[0].get_textpage().get_text_range()
    assert all(f"regel {row} van dertig" in said for row in range(30))


GROUNDS = ("5.1.2e", "5.1.2i", "5.1.1d")


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


def heavy(body: str) -> bytes:
    """A page in a font that is not in the file, of which each reader drew another weight."""
    draft = Draft()
    draft.font.BaseFont = pikepdf.Name("/Courier-Bold")
    return prepare_pdf(draft.only(f"{body}BT /F1 1 Tf 40 300 Td ({NAME}) Tj ET\n").bytes()).pdf


@pytest.mark.parametrize("said", ["voor", "vo r", "v or", "    "])
def test_a_font_that_is_not_in_the_file_beside_a_small_box(said: str, tmp_path: Path) -> None:
    """Looked at closely for the small box, every letter had changed; one that is gone still has."""
    shown, output = heavy(BODY.replace("voor", said)), tmp_path / "uit.pdf"
    marks = marks_on(shown, (NAME,))
    made = redact_pdf(
        shown, marks, (NAME,), style=BoxStyle.BLACK, title="t", output=output
    )  # fmt: skip
    assert made.fallbacks == ()
    relaid = Relaid(made.written, made.moved)
    result = verify_pdf(
        output, "0001.pdf", marks=marks, terms=(NAME,), original=heavy(BODY), relaid=relaid
    )
    changed = {residue.kind for residue in result.residues} & {ResidueKind.PIXELS_OUTSIDE}
    assert bool(changed) is (said != "voor")
    assert bool(result.residues) is (said != "voor")
