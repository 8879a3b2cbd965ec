from __future__ import annotations

import pikepdf
import pytest

from tests.helpers.pdfs import PdfBuilder, edit_pdf, revised_pdf, simple_pdf
from woo_desk.domain.document import HiddenItem, HiddenKind
from woo_desk.pdf.hidden import MAX_ITEMS, find_hidden
from woo_desk.pdf.objects import MAX_DETAIL, shown, words
from woo_desk.pdf.open import open_structure


def _hidden(pdf: bytes, kind: HiddenKind) -> list[str]:
    with open_structure(pdf) as opened:
        items = find_hidden(opened, pdf)
    assert all(isinstance(item, HiddenItem) and item.page_index is None for item in items)
    assert all(0 < len(item.detail) <= MAX_DETAIL for item in items)
    return [item.detail for item in items if item.kind is kind]


def test_a_clean_file_has_nothing() -> None:
    pdf = simple_pdf(["een"])
    with open_structure(pdf) as opened:
        assert find_hidden(opened, pdf) == []


def test_metadata_and_xmp() -> None:
    builder = PdfBuilder().page().metadata(author="M.J. de Wit", title="Ontwerp")
    pdf = builder.xmp("<x:xmpmeta xmlns:x='a'><p>Piet\nJansen</p></x:xmpmeta>").build()
    assert _hidden(pdf, HiddenKind.METADATA) == [
        "Author: M.J. de Wit",
        "Title: Ontwerp",
        "XMP: Piet Jansen",
    ]


def test_attachments_with_their_size() -> None:
    pdf = PdfBuilder().page().attach("geheim.docx", b"12345", "oude versie").build()
    assert _hidden(pdf, HiddenKind.ATTACHMENT) == ["geheim.docx oude versie (5 bytes)"]


def test_fields_bookmarks_and_scripts() -> None:
    builder = PdfBuilder().page().text_field("naam", "Piet Jansen", (100, 100, 200, 120))
    pdf = builder.bookmarks([("Brief aan Jansen", 1)]).script("app.alert('Jansen')").build()
    assert _hidden(pdf, HiddenKind.FORM_FIELD) == ["naam = Piet Jansen"]
    assert _hidden(pdf, HiddenKind.BOOKMARK) == ["Brief aan Jansen"]
    assert _hidden(pdf, HiddenKind.SCRIPT) == ["app.alert('Jansen')"]


def test_layers_say_whether_they_are_shown() -> None:
    builder = PdfBuilder().page()
    builder.text("a", layer=builder.layer("Concept Jansen", visible=False))
    builder.text("b", layer=builder.layer("Definitief", visible=True))
    assert _hidden(builder.build(), HiddenKind.LAYER) == [
        "Concept Jansen (verborgen, de inhoud is weggelaten)",
        "Definitief (zichtbaar)",
    ]


def test_signature_and_structure_texts() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        value = pikepdf.Dictionary(Type=pikepdf.Name.Sig, Name=pikepdf.String("P. Jansen"))
        field = pdf.make_indirect(
            pikepdf.Dictionary(FT=pikepdf.Name.Sig, T=pikepdf.String("handtekening"), V=value)
        )
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))
        alt = pdf.make_indirect(
            pikepdf.Dictionary(S=pikepdf.Name.Figure, Alt=pikepdf.String("Foto van Jansen"))
        )
        pdf.Root.StructTreeRoot = pikepdf.Dictionary(K=alt)

    pdf = edit_pdf(simple_pdf(["een"]), change)
    assert _hidden(pdf, HiddenKind.SIGNATURE) == ["P. Jansen"]
    expected = "Beschrijving van een afbeelding of tekst: Foto van Jansen"
    assert expected in _hidden(pdf, HiddenKind.METADATA)


def test_earlier_revisions_are_told() -> None:
    (detail,) = _hidden(revised_pdf("oud", "nieuw"), HiddenKind.METADATA)
    assert "1" in detail


def test_loops_end() -> None:
    """A bookmark that is its own next, a field that is its own child, a tree with itself in it."""

    def change(pdf: pikepdf.Pdf) -> None:
        mark = pdf.make_indirect(pikepdf.Dictionary(Title=pikepdf.String("rond")))
        mark.Next = mark
        pdf.Root.Outlines = pikepdf.Dictionary(First=mark)
        field = pdf.make_indirect(pikepdf.Dictionary(T=pikepdf.String("veld")))
        field.Kids = pikepdf.Array([field])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))
        node = pdf.make_indirect(pikepdf.Dictionary())
        node.Kids = pikepdf.Array([node])
        pdf.Root.Names = pikepdf.Dictionary(EmbeddedFiles=node)

    pdf = edit_pdf(simple_pdf(["een"]), change)
    assert _hidden(pdf, HiddenKind.BOOKMARK) == ["rond"]
    assert _hidden(pdf, HiddenKind.FORM_FIELD) == ["veld ="]
    assert _hidden(pdf, HiddenKind.ATTACHMENT) == []


@pytest.mark.parametrize(
    "key", ["/Outlines", "/Names", "/AcroForm", "/OCProperties", "/PageLabels"]
)
def test_wrong_types_are_no_problem(key: str) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root[key] = pikepdf.Array([1, pikepdf.String("x"), pikepdf.Dictionary()])

    pdf = edit_pdf(simple_pdf(["een"]), change)
    with open_structure(pdf) as opened:
        assert find_hidden(opened, pdf) == []


def test_many_bookmarks_are_counted_not_lost() -> None:
    titles = [(f"hoofdstuk {number}", 1) for number in range(MAX_ITEMS + 50)]
    found = _hidden(PdfBuilder().page().bookmarks(titles).build(), HiddenKind.BOOKMARK)
    assert len(found) == MAX_ITEMS
    assert found[-1] == "… en nog 51"


def test_shown_text_is_one_short_line() -> None:
    assert shown("a\nb\t\x00c\u202e") == "a b c"
    assert len(shown("x" * 5000)) == MAX_DETAIL
    assert words(None) == words(pikepdf.Array()) == ""
