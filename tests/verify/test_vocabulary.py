"""A surname that is a word of the format: in every PDF there is, and said in none of them.

Came up with a batch of sixty files of other producers, where detection took "Catalog", "Contents"
and "Value" for surnames: every file was a leak, and no package could be made.
"""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pikepdf import Array, Dictionary, Name

from tests.verify import build
from tests.verify.build import Change
from woo_desk.domain.export import ResidueKind as Kind
from woo_desk.pdf.pdfa import make_pdfa

SURNAMES = ("Catalog", "Contents", "Font", "Page", "Alt", "Value", "Span", "Schema", "Adobe")


def _packet(title: str) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        make_pdfa(pdf, title, is_accessible=True)

    return change


def test_words_of_the_format_are_not_said(tmp_path: Path) -> None:
    result = build.verify(tmp_path, build.make_pdf(change=_packet("Nota")), terms=SURNAMES)
    assert result.residues == ()


@pytest.mark.parametrize("surname", SURNAMES)
def test_said_as_a_title_it_is_a_leak(tmp_path: Path, surname: str) -> None:
    data = build.make_pdf(change=_packet(f"Nota van {surname}"))
    assert Kind.METADATA in build.kinds(build.verify(tmp_path, data, terms=(surname,)))


def test_words_in_the_profile_of_every_file_are_not_said(tmp_path: Path) -> None:
    """The type of one of its tags is "text"; whoever redacts that word had a leak in every file."""
    data = build.make_pdf(change=_packet("Nota"))
    words = ("text", "lcms", "generated", "copyright")
    assert build.verify(tmp_path, data, terms=words).residues == ()


def test_in_any_other_profile_they_are(tmp_path: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        make_pdfa(pdf, "Nota", is_accessible=True)
        profile = pdf.Root.OutputIntents[0].DestOutputProfile
        profile.write(profile.read_bytes().replace(b"no copyright", b"Kwakernaat  "))

    data = build.make_pdf(change=change)
    assert Kind.RAW_BYTES in build.kinds(build.verify(tmp_path, data, terms=("Kwakernaat",)))


def _language(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Lang = "Catalog"


def _glyph(pdf: pikepdf.Pdf) -> None:
    font = pdf.pages[0].Resources.Font.F0
    font.Encoding = Dictionary(Type=Name.Encoding, Differences=Array([65, Name("/CatalogJ")]))


def _printed(pdf: pikepdf.Pdf) -> None:
    content = pdf.pages[0].Contents
    content.write(content.read_bytes() + b" BT /F0 11 Tf 1 0 0 1 72 300 Tm (De heer Catalog) Tj ET")


@pytest.mark.parametrize(
    ("change", "term"),
    [(_language, "Catalog"), (_glyph, "CatalogJ"), (_printed, "Catalog")],
)
def test_anywhere_else_it_is_a_leak(tmp_path: Path, change: Change, term: str) -> None:
    assert build.kinds(build.verify(tmp_path, build.make_pdf(change=change), terms=(term,)))


def test_a_name_written_in_codes_is_looked_at(tmp_path: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Woo = Name("/Catalog")

    data = build.make_pdf(change=change).replace(b"/Woo /Catalog", b"/Woo /#43atalog")
    kinds = build.kinds(build.verify(tmp_path, data, terms=("Catalog",)))
    assert Kind.RAW_BYTES in kinds


def _with_font(flaw: bytes = b"") -> Change:
    """A font program of the usual tables, without names of its own; `flaw` follows its tables."""
    builder = FontBuilder(1000)
    builder.setupGlyphOrder([".notdef"])
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph()})
    builder.setupHorizontalMetrics({".notdef": (500, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupPost(keepGlyphNames=False)
    out = io.BytesIO()
    builder.save(out)

    def change(pdf: pikepdf.Pdf) -> None:
        program = pdf.make_stream(out.getvalue() + flaw)
        pdf.pages[0].Resources.Font.F0.FontDescriptor = pdf.make_indirect(
            Dictionary(Type=Name.FontDescriptor, FontName=Name.Helvetica, FontFile2=program)
        )

    return change


def test_what_the_tables_of_a_font_are_called_is_not_said(tmp_path: Path) -> None:
    """A redacted "Head" was found in every embedded font, those of our own lists too."""
    terms = ("Head", "Loca", "Glyf")
    assert build.verify(tmp_path, build.make_pdf(change=_with_font()), terms=terms).residues == ()
    for flaw in (b"\0\0head\0\0", b"\0\0Loca\0\0"):
        data = build.make_pdf(change=_with_font(flaw))
        assert build.kinds(build.verify(tmp_path, data, terms=terms)) == {Kind.FONT}
