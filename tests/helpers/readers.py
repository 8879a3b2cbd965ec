"""Reads a finished file in every way a stranger could: three text readers, and all its bytes."""

from __future__ import annotations

import itertools
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
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


def names_in(path: Path) -> set[str]:
    """Every name in the objects of a PDF and in what its pages and forms draw, without solidus."""
    found: set[str] = set()
    with pikepdf.open(path) as pdf:
        drawn: list[pikepdf.Object] = [page.obj for page in pdf.pages]
        for each in pdf.objects:
            found.update(_names(each))
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Form":
                drawn.append(each)
        for content in drawn:
            for instruction in pikepdf.parse_content_stream(content):
                for operand in instruction.operands:
                    found.update(_names(operand))
    return {name.removeprefix("/") for name in found}


def _names(value: object) -> Iterator[str]:
    if isinstance(value, pikepdf.Name):
        yield str(value)
    elif isinstance(value, pikepdf.Array):
        yield from itertools.chain.from_iterable(_names(item) for item in value if _is_here(item))
    elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        for key, item in value.items():
            yield key
            if _is_here(item):
                yield from _names(item)


def _is_here(value: object) -> bool:
    """Indirect objects come by themselves."""
    return not (isinstance(value, pikepdf.Object) and value.is_indirect)


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
