"""Words of a scan that may be read wrongly are hatched, until the page is shown as published."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem

from woo_desk.domain.document import Page
from woo_desk.domain.geometry import Box, Rotation
from woo_desk.domain.ids import DocumentId
from woo_desk.gui.items.page_item import DOUBT, PageItem

PAGE = Page(DocumentId("d"), 0, 300, 200, Rotation.NONE, has_text=True, text_reliable=False)
WORD = Box(50, 40, 150, 60)


def hatched(item: PageItem) -> int:
    """Pixels of the word that have the colour of doubt."""
    picture = QImage(300, 200, QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    item.paint(painter, QStyleOptionGraphicsItem())
    painter.end()
    return sum(picture.pixelColor(x, y) == DOUBT for x in range(50, 150) for y in range(40, 60))


@pytest.mark.usefixtures("qapp")
def test_doubtful_words_are_hatched() -> None:
    item = PageItem(PAGE)
    item.set_picture(None)
    assert hatched(item) == 0
    item.set_doubts((WORD,))
    assert item.doubts == (WORD,)
    assert hatched(item) > 100


@pytest.mark.usefixtures("qapp")
def test_not_as_it_will_be_published() -> None:
    item = PageItem(PAGE)
    item.set_doubts((WORD,))
    item.set_marks((), "", as_published=True, needs_eyes=True)
    assert hatched(item) == 0
