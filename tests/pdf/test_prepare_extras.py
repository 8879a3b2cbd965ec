"""Places in a file where something can hide, one by one: none reaches the prepared PDF."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest

from tests.helpers.hostile_pdfs import many_pages
from tests.helpers.pdfs import PdfBuilder, edit_pdf, one_page, raw_stream, simple_pdf
from woo_desk.domain.document import HiddenKind
from woo_desk.pdf.extract import extract_page
from woo_desk.pdf.open import open_pdf
from woo_desk.pdf.prepare import prepare_pdf

CANARY = "Kanariejansen"
WORD = pikepdf.String(CANARY)
D = pikepdf.Dictionary


def _everything(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf), inherit_page_attributes=False) as opened:
        parts = [repr(dict(opened.trailer.items())).encode()]
        for item in opened.objects:
            parts.append(item.unparse(resolved=True))
            if isinstance(item, pikepdf.Stream):
                parts.append(item.read_bytes(pikepdf.StreamDecodeLevel.generalized))
        return b"\n".join(parts) + pdf


def _text(pdf: bytes) -> str:
    with open_pdf(pdf) as document:
        return extract_page(document, 0).text.strip()


def _page(key: str, value: object) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj[key] = value

    return change


def _catalog(key: str, value: object) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root[key] = value

    return change


def _trailer(pdf: pikepdf.Pdf) -> None:
    pdf.trailer["/Eigen"] = WORD


def _resources(pdf: pikepdf.Pdf) -> None:
    resources = pdf.pages[0].obj.Resources
    resources["/Properties"] = D(MC0=D(ActualText=WORD))
    resources["/Eigen"] = WORD


def _metadata_stream(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj["/Metadata"] = pdf.make_stream(CANARY.encode())


def _thumbnail(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj["/Thumb"] = pdf.make_stream(CANARY.encode())


def _struct_tree(pdf: pikepdf.Pdf) -> None:
    pdf.Root["/StructTreeRoot"] = D(K=D(S=pikepdf.Name.Figure, Alt=WORD))
    pdf.pages[0].obj["/StructParents"] = 0


def _xfa(pdf: pikepdf.Pdf) -> None:
    pdf.Root["/AcroForm"] = D(Fields=pikepdf.Array(), XFA=pdf.make_stream(CANARY.encode()))


@pytest.mark.parametrize(
    "change",
    [
        _page("/PieceInfo", D(App=D(Private=WORD))),
        _page("/VP", pikepdf.Array([D(Name=WORD)])),
        _page("/Trans", D(S=WORD)),
        _page("/AA", D(O=D(S=pikepdf.Name.JavaScript, JS=WORD))),
        _page("/B", pikepdf.Array([D(T=D(I=D(Title=WORD)))])),
        _page("/SeparationInfo", D(DeviceColorant=WORD)),
        _page("/Eigen", WORD),
        _catalog("/Lang", WORD),
        _catalog("/URI", D(Base=WORD)),
        _catalog("/Legal", D(Attestation=WORD)),
        _catalog("/SpiderInfo", D(X=WORD)),
        _catalog("/Collection", D(Schema=D(F=D(N=WORD)))),
        _catalog("/Threads", pikepdf.Array([D(I=D(Title=WORD))])),
        _catalog("/PageLabels", D(Nums=pikepdf.Array([0, D(P=WORD)]))),
        _catalog("/Dests", D({f"/{CANARY}": pikepdf.Array([0])})),
        _catalog("/OutputIntents", pikepdf.Array([D(Info=WORD)])),
        _catalog("/PieceInfo", D({f"/{CANARY}": D(X=WORD)})),
        _catalog("/AF", pikepdf.Array([D(F=WORD)])),
        _catalog("/OpenAction", D(S=pikepdf.Name.Launch, F=WORD)),
        _catalog("/Perms", D(DocMDP=D(Name=WORD))),
        _catalog("/Eigen", WORD),
        _trailer,
        _resources,
        _metadata_stream,
        _thumbnail,
        _struct_tree,
        _xfa,
    ],
)
def test_entries_that_draw_nothing_are_gone(change: Callable[[pikepdf.Pdf], None]) -> None:
    source = edit_pdf(simple_pdf(["gewone tekst"]), change)
    assert CANARY.encode() in _everything(source), "the case itself must hold it"
    prepared = prepare_pdf(source)
    assert CANARY.encode() not in _everything(prepared.pdf)
    assert _text(prepared.pdf) == "gewone tekst"


def test_faces_under_the_mouse_are_gone() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        face = pdf.make_stream(
            f"({CANARY}) Tj".encode(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form
        )
        pdf.pages[0].Annots[0].AP.R = face
        pdf.pages[0].Annots[0].AP.D = face

    builder = PdfBuilder().page().text_field("n", "zichtbaar", (100, 100, 200, 120))
    prepared = prepare_pdf(edit_pdf(builder.build(), change))
    assert CANARY.encode() not in _everything(prepared.pdf)
    assert _text(prepared.pdf) == "zichtbaar"


def test_a_field_without_a_place_on_a_page_is_listed_and_gone() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        field = D(FT=pikepdf.Name.Tx, T=pikepdf.String("verborgen"), V=WORD)
        pdf.Root.AcroForm.Fields.append(pdf.make_indirect(field))

    builder = PdfBuilder().page().text_field("n", "zichtbaar", (100, 100, 200, 120))
    prepared = prepare_pdf(edit_pdf(builder.build(), change))
    assert CANARY.encode() not in _everything(prepared.pdf)
    fields = [item.detail for item in prepared.hidden if item.kind is HiddenKind.FORM_FIELD]
    assert f"verborgen = {CANARY}" in fields


def test_a_page_script_is_told_with_its_page() -> None:
    action = D(O=D(S=pikepdf.Name.JavaScript, JS=WORD))
    prepared = prepare_pdf(edit_pdf(simple_pdf([["a"], ["b"]]), _page("/AA", action)))
    (item,) = prepared.hidden
    assert (item.kind, item.page_index, item.detail) == (HiddenKind.SCRIPT, 0, CANARY)


def _layered(content: bytes, extra: dict[int, bytes], resources: bytes = b"") -> bytes:
    """A page with hidden group 20 and shown group 21, named /Off and /On in its properties."""
    pdf = one_page(
        content,
        b"/Properties<</Off 20 0 R/On 21 0 R/Both 22 0 R>>" + resources,
        {
            20: b"<</Type/OCG/Name(uit)>>",
            21: b"<</Type/OCG/Name(aan)>>",
            22: b"<</Type/OCMD/OCGs[20 0 R 21 0 R]/P/AllOn>>",
            **extra,
        },
    )
    properties = b"/OCProperties<</OCGs[20 0 R 21 0 R]/D<</OFF[20 0 R]>>>>"
    return edit_pdf(pdf.replace(b"/Catalog", b"/Catalog" + properties), lambda _pdf: None)


@pytest.mark.parametrize(
    ("content", "seen"),
    [
        (b"/OC /Off BDC (Kanariejansen) Tj EMC (over) Tj", "over"),
        (b"/OC /On BDC (aan) Tj EMC", "aan"),
        (b"/OC /Both BDC (Kanariejansen) Tj EMC (over) Tj", "over"),
        (b"/OC /On BDC /OC /Off BDC (Kanariejansen) Tj EMC (over) Tj EMC", "over"),
        (b"/OC /Off BDC /P BMC (Kanariejansen) Tj EMC (Kanariejansen) Tj EMC (over) Tj", "over"),
        (b"/OC /Off BDC 0 -20 Td (Kanariejansen) ' EMC (over) Tj", "over"),
        (b'/OC /Off BDC 1 2 (Kanariejansen) " EMC (over) Tj', "o v e r"),
        (b"/OC /Weg BDC (aan) Tj EMC", "aan"),
        (b"EMC EMC (over) Tj", "over"),
    ],
)
def test_hidden_layers_in_content(content: bytes, seen: str) -> None:
    source = _layered(b"BT /F1 12 Tf 72 700 Td " + content + b" ET", {})
    prepared = prepare_pdf(source)
    assert CANARY.encode() not in _everything(prepared.pdf)
    assert _text(prepared.pdf).replace(" ", "") == seen.replace(" ", "")


def test_hidden_layers_on_drawings_and_annotations() -> None:
    form = raw_stream(
        b"BT /F1 12 Tf (Kanariejansen) Tj ET",
        b"/Type/XObject/Subtype/Form/BBox[0 0 99 99]/OC 20 0 R",
    )
    shown = raw_stream(
        b"BT /F1 12 Tf 10 10 Td (te zien) Tj /OC /Off BDC (Kanariejansen) Tj EMC ET",
        b"/Type/XObject/Subtype/Form/BBox[0 0 99 99]/OC 21 0 R"
        b"/Resources<</Font<</F1 5 0 R>>/Properties<</Off 20 0 R>>>>",
    )
    source = _layered(
        b"/Gone Do /Seen Do", {10: form, 11: shown}, b"/XObject<</Gone 10 0 R/Seen 11 0 R>>"
    )

    def add(pdf: pikepdf.Pdf) -> None:
        group = pdf.Root.OCProperties.OCGs[0]
        note = D(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, OC=group, Contents=WORD,
            Rect=pikepdf.Array([100, 100, 200, 200]), DA=pikepdf.String("/Helv 11 Tf"),
        )  # fmt: skip
        pdf.pages[0].obj["/Annots"] = pikepdf.Array([pdf.make_indirect(note)])

    prepared = prepare_pdf(edit_pdf(source, add))
    assert CANARY.encode() not in _everything(prepared.pdf)
    assert _text(prepared.pdf) == "te zien"
    notes = [item.detail for item in prepared.hidden if item.kind is HiddenKind.ANNOTATION]
    assert notes == [f"FreeText, niet zichtbaar: {CANARY}"]


def test_a_page_that_stands_in_the_tree_more_than_once() -> None:
    prepared = prepare_pdf(many_pages(3))
    with open_pdf(prepared.pdf) as document:
        assert document.page_count == len(prepared.pages) == 3
