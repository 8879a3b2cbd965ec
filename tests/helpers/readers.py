"""Reads a finished file in every way a stranger could: three text readers, and all its bytes."""

from __future__ import annotations

import re
import unicodedata
import zipfile
import zlib
from pathlib import Path

import pikepdf
import pymupdf
import pypdf
import pypdfium2


def texts_of(path: Path) -> dict[str, str]:
    """The text of a PDF by reader, pages joined."""
    with pymupdf.open(path) as document:
        mupdf = "\n".join(page.get_text() for page in document)
    pdfium_document = pypdfium2.PdfDocument(path)
    try:
        pdfium = "\n".join(
            pdfium_document[index].get_textpage().get_text_bounded()
            for index in range(len(pdfium_document))
        )
    finally:
        pdfium_document.close()
    second = "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    return {"mupdf": mupdf, "pdfium": pdfium, "pypdf": second}


def everything_in(path: Path) -> str:
    """Everything that lies in a file, decoded every way, in the form of `plain`."""
    data = path.read_bytes()
    pieces = [data]
    if path.suffix == ".pdf":
        pieces.extend(_objects(path))
        pieces.extend(_carved(data))
    elif path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as archive:
            pieces.extend(archive.read(name) for name in archive.namelist())
            pieces.extend(name.encode() for name in archive.namelist())
    words = [path.name]
    for piece in pieces:
        words.append(piece.decode("latin-1"))
        words.append(piece.decode("utf-8", "ignore"))
        words.append(piece.decode("utf-16-be", "ignore"))
        words.append(piece[1:].decode("utf-16-be", "ignore"))
    return plain("\n".join(words))


def plain(words: str) -> str:
    """Words for comparison: without accents, case, spaces and signs."""
    parts = unicodedata.normalize("NFKD", words).casefold()
    return re.sub(r"[\W_]+", "", "".join(c for c in parts if not unicodedata.combining(c)))


def _objects(path: Path) -> list[bytes]:
    found = []
    with pikepdf.open(path) as document:
        for item in document.objects:
            found.append(item.unparse(resolved=True))
            if isinstance(item, pikepdf.Stream):
                try:
                    found.append(item.read_bytes())
                except pikepdf.PdfError:
                    found.append(item.read_raw_bytes())
    return found


def _carved(data: bytes) -> list[bytes]:
    """Every stretch of the file that inflates, whether an object points at it or not."""
    found = []
    for match in re.finditer(rb"stream\r?\n", data):
        inflater = zlib.decompressobj()
        try:
            found.append(inflater.decompress(data[match.end() :], 50_000_000))
        except zlib.error:
            continue
    return found
