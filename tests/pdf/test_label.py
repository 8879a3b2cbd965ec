from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from tests.helpers.pdfs import simple_pdf
from woo_desk.domain.export import BoxStyle, Mark
from woo_desk.domain.geometry import Box
from woo_desk.pdf.label import merged
from woo_desk.pdf.redact import redact_pdf


def labels_on(
    boxes: tuple[Box, ...], label: str, tmp_path: Path, *, rotation: int = 0
) -> list[tuple[str, Box]]:
    """Text and place of every label on a page of one line, in page space."""
    pdf = simple_pdf(["Bovenaan staat een regel"], rotation=rotation)
    output = tmp_path / "uit.pdf"
    redact_pdf(
        pdf, [Mark(0, boxes, label)], [], style=BoxStyle.BLACK, title="t", output=output
    )  # fmt: skip
    found = []
    with pymupdf.open(output) as document:
        flags = pymupdf.TEXT_IGNORE_ACTUALTEXT | pymupdf.TEXT_PRESERVE_WHITESPACE
        for block in document[0].get_text("dict", flags=flags)["blocks"]:
            for line in block.get("lines", ()):
                for span in line["spans"]:
                    if span["font"] == "GelaktLabel":
                        found.append((span["text"], Box(*span["bbox"])))
    return found


def test_label_stands_in_the_box(tmp_path: Path) -> None:
    box = Box(100, 300, 180, 314)
    ((text, place),) = labels_on((box,), "5.1.2e", tmp_path)
    assert text == "5.1.2e"
    assert box.contains(*place.centre)
    assert box.x0 <= place.x0
    assert place.x1 <= box.x1


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_label_is_in_the_box_on_turned_pages(rotation: int, tmp_path: Path) -> None:
    box = Box(100, 300, 180, 340)
    ((_, place),) = labels_on((box,), "5.1.2e", tmp_path, rotation=rotation)
    assert box.grown(0.5).contains(place.x0, place.centre[1])
    assert box.grown(0.5).contains(place.x1, place.centre[1])


def test_one_label_per_redaction_in_its_widest_box(tmp_path: Path) -> None:
    boxes = (Box(450, 300, 480, 314), Box(72, 316, 200, 330))
    ((_, place),) = labels_on(boxes, "5.1.2e", tmp_path)
    assert boxes[1].contains(*place.centre)


def test_label_that_does_not_fit_is_a_letter_with_a_legend_below_the_text(tmp_path: Path) -> None:
    box = Box(200, 300, 206, 312)
    (letter, inside), (line, below) = labels_on((box,), "5.1.2e; 5.1.5", tmp_path)
    assert (letter, line) == ("A", "A = gelakt: 5.1.2e; 5.1.5")
    assert box.contains(*inside.centre)
    assert below.y0 > 700


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_legend_is_upright_at_the_foot_of_a_turned_page(rotation: int, tmp_path: Path) -> None:
    (_, (_, below)) = labels_on((Box(200, 300, 208, 312),), "5.1.2e", tmp_path, rotation=rotation)
    is_across = below.height > below.width
    assert is_across == (rotation != 180)
    foot = {90: 595 - below.x0, 180: below.y1, 270: below.x1}[rotation]
    assert foot < (120 if rotation == 180 else 160)


def test_one_letter_for_each_ground_of_a_page(tmp_path: Path) -> None:
    marks = [
        Mark(0, (Box(100 + 40 * number, 300, 107 + 40 * number, 312),), label)
        for number, label in enumerate(["5.1.2e", "5.1.2i", "5.1.2e"])
    ]
    output = tmp_path / "uit.pdf"
    redacted = redact_pdf(
        simple_pdf(["Regel"]), marks, [], style=BoxStyle.WHITE_FRAMED, title="t", output=output
    )
    with pymupdf.open(output) as document:
        said = document[0].get_text(flags=pymupdf.TEXT_IGNORE_ACTUALTEXT).split("\n")
    assert sorted(filter(None, (line.strip() for line in said))) == [
        "A", "A", "A = gelakt: 5.1.2e", "B", "B = gelakt: 5.1.2i", "Regel",
    ]  # fmt: skip
    assert redacted.fallbacks == ()


def test_label_goes_to_the_margin_where_not_even_a_letter_fits(tmp_path: Path) -> None:
    box = Box(200, 300, 203, 312)
    ((text, place),) = labels_on((box,), "5.1.2e; 5.1.5", tmp_path)
    assert text == "5.1.2e; 5.1.5"
    assert place.x0 > 500
    assert abs(place.centre[1] - box.centre[1]) < 10


@pytest.mark.parametrize("style", BoxStyle)
def test_label_that_fits_nowhere_is_small_and_the_page_is_named(
    style: BoxStyle, tmp_path: Path
) -> None:
    """A page that is dark up to its edges: nothing printed on it could be read."""
    with pymupdf.open() as source:
        page = source.new_page(width=595, height=842)
        page.draw_rect(page.rect, fill=(0.2, 0.2, 0.3), color=None)
        pdf = source.tobytes()
    mark = Mark(0, (Box(200, 300, 206, 312),), "5.1.2e; 5.1.5")
    redacted = redact_pdf(pdf, [mark], [], style=style, title="t", output=tmp_path / "uit.pdf")
    assert redacted.fallbacks == ("label:1",)
    with pymupdf.open(tmp_path / "uit.pdf") as document:
        assert "5.1.2e; 5.1.5" in document[0].get_text()


def test_legend_keeps_clear_of_text_that_nobody_sees(tmp_path: Path) -> None:
    """The text layer of a scan with wide margins: words of ours would get mixed up with it."""
    with pymupdf.open() as source:
        page = source.new_page(width=595, height=842)
        for row in range(0, 842, 9):
            page.insert_text((20, row), "onzichtbaar " * 12, fontsize=8, render_mode=3)
        pdf = source.tobytes()
    mark = Mark(0, (Box(200, 300, 206, 312),), "5.1.2e; 5.1.5")
    output = tmp_path / "uit.pdf"
    redact_pdf(pdf, [mark], [], style=BoxStyle.BLACK, title="t", output=output)
    with pymupdf.open(output) as document:
        assert "A = " not in document[0].get_text()
        (place,) = document[0].search_for("5.1.2e; 5.1.5")
    assert place.x0 > 500


def test_label_is_never_left_out(tmp_path: Path) -> None:
    ((text, place),) = labels_on((Box(0, 0, 595, 842),), "5.1.2e", tmp_path)
    assert text == "5.1.2e"
    tiny = labels_on((Box(200, 300, 202, 302),), "5.1.2e " * 40, tmp_path)
    assert "".join(text for text, _ in tiny).replace(" ", "") == "5.1.2e" * 40
    assert Box(0, 0, 595, 842).contains(*place.centre)


def test_boxes_on_one_line_become_one_and_lines_stay_apart() -> None:
    line = [Box(10, 10, 20, 22), Box(20.2, 10.1, 35, 22), Box(10, 24, 40, 36)]
    assert merged(line) == (Box(10, 10, 35, 22), Box(10, 24, 40, 36))
    upright = [Box(10, 10, 22, 18), Box(10, 18, 22, 26)]
    assert merged(upright) == (Box(10, 10, 22, 26),)
