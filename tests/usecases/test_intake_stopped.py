"""An intake that is stopped leaves a dossier that can be worked on."""

from __future__ import annotations

from pathlib import Path

from tests.helpers.cases import FixedClock
from tests.helpers.pdfs import simple_pdf
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import JobId
from woo_desk.usecases import history
from woo_desk.usecases.dossier import create_dossier
from woo_desk.usecases.intake import add_documents
from woo_desk.usecases.ports import Finished
from woo_desk.workers.tasks import find_task


def test_copies_among_what_came_in_are_marked_and_one_undo_takes_all_back(tmp_path: Path) -> None:
    folder = tmp_path / "bron"
    folder.mkdir()
    for name in "abcd":
        (folder / f"{name}.pdf").write_bytes(simple_pdf(["Hetzelfde"]))
    session = create_dossier(
        tmp_path / "z.woodossier", "Zaak", LegalBasis.WOO, user="t", clock=FixedClock()
    )
    with session.file as file:
        flow = add_documents(session, [folder], reads_scans=False)
        stage = next(flow)
        jobs = filter(None, stage.jobs)
        for _ in range(3):
            job = next(jobs)
            result = find_task(job.task)(job.request, lambda _done, _total: None)
            stage.record(job, Finished(JobId("x"), result))
            newest = file.documents()[-1]
            assert file.state(newest.id).pages, "it can be opened while the rest comes in"
        flow.close()
        first, *copies = file.documents()
        assert [copy.duplicate_of for copy in copies] == [first.id, first.id]
        history.undo(session)
        assert not file.documents()
