"""The first documents are reviewed while the rest comes in; stopped, and gone on after a restart.

With real files and real workers: what happens first is fixed by the order of the jobs, not by time.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Bench, MakeBench
from tests.helpers.pdfs import simple_pdf
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.redaction import Redaction
from woo_desk.texts import text
from woo_desk.usecases.dossier import create_dossier
from woo_desk.usecases.session import SystemClock
from woo_desk.usecases.take_in import unfinished_sources
from woo_desk.workers.engine import EngineOptions, ProcessEngine

LONG_MS = 240_000
COUNT = 16
SAID = "De nota is geschreven door Willemijn Przybylski, tel. 06-12345678."


@pytest.fixture
def engine() -> Iterator[ProcessEngine]:
    """WHY one worker: jobs of intake and of detection then take turns, whatever the machine."""
    engine = ProcessEngine(EngineOptions(workers=1))
    yield engine
    engine.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "bron"
    folder.mkdir()
    for number in range(1, COUNT + 1):
        path = folder / f"stuk {number:02d}.pdf"
        path.write_bytes(simple_pdf([f"Stuk {number} over de voortgang.", SAID]))
    return folder


@pytest.fixture
def desk_bench(make_bench: MakeBench, engine: ProcessEngine, path: Path) -> Bench:
    session = create_dossier(path, "Zaak", LegalBasis.WOO, user="t", clock=SystemClock())
    session.file.close()
    bench = make_bench(engine)
    assert bench.desk.open(path)
    return bench


def begin(qtbot: QtBot, bench: Bench, folder: Path) -> int:
    """Take in until the first document can be reviewed, and pause there; how many are in."""
    desk = bench.desk
    bench.asker.next_folder = folder
    desk.window.actions_["add_folder"].trigger()

    def is_reviewable() -> bool:
        rows = desk.window.documents.rows
        if not rows or desk.session is None:
            return False
        return bool(desk.session.file.findings(rows[0].document.id))

    qtbot.waitUntil(is_reviewable, timeout=LONG_MS)
    desk.window.job_bar.pause.setChecked(True)
    assert desk.bridge.is_busy
    assert desk.session is not None
    return len(desk.session.file.documents())


def redactions(bench: Bench) -> tuple[Redaction, ...]:
    desk = bench.desk
    if desk.session is None:
        raise AssertionError
    first = desk.session.file.documents()[0]
    return tuple(desk.session.file.redactions(first.id))


def confirm_one(qtbot: QtBot, bench: Bench) -> None:
    desk = bench.desk
    desk.window.document_list.choose(desk.window.documents.at(0).document.id)
    qtbot.waitUntil(lambda: any(mark.is_open for mark in desk.window.marks.rows), timeout=LONG_MS)
    mark = next(mark for mark in desk.window.marks.rows if mark.is_open)
    desk.window.finding_panel.choose(mark.key)
    desk.window.actions_["confirm"].trigger()


def end_of_work(qtbot: QtBot, bench: Bench) -> None:
    qtbot.waitUntil(lambda: not bench.desk.bridge.is_busy, timeout=LONG_MS)
    assert not bench.sink.errors
    assert not bench.sink.defects


@pytest.mark.slow
def test_a_person_reviews_while_documents_come_in(
    qtbot: QtBot, desk_bench: Bench, folder: Path
) -> None:
    desk, actions = desk_bench.desk, desk_bench.desk.window.actions_
    held = begin(qtbot, desk_bench, folder)
    assert held < COUNT, "the rest is still to come"
    assert not actions["undo"].isEnabled(), "documents that come in are not taken away meanwhile"
    confirm_one(qtbot, desk_bench)
    assert len(redactions(desk_bench)) == 1
    assert actions["undo"].isEnabled()
    desk.window.job_bar.pause.setChecked(False)
    qtbot.waitUntil(
        lambda: desk.session is not None and len(desk.session.file.documents()) > held + 1,
        timeout=LONG_MS,
    )
    assert desk.bridge.is_busy
    actions["undo"].trigger()
    assert redactions(desk_bench) == ()
    actions["redo"].trigger()
    assert len(redactions(desk_bench)) == 1
    end_of_work(qtbot, desk_bench)
    assert desk.session is not None
    file = desk.session.file
    documents = file.documents()
    assert [document.number for document in documents] == list(range(1, COUNT + 1))
    assert all(file.findings(document.id) for document in documents), "each has been searched"
    assert len(redactions(desk_bench)) == 1, "what was decided meanwhile stands"
    counts = text("gui.added.counts", files=COUNT, inside=0, added=COUNT, already=0, held=COUNT)
    assert counts in desk.window.notice.words
    assert unfinished_sources(desk.session) == ()
    actions["undo"].trigger()
    assert redactions(desk_bench) == (), "her own step first"
    actions["undo"].trigger()
    assert file.documents() == (), "then the intake, as one step"


@pytest.mark.slow
def test_what_is_dropped_meanwhile_is_refused_and_spoils_nothing(
    qtbot: QtBot, desk_bench: Bench, folder: Path, tmp_path: Path
) -> None:
    desk, other = desk_bench.desk, tmp_path / "later"
    other.mkdir()
    (other / "later.txt").write_text("Dit stuk kwam later.")
    begin(qtbot, desk_bench, folder)
    desk.window.files_dropped.emit([str(other)])
    desk.window.files_dropped.emit([str(folder)])
    assert desk_bench.sink.errors == ["busy", "busy"]
    desk_bench.sink.errors.clear()
    assert desk.session is not None
    assert unfinished_sources(desk.session) == (folder,), "what goes on after a power cut"
    desk.window.job_bar.pause.setChecked(False)
    end_of_work(qtbot, desk_bench)
    assert len(desk.session.file.documents()) == COUNT
    desk.window.files_dropped.emit([str(other)])
    end_of_work(qtbot, desk_bench)
    assert len(desk.session.file.documents()) == COUNT + 1


@pytest.mark.slow
def test_what_was_stopped_goes_on_after_a_restart(
    qtbot: QtBot, desk_bench: Bench, make_bench: MakeBench, engine: ProcessEngine, folder: Path
) -> None:
    held = begin(qtbot, desk_bench, folder)
    assert held < COUNT
    confirm_one(qtbot, desk_bench)
    desk_bench.desk.window.job_bar.stop.click()
    end_of_work(qtbot, desk_bench)
    notice = desk_bench.desk.window.notice
    assert notice.words.startswith("Het werk is gestopt")
    assert notice.words.endswith(text("intake.unfinished"))
    session = desk_bench.desk.session
    assert session is not None
    before = [document.id for document in session.file.documents()]
    assert held <= len(before) < COUNT
    path = session.file.path
    desk_bench.desk.close()

    again = make_bench(engine)
    assert again.desk.open(path)
    assert again.desk.window.notice.words == text("intake.unfinished")
    again.desk.window.notice.press()
    end_of_work(qtbot, again)
    session = again.desk.session
    assert session is not None
    documents = session.file.documents()
    assert [document.id for document in documents[: len(before)]] == before
    assert [document.number for document in documents] == list(range(1, COUNT + 1))
    assert all(session.file.findings(document.id) for document in documents)
    assert len(redactions(again)) == 1
    assert text("gui.added.documents", count=COUNT - len(before)) in again.desk.window.notice.words
    again.desk.close()
    assert again.desk.open(path)
    assert again.desk.window.notice.isHidden(), "there is nothing more to take in"
