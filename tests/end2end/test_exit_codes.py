"""Every exit code, through the real command in a process of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.helpers.command import patched, run, without_root_rights
from tests.helpers.pdfs import simple_pdf
from woo_desk.errors import ExitCode


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "brief.pdf"
    path.write_bytes(simple_pdf(["Wet Kwakernaat", "BSN 123456782"]))
    return path


def test_codes_differ() -> None:
    assert [code.value for code in ExitCode] == [0, 1, 2, 3, 4, 5, 130]


def test_done(letter: Path) -> None:
    done = run("detect", letter)
    assert done.returncode == ExitCode.DONE, done.stderr
    assert "123456782" in done.stdout


def test_done_with_problems(letter: Path) -> None:
    letter.write_bytes(b"")
    done = run("detect", letter)
    assert done.returncode == ExitCode.DONE_WITH_PROBLEMS
    assert "brief.pdf is overgeslagen" in done.stderr


def test_bad_usage(letter: Path) -> None:
    done = run("batch", letter)
    assert done.returncode == ExitCode.BAD_USAGE
    assert "Deze opdracht klopt niet" in done.stderr


def test_not_ready(letter: Path, tmp_path: Path) -> None:
    letter.write_bytes(b"")
    done = run("batch", letter, "--out", tmp_path / "uit")
    assert done.returncode == ExitCode.NOT_READY
    assert "nog niet klaar voor export" in done.stderr


def test_what_is_not_ready_as_json(letter: Path, tmp_path: Path) -> None:
    letter.write_bytes(b"")
    done = run("batch", letter, "--out", tmp_path / "uit", "--json")
    assert done.returncode == ExitCode.NOT_READY
    said = json.loads(done.stdout)
    assert (said["package"], said["error"], said["clean"]) == (None, "not_ready", True)
    assert said["waits_for"]
    [document] = said["documents"]
    assert (document["number"], document["problem"]) == ("0001", "empty")


LEAK = """
from woo_desk.usecases import export_plan
export_plan.words_gone = lambda *_: ("Zonnewende",)
"""


def test_a_leak_as_json(letter: Path, tmp_path: Path) -> None:
    """A batch run that found a leak printed nothing at all with `--json`."""
    letter.write_bytes(simple_pdf(["Wet Zonnewende", "BSN 123456782"]))
    target = tmp_path / "uit"
    done = run("batch", letter, "--out", target, "--json", program=patched(LEAK))
    assert done.returncode == ExitCode.RESIDUE_FOUND
    assert "Er is niets geleverd" in done.stderr
    said = json.loads(done.stdout)
    assert (said["package"], said["exit_code"], said["clean"]) == (None, done.returncode, False)
    assert {(each["kind"], each["page_index"]) for each in said["residues"]} >= {("text", 0)}
    assert [document["number"] for document in said["documents"]] == ["0001"]
    assert "Zonnewende" not in done.stdout
    assert not (target / "publicatie").exists()


LEFT_WITH_NOTHING = """
from woo_desk.domain.acknowledgement import UncheckedPlace
from woo_desk.domain.export import LEAK, Trouble
from woo_desk.usecases import export_documents, export_proof
def hold_back(self):
    key = self.written()[0].document.id
    self.drop(key)
    self.troubles[key] = Trouble(key, LEAK, (("count", 1),))
export_documents.Documents.hold_back_leaks = hold_back
export_proof.places_of = lambda state, _: (UncheckedPlace(state.document.id, "boxes", 0, "x"),)
"""


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_whoever_is_left_with_nothing_is_told_of_every_document(
    letter: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:
    """What waited for a person was named, and not what had been held back before."""
    other = tmp_path / "nota.pdf"
    other.write_bytes(simple_pdf(["Een nota", "BSN 123456782"]))
    target = tmp_path / "uit"
    program = patched(LEFT_WITH_NOTHING)
    done = run("batch", letter, other, "--out", target, *options, program=program)
    assert done.returncode == ExitCode.NOT_READY, done.stderr
    if not options:
        assert "0001" in done.stdout
        assert "0002" in done.stderr
        return
    said = json.loads(done.stdout)
    assert [trouble["key"] for trouble in said["troubles"]] == ["held_back_leak"]
    assert [(w["number"], w["kind"]) for w in said["waits_for"]] == [("0002", "not_checked")]


def test_residue_found(letter: Path, tmp_path: Path) -> None:
    (tmp_path / "termen.txt").write_text("Kwakernaat", "utf-8")
    done = run("verify", letter, "--terms", tmp_path / "termen.txt")
    assert done.returncode == ExitCode.RESIDUE_FOUND
    assert "maak dit niet openbaar" in done.stdout


DEFECT = """
from woo_desk.cli import dossier
def broken(*_, **__): raise ZeroDivisionError("Jan Jansen")
dossier.open_dossier = broken
"""


def test_defect_of_the_program(tmp_path: Path) -> None:
    done = run("status", tmp_path / "x", program=patched(DEFECT))
    assert done.returncode == ExitCode.INTERNAL_ERROR
    assert "ZeroDivisionError" in done.stderr
    assert "Jan Jansen" not in done.stderr + done.stdout
    log = tmp_path / "home" / "woo-desk" / "woo-desk.log"
    assert not log.exists() or "Jan Jansen" not in log.read_text("utf-8")


@pytest.mark.parametrize("target", ["dicht/uit", "brief.pdf/uit"])
def test_target_that_cannot_be_written(letter: Path, tmp_path: Path, target: str) -> None:
    (tmp_path / "dicht").mkdir(mode=0o500)
    done = run("batch", letter, "--out", tmp_path / target, before=without_root_rights)
    assert done.returncode == ExitCode.BAD_USAGE
    assert "kan niet worden geschreven" in done.stderr


def test_target_that_holds_other_files(letter: Path, tmp_path: Path) -> None:
    (tmp_path / "uit" / "publicatie").mkdir(parents=True)
    (tmp_path / "uit" / "publicatie" / "eigen.txt").write_text("van mij", "utf-8")
    done = run("batch", letter, "--out", tmp_path / "uit")
    assert done.returncode == ExitCode.BAD_USAGE
    assert "niet door Woo Desk zijn gemaakt" in done.stderr
    assert (tmp_path / "uit" / "publicatie" / "eigen.txt").read_text("utf-8") == "van mij"
