"""Qt's own windows speak Dutch too."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLabel,
    QMessageBox,
)
from pytestqt.qtbot import QtBot

ENGLISH = {"look", "in", "files", "of", "type", "file", "name", "cancel", "open", "directory",
           "folder", "yes", "no", "close", "save"}  # fmt: skip
DUTCH_TOO = {"in", "type", "map"}
"""Words that are the same in both."""


def words_of(label: str) -> set[str]:
    return set(label.replace("&", "").strip(": ").casefold().split())


def test_the_file_dialog_of_qt_has_no_english_left(qtbot: QtBot) -> None:
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.show()
    shown = {label.text() for label in dialog.findChildren(QLabel)}
    for button in dialog.findChildren(QAbstractButton):
        shown |= {button.text(), button.toolTip()}
    assert {"&Kijk in:", "Bestands&type:"} <= shown
    english = {text for text in shown if words_of(text) & (ENGLISH - DUTCH_TOO)}
    assert english == set()


def test_kinds_of_files_are_in_dutch(qapp: QApplication) -> None:
    assert QCoreApplication.translate("QAbstractFileIconProvider", "Folder") == "Map"
    assert QCoreApplication.translate("QAbstractFileIconProvider", "%1 File") == "%1-bestand"


def test_buttons_of_messages_are_in_dutch(qtbot: QtBot) -> None:
    box = QMessageBox()
    qtbot.addWidget(box)
    every = QMessageBox.StandardButton
    for which in (every.Yes, every.No, every.Cancel, every.Save):
        box.addButton(which)
    box.show()
    shown = {button.text().replace("&", "") for button in box.buttons()}
    assert shown == {"Ja", "Nee", "Annuleren", "Opslaan"}
