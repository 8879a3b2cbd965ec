"""A folder of what comes in: PDFs, messages, texts, sheets and a few scans, for benchmarks."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from email.message import EmailMessage

import docx
import openpyxl
import pymupdf

from tests.helpers.voorbeeld import large_words as w
from tests.helpers.voorbeeld.large import build_large

OTHERS = 4
"""One document in so many is no PDF with text."""
SCANS = 100
"""One page in so many is a picture."""


def build_mixed(pages: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Files with about so many pages together; the same for the same seed.

    Yields: file name and content.
    """
    rng = random.Random(seed)
    left = pages
    for name, data, made in build_large(pages - pages // OTHERS, seed):
        yield name, data
        left -= made.pages
    for number in range(left):
        kind = "scan" if number % (SCANS // OTHERS) == 0 else rng.choice(("eml", "docx", "xlsx"))
        ending = "pdf" if kind == "scan" else kind
        yield f"b{number:05d} {kind}.{ending}", _MAKERS[kind](_sentences(rng))


def _sentences(rng: random.Random) -> list[str]:
    """As in a large dossier: one sentence in five names somebody."""
    said = []
    for _ in range(rng.randint(8, 16)):
        if rng.random() < 0.8:
            said.append(rng.choice(w.PLAIN))
        else:
            name = f"{rng.choice(w.FIRST_NAMES)} {rng.choice(w.SURNAMES)}"
            said.append(rng.choice(w.WITH_NAME).format(name))
    return said


def _mail(sentences: list[str]) -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = "afzender@ministerie.example", "team@ministerie.example"
    message["Subject"] = sentences[0][:60]
    message["Date"] = "Wed, 14 Sep 2022 10:00:00 +0200"
    message.set_content("\n\n".join(sentences))
    return message.as_bytes()


def _docx(sentences: list[str]) -> bytes:
    document = docx.Document()
    for sentence in sentences:
        document.add_paragraph(sentence)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _xlsx(sentences: list[str]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for number, sentence in enumerate(sentences, 1):
        sheet.append([number, sentence])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _scan(sentences: list[str]) -> bytes:
    with pymupdf.open() as written, pymupdf.open() as scanned:
        page = written.new_page()
        page.insert_textbox((60, 60, 540, 780), "\n".join(sentences), fontsize=10)
        pixels = page.get_pixmap(dpi=150, colorspace=pymupdf.csGRAY)
        scanned.new_page().insert_image((0, 0, 595, 842), pixmap=pixels)
        return bytes(scanned.tobytes(deflate=True))


_MAKERS = {"eml": _mail, "docx": _docx, "xlsx": _xlsx, "scan": _scan}
