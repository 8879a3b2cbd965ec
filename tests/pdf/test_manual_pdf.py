from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest
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


def test_every_page_that_ships_is_in_the_pdf() -> None:
    pages = manual_pages()
    assert {path.name for path in pages} == {
        path.name for path in resource_path("handleiding").glob("*.html")
    }
    assert pages[0].name == "index.html"
