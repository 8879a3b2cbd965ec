"""What tests of the pages do again and again, over a dossier whose letters are known."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.conftest import Bench, MakeBench
from tests.gui.work import WORDS, answers, files, make_dossier
from tests.helpers.fake_engine import FakeEngine
from woo_desk.domain.document import Document
from woo_desk.domain.geometry import Box
from woo_desk.domain.redaction import Redaction
from woo_desk.gui.views.page_hands import Tool
from woo_desk.usecases.requests import TextRequest, TextResult

TEXT = " ".join(WORDS)
LETTER = 5.0
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def page_text(request: TextRequest) -> TextResult:
    """The words of each page on one line, each letter five points wide."""
    corners = tuple(
        value for n in range(len(TEXT)) for value in (LETTER * n, 40.0, LETTER * (n + 1), 60.0)
    )
    return TextResult(request.page_index, TEXT, corners, (0,) * len(TEXT))


def lettered(make_bench: MakeBench, path: Path, tmp_path: Path) -> Bench:
    """Two documents, with `page_text` on every page; the first is shown."""
    engine = FakeEngine({**answers(), "page_text": page_text})
    make_dossier(path, engine, files(tmp_path / "in", "brief 2", "nota 3"))
    made = make_bench(engine)
    assert made.desk.open(path)
    made.desk.workspaces.go("documents")
    made.desk.window.resize(1200, 900)
    return made


def document(bench: Bench) -> Document:
    assert bench.desk.state is not None
    return bench.desk.state.document


def redactions(bench: Bench) -> list[Redaction]:
    assert bench.desk.state is not None
    return list(bench.desk.state.redactions)


def do(bench: Bench, action: str) -> None:
    found = bench.desk.window.actions_[action]
    assert found.isEnabled(), found.toolTip()
    found.trigger()


def switch(bench: Bench, action: str, *, on: bool = True) -> None:
    assert bench.desk.window.actions_[action].isEnabled()
    bench.desk.window.actions_[action].setChecked(on)


def tool_of(bench: Bench) -> Tool:
    """What dragging does now; asked anew, for it changes."""
    return bench.desk.window.page_view.tool


def place_of(bench: Bench, x: float, y: float, page: int = 0) -> QPoint:
    """Where a point of a page is on the screen."""
    view = bench.desk.window.page_view
    item = view.pages[page]
    rect = item.mapRectToScene(item.rect_of(Box(x, y, x, y)))
    return view.mapFromScene(rect.topLeft())


def drag(bench: Bench, start: QPoint, end: QPoint) -> None:
    port = bench.desk.window.page_view.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(port, (start + end) / 2)
    QTest.mouseMove(port, end)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)


def settle() -> None:
    """Let the letters of the page come."""
    for _ in range(5):
        QApplication.processEvents()
