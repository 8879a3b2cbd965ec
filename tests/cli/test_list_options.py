"""Lists on the command line: used, told when they contradict, refused when they are wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from woo_desk.errors import ExitCode


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps({"id": "a", "text": "Project Zonnebloem, aldus mevrouw Bartels."}))
    return path


def proposals(run: Run, source: Path, *options: str) -> dict[str, str]:
    out = source.with_name("uit.jsonl")
    said = run("detect", "--jsonl", str(source), "--out", str(out), *options)
    assert said.code == ExitCode.DONE
    line = json.loads(source.read_text())["text"]
    found = json.loads(out.read_text())["findings"]
    return {line[f["start"] : f["end"]]: f["proposal"] for f in found}


def written(path: Path, content: str) -> str:
    path.write_text(content, "utf-8")
    return str(path)


def test_lists_rule(run: Run, source: Path, tmp_path: Path) -> None:
    always = written(tmp_path / "a.csv", "term;reden\nProject Zonnebloem;stil\n")
    never = written(tmp_path / "n.csv", "term\nBartels\nProject zonnebloem\n")
    assert proposals(run, source)["Bartels"] == "redact"
    assert "Project Zonnebloem" not in proposals(run, source)
    found = proposals(run, source, "--always", always, "--never", never)
    assert found == {"Project Zonnebloem": "redact", "Bartels": "keep"}


def test_a_contradiction_is_told(run: Run, source: Path, tmp_path: Path) -> None:
    always = written(tmp_path / "a.csv", "term\nKip\n")
    never = written(tmp_path / "n.csv", "term\nkip\n")
    out = str(tmp_path / "uit.jsonl")
    lists = ("--always", always, "--never", never)
    assert "beide lijsten" in run("detect", "--jsonl", str(source), "--out", out, *lists).err


def test_a_list_with_a_mistake_stops_the_command(run: Run, source: Path, tmp_path: Path) -> None:
    always = written(tmp_path / "a.csv", "term;soort\nKip;dier\n")
    out = tmp_path / "uit.jsonl"
    said = run("detect", "--jsonl", str(source), "--out", str(out), "--always", always)
    assert said.code == ExitCode.BAD_USAGE
    assert "Regel 2: ‘dier’ is geen soort." in said.err
    assert not out.exists()
