"""Opening, closing, and work meanwhile, over a fake engine."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Bench, MakeBench
from tests.gui.keys import current_number, middle_of, session_of
from tests.gui.work import answers, files, make_dossier
from tests.helpers.cases import FixedClock
from tests.helpers.fake_engine import FakeEngine
from woo_desk.domain.geometry import Box
from woo_desk.gui.dialogs.dossier_dialog import DossierDialog
from woo_desk.usecases.dossier import open_dossier


def test_new_dossier_and_files_end_with_what_is_next(
    qtbot: QtBot, bench: Bench, path: Path, tmp_path: Path
) -> None:
    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, DossierDialog)
        assert not dialog.can_accept
        dialog.fill("Verzoek: brug/sluis?")
        return dialog.can_accept

    bench.asker.fill = fill
    bench.asker.next_dossier = path
    desk = bench.desk
    desk.window.actions_["new_dossier"].trigger()
    assert middle_of(bench) is desk.window.empty_dossier
    bench.asker.next_files = files(tmp_path / "in", "brief 2", "nota 1")
    desk.window.actions_["add_files"].trigger()
    qtbot.waitUntil(lambda: desk.window.notice.words != "")
    assert "6 plaatsen wachten op uw beslissing" in desk.window.notice.words
    assert middle_of(bench) is desk.window.page_pane
    desk.window.notice.press()
    assert desk.workspaces.current.name == "persons"
    assert desk.persons.person is not None


def test_a_dossier_that_exists_is_not_overwritten(bench: Bench, path: Path) -> None:
    path.write_bytes(b"iets anders")
    bench.asker.fill = lambda dialog: (dialog.fill("X"), True)[1]  # type: ignore[attr-defined]
    bench.asker.next_dossier = path
    bench.desk.window.actions_["new_dossier"].trigger()
    assert bench.sink.errors == ["dossier_exists"]
    assert path.read_bytes() == b"iets anders"
    assert bench.desk.session is None


def test_dossier_open_elsewhere_can_only_be_read(bench: Bench, path: Path, tmp_path: Path) -> None:
    make_dossier(path, FakeEngine(answers()), files(tmp_path / "in", "brief 1"))
    elsewhere = open_dossier(path, user="collega", clock=FixedClock())
    try:
        assert not bench.desk.open(path)
        assert bench.sink.asked == ["gui.locked"]
        bench.sink.answers = [True]
        assert bench.desk.open(path)
        window = bench.desk.window
        assert "alleen lezen" in window.windowTitle()
        assert "alleen om te lezen" in window.actions_["in_scope"].toolTip()
        assert not window.document_panel.title.isEnabled()
        bench.desk.edit_commands.on_box_drawn(0, Box(0, 0, 10, 10))
        assert not bench.sink.errors
    finally:
        elsewhere.file.close()


def test_a_file_that_is_no_dossier_is_refused(bench: Bench, tmp_path: Path) -> None:
    stranger = tmp_path / "x.woodossier"
    stranger.write_bytes(b"geen dossier")
    assert not bench.desk.open(stranger)
    assert not bench.desk.open(tmp_path / "weg.woodossier")
    assert bench.sink.errors == ["dossier_damaged", "dossier_not_found"]
    assert middle_of(bench) is bench.desk.window.welcome


def test_recent_dossiers_are_listed_and_missing_ones_said(
    bench: Bench, fake_engine: FakeEngine, path: Path, tmp_path: Path
) -> None:
    make_dossier(path, FakeEngine(answers()), [])
    gone = make_dossier(tmp_path / "weg.woodossier", FakeEngine(answers()), [])
    for each in (gone, path):
        bench.desk.open(each)
    bench.desk.close()
    gone.unlink()
    bench.desk.window.welcome.show_recent(bench.memory.recent())
    buttons = bench.desk.window.welcome.recent_buttons
    assert [b.text() for b in buttons] == ["zaak", "weg (niet gevonden)"]
    assert [b.isEnabled() for b in buttons] == [True, False]
    buttons[0].click()
    assert bench.desk.session is not None
    assert bench.desk.session.file.path == path


def test_work_ends_before_its_dossier_is_closed(
    opened: Bench, fake_engine: FakeEngine, tmp_path: Path
) -> None:
    desk = opened.desk
    fake_engine.hold = True
    desk.dossier_commands.add(files(tmp_path / "meer", "brief 1", "brief 2"))
    assert desk.bridge.is_busy
    assert "er loopt al werk" in desk.window.actions_["add_files"].toolTip()
    desk.dossier_commands.close()  # asked, and the answer is no
    assert opened.sink.asked == ["gui.stop_work"]
    assert session_of(opened) is not None
    opened.sink.answers = [True]
    desk.dossier_commands.close()
    assert session_of(opened) is None
    assert not opened.desk.bridge.is_busy
    assert not opened.sink.errors
    assert not opened.sink.defects


def test_stopping_keeps_what_is_recorded_and_says_so(
    qtbot: QtBot, opened: Bench, fake_engine: FakeEngine, tmp_path: Path
) -> None:
    desk = opened.desk
    fake_engine.hold = True
    desk.dossier_commands.add(files(tmp_path / "meer", "brief 1", "nota 2", "nota 4", "nota 5"))
    fake_engine.release(1)
    qtbot.waitUntil(lambda: len(desk.window.documents.rows) == 4)
    with qtbot.waitSignal(desk.bridge.work_ended):
        desk.window.job_bar.stop.click()
    assert len(desk.window.documents.rows) == 4
    assert desk.window.notice.words.startswith("Het werk is gestopt")
    assert not desk.window.job_bar.isVisible()
    assert current_number(opened) == 1


def test_window_asks_before_it_closes_during_work(
    opened: Bench, fake_engine: FakeEngine, tmp_path: Path
) -> None:
    desk = opened.desk
    fake_engine.hold = True
    desk.window.actions_["detect"].trigger()
    assert not desk.window.close()
    assert desk.window.isVisible()
    opened.sink.answers = [True]
    assert desk.window.close()
    assert not desk.bridge.is_busy


def test_undo_of_the_documents_while_they_are_searched(
    qtbot: QtBot, opened: Bench, fake_engine: FakeEngine
) -> None:
    desk = opened.desk
    fake_engine.hold = True
    desk.window.actions_["detect"].trigger()
    desk.window.actions_["undo"].trigger()
    assert middle_of(opened) is desk.window.empty_dossier
    with qtbot.waitSignal(desk.bridge.work_ended):
        fake_engine.hold = False
        fake_engine.release()
    assert not opened.sink.errors
    assert not opened.sink.defects
    desk.window.actions_["redo"].trigger()
    assert len(desk.window.documents.rows) == 3
    assert middle_of(opened) is desk.window.page_pane


def drop(bench: Bench, paths: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(100, 100),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    bench.desk.window.dropEvent(event)


def test_dropped_files_are_taken_in_and_a_dropped_dossier_is_opened(
    qtbot: QtBot, bench: Bench, path: Path, tmp_path: Path
) -> None:
    sources = files(tmp_path / "in", "brief 2")
    drop(bench, sources)
    assert bench.sink.errors == ["no_dossier_open"]
    make_dossier(path, FakeEngine(answers()), [])
    drop(bench, [path])
    assert bench.desk.session is not None
    drop(bench, [tmp_path / "in"])
    qtbot.waitUntil(lambda: len(bench.desk.window.documents.rows) == 1)
    qtbot.waitUntil(lambda: not bench.desk.bridge.is_busy)


def test_a_copy_is_searched_when_it_is_asked_for(
    qtbot: QtBot, make_bench: MakeBench, fake_engine: FakeEngine, path: Path, tmp_path: Path
) -> None:
    sources = files(tmp_path / "in", "brief 1", "kopie 1")
    sources[1].write_bytes(sources[0].read_bytes())
    make_dossier(path, fake_engine, sources)
    desk = make_bench(fake_engine).desk
    desk.open(path)
    copy = desk.window.documents.at(1).document
    assert copy.duplicate_of
    desk.window.document_list.choose(copy.id)
    assert desk.window.page_pane.banner.words.startswith("Pagina 1 is nog niet doorzocht")
    assert not desk.window.marks.rows
    with qtbot.waitSignal(desk.bridge.work_ended):
        desk.window.page_pane.banner.press()
    assert len(desk.window.marks.rows) == 3
    assert desk.window.page_pane.banner.words == ""
