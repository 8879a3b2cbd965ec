"""`woo-desk detect`: findings of files and of lines, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.helpers.pdfs import PdfBuilder, simple_pdf
from woo_desk.errors import ExitCode

BSN = "123456782"
KEYS = {
    *("start", "end", "text", "boxes", "type", "role"),
    *("proposal", "ground", "score", "recognizer", "why"),
}


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "brief.pdf"
    path.write_bytes(simple_pdf([["Eerste blad"], [f"BSN {BSN}", "mail s.voorbeeld@burger.nl"]]))
    return path


def test_json_tells_all_of_every_finding(run: Run, letter: Path) -> None:
    said = run("detect", letter, "--json")
    assert said.code == ExitCode.DONE
    (file,) = json.loads(said.out)
    assert file["file"] == str(letter)
    assert [page["page"] for page in file["pages"]] == [0, 1]
    assert all(page["complete"] for page in file["pages"])
    findings = file["pages"][1]["findings"]
    assert all(set(finding) == KEYS for finding in findings)
    (bsn,) = [finding for finding in findings if finding["type"] == "BSN"]
    assert (bsn["text"], bsn["proposal"]) == (BSN, "redact")
    assert bsn["ground"]
    assert all(x1 > x0 and y1 > y0 for x0, y0, x1, y1 in bsn["boxes"])


def test_for_people(run: Run, letter: Path) -> None:
    said = run("detect", letter)
    assert said.code == ExitCode.DONE
    assert "blz. 2  Lakken  Burgerservicenummer" in said.out
    assert BSN in said.out


def test_a_broken_file_costs_only_itself(run: Run, letter: Path) -> None:
    locked = letter.with_name("slot.pdf")
    locked.write_bytes(PdfBuilder().page().text("x").build(user_password="x"))
    said = run("detect", locked, letter, "--json")
    assert said.code == ExitCode.DONE_WITH_PROBLEMS
    assert "slot.pdf is overgeslagen" in said.err
    assert "wachtwoord" in said.err
    assert [file["file"] for file in json.loads(said.out)] == [str(letter)]


def lines_out(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_lines_keep_their_ids_and_order(run: Run, tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "uit.jsonl"
    ids = [7, "b", "7", 3]
    source.write_text(
        "\n".join(json.dumps({"id": i, "text": f"BSN {BSN}.", "rest": 1}) for i in ids), "utf-8"
    )
    said = run("detect", "--jsonl", source, "--out", out)
    assert said.code == ExitCode.DONE, said.err
    found = lines_out(out)
    assert [line["id"] for line in found] == ids
    assert [type(line["id"]) for line in found] == [int, str, str, int]
    for line in found:
        findings = line["findings"]
        assert isinstance(findings, list)
        (bsn,) = [finding for finding in findings if finding["type"] == "BSN"]
        assert (bsn["start"], bsn["end"]) == (4, 13)
        assert {"start", "end", "type", "role", "proposal", "score"} <= set(bsn)


def test_lines_of_one_dossier_share_what_is_learnt(run: Run, tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "uit.jsonl"
    teaches = "Met vriendelijke groet,\n\nSanne Kwakernaat\nbeleidsmedewerker"
    mentions = "Zie de opmerking van Kwakernaat hierover."
    lines = [
        {"id": 1, "text": teaches, "dossier": "a"},
        {"id": 2, "text": mentions, "dossier": "a"},
        {"id": 3, "text": mentions, "dossier": "b"},
    ]
    source.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    assert run("detect", "--jsonl", source, "--out", out).code == ExitCode.DONE

    def proposals(line: dict[str, object]) -> set[str]:
        findings = line["findings"]
        assert isinstance(findings, list)
        start = mentions.index("Kwakernaat")
        return {f["proposal"] for f in findings if f["start"] <= start < f["end"]}

    same, other = lines_out(out)[1:]
    assert proposals(same) == {"redact"}
    assert proposals(other) != {"redact"}


def test_a_line_that_is_none_leaves_no_output(run: Run, tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "uit.jsonl"
    source.write_text('{"id": 1, "text": "a"}\n{"id": 2}\n', "utf-8")
    said = run("detect", "--jsonl", source, "--out", out)
    assert said.code == ExitCode.BAD_USAGE
    assert "Regel 2 van de invoer" in said.err
    assert not out.exists()


def test_lines_to_a_folder_that_is_not_there(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": 1, "text": "a"}\n', "utf-8")
    said = run("detect", "--jsonl", source, "--out", tmp_path / "weg" / "uit.jsonl")
    assert said.code == ExitCode.BAD_USAGE
    assert "kan niet worden geschreven" in said.err
