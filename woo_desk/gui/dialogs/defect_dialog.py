"""Tells of a defect of the program, without a word out of a document."""

from __future__ import annotations

import enum

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from woo_desk import __version__
from woo_desk.gui.room import for_letters, resize_for_letters
from woo_desk.logs import log_path
from woo_desk.texts import text


class DefectEnd(enum.Enum):
    """What the user wants after a defect."""

    GO_ON = enum.auto()
    QUIT = enum.auto()


class DefectDialog(QDialog):
    """Class and place of the error, to copy; the folder of the log; go on or leave."""

    def __init__(self, name: str, place: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("gui.defect.title"))
        self.end = DefectEnd.GO_ON
        self._report = text("gui.defect.report", version=__version__, name=name, place=place)
        what = QLabel(f"{text('error.internal', name=name)} {text('error.internal.what_now')}")
        what.setWordWrap(True)
        what.setTextFormat(Qt.TextFormat.PlainText)
        promise = QLabel(text("gui.defect.no_text"))
        promise.setWordWrap(True)
        self.report = QPlainTextEdit(self._report)
        self.report.setReadOnly(True)
        self.report.setAccessibleName(text("gui.defect.report_name"))
        self.report.setMaximumHeight(for_letters(self, 110))
        self.report.setTabChangesFocus(True)
        column = QVBoxLayout(self)
        for widget in (what, self.report, promise, self._buttons()):
            column.addWidget(widget)
        # WHY here: Qt forgets what Enter does of a button that is not in its window yet.
        self._go_on.setDefault(True)
        self._go_on.setFocus()
        resize_for_letters(self, 620, 320)

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        for key, kind, action in (
            ("open_log", role.HelpRole, open_log_folder),
            ("copy", role.ActionRole, self.copy),
            ("quit", role.DestructiveRole, self.quit),
            ("go_on", role.RejectRole, self.reject),
        ):
            button = QPushButton(text(f"gui.defect.{key}"))
            buttons.addButton(button, kind)
            button.clicked.connect(action)
            if kind is role.RejectRole:
                self._go_on = button
        return buttons

    def copy(self) -> None:
        """Put the message on the clipboard."""
        QGuiApplication.clipboard().setText(self._report)

    def quit(self) -> None:
        """Leave the program; what was decided is in the dossier."""
        self.end = DefectEnd.QUIT
        self.accept()


def open_log_folder() -> bool:
    """Show the folder of the log in the system's own window; False when that cannot be."""
    folder = log_path().parent
    folder.mkdir(parents=True, exist_ok=True)
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
