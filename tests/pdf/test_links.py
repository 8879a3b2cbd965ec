from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import page
import pikepdf
import pymupdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from tests.helpers.pdfa import pdfa_findings
from tests.helpers.pdfs import simple_pdf
from tests.verify import build
from woo_desk.domain.export import BoxStyle, Mark
from woo_desk.domain.geometry import Box
from woo_desk.pdf.bundle import build_bundle
from woo_desk.pdf.carrier import parent_entries
from woo_desk.pdf.links import reveals
from woo_desk.pdf.prepare import prepare_pdf
from woo_desk.pdf.redact import redact_pdf

NAME = "Kwartelmans"
LINES = [f"Aan {NAME}, zie de website", "Zie verder bladzijde twee.", "Regel drie."]


@dataclass(frozen=True)
class Item:
    """A part of a bundle."""

    path: str
    printed_number: str
    annex: str
    first_page: int
    last_page: int
    title: str = "Stuk"
    note: tuple[str, ...] = ()
    heading: tuple[str, ...] = ()


WEB = "https://www.rijksoverheid.nl/woo"
LINE_1, LINE_2, LINE_3 = ((72.0, 66 + 14 * n, 220.0, 75 + 14 * n) for n in range(3))


def to(address: str) -> dict[str, Any]:
    return {"A": Dictionary(S=Name.URI, URI=String(address))}


def source(*links: tuple[tuple[float, float, float, float], dict[str, Any]], **more: Any) -> bytes:
    """Two pages, the first with links; `dest` stands for a place on the second."""
    with pikepdf.open(io.BytesIO(simple_pdf([LINES, ["Bladzijde twee."]]))) as pdf:
        sheet = pdf.pages[0].obj
        for key, value in more.items():
            sheet[f"/{key}"] = value
        place = Array([pdf.pages[1].obj, Name.XYZ, 0, 500, 0])
        pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String("plaats"), place])))
        sheet.Annots = Array()
        for (x0, y0, x1, y1), entries in links:
            rect = Array([x0, 842 - y1, x1, 842 - y0])
            made = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=rect, **entries)
            if entries.get("Dest") == "dest":
                made.Dest = place
            sheet.Annots.append(pdf.make_indirect(made))
        out = io.BytesIO()
        pdf.save(out)
    return prepare_pdf(out.getvalue()).pdf


def published(prepared: bytes, folder: Path, **options: Any) -> list[dict[str, Any]]:
    """Links of the output as MuPDF reads them; the output is clean and conforms."""
    with pymupdf.open(stream=prepared, filetype="pdf") as document:
        marks = [Mark(0, (Box(*place),), "5.1.2e") for place in document[0].search_for(NAME)]
    output = folder / "uit.pdf"
    redact_pdf(
        prepared, marks, [], style=BoxStyle.BLACK, title="t", output=output, **options
    )  # fmt: skip
    check = build.verify(folder, output.read_bytes(), marks=marks, original=prepared)
    assert check.residues == ()
    assert pdfa_findings(output) == []
    with pymupdf.open(output) as document:
        links: list[dict[str, Any]] = document[0].get_links()
    return links


def test_link_to_the_web_stays_where_it_was(tmp_path: Path) -> None:
    (found,) = published(source((LINE_2, to(WEB))), tmp_path)
    assert found["uri"] == WEB
    assert tuple(found["from"]) == pytest.approx(LINE_2, abs=0.01)


@pytest.mark.parametrize(
    "entries",
    [
        {"Dest": "dest"},
        {"Dest": String("plaats")},
        {"A": Dictionary(S=Name.GoTo, D=String("plaats"))},
    ],
)
def test_link_to_a_page_leads_there_without_the_name_of_the_place(
    tmp_path: Path, entries: dict[str, Any]
) -> None:
    (found,) = published(source((LINE_2, entries)), tmp_path)
    assert found["page"] == 1
    assert found["to"].y == pytest.approx(342, abs=0.5)
    assert b"plaats" not in (tmp_path / "uit.pdf").read_bytes()


def test_each_link_has_words_and_a_tag(tmp_path: Path) -> None:
    published(source((LINE_2, to(WEB)), (LINE_3, {"Dest": "dest"})), tmp_path)
    with pikepdf.open(tmp_path / "uit.pdf") as pdf:
        first, second = pdf.pages[0].Annots
        assert str(first.Contents) == f"Koppeling naar {WEB}"
        assert str(second.Contents) == "Koppeling naar bladzijde 2"
        nums = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        owners = dict(zip(map(int, nums[::2]), nums[1::2], strict=True))
        for link in (first, second):
            assert int(link.F) == 4
            element = owners[int(link.StructParent)]
            assert str(element.S) == "/Link"
            assert element.K.Obj.objgen == link.objgen


@pytest.mark.parametrize(
    ("place", "entries"),
    [
        (LINE_1, to(WEB)),
        (LINE_2, to(f"https://example.nl/medewerkers/{NAME.lower()}")),
        (LINE_2, to("mailto:info@example.nl")),
        (LINE_2, to("tel:+31701234567")),
        (LINE_2, to("https://example.nl/?voor=iemand%40example.nl")),
        (LINE_2, to("https://example.nl/s/AbCdEfGh1234567890xyz")),
        (LINE_2, {"A": Dictionary(S=Name.Launch, F=String("c:/x.exe"))}),
        (LINE_2, {"A": Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))}),
        (LINE_2, {**to(WEB), "F": 2}),
        (LINE_2, {"Dest": String("nergens")}),
        ((-50.0, -50.0, -10.0, -10.0), to(WEB)),
    ],
    ids=[
        "at a box", "name", "mail", "telephone", "mail in a query", "code", "program", "script",
        "hidden", "nowhere", "beside the page",
    ],
)  # fmt: skip
def test_what_may_reveal_something_goes(
    tmp_path: Path, place: tuple[float, float, float, float], entries: dict[str, Any]
) -> None:
    assert published(source((place, entries), (LINE_3, to(WEB))), tmp_path)[0]["uri"] == WEB


@pytest.mark.parametrize("flavour", ["2a", "ua1"])
def test_an_independent_validator_finds_no_fault(tmp_path: Path, flavour: str) -> None:
    published(source((LINE_2, to(WEB)), (LINE_3, {"Dest": "dest"})), tmp_path)
    data = (tmp_path / "uit.pdf").read_bytes()
    assert page.validate_pdf_bytes(data, profile=flavour).failures == []


def test_links_come_along_into_the_bundle(tmp_path: Path) -> None:
    published(source((LINE_2, to(WEB)), (LINE_3, {"Dest": "dest"})), tmp_path)
    path = str(tmp_path / "uit.pdf")
    items = [Item(path, "0001", "1", 1, 2), Item(path, "0002", "2", 3, 4)]
    output = tmp_path / "bundel.pdf"
    build_bundle(items, "Bundel", output)
    with pymupdf.open(output) as document:
        for first in (0, 2):
            web, inside = document[first].get_links()
            assert (web["uri"], inside["page"]) == (WEB, first + 1)
    with pikepdf.open(output) as pdf:
        owners = dict(parent_entries(pdf.Root.StructTreeRoot.ParentTree))
        for sheet in (pdf.pages[0], pdf.pages[2]):
            for link in sheet.Annots:
                assert owners[int(link.StructParent)].K.Obj.objgen == link.objgen
    assert pdfa_findings(output) == []
    for flavour in ("2a", "ua1"):
        assert page.validate_pdf_bytes(output.read_bytes(), profile=flavour).failures == []
    assert build.verify(tmp_path, output.read_bytes(), marks=None).residues == ()


def test_without_links_there_are_none(tmp_path: Path) -> None:
    assert published(source((LINE_2, to(WEB))), tmp_path, keeps_links=False) == []


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_links_on_turned_pages_of_another_unit(tmp_path: Path, rotation: int) -> None:
    prepared = source((LINE_2, to(WEB)), Rotate=rotation, UserUnit=2)
    published(prepared, tmp_path)
    with pymupdf.open(tmp_path / "uit.pdf") as document:
        document[0].set_rotation(0)
        (found,) = document[0].get_links()
        (words,) = document[0].search_for("Zie verder")
    assert found["from"].intersects(words)
    assert found["from"].height == pytest.approx(18, abs=0.1)


@pytest.mark.parametrize(
    ("address", "removed", "expected"),
    [
        ("https://example.nl/jan-de-vries", {"vries"}, True),
        ("https://example.nl/jandevries", {"jandevries"}, True),
        ("https://example.nl/jan", {"jan"}, True),
        ("https://example.nl/januari", {"jan"}, False),
        ("https://example.nl/m%C3%BCller", {"muller"}, True),
        ("https://example.nl/06-12345678", {"0612345678"}, True),
        ("https://example.nl/besluit/2023", {"bakker"}, False),
        ("https://example.nl/7f9c24e8-3b12-4b5e-9a1d-0c2d4e6f8a90", set(), False),
        ("https://example.nl/7f9c24e83b124b5e9a1d0c2d4e6f8a90", set(), True),
    ],
)
def test_what_an_address_reveals(address: str, removed: set[str], expected: bool) -> None:
    assert reveals(address, removed) is expected
