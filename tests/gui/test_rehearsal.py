"""A dry run of batch says what would happen in each document, and writes nothing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Bench
from tests.gui.work import files
from woo_desk.domain.finding import EntityType
from woo_desk.gui.dialogs.batch_dialog import BatchDialog
from woo_desk.gui.dialogs.rehearsal_dialog import RehearsalDialog
from woo_desk.usecases.rehearsal import Rehearsed


def rehearsed(
    bench: Bench, source: Path, target: Path, kinds: frozenset[EntityType] | None = None
) -> list[RehearsalDialog]:
    """Batch from the menu with a dry run, after which the user changes her mind."""
    shown: list[RehearsalDialog] = []

    def fill(dialog: QDialog) -> bool:
        if isinstance(dialog, BatchDialog):
            assert dialog.is_rehearsal  # it is offered first
            dialog.fill(source, target)
            dialog.choose(kinds=kinds)
            return dialog.can_accept
        assert isinstance(dialog, RehearsalDialog)
        shown.append(dialog)
        return False

    bench.asker.fill = fill
    bench.desk.window.actions_["batch"].trigger()
    return shown


def test_counts_for_each_document_and_nothing_is_written(
    qtbot: QtBot, bench: Bench, tmp_path: Path
) -> None:
    source = files(tmp_path / "in", "brief 2", "nota 3", "scan 1")[0].parent
    target = tmp_path / "uit"
    shown = rehearsed(bench, source, target)
    qtbot.waitUntil(lambda: bool(shown))
    (dialog,) = shown
    assert [(row.pages, row.redacted, row.kept) for row in dialog.rows] == [
        (2, 4, 2),
        (3, 6, 3),
        (1, 0, 0),
    ]
    held = [row.problem for row in dialog.rows]
    assert held[:2] == ["", ""]
    assert held[2]  # a scan nobody read does not go out
    assert dialog.list.topLevelItemCount() == 3
    assert not target.exists()
    assert bench.desk.session is None
    assert not bench.desk.bridge.is_busy
    assert bench.sink.errors == []


def test_kinds_that_are_not_asked_for_are_counted_as_kept(
    qtbot: QtBot, bench: Bench, tmp_path: Path
) -> None:
    source = files(tmp_path / "in", "brief 2")[0].parent
    shown = rehearsed(bench, source, tmp_path / "uit", frozenset({EntityType.IBAN}))
    qtbot.waitUntil(lambda: bool(shown))
    (row,) = shown[0].rows
    assert isinstance(row, Rehearsed)
    assert (row.redacted, row.kept) == (0, 6)
