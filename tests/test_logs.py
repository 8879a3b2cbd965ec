from __future__ import annotations

import logging
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from woo_desk import logs

NAME = "Sanne Voorbeeld"


@pytest.fixture
def handler() -> Iterator[logging.Handler]:
    root = logging.getLogger()
    level = root.level
    handler = logs.set_up()
    yield handler
    root.removeHandler(handler)
    root.setLevel(level)
    handler.close()


def written() -> str:
    return logs.log_path().read_text("utf-8")


def test_own_records_are_written_with_time_and_place(handler: logging.Handler) -> None:
    logging.getLogger("woo_desk.store").info("%d documents added to %s", 3, "d1")
    [line] = written().splitlines()
    assert line.endswith(" 3 documents added to d1")
    assert "+00:00 INFO woo_desk.store:" in line


def fail_for_a_reason() -> None:
    try:
        dict[str, int]()[NAME]
    except KeyError as cause:
        raise ValueError(f"bad name {NAME}") from cause


def test_of_an_exception_only_class_and_place_are_written(handler: logging.Handler) -> None:
    try:
        fail_for_a_reason()
    except ValueError:
        # INFO, because a louder record fails the test by a rule of the house.
        logging.getLogger("woo_desk.pdf").info("page %d skipped", 7, exc_info=True)
    assert "page 7 skipped | ValueError at test_logs:" in written()
    assert " <- KeyError at test_logs:" in written()
    assert NAME not in written()


def test_of_other_libraries_only_the_place_is_written(handler: logging.Handler) -> None:
    logging.getLogger("presidio-analyzer").info("found %s", NAME)
    logging.getLogger("woo_deskish").info("found %s", NAME)
    assert "INFO presidio-analyzer:" in written()
    assert NAME not in written()


def test_one_record_is_one_line(handler: logging.Handler) -> None:
    logging.getLogger("woo_desk").info("file %s", "a\nb\x1b[31m\u202e.pdf")
    assert len(written().splitlines()) == 1
    assert "\x1b" not in written()
    assert "\u202e" not in written()


def test_set_up_again_logs_once_and_in_the_new_place(
    handler: logging.Handler, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WOO_DESK_HOME", str(tmp_path / "moved"))
    again = logs.set_up()
    logging.getLogger("woo_desk").info("x")
    logging.getLogger().removeHandler(again)
    again.close()
    assert len(written().splitlines()) == 1
    assert logs.log_path().parent == tmp_path / "moved"
    assert handler not in logging.getLogger().handlers


@pytest.mark.skipif(sys.platform == "win32", reason="no such rights on Windows")
def test_only_the_user_may_read_the_log(handler: logging.Handler) -> None:
    logging.getLogger("woo_desk").info("x")
    assert stat.S_IMODE(logs.log_path().stat().st_mode) == 0o600


def test_old_files_are_dropped(tmp_path: Path) -> None:
    folder = tmp_path / "log"
    folder.mkdir()
    rotating = logs.PrivateFileHandler(folder / "x.log", max_bytes=200)
    rotating.setFormatter(logs.PlaceFormatter())
    for number in range(50):
        rotating.handle(logging.LogRecord("woo_desk", 20, "x", 1, "record %d", (number,), None))
    rotating.close()
    assert len(list(folder.iterdir())) == 4
    assert sum(path.stat().st_size for path in folder.iterdir()) < 1000
    assert "record 49" in (folder / "x.log").read_text("utf-8")


def test_log_that_cannot_be_written_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv("WOO_DESK_HOME", str(tmp_path / "file" / "below"))
    handler = logs.set_up()
    logging.getLogger("woo_desk").info("x")
    logging.getLogger().removeHandler(handler)
    assert isinstance(handler, logging.NullHandler)


def test_folders_without_the_environment_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WOO_DESK_HOME")
    assert logs.user_folder("state").name == "woo-desk"
    assert logs.user_folder("config").name == "woo-desk"
    assert logs.crash_log_path().parent == logs.log_path().parent
