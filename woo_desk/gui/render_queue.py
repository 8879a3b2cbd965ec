"""Pictures of pages for several parts of the window, one at a time and none lost.

WHY: on the lane of the screen a newer request takes the place of one that waits. Two parts that
ask at the same moment would each see pages that "cannot be drawn".
"""

from __future__ import annotations

from collections.abc import Callable

from woo_desk.gui.bridge import Bridge
from woo_desk.usecases.requests import RenderRequest

OnResult = Callable[[object], None]


class RenderQueue:
    """Hands requests to the engine one by one, the newest first."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._waiting: list[tuple[RenderRequest, OnResult]] = []
        self._is_drawing = False

    def ask(self, request: RenderRequest, on_result: OnResult) -> None:
        """Draw a page; `on_result` gets a RenderResult, or None when it cannot be drawn."""
        self._waiting.append((request, on_result))
        self._next()

    def forget(self) -> None:
        """Drop what waits: the dossier is closed."""
        self._waiting.clear()

    def _next(self) -> None:
        if self._is_drawing or not self._waiting:
            return
        request, on_result = self._waiting.pop()
        self._is_drawing = True
        self._bridge.request("render", request, lambda result: self._take(on_result, result))

    def _take(self, on_result: OnResult, result: object) -> None:
        self._is_drawing = False
        try:
            on_result(result)
        finally:
            self._next()
