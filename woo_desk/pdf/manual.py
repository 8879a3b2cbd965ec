"""The manual as one PDF: its HTML pages one after another, with a list of contents beside them."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence
from pathlib import Path

import pymupdf

_PAPER = pymupdf.paper_rect("a4")
_FRAME = pymupdf.Rect(56, 56, _PAPER.width - 56, _PAPER.height - 62)
_STYLE = """
body { font-family: sans-serif; font-size: 10pt; line-height: 1.35; }
h1 { font-size: 18pt; } h2 { font-size: 13pt; }
code, pre { font-family: monospace; font-size: 9pt; }
td, th { padding: 3pt; vertical-align: top; text-align: left; }
"""
_LINK = re.compile(r"<a href=[^>]*>(.*?)</a>", re.DOTALL)
_BACK = '<p><a href="index.html">Inhoud</a></p>'


def write_manual(pages: Sequence[Path], output: Path, report_page: int = 9) -> int:
    """Write the manual; gives its number of sheets.

    Args:
        pages: HTML pages in their order; pictures lie in folders beside them.
        output: the PDF.
        report_page: size of the page numbers, in points.

    Raises:
        OSError: a page cannot be read or the output cannot be written.
    """
    whole = pymupdf.open()
    contents: list[list[object]] = []
    with contextlib.closing(whole):
        for page in pages:
            words = page.read_text("utf-8")
            title = re.search(r"<title>(.*?)</title>", words)
            contents.append([1, title[1] if title else page.stem, len(whole) + 1])
            with contextlib.closing(_laid_out(words, page.parent)) as part:
                whole.insert_pdf(part)
        for number, sheet in enumerate(whole, 1):
            spot = pymupdf.Point(_PAPER.width - 80, _PAPER.height - 34)
            sheet.insert_text(spot, f"{number} / {len(whole)}", fontsize=report_page)
        whole.set_toc(contents)
        whole.set_metadata({"title": str(contents[0][1]) if contents else ""})
        whole.subset_fonts()
        output.write_bytes(whole.tobytes(garbage=3, deflate=True, use_objstms=True))
        return len(whole)


def _laid_out(words: str, folder: Path) -> pymupdf.Document:
    """One HTML page as sheets. Links become plain words: they lead to pages, not to sheets."""
    body = _LINK.sub(r"\1", words.replace(_BACK, ""))
    story = pymupdf.Story(body, user_css=_STYLE, archive=pymupdf.Archive(str(folder)))
    return story.write_with_links(lambda _number, _filled: (_PAPER, _FRAME, None))
