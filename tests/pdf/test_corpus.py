from __future__ import annotations

from pathlib import Path
from typing import Any

import pymupdf
import pytest

from tests.pdf.corpus import CASES, Case
from tests.pdf.corpus.leaks import folded, places, readers, uneven_pictures
from woo_desk.domain.export import BoxStyle, Mark
from woo_desk.domain.geometry import Box
from woo_desk.pdf.prepare import prepare_pdf
from woo_desk.pdf.redact import Redacted, redact_pdf
from woo_desk.pdf.vertical import put_right


def marks_on(pdf: bytes, words: tuple[str, ...]) -> list[Mark]:
    """What a reviewer marks: the letters of a word in a row, as drawn or as placed."""
    marks: dict[Mark, None] = {}
    with pymupdf.open(stream=pdf, filetype="pdf") as document:
        for index, page in enumerate(document):
            drawn = _glyphs(page)
            placed = sorted(drawn, key=lambda g: (round(g[1].y1 / 4), g[1].x0))
            for glyphs in (drawn, placed):
                flat = "".join(c for c, _ in glyphs)
                for word in map(folded, words):
                    start = flat.find(word)
                    while start >= 0:
                        marks[Mark(index, _lines(glyphs[start : start + len(word)]), "5.1.2e")] = (
                            None
                        )
                        start = flat.find(word, start + 1)
    return list(marks)


def _glyphs(page: Any) -> list[tuple[str, Any]]:
    text = page.get_textpage(flags=0)
    put_right(text)
    return [
        (letter, pymupdf.Rect(char["bbox"]))
        for block in text.extractRAWDICT()["blocks"]
        for line in block["lines"]
        for span in line["spans"]
        for char in span["chars"]
        for letter in folded(char["c"])
    ]


def _lines(glyphs: list[tuple[str, Any]]) -> tuple[Box, ...]:
    """One box per run of glyphs that touch, as text extraction gives one box per line."""
    boxes: list[Box] = []
    for _, rect in glyphs:
        box = Box(*rect)
        if boxes and boxes[-1].grown(1).intersects(box):
            boxes[-1] = boxes[-1].union(box)
        else:
            boxes.append(box)
    return tuple(boxes)


def redacted(case: Case, folder: Path, style: BoxStyle = BoxStyle.BLACK) -> tuple[bytes, Redacted]:
    prepared = prepare_pdf(case.build()).pdf
    marks = marks_on(prepared, case.gone)
    marks += [Mark(page, (Box(*area),), "5.1.2i") for page, area in case.areas]
    output = folder / "uit.pdf"
    result = redact_pdf(
        prepared, marks, case.gone, style=style, title="Document 0001", output=output
    )
    return output.read_bytes(), result


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_checker_sees_the_leak_in_the_source(case: Case) -> None:
    source = case.build()
    assert all(places(source, word) for word in case.gone)
    if case.dark and case.id not in ("almost_white", "inline"):  # too faint; no object of its own
        assert uneven_pictures(source, case.dark)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_name_is_nowhere_and_the_rest_still_is(case: Case, tmp_path: Path) -> None:
    pdf, result = redacted(case, tmp_path)
    assert [place for word in case.gone for place in places(pdf, word)] == []
    if case.dark:
        assert uneven_pictures(pdf, case.dark) == []
    for reader, text in readers(pdf).items():
        missing = [word for word in case.kept if folded(word) not in folded(text)]
        assert not missing, (reader, text)
    if case.in_place:
        assert result.fallbacks == ()


@pytest.mark.parametrize("case", [c for c in CASES if c.id in ("outlines", "outline_form")],
                         ids=lambda case: case.id)  # fmt: skip
def test_no_outline_is_left_under_a_box(case: Case, tmp_path: Path) -> None:
    pdf, _ = redacted(case, tmp_path)
    with pymupdf.open(stream=pdf, filetype="pdf") as document:
        for page, area in case.areas:
            curves = [
                item
                for drawing in document[page].get_drawings()
                for item in drawing["items"]
                if item[0] == "c" and pymupdf.Rect(area).contains(item[1])
            ]
            assert curves == []
