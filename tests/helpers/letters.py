"""Letters for tests in which a name stands in running text, set as a word processor does.

Rows are broken where the next word does not fit, and stretched where the text is justified, so
that everything tells how wide the name was, as in a real document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pymupdf

from tests.helpers.pdfs import PdfBuilder
from woo_desk.domain.export import Mark
from woo_desk.domain.geometry import Box

LEFT, WIDTH, TOP = 72.0, 450.0, 90.0
BEFORE = (
    "Op uw verzoek om informatie over de behandeling van aanvragen in het voorjaar heb ik eerder "
    "al een eerste antwoord gegeven. In deze brief ga ik nader in op wat sindsdien is gebeurd en "
    "op de vragen die u daarover hebt gesteld, ook die over de termijnen en de kosten ervan."
)
AFTER = (
    "Tegen dit besluit kunt u binnen zes weken na de dag van verzending bezwaar maken. In het "
    "bezwaarschrift zet u waarom u het niet eens bent met het besluit en wat u wilt bereiken."
)
WITH_NAME = (
    "Over de uitvoering is overlegd met {} van de directie, en daarna is besloten dat de "
    "aanvragen van voor de zomer eerst worden afgehandeld. Voor de overige aanvragen geldt dat er "
    "binnen acht weken een besluit volgt, tenzij nog gegevens ontbreken die nodig zijn om tot "
    "een zorgvuldig besluit te kunnen komen."
)


@dataclass(frozen=True)
class Letter:
    """A letter with names in it."""

    pdf: bytes
    marks: tuple[Mark, ...]


def letter(
    paragraphs: Sequence[str],
    names: Sequence[str] = (),
    *,
    justified: bool = False,
    size: float = 11,
    font: str = "helv",
    hides_width: bool = True,
) -> Letter:
    """A letter, and a mark for each place where one of the names stands.

    Args:
        paragraphs: of one page; Latin-1.
        names: to mark; none of them part of another.
        justified: whether rows are stretched to the right edge.
        size: of the font, in points.
        font: a PyMuPDF base font name.
        hides_width: of the marks.
    """
    builder = PdfBuilder().page().text(" ", font=font)
    content: list[str] = []
    y = TOP
    for paragraph in paragraphs:
        rows = _rows(paragraph, font, size)
        for number, row in enumerate(rows):
            text = " ".join(row)
            stretch = (WIDTH - _width(text, font, size)) / max(len(row) - 1, 1)
            spacing = stretch if justified and number < len(rows) - 1 else 0.0
            shown = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            content.append(
                f"BT /{font} {size} Tf {spacing:.4f} Tw 1 0 0 1 {LEFT} {842 - y:.2f} Tm "
                f"({shown} ) Tj ET"
            )
            y += 1.27 * size
        y += 0.8 * size
    pdf = builder.raw("\n".join(content).encode("cp1252")).build()
    return Letter(pdf, marks_of(pdf, names, hides_width=hides_width))


def marks_of(
    pdf: bytes, names: Sequence[str], *, hides_width: bool = True, label: str = "5.1.2e"
) -> tuple[Mark, ...]:
    """A mark for each place of each name; a place over two rows is one mark."""
    marks: list[Mark] = []
    with pymupdf.open(stream=pdf, filetype="pdf") as document:
        for index, page in enumerate(document):
            words = page.get_text("words")
            said = [word[4] for word in words]
            for name in names:
                parts = name.split()
                for start in range(len(words)):
                    if not _stands_at(said[start : start + len(parts)], parts):
                        continue
                    boxes = [_part_of(page, words[start + n], part) for n, part in enumerate(parts)]
                    marks.append(Mark(index, _joined(boxes), label, hides_width=hides_width))
    return tuple(marks)


def _stands_at(said: Sequence[str], parts: Sequence[str]) -> bool:
    return len(said) == len(parts) and all(
        word.strip(".,;:()") == part.strip(".,;:()") for word, part in zip(said, parts, strict=True)
    )


def _part_of(page: pymupdf.Page, word: tuple[float, float, float, float, str], part: str) -> Box:
    """Where a word stands, without the comma behind it."""
    area = pymupdf.Rect(word[:4])
    found = page.search_for(part, clip=pymupdf.Rect(area.x0 - 1, area.y0, area.x1 + 1, area.y1))
    return Box(*(found[0] if found else area))


def _joined(boxes: Sequence[Box]) -> tuple[Box, ...]:
    rows: list[Box] = []
    for box in boxes:
        if rows and abs(rows[-1].y0 - box.y0) < 2:
            rows[-1] = rows[-1].union(box)
        else:
            rows.append(box)
    return tuple(rows)


def _rows(text: str, font: str, size: float) -> list[list[str]]:
    rows: list[list[str]] = [[]]
    for word in text.split():
        if rows[-1] and _width(" ".join([*rows[-1], word]), font, size) > WIDTH:
            rows.append([])
        rows[-1].append(word)
    return rows


def _width(text: str, font: str, size: float) -> float:
    return float(pymupdf.get_text_length(text, fontname=font, fontsize=size))
