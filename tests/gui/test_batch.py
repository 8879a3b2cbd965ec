"""The menu entry "Batch lakken…" makes what the command line makes, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Bench, MakeBench
from tests.gui.work import answers, files, make_dossier
from tests.helpers.cases import FixedClock
from tests.helpers.fake_engine import FakeEngine
from tests.helpers.pdfs import scanned_pdf, simple_pdf
from woo_desk.domain.ground import LegalBasis
from woo_desk.gui.dialogs.batch_dialog import BatchDialog
from woo_desk.usecases.batch import BatchRequest, redact_folder
from woo_desk.usecases.flow import run_blocking
from woo_desk.workers.engine import ProcessEngine

LONG_MS = 60_000
LINES = ("Contactpersoon: Willemijn Przybylski", "Tel. 06-12345678", "De nota is besproken.")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "stukken"
    made.mkdir()
    (made / "a.pdf").write_bytes(simple_pdf(LINES))
    (made / "b.pdf").write_bytes(simple_pdf(LINES[:1]))
    (made / "scan.pdf").write_bytes(scanned_pdf([["Een scan"]], dpi=72))
    return made


def start(bench: Bench, source: Path, target: Path) -> None:
    def fill(dialog: QDialog) -> bool:
        if isinstance(dialog, BatchDialog):
            dialog.fill(source, target)
            dialog.choose(rehearse=False)
            return dialog.can_accept
        return False

    bench.asker.fill = fill
    bench.desk.window.actions_["batch"].trigger()


def published(target: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in (target / "publicatie" / "documenten").iterdir()}


def test_batch_from_the_menu_gives_the_bytes_of_the_command(
    qtbot: QtBot, make_bench: MakeBench, process_engine: ProcessEngine, tmp_path: Path, folder: Path
) -> None:
    request = BatchRequest(sources=(folder,), target=tmp_path / "opdracht")
    run_blocking(redact_folder(request, FixedClock()), process_engine)
    bench = make_bench(process_engine)
    start(bench, folder, tmp_path / "venster")
    qtbot.waitUntil(lambda: bool(bench.desk.window.notice.words), timeout=LONG_MS)
    assert not bench.sink.errors
    assert "1 document(en) zitten er niet in" in bench.desk.window.notice.words
    made = published(tmp_path / "venster")
    assert set(made) == {"0001.pdf", "0002.pdf"}
    assert made == published(tmp_path / "opdracht")
    bench.desk.window.notice.press()
    assert bench.desk.session is not None
    assert [row.redactions > 0 for row in bench.desk.window.documents.rows] == [True, True, False]


def test_dialog_asks_what_the_command_asks(bench: Bench, folder: Path, tmp_path: Path) -> None:
    dialog = BatchDialog(bench.desk.window)
    accepts = [dialog.can_accept]
    for source in (tmp_path / "bestaat niet", folder):
        dialog.fill(source, tmp_path / "uit")
        accepts.append(dialog.can_accept)
    assert accepts == [False, False, True]
    assert dialog.request() == BatchRequest(
        sources=(folder,),
        target=tmp_path / "uit",
        basis=LegalBasis.WOO,
    )


def test_batch_goes_on_when_the_shown_dossier_is_closed(
    make_bench: MakeBench, fake_engine: FakeEngine, tmp_path: Path
) -> None:
    sources = files(tmp_path / "in", "brief 1")
    path = make_dossier(tmp_path / "zaak.woodossier", fake_engine, sources)
    bench = make_bench(fake_engine)
    bench.desk.open(path)
    fake_engine.hold = True
    start(bench, tmp_path / "in", tmp_path / "uit")
    bench.desk.window.actions_["close_dossier"].trigger()
    assert bench.desk.session is None
    assert bench.sink.asked == []
    assert bench.desk.bridge.is_busy


def test_stopped_batch_delivers_nothing_and_frees_its_dossier(
    qtbot: QtBot, make_bench: MakeBench, fake_engine: FakeEngine, tmp_path: Path
) -> None:
    bench = make_bench(fake_engine)
    fake_engine.hold = True
    files(tmp_path / "in", "brief 1")
    start(bench, tmp_path / "in", tmp_path / "uit")
    with qtbot.waitSignal(bench.desk.bridge.work_ended):
        bench.desk.window.job_bar.stop.click()
    assert bench.desk.window.notice.words.startswith("De batch is gestopt")
    assert not (tmp_path / "uit" / "publicatie").exists()
    (dossier,) = (tmp_path / "uit").rglob("*.woodossier")
    assert bench.desk.open(dossier)


def test_target_in_use_is_said(bench: Bench, tmp_path: Path, folder: Path) -> None:
    internal = tmp_path / "uit" / "intern"
    internal.mkdir(parents=True)
    make_dossier(internal / "dossier.woodossier", FakeEngine(answers()), [])
    start(bench, folder, tmp_path / "uit")
    assert bench.sink.errors == ["target_in_use"]
    assert not bench.desk.bridge.is_busy


def test_paused_batch_waits_until_it_may_go_on(
    qtbot: QtBot, make_bench: MakeBench, fake_engine: FakeEngine, tmp_path: Path
) -> None:
    bench = make_bench(fake_engine)
    fake_engine.hold = True
    files(tmp_path / "in", *(f"brief {number}" for number in range(6)))
    start(bench, tmp_path / "in", tmp_path / "uit")
    bar = bench.desk.window.job_bar
    bar.pause.click()
    begun = len(fake_engine.submissions)
    fake_engine.release()
    qtbot.wait(50)
    assert len(fake_engine.submissions) == begun
    assert bench.desk.bridge.is_busy
    bar.pause.click()
    qtbot.waitUntil(lambda: len(fake_engine.submissions) > begun)
    with qtbot.waitSignal(bench.desk.bridge.work_ended):
        bar.stop.click()
