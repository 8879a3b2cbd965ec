"""Text can be read in both palettes: contrast as in WCAG 2.1, criteria 1.4.3 and 1.4.11."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from tests.gui.conftest import Bench
from woo_desk.gui.dialogs.passage_dialog import OPEN_COLOURS, REDACTED_COLOURS
from woo_desk.gui.theme import palette_of
from woo_desk.gui.views.notice_bar import STRIPE

Role, Group = QPalette.ColorRole, QPalette.ColorGroup
TEXT, LARGE = 4.5, 3.0
"""Least contrast at level AA: of text, and of what is large or is no text."""
PAIRS = (
    (Role.WindowText, Role.Window),
    (Role.Text, Role.Base),
    (Role.Text, Role.AlternateBase),
    (Role.ButtonText, Role.Button),
    (Role.PlaceholderText, Role.Base),
    (Role.ToolTipText, Role.ToolTipBase),
    (Role.HighlightedText, Role.Highlight),
    (Role.Link, Role.Base),
    (Role.Link, Role.Window),
    (Role.LinkVisited, Role.Base),
)


def luminance(colour: QColor) -> float:
    """Relative luminance (WCAG 2.1)."""
    channels = [colour.redF(), colour.greenF(), colour.blueF()]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: QColor, other: QColor) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_itself() -> None:
    assert contrast(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21)
    assert contrast(QColor("#767676"), QColor("#ffffff")) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("is_dark", [False, True])
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair[0].name}-{pair[1].name}")
def test_text_of_every_role(pair: tuple[QPalette.ColorRole, ...], *, is_dark: bool) -> None:
    palette = palette_of(is_dark=is_dark)
    assert contrast(palette.color(pair[0]), palette.color(pair[1])) >= TEXT


@pytest.mark.parametrize("is_dark", [False, True])
def test_what_cannot_be_used_and_what_has_the_focus(*, is_dark: bool) -> None:
    palette = palette_of(is_dark=is_dark)
    for text, ground in ((Role.WindowText, Role.Window), (Role.Text, Role.Base)):
        assert contrast(palette.color(Group.Disabled, text), palette.color(ground)) >= LARGE
    for ground in (Role.Window, Role.Base):
        assert contrast(palette.color(Role.Accent), palette.color(ground)) >= LARGE


@pytest.mark.parametrize("is_dark", [False, True])
def test_own_colours(*, is_dark: bool) -> None:
    window = palette_of(is_dark=is_dark).color(Role.Window)
    assert all(contrast(stripe, window) >= LARGE for stripe in STRIPE.values())
    for paper, ink in (REDACTED_COLOURS, OPEN_COLOURS):
        assert contrast(paper, ink) >= TEXT


@pytest.mark.parametrize("workspace", ["publish", "second", "inventory", "persons", "documents"])
def test_every_control_of_a_workspace_has_a_name(opened: Bench, workspace: str) -> None:
    opened.desk.workspaces.go(workspace)
    QApplication.processEvents()
    nameless = [
        type(widget).__name__
        for widget in opened.desk.window.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy().value & 1  # reached with Tab
        and not (widget.accessibleName() or getattr(widget, "text", str)())
        and not widget.objectName().startswith("qt_")
        and not (widget.parent() is not None and _is_named(widget.parent()))
    ]
    assert nameless == []


def _is_named(parent: object) -> bool:
    """Whether a part stands in a field that has a name."""
    return isinstance(parent, QWidget) and bool(parent.accessibleName())
