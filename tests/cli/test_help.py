"""Help and mistakes in the usage: Dutch, and never an export by accident."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from woo_desk.cli.main import COMMANDS
from woo_desk.errors import ExitCode

ENGLISH = ("usage:", "positional", "optional", "options:", "show ", "arguments:", "exit")


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_dutch(run: Run, command: str) -> None:
    said = run(*command.split(), "--help")
    assert said.code == ExitCode.DONE
    assert said.out.startswith("gebruik: woo-desk")
    assert said.out.count("gebruik:") == 1
    assert "deze uitleg" in said.out
    assert not [word for word in ENGLISH if word in said.out]


def test_help_names_every_command(run: Run) -> None:
    out = run("--help").out
    assert [command for command in COMMANDS if f"  {command}" not in out] == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "gebruik: woo-desk"),
        (("batch",), "gebruik: woo-desk batch"),
        (("batch", "x", "--ou", "y"), "gebruik: woo-desk batch"),
        (("batch", "x", "--out", "y", "--regime", "avg"), "gebruik: woo-desk batch"),
        (("batch", "x", "--out", "y", "--min-score", "7"), "van 0 tot en met 1"),
        (("batch", "x", "--out", "y", "--min-score", "nan"), "van 0 tot en met 1"),
        (("batch", "afwezig", "--out", "y"), "afwezig bestaat niet."),
        (("detect",), "--jsonl met --out"),
        (("detect", "--jsonl", "in.jsonl"), "--jsonl met --out"),
        (("detect", "a.pdf", "--jsonl", "in", "--out", "uit"), "--jsonl met --out"),
        (("detect", "afwezig.pdf"), "afwezig.pdf bestaat niet."),
        (("verify", "afwezig.pdf"), "afwezig.pdf bestaat niet."),
        (("verify", ".", "--original", "x"), "geen map"),
        (("status", "afwezig.woodossier"), "afwezig.woodossier is er niet."),
        (("export", "afwezig.woodossier", "--out", "x"), "afwezig.woodossier is er niet."),
        (("verify", "x" * 5000), "bestaat niet."),
        (("verify", "a\0b"), "bestaat niet."),
    ],
)
def test_what_cannot_be_carried_out_as_it_was_put(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    said = run(*arguments)
    assert said.code == ExitCode.BAD_USAGE
    assert words in said.err
    assert said.out == ""
    left = [path.name for path in tmp_path.iterdir() if path.name != "home"]
    assert left == []
