"""How places and redactions are drawn over a page; never black while reviewing."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen

from woo_desk.gui.models.finding_table import MarkRow, MarkState, grounds_shown


@dataclass(frozen=True, slots=True)
class Look:
    """Frame and fill of one state. States differ in line style and sign too, not only in colour."""

    line: str
    style: Qt.PenStyle
    fill: str
    """"" for none; with its own transparency as #AARRGGBB."""
    width: float = 1.5
    sign: str = ""
    """Drawn in the corner, so that no state is told by its colour alone."""


@dataclass(frozen=True, slots=True)
class Handle:
    """Which sides of a box move along: "left" or "right", "top" or "bottom", "" for neither."""

    across: str = ""
    down: str = ""


LOOKS = {
    MarkState.PROPOSED: Look("#b36b00", Qt.PenStyle.DashLine, "#30ffb000"),
    MarkState.ASKED: Look("#b36b00", Qt.PenStyle.SolidLine, "#20ffb000", sign="?"),
    MarkState.REDACTED: Look("#1f2933", Qt.PenStyle.SolidLine, "#70485563"),
    MarkState.KEPT: Look("#1d7a3c", Qt.PenStyle.SolidLine, ""),
    MarkState.REJECTED: Look("#6b7580", Qt.PenStyle.SolidLine, "", 1.0, "×"),
    MarkState.READABLE: Look("#1d7a3c", Qt.PenStyle.DotLine, ""),
}
SELECTED = QColor("#0b5cad")
SELECTION = QColor(11, 92, 173, 80)
SMALLEST_LABEL = 5
"""Pixels; below that it is no longer text."""
HANDLE = 7.0
"""Side of the squares by which a chosen redaction is made larger or smaller, in view pixels."""
UNDERLINED = (MarkState.KEPT, MarkState.READABLE)


def paint_mark(painter: QPainter, row: MarkRow, rects: list[QRectF], *, selected: bool) -> None:
    """Draw one place on the page, in view coordinates."""
    look = LOOKS[row.state]
    for rect in rects:
        if row.state in UNDERLINED:
            painter.setPen(_pen(look.line, look.style, 1.5))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        else:
            painter.setPen(_pen(look.line, look.style, look.width))
            # WHY: a colour without a name paints black.
            painter.setBrush(QBrush(QColor(look.fill)) if look.fill else Qt.BrushStyle.NoBrush)
            painter.drawRect(rect)
        if selected:
            painter.setPen(QPen(SELECTED, 2.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(-2, -2, 2, 2))
    if row.state is MarkState.REDACTED and rects:
        _label(painter, rects[0], grounds_shown(row), QColor("#ffffff"))
    if look.sign and rects:
        _label(painter, _corner(rects[0]), look.sign, QColor(look.line))


def paint_published(painter: QPainter, row: MarkRow, rects: list[QRectF]) -> None:
    """Draw a redaction as the publication will show it; other places are not drawn."""
    if row.state is not MarkState.REDACTED:
        return
    for rect in rects:
        painter.fillRect(rect, QColor("#000000"))
    if rects:
        _label(painter, rects[0], grounds_shown(row), QColor("#ffffff"))


def handles_of(rect: QRectF) -> tuple[tuple[Handle, QRectF], ...]:
    """The squares around a box, with the sides that each of them moves.

    A box of one line has two, at its ends: more would hide the words in it.
    """
    xs = {"left": rect.left(), "": rect.center().x(), "right": rect.right()}
    ys = {"top": rect.top(), "": rect.center().y(), "bottom": rect.bottom()}
    is_low, is_narrow = rect.height() < 4 * HANDLE, rect.width() < 4 * HANDLE
    side = HANDLE if not is_low else max(4.0, min(HANDLE, rect.height() / 2))
    return tuple(
        (Handle(x, y), QRectF(xs[x] - side / 2, ys[y] - side / 2, side, side))
        for x in xs
        for y in ys
        if (x or y) and not (is_low and y) and not (is_narrow and not x)
    )


def paint_handles(painter: QPainter, rects: list[QRectF]) -> None:
    """Draw the squares of the chosen redaction."""
    painter.setPen(QPen(QColor("#ffffff"), 1))
    painter.setBrush(QBrush(SELECTED))
    for rect in rects:
        for _, square in handles_of(rect):
            painter.drawRect(square)


def paint_selection(painter: QPainter, rects: list[QRectF], caret: QLineF | None) -> None:
    """Draw selected text, and where the next letter is taken in."""
    for rect in rects:
        painter.fillRect(rect, SELECTION)
    if caret is not None:
        painter.setPen(QPen(SELECTED, 2))
        painter.drawLine(caret)


def _pen(colour: str, style: Qt.PenStyle, width: float) -> QPen:
    pen = QPen(QColor(colour), width, style)
    pen.setCosmetic(True)
    return pen


def _corner(rect: QRectF) -> QRectF:
    """Room for a sign at the top right corner of a place, off its words."""
    side = max(10.0, 0.8 * rect.height())
    return QRectF(rect.right() - 1, rect.top() - 0.55 * side, side, side)


def _label(painter: QPainter, rect: QRectF, words: str, colour: QColor) -> None:
    font = QFont(painter.font())
    font.setBold(True)
    size = max(SMALLEST_LABEL, int(rect.height() * 0.62))
    font.setPixelSize(size)
    width = QFontMetricsF(font).horizontalAdvance(words)
    if width > rect.width():  # a narrow box: smaller rather than cut
        font.setPixelSize(max(SMALLEST_LABEL, int(size * rect.width() / width)))
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), words)
