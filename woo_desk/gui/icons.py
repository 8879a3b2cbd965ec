"""Icons in the colour of the text beside them, sharp at every size of screen."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from woo_desk.resources import resource_path

DRAWN_IN = "#7a8087"
"""The colour in the files, which is replaced."""
SIZES = (16, 20, 24, 32, 48, 64)


def load_icon(name: str, colour: QColor) -> QIcon:
    """The icon `resources/icons/<name>.svg` in this colour; FileNotFoundError if absent."""
    drawing = resource_path(f"icons/{name}.svg").read_text("utf-8")
    renderer = QSvgRenderer(QByteArray(drawing.replace(DRAWN_IN, colour.name()).encode()))
    icon = QIcon()
    for size in SIZES:
        picture = QPixmap(size, size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        renderer.render(painter)
        painter.end()
        icon.addPixmap(picture)
    return icon
