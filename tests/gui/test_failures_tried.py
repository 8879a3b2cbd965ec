"""Each failure of `tests.helpers.failures`, brought about for real where a test can, in the window.

What is asserted: the text that the manual names is the one that is told, what was decided before
stands, and the program goes on.
"""

from __future__ import annotations

import dataclasses
import os
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Bench, MakeBench
from tests.gui.test_failing import Behind
from tests.gui.work import answers, files, make_dossier
from tests.helpers.failures import FAILURES, Failure
from tests.helpers.fake_engine import FakeEngine
from tests.store.damage import root_page, spoil
from tests.store.test_lock import owner
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.errors import DossierError, UsageError, WorkerDied
from woo_desk.gui.asker import SUFFIX
from woo_desk.gui.commands import protect
from woo_desk.gui.dialogs.dossier_dialog import DossierDialog
from woo_desk.gui.dialogs.password_dialogs import PasswordDialog
from woo_desk.gui.last_run import LastRun
from woo_desk.profile import read_profile
from woo_desk.publication import package
from woo_desk.settings import Settings
from woo_desk.store import cipher, schema
from woo_desk.store.lock import lock_path
from woo_desk.texts import text
from woo_desk.usecases.dossier import open_dossier, protect_dossier
from woo_desk.usecases.scope import decide_scope


@dataclass
class Scene:
    """A dossier of one document, and a window."""

    bench: Bench
    path: Path
    patch: pytest.MonkeyPatch
    wait: Callable[[Callable[[], bool]], None]

    def open(self) -> bool:
        return self.bench.desk.open(self.path)

    def decide(self, outcome: ScopeOutcome = ScopeOutcome.OUT_OF_SCOPE) -> bool:
        ids = [row.document.id for row in self.bench.desk.window.documents.rows]
        return self.bench.desk.do(lambda session: decide_scope(session, ids, outcome))

    @property
    def told(self) -> str:
        """Key of the last error."""
        return f"error.{self.bench.sink.errors[-1]}"


@pytest.fixture
def scene(
    qtbot: QtBot, make_bench: MakeBench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Scene:
    path = tmp_path / "share" / "zaak.woodossier"
    path.parent.mkdir()
    make_dossier(path, FakeEngine(answers()), files(tmp_path / "in", "brief 1"))
    return Scene(make_bench(FakeEngine(answers())), path, monkeypatch, qtbot.waitUntil)


def defect(scene: Scene) -> str:
    scene.open()
    scene.bench.desk.bridge.report_defect(KeyError("tekst uit een document"))
    assert scene.bench.sink.defects == ["KeyError"]
    assert scene.decide()
    return "error.internal"


def ended_badly(scene: Scene) -> str:
    folder = scene.path.parent
    (folder / "window-1.run").write_text("999999999\n\n\n", "utf-8")
    run = LastRun(folder)
    space = msgspec.structs.asdict(owner())["pid_space"]
    (folder / "window-1.run").write_text(f"999999999\nx\n{space}\n", "utf-8")
    assert run.ended_badly()
    return "gui.ended_badly"


def damaged(scene: Scene) -> str:
    spoil(scene.path, root_page(scene.path, "redaction"))
    before = scene.path.read_bytes()
    scene.bench.sink.answers = [True]
    assert scene.open()
    session = scene.bench.desk.session
    assert session is not None
    assert "hersteld" in session.file.path.name
    assert len(session.file.documents()) == 1
    assert scene.path.read_bytes() == before
    return scene.bench.sink.asked[-1]


def disk_full(scene: Scene) -> str:
    scene.open()
    session = scene.bench.desk.session
    assert session is not None
    (pages,) = session.file._database.rows("PRAGMA page_count")
    session.file._database.rows(f"PRAGMA max_page_count = {pages[0]}")
    long = "woord " * 200_000
    changed = dataclasses.replace(session.dossier, title=long)

    def command() -> object:
        with session.step("change_dossier") as tx:
            tx.put(changed)
        return tx.changes

    assert not scene.bench.desk.bridge.do(command)  # type: ignore[arg-type]
    assert session.dossier.title != long
    assert scene.decide()
    return scene.told


def export_disk_full(scene: Scene) -> str:
    def never(*_: object, **_how: object) -> None:
        raise OSError(28, "No space left on device")

    target = scene.path.parent / "uit"
    scene.patch.setattr(Path, "mkdir", never)
    with pytest.raises(UsageError) as caught:
        package.stage(target)
    return f"error.{caught.value.key}"


def share_lost(scene: Scene) -> str:
    scene.open()
    away = scene.path.parent.with_name("weg")
    scene.path.parent.rename(away)
    assert not scene.decide()
    away.rename(scene.path.parent)
    assert scene.decide(), "it is back as it was"
    return scene.told


def moved(scene: Scene) -> str:
    scene.open()
    content = scene.path.read_bytes()
    scene.path.unlink()
    scene.path.write_bytes(content)
    assert not scene.decide()
    return scene.told


def two_machines(scene: Scene) -> str:
    lock_path(scene.path).write_bytes(msgspec.json.encode(owner(host="andere-pc", pid=1)))
    scene.bench.sink.answers = [True]
    assert scene.open()
    assert not scene.bench.desk.can_write
    return scene.bench.sink.asked[-1]


def lock_taken(scene: Scene) -> str:
    scene.open()
    lock_path(scene.path).write_bytes(msgspec.json.encode(owner(host="andere-pc", pid=1)))
    assert not scene.decide()
    return scene.told


def busy(scene: Scene) -> str:
    scene.open()
    session = scene.bench.desk.session
    assert session is not None
    session.file._database.rows("PRAGMA busy_timeout = 1")
    with closing(sqlite3.connect(scene.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert not scene.decide()
    assert scene.decide()
    return scene.told


def read_only(scene: Scene) -> str:

    def without_rights(path: Path, **how: object) -> object:
        if not how.get("read_only"):
            raise DossierError("dossier_read_only", name=path.name)
        return open_dossier(path, **how)  # type: ignore[arg-type]

    scene.patch.setattr(protect, "open_dossier", without_rights)
    scene.bench.sink.answers = [True]
    assert scene.open()
    assert not scene.bench.desk.can_write
    return scene.bench.sink.asked[-1]


def newer(scene: Scene) -> str:
    with closing(sqlite3.connect(scene.path)) as database:
        database.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    assert not scene.open()
    return scene.told


def not_there(scene: Scene) -> str:
    scene.path.unlink()
    assert not scene.open()
    return scene.told


def clock(scene: Scene) -> str:
    services = scene.bench.desk.services
    scene.bench.desk.services = type(services)(Behind(), services.engine, services.user)
    assert scene.open()
    start = text("gui.clock_behind", last="\0").split("\0")[0]
    assert scene.bench.desk.window.notice.words.startswith(start)
    return "gui.clock_behind"


def create(scene: Scene, name: str) -> str:
    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, DossierDialog)
        return True

    scene.bench.asker.fill = fill
    scene.bench.asker.next_dossier = scene.path.parent / f"{name}{SUFFIX}"
    scene.bench.desk.window.actions_["new_dossier"].trigger()
    assert scene.bench.desk.session is None
    return scene.told


def wrong_password(scene: Scene) -> str:
    if not cipher.is_available():
        pytest.skip("SQLCipher is not installed: the extra 'encryption'")
    protect_dossier(scene.path, "gezellige fiets op zondag")
    cipher.forget(scene.path)
    said: list[str] = []

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, PasswordDialog)
        said.append(dialog._hint.text())
        dialog._field.setText("gezellige fiets op maandag")
        return len(said) < 2

    scene.bench.asker.fill = fill
    assert not scene.open()
    assert said[1] == text("gui.password.wrong")
    return "gui.password.wrong"


def no_cipher(scene: Scene) -> str:
    scene.patch.setattr(cipher, "_sqlcipher", None)
    scene.bench.asker.fill = lambda dialog: _type_twice(dialog, "gezellige fiets op zondag")
    scene.open()
    scene.bench.desk.window.actions_["protect_dossier"].trigger()
    assert scene.bench.desk.session is not None, "the dossier is open again, as it was"
    return scene.told


def _type_twice(dialog: QDialog, words: str) -> bool:
    dialog._first.setText(words)  # type: ignore[attr-defined]
    dialog._again.setText(words)  # type: ignore[attr-defined]
    return True


def settings(scene: Scene) -> str:
    def refuse(_settings: Settings) -> None:
        raise PermissionError(13, "alleen-lezen")

    scene.patch.setattr(Settings, "save", refuse)
    scene.bench.asker.fill = lambda dialog: bool(_type_name(dialog))
    scene.bench.desk.window.actions_["settings"].trigger()
    return scene.told


def _type_name(dialog: QDialog) -> QDialog:
    dialog._write["user_name"]("A. Beoordelaar")  # type: ignore[attr-defined]
    return dialog


def profile(scene: Scene) -> str:
    wrong = scene.path.with_name("fout.toml")
    wrong.write_text("versie = 9", "utf-8")
    with pytest.raises(UsageError) as caught:
        read_profile(wrong)
    scene.bench.sink.error(caught.value)
    return scene.told


def worker(scene: Scene) -> str:
    scene.bench.desk.services.engine.answers = {  # type: ignore[attr-defined]
        **answers(), "prepare": WorkerDied("worker_died"),
    }  # fmt: skip
    scene.open()
    source = scene.path.with_name("nota 2.txt")
    source.write_text("tekst", "utf-8")
    scene.bench.desk.dossier_commands.add([source])
    scene.wait(lambda: len(scene.bench.desk.window.documents.rows) == 2)
    rows = scene.bench.desk.window.documents.rows
    [problem] = [row.document.problem for row in rows if row.document.problem]
    return f"problem.{problem.value}"


TRIES: Mapping[str, Callable[[Scene], str]] = {
    **{
        each.__name__: each
        for each in (
            *(defect, ended_badly, damaged, disk_full, export_disk_full, share_lost, moved),
            *(two_machines, lock_taken, busy, read_only, newer, not_there, clock),
            *(wrong_password, no_cipher, settings, profile, worker),
        )
    },
    "long_name": lambda scene: create(scene, "a" * 300),
    "wrong_name": lambda scene: create(scene, "a\0b"),
    "exists": lambda scene: create(scene, scene.path.stem),
}
LOUD = {"defect"}
"""What is written in the log, as it should be."""


@pytest.mark.expects_log("woo_desk.gui.bridge")
@pytest.mark.parametrize("failure", [f for f in FAILURES if f.name in LOUD], ids=lambda f: f.name)
def test_failure_that_is_logged_is_told_as_the_manual_says(failure: Failure, scene: Scene) -> None:
    assert TRIES[failure.name](scene) == failure.key


@pytest.mark.parametrize(
    "failure", [f for f in FAILURES if f.name not in LOUD], ids=lambda f: f.name
)
def test_failure_is_told_as_the_manual_says(failure: Failure, scene: Scene) -> None:
    assert TRIES[failure.name](scene) == failure.key


def test_every_failure_is_tried() -> None:
    assert {failure.name for failure in FAILURES} == set(TRIES)


@pytest.mark.skipif(os.name == "nt", reason="Windows itself refuses these names")
@pytest.mark.parametrize("name", ["CON", "aux.txt", "nul", "漢字 é 🏛", "LPT1.pdf", "einde."])
def test_sources_with_names_that_windows_keeps_come_in(scene: Scene, name: str) -> None:
    scene.open()
    source = scene.path.with_name(f"brief 1 {name}.txt")
    source.write_text(f"tekst {name}", "utf-8")
    scene.bench.desk.dossier_commands.add([source])
    scene.wait(lambda: len(scene.bench.desk.window.documents.rows) == 2)
    session = open_dossier(scene.path, user="x", clock=Behind(), read_only=True)
    with session.file:
        assert source.name in [document.source_name for document in session.file.documents()]
