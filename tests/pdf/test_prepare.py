from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pymupdf
import pytest

from tests.helpers.hostile_pdfs import many_saves, page_of_size
from tests.helpers.pdfs import (
    BLACK,
    PdfBuilder,
    edit_pdf,
    one_page,
    page_tree_loop,
    raw_stream,
    revised_pdf,
    simple_pdf,
    truncated,
)
from woo_desk.domain.document import HiddenKind
from woo_desk.domain.geometry import Rotation
from woo_desk.errors import SourceError
from woo_desk.pdf.extract import extract_page
from woo_desk.pdf.open import open_pdf
from woo_desk.pdf.prepare import Prepared, prepare_pdf
from woo_desk.pdf.render import render_page

CANARY = "Kanariejansen"


def _said(prepared: Prepared, kind: HiddenKind) -> list[str]:
    return [item.detail for item in prepared.hidden if item.kind is kind]


def _text(pdf: bytes, index: int = 0) -> str:
    with open_pdf(pdf) as document:
        return extract_page(document, index).text


def _everything(pdf: bytes) -> bytes:
    """All strings, names and decoded streams of a file, to look for a canary in."""
    with pikepdf.open(io.BytesIO(pdf), inherit_page_attributes=False) as opened:
        parts = [repr(dict(opened.trailer.items())).encode()]
        for item in opened.objects:
            parts.append(item.unparse(resolved=True))
            if isinstance(item, pikepdf.Stream):
                parts.append(item.read_bytes(pikepdf.StreamDecodeLevel.generalized))
        return b"\n".join(parts) + pdf


def test_only_pages_are_left() -> None:
    with pikepdf.open(io.BytesIO(prepare_pdf(simple_pdf(["een"])).pdf)) as pdf:
        assert set(pdf.Root.keys()) == {"/Type", "/Pages"}
        assert set(pdf.trailer.keys()) <= {"/Root", "/Size", "/ID"}
        allowed = {"/Type", "/Parent", "/MediaBox", "/Resources", "/Contents", "/Rotate", "/Group"}
        assert set(pdf.pages[0].obj.keys()) <= allowed


def test_nothing_hidden_in_a_clean_file() -> None:
    prepared = prepare_pdf(simple_pdf([["een"], ["twee"]], rotation=90))
    assert prepared.hidden == ()
    assert [page.rotation for page in prepared.pages] == [Rotation.RIGHT] * 2
    assert all(page.has_text and page.text_reliable for page in prepared.pages)


def _full_of_it() -> PdfBuilder:
    box = (100.0, 400.0, 300.0, 420.0)
    builder = PdfBuilder().page().text("gewone tekst")
    builder.metadata(author=CANARY).xmp(f"<x>{CANARY}</x>").attach(f"{CANARY}.txt", b"x")
    builder.bookmarks([(CANARY, 1)]).script(f"app.alert('{CANARY}')")
    builder.note(CANARY, author=CANARY).markup((70, 60, 200, 80), comment=CANARY)
    builder.free_text(CANARY, box, flags=2).free_text(CANARY, box, flags=32)
    builder.link((1, 1, 30, 30), f"mailto:{CANARY}@example.nl").redact_mark(box, CANARY)
    builder.file_annotation(f"{CANARY}.docx", CANARY.encode())
    builder.text(CANARY, 50, 600, layer=builder.layer(CANARY, visible=False))
    return builder


def test_what_no_reader_sees_is_listed_and_gone() -> None:
    prepared = prepare_pdf(_full_of_it().build())
    assert CANARY.encode() not in _everything(prepared.pdf)
    assert _text(prepared.pdf) == "gewone tekst\n\n"
    kinds = {item.kind for item in prepared.hidden}
    assert kinds == {
        HiddenKind.METADATA,
        HiddenKind.ATTACHMENT,
        HiddenKind.BOOKMARK,
        HiddenKind.SCRIPT,
        HiddenKind.ANNOTATION,
        HiddenKind.FOREIGN_REDACTION,
        HiddenKind.LAYER,
    }
    assert all(CANARY in item.detail for item in prepared.hidden)
    notes = _said(prepared, HiddenKind.ANNOTATION)
    assert f"Text, {CANARY}: {CANARY}" in notes
    assert f"Highlight: {CANARY}" in notes
    assert sum(note == f"FreeText, niet zichtbaar: {CANARY}" for note in notes) == 2
    assert f"Koppeling naar URI mailto:{CANARY}@example.nl" in notes


def test_a_foreign_mark_is_listed_with_its_place_and_not_applied() -> None:
    builder = PdfBuilder().page(crop=(50, 50, 500, 700)).text("Jansen", 100, 100)
    prepared = prepare_pdf(builder.redact_mark((90, 88, 150, 104), "privé").build())
    assert _said(prepared, HiddenKind.FOREIGN_REDACTION) == ["90.0 88.0 150.0 104.0 privé"]
    assert "Jansen" in _text(prepared.pdf)


def test_the_place_of_a_foreign_mark_is_in_points() -> None:
    def double(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj["/UserUnit"] = 2

    source = PdfBuilder().page().redact_mark((90, 88, 150, 104)).build()
    (said,) = _said(prepare_pdf(edit_pdf(source, double)), HiddenKind.FOREIGN_REDACTION)
    assert said == "180.0 176.0 300.0 208.0"


def test_what_a_reader_sees_becomes_the_page() -> None:
    builder = PdfBuilder().page().free_text("vrije tekst", (100, 100, 300, 130))
    builder.text_field("naam", "Piet Jansen", (100, 200, 300, 220))
    builder.stamp((100, 300, 250, 340)).ink([[(300, 300), (350, 350)]])
    source = builder.build()
    prepared = prepare_pdf(source)
    text = _text(prepared.pdf)
    assert "vrije tekst" in text
    assert "Piet Jansen" in text
    with open_pdf(source) as before, open_pdf(prepared.pdf) as after:
        assert not list(after[0].annots())
        assert not list(after[0].widgets())
        assert render_page(before, 0, 1.0) == render_page(after, 0, 1.0)
        # what redaction removes is now all that there is
        after[0].add_redact_annot(after[0].rect)
        after[0].apply_redactions()
        assert after[0].get_text().strip() == ""


def test_a_hidden_field_is_listed_and_dropped() -> None:
    def hide(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Annots[0].F = 2

    source = PdfBuilder().page().text_field("bsn", CANARY, (100, 200, 300, 220)).build()
    prepared = prepare_pdf(edit_pdf(source, hide))
    assert f"bsn = {CANARY} (niet zichtbaar)" in _said(prepared, HiddenKind.FORM_FIELD)
    assert CANARY.encode() not in _everything(prepared.pdf)


def test_layers_that_are_shown_stay() -> None:
    builder = PdfBuilder().page()
    builder.text("zichtbaar", 100, 100, layer=builder.layer("aan", visible=True))
    builder.text(CANARY, 100, 200, layer=builder.layer("uit", visible=False))
    builder.text("zonder laag", 100, 300)
    prepared = prepare_pdf(builder.build())
    assert _text(prepared.pdf).split("\n\n")[:2] == ["zichtbaar", "zonder laag"]
    assert CANARY.encode() not in _everything(prepared.pdf)
    assert b"/OC" not in _everything(prepared.pdf)


def test_the_earlier_revision_is_gone() -> None:
    prepared = prepare_pdf(revised_pdf(CANARY, "nieuwe tekst"))
    assert CANARY.encode() not in _everything(prepared.pdf)
    assert _text(prepared.pdf).strip() == "nieuwe tekst"


def test_inherited_resources_do_not_stay_behind_in_the_tree() -> None:
    """Redaction gives a page its own resources; a tree that still names the old ones leaks."""

    def move_up(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        pdf.Root.Pages["/Resources"] = page["/Resources"]
        pdf.Root.Pages["/MediaBox"] = page["/MediaBox"]
        del page["/Resources"], page["/MediaBox"]

    prepared = prepare_pdf(edit_pdf(simple_pdf(["Jansen"]), move_up))
    with pikepdf.open(io.BytesIO(prepared.pdf), inherit_page_attributes=False) as pdf:
        assert set(pdf.Root.Pages.keys()) == {"/Type", "/Kids", "/Count"}
    assert _text(prepared.pdf).strip() == "Jansen"


def test_orphan_and_template_pages_are_gone() -> None:
    def add(pdf: pikepdf.Pdf) -> None:
        page = pikepdf.Dictionary(
            Type=pikepdf.Name.Page, Contents=pdf.make_stream(f"({CANARY}) Tj".encode())
        )
        pages = pikepdf.Dictionary(Names=pikepdf.Array([pikepdf.String("t"), page]))
        pdf.Root.Names = pikepdf.Dictionary(Templates=pages)

    prepared = prepare_pdf(edit_pdf(simple_pdf(["Jansen"]), add))
    assert CANARY.encode() not in _everything(prepared.pdf)


# --- geometry -------------------------------------------------------------------------------------


def _changed_page(key: str, value: object) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj[key] = value

    builder = (
        PdfBuilder().page().text("Jansen", 100, 300).rectangle((200, 500, 300, 600), fill=BLACK)
    )
    return edit_pdf(builder.build(), change)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("/UserUnit", 2),
        ("/Rotate", 90),
        ("/Rotate", -90),
        ("/Rotate", 450),
        ("/MediaBox", pikepdf.Array([595, 842, 0, 0])),
        ("/MediaBox", pikepdf.Array([-100, -50, 495, 792])),
        ("/MediaBox", pikepdf.Array([0, 0, 0, 0])),
        ("/MediaBox", pikepdf.Name("/Fout")),
        ("/CropBox", pikepdf.Array([50, 60, 5000, 700])),
        ("/CropBox", pikepdf.Array([300, 300, 100, 100])),
    ],
)
def test_boxes_of_the_source_are_valid_on_the_prepared_page(key: str, value: object) -> None:
    source = _changed_page(key, value)
    prepared = prepare_pdf(source)
    with open_pdf(source) as before, open_pdf(prepared.pdf) as after:
        assert before[0].rect == after[0].rect
        assert before[0].rotation == after[0].rotation
        assert prepared.pages[0].width == pytest.approx(after[0].cropbox.width)
        old, new = extract_page(before, 0), extract_page(after, 0)
        assert old.text == new.text
        assert list(old.corners) == pytest.approx(list(new.corners), abs=0.01, nan_ok=True)
        assert render_page(before, 0, 0.5) == render_page(after, 0, 0.5)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("/UserUnit", 0),
        ("/UserUnit", pikepdf.Name("/Twee")),
        ("/CropBox", pikepdf.Array([2000, 2000, 3000, 3000])),
        ("/CropBox", pikepdf.Array([1, 2])),
        ("/Rotate", pikepdf.Name("/Rechts")),
    ],
)
def test_senseless_entries_are_ignored(key: str, value: object) -> None:
    prepared = prepare_pdf(_changed_page(key, value))
    (page,) = prepared.pages
    assert (page.width, page.height, page.rotation) == (595, 842, Rotation.NONE)
    assert _text(prepared.pdf).strip() == "Jansen"


def test_a_field_on_a_page_with_a_unit_of_its_own_stays_in_place() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj["/UserUnit"] = 2

    builder = PdfBuilder().page(300, 400).text("tekst", 50, 50)
    source = edit_pdf(builder.text_field("n", "Jansen", (50, 100, 150, 120)).build(), change)
    with open_pdf(source) as before, open_pdf(prepare_pdf(source).pdf) as after:
        old = render_page(before, 0, 0.5).pixels
        new = render_page(after, 0, 0.5).pixels
    different = sum(abs(a - b) > 64 for a, b in zip(old, new, strict=True))
    assert different < 0.001 * len(old)


# --- bad input ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("untrusted", "key"),
    [
        (b"", "empty"),
        (b"Dag allemaal", "not_what_it_says"),
        (b"%PDF-1.7 " + bytes(range(256)) * 20, "damaged"),
        (page_tree_loop(), "damaged"),
        (many_saves(), "too_complex"),
        (page_of_size(3000, 4000), "too_large"),
        (page_of_size(30_000_000, 100), "too_large"),
        (PdfBuilder().page().text("x").build(user_password="p"), "encrypted"),
    ],
    ids=["empty", "text", "garbage", "loop", "saves", "area", "side", "password"],
)
def test_bad_input_has_a_name(untrusted: bytes, key: str) -> None:
    with pytest.raises(SourceError) as caught:
        prepare_pdf(untrusted)
    assert caught.value.key == key


def test_a_repaired_file_says_so() -> None:
    prepared = prepare_pdf(truncated(one_page(b"BT /F1 12 Tf 72 700 Td (Jansen) Tj ET"), 0.85))
    assert len(_said(prepared, HiddenKind.REPAIRED)) == 1
    assert _text(prepared.pdf).strip() == "Jansen"


def test_a_file_that_is_not_repaired_does_not_say_so() -> None:
    for untrusted in (page_of_size(200, 300), simple_pdf(["een"])):
        assert _said(prepare_pdf(untrusted), HiddenKind.REPAIRED) == []


def test_an_owner_password_is_no_hindrance_and_does_not_come_along() -> None:
    source = PdfBuilder().page().text("open").build(owner_password="baas")
    prepared = prepare_pdf(source)
    assert _text(prepared.pdf).strip() == "open"
    assert b"/Encrypt" not in prepared.pdf


def test_the_same_source_gives_the_same_bytes() -> None:
    source = _full_of_it().text_field("n", "v", (100, 500, 200, 520)).build()
    assert prepare_pdf(source) == prepare_pdf(source)


def test_preparing_twice_changes_nothing_more() -> None:
    once = prepare_pdf(_full_of_it().build())
    twice = prepare_pdf(once.pdf)
    assert twice.hidden == ()
    assert twice.pages == once.pages
    assert _text(twice.pdf) == _text(once.pdf)


def test_extras_of_pictures_are_gone() -> None:
    image = raw_stream(
        b"\0" * 3,
        b"/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceRGB"
        b"/Metadata 11 0 R/PieceInfo<</X 11 0 R>>/Alternates[<</Image 11 0 R>>]",
    )
    source = one_page(
        b"q 9 0 0 9 0 0 cm /I Do Q",
        b"/XObject<</I 10 0 R>>",
        {10: image, 11: raw_stream(CANARY.encode())},
    )
    assert CANARY.encode() not in _everything(prepare_pdf(source).pdf)


@pytest.mark.parametrize(
    "name",
    [
        "conceptnota",
        "nota-informatieverzoek",
        "processchets",
        "stand-van-de-uitvoering",
        "vragenlijst",
    ],
)
def test_the_real_case_looks_and_reads_the_same(shared: Path, name: str) -> None:
    source = (shared / "case-nareis" / f"{name}.pdf").read_bytes()
    prepared = prepare_pdf(source)
    with open_pdf(source) as before, open_pdf(prepared.pdf) as after:
        assert before.page_count == after.page_count == len(prepared.pages)
        for index in range(min(before.page_count, 5)):
            old, new = extract_page(before, index), extract_page(after, index)
            assert (old.text, str([*old.corners])) == (new.text, str([*new.corners]))
            assert render_page(before, index, 0.5) == render_page(after, index, 0.5)
    assert all(page.has_text for page in prepared.pages)
    said = _said(prepared, HiddenKind.METADATA)
    assert ("Author: M.J. de Wit" in said) == (name == "conceptnota")
    assert b"de Wit" not in _everything(prepared.pdf)


def test_cutting_off_what_lies_outside_leaves_the_rest_in_place(shared: Path) -> None:
    source = (shared / "case-nareis" / "nota-informatieverzoek.pdf").read_bytes()
    with open_pdf(source) as document:
        for page in document:
            page.set_cropbox(pymupdf.Rect(80, 100, 420, 600))
        source = document.tobytes()
    prepared = prepare_pdf(source)
    assert len(_said(prepared, HiddenKind.OUTSIDE_PAGE)) == 2
    with open_pdf(source) as before, open_pdf(prepared.pdf) as after:
        for index in range(2):
            old = render_page(before, index, 1.0).pixels
            new = render_page(after, index, 1.0).pixels
            # WHY not equal: a letter cut off to a hair at the edge loses that hair.
            assert sum(a != b for a, b in zip(old, new, strict=True)) < 0.0005 * len(old)
        assert "Turfmarkt" not in extract_page(after, 0).text
        assert "kenmerk" in extract_page(after, 0).text
