from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.pdfs import simple_pdf
from tests.pdf.corpus import CASES, Case
from woo_desk.domain.geometry import Rotation
from woo_desk.domain.rows import rows_of
from woo_desk.domain.text_map import TextMap
from woo_desk.errors import SourceError
from woo_desk.pdf import extract
from woo_desk.pdf.extract import extract_page
from woo_desk.pdf.open import open_pdf
from woo_desk.pdf.prepare import Prepared, prepare_pdf
from woo_desk.pdf.text_rows import plain_rows

LETTERS = "Aé\\ĳ“Œ”—€•½ …¼§ﬁ"


def _both(pdf: bytes, monkeypatch: pytest.MonkeyPatch) -> list[tuple[TextMap, TextMap]]:
    """Each page as it is read by rows, and letter by letter."""
    with open_pdf(pdf) as document:
        by_rows = [extract_page(document, n) for n in range(document.page_count)]
        with monkeypatch.context() as patched:
            patched.setattr(extract, "plain_rows", lambda _blocks: None)
            by_letter = [extract_page(document, n) for n in range(document.page_count)]
    return list(zip(by_rows, by_letter, strict=True))


def _is_same(one: TextMap, other: TextMap) -> bool:
    boxes = zip(one.corners, other.corners, strict=True)
    return (one.text, tuple(one.lines)) == (other.text, tuple(other.lines)) and all(
        a == b or (math.isnan(a) and math.isnan(b)) for a, b in boxes
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_what_is_read_by_rows_is_what_is_read_letter_by_letter(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    try:
        prepared = prepare_pdf(case.build())
    except SourceError:
        pytest.skip("cannot be opened")
    pages = _both(prepared.pdf, monkeypatch)
    for facts, (by_rows, by_letter) in zip(prepared.pages, pages, strict=True):
        assert _is_same(by_rows, by_letter)
        if facts.rotation is Rotation.NONE:
            assert rows_of(by_rows) == rows_of(by_letter)
    _is_what_the_survey_saw(prepared, [by_rows for by_rows, _ in pages])


def _is_what_the_survey_saw(prepared: Prepared, pages: list[TextMap]) -> None:
    """Where the survey tells the text, nobody has to read the file again for it."""
    if prepared.texts:
        is_upright = prepared.pages[0].rotation is Rotation.NONE
        assert [page.text for page in pages] == list(prepared.texts)
        assert prepared.cells == (rows_of(pages[0]) if is_upright else ())


@pytest.mark.parametrize("name", ["conceptnota", "processchets", "vragenlijst"])
def test_pages_of_the_real_case_are_read_the_same_either_way(
    shared: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = _both((shared / "case-nareis" / f"{name}.pdf").read_bytes(), monkeypatch)
    assert any(by_rows.outlines for by_rows, _ in pages), "some page is read by rows"
    for by_rows, by_letter in pages:
        assert _is_same(by_rows, by_letter)
        assert rows_of(by_rows) == rows_of(by_letter)


def test_letters_of_many_kinds_read_the_same_either_way(monkeypatch: pytest.MonkeyPatch) -> None:
    ((by_rows, by_letter),) = _both(simple_pdf([f"{LETTERS} Jansen"]), monkeypatch)
    assert "Jansen" in by_rows.text
    assert _is_same(by_rows, by_letter)


def test_boxes_can_be_asked_for_after_the_file_was_closed() -> None:
    with open_pdf(simple_pdf(["Jan de Wit", "Piet"])) as document:
        page = extract_page(document, 0)
    assert page.outlines
    box = page.box_at(page.text.index("Piet"))
    assert box is not None
    assert page.outlines[page.lines[page.text.index("Piet")]].contains(*box.centre)
    assert page.box_at(page.text.index("\n")) is None


def _block(said: str) -> dict[str, Any]:
    box = (72.0, 72.0, 120.0, 84.0)
    spans = [{"text": said, "flags": 0, "bbox": box}]
    line = {"spans": spans, "bbox": box, "dir": (1.0, 0.0), "wmode": 0}
    return {"bbox": box, "lines": [line], "number": 0, "type": 0}


def test_a_plain_line_is_a_row() -> None:
    rows = plain_rows([_block("Geachte mevrouw Jansen,")])
    assert rows is not None
    assert [(row.text, row.lines, row.ends_block) for row in rows] == [
        ("Geachte mevrouw Jansen,", (0,), True)
    ]


@pytest.mark.parametrize(
    "said",
    ["Jan\u00adsen", "Rene\u0301e", "\ufffdansen", "Jan\u200bsen", "J a n s e n", "Jan\nsen"],
)
def test_letters_that_need_a_closer_look_make_the_page_be_read_letter_by_letter(said: str) -> None:
    """Unseen ones, loose accents, glyphs without a letter, and words spaced out."""
    assert plain_rows([_block("Geachte heer,"), _block(said)]) is None


def test_a_row_that_changes_between_two_looks_is_refused() -> None:
    """What is on the page would not be what was searched."""
    with open_pdf(simple_pdf(["Jan de Wit"])) as document:
        page = extract_page(document, 0)
        corners = page.corners
        row = corners._rows[0]  # type: ignore[attr-defined]
        corners._rows = [row._replace(text="Piet de Wi")]  # type: ignore[attr-defined]
        with pytest.raises(SourceError):
            page.box_at(0)


def test_every_row_of_a_long_page_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [f"Regel {n} van de brief aan mevrouw Jansen" for n in range(50)]
    ((by_rows, by_letter),) = _both(simple_pdf(lines), monkeypatch)
    assert by_rows.outlines
    for offset in range(len(by_rows.text)):
        assert by_rows.box_at(offset) == by_letter.box_at(offset)
