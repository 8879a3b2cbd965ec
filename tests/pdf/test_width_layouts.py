"""Hidden widths in pages that are more than one column of text: nothing else may move."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from tests.helpers.letters import marks_of
from tests.helpers.pdfs import PdfBuilder
from woo_desk.domain.export import BoxStyle, Mark
from woo_desk.pdf.redact import Redacted, redact_pdf
from woo_desk.usecases.export_marks import WIDTH_TOLD, pages_of
from woo_desk.verify.relaid import Relaid
from woo_desk.verify.verify_pdf import verify_pdf

NAMES = ("P. Bos", "E.M. de Vries-Oosterkamp")
SIZE = 10
Placed = tuple[float, float, str]
"""Left, baseline (y downwards) and words."""


def page(pieces: list[Placed], extra: str = "") -> bytes:
    shown = [
        f"BT /helv {SIZE} Tf 1 0 0 1 {x} {842 - y} Tm ({words}) Tj ET" for x, y, words in pieces
    ]
    content = "\n".join([*shown, extra]).encode("cp1252")
    return PdfBuilder().page().text(" ", font="helv").raw(content).build()


def column(x: float, y: float, words: list[str]) -> list[Placed]:
    return [(x, y + 12.7 * number, line) for number, line in enumerate(words)]


def written(pdf: bytes, output: Path) -> tuple[Redacted, tuple[Mark, ...]]:
    """Redact the names, and let the verifier look at it."""
    marks = marks_of(pdf, NAMES)
    assert marks
    made = redact_pdf(pdf, marks, NAMES, style=BoxStyle.BLACK, title="t", output=output)
    told = frozenset(pages_of(made.fallbacks, WIDTH_TOLD))
    relaid = Relaid(made.written, made.moved, hides_width=True, width_told=told)
    found = verify_pdf(output, "u.pdf", marks=marks, terms=NAMES, original=pdf, relaid=relaid)
    assert found.residues == ()
    return made, marks


def places(path: Path | bytes, words: set[str]) -> dict[str, tuple[float, float]]:
    source = {"stream": path, "filetype": "pdf"} if isinstance(path, bytes) else {"filename": path}
    with pymupdf.open(**source) as document:
        return {
            w[4]: (round(w[0], 1), round(w[1], 1))
            for w in document[0].get_text("words")
            if w[4] in words
        }


LEFT = [
    "In de linker kolom staat een verhaal over",
    "de aanvraag, waarover {} heeft",
    "gebeld en later nog heeft geschreven aan",
    "de directie, zonder dat er iets gebeurde.",
]
RIGHT = [
    "Rechts staat iets anders, namelijk welke",
    "termijnen golden en waarom die toen zijn",
    "verlengd door de minister, met redenen.",
]


@pytest.mark.parametrize("name", NAMES)
def test_two_columns(name: str, tmp_path: Path) -> None:
    left = [line.format(name) for line in LEFT]
    pdf = page([*column(60, 100, left), *column(320, 100, RIGHT)])
    written(pdf, tmp_path / "uit.pdf")
    others = {word for line in RIGHT for word in line.split()} - {
        w for li in left for w in li.split()
    }
    assert places(tmp_path / "uit.pdf", others) == places(pdf, others)


@pytest.mark.parametrize("name", NAMES)
def test_table(name: str, tmp_path: Path) -> None:
    """The cells beside a name, above and below it, stay where they are."""
    rows = [("Naam", "Functie", "Sinds"), (name, "Jurist", "2019"), ("Leeg", "Griffier", "2021")]
    cells = [
        (x, 200.0 + 18 * number, words)
        for number, row in enumerate(rows)
        for x, words in zip((72.0, 260.0, 400.0), row, strict=True)
    ]
    lines = "\n".join(
        f"0.5 w 66 {842 - 188 - 18 * n} m 500 {842 - 188 - 18 * n} l S" for n in range(4)
    )
    pdf = page(cells, lines)
    written(pdf, tmp_path / "uit.pdf")
    others = {"Naam", "Functie", "Sinds", "Jurist", "2019", "Leeg", "Griffier", "2021"}
    assert places(tmp_path / "uit.pdf", others) == places(pdf, others)


@pytest.mark.parametrize("name", NAMES)
def test_cell_with_more_words(name: str, tmp_path: Path) -> None:
    """Words behind a name in its cell move, those in the next cell do not."""
    cells = [
        (72.0, 200.0, f"{name} (voorzitter)"), (260.0, 200.0, "Jurist"), (400.0, 200.0, "2019"),
        (72.0, 218.0, "Anderen"), (260.0, 218.0, "Griffier"), (400.0, 218.0, "2021"),
    ]  # fmt: skip
    pdf = page(cells)
    written(pdf, tmp_path / "uit.pdf")
    others = {"Jurist", "2019", "Anderen", "Griffier", "2021"}
    assert places(tmp_path / "uit.pdf", others) == places(pdf, others)


@pytest.mark.parametrize("name", NAMES)
def test_footnote(name: str, tmp_path: Path) -> None:
    """A raised number in the text and the note below it."""
    text = column(
        72, 120, [f"Hierover is gesproken met {name} en daarna is", "de termijn verlengd."]
    )
    pieces: list[Placed] = [*text, (72, 700, "De termijn staat in artikel 4.4 van de Woo.")]
    small = (
        f"BT /helv 6 Tf 1 0 0 1 175 {842 - 129} Tm (1) Tj ET\n"
        f"BT /helv 6 Tf 1 0 0 1 66 {842 - 697} Tm (1) Tj ET"
    )
    pdf = page(pieces, small)
    written(pdf, tmp_path / "uit.pdf")
    note = {"artikel", "4.4", "Woo."}
    assert places(tmp_path / "uit.pdf", note) == places(pdf, note)


def test_names_of_two_columns_on_one_height(tmp_path: Path) -> None:
    """Both gaps are hidden, each in its own column, and both boxes have a label."""
    left = [line.format(NAMES[0]) for line in LEFT]
    right = [RIGHT[0], f"met {NAMES[1]} is toen", RIGHT[1], RIGHT[2]]
    pdf = page([*column(60, 100, left), *column(320, 100, right)])
    made, marks = written(pdf, tmp_path / "uit.pdf")
    assert len(made.written) == len(marks) == 2
    first, second = sorted((mark.boxes[0] for mark in made.written), key=lambda box: box.x0)
    assert first.x1 < 310 < second.x0
