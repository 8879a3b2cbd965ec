"""The order in which Tab comes to the parts of a window."""

from __future__ import annotations

import itertools

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget


def tab_stops(window: QWidget) -> list[QWidget]:
    """Where Tab may come in a window, in its order; also what is hidden or off now."""
    found: list[QWidget] = []
    each = window.nextInFocusChain()
    while each is not None and each is not window:
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.focusProxy() is None:
            found.append(each)
        each = each.nextInFocusChain()
    return found


def middle_after_left(window: QMainWindow) -> None:
    """Let Tab come to the middle after what stands left of it, as the eye does."""
    left = [
        dock
        for dock in window.findChildren(QDockWidget)
        if dock.isVisibleTo(window)
        and window.dockWidgetArea(dock) is Qt.DockWidgetArea.LeftDockWidgetArea
    ]
    stops = tab_stops(window)
    before = [stop for stop in stops if any(dock.isAncestorOf(stop) for dock in left)]
    centre = window.centralWidget()
    middle = [stop for stop in stops if centre is not None and centre.isAncestorOf(stop)]
    if before:
        for one, other in itertools.pairwise((before[-1], *middle)):
            QWidget.setTabOrder(one, other)
