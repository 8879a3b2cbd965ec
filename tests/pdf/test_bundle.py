from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import page
import pikepdf
import pymupdf
import pytest

from tests.helpers.pdfa import pdfa_findings
from tests.helpers.pdfs import PdfBuilder, simple_pdf
from woo_desk.domain.export import BoxStyle
from woo_desk.domain.table import Cover, Table, TableColumn
from woo_desk.errors import SourceError, UsageError
from woo_desk.pdf import carrier
from woo_desk.pdf.bundle import Front, build_bundle, roman
from woo_desk.pdf.redact import redact_pdf
from woo_desk.pdf.table_pages import write_tables
from woo_desk.pdf.write import digest


@dataclass(frozen=True)
class Item:
    path: str
    printed_number: str
    title: str
    annex: str
    first_page: int
    last_page: int
    note: tuple[str, ...] = ()
    heading: tuple[str, ...] = ()


COVER = Cover(
    "Bundel",
    "Woo-verzoek nareis op nareis",
    (("Zaaknummer", "WOO-2026-001"), ("Documenten", "2")),
    ("Verwijs naar het doorlopende nummer.", "Een tweede alinea. " * 30),
)


def item(pdf: bytes, number: int, folder: Path, first: int = 1, pages: int = 1) -> Item:
    path = folder / f"{number}.pdf"
    redact_pdf(pdf, [], [], style=BoxStyle.BLACK, title="t", output=path)
    title = f"Stuk {number}"
    return Item(str(path), f"{number:04d}", title, str(number), first, first + pages - 1)


def text_of(sheet: pymupdf.Page) -> str:
    return " ".join(sheet.get_text().split())


def test_numbers_bookmarks_labels_and_parts(tmp_path: Path) -> None:
    items = [
        item(simple_pdf([["Een"], ["Twee"]]), 3, tmp_path, 1, 2),
        item(simple_pdf(["Drie"]), 7, tmp_path, 3),
    ]
    output = tmp_path / "bundel.pdf"
    result = build_bundle(items, "Bundel", output)
    assert (result.pages, result.front_pages) == (3, 0)
    assert result.bytes == output.stat().st_size
    with pymupdf.open(output) as document:
        lines = [text_of(sheet) for sheet in document]
        assert document.get_toc() == [
            [1, "0003 Bijlage 3 Stuk 3", 1],
            [1, "0007 Bijlage 7 Stuk 7", 3],
        ]
        assert [sheet.get_label() for sheet in document] == ["1", "2", "3"]
    assert lines == [
        "Een 0003 | Bijlage 3 - blz. 1 van 2 | bundel blz. 1",
        "Twee 0003 | Bijlage 3 - blz. 2 van 2 | bundel blz. 2",
        "Drie 0007 | Bijlage 7 - blz. 1 van 1 | bundel blz. 3",
    ]
    with pikepdf.open(output) as written:
        assert str(written.Root.Lang) == "nl-NL"
    assert pdfa_findings(output) == []
    assert page.validate_pdf_bytes(output.read_bytes(), profile="2a").failures == []


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_line_is_upright_at_the_foot_of_turned_pages(rotation: int, tmp_path: Path) -> None:
    items = [item(simple_pdf(["Tekst"], rotation=rotation), 1, tmp_path)]
    output = tmp_path / "bundel.pdf"
    build_bundle(items, "Bundel", output)
    with pymupdf.open(output) as document:
        sheet = document[0]
        seen = [
            (pymupdf.Rect(line["bbox"]) * sheet.rotation_matrix,
             pymupdf.Point(line["dir"]) * _turn(sheet))
            for block in sheet.get_text("dict")["blocks"]
            for line in block["lines"]
            if "bundel" in line["spans"][0]["text"]
        ]  # fmt: skip
        ((place, direction),) = seen
        assert direction.x == pytest.approx(1, abs=0.01)
        assert place.y1 > sheet.rect.height - 25
        assert sheet.rect.contains(place)


def _turn(sheet: pymupdf.Page) -> pymupdf.Matrix:
    matrix = pymupdf.Matrix(sheet.rotation_matrix)
    matrix.e = matrix.f = 0
    return matrix


def test_line_covers_nothing_on_a_page_without_margin(tmp_path: Path) -> None:
    pdf = PdfBuilder().page().rectangle((0, 0, 595, 842), fill=(0.2, 0.4, 0.2)).build()
    output = tmp_path / "bundel.pdf"
    build_bundle([item(pdf, 1, tmp_path)], "Bundel", output)
    with pymupdf.open(output) as document:
        assert document[0].rect.height == pytest.approx(856, abs=0.5)
        strip = document[0].get_pixmap(clip=(0, 0, 595, 842), dpi=36)
        assert len(set(strip.samples)) <= 6
        assert "0001 | Bijlage 1 - blz. 1 van 1 | bundel blz. 1" in text_of(document[0])


def test_one_document_is_open_at_a_time_and_the_bytes_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    items = [item(simple_pdf([f"Stuk {n}"]), n, tmp_path, n) for n in range(1, 6)]
    is_open: list[bool] = []
    really_open, really_close = pikepdf.open, pikepdf.Pdf.close

    def opens(path: str) -> pikepdf.Pdf:
        assert not any(is_open)
        is_open.append(True)
        return really_open(path)

    def closes(pdf: pikepdf.Pdf) -> None:
        is_open[-1] = False
        really_close(pdf)

    monkeypatch.setattr(pikepdf, "open", opens)
    monkeypatch.setattr(pikepdf.Pdf, "close", closes)
    result = build_bundle(items, "Bundel", tmp_path / "een.pdf")
    assert is_open == [False] * len(items)
    monkeypatch.undo()
    again = build_bundle(items, "Bundel", tmp_path / "twee.pdf")
    assert result.sha256 == again.sha256 == digest(tmp_path / "een.pdf").sha256
    assert result.bytes == (tmp_path / "een.pdf").stat().st_size
    with pymupdf.open(tmp_path / "een.pdf") as document:
        assert [text_of(sheet).split(" ", 2)[1] for sheet in document] == list("12345")


def test_a_source_that_is_opened_again_and_again_gives_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pdf = simple_pdf([[f"Regel {n}"] * 3 for n in range(6)])
    items = [item(pdf, 1, tmp_path, 1, 6)]
    once = build_bundle(items, "Bundel", tmp_path / "een.pdf")
    monkeypatch.setattr(carrier, "_OPENED_FOR", 2)
    assert build_bundle(items, "Bundel", tmp_path / "twee.pdf").sha256 == once.sha256


def test_nothing_to_join_and_broken_files(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        build_bundle([], "Bundel", tmp_path / "bundel.pdf")
    broken = tmp_path / "stuk.pdf"
    broken.write_bytes(b"geen pdf")
    with pytest.raises(SourceError):
        build_bundle([Item(str(broken), "0001", "t", "1", 1, 1)], "B", tmp_path / "b.pdf")
    assert not (tmp_path / "b.pdf").exists()


def test_cover_and_inventory_have_numbers_of_their_own(tmp_path: Path) -> None:
    table = Table("Lijst", (TableColumn("Nr.", 5, 5),), [(str(n),) for n in range(80)])
    pages = write_tables([table], "Nareis", tmp_path / "lijst.pdf")
    items = [
        item(simple_pdf([["Een"], ["Twee"]]), 3, tmp_path, 144, 2),
        Item("", "0004", "Weg", "4", 146, 150, ("Document 0004", "Is ingetrokken.")),
        Item("", "0005", "Dubbel", "5", 151, 151, ("Document 0005", "Gelijk aan 0003.")),
        item(simple_pdf(["Drie"]), 7, tmp_path, 152),
    ]
    output = tmp_path / "bundel.pdf"
    front = Front(COVER, str(tmp_path / "lijst.pdf"))
    result = build_bundle(items, "Bundel", output, front=front)
    assert result.front_pages == 1 + pages == 4
    assert result.pages == 9
    with pymupdf.open(output) as document:
        labels = [sheet.get_label() for sheet in document]
        texts = [text_of(sheet) for sheet in document]
        toc = document.get_toc()
    assert labels == ["i", "ii", "iii", "iv", "144", "145", "146-150", "151", "152"]
    for label, said in zip(labels, texts, strict=True):
        assert said.endswith(f"blz. {label}"), "the label of a page is what is printed on it"
    assert "WOO-2026-001" in texts[0]
    assert "Is ingetrokken." in texts[6]
    assert [entry[2] for entry in toc] == [2, 5, 7, 8, 9]
    assert pdfa_findings(output) == []


def test_a_file_with_other_pages_than_its_numbers_is_refused(tmp_path: Path) -> None:
    items = [item(simple_pdf([["Een"], ["Twee"]]), 3, tmp_path, 1, 3)]
    with pytest.raises(SourceError):
        build_bundle(items, "Bundel", tmp_path / "bundel.pdf")
    assert not (tmp_path / "bundel.pdf").exists()


@pytest.mark.parametrize(
    ("number", "figures"),
    [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (40, "xl"), (99, "xcix"), (249, "ccxlix")],
)
def test_roman_figures(number: int, figures: str) -> None:
    assert roman(number) == figures
