"""How every table of the window looks."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from woo_desk.gui.room import LeastRoom

PADDING = 14
"""Pixels beside the text of a cell."""
LEAST = 16
"""Characters for which the column that gets the room that is left always has room."""
LEADING = 10
"""Pixels above and below the text of a row together."""


def table_view(
    model: QAbstractItemModel,
    name: str,
    widths: Mapping[int, int],
    stretched: int,
    least: int = LEAST,
) -> QTableView:
    """A table of whole rows without sideways scrolling.

    Args:
        model: what it shows.
        name: for screen readers.
        widths: of the other columns, in average characters.
        stretched: the column that gets the room that is left.
        least: characters for which that column always has room.
    """
    view = QTableView()
    view.setModel(model)
    view.setAccessibleName(name)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setAlternatingRowColors(True)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setTabKeyNavigation(False)
    view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.verticalHeader().setDefaultSectionSize(view.fontMetrics().height() + LEADING)
    view.verticalHeader().setMinimumSectionSize(1)
    header = view.horizontalHeader()
    header.setHighlightSections(False)
    header.setMinimumSectionSize(20)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for column, characters in widths.items():
        cells = view.fontMetrics().averageCharWidth() * characters + PADDING
        view.setColumnWidth(column, max(cells, header.sectionSizeHint(column)))
    header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
    LeastRoom(header, stretched, least)
    return view


def sort_by_headings(view: QTableView, column: int) -> None:
    """Let a click on a heading ask for another order; `column` is the one that it begins with."""
    header = view.horizontalHeader()
    header.setSectionsClickable(True)
    header.setSortIndicatorShown(True)
    for each in range(header.count()):
        header.setSortIndicator(each, Qt.SortOrder.AscendingOrder)  # its sign needs room too
        if header.sectionResizeMode(each) is QHeaderView.ResizeMode.Interactive:
            view.setColumnWidth(each, max(view.columnWidth(each), header.sectionSizeHint(each)))
    header.setSortIndicator(column, Qt.SortOrder.AscendingOrder)


def choose_row(view: QTableView, row: int) -> None:
    """Make a row current and the only one that is selected."""
    flags = (
        QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
    )
    view.selectionModel().setCurrentIndex(view.model().index(row, 0), flags)
    view.scrollTo(view.model().index(row, 0))


def selected_rows(view: QTableView) -> list[int]:
    """The selected rows from top to bottom, without those that are hidden."""
    rows = sorted(index.row() for index in view.selectionModel().selectedRows())
    return [row for row in rows if not view.isRowHidden(row)]
