"""One leak planted in each channel of a page: what is read there, and what is seen."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw

from tests.verify import build
from tests.verify.build import BOX, HEIGHT, LABEL, MARK, NAME, Sheet
from woo_desk.domain.export import CheckOutcome, Mark
from woo_desk.domain.export import ResidueKind as Kind
from woo_desk.domain.geometry import Box


def _glyphs_apart(order: str) -> Sheet:
    """The name with each letter placed by itself, in another order than it is read."""
    sheet = build.redacted()
    for index in map(int, order.split()):
        sheet.text(NAME[index], 72 + 8 * index, 300)
    return sheet


PAGES: dict[str, Callable[[], Sheet]] = {
    "visible": lambda: build.redacted().text(f"Aan {NAME}, Den Haag", y=300),
    "invisible": lambda: build.redacted().text(NAME, y=300, mode=3),
    "white": lambda: build.redacted().raw("1 g").text(NAME, y=300),
    "tiny": lambda: build.redacted().text(NAME, y=300, size=0.3),
    "beside the page": lambda: build.redacted().text(NAME, x=-300, y=300),
    "clipped away": lambda: build.redacted().raw("q 0 0 1 1 re W n").text(NAME, y=300).raw("Q"),
    "capitals": lambda: build.redacted().text(NAME.upper(), y=300),
    "split in TJ": lambda: build.redacted().raw(
        "BT /F0 11 Tf 1 0 0 1 72 500 Tm [(Kw) 12 (art) -8 (elm) (ans)] TJ ET"
    ),
    "letter spacing": lambda: build.redacted().raw("6 Tc").text(NAME, y=300).raw("0 Tc"),
    "spaced by hand": lambda: build.redacted().text(" ".join(NAME), y=300),
    "over a line": lambda: build.redacted().text("Kwartel-", y=300).text("mans", y=313),
    "over a line, no hyphen": lambda: (
        build.redacted().text("aan de heer Jan", y=300).text("de Vos te Delft", y=313)
    ),
    "shuffled glyphs": lambda: _glyphs_apart("3 9 0 5 1 10 7 2 8 4 6"),
    "soft hyphen": lambda: build.redacted().text("Kwartel\xadmans", y=300),
    "glued to a word": lambda: build.redacted().text(f"mevrouw{NAME}", y=300),
    "in an address": lambda: build.redacted().text(f"j.{NAME.lower()}@example.nl", y=300),
    "other words": lambda: build.redacted().raw(
        "/Span <</ActualText (Kwartelmans)>> BDC BT /F0 11 Tf 72 500 Td (x) Tj ET EMC"
    ),
    "comment": lambda: build.redacted().raw(f"% {NAME}"),
    "marked content": lambda: build.redacted().raw(f"/{NAME} MP"),
}
TERMS = (NAME, "Jan de Vos")


@pytest.mark.parametrize("channel", PAGES)
def test_text_on_the_page(tmp_path: Path, channel: str) -> None:
    result = build.verify(tmp_path, build.make_pdf([PAGES[channel]()]), terms=TERMS)
    assert Kind.TEXT in build.kinds(result)
    assert {residue.page_index for residue in result.residues} <= {0, None}


@pytest.mark.parametrize("reader", ["text", "text_second"])
def test_each_reader_finds_visible_text(tmp_path: Path, reader: str) -> None:
    result = build.verify(tmp_path, build.make_pdf([PAGES["visible"]()]))
    outcomes = {check.check: check.outcome for check in result.checks}
    assert outcomes[reader] is CheckOutcome.LEAK


def test_number_in_another_notation(tmp_path: Path) -> None:
    sheet = build.redacted().text("bel +31 (0)6 1234 5678", y=300)
    result = build.verify(tmp_path, build.make_pdf([sheet]), terms=["06-12345678"])
    assert Kind.TEXT in build.kinds(result)


def test_second_page(tmp_path: Path) -> None:
    data = build.make_pdf([build.redacted(), PAGES["visible"]()])
    result = build.verify(tmp_path, data)
    assert {residue.page_index for residue in result.residues} == {1}


def test_lying_font(tmp_path: Path) -> None:
    """The font maps each letter of the name to an "x" for who copies the text."""

    def lie(pdf: pikepdf.Pdf) -> None:
        table = b"1 beginbfrange <41> <7A> [" + b"<0078>" * 58 + b"] endbfrange"
        pdf.pages[0].Resources.Font.F0.ToUnicode = pdf.make_stream(table)

    result = build.verify(tmp_path, build.make_pdf([PAGES["visible"]()], lie))
    assert Kind.TEXT in build.kinds(result)


def test_letters_left_in_a_font(tmp_path: Path) -> None:
    """ToUnicode still lists letters that stand on no page: those of the removed name."""

    def table(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Resources.Font.F0.ToUnicode = pdf.make_stream(
            b"2 beginbfchar <4B> <004B> <77> <0077> endbfchar"
        )

    result = build.verify(tmp_path, build.make_pdf(change=table), terms=())
    assert Kind.FONT in build.kinds(result)


# --- in the boxes -----------------------------------------------------------------------------


def _under_box(operators: str) -> Sheet:
    return build.lines().raw(operators).box(MARK)


def test_text_under_the_box(tmp_path: Path) -> None:
    sheet = build.lines().text("onbekende naam", 90, 161).box(MARK)
    found = build.verify(tmp_path, build.make_pdf([sheet]))
    assert {Kind.GLYPH_IN_BOX, Kind.PIXELS_IN_BOX} & build.kinds(found)
    assert Kind.GLYPH_IN_BOX in build.kinds(found)


def test_one_letter_more_than_the_label(tmp_path: Path) -> None:
    sheet = build.redacted().text("e", 160, 161)
    assert Kind.GLYPH_IN_BOX in build.kinds(build.verify(tmp_path, build.make_pdf([sheet])))


def test_letters_at_the_edge_of_the_box(tmp_path: Path) -> None:
    """The centre decides: a neighbour that reaches into the box is no leak."""
    beside = build.redacted().text("(tel)", BOX.x1 - 1, 161)
    assert not build.verify(tmp_path, build.make_pdf([beside])).has_leak


def test_line_art_under_the_box(tmp_path: Path) -> None:
    """A signature drawn as strokes, covered but not removed."""
    strokes = "1 w " + " ".join(
        f"{80 + 8 * i} {HEIGHT - 162} m {84 + 8 * i} {HEIGHT - 150} {90 + 8 * i} {HEIGHT - 164} "
        f"{86 + 8 * i} {HEIGHT - 152} c S"
        for i in range(9)
    )
    result = build.verify(tmp_path, build.make_pdf([_under_box(strokes)]))
    assert build.kinds(result) == {Kind.PIXELS_IN_BOX}


def test_line_art_over_the_box(tmp_path: Path) -> None:
    strokes = "0 1 0 RG 1 w " + " ".join(
        f"{80 + 8 * i} {HEIGHT - 162} m {84 + 8 * i} {HEIGHT - 152} l S" for i in range(9)
    )
    result = build.verify(tmp_path, build.make_pdf([build.redacted().raw(strokes)]))
    assert build.kinds(result) == {Kind.PIXELS_IN_BOX}


def test_table_lines_and_shading_under_the_box(tmp_path: Path) -> None:
    """They were there for everybody and tell nothing: a table keeps its lines."""
    drawn = (
        f"0.9 g 60 {HEIGHT - 200} 300 90 re f 0 G 0.5 w "
        f"60 {HEIGHT - 157} m 360 {HEIGHT - 157} l S 120 {HEIGHT - 200} m 120 {HEIGHT - 110} l S"
    )
    assert not build.verify(tmp_path, build.make_pdf([_under_box(drawn)])).has_leak


def _image(pdf: pikepdf.Pdf, picture: Image.Image, *, jpeg: bool = False) -> pikepdf.Object:
    entries = {
        "/Type": Name.XObject,
        "/Subtype": Name.Image,
        "/Width": picture.width,
        "/Height": picture.height,
        "/ColorSpace": Name.DeviceGray,
        "/BitsPerComponent": 8,
    }
    if not jpeg:
        return pdf.make_stream(picture.tobytes(), entries)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=75)
    return pdf.make_stream(out.getvalue(), entries | {"/Filter": Name.DCTDecode})


def _scan(text: bool, *, black_box: bool) -> Image.Image:
    """A page as a picture, 2 pixels to a point, perhaps with text where the box will be."""
    picture = Image.new("L", (1190, 1684), 255)
    pen = ImageDraw.Draw(picture)
    pen.text((144, 100), "Geachte heer, wij zijn er nog niet uit.", fill=0, font_size=24)
    if black_box:
        pen.rectangle((2 * BOX.x0 - 1, 2 * BOX.y0 - 1, 2 * BOX.x1 + 1, 2 * BOX.y1 + 1), fill=0)
    if text:
        pen.text((2 * BOX.x0 + 8, 2 * BOX.y0), NAME, fill=90 if black_box else 0, font_size=24)
    return picture


def _scanned(picture: Image.Image, *, jpeg: bool = False, turned: bool = False) -> bytes:
    def place(pdf: pikepdf.Pdf) -> None:
        shown = picture.transpose(Image.Transpose.ROTATE_90) if turned else picture
        pdf.pages[0].Resources.XObject = Dictionary(Im0=_image(pdf, shown, jpeg=jpeg))

    matrix = f"0 -{HEIGHT} 595 0 0 {HEIGHT}" if turned else f"595 0 0 {HEIGHT} 0 0"
    sheet = Sheet().raw(f"q {matrix} cm /Im0 Do Q").box(MARK)
    return build.make_pdf([sheet], place)


@pytest.mark.parametrize("jpeg", [False, True])
@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("black_box", [False, True])
def test_pixels_left_under_the_box(
    tmp_path: Path, jpeg: bool, turned: bool, black_box: bool
) -> None:
    picture = _scan(True, black_box=black_box)
    result = build.verify(tmp_path, _scanned(picture, jpeg=jpeg, turned=turned))
    assert Kind.PIXELS_IN_BOX in build.kinds(result)


@pytest.mark.parametrize("jpeg", [False, True])
@pytest.mark.parametrize("turned", [False, True])
def test_overwritten_pixels_are_clean(tmp_path: Path, jpeg: bool, turned: bool) -> None:
    picture = _scan(False, black_box=True)
    result = build.verify(tmp_path, _scanned(picture, jpeg=jpeg, turned=turned))
    assert not result.has_leak
    outcomes = {check.check: check.outcome for check in result.checks}
    assert outcomes["pictures"] is CheckOutcome.CLEAN
    assert outcomes["picture_text"] is CheckOutcome.NOT_POSSIBLE  # nothing to read it with
    assert not result.is_clean


def test_pixels_clipped_away(tmp_path: Path) -> None:
    """The picture is not painted in the box, and still holds the name there."""

    def place(pdf: pikepdf.Pdf) -> None:
        picture = _image(pdf, _scan(True, black_box=False))
        pdf.pages[0].Resources.XObject = Dictionary(Im0=picture)

    sheet = Sheet().raw(f"q 0 0 595 400 re W n 595 0 0 {HEIGHT} 0 0 cm /Im0 Do Q").box(MARK)
    result = build.verify(tmp_path, build.make_pdf([sheet], place))
    assert Kind.PIXELS_IN_BOX in build.kinds(result)


def test_picture_in_a_form(tmp_path: Path) -> None:
    def place(pdf: pikepdf.Pdf) -> None:
        form = pdf.make_stream(
            b"q 1190 0 0 1684 0 0 cm /Im0 Do Q",
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, 1190, 1684]),
            Matrix=Array([0.5, 0, 0, 0.5, 0, 0]),
            Resources=Dictionary(XObject=Dictionary(Im0=_image(pdf, _scan(True, black_box=False)))),
        )
        pdf.pages[0].Resources.XObject = Dictionary(Fm0=form)

    sheet = Sheet().raw("q /Fm0 Do Q").box(MARK)
    result = build.verify(tmp_path, build.make_pdf([sheet], place))
    assert Kind.PIXELS_IN_BOX in build.kinds(result)


@pytest.mark.parametrize("kind", ["XObject", "Pattern"])
def test_carried_along_and_never_shown(tmp_path: Path, kind: str) -> None:
    """The picture before redaction is still in the resources, under a name nobody paints."""

    def place(pdf: pikepdf.Pdf) -> None:
        picture = _image(pdf, _scan(True, black_box=False))
        if kind == "Pattern":
            picture = pdf.make_stream(b"0 0 9 9 re f", PatternType=1, PaintType=1, TilingType=1)
        pdf.pages[0].Resources[f"/{kind}"] = Dictionary(Im0=picture)

    result = build.verify(tmp_path, build.make_pdf(change=place))
    assert build.kinds(result) == {Kind.STRUCTURE}


def test_jpeg_comment_and_exif(tmp_path: Path) -> None:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x013B] = "iemand"
    Image.new("L", (40, 40), 200).save(out, "JPEG", exif=exif, comment=NAME)

    def place(pdf: pikepdf.Pdf) -> None:
        image = pdf.make_stream(
            out.getvalue(), Subtype=Name.Image, Width=40, Height=40, BitsPerComponent=8,
            ColorSpace=Name.DeviceGray, Filter=Name.DCTDecode,
        )  # fmt: skip
        pdf.pages[0].Resources.XObject = Dictionary(Im0=image)

    found = build.kinds(build.verify(tmp_path, build.make_pdf(change=place)))
    assert {Kind.METADATA, Kind.RAW_BYTES} <= found


def test_bytes_behind_the_pixels(tmp_path: Path) -> None:
    def place(pdf: pikepdf.Pdf) -> None:
        picture = _image(pdf, Image.new("L", (30, 30), 128))
        picture.write(picture.read_bytes() + NAME.encode())
        pdf.pages[0].Resources.XObject = Dictionary(Im0=picture)

    found = build.kinds(build.verify(tmp_path, build.make_pdf(change=place)))
    assert {Kind.STRUCTURE, Kind.RAW_BYTES} <= found


# --- labels and what must stay ---------------------------------------------------------------


def test_missing_label(tmp_path: Path) -> None:
    data = build.make_pdf([build.lines().raw("0 g 72 678 108 14 re f")])
    assert build.kinds(build.verify(tmp_path, data)) == {Kind.LABEL_MISSING}


def test_wrong_label(tmp_path: Path) -> None:
    sheet = build.lines().box(Mark(0, (BOX,), "5.1.2i"))
    found = build.kinds(build.verify(tmp_path, build.make_pdf([sheet])))
    assert {Kind.LABEL_MISSING, Kind.GLYPH_IN_BOX} <= found


def test_label_in_the_margin(tmp_path: Path) -> None:
    small = Mark(0, (Box(100, 150, 106, 164),), LABEL)
    original = build.make_pdf([build.lines().text("x", 100, 161)])
    sheet = build.lines().raw("0 g 100 678 6 14 re f").text(LABEL, 565, 160, size=5.5)
    result = build.verify(tmp_path, build.make_pdf([sheet]), marks=[small], original=original)
    assert not result.has_leak


def _compare(folder: Path, sheets: list[Sheet], originals: list[Sheet]) -> set[Kind]:
    result = build.verify(folder, build.make_pdf(sheets), original=build.make_pdf(originals))
    return build.kinds(result)


def test_page_dropped(tmp_path: Path) -> None:
    found = _compare(tmp_path, [build.redacted()], [build.source(), build.lines()])
    assert found == {Kind.PAGE_COUNT}


def test_box_beyond_the_last_page(tmp_path: Path) -> None:
    result = build.verify(tmp_path, build.make_pdf(), marks=[MARK, Mark(7, (BOX,), LABEL)])
    assert build.kinds(result) == {Kind.PAGE_COUNT}


def test_page_resized(tmp_path: Path) -> None:
    original = build.make_pdf([build.source()], size=(595, 850))
    assert Kind.PAGE_SIZE in build.kinds(
        build.verify(tmp_path, build.make_pdf(), original=original)
    )


def test_page_turned(tmp_path: Path) -> None:
    turned = build.redacted()
    turned.rotation = 90
    assert Kind.PAGE_SIZE in _compare(tmp_path, [turned], [build.source()])


def test_neighbour_lost(tmp_path: Path) -> None:
    found = _compare(tmp_path, [build.redacted()], [build.source().text("de", 190, 161)])
    assert Kind.KEPT_TEXT_LOST in found


def test_line_lost(tmp_path: Path) -> None:
    sheet = Sheet().text(build.LINES[0]).text(build.LINES[2], y=112)
    sheet.text("Met vriendelijke groet,", y=140).box(MARK)
    found = _compare(tmp_path, [sheet], [build.source()])
    assert {Kind.KEPT_TEXT_LOST, Kind.PIXELS_OUTSIDE} <= found


def test_picture_lost(tmp_path: Path) -> None:
    logo = "0.2 0.3 0.7 rg 300 300 60 40 re f"
    assert _compare(tmp_path, [build.redacted()], [build.source().raw(logo)]) == {
        Kind.PIXELS_OUTSIDE
    }


def test_something_drawn_besides(tmp_path: Path) -> None:
    bar = "0 g 300 300 60 12 re f"
    assert _compare(tmp_path, [build.redacted().raw(bar)], [build.source()]) == {
        Kind.PIXELS_OUTSIDE
    }


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_turned_pages_are_clean(tmp_path: Path, rotation: int) -> None:
    redacted, source = build.redacted(), build.source()
    redacted.rotation = source.rotation = rotation
    assert _compare(tmp_path, [redacted], [source]) == set()


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_turned_pages_with_a_leak(tmp_path: Path, rotation: int) -> None:
    sheet = build.lines().raw(f"0 G {BOX.x0} {HEIGHT - 160} m 178 {HEIGHT - 152} l S").box(MARK)
    sheet.rotation = rotation
    found = build.kinds(build.verify(tmp_path, build.make_pdf([sheet])))
    assert found == {Kind.PIXELS_IN_BOX}
