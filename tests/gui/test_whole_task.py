"""A coordinator's whole task in the window, with real files and real workers."""

from __future__ import annotations

import csv
import dataclasses
from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Bench, MakeBench
from tests.gui.keys import press
from tests.helpers.pdfs import scanned_pdf, simple_pdf
from woo_desk.domain.export import SecondReaderDemand
from woo_desk.domain.geometry import Box
from woo_desk.domain.ids import RedactionId
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.gui.desk import Desk
from woo_desk.gui.dialogs.decision_dialog import PagesOutDialog
from woo_desk.gui.dialogs.dossier_dialog import DossierDialog
from woo_desk.gui.dialogs.export_dialog import ExportDialog
from woo_desk.gui.models.finding_table import MarkRow, MarkState
from woo_desk.publication import package
from woo_desk.usecases.flow import Flow, Job, Outcome, Stage, run_blocking
from woo_desk.usecases.ports import Engine, Finished
from woo_desk.usecases.requests import VerifyFolderRequest, VerifyFolderResult
from woo_desk.workers.engine import ProcessEngine

LONG_MS = 120_000
NAMES = ("Willemijn Przybylski", "w.przybylski@minszw.example", "Groenewoudt")
"""What must not be found in the package."""
NOTA = (
    "Nota",
    "Contactpersoon: Willemijn Przybylski",
    "E-mail: w.przybylski@minszw.example",
    "De minister heeft kennisgenomen van de voortgang.",
    "De buurman Groenewoudt woont op de hoek.",
)
BRIEF = ("Brief", "Behandeld door Willemijn Przybylski.", "De regeling loopt tot december.")


@pytest.fixture
def sources(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "bron"
    folder.mkdir()
    made = {
        "nota.pdf": simple_pdf(NOTA),
        "brief.pdf": simple_pdf(BRIEF),
        "scan.pdf": scanned_pdf([["Een gescande pagina"]], dpi=72),
        "kapot.pdf": b"dit is geen pdf",
    }
    paths = []
    for name, content in made.items():
        (folder / name).write_bytes(content)
        paths.append(folder / name)
    return paths


def wait_for_work(qtbot: QtBot, desk: Desk) -> None:
    qtbot.waitUntil(lambda: not desk.bridge.is_busy, timeout=LONG_MS)


def open_marks(desk: Desk) -> list[MarkRow]:
    return [mark for mark in desk.window.marks.rows if mark.is_open]


def answer_dialogs(title: str) -> Callable[[QDialog], bool]:
    def fill(dialog: QDialog) -> bool:
        if isinstance(dialog, DossierDialog):
            dialog.fill(title)
        return isinstance(dialog, DossierDialog | ExportDialog)

    return fill


def make_searched(qtbot: QtBot, bench: Bench, path: Path, sources: list[Path]) -> None:
    bench.asker.fill = answer_dialogs("Voortgang")
    bench.asker.next_dossier = path
    bench.asker.next_files = sources
    actions = bench.desk.window.actions_
    actions["new_dossier"].trigger()
    actions["add_files"].trigger()
    qtbot.waitUntil(lambda: bool(bench.desk.window.notice.words), timeout=LONG_MS)
    assert not bench.sink.errors
    assert not bench.sink.defects


def decide_all(qtbot: QtBot, desk: Desk) -> None:
    """Everything that blocks the export: places, one own box, scope, a page to look at."""
    window, actions = desk.window, desk.window.actions_
    window.document_list.choose(window.documents.at(0).document.id)
    assert desk.state is not None
    redactions = len(desk.state.redactions)
    desk.edit_commands.on_box_drawn(0, _box_of(desk, "Groenewoudt"))
    qtbot.waitUntil(
        lambda: bool(desk.state and len(desk.state.redactions) > redactions), timeout=LONG_MS
    )
    assert desk.state.redactions[-1].text.strip(" .") == "Groenewoudt"
    for row in range(2):
        window.document_list.choose(window.documents.at(row).document.id)
        while open_marks(desk):
            window.finding_panel.choose(open_marks(desk)[0].key)
            actions["confirm"].trigger()
            window.document_list.choose(window.documents.at(row).document.id)
        actions["in_scope"].trigger()
    window.document_list.choose(window.documents.at(2).document.id)
    actions["in_scope"].trigger()
    actions["mark_looked"].trigger()
    window.document_list.choose(window.documents.at(3).document.id)
    assert window.middle is window.no_pages
    actions["duplicate"].trigger()


def _box_of(desk: Desk, word: str) -> Box:
    """Where a word stands on the first page of the current document."""
    if desk.session is None or desk.state is None:
        raise AssertionError
    pdf = pymupdf.open("pdf", desk.session.file.blob_bytes(desk.state.document.prepared_sha256))
    found = next(w for w in pdf[0].get_text("words") if word in w[4])
    pdf.close()
    return Box(*found[:4])


def test_from_files_to_a_clean_package(
    qtbot: QtBot,
    make_bench: MakeBench,
    process_engine: ProcessEngine,
    tmp_path: Path,
    sources: list[Path],
) -> None:
    path = tmp_path / "zaak.woodossier"
    bench = make_bench(process_engine)
    desk, actions = bench.desk, bench.desk.window.actions_
    make_searched(qtbot, bench, path, sources)
    assert "kon niet worden geopend" in desk.window.notice.words
    assert len(desk.window.documents.rows) == 4
    words = {mark.words for mark in open_marks(desk)}
    assert any("Przybylski" in each for each in words)

    decide_all(qtbot, desk)
    before = _decisions(desk)
    assert before[0]
    actions["undo"].trigger()
    actions["undo"].trigger()
    assert _decisions(desk) != before
    actions["redo"].trigger()
    actions["redo"].trigger()
    assert _decisions(desk) == before

    desk.close()
    again = make_bench(process_engine)  # as after a restart
    assert again.desk.open(path)
    assert _decisions(again.desk) == before
    again.asker.fill = answer_dialogs("")
    again.desk.window.actions_["export"].trigger()
    dialog = again.asker.dialogs[-1]
    assert isinstance(dialog, ExportDialog), "something still blocks the export"
    target = dialog.target()
    assert target is not None
    qtbot.waitUntil(lambda: bool(again.desk.window.notice.words), timeout=LONG_MS)
    wait_for_work(qtbot, again.desk)
    assert not again.sink.errors
    assert "gemaakt en gecontroleerd" in again.desk.window.notice.words
    again.desk.close()
    look_into(target / "publicatie", process_engine)


def _decisions(desk: Desk) -> tuple[int, list[ScopeOutcome | None], list[RedactionId]]:
    if desk.session is None:
        raise AssertionError
    states = desk.session.file.states()
    redactions = sorted(r.id for state in states for r in state.redactions)
    outcomes = [state.decision.outcome if state.decision else None for state in states]
    return len(redactions), outcomes, redactions


def look_into(public: Path, engine: Engine) -> None:
    """The package is whole, has what was decided, and holds none of the names."""
    assert {p.name for p in (public / "documenten").iterdir()} == {
        "0001.pdf",
        "0002.pdf",
        "0003.pdf",
    }
    listed = (public / "inventarislijst.csv").read_text("utf-8-sig")
    rows = list(csv.reader(listed.splitlines(), delimiter=";"))
    assert any("Deels openbaar" in row for row in rows)
    everything = ""
    for pdf in public.rglob("*.pdf"):
        document = pymupdf.open(pdf)
        everything += " ".join(page.get_text() for page in document)
        document.close()
    assert "kennisgenomen van de voortgang" in everything
    for name in NAMES:
        assert name not in everything
    result: list[object] = []

    def record(_job: Job, outcome: Outcome) -> None:
        result.append(outcome.result if isinstance(outcome, Finished) else outcome)

    def check() -> Flow[None]:
        request = VerifyFolderRequest(str(public), NAMES, ())
        yield Stage("verify_folder", [Job("verify_folder", request, 60)], 1, record)

    run_blocking(check(), engine)
    (checked,) = result
    assert isinstance(checked, VerifyFolderResult)
    assert checked.verifications
    assert not any(verification.has_leak for verification in checked.verifications)


def test_two_readers_from_a_dropped_folder_to_a_checked_package(
    qtbot: QtBot, make_bench: MakeBench, process_engine: ProcessEngine, tmp_path: Path
) -> None:
    folder = tmp_path / "bron"
    folder.mkdir()
    (folder / "nota.pdf").write_bytes(
        simple_pdf([NOTA, ("Bijlage over vissen", "De snoek en de baars zijn geteld.")])
    )
    (folder / "brief.pdf").write_bytes(simple_pdf(BRIEF))
    path = tmp_path / "zaak.woodossier"
    first = make_bench(process_engine)
    number = first_reader(qtbot, first, path, folder)
    before = _decisions(first.desk)
    first.desk.close()
    second = make_bench(process_engine)  # a colleague, after a restart, under her own name
    public = second_reader(qtbot, second, path)
    assert _decisions(second.desk) == before
    assert second.desk.publish_commands.package_made() == public
    with pymupdf.open(public / "documenten" / f"{number}.pdf") as pdf:
        assert "snoek" not in pdf[1].get_text()
        assert "buiten reikwijdte" in pdf[1].get_text()
        assert "kennisgenomen" in pdf[0].get_text()
        assert all(name not in pdf[0].get_text() for name in NAMES)
    listed = (public / package.INVENTORY_CSV).read_text("utf-8-sig")
    assert "blz. 2 buiten de reikwijdte" in listed


def first_reader(qtbot: QtBot, bench: Bench, path: Path, folder: Path) -> str:
    """Everything but the second pair of eyes; returns the number of the document of two pages."""
    desk = bench.desk
    bench.asker.fill, bench.asker.next_dossier = answer_dialogs("Voortgang"), path
    desk.window.actions_["new_dossier"].trigger()
    desk.window.files_dropped.emit([str(folder)])
    qtbot.waitUntil(lambda: bool(desk.window.notice.words), timeout=LONG_MS)
    decide_persons(desk)
    nota = max(desk.window.documents.rows, key=lambda row: row.document.page_count)
    desk.workspaces.go("documents")
    desk.window.document_list.view.selectAll()
    desk.window.actions_["in_scope"].trigger()
    desk.window.document_list.choose(nota.document.id)
    assert desk.state is not None
    desk.edit_commands.on_box_drawn(0, _box_of(desk, "Groenewoudt"))
    wait_for_work(qtbot, desk)
    bench.asker.fill = fill_pages
    desk.window.actions_["pages_out_of_scope"].trigger()
    wait_for_work(qtbot, desk)
    confirm_the_rest(desk)
    combo = workspace_form(desk)
    combo.setCurrentIndex(combo.findData(SecondReaderDemand.QUEUE.value))
    combo.activated.emit(combo.currentIndex())
    return nota.document.printed_number


def second_reader(qtbot: QtBot, second: Bench, path: Path) -> Path:
    """Reads the queue, and exports; returns the folder of the package."""
    second.desk.services = dataclasses.replace(second.desk.services, user="Bert")
    assert second.desk.open(path)
    second.desk.window.actions_["undo"].trigger()  # the demand, made before the restart
    second.desk.window.actions_["redo"].trigger()
    second.desk.window.actions_["export"].trigger()
    assert second.desk.workspaces.current.name == "publish"
    kinds = {line.kind for line in second.desk.publish.left.lines}
    assert kinds == {"second_reader"}
    second.desk.workspaces.go("second")
    for _ in range(60):
        if not second.desk.second.table.rows:
            break
        second.desk.window.actions_["second_agree"].trigger()
    assert not second.sink.errors
    second.asker.fill = answer_dialogs("")
    second.desk.window.actions_["export"].trigger()
    dialog = second.asker.dialogs[-1]
    assert isinstance(dialog, ExportDialog)
    target = dialog.target()
    assert target is not None
    wait_for_work(qtbot, second.desk)
    assert not second.sink.errors
    return target / package.PUBLIC


def decide_persons(desk: Desk) -> None:
    """Enter for each person until nothing waits on the board."""
    desk.workspaces.go("persons")
    for _ in range(40):
        if not any(row.waiting for row in desk.persons.table.rows):
            return
        press(desk.persons.list.view, Qt.Key.Key_Return)
    raise AssertionError


def fill_pages(dialog: QDialog) -> bool:
    assert isinstance(dialog, PagesOutDialog)
    dialog.fill(2, 2)
    return dialog.can_accept


def confirm_the_rest(desk: Desk) -> None:
    """What is no person: Enter goes on until nothing is open."""
    desk.workspaces.go("documents")
    for row in range(len(desk.window.documents.rows)):
        desk.window.document_list.choose(desk.window.documents.at(row).document.id)
        while open_marks(desk):
            desk.window.finding_panel.choose(open_marks(desk)[0].key)
            desk.window.actions_["confirm"].trigger()
            desk.window.document_list.choose(desk.window.documents.at(row).document.id)


def workspace_form(desk: Desk) -> QComboBox:
    """The demand for a second reader, in "Publiceren"."""
    desk.workspaces.go("publish")
    return desk.publish.form.second_reader


def test_stopped_export_delivers_nothing(
    qtbot: QtBot,
    make_bench: MakeBench,
    process_engine: ProcessEngine,
    tmp_path: Path,
    sources: list[Path],
) -> None:
    bench = make_bench(process_engine)
    desk = bench.desk
    make_searched(qtbot, bench, tmp_path / "zaak.woodossier", sources[1:2])
    desk.window.actions_["in_scope"].trigger()
    desk.window.actions_["confirm_page"].trigger()
    desk.window.actions_["export"].trigger()
    dialog = bench.asker.dialogs[-1]
    assert isinstance(dialog, ExportDialog)
    target = dialog.target()
    assert target is not None
    stages: list[str] = []
    desk.bridge.progressed.connect(lambda progress: stages.append(progress.stage_key))
    qtbot.waitUntil(lambda: "verify" in stages, timeout=LONG_MS)
    assert desk.window.job_bar.isVisible()
    desk.window.job_bar.stop.click()
    wait_for_work(qtbot, desk)
    assert desk.window.notice.words == "De export is gestopt. Er is niets geleverd."
    assert not (target / "publicatie").exists()
    assert [p for p in tmp_path.rglob("*.pdf") if p not in sources] == []
    assert desk.window.actions_["export"].isEnabled()


def test_pages_are_drawn_by_the_worker(
    qtbot: QtBot, make_bench: MakeBench, process_engine: ProcessEngine, tmp_path: Path
) -> None:
    source = tmp_path / "twee.pdf"
    source.write_bytes(simple_pdf([["Eerste"], ["Tweede"]], rotation=90))
    bench = make_bench(process_engine)
    make_searched(qtbot, bench, tmp_path / "zaak.woodossier", [source])
    view = bench.desk.window.page_view
    qtbot.waitUntil(lambda: all(p.picture_pixels for p in view.pages), timeout=LONG_MS)
    item = view.pages[0]
    assert item.boundingRect().width() > item.boundingRect().height()
    exact = item.boundingRect().width() * item.boundingRect().height()
    assert item.picture_pixels == pytest.approx(exact, rel=0.01)
    assert MarkState.REDACTED not in {mark.state for mark in bench.desk.window.marks.rows}
