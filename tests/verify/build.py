"""Builds what the writer should have written, with one thing wrong: PDFs for the verifier's tests.

Written with pikepdf only, in the plain form of a publication: base-14 font, no metadata.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
import pymupdf
from pikepdf import Array, Dictionary, Name

from woo_desk.domain.export import CheckOutcome, Mark, ResidueKind, Verification
from woo_desk.domain.geometry import Box
from woo_desk.verify.reading import Recogniser
from woo_desk.verify.relaid import Relaid
from woo_desk.verify.verify_pdf import NOTHING_RELAID, verify_pdf

WIDTH, HEIGHT = 595.0, 842.0
NAME = "Kwartelmans"
"""The name that must be gone: no Dutch word, in no kept line."""
LABEL = "5.1.2e"
LINES = (
    "Geachte heer, in januari was er overleg met de bakker over het grootste deel.",
    "De boerderij en de bakkerij vallen buiten het besluit van de minister.",
    "Namens dezen tekende de directeur op 3 mei 2023 met nummer 2023-0001234.",
)
BOX = Box(72, 150, 180, 164)
MARK = Mark(0, (BOX,), LABEL)

HELVETICA = pymupdf.Font("helv")
WIDTHS = [
    round(1000 * HELVETICA.glyph_advance(ord(bytes([code]).decode("cp1252", "replace"))))
    for code in range(32, 256)
]
"""Of the codes of WinAnsiEncoding from 32: with these our own reader knows where words end."""

Change = Callable[[pikepdf.Pdf], None]


@dataclass
class Sheet:
    """One page: operators of its content, in PDF coordinates, and resources."""

    content: list[str] = field(default_factory=list)
    rotation: int = 0

    def text(
        self, text: str, x: float = 72, y: float = 72, *, size: float = 11, mode: int = 0
    ) -> Sheet:
        """A line with its baseline at (x, y), y downwards."""
        plain = text.encode("cp1252").decode("latin-1")
        plain = plain.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        self.content.append(
            f"BT /F0 {size} Tf {mode} Tr 1 0 0 1 {x} {HEIGHT - y} Tm ({plain}) Tj ET"
        )
        return self

    def raw(self, operators: str) -> Sheet:
        """Operators as they are."""
        self.content.append(operators)
        return self

    def box(self, mark: Mark, *, label: bool = True, fill: float = 0.0) -> Sheet:
        """The boxes of a mark, as the writer draws them."""
        spoken = (b"\xfe\xff" + f"gelakt: {mark.label}".encode("utf-16-be")).hex()
        self.content.append(f"/Span <</ActualText <{spoken}>>> BDC q")
        for box in mark.boxes:
            self.content.append(
                f"{fill} g {box.x0} {HEIGHT - box.y1} {box.width} {box.height} re f"
            )
        if label:
            first = mark.boxes[0]
            self.content.append(
                f"1 g BT /F0 6 Tf 1 0 0 1 {first.x0 + 10} {HEIGHT - first.y1 + 4} Tm "
                f"({mark.label}) Tj ET"
            )
        self.content.append("Q EMC")
        return self


def lines() -> Sheet:
    """A page of ordinary text that stays."""
    sheet = Sheet()
    for number, line in enumerate(LINES):
        sheet.text(line, y=72 + 20 * number)
    return sheet


def redacted() -> Sheet:
    """The same with one box."""
    return lines().text("Met vriendelijke groet,", y=140).box(MARK)


def source() -> Sheet:
    """What it was made from."""
    return lines().text("Met vriendelijke groet,", y=140).text(NAME, 76, 161)


def make_pdf(
    sheets: Sequence[Sheet] | None = None,
    change: Change | None = None,
    *,
    size: tuple[float, float] = (WIDTH, HEIGHT),
    object_streams: pikepdf.ObjectStreamMode = pikepdf.ObjectStreamMode.disable,
    compress: bool = True,
    widths: bool = True,
) -> bytes:
    """A plain PDF of the pages; `change` may do anything to it before it is saved.

    Without widths only pdfium and pypdf know where words end.
    """
    pdf = pikepdf.new()
    font = pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type1,
            BaseFont=Name.Helvetica,
            Encoding=Name.WinAnsiEncoding,
        )
    )
    if widths:
        font.FirstChar, font.LastChar, font.Widths = 32, 255, Array(WIDTHS)
    for sheet in sheets if sheets is not None else [redacted()]:
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, *size]),
            Resources=Dictionary(Font=Dictionary(F0=font)),
            Contents=pdf.make_stream("\n".join(sheet.content).encode("latin-1")),
        )
        if sheet.rotation:
            page.Rotate = sheet.rotation
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    if change is not None:
        change(pdf)
    out = io.BytesIO()
    with warnings.catch_warnings():  # pikepdf warns of what these tests do on purpose
        warnings.simplefilter("ignore", UserWarning)
        pdf.save(
            out,
            object_stream_mode=object_streams,
            compress_streams=compress,
            fix_metadata_version=False,
            deterministic_id=True,
        )
    return out.getvalue()


def verify(
    folder: Path,
    data: bytes,
    *,
    terms: Sequence[str] = (NAME,),
    marks: Sequence[Mark] | None = (MARK,),
    original: bytes | None = None,
    file_name: str = "0001.pdf",
    relaid: Relaid = NOTHING_RELAID,
    recogniser: Recogniser | None = None,
) -> Verification:
    """Verify bytes as a file."""
    path = folder / "output.pdf"
    path.write_bytes(data)
    return verify_pdf(
        path,
        file_name,
        marks=marks,
        terms=terms,
        original=original,
        relaid=relaid,
        recogniser=recogniser,
    )


def outcome(verification: Verification, check: str) -> CheckOutcome:
    """How one check ended."""
    (found,) = (each for each in verification.checks if each.check == check)
    return found.outcome


def kinds(verification: Verification) -> set[ResidueKind]:
    """What was found."""
    return {residue.kind for residue in verification.residues}
