"""Detection takes turns with intake, and a round that was cut off is known to be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.cases import FixedClock
from tests.helpers.pdfs import scanned_pdf, simple_pdf
from woo_desk.domain.finding import Proposal
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import JobId
from woo_desk.usecases.detection import detect_documents
from woo_desk.usecases.dossier import create_dossier
from woo_desk.usecases.flow import Flow, Stage, run_blocking
from woo_desk.usecases.ports import Finished
from woo_desk.usecases.session import Session
from woo_desk.usecases.take_in import TakenIn, forget_unfinished, take_in, unfinished_sources
from woo_desk.workers.engine import LocalEngine
from woo_desk.workers.tasks import find_task


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    path = tmp_path / "zaak.woodossier"
    made = create_dossier(path, "Zaak", LegalBasis.WOO, user="tester", clock=FixedClock())
    with made.file:
        yield made


def fill(folder: Path, *lines: str) -> Path:
    folder.mkdir(exist_ok=True)
    for number, line in enumerate(lines, 1):
        (folder / f"{number}.pdf").write_bytes(simple_pdf([f"Stuk {number}", line]))
    return folder


def drive(flow: Flow[TakenIn], jobs: int) -> list[str]:
    """Do so many jobs and stop; which documents they were about, or which task."""
    done: list[str] = []
    while True:
        try:
            stage: Stage = next(flow)
        except StopIteration:
            return done
        for job in filter(None, stage.jobs):
            if len(done) == jobs:
                flow.close()
                return done
            done.append(job.task)
            result = find_task(job.task)(job.request, lambda _done, _total: None)
            stage.record(job, Finished(JobId("x"), result))


def test_each_document_is_searched_right_after_it_came_in(session: Session, tmp_path: Path) -> None:
    folder = fill(tmp_path / "bron", *["Bel mevrouw Jansen."] * 3)
    (folder / "4.pdf").write_bytes((folder / "1.pdf").read_bytes())
    (folder / "5.pdf").write_bytes(scanned_pdf([["Een scan"]], dpi=72))
    (folder / "6.pdf").write_bytes(b"")
    tasks = drive(take_in(session, [folder], reads_scans=False), 10)
    assert tasks == [
        "prepare", "detect", "prepare", "detect", "prepare", "detect", "prepare", "prepare",
        "prepare", "detect",
    ]  # fmt: skip
    first, *_ = session.file.documents()
    assert session.file.findings(first.id)


def test_the_whole_of_it(session: Session, tmp_path: Path) -> None:
    folder = fill(tmp_path / "bron", "Bel mevrouw Jansen.", "Bel de heer Smit.", "Niets.")
    (folder / "4.pdf").write_bytes((folder / "1.pdf").read_bytes())
    (folder / "5.pdf").write_bytes(b"")
    taken = run_blocking(take_in(session, [folder], reads_scans=False), LocalEngine())
    assert (taken.intake.files, taken.intake.held, taken.intake.problems) == (5, 5, 1)
    assert (taken.intake.duplicates, taken.detection.documents) == (1, 3)
    assert taken.detection.failed == ()
    counts = session.file.counts()
    documents = session.file.documents()
    assert [counts[one.id].analysed for one in documents] == [1, 1, 1, 0, 0]
    assert unfinished_sources(session) == ()
    again = run_blocking(take_in(session, [folder], reads_scans=False), LocalEngine())
    assert (again.intake.added, again.intake.already, again.detection.documents) == ((), 5, 0)


def test_what_did_not_come_in_is_remembered(session: Session, tmp_path: Path) -> None:
    folder = fill(tmp_path / "bron", *["Tekst"] * 4)
    drive(take_in(session, [folder], reads_scans=False), 2)
    assert unfinished_sources(session) == (folder,)
    folder.rename(tmp_path / "elders")
    assert unfinished_sources(session) == (), "it cannot be reached"
    (tmp_path / "elders").rename(folder)
    forget_unfinished(session)
    assert unfinished_sources(session) == ()


def test_after_a_cut_the_first_documents_are_held_against_what_the_last_ones_taught(
    session: Session, tmp_path: Path
) -> None:
    folder = fill(
        tmp_path / "bron",
        "1. Formatie. Voorstel Zwaarkransink, zie bijlage.",
        "Contactpersoon: Wobke Zwaarkransink",
    )
    tasks = drive(take_in(session, [folder], reads_scans=False), 4)
    assert tasks == ["prepare", "detect"] * 2, "all is searched, but nothing a second time"
    first = session.file.documents()[0].id

    def is_found() -> bool:
        named = [f for f in session.file.findings(first) if f.text == "Zwaarkransink"]
        return any(finding.proposal is Proposal.REDACT for finding in named)

    assert not is_found()
    run_blocking(detect_documents(session), LocalEngine())
    assert is_found()
    jobs = [job for stage in detect_documents(session) for job in stage.jobs]
    assert jobs == [], "that round came to its end, so nothing is looked at again"
