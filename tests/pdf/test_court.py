"""The version for the court: every word is there, under glass, and it says what it is."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from woo_desk.domain.export import Mark
from woo_desk.domain.geometry import Box
from woo_desk.pdf.court import write_court

WATERMARK = "ONGELAKT 0001"


@pytest.mark.parametrize("rotation", [0, 90])
def test_words_stay_and_the_mark_stands_on_every_page(tmp_path: Path, rotation: int) -> None:
    source = pymupdf.open()
    for _ in range(2):
        page = source.new_page()
        page.insert_text((72, 100), "Jansen belde")
        page.set_rotation(rotation)
    done: list[tuple[int, int]] = []
    mark = Mark(0, (Box(70, 88, 120, 104),), "5.1.2.e")
    output = tmp_path / "0001-ongelakt.pdf"
    pages = write_court(
        source.tobytes(), [mark], WATERMARK, output, lambda n, total: done.append((n, total))
    )
    source.close()
    assert pages == 2
    assert done == [(1, 2), (2, 2)]
    with pymupdf.open(output) as made:
        texts = [page.get_text() for page in made]
        assert all("Jansen belde" in words for words in texts)
        assert all(words.count(WATERMARK) == 2 for words in texts)
        assert "5.1.2.e" in texts[0]
        assert "5.1.2.e" not in texts[1]
        box = made[0].get_drawings()[0]
        assert 0 < box["fill_opacity"] < 1
        assert pymupdf.Rect(70, 88, 120, 104) in box["rect"] + (-1, -1, 1, 1)
        for page in made:
            foot = page.search_for(WATERMARK)[-1]
            assert (foot * page.rotation_matrix).y1 > page.rect.height - 15 or rotation
