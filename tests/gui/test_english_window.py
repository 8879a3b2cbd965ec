"""The whole window in English: no Dutch is left in it, and no words are cut."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QDockWidget,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QTabBar,
    QTableWidget,
    QTextBrowser,
    QTreeWidget,
    QWidget,
)

from tests.gui.conftest import Bench, MakeBench
from tests.gui.every_dialog import every_dialog
from tests.gui.test_accessible import WORKSPACES
from tests.gui.test_look import cut_texts
from tests.gui.work import files, make_dossier
from tests.helpers.fake_engine import FakeEngine
from woo_desk.domain.procedure import ProcedureEventKind
from woo_desk.texts import DUTCH, set_language
from woo_desk.usecases.grounds import load_grounds
from woo_desk.usecases.procedure import put_event

DUTCH_WORDS = re.compile(
    r"\b(?:aan|alle|bij|dat|deze|dit|een|en|geen|gelakt|het|lakken|met|naar|niet|nog|om|ook|te|"
    r"toevoegen|uit|van|voor|wordt|worden|zijn|zoeken|"
    r"januari|februari|maart|mei|juni|juli|augustus|oktober|blz)\b",
    re.IGNORECASE,
)
SAID_IN_DUTCH = re.compile(
    r"Wet open overheid|Open Minvws|Karel van der Zee|Omdat dit een test is|7 juni 2024",
    re.IGNORECASE,
)
"""Names, which have no other form, and what the dossier itself keeps in Dutch: why, dates."""


@pytest.fixture
def english() -> Iterator[None]:
    set_language("en")
    yield
    set_language(DUTCH)


@pytest.fixture
def full(english: None, make_bench: MakeBench, fake_engine: FakeEngine, tmp_path: Path) -> Bench:
    sources = files(tmp_path / "in", "brief 2", "memo 3", "scan 1")
    path = make_dossier(tmp_path / "file.woodossier", fake_engine, sources)
    bench = make_bench(fake_engine)
    assert bench.desk.open(path)
    bench.desk.redact_commands.go_on()
    return bench


def every_text(window: QWidget) -> Iterator[str]:
    """What a window says by itself: not the words of documents, lists and fields."""
    yield window.windowTitle()
    for widget in (window, *window.findChildren(QWidget)):
        if _is_qts_own(widget):
            continue  # in Dutch here, because the other tests are
        yield widget.toolTip()
        yield widget.accessibleName()
        yield widget.accessibleDescription()
        yield from _of(widget)
    for action in window.actions():
        yield action.text()
        yield action.toolTip()


def _is_qts_own(widget: QWidget) -> bool:
    return widget.objectName().startswith("qt_") or isinstance(widget.parentWidget(), QTabBar)


def _of(widget: QWidget) -> Iterator[str]:
    match widget:
        case QLabel() | QAbstractButton():
            yield widget.text()
        case QLineEdit():
            yield widget.placeholderText()
        case QGroupBox():
            yield widget.title()
        case QDockWidget():
            yield widget.windowTitle()
        case QTabBar():
            yield from (widget.tabText(n) for n in range(widget.count()))
        case QComboBox() if not widget.isEditable():  # those hold lists of the government
            yield from (widget.itemText(n) for n in range(min(widget.count(), 40)))
        case QHeaderView() if isinstance(widget.parent(), QAbstractItemView):
            yield from _headings(widget)
        case QListWidget():
            yield from (widget.item(n).text() for n in range(widget.count()))
        case QTreeWidget():
            yield from (item.text(0) for n in range(widget.topLevelItemCount())
                        if (item := widget.topLevelItem(n)))  # fmt: skip
        case _:
            pass


def _headings(header: QHeaderView) -> Iterator[str]:
    model = header.model()
    if model is not None and header.orientation() is Qt.Orientation.Horizontal:
        for n in range(header.count()):
            yield str(model.headerData(n, Qt.Orientation.Horizontal) or "")


def dutch_in(window: QWidget) -> list[str]:
    """Texts with Dutch words in them, beside what documents say; and Dutch names of grounds."""
    grounds = [g.short_text.casefold() for g in load_grounds() if g.short_text != g.english]
    found = []
    for words in dict.fromkeys(every_text(window)):
        is_ground = any(ground in words.casefold() for ground in grounds)
        if is_ground or DUTCH_WORDS.search(SAID_IN_DUTCH.sub("", words)):
            found.append(words)
    return found


def shown(dialog: QDialog) -> None:
    dialog.show()
    QApplication.processEvents()


def test_no_dutch_is_left_in_any_dialog(full: Bench) -> None:
    faults = {}
    for name, dialog in every_dialog(full).items():
        shown(dialog)
        faults[name] = [*dutch_in(dialog), *cut_texts(dialog)]
        dialog.close()
    assert {name: found for name, found in faults.items() if found} == {}


def test_no_dutch_is_left_in_any_workspace(full: Bench) -> None:
    faults = {}
    for workspace in WORKSPACES:
        full.desk.workspaces.go(workspace)
        QApplication.processEvents()
        faults[workspace] = [*dutch_in(full.desk.window), *cut_texts(full.desk.window)]
    full.desk.close()
    QApplication.processEvents()
    faults["welcome"] = dutch_in(full.desk.window)
    assert {name: found for name, found in faults.items() if found} == {}


def test_days_are_said_in_english(full: Bench) -> None:
    """The term and the time line named months in Dutch, and pages as "blz."."""
    desk = full.desk
    received = ProcedureEventKind.RECEIVED
    assert desk.do(lambda s: put_event(s, received, dt.date(2024, 5, 7)))
    assert "June 2024" in desk.window.deadline.text()
    dialogs = every_dialog(full)
    told = dialogs["chronology"].findChildren(QTextBrowser)[0].toPlainText()
    assert "May 2024" in told
    assert "7 May 2024" in cells(dialogs["procedure"])
    assert not DUTCH_WORDS.search(told)
    for dialog in dialogs.values():
        dialog.close()


def cells(dialog: QDialog) -> set[str]:
    """What stands in the table of a dialog."""
    table = dialog.findChildren(QTableWidget)[0]
    items = (table.item(n, m) for n in range(table.rowCount()) for m in range(table.columnCount()))
    return {item.text() for item in items if item}
