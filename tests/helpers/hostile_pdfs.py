"""Files that hung, crashed or exhausted a reader of PDFs, made small."""

from __future__ import annotations

import zlib

from tests.helpers.raw_pdfs import one_page, raw_pdf, raw_stream


def flate_bomb(decoded_mb: int = 300) -> bytes:
    """A page of which the content grows a thousandfold on decoding."""
    data = _packed(b"", b" " * (1024 * 1024), decoded_mb)
    pdf = one_page(b"q Q")
    content = raw_stream(data, b"/Filter/FlateDecode")
    return _with_object(pdf, 4, content)


def nested_flate() -> bytes:
    """A page of which the content is Flate within Flate."""
    inner = zlib.compress(b" " * 1_000_000, 9)
    content = raw_stream(zlib.compress(inner, 9), b"/Filter[/FlateDecode/FlateDecode]")
    return _with_object(one_page(b"q Q"), 4, content)


def huge_image_claim() -> bytes:
    """A picture that says to be 100,000 by 100,000 pixels, of one byte."""
    image = raw_stream(
        b"\0",
        b"/Type/XObject/Subtype/Image/Width 100000/Height 100000/BitsPerComponent 8"
        b"/ColorSpace/DeviceRGB",
    )
    return one_page(b"q 100 0 0 100 0 0 cm /I Do Q", b"/XObject<</I 10 0 R>>", {10: image})


def form_calling_itself() -> bytes:
    """A drawing that draws itself."""
    form = raw_stream(
        b"/X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 10 0 R>>>>"
    )
    return one_page(b"/X Do", b"/XObject<</X 10 0 R>>", {10: form})


def billion_laughs(width: int = 12, depth: int = 8) -> bytes:
    """Drawings that each draw the next one `width` times, `depth` deep."""
    forms = {}
    for level in range(depth):
        below = b"/Resources<</XObject<</X %d 0 R>>>>" % (11 + level) if level < depth - 1 else b""
        content = b"/X Do " * width if below else b"0 0 1 1 re f"
        entries = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]" + below
        forms[10 + level] = raw_stream(content, entries)
    return one_page(b"/X Do", b"/XObject<</X 10 0 R>>", forms)


def tiny_tiles(step: float = 0.01, scale: float = 1.0) -> bytes:
    """A page filled with a pattern of `step` times `scale` points."""
    pattern = raw_stream(
        b"0 0 1 1 re f",
        b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/Resources<<>>"
        b"/XStep %f/YStep %f/Matrix[%f 0 0 %f 0 0]" % (step, step, scale, scale),
    )
    fill = b"/Pattern cs /P scn 0 0 595 842 re f"
    return one_page(fill, b"/Pattern<</P 10 0 R>>", {10: pattern})


def deep_arrays(depth: int = 200_000) -> bytes:
    """Arrays in arrays."""
    return raw_pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R/X 4 0 R>>",
            2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
            4: b"[" * depth + b"]" * depth,
        }
    )


def many_saves(count: int = 1_000_000) -> bytes:
    """A page that saves its state a million times."""
    return one_page(b"q " * count)


def many_pages(count: int) -> bytes:
    """One page that stands in the page tree `count` times."""
    return raw_pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, b"3 0 R " * count),
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
        }
    )


def page_of_size(width: float, height: float) -> bytes:
    """An empty page."""
    return raw_pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]>>" % (width, height),
        }
    )


def _packed(first: bytes, chunk: bytes, times: int) -> bytes:
    """zlib data of `first` and many times `chunk`, which is packed only once."""
    packer = zlib.compressobj(9, wbits=-15)
    head = packer.compress(first) + packer.flush(zlib.Z_FULL_FLUSH)
    body = packer.compress(chunk) + packer.flush(zlib.Z_FULL_FLUSH)
    check = zlib.adler32(first)
    for _ in range(times):
        check = zlib.adler32(chunk, check)
    return b"\x78\xda" + head + body * times + b"\x03\x00" + check.to_bytes(4, "big")


def _with_object(pdf: bytes, number: int, body: bytes) -> bytes:
    """The same file with one object replaced; the readers rebuild its cross-references."""
    start = pdf.index(b"%d 0 obj\n" % number)
    end = pdf.index(b"endobj\n", start)
    return pdf[:start] + b"%d 0 obj\n" % number + body + b"\n" + pdf[end:]


def large_picture(side: int = 30_000) -> bytes:
    """A picture of 30,000 by 30,000 pixels, all of them there, in a file of 3 MB."""
    data = _packed(b"", bytes(3 * side * 100), side // 100)
    image = raw_stream(
        data,
        b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8"
        b"/ColorSpace/DeviceRGB/Filter/FlateDecode" % (side, side),
    )
    return one_page(b"q 500 0 0 700 40 40 cm /I Do Q", b"/XObject<</I 10 0 R>>", {10: image})


def jbig2_claim() -> bytes:
    """A picture whose own header says that it is 2^31 pixels wide and high."""
    header = bytes.fromhex("000000003000010000001380000000800000000000000000000000000000")
    image = raw_stream(
        header,
        b"/Type/XObject/Subtype/Image/Width 2147483647/Height 2147483647/BitsPerComponent 1"
        b"/ColorSpace/DeviceGray/Filter/JBIG2Decode",
    )
    return one_page(b"q 100 0 0 100 0 0 cm /I Do Q", b"/XObject<</I 10 0 R>>", {10: image})


def mask_of_itself() -> bytes:
    """A picture that is its own soft mask, and a state with a group that uses that state."""
    image = raw_stream(
        b"\0" * 4,
        b"/Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8"
        b"/ColorSpace/DeviceGray/SMask 10 0 R",
    )
    group = raw_stream(
        b"/G gs 0 0 9 9 re f",
        b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Group<</S/Transparency/CS/DeviceGray>>"
        b"/Resources<</ExtGState<</G 12 0 R>>>>",
    )
    state = b"<</Type/ExtGState/SMask<</S/Luminosity/G 11 0 R>>>>"
    return one_page(
        b"/G gs q 99 0 0 99 60 700 cm /I Do Q",
        b"/XObject<</I 10 0 R>>/ExtGState<</G 12 0 R>>",
        {10: image, 11: group, 12: state},
    )


def glyph_of_itself() -> bytes:
    """A Type 3 font with a glyph that prints itself."""
    glyph = raw_stream(b"1000 0 d0 BT /T 1 Tf (a) Tj ET")
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[.001 0 0 .001 0 0]"
        b"/CharProcs<</a 11 0 R>>/Encoding<</Differences[97/a]>>/FirstChar 97/LastChar 97"
        b"/Widths[1000]/Resources<</Font<</T 10 0 R>>>>>>"
    )
    content = b"BT /T 12 Tf 70 740 Td (aaaa) Tj ET"
    pdf = one_page(content, b"", {10: font, 11: glyph})
    return pdf.replace(b"/F1 5 0 R", b"/T 10 0 R")


def deep_page_tree(depth: int = 50_000) -> bytes:
    """A page under 50,000 nodes."""
    nodes = {
        number: b"<</Type/Pages/Count 1/Parent %d 0 R/Kids[%d 0 R]>>" % (number - 1, number + 1)
        for number in range(3, depth)
    }
    return raw_pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            **nodes,
            depth: b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 200 200]>>" % (depth - 1),
        }
    )


def object_stream_bomb(decoded_mb: int = 700) -> bytes:
    """A stream of objects that grows a thousandfold on decoding."""
    data = _packed(b"20 0 <</A 1>>", b" " * (1024 * 1024), decoded_mb)
    packed = raw_stream(data, b"/Type/ObjStm/N 1/First 5/Filter/FlateDecode")
    return one_page(b"q Q", b"/XObject<</X 20 0 R>>", {10: packed})


def many_annotations(count: int = 300_000) -> bytes:
    """A page with 300,000 notes."""
    note = b"<</Type/Annot/Subtype/Square/Rect[70 700 90 720]>>"
    return raw_pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots[%s]>>" % (note * count),
        }
    )


def endless_character_map() -> bytes:
    """A font that says for four thousand million codes what they mean."""
    said = b"begincmap 1 beginbfrange <00000000> <ffffffff> <0041> endbfrange endcmap"
    font = (
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode 10 0 R>>"
    )
    pdf = one_page(b"BT /F1 12 Tf 70 740 Td (Oosterkamp) Tj ET", b"", {10: raw_stream(said)})
    return _with_object(pdf, 5, font)


def deep_function(depth: int = 20_000) -> bytes:
    """A shading with a stitching function of 20,000 functions, each within the one before."""
    functions = {
        number: b"<</FunctionType 3/Domain[0 1]/Functions[%d 0 R]/Bounds[]/Encode[0 1]>>"
        % (number + 1)
        for number in range(10, depth)
    }
    shading = (
        b"/Shading<</S<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 9 9]/Function 10 0 R>>>>"
    )
    last = b"<</FunctionType 2/Domain[0 1]/C0[0]/C1[1]/N 1>>"
    return one_page(b"/S sh", b"/Shading<</S " + shading + b">>", {**functions, depth: last})


def outline_ring() -> bytes:
    """Bookmarks of which each is the next of the other."""
    pdf = one_page(
        b"BT /F1 12 Tf 70 740 Td (Oosterkamp) Tj ET",
        b"",
        {
            10: b"<</Type/Outlines/First 11 0 R/Last 12 0 R/Count 2>>",
            11: b"<</Title(a)/Parent 10 0 R/Next 12 0 R/First 11 0 R/Last 11 0 R/Count 1>>",
            12: b"<</Title(b)/Parent 10 0 R/Next 11 0 R>>",
        },
    )
    return _with_object(pdf, 1, b"<</Type/Catalog/Pages 2 0 R/Outlines 10 0 R>>")


def wrong_table() -> bytes:
    """A table of objects in which every place is wrong."""
    pdf = one_page(b"BT /F1 12 Tf 70 740 Td (Oosterkamp) Tj ET")
    start = pdf.rindex(b"xref\n0")
    return pdf[:start] + pdf[start:].replace(b" 00000 n", b"7 0000 n").replace(
        b"0000000", b"0000009"
    )
