"""The window: what stands where. What happens is in `woo_desk.gui.desk`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QByteArray, QMimeData, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QIcon
from PySide6.QtWidgets import (
    QDockWidget,
    QLabel,
    QMainWindow,
    QStackedWidget,
    QWidget,
)

from woo_desk.gui.actions import ActionSet
from woo_desk.gui.models.document_table import DocumentTable
from woo_desk.gui.models.finding_table import FindingTable
from woo_desk.gui.views.document_list import DocumentList
from woo_desk.gui.views.finding_panel import FindingPanel
from woo_desk.gui.views.job_bar import JobBar
from woo_desk.gui.views.page_view import PageView, Render
from woo_desk.gui.views.welcome import EmptyState
from woo_desk.resources import resource_path
from woo_desk.texts import text


class MainWindow(QMainWindow):
    """Documents on the left, pages in the middle, places on the right.

    Signals:
        files_dropped(list): local paths that were dropped on the window.
        about_to_close(): the window is closing; geometry can be saved.
    """

    files_dropped = Signal(list)
    about_to_close = Signal()

    def __init__(self, handlers: Mapping[str, Callable[..., object]], render: Render) -> None:
        super().__init__()
        self.setObjectName("main")
        self.setWindowTitle(text("gui.title"))
        self.setWindowIcon(QIcon(str(resource_path("icons/app.svg"))))
        self.setAcceptDrops(True)
        self.resize(1360, 860)
        self.actions_ = ActionSet(self, handlers)
        self.documents = DocumentTable(self)
        self.marks = FindingTable(self)
        self.document_list = DocumentList(self.documents)
        self.finding_panel = FindingPanel(self.marks)
        self.finding_panel.add_buttons(self.actions_)
        self.page_view = PageView(render)
        self.welcome = EmptyState("gui.welcome")
        self.welcome.add_buttons(
            self.actions_, ("new_dossier", "open_dossier", "open_example", "batch")
        )
        self.empty_dossier = EmptyState("gui.empty_dossier")
        self.empty_dossier.add_buttons(self.actions_, ("add_files", "add_folder"))
        self.no_pages = QLabel(text("gui.no_pages"))
        self.no_pages.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.no_pages.setWordWrap(True)
        self._middle = QStackedWidget()
        for widget in (self.welcome, self.empty_dossier, self.no_pages, self.page_view):
            self._middle.addWidget(widget)
        self.setCentralWidget(self._middle)
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        self._docks = (
            self._dock("documents", self.document_list, left),
            self._dock("marks", self.finding_panel, right),
        )
        self.resizeDocks(list(self._docks), [400, 400], Qt.Orientation.Horizontal)
        self.job_bar = JobBar()
        self.summary = QLabel()
        self.statusBar().addWidget(self.summary, 1)
        self.statusBar().addPermanentWidget(self.job_bar)
        self.show_middle(self.welcome)

    def show_middle(self, widget: QWidget) -> None:
        """Show one of the states of the middle; lists stand beside it only in a dossier."""
        self._middle.setCurrentWidget(widget)
        for dock in self._docks:
            dock.setVisible(widget is not self.welcome)

    def layout_state(self) -> tuple[bytes, bytes]:
        """Geometry and docks, to be remembered."""
        return bytes(self.saveGeometry().data()), bytes(self.saveState().data())

    def restore_layout(self, geometry: bytes, docks: bytes) -> None:
        """Put geometry and docks back; what does not fit this screen is ignored by Qt."""
        self.restoreGeometry(QByteArray(geometry))
        self.restoreState(QByteArray(docks))

    def _dock(self, name: str, widget: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(text(f"gui.dock.{name}"), self)
        dock.setObjectName(f"dock_{name}")
        dock.setWidget(widget)
        dock.setFeatures(
            QDockWidget.DockWidgetFeature.DockWidgetMovable
            | QDockWidget.DockWidgetFeature.DockWidgetFloatable
        )
        self.addDockWidget(area, dock)
        return dock

    # Qt overrides

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: D102
        if _local_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: D102
        paths = _local_paths(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.files_dropped.emit(paths)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: D102
        self.about_to_close.emit()
        super().closeEvent(event)


def _local_paths(data: QMimeData) -> list[str]:
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
