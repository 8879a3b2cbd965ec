"""Letters in boxes and the legend of a page: what is accepted, and what hides in such a place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.pdfs import simple_pdf
from tests.verify import build
from tests.verify.build import BOX, HEIGHT, LABEL, MARK, Sheet
from woo_desk.domain.export import BoxStyle, Mark
from woo_desk.domain.export import ResidueKind as Kind
from woo_desk.domain.geometry import Box
from woo_desk.pdf.redact import redact_pdf

LINE = f"A = gelakt: {LABEL}"


def coded(letter: str = "A", *legend: str, x: float = 24, y: float = 800, size: float = 6) -> Sheet:
    """A page with a letter in its box, and lines of a legend."""
    sheet = build.lines().text("Met vriendelijke groet,", y=140).box(MARK, label=False)
    spoken = sheet.content.pop()
    said = (b"\xfe\xff" + f"gelakt: {LABEL}".encode("utf-16-be")).hex()
    inside = f"BT /F0 6 Tf 1 0 0 1 {BOX.x0 + 10} {HEIGHT - BOX.y1 + 4} Tm ({letter}) Tj ET"
    assert spoken == "Q EMC"
    assert said in sheet.content[-2]
    sheet.raw(f"1 g {inside} Q EMC")
    for number, line in enumerate(legend):
        sheet.raw("/Artifact BMC q 0 g").text(line, x, y + 13 * number, size=size).raw("Q EMC")
    return sheet


def found(tmp_path: Path, sheet: Sheet) -> set[Kind]:
    original = build.make_pdf([build.source()])
    return build.kinds(build.verify(tmp_path, build.make_pdf([sheet]), original=original))


def test_letter_with_its_legend_is_clean(tmp_path: Path) -> None:
    assert found(tmp_path, coded("A", LINE)) == set()


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        (coded("A"), Kind.LABEL_MISSING),
        (coded("A", "B = gelakt: 5.1.2e"), Kind.LABEL_MISSING),
        (coded("A", "A = gelakt: 5.1.2i"), Kind.LABEL_MISSING),
        (coded("A", LINE, LINE), Kind.LABEL_MISSING),
        (coded("A", LINE, size=1.5), Kind.LABEL_MISSING),
        (coded("A", LINE, y=1200), Kind.LABEL_MISSING),
        (coded("A", LINE, x=BOX.x1 - 20, y=BOX.y1 - 3), Kind.LABEL_MISSING),
        (coded("Jan", LINE), Kind.GLYPH_IN_BOX),
        (coded("a", LINE), Kind.GLYPH_IN_BOX),
        (coded("A", LINE + " Henk Hendriks op de derde"), Kind.PIXELS_OUTSIDE),
        (coded("A", LINE, "J = gelakt: Henk Hendriks", size=11), Kind.PIXELS_OUTSIDE),
        (coded("A", LINE).raw(f"0 g 24 {HEIGHT - 830} 80 12 re f"), Kind.PIXELS_OUTSIDE),
    ],
    ids=[
        "no legend", "another letter", "another ground", "twice", "too small", "beside the page",
        "in a box", "a name in the box", "a small letter", "words behind it", "a letter of no box",
        "ink below it",
    ],
)  # fmt: skip
def test_what_hides_there_is_found(tmp_path: Path, sheet: Sheet, expected: Kind) -> None:
    assert expected in found(tmp_path, sheet)


def test_legend_that_cannot_be_seen(tmp_path: Path) -> None:
    sheet = coded("A").raw("/Artifact BMC q 1 g").text(LINE, 24, 800, size=6).raw("Q EMC")
    assert Kind.LABEL_MISSING in found(tmp_path, sheet)


def test_a_name_in_the_legend_is_a_term_as_anywhere(tmp_path: Path) -> None:
    sheet = coded("A", LINE, f"B = gelakt: {build.NAME}")
    assert Kind.TEXT in found(tmp_path, sheet)


@pytest.mark.parametrize("style", BoxStyle)
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_what_the_writer_makes_is_clean(tmp_path: Path, style: BoxStyle, rotation: int) -> None:
    pdf = simple_pdf(["Aan Kwartelmans, Den Haag", "een tweede regel"], rotation=rotation)
    marks = [
        Mark(0, (Box(200, 300, 207, 312),), "5.1.2e; 5.1.5"),
        Mark(0, (Box(240, 300, 247, 312),), "5.1.2i"),
        Mark(0, (Box(280, 300, 283, 312),), "5.1.1c"),
        Mark(0, (Box(300, 330, 380, 342),), "5.1.2e; 5.1.5"),
    ]
    output = tmp_path / "uit.pdf"
    redacted = redact_pdf(pdf, marks, [], style=style, title="t", output=output)
    result = build.verify(tmp_path, output.read_bytes(), marks=marks, terms=(), original=pdf)
    assert result.residues == ()
    assert redacted.fallbacks == (() if rotation == 0 else ("label:1",))


def test_a_label_in_the_margin_beside_a_legend_of_the_same_ground(tmp_path: Path) -> None:
    """The line of a producer at the foot, 1.4 point high: its label stands in the margin.

    The legend has the same letters lower down or higher up; taken for that label, the one in the
    margin was something new on the page.
    """
    pdf = simple_pdf(["Aan Kwartelmans, Den Haag", "een tweede regel"])
    marks = [
        Mark(0, (Box(200, 300, 211, 313),), LABEL),
        Mark(0, (Box(2.8, 839.6, 6.8, 841),), LABEL),
    ]
    output = tmp_path / "uit.pdf"
    redact_pdf(pdf, marks, [], style=BoxStyle.BLACK, title="t", output=output)
    result = build.verify(tmp_path, output.read_bytes(), marks=marks, terms=(), original=pdf)
    assert result.residues == ()
