"""The pages: right boxes at every turn, one picture asked for at a time, nothing that stalls."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers import cases
from woo_desk.domain.document import Page
from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.finding import Proposal
from woo_desk.domain.geometry import Box, Rotation
from woo_desk.domain.ids import DocumentId
from woo_desk.gui.models.finding_table import mark_rows
from woo_desk.gui.views.page_pictures import KEPT_PIXELS
from woo_desk.gui.views.page_view import PageView
from woo_desk.usecases.requests import RenderResult

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


@dataclass
class Renderer:
    """Answers when told to."""

    asked: list[tuple[int, float]] = field(default_factory=list)
    waiting: list[Callable[[object], None]] = field(default_factory=list)

    def __call__(self, index: int, scale: float, on_result: Callable[[object], None]) -> None:
        self.asked.append((index, scale))
        self.waiting.append(on_result)

    def answer(self, result: object | None = None) -> None:
        picture = RenderResult(10, 10, 30, bytes(300))
        self.waiting.pop(0)(picture if result is None else result)

    def fail(self) -> None:
        self.waiting.pop(0)(None)


def document(pages: int, rotation: Rotation = Rotation.NONE, number: int = 1) -> DocumentState:
    state = cases.state(number)
    size = (200.0, 300.0)
    return DocumentState(
        document=state.document,
        pages=[
            Page(DocumentId(f"d{number}"), index, *size, rotation, has_text=True)
            for index in range(pages)
        ],
        analysed=frozenset(range(pages)),
        looked_at=frozenset(),
        findings=state.findings,
        reviewed=frozenset(),
        redactions=(),
        decision=state.decision,
        override=None,
    )


@pytest.fixture
def renderer() -> Renderer:
    return Renderer()


@pytest.fixture
def view(qtbot: QtBot, renderer: Renderer) -> PageView:
    shown = PageView(renderer)
    qtbot.addWidget(shown)
    shown.resize(460, 700)
    shown.show()
    return shown


def settle() -> None:
    for _ in range(5):
        QApplication.processEvents()


def place_of(view: PageView, page: int, box: Box) -> tuple[QPoint, QPoint]:
    """Where two corners of a box are on the screen."""
    item = view.pages[page]
    rect = item.mapRectToScene(item.rect_of(box))
    return view.mapFromScene(rect.topLeft()), view.mapFromScene(rect.bottomRight())


def drag(view: PageView, start: QPoint, end: QPoint) -> None:
    port = view.viewport()
    QTest.mousePress(port, LEFT, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(port, (start + end) / 2)
    QTest.mouseMove(port, end)
    QTest.mouseRelease(port, LEFT, Qt.KeyboardModifier.NoModifier, end)


# Drawing --------------------------------------------------------------------------------------


@pytest.mark.parametrize("rotation", list(Rotation))
def test_drawn_box_is_in_page_space_at_every_turn(
    qtbot: QtBot, view: PageView, rotation: Rotation
) -> None:
    view.show_document(document(2, rotation))
    view.set_drawing(True)
    wanted = Box(30, 60, 90, 120)
    start, end = place_of(view, 0, wanted)
    with qtbot.waitSignal(view.box_drawn) as drawn:
        drag(view, start, end)
    index, box = drawn.args
    assert index == 0
    assert box.as_tuple() == pytest.approx(wanted.as_tuple(), abs=1.0)


def test_drawn_box_ends_at_the_edge_of_the_page(qtbot: QtBot, view: PageView) -> None:
    view.show_document(document(1))
    view.set_drawing(True)
    start, _ = place_of(view, 0, Box(150, 250, 160, 260))
    with qtbot.waitSignal(view.box_drawn) as drawn:
        drag(view, start, start + QPoint(400, 400))
    box = drawn.args[1]
    assert (box.x1, box.y1) == pytest.approx((200, 300), abs=0.01)


def test_a_click_draws_nothing_and_dragging_without_drawing_neither(
    qtbot: QtBot, view: PageView
) -> None:
    view.show_document(document(1))
    start, end = place_of(view, 0, Box(30, 60, 90, 120))
    with qtbot.assertNotEmitted(view.box_drawn):
        drag(view, start, end)
        view.set_drawing(True)
        drag(view, start, start + QPoint(1, 1))


def test_box_by_keyboard_alone(qtbot: QtBot, view: PageView) -> None:
    view.show_document(document(1))
    view.set_drawing(True)
    QTest.keyClick(view, Qt.Key.Key_Down)  # brings a box of 80 by 20 in the middle
    QTest.keyClick(view, Qt.Key.Key_Left)
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    with qtbot.waitSignal(view.box_drawn) as drawn:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert drawn.args[1].as_tuple() == pytest.approx((50, 139, 140, 159))


def test_escape_drops_the_box_and_then_leaves_drawing(qtbot: QtBot, view: PageView) -> None:
    view.show_document(document(1))
    view.set_drawing(True)
    QTest.keyClick(view, Qt.Key.Key_Down)
    with qtbot.assertNotEmitted(view.drawing_left):
        QTest.keyClick(view, Qt.Key.Key_Escape)
    with qtbot.waitSignal(view.drawing_left):
        QTest.keyClick(view, Qt.Key.Key_Escape)


def test_another_document_while_drawing_leaves_no_band_behind(view: PageView) -> None:
    view.show_document(document(1))
    view.set_drawing(True)
    start, _ = place_of(view, 0, Box(30, 60, 90, 120))
    QTest.mousePress(view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, start)
    view.show_document(document(1, number=2))
    assert len(view.scene().items()) == 1


# Choosing -------------------------------------------------------------------------------------


@pytest.mark.parametrize("button", [LEFT, RIGHT])
def test_click_chooses_the_smallest_place(
    qtbot: QtBot, view: PageView, button: Qt.MouseButton
) -> None:
    found = cases.finding("P. Jansen", 0)
    ask = cases.finding("Jansen", 3, proposal=Proposal.ASK)
    small = ask.__class__(
        **{name: getattr(ask, name) for name in ask.__slots__ if name != "boxes"},
        boxes=(Box(100, 74, 120, 82),),
    )
    view.show_document(document(1))
    rows = mark_rows(cases.state(findings=(found, small)))
    view.set_marks(rows, "", as_published=False, unseen=frozenset())
    place, _ = place_of(view, 0, Box(110, 78, 111, 79))
    with qtbot.waitSignal(view.mark_chosen) as chosen:
        QTest.mouseClick(view.viewport(), button, Qt.KeyboardModifier.NoModifier, place)
    assert chosen.args == [small.id]


def test_a_page_that_needs_eyes_is_hatched_and_published_boxes_are_black(view: PageView) -> None:
    found = cases.finding("P. Jansen", 0)
    rows = mark_rows(cases.state(findings=(found,), redactions=(cases.redaction(found),)))
    view.show_document(document(1))
    view.set_marks(rows, "", as_published=False, unseen=frozenset({0}))
    place, _ = place_of(view, 0, Box(76, 74, 77, 75))
    edge, _ = place_of(view, 0, Box(1.0, 150, 2, 151))
    seen = view.grab().toImage()
    assert seen.pixelColor(place).lightness() > 60  # see-through while reviewing
    colours = {seen.pixelColor(edge + QPoint(0, n)).name() for n in range(12)}
    assert len(colours) > 1
    view.set_marks(rows, "", as_published=True, unseen=frozenset())
    published = view.grab().toImage()
    assert published.pixelColor(place).lightness() == 0
    assert {published.pixelColor(edge + QPoint(0, n)).name() for n in range(12)} == {"#ffffff"}


# Pictures -------------------------------------------------------------------------------------


def test_one_picture_is_asked_for_at_a_time(view: PageView, renderer: Renderer) -> None:
    view.show_document(document(5))
    settle()
    assert [index for index, _ in renderer.asked] == [0]
    view.verticalScrollBar().setValue(400)
    settle()
    assert len(renderer.asked) == 1
    renderer.answer()
    settle()
    assert len(renderer.asked) == 2


def test_picture_is_asked_for_at_the_sharpness_of_the_screen(
    view: PageView, renderer: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    view.show_document(document(1))
    view.zoom_by(1.0)
    settle()
    monkeypatch.setattr(view, "devicePixelRatioF", lambda: 2.0)
    renderer.answer()
    settle()
    assert renderer.asked[1][1] == pytest.approx(2 * renderer.asked[0][1])


def test_answers_for_an_older_document_are_ignored(view: PageView, renderer: Renderer) -> None:
    view.show_document(document(1))
    settle()
    view.show_document(document(1, number=2))
    settle()
    assert len(renderer.waiting) == 2
    renderer.answer()  # of the first document
    assert view.pages[0].picture_pixels == 0
    renderer.answer()
    assert view.pages[0].picture_pixels == 100


def test_an_outrun_request_of_the_same_page_does_not_leave_it_blank(
    view: PageView, renderer: Renderer
) -> None:
    """Away and back again: the first request is outrun by the third and ends without picture."""
    view.show_document(document(1))
    settle()
    view.show_document(document(1, number=2))
    settle()
    view.show_document(document(1))
    settle()
    assert len(renderer.waiting) == 3
    renderer.fail()
    renderer.fail()
    renderer.answer()
    assert view.pages[0].picture_pixels == 100
    assert not view.pages[0].has_failed


def test_a_page_that_cannot_be_drawn_does_not_hold_up_the_next(
    view: PageView, renderer: Renderer
) -> None:
    view.show_document(document(3))
    settle()
    renderer.fail()
    settle()
    assert view.pages[0].has_failed
    assert [index for index, _ in renderer.asked] == [0, 1]
    renderer.answer()
    settle()
    renderer.answer()
    settle()
    asked = len(renderer.asked)
    settle()
    assert len(renderer.asked) == asked  # not again and again
    view.zoom_to_fit()
    settle()
    assert renderer.asked[-1][0] == 0
    renderer.answer()
    assert not view.pages[0].has_failed


def test_far_pictures_are_forgotten(view: PageView, renderer: Renderer) -> None:
    big = RenderResult(4000, 4000, 12000, bytes(48_000_000))
    view.show_document(document(12))
    for index in range(0, 12, 2):
        view.show_page(index)
        settle()
        while renderer.waiting:
            renderer.answer(big)
            settle()
    kept = sum(item.picture_pixels for item in view.pages)
    assert kept <= KEPT_PIXELS + 5 * 16_000_000
    assert view.pages[0].picture_pixels == 0


def test_scrolling_through_300_pages_is_quick(view: PageView, renderer: Renderer) -> None:
    view.show_document(document(300))
    bar = view.verticalScrollBar()
    start = time.perf_counter()
    for step in range(300):
        bar.setValue(bar.maximum() * step // 300)
        QApplication.processEvents()
        if renderer.waiting:
            renderer.answer()
    assert (time.perf_counter() - start) / 300 < 0.03
    assert view.current_page > 295


# Zoom -----------------------------------------------------------------------------------------


def test_zoom_keeps_what_is_in_the_middle(view: PageView) -> None:
    view.show_document(document(20))
    view.show_page(7)
    view.verticalScrollBar().setValue(view.verticalScrollBar().value() + 150)
    middle = view.viewport().rect().center()

    def at_middle() -> tuple[int, float]:
        point = view.mapToScene(middle)
        item = next(i for i in view.pages if i.sceneBoundingRect().contains(point))
        return item.page.index, item.mapFromScene(point).y() / item.scale_factor

    before = at_middle()
    for factor in (1.25, 1.25, 0.8, 1.25, 0.64):
        view.zoom_by(factor)
        assert at_middle()[0] == before[0]
        assert at_middle()[1] == pytest.approx(before[1], abs=3)


def test_wheel_with_control_zooms_around_the_pointer(view: PageView) -> None:
    view.show_document(document(3))
    before = view.pages[0].scale_factor
    place = QPointF(200, 300)
    for turned, direction in ((120, 1), (-120, -1)):
        event = QWheelEvent(
            place,
            view.mapToGlobal(place),
            QPoint(),
            QPoint(0, turned),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        now = view.pages[0].scale_factor
        QApplication.sendEvent(view.viewport(), event)
        assert (view.pages[0].scale_factor - now) * direction > 0
    assert view.pages[0].scale_factor == pytest.approx(before)


def test_fitted_pages_follow_the_width(view: PageView) -> None:
    view.show_document(document(3))
    narrow = view.pages[0].scale_factor
    view.resize(400, 700)
    assert view.pages[0].scale_factor < narrow
    view.zoom_by(2)
    chosen = view.pages[0].scale_factor
    view.resize(460, 700)
    assert view.pages[0].scale_factor == chosen
    view.zoom_to_fit()
    assert view.pages[0].scale_factor == pytest.approx(narrow)


def test_paging_reaches_every_page_also_the_last(view: PageView) -> None:
    view.show_document(document(3))
    seen = [view.current_page]
    for _ in range(3):
        view.show_page(view.current_page + 1)
        seen.append(view.current_page)
    assert seen == [0, 1, 2, 2]
    view.show_page(-5)
    assert view.current_page == 0
