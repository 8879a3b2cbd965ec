"""What people hand in clumsily: twice at once, with the dossier in it, while it changes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.cases import FixedClock
from woo_desk.domain.document import Document, IntakeProblem
from woo_desk.domain.ground import LegalBasis
from woo_desk.usecases.dossier import create_dossier
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.intake import add_documents, counts_of
from woo_desk.usecases.session import Session
from woo_desk.workers.engine import LocalEngine


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "stukken"
    (made / "onder").mkdir(parents=True)
    for number in range(6):
        (made / f"{number}.txt").write_text(f"Brief nummer {number} aan de gemeente.")
    (made / "onder" / "bijlage.txt").write_text("Bijlage bij de brief.")
    return made


@pytest.fixture
def session(folder: Path) -> Iterator[Session]:
    path = folder / "zaak.woodossier"
    made = create_dossier(path, "Zaak", LegalBasis.WOO, user="tester", clock=FixedClock())
    with made.file:
        yield made


def names(session: Session) -> list[str]:
    return [document.source_name for document in session.file.documents()]


def test_a_folder_twice_at_once_makes_no_copies(session: Session, folder: Path) -> None:
    """Fourteen documents, half of them copies, came of seven files."""
    handed_in = [folder, folder / "onder", folder / "1.txt", folder / ".." / folder.name]
    report = run_blocking(add_documents(session, handed_in), LocalEngine())
    assert counts_of(report) == {"files": 7, "inside": 0, "added": 7, "already": 0, "held": 7}
    assert report.duplicates == 0
    again = run_blocking(add_documents(session, [folder, folder]), LocalEngine())
    assert counts_of(again) == {"files": 7, "inside": 0, "added": 0, "already": 7, "held": 7}


def test_the_dossier_is_no_document_of_itself(session: Session, folder: Path) -> None:
    """It, its journal and its lock were taken in, and two of them stopped the export."""
    other = folder / "oud.woodossier.lock"
    other.write_text("van een ander dossier")
    assert len(list(folder.glob("zaak.woodossier*"))) > 1
    run_blocking(add_documents(session, [folder]), LocalEngine())
    assert [name for name in names(session) if "woodossier" in name] == [other.name]
    linked = folder.parent / "verwijzing"
    linked.symlink_to(folder)
    run_blocking(add_documents(session, [linked]), LocalEngine())
    assert not [name for name in names(session) if name.startswith("zaak")]


def test_what_changes_or_vanishes_meanwhile_is_named(session: Session, folder: Path) -> None:
    def meddle(document: Document) -> None:
        if document.number > 1:
            return
        (folder / "1.txt").unlink()
        (folder / "2.txt").write_text("Nu iets heel anders.")
        (folder / "3.txt").write_text("")
        (folder / "4.txt").unlink()
        (folder / "4.txt").mkdir()
        (folder / "5.txt").unlink()
        (folder / "5.txt").symlink_to(folder / "nergens")
        shutil.rmtree(folder / "onder")

    flow = add_documents(session, [folder], on_added=meddle)
    report = run_blocking(flow, LocalEngine())
    assert counts_of(report) == {"files": 7, "inside": 0, "added": 7, "already": 0, "held": 7}
    problems = {each.source_name: each.problem for each in session.file.documents()}
    gone = IntakeProblem.UNREADABLE
    assert problems == {
        "0.txt": None, "1.txt": gone, "2.txt": None, "3.txt": IntakeProblem.EMPTY,
        "4.txt": gone, "5.txt": gone, "bijlage.txt": gone,
    }  # fmt: skip
