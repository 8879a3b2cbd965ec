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
        for block in document[0].get_text("dict")["blocks"]:
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


def test_label_that_does_not_fit_goes_to_the_margin(tmp_path: Path) -> None:
    box = Box(200, 300, 206, 312)
    ((text, place),) = labels_on((box,), "5.1.2e; 5.1.5", tmp_path)
    assert text == "5.1.2e; 5.1.5"
    assert place.x0 > 500
    assert abs(place.centre[1] - box.centre[1]) < 10


def test_label_is_never_left_out_where_the_margin_is_full(tmp_path: Path) -> None:
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
