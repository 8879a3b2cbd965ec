"""A bundle as it should be written, of one document: pages with a line on each."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from tests.verify import build
from tests.verify.build import NAME
from woo_desk.domain.export import Verification
from woo_desk.domain.ids import Sha256
from woo_desk.domain.verify_part import WHOLE, Copied, VerifyPart
from woo_desk.verify.verify_pdf import verify_part

Change = Callable[[Pdf, Any], None]
"""Does anything to a bundle and one of its pages."""
PAGES = 3
CHANGED = 1
"""Index of the page that is changed."""
FONT = "/Bundel"


def lines(text: str, font: str = FONT) -> bytes:
    """What the bundle prints at the foot of a page."""
    return (
        b"/Artifact <</Type /Pagination /Subtype /Footer>> BDC q 0.35 g "
        b"BT %b 7 Tf 1 0 0 1 217.92114 10.445 Tm <%b> Tj ET Q EMC\n"
        % (font.encode(), text.encode("cp1252").hex().upper().encode())
    )


def _document(pdf: Pdf) -> None:
    """A form in a form, a picture, and a table of letters for the font: one each of what pages
    are made of."""
    inner = pdf.make_stream(b"BT /F0 9 Tf 1 0 0 1 72 400 Tm (binnenste) Tj ET")
    outer = pdf.make_stream(b"/Inner Do")
    picture = pdf.make_stream(bytes(range(64)))
    picture.Type, picture.Subtype, picture.ColorSpace = Name.XObject, Name.Image, Name.DeviceGray
    picture.Width, picture.Height, picture.BitsPerComponent = 8, 8, 8
    for form, names in ((inner, {}), (outer, {"/XObject": Dictionary(Inner=inner)})):
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 595, 842])
        form.Resources = Dictionary({"/Font": pdf.pages[0].Resources.Font, **names})
    for page in pdf.pages:
        page.Resources.XObject = Dictionary(Outer=outer, Picture=picture)
        page.contents_add(b"q /Outer Do 20 0 0 20 72 500 cm /Picture Do Q\n")
        page.obj.Resources.ExtGState = Dictionary(G0=Dictionary(Type=Name.ExtGState, ca=1))


DOCUMENT = build.make_pdf([build.lines().text(f"Blad {n}", y=200) for n in range(PAGES)], _document)


def bundle(change: Change | None = None, said: str = "0001 - blad 1") -> Pdf:
    """The pages of the document with a line on each; one of them changed."""
    pdf = pikepdf.new()
    with pikepdf.open(io.BytesIO(DOCUMENT)) as document:
        pdf.pages.extend(document.pages)
    font = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica,
                   Encoding=Name.WinAnsiEncoding, FirstChar=32, LastChar=255,
                   Widths=Array(build.WIDTHS))
    )  # fmt: skip
    for page in pdf.pages:
        resources = Dictionary(dict(page.obj.Resources.items()))
        resources.Font = Dictionary({**dict(resources.Font.items()), FONT: font})
        page.obj.Resources = resources
        stamp = pdf.make_stream(lines(said))
        page.obj.Contents = Array([*page.obj.Contents, stamp])
    if change is not None:
        change(pdf, pdf.pages[CHANGED].obj)
    return pdf


def saved(pdf: Pdf) -> bytes:
    """Its bytes."""
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True, fix_metadata_version=False)
    return out.getvalue()


def table(letters: str) -> bytes:
    """A ToUnicode table that gives these letters for codes from 65 on."""
    lines = [f"<{n:02x}> <{ord(c):04x}>" for n, c in enumerate(letters, 65)]
    return f"{len(lines)} beginbfchar\n{chr(10).join(lines)}\nendbfchar".encode()


def copied_from(path: Path, pages: int = PAGES) -> list[Copied]:
    """What is told of a file that was verified."""
    return [Copied(str(path), Sha256(hashlib.sha256(path.read_bytes()).hexdigest()), (0, pages))]


def check(
    folder: Path, data: bytes, copied: Sequence[Copied], part: VerifyPart = WHOLE
) -> Verification:
    """What the verifier says of a bundle."""
    path = folder / "bundel.pdf"
    path.write_bytes(data)
    return verify_part(
        path, "bundel.pdf", part, marks=None, terms=(NAME,), copied=copied
    ).verification
