"""What looks like a leak and is none; each came up with the writer's own output."""

from __future__ import annotations

import random
import zlib
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary

from tests.verify import build
from tests.verify.build import HEIGHT, LABEL, MARK
from tests.verify.test_needles import ORDINARY, TERMS
from woo_desk.domain.export import CheckOutcome, Mark
from woo_desk.domain.export import ResidueKind as Kind
from woo_desk.domain.geometry import Box


def test_ordinary_dutch_on_a_page(tmp_path: Path) -> None:
    sheet = build.redacted()
    for number, line in enumerate(ORDINARY.strip().splitlines()):
        sheet.text(line, 20, 300 + 13 * number, size=9)
    result = build.verify(tmp_path, build.make_pdf([sheet]), terms=TERMS)
    assert result.residues == ()


def test_split_words_are_not_taken_for_names(tmp_path: Path) -> None:
    """Producers cut words into pieces; a piece is no word."""
    sheet = build.redacted().raw(
        "BT /F0 11 Tf 1 0 0 1 72 500 Tm [(Jan) 5 (uari)] TJ 0 -20 Td (Groot) Tj (handel) Tj "
        "0 -20 Td [(Bakker) -3 (ij)] TJ ET"
    )
    result = build.verify(tmp_path, build.make_pdf([sheet]), terms=TERMS)
    assert result.residues == ()


def test_tight_leading(tmp_path: Path) -> None:
    """Lines closer than their letters are high: neighbours reach into the box."""
    source = build.Sheet()
    for number, line in enumerate(build.LINES):
        source.text(line, y=144 + 9 * number, size=12)
    gone = Mark(0, (Box(72, 144.5, 500, 156),), LABEL)
    output = build.Sheet().text(build.LINES[0], y=144, size=12)
    output.text(build.LINES[2], y=162, size=12).box(gone)
    result = build.verify(
        tmp_path, build.make_pdf([output]), marks=[gone], original=build.make_pdf([source])
    )
    assert result.residues == ()


def test_tight_leading_with_a_leak(tmp_path: Path) -> None:
    """Neighbours are painted over before the second look; the core of the box is not."""
    output = build.Sheet().text(build.LINES[0], y=144, size=12)
    gone = Mark(0, (Box(72, 144.5, 300, 156),), LABEL)
    strokes = " ".join(
        f"{120 + 9 * i} {HEIGHT - 152} m {124 + 9 * i} {HEIGHT - 149} l S" for i in range(9)
    )
    output.raw(f"0 G {strokes}").text(build.LINES[2], y=162, size=12).box(gone)
    result = build.verify(tmp_path, build.make_pdf([output]), marks=[gone])
    assert build.kinds(result) == {Kind.PIXELS_IN_BOX}


def test_signature_goes_as_a_whole(tmp_path: Path) -> None:
    """One stroke, most of it under the box: the writer removes all of it, a person looks."""
    stroke = (
        f"1 w 74 {HEIGHT - 158} m 120 {HEIGHT - 100} 140 {HEIGHT - 200} 250 {HEIGHT - 190} c "
        f"300 {HEIGHT - 140} 310 {HEIGHT - 180} 330 {HEIGHT - 200} c S"
    )
    original = build.make_pdf([build.redacted().raw(stroke)])
    result = build.verify(tmp_path, build.make_pdf(), original=original)
    assert result.residues == ()
    outcomes = {check.check: check.outcome for check in result.checks}
    assert outcomes["outside"] is CheckOutcome.NOT_POSSIBLE
    bar = build.make_pdf([build.redacted().raw(f"0 g 260 {HEIGHT - 195} 40 20 re f")])
    assert build.kinds(build.verify(tmp_path, bar, original=original)) == {Kind.PIXELS_OUTSIDE}


def test_label_over_several_boxes(tmp_path: Path) -> None:
    """Askew text has a box per letter, and one label over all of them."""
    boxes = tuple(Box(72 + 6 * i, 150 + i, 79 + 6 * i, 162 + i) for i in range(6))
    mark = Mark(0, boxes, LABEL)
    sheet = build.lines().box(mark)
    result = build.verify(tmp_path, build.make_pdf([sheet]), marks=[mark])
    assert result.residues == ()
    more = build.verify(tmp_path, build.make_pdf([sheet.text("x", 105, 160)]), marks=[mark])
    assert Kind.GLYPH_IN_BOX in build.kinds(more)


def test_labels_of_neighbours(tmp_path: Path) -> None:
    left, right = (
        Mark(0, (Box(72, 150, 100, 164),), LABEL),
        Mark(0, (Box(99, 150, 140, 164),), LABEL),
    )
    sheet = build.lines().box(left).box(right)
    assert not build.verify(tmp_path, build.make_pdf([sheet]), marks=[left, right]).has_leak


def test_line_around_the_box_is_no_label(tmp_path: Path) -> None:
    """A whole line is one text object; it is not lifted with the box in its middle."""
    source = build.lines().text("Voor" + " " * 60 + "achter de naam op deze lange regel", 72, 161)
    output = build.lines().text("Voor" + " " * 60 + "achter de naam op deze lange regel", 72, 161)
    mark = Mark(0, (Box(100, 150, 240, 164),), LABEL)
    result = build.verify(
        tmp_path, build.make_pdf([output.box(mark)]), marks=[mark],
        original=build.make_pdf([source]),
    )  # fmt: skip
    assert result.residues == ()


def test_predictor_is_no_slack(tmp_path: Path) -> None:
    """PNG predictors put a byte before each row; that is no data behind the pixels."""

    def place(pdf: pikepdf.Pdf) -> None:
        rows = b"".join(b"\x00" + bytes([90]) * 30 for _ in range(30))
        pdf.pages[0].Resources.XObject = Dictionary(
            Im0=pdf.make_stream(
                zlib.compress(rows),
                {
                    "/Type": pikepdf.Name.XObject,
                    "/Subtype": pikepdf.Name.Image,
                    "/Width": 30,
                    "/Height": 30,
                    "/BitsPerComponent": 8,
                    "/ColorSpace": pikepdf.Name.DeviceGray,
                    "/Filter": pikepdf.Name.FlateDecode,
                    "/DecodeParms": Dictionary(Predictor=15, Columns=30, Colors=1),
                },
            )
        )

    sheet = build.redacted().raw("q 30 0 0 30 300 300 cm /Im0 Do Q")
    assert build.verify(tmp_path, build.make_pdf([sheet], place)).residues == ()


def test_bundle_may_have_bookmarks_and_labels(tmp_path: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("0001 Nota over de bakkerij", 0))
        pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=pikepdf.Name.D, St=1)]))

    data = build.make_pdf([build.redacted(), build.lines()], change)
    assert build.verify(tmp_path, data, marks=None, terms=TERMS).residues == ()
    assert build.kinds(build.verify(tmp_path, data)) == {Kind.OUTLINE}


@pytest.mark.parametrize("seed", range(4))
def test_random_bytes_in_pictures_say_nothing(tmp_path: Path, seed: int) -> None:
    """A picture of noise, unpacked 400 kB: no short name is found in it by chance."""
    noise = random.Random(seed).randbytes(640 * 640)

    def place(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Resources.XObject = Dictionary(
            Im0=pdf.make_stream(
                noise, Subtype=pikepdf.Name.Image, Width=640, Height=640,
                BitsPerComponent=8, ColorSpace=pikepdf.Name.DeviceGray,
            )
        )  # fmt: skip
        pdf.pages[0].Resources.Font.F0.FontDescriptor = pdf.make_indirect(
            Dictionary(FontName=pikepdf.Name.Helvetica, FontFile=pdf.make_stream(noise))
        )

    terms = ["Jan", "Kees", "Bea", "JK", "Vos", "Anna", "12345", "Bob"]
    data = build.make_pdf([build.redacted().raw("q 30 0 0 30 300 300 cm /Im0 Do Q")], place)
    assert build.verify(tmp_path, data, terms=terms).residues == ()


def test_mark_on_an_empty_page(tmp_path: Path) -> None:
    """A whole page withheld: one box, one label, nothing else."""
    whole = Mark(0, (Box(0, 0, 595, HEIGHT),), LABEL)
    result = build.verify(
        tmp_path, build.make_pdf([build.Sheet().box(whole)]), marks=[whole],
        original=build.make_pdf([build.source()]),
    )  # fmt: skip
    assert result.residues == ()
    assert MARK.boxes[0].intersects(whole.boxes[0])


@pytest.mark.parametrize(
    ("name", "digest", "leaks"),
    [
        ("Ad", b"\x12\x83 Ad\xff\x01\x88\x9a\xb1\xc3\xd4\x17\x90\xe5\x03", False),
        ("Kwartel", b"\x12\x83 Kwartel\x01\x02\x88\x9a\x00\x17", True),
        ("Ad", b"digest of Ad Vos", True),
    ],
)
def test_two_letters_in_the_digest_of_a_file_are_chance(
    tmp_path: Path, name: str, digest: bytes, leaks: bool
) -> None:
    """A certificate of which the digest was "…Ad…" in one of seven encodings stopped an export."""
    data = build.make_pdf()
    start = data.index(b"/ID [<") + 6
    own = data[start : start + 32]
    assert len(digest) == 16
    result = build.verify(tmp_path, data.replace(own, digest.hex().encode()), terms=(name,))
    assert result.has_leak == leaks
