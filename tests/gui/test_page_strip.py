"""How the pages are shown: turned, side by side, in the small; what lies over them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.gui.conftest import Bench, MakeBench
from tests.gui.pages import do, lettered, place_of, switch


@pytest.fixture
def bench(make_bench: MakeBench, path: Path, tmp_path: Path) -> Bench:
    return lettered(make_bench, path, tmp_path)


def test_view_is_turned_and_two_pages_stand_side_by_side(bench: Bench) -> None:
    view = bench.desk.window.page_view
    before = view.pages[0].boundingRect()
    do(bench, "rotate_right")
    turned = view.pages[0].boundingRect()
    assert turned.width() / turned.height() == pytest.approx(before.height() / before.width())
    do(bench, "rotate_left")
    switch(bench, "two_pages")
    first, second = view.pages[0].pos(), view.pages[1].pos()
    assert first.y() == second.y()
    assert second.x() >= first.x() + view.pages[0].boundingRect().width()
    do(bench, "zoom_page")
    assert view.pages[0].boundingRect().height() <= view.viewport().height()


def test_strip_tells_where_each_page_stands(bench: Bench) -> None:
    strip = bench.desk.window.page_pane.strip
    spoken = [strip.model().index(n, 0).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(2)]
    assert spoken == [
        "pagina 1, 2 plaatsen open, in beeld geweest",
        "pagina 2, 2 plaatsen open, nog niet in beeld geweest",
    ]
    bench.desk.redact_commands.confirm_page()
    first = strip.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert first == "pagina 1, 2 lakkingen, in beeld geweest"
    strip.setCurrentIndex(strip.model().index(0, 0))
    strip.setCurrentIndex(strip.model().index(1, 0))
    assert bench.desk.window.page_view.current_page == 1


def test_a_rejected_place_is_an_outline_and_never_black(bench: Bench) -> None:
    do(bench, "next_finding")
    do(bench, "reject")
    view = bench.desk.window.page_view
    inside = view.grab().toImage().pixelColor(place_of(bench, 70, 50))
    assert inside.lightness() > 200


def test_right_click_offers_the_same_actions(bench: Bench) -> None:
    offered = [action.objectName() for action in bench.desk.window.page_view.actions()]
    assert {"confirm", "reject", "split", "repeat", "sweep_header"} <= set(offered)
