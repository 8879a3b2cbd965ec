"""Files that hung, crashed or exhausted a reader of PDFs, made small."""

from __future__ import annotations

import zlib

from tests.helpers.raw_pdfs import one_page, raw_pdf, raw_stream


def flate_bomb(decoded_mb: int = 300) -> bytes:
    """A page of which the content grows a thousandfold on decoding."""
    packer = zlib.compressobj(9)
    chunk = b" " * (1024 * 1024)
    data = b"".join([*(packer.compress(chunk) for _ in range(decoded_mb)), packer.flush()])
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


def _with_object(pdf: bytes, number: int, body: bytes) -> bytes:
    """The same file with one object replaced; the readers rebuild its cross-references."""
    start = pdf.index(b"%d 0 obj\n" % number)
    end = pdf.index(b"endobj\n", start)
    return pdf[:start] + b"%d 0 obj\n" % number + body + b"\n" + pdf[end:]
