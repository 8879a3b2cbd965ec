"""The self-test as an administrator runs it, and what it says when something is missing."""

from __future__ import annotations

import argparse
import json
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.end2end.conftest import engine_running
from tests.helpers.cases import FixedClock
from tests.helpers.command import run
from woo_desk.cli import selftest as command
from woo_desk.errors import ExitCode
from woo_desk.store import cipher
from woo_desk.usecases import selftest


def test_every_part_is_good_here() -> None:
    done = run("selftest", "--json")
    assert done.returncode == ExitCode.DONE, done
    checks = json.loads(done.stdout)["checks"]
    assert [check["name"] for check in checks] == [name.value for name in selftest.CheckName]
    bad = {check["name"] for check in checks if not check["is_good"]}
    assert bad == (set() if cipher.is_available() else {"encryption"})


def test_a_missing_part_is_named_and_the_rest_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selftest, "NEEDED", ("grounds.toml", "er-is-niets.bin"))
    # The fence belongs to the program itself, not to the process of the tests.
    monkeypatch.setattr(selftest, "_network", lambda: "not refused")
    with engine_running() as engine:
        checks = {check.name: check for check in selftest.run_selftest(engine, FixedClock())}
    assert checks[selftest.CheckName.RESOURCES].detail == "er-is-niets.bin"
    assert checks[selftest.CheckName.DOSSIER].is_good
    assert checks[selftest.CheckName.LINE].is_good
    assert not checks[selftest.CheckName.NETWORK].is_good


def test_a_line_that_does_not_publish_is_a_failure(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(selftest, "_network", lambda: "")
    (tmp_path / "Brief bewoner.pdf").write_bytes(b"geen pdf")
    monkeypatch.setattr(selftest, "example_sources", lambda: (tmp_path / "Brief bewoner.pdf",))
    with engine_running() as engine:
        checks = {check.name: check for check in selftest.run_selftest(engine, FixedClock())}
    assert not checks[selftest.CheckName.LINE].is_good


@pytest.mark.parametrize(
    ("name", "line", "code"),
    [
        (selftest.CheckName.ENCRYPTION, "niet ", ExitCode.DONE),
        (selftest.CheckName.NETWORK, "FOUT ", ExitCode.INTERNAL_ERROR),
    ],
)
def test_what_may_be_absent_is_no_fault(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: selftest.CheckName,
    line: str,
    code: ExitCode,
) -> None:
    """After the set-up of the README, password protection was called a fault."""
    found = [selftest.Check(name, False, "iets", 0.0)]
    monkeypatch.setattr(command, "run_selftest", lambda _engine, _clock: found)
    monkeypatch.setattr(command, "running_services", lambda: nullcontext(SimpleNamespace(
        engine=None, clock=None)))  # fmt: skip
    assert command.run(argparse.Namespace(json=False)) is code
    assert any(words.startswith(line) for words in capsys.readouterr().out.splitlines())
