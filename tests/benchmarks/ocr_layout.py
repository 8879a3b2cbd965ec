"""Measures the order in which scans are read: `python -m tests.benchmarks.ocr_layout [PAGES]` (4).

Sets texts of the development set in two columns (narrow and wide gutter, heading above) and made-up
rows in ruled tables (cells of one line, and two cells of two lines in each row), makes scans of
them at 200 dpi (clean, worn, bad), and prints per set: how many sentences, rows or cells come out
whole (the letters in a row, but for one in ten), and the character errors of the page as it should
be read; both suffer when columns are mixed up. The wear is made, not scanned.
"""

from __future__ import annotations

import os
import random
import re
import sys
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pymupdf

from tests.benchmarks.ocr import KINDS, chosen
from tests.helpers.scans import HEIGHT, WIDTH, character_errors, errors_within, picture_of
from woo_desk.domain.ocr import text_of
from woo_desk.ocr.recognise import recognise_picture

ROW, COLUMN_LINES, SIZE = 13.5, 48, 10.0
SHORTEST = 25
"""Letters of a sentence that is looked for: a shorter one may stand there by chance."""
_LIKE = 10
"""One letter in so many may be wrong in something that came out whole."""
NAMES = ("Jansen", "de Vries", "Wiebenga", "Kranendonk", "van der Velde", "Zonneveld", "El Idrissi")
WORK = ("Jurist", "Directeur", "Secretaris", "Beleidsmedewerker", "Griffier", "Teamleider")
WHAT = ("heeft de aanvraag ontvangen en doorgestuurd", "wacht nog op het antwoord van de gemeente",
        "stemt in met het besluit op bezwaar", "vraagt om een overzicht van de kosten")  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """A page, what it says in the order of reading, and the parts that should come out whole."""

    document: pymupdf.Document
    text: str
    parts: Sequence[str]


def in_columns(text: str, gutter: float, number: int) -> Sheet:
    """Running text in two columns of the same width under a heading over both."""
    document = pymupdf.open()
    page = document.new_page(width=WIDTH, height=HEIGHT)
    wide = (WIDTH - 100 - gutter) / 2
    plain = " ".join(text.encode("latin-1", "replace").decode("latin-1").split())
    lines = textwrap.wrap(plain, int(wide / 4.9))
    lines = [line for line in lines if pymupdf.get_text_length(line, fontsize=SIZE) <= wide + 2]
    half = min((len(lines) + 1) // 2, COLUMN_LINES)
    heading = f"Verslag nummer {number} van het overleg over de vergunningen in dit jaar"
    page.insert_text((50, 60), heading, fontsize=SIZE + 1)
    for at, line in enumerate(lines[: 2 * half]):
        place = (50 + (at // half) * (wide + gutter), 90 + (at % half) * ROW)
        page.insert_text(place, line, fontsize=SIZE)
    said = " ".join(lines[: 2 * half])
    sentences = re.split(r"(?<=[.!?])\s+", said)
    return Sheet(document, f"{heading} {said}", [s for s in sentences if len(s) >= SHORTEST])


def in_table(number: int, *, is_tall: bool) -> Sheet:
    """Rows of boxed cells; in a tall one the second and the last cell have two lines."""
    dice = random.Random(number)
    document = pymupdf.open()
    page = document.new_page(width=WIDTH, height=HEIGHT)
    edges, high = (50, 170, 280, 360, 545), ROW * (2 if is_tall else 1) + 5
    rows: list[str] = []
    cells: list[str] = []
    for at in range(18 if is_tall else 30):
        what = dice.choice(WHAT)
        row = (
            f"{dice.choice('ABDEHJKMP')}. {dice.choice(NAMES)}",
            dice.choice(WORK) + (f" van afdeling {dice.randrange(10, 99)}" if is_tall else ""),
            f"{dice.randrange(1, 29):02}-{dice.randrange(1, 13):02}-2024",
            f"{what} op nummer {dice.randrange(1000, 9999)}" if is_tall else what[:28].strip(),
        )
        top = 70 + at * high
        for column, cell in enumerate(row):
            page.draw_rect(pymupdf.Rect(edges[column], top, edges[column + 1], top + high))
            for line, part in enumerate(textwrap.wrap(cell, (24, 20, 14, 34)[column])):
                place = (edges[column] + 4, top + 12 + ROW * line)
                page.insert_text(place, part, fontsize=SIZE)
        rows.append(" ".join(row))
        cells += [row[1], row[3]]
    return Sheet(document, "\n".join(rows), cells if is_tall else rows)


def sheets(pages: int) -> Iterator[tuple[str, Sheet]]:
    """Each page with the name of its set."""
    for number, sample in enumerate(chosen(pages)):
        yield "columns, gutter 14 pt", in_columns(sample.text, 14, number)
        yield "columns, gutter 30 pt", in_columns(sample.text, 30, number)
        yield "table, one line", in_table(number, is_tall=False)
        yield "table, two lines", in_table(number, is_tall=True)


@dataclass
class Figures:
    """What was counted of one set in one wear."""

    parts: int = 0
    whole: int = 0
    letters: int = 0
    errors: int = 0


def main(pages: int) -> None:
    """Run and print."""
    os.environ["OMP_THREAD_LIMIT"] = "1"
    figures: dict[tuple[str, str], Figures] = {}
    for name, sheet in sheets(pages):
        for kind, wear in KINDS.items():
            picture = picture_of(sheet.document[0], wear)
            read = text_of(recognise_picture(picture, wear.dpi).words)
            figure = figures.setdefault((name, kind), Figures())
            figure.parts += len(sheet.parts)
            figure.whole += sum(is_whole(part, read) for part in sheet.parts)
            figure.letters += len("".join(sheet.text.split()))
            figure.errors += character_errors(sheet.text, read)
        sheet.document.close()
        print(f"{name}: {len(sheet.parts)} parts", file=sys.stderr, flush=True)
    for (name, kind), figure in sorted(figures.items()):
        share = figure.whole / max(figure.parts, 1)
        print(f"{name:22} {kind:6} whole {figure.whole}/{figure.parts} = {share:.3f}", end="")
        print(f", errors {100 * figure.errors / max(figure.letters, 1):.2f} %")


def is_whole(part: str, read: str) -> bool:
    """Whether the letters of the part stand in a row, but for one in ten."""
    return errors_within(part, read) <= len("".join(part.split())) // _LIKE


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 4)
