"""The window: what stands where. What happens is in `woo_desk.gui.desk`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QByteArray, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QIcon
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QLabel,
    QMainWindow,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from woo_desk.gui.actions.action_set import ActionSet
from woo_desk.gui.memory import WindowMemory
from woo_desk.gui.models.document_table import DocumentTable
from woo_desk.gui.models.finding_table import FindingTable
from woo_desk.gui.tab_order import middle_after_left
from woo_desk.gui.typing_guard import TypingGuard
from woo_desk.gui.views.document_list import DocumentList
from woo_desk.gui.views.document_panel import DocumentPanel
from woo_desk.gui.views.finding_panel import FindingPanel
from woo_desk.gui.views.job_bar import JobBar
from woo_desk.gui.views.notice_bar import NoticeBar
from woo_desk.gui.views.page_pane import PagePane
from woo_desk.gui.views.page_pictures import Render
from woo_desk.gui.views.page_view import PageView
from woo_desk.gui.views.welcome import EmptyState
from woo_desk.resources import resource_path
from woo_desk.texts import text

SIZE = (1360, 860)
_BAR = 16
"""Pixels of a bar to scroll with."""
LEFT_WIDTH, RIGHT_WIDTH = 380, 390
SETTLE_MS = 100
"""Until panels that were shown have found their place."""
LAYOUT_VERSION = 2
"""Counts up when docks or columns change, so that an older remembered layout is not put back."""
_LIST_MENU = (
    "in_scope",
    "out_of_scope",
    "duplicate",
    "already_public",
    "not_public",
    "clear_override",
    "remove_documents",
)


class MainWindow(QMainWindow):
    """Documents on the left, pages in the middle, the document and its places on the right.

    Signals:
        files_dropped(list): local paths that were dropped on the window.
        about_to_close(): the window is closing; geometry can be saved.

    Attributes:
        may_close: asked before the window closes; False keeps it open.
        notice: what happened and what is next.
    """

    files_dropped = Signal(list)
    about_to_close = Signal()

    def __init__(self, handlers: Mapping[str, Callable[..., object]], render: Render) -> None:
        super().__init__()
        self.setObjectName("main")
        self.setWindowTitle(text("gui.title"))
        self.setWindowIcon(QIcon(str(resource_path("icons/app.svg"))))
        self.setAcceptDrops(True)
        self.resize(*SIZE)
        self.may_close: Callable[[], bool] = lambda: True
        self.actions_ = ActionSet(self, handlers)
        self.restyle()
        self.documents = DocumentTable(self)
        self.marks = FindingTable(self)
        self.document_list = DocumentList(self.documents)
        self.document_panel = DocumentPanel(self.actions_)
        self.finding_panel = FindingPanel(self.marks)
        self.finding_panel.add_buttons(self.actions_)
        for name in _LIST_MENU:
            self.document_list.view.addAction(self.actions_[name])
        self._guard = TypingGuard(self)
        self._docks: dict[str, QDockWidget] = {}
        self._widths: dict[Qt.DockWidgetArea, int] = {}
        self._settle_docks = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle_docks.timeout.connect(self._keep_columns)
        self._shown_docks: tuple[str, ...] = ()
        self._build_middle(render)
        self._build_docks()
        self.job_bar = JobBar()
        self.summary = QLabel()
        self.statusBar().addWidget(self.summary, 1)
        self.deadline = QLabel()
        self.statusBar().addPermanentWidget(self.deadline)
        self.statusBar().addPermanentWidget(self.job_bar)
        self.show_middle(self.welcome)
        self._guard.watch(self)

    def _build_middle(self, render: Render) -> None:
        self.page_pane = PagePane(render, self.actions_)
        self.welcome = EmptyState("gui.welcome")
        self.welcome.add_buttons(
            self.actions_, ("new_dossier", "open_dossier", "open_example", "batch")
        )
        self.empty_dossier = EmptyState("gui.empty_dossier")
        self.empty_dossier.add_buttons(self.actions_, ("add_files", "add_folder"))
        self.taking_in = EmptyState("gui.taking_in")
        self.no_pages = QLabel(text("gui.no_pages"))
        self.no_pages.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.no_pages.setWordWrap(True)
        self.no_pages.setTextFormat(Qt.TextFormat.PlainText)
        self.no_pages.setMargin(40)
        self.notice = NoticeBar(closable=True)
        self._middle = QStackedWidget()
        for widget in (
            self.welcome,
            self.empty_dossier,
            self.taking_in,
            self.no_pages,
            self.page_pane,
        ):
            self._middle.addWidget(widget)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self._middle, 1)
        self.setCentralWidget(centre)

    def _build_docks(self) -> None:
        # WHY: what stands below the middle must not take height from the lists beside it.
        self.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
        self.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        self.add_dock("documents", self.document_list, left)
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.document_panel)
        column.addWidget(self.finding_panel, 1)
        # WHY: with large text, or on a small screen, the fields and the places need more height.
        scroll = QScrollArea()
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(both)
        scroll.setMinimumWidth(both.minimumSizeHint().width() + _BAR)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        places = self.finding_panel
        places.mark_chosen.connect(lambda _key: scroll.ensureWidgetVisible(places.view, 0, 0))
        self.add_dock("document", scroll, right)

    @property
    def page_view(self) -> PageView:
        """The pages of the current document."""
        return self.page_pane.view

    @property
    def middle(self) -> QWidget | None:
        """What stands in the middle now."""
        return self._middle.currentWidget()

    def show_middle(self, widget: QWidget, docks: Sequence[str] = ()) -> None:
        """Show one of the states of the middle, with the docks that belong to it."""
        self._note_columns()
        is_other = (widget, tuple(docks)) != (self._middle.currentWidget(), self._shown_docks)
        if self._middle.indexOf(widget) < 0:
            self._middle.addWidget(widget)
        # WHY first: beside a wide middle they would make the window wider than a small screen.
        for name, dock in self._docks.items():
            if name not in docks:
                dock.hide()
        # WHY: what is not shown would take room from the panels beside it all the same.
        policy = QSizePolicy.Policy
        for number in range(self._middle.count()):
            if (each := self._middle.widget(number)) is not None:
                wants = policy.Expanding if each is widget else policy.Ignored
                each.setSizePolicy(wants, wants)
        self._middle.setCurrentWidget(widget)
        self._shown_docks = tuple(docks)
        # WHY those that go first: two sets at once ask for more height than a laptop has, and the
        # window would grow past the edge of the screen, progress bar and all.
        for name, dock in sorted(self._docks.items(), key=lambda each: each[0] in docks):
            if name in docks:
                if not dock.isVisible():
                    self._settle_docks.start()
                dock.show()
        if is_other:
            middle_after_left(self)

    def _note_columns(self) -> None:
        if not self._settle_docks.isActive():
            for dock in self._docks.values():
                if dock.isVisible() and not dock.isFloating():
                    self._widths[self.dockWidgetArea(dock)] = dock.width()

    def _keep_columns(self) -> None:
        """Give the panels the width of those before: the columns stay where they are.

        WHY a moment later: a panel that has just been shown has no place yet.
        """
        for dock in self._docks.values():
            width = self._widths.get(self.dockWidgetArea(dock), 0)
            if dock.isVisible() and width:
                self.resizeDocks([dock], [width], Qt.Orientation.Horizontal)

    def restyle(self) -> None:
        """Draw what has its own colours in those of the present palette."""
        # WHY not of the window: its own palette follows a moment later.
        self.actions_.restyle(QApplication.palette())

    def keep_layout(self, memory: WindowMemory) -> None:
        """Remember size, docks and columns."""
        memory.keep_layout("geometry", bytes(self.saveGeometry().data()))
        memory.keep_layout("docks", bytes(self.saveState(LAYOUT_VERSION).data()))
        memory.keep_layout(f"columns{LAYOUT_VERSION}", self.document_list.keep_columns())
        memory.save()

    def restore_layout(self, memory: WindowMemory) -> None:
        """Put size, docks and columns back; what does not fit this screen is ignored by Qt."""
        shown = self.middle
        self.restoreGeometry(QByteArray(memory.layout("geometry")))
        self.restoreState(QByteArray(memory.layout("docks")), LAYOUT_VERSION)
        self.document_list.restore_columns(memory.layout(f"columns{LAYOUT_VERSION}"))
        self.actions_.toolbar.show()
        if shown is not None:
            self.show_middle(shown, self._shown_docks)

    def watch(self, widget: QWidget) -> None:
        """Keep letters typed in the fields of a widget from being shortcuts."""
        self._guard.watch(widget)

    def add_row_above_toolbar(self, row: QToolBar) -> None:
        """A row of its own, above the toolbar."""
        self.insertToolBar(self.actions_.toolbar, row)
        self.insertToolBarBreak(self.actions_.toolbar)

    def add_dock(self, name: str, widget: QWidget, area: Qt.DockWidgetArea) -> None:
        """A panel beside the middle, shown with the workspaces that name it.

        All have to be there before the layout is put back. Its title is `gui.dock.<name>`.
        """
        dock = QDockWidget(text(f"gui.dock.{name}"), self)
        dock.setObjectName(f"dock_{name}")
        dock.setWidget(widget)
        dock.setFeatures(
            QDockWidget.DockWidgetFeature.DockWidgetMovable
            | QDockWidget.DockWidgetFeature.DockWidgetFloatable
        )
        self.addDockWidget(area, dock)
        self._docks[name] = dock
        self._guard.watch(dock)
        width = LEFT_WIDTH if area is Qt.DockWidgetArea.LeftDockWidgetArea else RIGHT_WIDTH
        self.resizeDocks([dock], [width], Qt.Orientation.Horizontal)
        dock.hide()

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
        if not self.may_close():
            event.ignore()
            return
        self.about_to_close.emit()
        super().closeEvent(event)


def _local_paths(data: QMimeData) -> list[str]:
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
