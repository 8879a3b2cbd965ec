"""Keeps the pages in view sharp: asks for one picture at a time and forgets far ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap

from woo_desk.gui.items.page_item import PageItem
from woo_desk.usecases.requests import RenderResult

MAX_SCALE = 6.0
"""Pixels per point; the worker draws no larger."""
KEPT_PIXELS = 40_000_000
"""So many pixels of pictures are kept beside those in view: some 160 MB."""

Render = Callable[[int, float, Callable[[object], None]], None]
"""Ask for a picture: page index, pixels per point, what to do with the result."""


class PagePictures(QObject):
    """Pictures of the pages of one document.

    Never more than one request of its own is under way. Each request has a number, so that an
    answer to an older one, or to one for another document, is not taken for the present one.

    Signals:
        idle(): every picture that is wanted is there; now smaller things can be asked for.
    """

    idle = Signal()

    def __init__(
        self,
        render: Render,
        wanted: Callable[[], Sequence[int]],
        scale: Callable[[], float],
        parent: QObject,
    ) -> None:
        """Args: wanted: pages to have, most wanted first; scale: pixels per point to have."""
        super().__init__(parent)
        self._render, self._wanted, self._scale = render, wanted, scale
        self._items: Sequence[PageItem] = ()
        self._sharp: dict[int, float] = {}
        """Scale that a page was last asked for at; the page that was used last comes last."""
        self._number = 0
        self._is_waiting = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._ask_for_next)

    def show(self, items: Sequence[PageItem]) -> None:
        """Begin with another document; what is still under way is ignored when it comes."""
        self._items = items
        self._sharp.clear()
        self._number += 1
        self._is_waiting = False
        self.refresh()

    @property
    def is_busy(self) -> bool:
        """Whether a picture is on its way, or about to be asked for."""
        return self._is_waiting or self._soon.isActive()

    def refresh(self) -> None:
        """Look soon whether other pictures are wanted."""
        self._soon.start()

    def retry(self) -> None:
        """Ask again for what could not be drawn."""
        for index in [i for i in self._sharp if self._items[i].has_failed]:
            del self._sharp[index]
        self.refresh()

    def _ask_for_next(self) -> None:
        if self._is_waiting or not self._items:
            return
        scale = min(MAX_SCALE, self._scale())
        for index in self._wanted():
            if self._sharp.get(index) != scale:
                self._ask_for(index, scale)
                return
        self.idle.emit()

    def _ask_for(self, index: int, scale: float) -> None:
        self._number += 1
        self._is_waiting = True
        number = self._number
        self._render(index, scale, lambda result: self._take(number, index, scale, result))

    def _take(self, number: int, index: int, scale: float, result: object) -> None:
        if number != self._number:
            return  # of a document that is no longer shown
        self._is_waiting = False
        item = self._items[index]
        if isinstance(result, RenderResult):
            item.set_picture(_pixmap(result))
        else:
            item.set_failed()
        # WHY also without a picture: a page that cannot be drawn is not asked for again and again.
        self._sharp.pop(index, None)
        self._sharp[index] = scale
        self._forget_far_ones()
        self.refresh()

    def _forget_far_ones(self) -> None:
        wanted = set(self._wanted())
        kept = sum(self._items[i].picture_pixels for i in self._sharp)
        for index in [index for index in self._sharp if index not in wanted]:
            if kept <= KEPT_PIXELS:
                return
            kept -= self._items[index].picture_pixels
            del self._sharp[index]
            self._items[index].set_picture(None)


def _pixmap(result: RenderResult) -> QPixmap:
    image = QImage(
        result.pixels, result.width, result.height, result.stride, QImage.Format.Format_RGB888
    )
    return QPixmap.fromImage(image)
