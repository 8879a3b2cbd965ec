"""Reads the places that are in view: their boxes, the words around them, and the page's picture."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen, QPixmap

from woo_desk.domain.document import Page
from woo_desk.domain.geometry import Box, bounding_box, page_to_view
from woo_desk.domain.ids import Sha256
from woo_desk.gui.items.marks import LOOKS, UNDERLINED
from woo_desk.gui.models.example_list import Example
from woo_desk.usecases.requests import RenderRequest, RenderResult

if TYPE_CHECKING:
    from woo_desk.gui.desk import Desk

MAX_SCALE = 6.0
"""Pixels per point; the worker draws no larger."""
AROUND = 90
"""Characters of the page's text beside the words, on each side together."""
KEPT = 6
"""Pictures of whole pages that are kept: neighbouring places are often on one page."""

_Key = tuple[Sha256, int, float]


class ExampleReader:
    """Fills in examples; what it asks of the workers goes one page at a time."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._pages: OrderedDict[_Key, QImage] = OrderedDict()

    def forget(self) -> None:
        """The dossier is closed."""
        self._pages.clear()

    def read(self, example: Example) -> None:
        """Boxes, page and context; quick, from the dossier file."""
        session = self._desk.session
        if session is None or example.finding is not None:
            return
        found = session.file.people.findings([example.place.id])
        if not found:
            return
        example.finding = found[0]
        pages = session.file.pages(example.place.document_id)
        example.page = next((p for p in pages if p.index == example.place.page_index), None)
        page = session.file.page_text(example.place.document_id, example.place.page_index)
        if page is not None:
            span = example.finding.span
            start = max(0, span.start - AROUND // 3)
            words = " ".join(page.text[start : span.end + AROUND].split())
            example.context = f"…{words}…" if start else f"{words}…"

    def strip(
        self, example: Example, width: int, height: int, ratio: float, then: Callable[[], None]
    ) -> None:
        """Draw the strip around a place; `then` is called when it is there, or cannot be made.

        Args:
            example: already read.
            width: of the strip, in pixels of the window.
            height: of the strip, in pixels of the window.
            ratio: device pixels per pixel of the window.
            then: called with the picture in `example.picture`, or None there.
        """
        page = example.page
        if page is None or example.finding is None or not example.finding.boxes:
            example.is_read = True
            then()
            return
        shown = page_to_view(
            Box(0, 0, page.width, page.height), page.width, page.height, page.rotation, 1.0
        )
        scale = min(MAX_SCALE, round(ratio * width / shown.x1, 2))

        def take(image: QImage | None) -> None:
            example.is_read = True
            if image is not None:
                example.picture = _cut(image, example, page, scale, width, height, ratio)
            then()

        self._page(example, scale, take)

    def whole(self, example: Example, scale: float, then: Callable[[QPixmap | None], None]) -> None:
        """The whole page with the place marked; None when it cannot be drawn."""
        page = example.page
        if page is None:
            then(None)
            return

        def take(image: QImage | None) -> None:
            if image is None or example.page is None:
                then(None)
                return
            picture = QPixmap.fromImage(image)
            painter = QPainter(picture)
            _mark(painter, example, example.page, scale, (0.0, 0.0))
            painter.end()
            then(picture)

        self._page(example, min(MAX_SCALE, round(scale, 2)), take)

    def _page(self, example: Example, scale: float, take: Callable[[QImage | None], None]) -> None:
        session = self._desk.session
        sha256 = example.document.prepared_sha256
        if session is None or not sha256:
            take(None)
            return
        key = (sha256, example.place.page_index, scale)
        known = self._pages.get(key)
        if known is not None:
            self._pages.move_to_end(key)
            take(known)
            return
        request = RenderRequest(str(session.file.path), sha256, example.place.page_index, scale)

        def arrived(result: object) -> None:
            if self._desk.session is not session:
                return
            image = _image(result) if isinstance(result, RenderResult) else None
            if image is not None:
                self._pages[key] = image
                while len(self._pages) > KEPT:
                    self._pages.popitem(last=False)
            take(image)

        self._desk.pictures.ask(request, arrived)


def _image(result: RenderResult) -> QImage:
    image = QImage(
        result.pixels, result.width, result.height, result.stride, QImage.Format.Format_RGB888
    )
    return image.copy()  # WHY: the bytes belong to the result


def _cut(
    image: QImage,
    example: Example,
    page: Page,
    scale: float,
    width: int,
    height: int,
    ratio: float,
) -> QPixmap:
    """The strip of the page with the place in its middle, drawn over."""
    boxes = example.finding.boxes if example.finding else ()
    around = page_to_view(bounding_box(boxes), page.width, page.height, page.rotation, scale)
    wide, high = int(width * ratio), int(height * ratio)
    left = max(0, min(int(around.centre[0] - wide / 2), image.width() - wide))
    top = max(0, min(int(around.centre[1] - high / 2), image.height() - high))
    picture = QPixmap.fromImage(image.copy(left, top, min(wide, image.width()), high))
    painter = QPainter(picture)
    _mark(painter, example, page, scale, (left, top))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def _mark(
    painter: QPainter, example: Example, page: Page, scale: float, origin: tuple[float, float]
) -> None:
    look = LOOKS[example.state]
    pen = QPen(QColor(look.line), max(2.0, 1.2 * scale), look.style)
    for box in example.finding.boxes if example.finding else ():
        shown = page_to_view(box.grown(1), page.width, page.height, page.rotation, scale)
        rect = QRectF(
            shown.x0 - origin[0], shown.y0 - origin[1], shown.x1 - shown.x0, shown.y1 - shown.y0
        )
        painter.setPen(pen)
        if example.state in UNDERLINED:
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
            continue
        painter.setBrush(QBrush(QColor(look.fill)) if look.fill else Qt.BrushStyle.NoBrush)
        painter.drawRect(rect)
