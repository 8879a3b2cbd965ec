"""Pages of our own and the bundle have tags that agree with what the pages show."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pikepdf
import pymupdf
import pytest

from tests.external import verapdf
from tests.helpers.pdfs import simple_pdf
from tests.helpers.tagged import regular, spoken, tree_of
from tests.pdf.test_bundle import COVER, Item, item
from woo_desk.domain.statement import LineKind, Statement, StatementLine
from woo_desk.domain.table import Table, TableColumn
from woo_desk.pdf.bundle import Front, build_bundle
from woo_desk.pdf.statement import write_statement
from woo_desk.pdf.table_pages import write_tables

COLUMNS = (
    TableColumn("Nr.", 5, 5), TableColumn("Document", 30, 40), TableColumn("Hash", 9),
    TableColumn("Toelichting", 20, 12),
)  # fmt: skip
ROWS = [
    (f"{n:04d}", f"Stuk {n}", "ff", "Lang verhaal. " * (400 if n == 7 else n % 3))
    for n in range(1, 61)
]
HEADING = ("Bijlage nummer 3", "Horend bij vragen van een lid over nareis")


def says_so(path: Path) -> bool:
    with pikepdf.open(path) as pdf:
        return b"<pdfuaid:part>1<" in pdf.Root.Metadata.read_bytes()


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    path = tmp_path / "lijst.pdf"
    empty = Table("Buiten reikwijdte", COLUMNS, [])
    write_tables([Table("Inventarislijst", COLUMNS, ROWS), empty], "Nareis", path)
    return path


def test_a_table_has_rows_and_headings(tables: Path) -> None:
    root = tree_of(tables)
    assert [kid.kind for kid in root.kids] == ["H1", "P", "Table"] * 2
    table, empty = root.all("Table")
    assert regular(table)
    assert len(table.all("TR")) == 1 + len(ROWS)
    assert len(empty.all("TR")) == 1
    long = table.all("TR")[7].kids[2]
    assert len({page for page, _ in long.pieces}) > 1, "a cell goes on on the next page"
    with pikepdf.open(tables) as pdf:
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.Root.Lang) == "nl-NL"
        assert all(page.obj.Tabs == "/S" for page in pdf.pages)
    assert says_so(tables)


def test_cells_are_read_in_order_and_headings_once(tables: Path) -> None:
    """What a program reads aloud: the pieces in the order of the tree."""
    said = " ".join(spoken(tables).split())
    assert said.count("Toelichting") == 2, "repeated headings are adornment"
    assert "0001 Stuk 1 Lang verhaal. 0002 Stuk 2" in said
    assert "blz. 1 van" not in said


def test_a_statement_has_headings_and_pairs(tmp_path: Path) -> None:
    path = tmp_path / "certificaat.pdf"
    lines = [StatementLine(LineKind.TITLE, "Certificaat")]
    for chapter in range(1, 8):
        lines.append(StatementLine(LineKind.HEADING, f"Hoofdstuk {chapter}"))
        lines += [StatementLine(LineKind.PAIR, f"waarde {n} " * n, f"naam {n}") for n in range(20)]
        lines.append(StatementLine(LineKind.SMALL, "kleine letters"))
    _, pages = write_statement(Statement("Certificaat", tuple(lines)), path)
    root = tree_of(path)
    assert pages > 1
    assert [node.kind for node in root.walk() if node.kind.startswith("H")] == ["H1", *["H2"] * 7]
    assert [len(table.all("TR")) for table in root.all("Table")] == [20] * 7
    assert {row.kids[0].scope for row in root.all("TR")} == {"Row"}
    assert says_so(path)


def test_the_bundle_keeps_the_tags_of_its_parts(tables: Path, tmp_path: Path) -> None:
    items = [
        item(simple_pdf([["Een"], ["Twee"]]), 3, tmp_path, 1, 2),
        Item("", "0004", "Weg", "4", 3, 5, ("Document 0004", "Is ingetrokken.")),
        item(simple_pdf(["Drie"], rotation=90), 7, tmp_path, 6),
    ]
    items[0] = dataclasses.replace(items[0], heading=HEADING)
    path = tmp_path / "bundel.pdf"
    build_bundle(items, "Bundel", path, front=Front(COVER, str(tables)))
    root = tree_of(path)
    assert root.kind == "Document"
    cover, listed, first, gone, last = root.kids
    assert {part.kind for part in root.kids} == {"Part"}
    assert [kid.kind for kid in cover.kids[:3]] == ["P", "H1", "Table"]
    own = tree_of(tables)
    assert [node.kind for node in listed.walk()][1:] == [node.kind for node in own.walk()][1:]
    assert {page for node in first.walk() for page, _ in node.pieces} == {
        len(own_pages(path)) - 4, len(own_pages(path)) - 3
    }  # fmt: skip
    assert gone.all("H1")
    assert last.all("P")
    said = spoken(path)
    assert "Een" in said
    assert "Bijlage 3 - blz." not in said, "the stamp is adornment"
    assert says_so(path)


@pytest.mark.slow
@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_own_pages_by_verapdf(flavour: str, tables: Path, tmp_path: Path) -> None:
    items = [
        dataclasses.replace(item(simple_pdf(["Een"]), 1, tmp_path), heading=HEADING),
        Item("", "0002", "Weg", "2", 2, 4, ("Document 0002", "Is ingetrokken.")),
    ]
    bundle, statement = tmp_path / "bundel.pdf", tmp_path / "certificaat.pdf"
    build_bundle(items, "Bundel", bundle, front=Front(COVER, str(tables)))
    pair = StatementLine(LineKind.PAIR, "waarde", "naam")
    write_statement(Statement("C", (StatementLine(LineKind.TITLE, "C"), pair)), statement)
    try:
        assert verapdf.failures([bundle, tables, statement], flavour) == {}
    except verapdf.NotHereError as error:
        pytest.skip(str(error))


def own_pages(path: Path) -> list[str]:
    with pymupdf.open(path) as document:
        return [page.get_label() for page in document]


def test_a_bundle_is_only_as_accessible_as_its_parts(tmp_path: Path) -> None:
    told = item(simple_pdf(["Een"]), 1, tmp_path)
    plain = tmp_path / "plain.pdf"
    with pikepdf.open(told.path) as pdf:
        metadata = pdf.Root.Metadata
        metadata.write(metadata.read_bytes().replace(b"<pdfuaid:part>1<", b"<pdfuaid:part>0<"))
        pdf.save(plain)
    items = [told, Item(str(plain), "0002", "Stuk", "2", 2, 2)]
    path = tmp_path / "bundel.pdf"
    build_bundle(items, "Bundel", path)
    assert not says_so(path)
    assert len(tree_of(path).kids) == 2, "tags stay all the same"


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("is_free", [True, False])
def test_the_annex_stands_at_the_head_of_its_first_page(
    rotation: int, is_free: bool, tmp_path: Path
) -> None:
    pdf = simple_pdf([["Een"], ["Twee"]], rotation=rotation)
    if not is_free:
        with pymupdf.open(stream=pdf) as document:
            document[0].draw_rect(
                document[0].rect * document[0].derotation_matrix, fill=(0.2, 0.4, 0.2)
            )
            pdf = document.tobytes()
    found = dataclasses.replace(item(pdf, 3, tmp_path, 1, 2), heading=HEADING)
    path = tmp_path / "bundel.pdf"
    build_bundle([found], "Bundel", path)
    with pymupdf.open(path) as document:
        first, second = [" ".join(page.get_text().split()) for page in document]
        assert all(line in first for line in HEADING)
        assert not any(line in second for line in HEADING)
        sheet = document[0]
        for line in HEADING:
            (place,) = (
                quad.rect * sheet.rotation_matrix for quad in sheet.search_for(line, quads=True)
            )
            assert place.y1 < 45
            assert sheet.rect.contains(place)
        with pymupdf.open(found.path) as source:
            grown = max(sheet.rect.width, sheet.rect.height) - max(source[0].rect[2:])
        assert (abs(grown) < 0.1) == (is_free or rotation in (90, 270))
