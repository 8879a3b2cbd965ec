"""Old Office files through another program: a stand-in for it that works, hangs, breaks or lies."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import time
from pathlib import Path

import pytest

from tests.helpers.cfb import compound_file
from tests.helpers.old_office import WORKS, stand_in
from woo_desk.domain.ids import JobId
from woo_desk.errors import Cancelled
from woo_desk.usecases.ports import Event, Finished, Stopped
from woo_desk.usecases.requests_content import ModerniseRequest, ModerniseResult, OldFile
from woo_desk.workers import tasks_modern
from woo_desk.workers.engine import EngineOptions, ProcessEngine
from woo_desk.workers.tasks_modern import modernise

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")


def old_files(folder: Path, *kinds: str) -> tuple[OldFile, ...]:
    made = []
    for number, kind in enumerate(kinds):
        path = folder / f"oud {number}"
        path.write_bytes(compound_file({"WordDocument": bytes([number]) * 5000}))
        made.append(OldFile(str(path), kind))
    return tuple(made)


def ask(tmp_path: Path, body: str, *kinds: str) -> ModerniseResult:
    request = ModerniseRequest(
        stand_in(tmp_path / "prog", body), old_files(tmp_path, *kinds), str(tmp_path / "werk")
    )
    return modernise(request, lambda _done, _total: None)


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks_modern, "START_S", 0.6)
    monkeypatch.setattr(tasks_modern, "EACH_S", 0.1)


def is_running(pid_file: Path) -> bool:
    pid = int(pid_file.read_text("ascii"))
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0]
    return state != "Z"


def test_each_kind_gets_its_modern_format_in_order(tmp_path: Path) -> None:
    result = ask(tmp_path, WORKS, "xls", "doc", "rtf", "ppt", "doc")
    assert [Path(path).name for path in result.paths] == [
        "0.xlsx", "1.docx", "2.docx", "3.pptx", "4.docx",
    ]  # fmt: skip
    runs = {Path(path).parent.parent.name for path in result.paths}
    assert len(runs) == 4, "files of one kind go in one run"


def test_the_source_stays_as_it_was_and_home_is_private(tmp_path: Path) -> None:
    body = 'for f in $files; do echo x > "$f"; done; echo "$HOME" > "$here/home"\n' + WORKS
    files = old_files(tmp_path, "doc")
    before = hashlib.sha256(Path(files[0].path).read_bytes()).hexdigest()
    result = ask(tmp_path, body, "doc")
    assert result.paths[0]
    assert hashlib.sha256(Path(files[0].path).read_bytes()).hexdigest() == before
    home = (tmp_path / "prog" / "home").read_text("utf-8").strip()
    assert Path(home).is_relative_to(tmp_path / "werk")


def test_its_profile_allows_no_macros_links_or_network(tmp_path: Path) -> None:
    body = 'cp "$profile/user/registrymodifications.xcu" "$here/rules"\n' + WORKS
    ask(tmp_path, body, "doc")
    rules = (tmp_path / "prog" / "rules").read_text("utf-8")
    for name in ("DisableMacrosExecution", "BlockUntrustedRefererLinks", "ooInetProxyType"):
        assert f'"{name}"' in rules


@pytest.mark.parametrize(
    "body",
    [
        "exit 0\n",
        "kill -SEGV $$\n",
        "exit 77\n",
        'touch "$out/0.docx"\n',
        'mkdir "$out/0.docx"\n',
        'ln -s "$here/modern" "$out/0.docx"\n',
        'cp "$here/modern" "$out/../0.docx"\n',
        'cp "$here/modern" "$out/anders.docx"\n',
    ],
)
def test_what_is_not_a_plain_file_of_the_right_name_is_not_taken(tmp_path: Path, body: str) -> None:
    assert ask(tmp_path, body, "doc").paths == ("",)


def test_no_such_program(tmp_path: Path) -> None:
    request = ModerniseRequest("/nergens/soffice", old_files(tmp_path, "doc"), str(tmp_path / "w"))
    assert modernise(request, lambda _done, _total: None).paths == ("",)


@pytest.mark.usefixtures("short")
def test_one_that_hangs_ends_with_all_that_it_started(tmp_path: Path) -> None:
    started = time.monotonic()
    body = 'sleep 60 & echo $! > "$here/child"; wait\n'
    assert ask(tmp_path, body, "doc").paths == ("",)
    assert time.monotonic() - started < 20
    if sys.platform == "linux":
        assert not is_running(tmp_path / "prog" / "child")


@pytest.mark.usefixtures("short")
def test_one_bad_file_does_not_cost_the_others(tmp_path: Path) -> None:
    body = 'case "$files" in */1.doc*) exit 1;; esac\n' + WORKS
    names = [Path(path).name for path in ask(tmp_path, body, "doc", "doc", "doc").paths]
    assert names == ["0.docx", "", "2.docx"]


def test_a_cancel_ends_it(tmp_path: Path) -> None:
    request = ModerniseRequest(
        stand_in(tmp_path / "prog", "sleep 60\n"), old_files(tmp_path, "doc"), str(tmp_path / "w")
    )

    def report(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        modernise(request, report)


def wait_for(events: list[Event], limit_s: float = 30) -> Event:
    deadline = time.monotonic() + limit_s
    while not events and time.monotonic() < deadline:
        time.sleep(0.02)
    return events[-1]


def test_the_engine_runs_it_outside_of_its_workers(tmp_path: Path) -> None:
    engine = ProcessEngine(EngineOptions(workers=1))
    events: list[Event] = []
    engine.listen(events.append)
    try:
        files = old_files(tmp_path, "doc")
        request = ModerniseRequest(stand_in(tmp_path / "p", WORKS), files, str(tmp_path / "a"))
        engine.submit(JobId("a"), "modernise", request, time_limit_s=60)
        ended = wait_for(events)
        assert isinstance(ended, Finished)
        assert isinstance(ended.result, ModerniseResult)
        assert ended.result.paths[0].endswith("0.docx")
        events.clear()
        request = ModerniseRequest(
            stand_in(tmp_path / "q", "sleep 60\n"), files, str(tmp_path / "b")
        )
        engine.submit(JobId("b"), "modernise", request, time_limit_s=60)
        engine.cancel(JobId("b"))
        assert wait_for(events) == Stopped(JobId("b"))
    finally:
        engine.close()


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_the_real_one_reads_rtf(tmp_path: Path) -> None:
    source = tmp_path / "a.rtf"
    source.write_bytes(rb"{\rtf1\ansi Bel Jansen op 06-12345678.\par}")
    request = ModerniseRequest(
        shutil.which("soffice") or "", (OldFile(str(source), "rtf"),), str(tmp_path / "w")
    )
    (path,) = modernise(request, lambda _done, _total: None).paths
    assert Path(path).read_bytes().startswith(b"PK")
