from __future__ import annotations

import unicodedata
from pathlib import Path

import pymupdf
import pytest
from lxml import html
from PIL import Image

from woo_desk.cli.manual import manual_pages
from woo_desk.pdf.manual import write_manual
from woo_desk.resources import resource_path

PAGE = """<html><head><title>{title}</title></head><body><h1>{title}</h1>
<p><a href="index.html">Inhoud</a></p><p>Zie <a href="b.html">verder</a>.</p>
<img src="beeld/a.png" width="100"><table border="1"><tr><td>cel</td></tr></table></body></html>"""


def test_pages_come_in_order_with_contents_and_pictures(tmp_path: Path) -> None:
    (tmp_path / "beeld").mkdir()
    Image.new("RGB", (40, 20), "red").save(tmp_path / "beeld" / "a.png")
    pages = []
    for name in ("een", "twee"):
        pages.append(tmp_path / f"{name}.html")
        pages[-1].write_text(PAGE.format(title=name), "utf-8")
    target = tmp_path / "handleiding.pdf"
    assert write_manual(pages, target) == 2
    with pymupdf.open(target) as made:
        assert made.get_toc() == [[1, "een", 1], [1, "twee", 2]]
        assert "Zie verder." in made[0].get_text()
        assert "Inhoud" not in made[0].get_text()
        assert len(made[1].get_images()) == 1
        assert "2 / 2" in made[1].get_text()
        assert not made[0].get_links()


def test_target_that_cannot_be_written_is_an_os_error(tmp_path: Path) -> None:
    page = tmp_path / "een.html"
    page.write_text(PAGE.format(title="een"), "utf-8")
    (tmp_path / "beeld").mkdir()
    Image.new("RGB", (4, 2), "red").save(tmp_path / "beeld" / "a.png")
    with pytest.raises(FileNotFoundError):
        write_manual([page], tmp_path / "nergens" / "x.pdf")


def test_every_word_that_ships_is_in_the_pdf(tmp_path: Path) -> None:
    """MuPDF's own tables lost rows at the edge of a sheet, and once never came to an end."""
    pages = manual_pages()
    count = write_manual(pages, tmp_path / "handleiding.pdf")
    with pymupdf.open(tmp_path / "handleiding.pdf") as made:
        starts = [start for _level, _title, start in made.get_toc()]
        for page, start, end in zip(pages, starts, [*starts[1:], count + 1], strict=True):
            shown = "".join(made[n].get_text() for n in range(start - 1, end - 1))
            found = "".join(unicodedata.normalize("NFKC", shown).split())  # NFKC: ligatures
            body = html.document_fromstring(page.read_text("utf-8")).find("body")
            assert body is not None
            words = "".join(map(str, body.itertext())).split()
            lost = [word for word in words if unicodedata.normalize("NFKC", word) not in found]
            assert set(lost) <= {"Inhoud"}, page.name


def test_row_at_the_edge_of_a_sheet_goes_to_the_next(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>rij{n}</td><td>{'woord ' * (n % 40)}</td></tr>" for n in range(120))
    page = tmp_path / "een.html"
    page.write_text(f"<html><body><h1>x</h1><table>{rows}</table></body></html>", "utf-8")
    count = write_manual([page], tmp_path / "a.pdf")
    with pymupdf.open(tmp_path / "a.pdf") as made:
        for sheet in made:
            assert max(y1 for _x0, _y0, _x1, y1, *_ in sheet.get_text("words")) < sheet.rect.y1
        words = " ".join(sheet.get_text() for sheet in made).split()
    assert count < 20
    assert [n for n in range(120) if f"rij{n}" not in words] == []
    assert words.count("woord") == sum(n % 40 for n in range(120))


def test_every_page_that_ships_is_in_the_pdf() -> None:
    pages = manual_pages()
    assert {path.name for path in pages} == {
        path.name for path in resource_path("handleiding").glob("*.html")
    }
    assert pages[0].name == "index.html"
