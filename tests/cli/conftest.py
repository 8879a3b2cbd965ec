"""Commands in this process: the real tasks in line, so that a test takes no process starts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.helpers.cases import FixedClock
from woo_desk.app import Services
from woo_desk.cli import batch, detect, dossier, earlier, letters, redact, verify
from woo_desk.cli.main import run_command
from woo_desk.workers.engine import LocalEngine


@dataclass(frozen=True, slots=True)
class Said:
    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    @contextmanager
    def services(_executor: str = "") -> Iterator[Services]:
        engine = LocalEngine()
        yield Services(FixedClock(), engine, "tester")
        engine.close()

    for module in (batch, detect, dossier, earlier, letters, redact, verify):
        monkeypatch.setattr(module, "running_services", services)

    def command(*arguments: str | Path) -> Said:
        capsys.readouterr()
        code = run_command([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return command


def words(lines: Sequence[str]) -> str:
    return " ".join(" ".join(lines).split())
