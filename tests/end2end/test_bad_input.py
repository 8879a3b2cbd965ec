"""Bad input through the real command: each thing named in Dutch, everything else done."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end2end.conftest import batch, engine_running, files_in
from tests.helpers.cases import FixedClock
from tests.helpers.command import run, without_root_rights
from tests.helpers.pdfs import PdfBuilder, page_tree_loop, simple_pdf, truncated
from tests.helpers.readers import texts_of
from woo_desk.domain.document import IntakeProblem
from woo_desk.domain.ground import LegalBasis
from woo_desk.errors import ExitCode
from woo_desk.store.dossier_file import DossierFile
from woo_desk.usecases.dossier import create_dossier
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.intake import add_documents

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="permissions and byte names of Linux and macOS"
)

GOOD = simple_pdf([["Datum: 3 mei 2022", "Bel 06-12345678."], ["Het aantal is 4711."]])
LONG = "h" + "x" * 240 + ".pdf"
ODD = b"i \xff\xfe kapot.pdf"
BENT = b"j regel\neinde\x1b[31m.pdf"
PROBLEMS = {
    "b slot.pdf": (IntakeProblem.ENCRYPTED, "versleuteld met een wachtwoord"),
    "c afgekapt.pdf": (IntakeProblem.DAMAGED, "beschadigd"),
    "d leeg.pdf": (IntakeProblem.EMPTY, "Het bestand is leeg"),
    "e tekst.pdf": (IntakeProblem.NOT_WHAT_IT_SAYS, "niet wat de naam belooft"),
    "f lus.pdf": (IntakeProblem.DAMAGED, "beschadigd"),
    "g html.pdf": (IntakeProblem.NOT_WHAT_IT_SAYS, "niet wat de naam belooft"),
    "k dicht.pdf": (IntakeProblem.UNREADABLE, "geen rechten"),
    "l map": (IntakeProblem.UNREADABLE, "geen rechten"),
    "m link.pdf": (IntakeProblem.UNREADABLE, "geen rechten"),
    "n pijp.pdf": (IntakeProblem.UNREADABLE, "geen rechten"),
    "o kring": (IntakeProblem.UNREADABLE, "geen rechten"),
}


def fill(folder: Path) -> None:
    folder.mkdir()
    files = {
        "a goed.pdf": GOOD,
        "b slot.pdf": PdfBuilder().page().text("x").build(user_password="x"),
        "c afgekapt.pdf": truncated(GOOD, 0.05),
        "d leeg.pdf": b"",
        "e tekst.pdf": b"Dit is gewone tekst.\n",
        "f lus.pdf": page_tree_loop(),
        "g html.pdf": b"<!DOCTYPE html><html><body>Bericht</body></html>",
        LONG: simple_pdf(["Lange naam"]),
        "-r --out.pdf": simple_pdf(["Naam met streep"]),
        "k dicht.pdf": GOOD,
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    for odd in (ODD, BENT):
        path = folder / os.fsdecode(odd)
        path.write_bytes(simple_pdf([f"Vreemde naam {len(odd)}"]))
    (folder / "k dicht.pdf").chmod(0)
    (folder / "l map").mkdir()
    (folder / "l map" / "binnen.pdf").write_bytes(GOOD)
    (folder / "l map").chmod(0)
    (folder / "m link.pdf").symlink_to(folder / "nergens.pdf")
    os.mkfifo(folder / "n pijp.pdf")
    (folder / "o kring").symlink_to(folder)


@pytest.fixture(scope="module")
def ended(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Path, subprocess.CompletedProcess[str]]]:
    base = tmp_path_factory.mktemp("slecht")
    fill(base / "bron")
    yield (
        base / "uit",
        run("batch", base / "bron", "--out", base / "uit", before=without_root_rights),
    )
    (base / "bron" / "l map").chmod(0o700)


def test_exit_code_and_count(ended: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    _, done = ended
    assert done.returncode == ExitCode.DONE_WITH_PROBLEMS, done.stderr
    assert "5 documenten gepubliceerd, van 16 in het dossier." in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", PROBLEMS)
def test_each_problem_is_named(
    ended: tuple[Path, subprocess.CompletedProcess[str]], name: str
) -> None:
    target, done = ended
    problem, words = PROBLEMS[name]
    (line,) = [line for line in done.stdout.splitlines() if f"({name})" in line]
    assert words in line
    assert line.count(". ") >= 1  # what to do now follows what happened
    with DossierFile.open(target / "intern" / "dossier.woodossier", read_only=True) as file:
        (document,) = [doc for doc in file.documents() if doc.source_name == name]
    assert document.problem is problem


def test_the_others_are_done(ended: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    target, _ = ended
    published = [
        path for path in files_in(target / "publicatie") if path.parent.name != "publicatie"
    ]
    texts = " ".join(texts_of(path)["pdfium"] for path in published)
    for words in ("aantal is 4711", "Lange naam", "Naam met streep", "Vreemde naam"):
        assert words in texts
    assert "06-12345678" not in texts


def test_odd_names_are_shown_harmlessly(
    ended: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    target, done = ended
    assert "\x1b" not in done.stdout
    with DossierFile.open(target / "intern" / "dossier.woodossier", read_only=True) as file:
        names = [doc.source_name for doc in file.documents() if doc.problem is None]
    assert "i \ufffd\ufffd kapot.pdf" in names
    assert "j regel\ufffdeinde\ufffd[31m.pdf" in names
    assert all(name.isprintable() for name in names)


def test_a_name_that_begins_with_a_dash(tmp_path: Path) -> None:
    source = tmp_path / "--out.pdf"
    source.write_bytes(simple_pdf(["Naam met streep"]))
    done = run("detect", "--json", "--", "--out.pdf", folder=tmp_path)
    assert done.returncode == ExitCode.DONE, done.stderr
    assert '"--out.pdf"' in done.stdout


def fill_many(folder: Path, count: int) -> set[int]:
    """So many small files, one in fifty with a telephone number; gives those that are broken."""
    folder.mkdir()
    broken = {17: b"", count // 2: truncated(GOOD, 0.05), count - 1: b"%PDF-1.7 niets"}
    for number in range(1, count + 1):
        call = f"Bel 06-1{number * 7919 % 10**7:07d}." if number % 50 == 0 else "Zie de bijlage."
        content = broken[number] if number in broken else simple_pdf([f"Stuk {number}. {call}"])
        (folder / f"{number:04d}.pdf").write_bytes(content)
    return set(broken)


@pytest.mark.slow
def test_a_thousand_files_come_in_and_three_are_named(tmp_path: Path) -> None:
    """The same run in worker processes as a batch begins with; what follows is tried on fewer."""
    broken = fill_many(tmp_path / "bron", 1000)
    session = create_dossier(
        tmp_path / "zaak.woodossier", "Zaak", LegalBasis.WOO, user="t", clock=FixedClock()
    )
    with session.file as file, engine_running() as engine:
        report = run_blocking(add_documents(session, [tmp_path / "bron"]), engine)
        documents = file.documents()
    assert (report.files, len(report.added), report.held) == (1000, 1000, 1000)
    assert [document.number for document in documents] == list(range(1, 1001))
    assert {document.number for document in documents if document.problem} == broken
    assert report.problems == len(broken)


@pytest.mark.slow
def test_many_files_of_which_three_are_broken(tmp_path: Path) -> None:
    broken = fill_many(tmp_path / "bron", 120)
    with engine_running() as engine:
        report = batch(engine, tmp_path / "uit", tmp_path / "bron")
    assert report.has_problems
    assert report.intake.problems == len(broken)
    assert {int(part.printed_number) for part in report.export.parts} == set(range(1, 121)) - broken
    assert report.export.residues == ()
