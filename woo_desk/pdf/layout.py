"""Lays plain text out on A4 pages. Every character of the text is in the PDF, or it says so."""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

import pikepdf
import pymupdf

from woo_desk.domain.document import IntakeProblem
from woo_desk.errors import LimitExceeded
from woo_desk.pdf.face import MAX_CODES, Face, embed_face, shipped_face
from woo_desk.pdf.limits import MAX_PAGES

_FONT = "DejaVuSansMono"
_WIDTH, _HEIGHT = 595, 842
_MARGIN = 56.7
"""Points: 2 cm."""
_SIZE = 9.5
_LEADING = 12.5
_TAB = 8
_PIECE = re.compile(r" +|[^ ]+")

Placed = tuple[str, Sequence[str]]


class TextLostError(RuntimeError):
    """The PDF does not hold the text that it was made from: a defect of this module."""


def lay_out_text(text: str) -> bytes:
    """A PDF of the text; a form feed begins a new page. The same text gives the same bytes.

    Raises:
        LimitExceeded: more pages than a PDF may have here.
        TextLostError: the PDF's text is not that of the source (a defect).
    """
    face = shipped_face(_FONT)
    columns = int((_WIDTH - 2 * _MARGIN) / (face.advance("a") * _SIZE / 1000))
    pages = list(_pages(text, columns))
    if len(pages) > MAX_PAGES:
        raise LimitExceeded(IntakeProblem.TOO_MANY_PAGES.value)
    characters = sorted(set().union(*(set(line) for page in pages for line in page)))
    if len(characters) > MAX_CODES:
        raise LimitExceeded(IntakeProblem.TOO_COMPLEX.value)
    codes = {character: code for code, character in enumerate(characters, start=1)}
    data = _written(pages, codes, face)
    _check(text, data)
    return data


def _pages(text: str, columns: int) -> Iterator[list[str]]:
    rows = int((_HEIGHT - 2 * _MARGIN) / _LEADING)
    for part in text.split("\f"):
        lines = [
            piece for line in part.split("\n") for piece in _wrapped(line.expandtabs(_TAB), columns)
        ]
        while len(lines) > 1 and not lines[-1]:
            lines.pop()
        for start in range(0, len(lines), rows):
            yield lines[start : start + rows]


def _wrapped(line: str, columns: int) -> Iterator[str]:
    """The line in pieces of at most `columns` characters, broken at spaces where there are any."""
    current = ""
    for piece in _PIECE.findall(line):
        if len(current) + len(piece) > columns and current.strip():
            yield current
            current = ""
            if piece.isspace():
                continue  # WHY: a space at which the line is broken is the line end itself
        while len(current) + len(piece) > columns:
            room = columns - len(current)
            yield current + piece[:room]
            current, piece = "", piece[room:]
        current += piece
    yield current


def _written(pages: list[list[str]], codes: dict[str, int], face: Face) -> bytes:
    pdf = pikepdf.new()
    font = embed_face(pdf, face, _FONT, codes, is_fixed=True)
    for lines in pages:
        page = pdf.add_blank_page(page_size=(_WIDTH, _HEIGHT))
        page.obj["/Resources"] = pikepdf.Dictionary(Font=pikepdf.Dictionary(F0=font))
        page.obj["/Contents"] = pdf.make_stream(_content(lines, codes))
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    pdf.close()
    return out.getvalue()


def _content(lines: list[str], codes: dict[str, int]) -> bytes:
    parts = [f"BT /F0 {_SIZE} Tf {_LEADING} TL 1 0 0 1 {_MARGIN} {_HEIGHT - _MARGIN - _SIZE} Tm"]
    for line in lines:
        shown = "".join(f"{codes[character]:04x}" for character in line.rstrip())
        parts.append(f"<{shown}> Tj T*" if shown else "T*")
    return "\n".join([*parts, "ET"]).encode("ascii")


def _check(text: str, data: bytes) -> None:
    with pymupdf.open(stream=data, filetype="pdf") as document:
        printed = "".join(page.get_text("text", flags=0) for page in document)
    if _counted(text) != _counted(printed):
        raise TextLostError


def _counted(text: str) -> Counter[str]:
    # WHY NFKC: reading writes ligatures out. WHY a count: reading turns right-to-left text round.
    return Counter("".join(unicodedata.normalize("NFKC", text).split()))
