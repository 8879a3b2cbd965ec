"""What pictures say: read only where there is reason to, and then whatever hides it on the page."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw

from tests.verify import build
from tests.verify.build import BOX, HEIGHT, MARK, NAME, Sheet, kinds, outcome
from woo_desk.domain.export import CheckOutcome, Mark, Verification
from woo_desk.domain.export import ResidueKind as Kind
from woo_desk.domain.geometry import Box
from woo_desk.domain.ocr import Word
from woo_desk.ocr.data import has_language_data
from woo_desk.ocr.recognise import ENGINE, recognise_pixels
from woo_desk.verify.reading import Recogniser

CHECK = "picture_text"
_NUMBERS = itertools.count()
FONT_SIZE = 44
SENTENCE = f"Namens mevrouw {NAME} verzonden"
READER = Recogniser(ENGINE, recognise_pixels)
needs_data = pytest.mark.skipif(
    not has_language_data(), reason="no language data for the recogniser in resources/tessdata"
)


@dataclass
class Fake:
    """Says the same of every picture, and counts them."""

    text: str
    confidence: float = 0.95
    sizes: list[tuple[int, int]] = field(default_factory=list)

    def __call__(self, rgb: bytes, width: int, height: int, dpi: int) -> Sequence[Word]:
        assert len(rgb) == 3 * width * height
        self.sizes.append((width, height))
        words = self.text.split()
        return [
            Word(word, Box(20 * i, 0, 20 * i + 15, 10), 0, self.confidence)
            for i, word in enumerate(words)
        ]

    @property
    def reader(self) -> Recogniser:
        # WHY a name of its own: what was read once is remembered by what read it. An address of
        # memory is none: the next one may get the same.
        return Recogniser(f"fake {next(_NUMBERS)}", self)


def picture(text: str = SENTENCE, *, ink: int = 0, paper: int = 255) -> Image.Image:
    """A line of print, 3 pixels to a point."""
    result = Image.new("L", (900, 100), paper)
    ImageDraw.Draw(result).text((30, 24), text, fill=ink, font_size=FONT_SIZE)
    return result


def image(pdf: pikepdf.Pdf, what: Image.Image, **more: object) -> pikepdf.Object:
    stream = pdf.make_stream(
        what.tobytes(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=what.width,
        Height=what.height,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
    )
    for key, value in more.items():
        stream[f"/{key}"] = value
    return stream


def page(
    operators: str,
    what: Image.Image | None = None,
    *,
    with_mask: Callable[[pikepdf.Pdf], dict[str, object]] = lambda _pdf: {},
    behind: str = "",
) -> bytes:
    """A clean page with a picture painted by some operators, before or behind the text."""

    def place(pdf: pikepdf.Pdf) -> None:
        painted = image(pdf, picture() if what is None else what, **with_mask(pdf))
        pdf.pages[0].Resources.XObject = Dictionary(Im0=painted)

    sheet = build.redacted()
    sheet.content.insert(0, operators)
    return build.make_pdf([sheet.raw(behind)], place)


def paint(x: float, y: float, *, clip: str = "") -> str:
    """Paint the picture, 300 by 33 points, with its top left corner at (x, y), y downwards."""
    return f"q {clip} 300 0 0 33 {x} {HEIGHT - y - 33} cm /Im0 Do Q"


def _mask(pdf: pikepdf.Pdf, level: int) -> pikepdf.Object:
    return image(pdf, Image.new("L", (900, 100), level))


HIDDEN: dict[str, Callable[[], bytes]] = {
    "beside a box": lambda: page(paint(BOX.x1 + 10, BOX.y0 - 4)),
    "clipped away": lambda: page(paint(100, 500, clip="0 0 10 10 re W n")),
    "half clipped away": lambda: page(paint(100, 500, clip=f"100 {HEIGHT - 540} 80 60 re W n")),
    "under a white rectangle": lambda: page(
        paint(100, 500), behind=f"1 g 90 {HEIGHT - 540} 330 50 re f"
    ),
    "under a black rectangle": lambda: page(
        paint(100, 500), behind=f"0 g 90 {HEIGHT - 540} 330 50 re f"
    ),
    "off the page": lambda: page(paint(-320, 500)),
    "half off the page": lambda: page(paint(-150, 500)),
    "transparent": lambda: page(paint(100, 500), with_mask=lambda pdf: {"SMask": _mask(pdf, 0)}),
    "a colour that counts as transparent": lambda: page(
        paint(100, 500), with_mask=lambda _pdf: {"Mask": Array([0, 120])}
    ),
    "nearly white beside a box": lambda: page(paint(BOX.x1 + 10, BOX.y0 - 4), picture(ink=254)),
    "white on black beside a box": lambda: page(
        paint(BOX.x1 + 10, BOX.y0 - 4), picture(ink=255, paper=0)
    ),
    "upside down beside a box": lambda: page(
        paint(BOX.x1 + 10, BOX.y0 - 4), picture().transpose(Image.Transpose.ROTATE_180)
    ),
    "large, no text over it": lambda: page(f"q 540 0 0 150 20 {HEIGHT - 600} cm /Im0 Do Q"),
}


@needs_data
@pytest.mark.parametrize("how", HIDDEN)
def test_the_name_in_a_picture_is_found(tmp_path: Path, how: str) -> None:
    result = build.verify(tmp_path, HIDDEN[how](), recogniser=READER)
    assert Kind.PICTURE_TEXT in kinds(result)


@pytest.mark.parametrize("how", HIDDEN)
def test_without_a_recogniser_a_person_has_to_look(tmp_path: Path, how: str) -> None:
    result = build.verify(tmp_path, HIDDEN[how]())
    (check,) = (check for check in result.checks if check.check == CHECK)
    assert check.outcome is CheckOutcome.NOT_POSSIBLE
    assert check.pages == (0,)


@needs_data
def test_other_words_in_a_picture_are_clean(tmp_path: Path) -> None:
    said = picture("Namens mevrouw Ottevanger verzonden")
    result = build.verify(tmp_path, page(paint(BOX.x1 + 10, BOX.y0 - 4), said), recogniser=READER)
    assert result.is_clean, result


@pytest.mark.slow
@needs_data
def test_a_scan_with_the_name_beside_the_box(tmp_path: Path) -> None:
    for text, found in ((f"de heer {NAME} schreef", True), ("de heer Ottevanger schreef", False)):
        scan = Image.new("L", (1785, 2526), 255)
        pen = ImageDraw.Draw(scan)
        pen.rectangle([3 * side for side in BOX.as_tuple()], fill=0)
        pen.text((3 * BOX.x1 + 20, 3 * BOX.y0 + 2), text, fill=0, font_size=32)
        result = _scan(tmp_path, scan, READER)
        assert (Kind.PICTURE_TEXT in kinds(result)) is found
        assert result.is_clean is not found


def _scan(tmp_path: Path, scan: Image.Image, reader: Recogniser | None) -> Verification:
    def place(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Resources.XObject = Dictionary(Im0=image(pdf, scan))

    sheet = Sheet().raw(f"q 595 0 0 {HEIGHT} 0 0 cm /Im0 Do Q").box(MARK)
    return build.verify(tmp_path, build.make_pdf([sheet], place), recogniser=reader)


def test_nothing_is_read_on_ordinary_pages(tmp_path: Path) -> None:
    fake = Fake(NAME)
    logo = page(paint(100, 500))  # shown as it is stored, far from the box, small
    for data in (build.make_pdf(), logo):
        result = build.verify(tmp_path, data, recogniser=fake.reader)
        assert outcome(result, CHECK) is CheckOutcome.CLEAN
    assert fake.sizes == []


def test_the_same_picture_is_read_once(tmp_path: Path) -> None:
    fake = Fake("Ministerie van Justitie en Veiligheid")
    reader = fake.reader
    data = page(paint(100, 500, clip="0 0 10 10 re W n"))
    for _ in range(3):
        assert build.verify(tmp_path, data, recogniser=reader).is_clean
    assert len(fake.sizes) == 1


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Kwarte1mans", CheckOutcome.NOT_POSSIBLE),
        ("Kwartelmons", CheckOutcome.NOT_POSSIBLE),
        ("Kwarteimans", CheckOutcome.NOT_POSSIBLE),
        ("kwartaal", CheckOutcome.CLEAN),
        ("Kwartel", CheckOutcome.CLEAN),
        ("grootste deel", CheckOutcome.CLEAN),
    ],
)
def test_what_resembles_a_term_is_left_to_a_person(
    tmp_path: Path, said: str, expected: CheckOutcome
) -> None:
    data = page(paint(BOX.x1 + 10, BOX.y0 - 4), picture("niets"))
    result = build.verify(tmp_path, data, recogniser=Fake(said).reader)
    assert outcome(result, CHECK) is expected
    assert not result.has_leak


def test_ink_that_cannot_be_read_is_left_to_a_person(tmp_path: Path) -> None:
    data = page(paint(BOX.x1 + 10, BOX.y0 - 4))
    for fake in (Fake(""), Fake("krabbel", confidence=0.2)):
        result = build.verify(tmp_path, data, recogniser=fake.reader)
        assert outcome(result, CHECK) is CheckOutcome.NOT_POSSIBLE
        assert len(fake.sizes) >= 4  # also turned


def test_text_without_unicode_is_read_from_the_page(tmp_path: Path) -> None:
    def unmapped(pdf: pikepdf.Pdf) -> None:
        font = pdf.pages[0].Resources.Font.F0
        font.ToUnicode = pdf.make_stream(
            b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> "
            b"endcodespacerange 1 beginbfrange <20> <ff> <e020> endbfrange endcmap end"
        )

    data = build.make_pdf([build.redacted().text(NAME, y=300)], unmapped)
    assert outcome(build.verify(tmp_path, data), "text") is CheckOutcome.NOT_POSSIBLE
    fake = Fake("Geachte heer " * 4)
    result = build.verify(tmp_path, data, recogniser=fake.reader)
    assert outcome(result, "text") is CheckOutcome.CLEAN
    found = build.verify(tmp_path, data, recogniser=Fake(f"Aan {NAME}").reader)
    assert Kind.PICTURE_TEXT in kinds(found)


def test_the_shape_of_the_name_in_a_mask_under_the_box(tmp_path: Path) -> None:
    """All of the picture is one colour; what it says is in its transparency."""

    def place(pdf: pikepdf.Pdf) -> None:
        shape = Image.new("L", (324, 42), 0)
        ImageDraw.Draw(shape).text((4, 2), NAME, fill=255, font_size=30)
        paper = image(pdf, Image.new("L", (324, 42), 255), SMask=image(pdf, shape))
        pdf.pages[0].Resources.XObject = Dictionary(Im0=paper)

    x, y = BOX.x0, HEIGHT - BOX.y1
    sheet = build.lines().raw(f"q {BOX.width} 0 0 {BOX.height} {x} {y} cm /Im0 Do Q").box(MARK)
    result = build.verify(tmp_path, build.make_pdf([sheet], place))
    assert Kind.PIXELS_IN_BOX in kinds(result)


def test_no_marks_and_a_page_that_is_a_picture(tmp_path: Path) -> None:
    scan = Image.new("L", (1190, 1684), 255)
    ImageDraw.Draw(scan).text((144, 100), SENTENCE, fill=0, font_size=32)

    def place(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Resources.XObject = Dictionary(Im0=image(pdf, scan))

    sheet = Sheet().raw(f"q 595 0 0 {HEIGHT} 0 0 cm /Im0 Do Q")
    data = build.make_pdf([sheet], place)
    marks: tuple[Mark, ...] | None
    for marks in (None, ()):
        blind = build.verify(tmp_path, data, marks=marks)
        assert outcome(blind, CHECK) is CheckOutcome.NOT_POSSIBLE
        seeing = build.verify(tmp_path, data, marks=marks, recogniser=Fake(SENTENCE).reader)
        assert Kind.PICTURE_TEXT in kinds(seeing)
