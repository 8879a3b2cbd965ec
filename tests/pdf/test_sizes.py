"""Output is at most half as large again as the source, whatever the source was coded with."""

from __future__ import annotations

import functools
import io
from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest
from PIL import Image

from tests.helpers.pdfs import simple_pdf
from woo_desk.domain.export import BoxStyle, Mark
from woo_desk.domain.geometry import Box
from woo_desk.pdf.redact import redact_pdf

_MOST = 1.5
_WORDS = "De minister heeft op vragen van de leden geantwoord dat de termijn verlengd is"


def _lines(page: int) -> list[str]:
    return [f"{page}.{n} {_WORDS[n % 30 :]} {n * page * 7919 % 9973}" for n in range(45)]


@functools.cache
def _paper() -> Image.Image:
    """A page as a scanner sees it: with the grain of paper."""
    with pymupdf.open(stream=simple_pdf(_lines(1))) as document:
        pixmap = document[0].get_pixmap(dpi=150, colorspace=pymupdf.csRGB)
    sheet = Image.frombytes("RGB", (pixmap.width, pixmap.height), pixmap.samples)
    grain = Image.effect_noise(sheet.size, 20).convert("RGB")
    return Image.blend(sheet, grain, 0.1)


def _scan(save: Callable[[Image.Image, io.BytesIO], object]) -> bytes:
    buffer = io.BytesIO()
    save(_paper(), buffer)
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_image(page.rect, stream=buffer.getvalue())
        return bytes(document.tobytes(garbage=4, deflate=True))


def _two_tone(paper: Image.Image) -> Image.Image:
    return paper.convert("1", dither=Image.Dither.NONE)


def _screened(paper: Image.Image) -> Image.Image:
    """As a machine that knows only black and white prints grey: group 4 makes that larger."""
    return paper.convert("L").point([v // 2 + 64 for v in range(256)]).convert("1")


_SCANS: dict[str, Callable[[Image.Image, io.BytesIO], object]] = {
    "JPEG": lambda paper, out: paper.save(out, "JPEG", quality=70),
    "coarse JPEG": lambda paper, out: paper.save(out, "JPEG", quality=25),
    "grey JPEG": lambda paper, out: paper.convert("L").save(out, "JPEG", quality=80),
    "JPEG 2000": lambda paper, out: paper.save(
        out, "JPEG2000", quality_mode="rates", quality_layers=[40]
    ),
    "without loss": lambda paper, out: paper.save(out, "PNG"),
    "black and white": lambda paper, out: _two_tone(paper).save(out, "PNG"),
    "screened": lambda paper, out: _screened(paper).save(out, "PNG"),
    "fax": lambda paper, out: _two_tone(paper).save(out, "TIFF", compression="group4"),
}


def _size(source: bytes, boxes: list[Mark], folder: Path) -> float:
    output = folder / "uit.pdf"
    redacted = redact_pdf(source, boxes, (), style=BoxStyle.BLACK, title="Maat", output=output)
    assert redacted.fallbacks == ()
    return output.stat().st_size / len(source)


@pytest.mark.parametrize("kind", _SCANS)
def test_a_scan(kind: str, tmp_path: Path) -> None:
    marks = [Mark(0, (Box(80, 80 + 60 * n, 220, 95 + 60 * n),), "5.1.2e") for n in range(3)]
    assert _size(_scan(_SCANS[kind]), marks, tmp_path) <= _MOST


def test_a_document_of_text_whose_fonts_have_to_be_embedded(tmp_path: Path) -> None:
    with pymupdf.open(stream=simple_pdf([_lines(n) for n in range(1, 11)])) as document:
        source = document.tobytes(garbage=4, deflate=True)
        marks = [
            Mark(page.number, (Box(*area),), "5.1.2e", hides_width=True)
            for page in document
            for area in page.search_for("minister")[:2]
        ]
    assert len(marks) == 20
    assert _size(source, marks, tmp_path) <= _MOST
