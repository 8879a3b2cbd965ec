"""One leak planted inside a font, a picture, a tag or a packed object: the verifier finds each."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pikepdf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from tests.verify import build
from tests.verify.build import NAME, Change

SECRET = f"de heer {NAME}"


def _type3_glyph(pdf: pikepdf.Pdf) -> None:
    """The name of a glyph is free text, and so is what follows its last operator."""
    glyph = pdf.make_stream(b"500 0 d0 0 0 1 1 re f")
    pdf.pages[0].Resources.Font.T3 = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 9, 9]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), FirstChar=1, LastChar=1,
        Widths=Array([500]), CharProcs=Dictionary({f"/{NAME}": glyph}),
        Encoding=Dictionary(Differences=Array([1, Name(f"/{NAME}")])),
    )  # fmt: skip


def _type3_spelled(pdf: pikepdf.Pdf) -> None:
    """One letter a glyph name: the encoding itself spells the name."""
    letters = Array([1, *(Name(f"/{letter}") for letter in NAME)])
    glyph = pdf.make_stream(b"500 0 d0")
    pdf.pages[0].Resources.Font.T3 = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 9, 9]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), FirstChar=1, LastChar=len(NAME),
        Widths=Array([500] * len(NAME)),
        CharProcs=Dictionary({f"/{letter}": glyph for letter in NAME}),
        Encoding=Dictionary(Differences=letters),
    )  # fmt: skip


def _with_program(program: bytes) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        stream = pdf.make_stream(program, Length1=len(program))
        pdf.pages[0].Resources.Font.F0.FontDescriptor = pdf.make_indirect(
            Dictionary(Type=Name.FontDescriptor, FontName=Name.Helvetica, FontFile2=stream)
        )

    return change


def _truetype(name: str = "Letter", glyph: str = "uni0041") -> bytes:
    """A font program with a name table and glyph names."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", glyph])
    pen = TTGlyphPen(None)
    empty = pen.glyph()
    builder.setupGlyf({".notdef": empty, glyph: empty})
    builder.setupCharacterMap({65: glyph})
    builder.setupHorizontalMetrics({".notdef": (500, 0), glyph: (500, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": name, "styleName": "Regular"})
    builder.setupPost(keepGlyphNames=True)
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()


def _icc_description(pdf: pikepdf.Pdf) -> None:
    text = SECRET.encode() + b"\0"
    tag = b"desc" + bytes(4) + struct.pack(">I", len(text)) + text
    profile = bytes(128) + struct.pack(">I4sII", 1, b"desc", 144, len(tag)) + tag
    colours = Array([Name.ICCBased, pdf.make_stream(profile, N=1)])
    _put_picture(pdf, bytes(100), ColorSpace=colours)


def _put_picture(pdf: pikepdf.Pdf, data: bytes, **entries: object) -> None:
    values = {
        "/Type": Name.XObject, "/Subtype": Name.Image, "/Width": 10, "/Height": 10,
        "/BitsPerComponent": 8, "/ColorSpace": Name.DeviceGray,
    } | {f"/{key}": value for key, value in entries.items()}  # fmt: skip
    page = pdf.pages[0]
    page.Resources.XObject = Dictionary(Im0=pdf.make_stream(data, values))
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + b"\nq 9 0 0 9 9 9 cm /Im0 Do Q")


def _jpeg(segment: bytes) -> Change:
    """A segment of its own after the first marker of a JPEG."""

    def change(pdf: pikepdf.Pdf) -> None:
        out = io.BytesIO()
        Image.new("L", (10, 10), 128).save(out, "JPEG")
        data = out.getvalue()
        head = segment[:2] + struct.pack(">H", len(segment)) + segment[2:]
        _put_picture(pdf, data[:2] + head + data[2:], Filter=Name.DCTDecode)

    return change


def _jpeg_thumbnail() -> bytes:
    """EXIF with a small picture in it whose own comment says the name."""
    out = io.BytesIO()
    Image.new("L", (8, 8), 9).save(out, "JPEG", comment=SECRET.encode())
    return b"\xff\xe1Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0" + out.getvalue()


def _predicted(predictor: int) -> Change:
    """The name as samples, coded as differences: the inflated bytes do not show it."""
    text = (f"{SECRET} ".encode() * 9)[:100]

    def change(pdf: pikepdf.Pdf) -> None:
        rows = bytearray()
        before = bytes(10)
        for start in range(0, 100, 10):
            row = text[start : start + 10]
            if predictor == 2:
                rows += bytes((b - a) % 256 for a, b in zip(b"\0" + row[:-1], row, strict=True))
            else:
                rows += b"\2" + bytes((b - a) % 256 for a, b in zip(before, row, strict=True))
            before = row
        parameters = Dictionary(Predictor=predictor, Colors=1, BitsPerComponent=8, Columns=10)
        _put_picture(pdf, b"")
        image = pdf.pages[0].Resources.XObject.Im0
        image.write(zlib.compress(bytes(rows)), filter=Name.FlateDecode, decode_parms=parameters)

    return change


def _alternative_text(pdf: pikepdf.Pdf) -> None:
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    figure = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.Figure, P=root, Alt=String(SECRET))
    )
    root.K = Array([figure])
    pdf.Root.StructTreeRoot = root


def _expansion(pdf: pikepdf.Pdf) -> None:
    content = pdf.pages[0].Contents
    said = f"/Span <</E ({SECRET})>> BDC EMC\n".encode()
    pdf.pages[0].Contents = pdf.make_stream(said + content.read_bytes())


INSIDE: dict[str, Change] = {
    "Type 3 glyph name": _type3_glyph,
    "Type 3 spelled by its encoding": _type3_spelled,
    "name table of a font": _with_program(_truetype(name=NAME)),
    "glyph name of a font": _with_program(_truetype(glyph=NAME)),
    "ICC description": _icc_description,
    "JPEG comment": _jpeg(b"\xff\xfe" + SECRET.encode()),
    "JPEG EXIF": _jpeg(b"\xff\xe1Exif\0\0" + SECRET.encode()),
    "JPEG thumbnail": _jpeg(_jpeg_thumbnail()),
    "PNG predictor": _predicted(12),
    "TIFF predictor": _predicted(2),
    "alternative text": _alternative_text,
    "expansion of an abbreviation": _expansion,
}


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("channel", INSIDE)
def test_leak_inside_fonts_pictures_and_tags(tmp_path: Path, channel: str, packed: bool) -> None:
    mode = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable
    result = build.verify(tmp_path, build.make_pdf(change=INSIDE[channel], object_streams=mode))
    assert result.has_leak, channel


def test_gap_in_the_table(tmp_path: Path) -> None:
    """Bytes between two objects that the table knows nothing of."""
    data = build.make_pdf()
    place = data.index(b"endobj") + len(b"endobj")
    planted = data[:place] + b"\n% " + SECRET.encode() + data[place:]
    assert build.verify(tmp_path, planted).has_leak


def test_object_of_a_packed_stream_that_nothing_names(tmp_path: Path) -> None:
    """One object more in an object stream than its table says."""

    def change(pdf: pikepdf.Pdf) -> None:
        pairs = b"900 0 901 9 "
        packed = pairs + b"<</A 1>> " + f"({SECRET})".encode()
        stream = pdf.make_stream(packed, Type=Name.ObjStm, N=1, First=len(pairs))
        pdf.pages[0].Resources.Extra = stream

    assert build.verify(tmp_path, build.make_pdf(change=change)).has_leak
