"""Prints a statement of the program as an accessible PDF (PDF/A-2a, PDF/UA-1) on A4."""

from __future__ import annotations

from pathlib import Path

from woo_desk.domain.statement import LineKind, Statement, StatementLine
from woo_desk.pdf.growing_pdf import GrowingPdf
from woo_desk.pdf.own_flow import Flow
from woo_desk.pdf.own_pages import OwnPages, footer
from woo_desk.pdf.typeset import Typesetter
from woo_desk.pdf.write import WrittenFile, beside
from woo_desk.texts import dutch_text as text

_WIDTH, _HEIGHT = 595, 842
_MARGIN, _FOOT = 56.0, 34.0
_LABEL = 165.0
_SIZES = {
    LineKind.TITLE: 20.0,
    LineKind.HEADING: 11.5,
    LineKind.TEXT: 9.2,
    LineKind.SMALL: 7.4,
    LineKind.PAIR: 8.6,
}
_ABOVE = {
    LineKind.TITLE: 0.0,
    LineKind.HEADING: 15.0,
    LineKind.TEXT: 3.0,
    LineKind.SMALL: 1.5,
    LineKind.PAIR: 3.0,
}
_ELEMENTS = {LineKind.TITLE: b"H1", LineKind.HEADING: b"H2"}
"""What each kind is for who has it read aloud; the others are paragraphs."""
_LEADING = 1.32
_KEEP = 46.0
"""Room that a heading needs below it: it never stands alone at the foot of a page."""
_RULE_GREY = 0.75


def write_statement(statement: Statement, output: Path) -> tuple[WrittenFile, int]:
    """Write the statement; gives what was written and its number of pages.

    The same statement gives the same bytes.

    Raises:
        OSError: the output cannot be written.
    """
    setter = Typesetter()
    with beside(output) as temporary, GrowingPdf(temporary, setter.font) as pdf:
        flow = Flow(OwnPages(pdf, (_WIDTH, _HEIGHT)), setter, _MARGIN, _LABEL)
        for line in statement.lines:
            _put(line, flow)
        flow.finish()

        def foot(page: int, total: int) -> bytes:
            line = text("statement.foot", page=page, pages=total)
            return footer(setter.show(line, _MARGIN, _FOOT, 7.4))

        pages = flow.pages.finish(foot)
        written = pdf.finish(statement.title, is_accessible=True)
    return written, pages


def _put(line: StatementLine, flow: Flow) -> None:
    size = _SIZES[line.kind]
    flow.down(_ABOVE[line.kind], keep=_KEEP if line.kind is LineKind.HEADING else 0.0)
    if line.kind is LineKind.PAIR:
        flow.pair(line.label, line.text, size, size * _LEADING)
        return
    flow.paragraph(_ELEMENTS.get(line.kind, b"P"), line.text, size, size * _LEADING)
    if line.kind is LineKind.HEADING:
        flow.rule(4, 0.5, _RULE_GREY)
        flow.down(4)
