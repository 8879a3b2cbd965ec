"""A surname that is a word of the format: in every PDF there is, and said in none of them.

Came up with a batch of sixty files of other producers, where detection took "Catalog", "Contents"
and "Value" for surnames: every file was a leak, and no package could be made.
"""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
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
