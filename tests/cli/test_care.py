"""`woo-desk recover` and `protect`: a damaged dossier, and one with a password."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.helpers.pdfs import simple_pdf
from tests.store.damage import root_page, spoil
from tests.store.make_sample import build_sample
from woo_desk.errors import ExitCode
from woo_desk.store import cipher
from woo_desk.usecases.batch import dossier_path_of

needs_cipher = pytest.mark.skipif(
    not cipher.is_available(), reason="SQLCipher is not installed: the extra 'encryption'"
)


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    path = tmp_path / "zaak.woodossier"
    build_sample(path).close()
    return path


def test_a_damaged_dossier_is_recovered_beside_itself(run: Run, dossier: Path) -> None:
    spoil(dossier, root_page(dossier, "redaction"))
    content = dossier.read_bytes()
    assert run("status", dossier).code == ExitCode.BAD_USAGE
    said = run("recover", dossier)
    assert said.code == ExitCode.DONE_WITH_PROBLEMS, said
    assert "3 documenten overgenomen" in said.out
    assert dossier.read_bytes() == content
    assert run("status", dossier.with_name("zaak.hersteld.woodossier")).code == ExitCode.NOT_READY
    again = run("recover", dossier)
    assert "hersteld-2" in again.out


def test_what_is_no_dossier_cannot_be_recovered(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.woodossier").write_text("niets")
    said = run("recover", tmp_path / "x.woodossier", "--out", tmp_path / "y.woodossier")
    assert said.code == ExitCode.BAD_USAGE
    assert not (tmp_path / "y.woodossier").exists()


@needs_cipher
def test_a_password_is_set_asked_for_and_taken_off(run: Run, dossier: Path, tmp_path: Path) -> None:
    right, wrong = tmp_path / "goed.txt", tmp_path / "fout.txt"
    right.write_text("gezellige fiets op zondag\n", "utf-8")
    wrong.write_text("gezellige fiets op maandag\n", "utf-8")
    assert run("protect", dossier, "--new-password-file", right).code == ExitCode.DONE
    cipher.forget(dossier)
    refused = run("status", dossier)
    assert refused.code == ExitCode.BAD_USAGE
    assert "vraagt om een wachtwoord" in refused.err
    assert "niet het wachtwoord" in run("status", dossier, "--password-file", wrong).err
    assert run("status", dossier, "--password-file", right).code == ExitCode.NOT_READY
    cipher.forget(dossier)
    taken_off = run("protect", dossier, "--remove", "--password-file", right)
    assert taken_off.code == ExitCode.DONE, taken_off
    assert run("status", dossier).code == ExitCode.NOT_READY


@needs_cipher
def test_a_missing_password_file_is_named(run: Run, dossier: Path, tmp_path: Path) -> None:
    said = run("protect", dossier, "--new-password-file", tmp_path / "weg.txt")
    assert said.code == ExitCode.BAD_USAGE
    assert "weg.txt" in said.err


@needs_cipher
def test_dossier_of_a_batch_has_its_password_from_the_first_byte(run: Run, tmp_path: Path) -> None:
    right, wrong = tmp_path / "goed.txt", tmp_path / "fout.txt"
    right.write_text("gezellige fiets op zondag\n", "utf-8")
    wrong.write_text("gezellige fiets op maandag\n", "utf-8")
    source = tmp_path / "in" / "brief.pdf"
    source.parent.mkdir()
    source.write_bytes(simple_pdf(["Geachte mevrouw, wij komen morgen."]))
    made = run("batch", source, "--out", tmp_path / "uit", "--password-file", right)
    assert made.code == ExitCode.DONE, made
    dossier = dossier_path_of(tmp_path / "uit")
    assert cipher.is_encrypted(dossier)
    cipher.forget(dossier)
    assert run("publication", dossier).code == ExitCode.BAD_USAGE
    assert "niet het wachtwoord" in run("publication", dossier, "--password-file", wrong).err
    assert run("publication", dossier, "--password-file", right).code == ExitCode.DONE


@needs_cipher
def test_short_password_begins_no_batch(run: Run, dossier: Path, tmp_path: Path) -> None:
    short = tmp_path / "kort.txt"
    short.write_text("fiets", "utf-8")
    said = run("batch", dossier.parent, "--out", tmp_path / "uit", "--password-file", short)
    assert said.code == ExitCode.BAD_USAGE
    assert not dossier_path_of(tmp_path / "uit").exists()
