"""Pages of the bundle that are ours: the cover, and a page in the place of a document."""

from __future__ import annotations

from collections.abc import Sequence

from woo_desk.domain.table import Cover
from woo_desk.pdf.growing_pdf import GrowingPdf
from woo_desk.pdf.own_flow import Flow
from woo_desk.pdf.own_pages import OwnPages
from woo_desk.pdf.typeset import Typesetter

WIDTH, HEIGHT = 595, 842
_MARGIN = 62.0
_LABEL = 150.0
_SIZE = 10.0
_LEADING = 1.4
"""Distance of lines, in font sizes."""
_TITLE = 22.0


def cover_pages(cover: Cover, pdf: GrowingPdf, setter: Typesetter) -> OwnPages:
    """Set the cover; a long one goes on on further pages. The caller ends them with their foot."""
    flow = _flow(pdf, setter)
    flow.down(70)
    flow.paragraph(b"P", cover.heading, _SIZE + 2, (_SIZE + 2) * _LEADING)
    flow.down(6)
    flow.paragraph(b"H1", cover.title, _TITLE, _TITLE * _LEADING)
    flow.down(10)
    flow.rule(0, 1.2, 0.2)
    flow.down(16)
    for label, said in cover.facts:
        flow.pair(label, said, _SIZE, _SIZE * _LEADING)
        flow.down(4)
    flow.down(20)
    for note in cover.notes:
        flow.paragraph(b"P", note, _SIZE, _SIZE * _LEADING)
        flow.down(7)
    flow.finish()
    return flow.pages


def note_page(words: Sequence[str], pdf: GrowingPdf, setter: Typesetter) -> OwnPages:
    """Set a page that says in a few lines why a document does not stand there."""
    flow = _flow(pdf, setter)
    flow.down(240)
    for number, line in enumerate(words):
        size = _SIZE if number else _SIZE + 3
        flow.paragraph(b"P" if number else b"H1", line, size, size * _LEADING)
        flow.down(8)
    flow.finish()
    return flow.pages


def _flow(pdf: GrowingPdf, setter: Typesetter) -> Flow:
    return Flow(OwnPages(pdf, (WIDTH, HEIGHT)), setter, _MARGIN, _LABEL)
