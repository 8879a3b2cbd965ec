"""PDFs written out byte by byte: for what no library will make, and for broken files."""

from __future__ import annotations

from collections.abc import Mapping


def truncated(pdf: bytes, keep: float = 0.6) -> bytes:
    """The first part of a file, as after a broken copy."""
    return pdf[: int(len(pdf) * keep)]


def page_tree_loop() -> bytes:
    """A page tree of which a node has itself as its child."""
    return raw_pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Count 2/Kids[3 0 R 2 0 R]>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
        }
    )


def raw_pdf(objects: Mapping[int, bytes], *, root: int = 1) -> bytes:
    """A PDF of objects written out by hand, with a cross-reference table that is right."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places: dict[int, int] = {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    size = max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        if number in places:
            out += b"%010d 00000 n \n" % places[number]
        else:
            out += b"0000000000 00000 f \n"
    out += b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, root, start)
    return bytes(out)


def raw_stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream object for `raw_pdf`."""
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data)


def one_page(
    content: bytes, resources: bytes = b"", extra: Mapping[int, bytes] | None = None
) -> bytes:
    """One A4 page with this content and these resource entries; `extra` objects count from 10."""
    return raw_pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
            b"/Resources<</Font<</F1 5 0 R>>" + resources + b">>>>",
            4: raw_stream(content),
            5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
            **(extra or {}),
        }
    )


def revised_pdf(first: str, second: str) -> bytes:
    """Two revisions in one file: the line of the first is still in the bytes, but not shown."""
    content = b"BT /F1 11 Tf 72 770 Td (%s) Tj ET"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>"
    )
    base = raw_pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            3: page,
            4: raw_stream(content % first.encode("cp1252")),
            5: font,
        }
    )
    changed = b"4 0 obj\n" + raw_stream(content % second.encode("cp1252")) + b"\nendobj\n"
    start = base.rindex(b"startxref\n")
    previous = int(base[start:].split()[1])
    xref = b"xref\n4 1\n%010d 00000 n \n" % len(base)
    trailer = b"trailer\n<</Size 6/Root 1 0 R/Prev %d>>\n" % previous
    end = b"startxref\n%d\n%%%%EOF\n" % (len(base) + len(changed))
    return base + changed + xref + trailer + end
