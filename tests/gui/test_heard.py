"""What a screen reader gets beyond names: pages, cells, headings; and what the Enter key does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QGroupBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Bench, MakeBench
from tests.gui.every_dialog import every_dialog
from tests.gui.test_accessible import WORKSPACES, every_node, name_of, shown
from tests.gui.test_look import big_text
from tests.gui.work import files, make_dossier
from tests.helpers.fake_engine import FakeEngine
from woo_desk.gui.dialogs.defect_dialog import DefectDialog
from woo_desk.texts import text

__all__ = ["big_text"]


@pytest.fixture(autouse=True)
def _as_if_listened_to() -> Iterator[None]:
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.fixture
def full(make_bench: MakeBench, fake_engine: FakeEngine, tmp_path: Path) -> Bench:
    """A dossier with something of everything."""
    sources = files(tmp_path / "in", "brief 2", "nota 3", "scan 1")
    path = make_dossier(tmp_path / "zaak.woodossier", fake_engine, sources)
    bench = make_bench(fake_engine)
    assert bench.desk.open(path)
    bench.desk.redact_commands.go_on()
    return bench


# Pages ------------------------------------------------------------------------------------------


def said_of_pages(bench: Bench) -> str:
    view = bench.desk.window.page_view
    node = QAccessible.queryAccessibleInterface(view)
    return str(node.text(QAccessible.Text.Description))


def test_a_page_tells_its_number_its_places_and_its_words(qtbot: QtBot, full: Bench) -> None:
    window = full.desk.window
    window.document_list.choose(window.documents.at(0).document.id)
    window.page_view.show_page(0)
    qtbot.waitUntil(lambda: "Bert" in said_of_pages(full))
    said = said_of_pages(full)
    assert said.startswith("Pagina 1 van 2.")
    assert "P. Jansen: " in said
    assert "K. Smit: " in said


def test_turning_the_page_tells_the_next_one(qtbot: QtBot, full: Bench) -> None:
    window = full.desk.window
    window.document_list.choose(window.documents.at(0).document.id)
    window.page_view.turn_page(1)
    qtbot.waitUntil(lambda: said_of_pages(full).startswith("Pagina 2 van 2."))


def test_a_decision_changes_what_is_told(full: Bench) -> None:
    window = full.desk.window
    window.document_list.choose(window.documents.at(0).document.id)
    window.page_view.show_page(0)
    before = said_of_pages(full)
    window.actions_["confirm_page"].trigger()
    assert said_of_pages(full) != before


def test_nothing_is_read_of_pages_when_nobody_listens(full: Bench) -> None:
    QAccessible.setActive(False)
    window = full.desk.window
    window.page_view.setAccessibleDescription("")
    window.document_list.choose(window.documents.at(1).document.id)
    assert window.page_view.accessibleDescription() == ""


# Lists ------------------------------------------------------------------------------------------


def wordless_cells(window: QWidget) -> list[str]:
    """Cells that show a sign of which a screen reader can say nothing."""
    found = []
    for view in window.findChildren(QAbstractItemView):
        model = view.model()
        if not view.isVisibleTo(window) or model is None or isinstance(view, QHeaderView):
            continue
        for index in some_cells(model):
            told = index.data(Qt.ItemDataRole.AccessibleTextRole)
            sign = index.data(Qt.ItemDataRole.DisplayRole)
            words = str(told if told is not None else sign if sign is not None else "")
            if words and not any(each.isalnum() for each in words):
                found.append(f"{view.accessibleName()} {index.column()}: {words}")
    return found


def some_cells(model: QAbstractItemModel) -> Iterator[QModelIndex]:
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for row in range(min(model.rowCount(), 12)):
        for column in range(columns):
            yield model.index(row, column)


@pytest.mark.parametrize("workspace", WORKSPACES)
def test_no_cell_of_a_list_is_a_sign_alone(full: Bench, workspace: str) -> None:
    full.desk.workspaces.go(workspace)
    QApplication.processEvents()
    assert wordless_cells(full.desk.window) == []


def narrow_headings(window: QWidget) -> list[str]:
    """Columns of which the heading has too little room."""
    found = []
    for header in window.findChildren(QHeaderView):
        model = header.model()
        flat = Qt.Orientation.Horizontal
        if model is None or not header.isVisible() or header.orientation() is not flat:
            continue
        for column in range(header.count()):
            name = str(model.headerData(column, flat) or "")
            least = header.fontMetrics().horizontalAdvance(name)
            if not header.isSectionHidden(column) and header.sectionSize(column) < least:
                found.append(f"{header.parent()!r:.40} {name}")
    return found


@pytest.mark.parametrize("workspace", WORKSPACES)
@pytest.mark.usefixtures("big_text")
def test_headings_can_be_read_at_200_percent(full: Bench, workspace: str) -> None:
    full.desk.window.resize(1366, 768)
    full.desk.workspaces.go(workspace)
    QApplication.processEvents()
    assert narrow_headings(full.desk.window) == []


@pytest.mark.usefixtures("big_text")
def test_titles_of_documents_can_be_read_at_200_percent(full: Bench) -> None:
    """The other columns took everything, and a list of numbers was left."""
    full.desk.window.resize(1366, 768)
    QApplication.processEvents()
    view = full.desk.window.document_list.view
    title = full.desk.window.documents.at(0).document.title
    assert view.columnWidth(2) >= view.fontMetrics().horizontalAdvance(title)


@pytest.mark.usefixtures("big_text")
def test_the_place_that_is_chosen_is_in_view_at_200_percent(full: Bench) -> None:
    """On a small screen the fields of the document push the list of places out of sight."""
    window = full.desk.window
    window.resize(1366, 768)
    QApplication.processEvents()
    window.actions_["next_finding"].trigger()
    QApplication.processEvents()
    view = window.finding_panel.view
    row = view.visualRect(view.currentIndex())
    assert row.isValid()
    assert view.viewport().visibleRegion().contains(row.center())


def test_going_through_the_workspaces_leaves_the_window_its_size(full: Bench) -> None:
    """Panels that were about to go pushed the window over the edge of a small screen."""
    window = full.desk.window
    window.resize(1000, 700)
    for workspace in ("documents", "publish", "second", "documents", "publish", "persons"):
        full.desk.workspaces.go(workspace)
        QApplication.processEvents()
        assert window.width() == 1000


@pytest.mark.usefixtures("big_text")
def test_headings_of_dialogs_can_be_read_at_200_percent(full: Bench) -> None:
    faults: dict[str, list[str]] = {}
    for name, dialog in every_dialog(full).items():
        shown(dialog)
        faults[name] = narrow_headings(dialog)
        dialog.close()
    assert {name: found for name, found in faults.items() if found} == {}


# Keys and names ---------------------------------------------------------------------------------


def doubled_letters(window: QWidget) -> list[str]:
    """Letters that with Alt would go to two places."""
    texts = [each.text() for each in window.findChildren(QAbstractButton) if each.isVisible()]
    texts += [each.text() for each in window.findChildren(QLabel) if each.buddy() is not None]
    texts += [each.title() for each in window.findChildren(QGroupBox)]
    letters = Counter(
        words[words.index("&") + 1].casefold() for words in texts if "&" in words.rstrip("&")
    )
    return [letter for letter, count in letters.items() if count > 1]


def doubled_names(window: QWidget) -> list[str]:
    """Controls that a screen reader cannot tell apart: same role, name and surroundings."""
    said: Counter[str] = Counter()
    for node in every_node(window):
        if node.state().focusable and not node.state().invisible:
            around = node.parent()
            where = around.text(QAccessible.Text.Name) if around else ""
            said[f"{node.role().name} {name_of(node)} in {where}"] += 1
    return [words for words, count in said.items() if count > 1]


def test_no_two_controls_of_a_dialog_are_told_alike(full: Bench) -> None:
    faults: dict[str, list[str]] = {}
    for name, dialog in every_dialog(full).items():
        shown(dialog)
        faults[name] = [*doubled_letters(dialog), *doubled_names(dialog)]
        dialog.close()
    assert {name: found for name, found in faults.items() if found} == {}


@pytest.mark.parametrize("workspace", WORKSPACES)
def test_no_two_controls_of_a_workspace_are_told_alike(full: Bench, workspace: str) -> None:
    full.desk.workspaces.go(workspace)
    QApplication.processEvents()
    assert [*doubled_letters(full.desk.window), *doubled_names(full.desk.window)] == []


def test_letters_of_the_menu_bar_differ(full: Bench) -> None:
    titles = [action.text() for action in full.desk.window.menuBar().actions() if action.text()]
    letters = [title[title.index("&") + 1].casefold() for title in titles]
    assert len(set(letters)) == len(letters)


def test_enter_does_what_the_dialog_is_for(full: Bench) -> None:
    """In every dialog with buttons Enter has one meaning; after an error it is to go on."""
    faults = {}
    for name, dialog in every_dialog(full).items():
        shown(dialog)
        if problem := _enter_problem(dialog):
            faults[name] = problem
        if isinstance(dialog, DefectDialog):
            chosen = [each for each in dialog.findChildren(QPushButton) if each.isDefault()]
            assert [each.text() for each in chosen] == [text("gui.defect.go_on")]
        dialog.close()
    assert faults == {}


def _enter_problem(dialog: QDialog) -> str:
    buttons = [each for each in dialog.findChildren(QPushButton) if each.isVisible()]
    chosen = [each for each in buttons if each.isDefault()]
    if buttons and len(chosen) != 1:
        return f"{len(chosen)} of {[each.text() for each in buttons]}"
    return ""
