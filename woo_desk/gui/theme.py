"""Light and dark: our own palettes, so that every text is readable on every system."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

from woo_desk.gui.room import USUAL_HEIGHT

Role = QPalette.ColorRole
Colours = Mapping[QPalette.ColorRole, str]

LIGHT: Colours = {
    Role.Window: "#f3f4f6",
    Role.WindowText: "#1b1f24",
    Role.Base: "#ffffff",
    Role.AlternateBase: "#f6f7f9",
    Role.Text: "#1b1f24",
    Role.PlaceholderText: "#5d6773",
    Role.Button: "#eceef1",
    Role.ButtonText: "#1b1f24",
    Role.BrightText: "#ffffff",
    Role.ToolTipBase: "#1b1f24",
    Role.ToolTipText: "#ffffff",
    Role.Highlight: "#0b5cad",
    Role.HighlightedText: "#ffffff",
    Role.Accent: "#0b5cad",
    Role.Link: "#0b5cad",
    Role.LinkVisited: "#5b3b9a",
    Role.Light: "#ffffff",
    Role.Midlight: "#e6e8eb",
    Role.Mid: "#c3c9d1",
    Role.Dark: "#8d97a3",
    Role.Shadow: "#5d6773",
}
DARK: Colours = {
    Role.Window: "#23272e",
    Role.WindowText: "#e8eaed",
    Role.Base: "#1a1d22",
    Role.AlternateBase: "#20242a",
    Role.Text: "#e8eaed",
    Role.PlaceholderText: "#a3abb5",
    Role.Button: "#30353e",
    Role.ButtonText: "#e8eaed",
    Role.BrightText: "#ffffff",
    Role.ToolTipBase: "#e8eaed",
    Role.ToolTipText: "#1a1d22",
    Role.Highlight: "#2a6db5",
    Role.HighlightedText: "#ffffff",
    Role.Accent: "#6aaef5",
    Role.Link: "#7db8f7",
    Role.LinkVisited: "#b9a1f0",
    Role.Light: "#3c424d",
    Role.Midlight: "#363c46",
    Role.Mid: "#15171b",
    Role.Dark: "#111317",
    Role.Shadow: "#000000",
}
DISABLED = {False: "#6b7580", True: "#949ca6"}
"""Text of what cannot be used now; still to be read, for it says what there is."""
DARK_EDGES = """
QLineEdit { border: 1px solid #8b939d; border-radius: 3px; padding: 2px; }
QLineEdit:focus { border: 1px solid #6aaef5; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { border: none; padding: 0; }
QPlainTextEdit { border: 1px solid #8b939d; border-radius: 3px; }
QPlainTextEdit:focus { border: 1px solid #6aaef5; }
QAbstractItemView::indicator:unchecked, QCheckBox::indicator:unchecked {
    border: 1px solid #a3abb5; background: #1a1d22; }
QRadioButton::indicator:unchecked { border: 1px solid #a3abb5; background: #1a1d22;
    border-radius: %(round)dpx; }
"""
"""Fusion draws the edge of a field darker than the window, which is not to be seen in the dark."""
MENU_EDGES = "#c4ccd6"
"""In menus Fusion draws edges of boxes in a darker shade of this, and nothing else."""
BOXES = """
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator {
    width: %(size)dpx; height: %(size)dpx; }
QCheckBox::indicator:unchecked, QRadioButton::indicator:unchecked,
QAbstractItemView::indicator:unchecked { width: %(inside)dpx; height: %(inside)dpx; }
"""
"""Fusion draws a box to tick at one size, however large the words beside it are."""
_BOX = 14
"""Pixels of a box to tick beside letters of the usual size."""
SOFT = (Role.WindowText, Role.Text, Role.ButtonText)


def apply_theme(application: QApplication, theme: str) -> None:
    """Show everything in this theme: "light", "dark", or "system" for that of the desktop."""
    dark = is_dark(application, theme)
    palette = palette_of(is_dark=dark)
    application.setPalette(palette)
    menus = QPalette(palette)
    if dark:
        menus.setColor(Role.Window, QColor(MENU_EDGES))
    # WHY: Qt takes a string here; its types ask for bytes, which it refuses.
    application.setPalette(menus, "QMenu")  # type: ignore[arg-type]
    application.setStyleSheet(_rules(application, is_dark=dark))


def _rules(application: QApplication, *, is_dark: bool) -> str:
    """What the palette cannot say; nothing in the light with usual letters, for it costs time."""
    lines = QFontMetrics(application.font()).height() / USUAL_HEIGHT
    size = round(_BOX * max(1.0, lines))
    edges = DARK_EDGES if is_dark else ""
    boxes = BOXES if is_dark or size > _BOX else ""
    # WHY smaller: an edge of our own comes around the box.
    sizes = {"size": size, "inside": size - 2 if is_dark else size, "round": size // 2}
    return (edges + boxes) % sizes


def is_dark(application: QApplication, theme: str) -> bool:
    """Whether this theme is dark now."""
    if theme == "system":
        return application.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return theme == "dark"


def palette_of(*, is_dark: bool) -> QPalette:
    """The palette of one theme."""
    palette = QPalette()
    for role, colour in (DARK if is_dark else LIGHT).items():
        palette.setColor(role, QColor(colour))
    for role in SOFT:
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(DISABLED[is_dark]))
    return palette
