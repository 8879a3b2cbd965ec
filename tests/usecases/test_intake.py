"""Everything that is handed in is in the dossier, once, in order, with the family it belongs to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.helpers.cases import FixedClock
from tests.helpers.handover import Handover, Item, make_handover
from tests.helpers.handover_truth import by_place, figures_of
from tests.helpers.msgs import Msg
from tests.helpers.office import docx, package, paragraph
from tests.helpers.pdfs import simple_pdf
from woo_desk.domain.document import Document, HiddenKind, IntakeProblem, SourceType
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import JobId
from woo_desk.domain.wording import Wording
from woo_desk.pdf.press import printed_text
from woo_desk.usecases.dossier import create_dossier
from woo_desk.usecases.flow import Flow, Stage, run_blocking
from woo_desk.usecases.intake import IntakeReport, add_documents
from woo_desk.usecases.likeness import WORDING, words_of
from woo_desk.usecases.ports import Finished
from woo_desk.usecases.requests_content import DescribeRequest
from woo_desk.usecases.self_descriptions import description_of
from woo_desk.usecases.session import Session
from woo_desk.usecases.sources import place_of
from woo_desk.workers.engine import LocalEngine
from woo_desk.workers.tasks import find_task
from woo_desk.workers.tasks_content import describe
from woo_desk.workers.tasks_intake import prepare


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    path = tmp_path / "zaak.woodossier"
    made = create_dossier(path, "Zaak", LegalBasis.WOO, user="tester", clock=FixedClock())
    with made.file:
        yield made


def take(session: Session, *paths: Path) -> IntakeReport:
    flow = add_documents(session, paths, reads_scans=False)
    report = run_blocking(flow, LocalEngine())
    assert report.files + report.inside == len(report.added) + report.already
    return report


def texts(session: Session) -> dict[str, str]:
    """Text of each document by its id."""
    result: dict[str, str] = {}
    for document in session.file.documents():
        text = ""
        if document.prepared_sha256:
            text = printed_text(session.file.blob_bytes(document.prepared_sha256))
        result[document.id] = "".join(text.split()).casefold()
    return result


@pytest.mark.slow
def test_a_whole_handover(session: Session, tmp_path: Path) -> None:
    made = make_handover(tmp_path, 200)
    assert len(made.superfluous) > 0.55 * len(made.items), "mostly copies"
    report = take(session, tmp_path / "bron")
    documents = session.file.documents()
    assert len(documents) == len(made.items) == len(report.added)
    assert report.files == sum(1 for path in (tmp_path / "bron").rglob("*") if path.is_file())
    assert [document.number for document in documents] == list(range(1, len(documents) + 1))
    found, at = texts(session), by_place(session)
    assert set(at) == {item.place for item in made.items}
    unseen = [item for item in made.items if not _is_found(item, at[item.place], found)]
    assert not unseen, [(item.place, item.kind) for item in unseen]
    for item in made.items:
        document = at[item.place]
        assert (document.problem.value if document.problem else "") == item.problem, item.place
        assert document.warnings == (), item.place
        if item.is_picture:
            pages = session.file.pages(document.id)
            assert pages
            assert not any(page.has_text for page in pages), "its absence is reported"
    _check_families(made.items, at)
    _check_copies_and_threads(session, made)
    truth = json.loads((tmp_path / "truth.json").read_text("utf-8"))
    assert len(truth) == len(made.items)
    again = take(session, tmp_path / "bron")
    assert (again.added, again.already) == ((), report.files), "it is all there already"


def _is_found(item: Item, document: Document, found: dict[str, str]) -> bool:
    if item.is_picture or item.problem:
        return True
    said = found[document.id]
    sentence = "".join(item.sentence.split()).casefold()
    assert item.word in sentence
    return sentence in said and item.hidden_word in said


def _check_copies_and_threads(session: Session, made: Handover) -> None:
    figures = figures_of(session, made)
    assert figures.copies > 100
    assert figures.missed_copies == ()
    assert figures.false_merges == ()
    assert (figures.wrong_threads, figures.wrong_families) == (0, ())
    assert figures.threads > 10
    assert figures.quoted > 10
    assert (figures.missed_quoted, figures.false_quoted) == ((), ())
    assert figures.likely == 0, "nothing else was made alike"


def _check_families(items: list[Item], at: dict[str, Document]) -> None:
    places = {item.number: item.place for item in items}
    for item in items:
        wanted = at[places[item.family]].id if item.family else None
        assert at[item.place].family == wanted, item.place


def stopped_after(flow: Flow[IntakeReport], jobs: int) -> None:
    """Drive a flow for so many jobs, and stop it there."""
    done = 0
    stage: Stage = next(flow)
    while True:
        for job in filter(None, stage.jobs):
            if done == jobs:
                flow.close()
                return
            result = prepare(job.request, lambda _done, _total: None)  # type: ignore[arg-type]
            stage.record(job, Finished(JobId("x"), result))
            done += 1
        stage = next(flow)


def bundle() -> bytes:
    mail = (
        b"From: a@b.example\r\nDate: Fri, 07 Jun 2024 14:03:00 +0200\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: multipart/mixed; boundary=g\r\n\r\n--g\r\nContent-Type: text/plain\r\n\r\n"
        b"Hallo\r\n--g\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\neen\r\n"
        b"--g\r\nContent-Disposition: attachment; filename=b.txt\r\n\r\ntwee\r\n--g--\r\n"
    )
    return package({"m.eml": mail, "los.txt": b"los", "m.msg": Msg(plain="x").build()})


@pytest.mark.parametrize("jobs", range(1, 7))
def test_intake_that_was_stopped_goes_on_where_it_was(
    session: Session, tmp_path: Path, jobs: int
) -> None:
    folder = tmp_path / "map"
    folder.mkdir()
    (folder / "a.zip").write_bytes(bundle())
    (folder / "b.pdf").write_bytes(simple_pdf(["x"]))
    stopped_after(add_documents(session, [folder], reads_scans=False), jobs)
    before = session.file.documents()
    assert len(before) == jobs
    report = take(session, folder)
    documents = session.file.documents()
    assert len(documents) == 7
    assert [replace(each, thread="") for each in documents[:jobs]] == list(before)
    assert len(report.added) == 7 - jobs
    assert {d.path_in_container for d in documents} == {
        "", "m.eml", "los.txt", "m.msg", "a.txt", "b.txt",
    }  # fmt: skip


def test_children_follow_their_parent_whoever_is_faster(session: Session, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(bundle())
    (tmp_path / "b.txt").write_bytes(b"b")
    flow = add_documents(session, [tmp_path / "a.zip", tmp_path / "b.txt"], reads_scans=False)
    stage: Stage | None = next(flow)
    while stage is not None:
        for job in reversed(list(filter(None, stage.jobs))):  # the last one ends first
            result = find_task(job.task)(job.request, lambda _done, _total: None)
            stage.record(job, Finished(JobId("x"), result))
        stage = next(flow, None)
    names = [document.source_name for document in session.file.documents()]
    assert names == ["a.zip", "m.eml", "a.txt", "b.txt", "los.txt", "m.msg", "b.txt"]
    mail = session.file.documents()[1]
    assert [d.family for d in session.file.documents()] == [
        None, mail.id, mail.id, mail.id, None, None, None,
    ]  # fmt: skip
    assert mail.source_type is SourceType.MAIL
    assert mail.children == 2


def test_a_failure_that_may_pass_is_tried_again_in_its_place(
    session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.symlink_to(tmp_path / "later.txt")
    folder = tmp_path / "map"
    folder.mkdir()
    (folder / "a.txt").symlink_to(tmp_path / "later.txt")
    take(session, folder)
    (document,) = session.file.documents()
    assert document.problem is IntakeProblem.UNREADABLE
    (tmp_path / "later.txt").write_bytes(b"toch")
    take(session, folder)
    (mended,) = session.file.documents()
    assert (mended.id, mended.number, mended.problem) == (document.id, 1, None)


class _Watched(LocalEngine):
    """Tells which tasks were asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.tasks: list[str] = []

    def submit(self, job_id: JobId, task: str, *rest: Any, **limits: Any) -> None:
        self.tasks.append(task)
        super().submit(job_id, task, *rest, **limits)


def test_what_documents_say_of_themselves_is_read_with_them(
    session: Session, tmp_path: Path
) -> None:
    """One look at each file; a later look at the dossier says the same."""
    folder = tmp_path / "map"
    folder.mkdir()
    (folder / "a.zip").write_bytes(bundle())
    (folder / "brief.pdf").write_bytes(simple_pdf([["Datum: 3 mei 2024", "Onderwerp: nareis"]]))
    (folder / "nota.docx").write_bytes(docx(paragraph("Medio december jl."), author="A. Bakker"))
    engine = _Watched()
    run_blocking(add_documents(session, [folder], reads_scans=False), engine)
    assert set(engine.tasks) == {"prepare"}
    documents = [each for each in session.file.documents() if not each.source_type.is_container]
    assert len(documents) == 7
    sent = {each.id: each.mail.sent_at for each in documents if each.mail}
    for document in documents:
        moment = sent.get(document.parent) if document.parent else None
        said = [each.detail for each in document.hidden if each.kind is HiddenKind.METADATA]
        request = DescribeRequest(
            str(session.file.path), document.id, document.prepared_sha256, document.source_name,
            document.mail, tuple(said), moment.date() if moment else None,
        )  # fmt: skip
        later = describe(request, lambda _done, _total: None)
        description = replace(later.description, prepared_sha256=document.prepared_sha256)
        assert description_of(session, document.id) == description
        assert words_of(session, document) == later.words.split()
        kept = session.file.cached(WORDING, document.prepared_sha256) or b""
        assert msgspec.json.decode(kept, type=Wording) == later.wording


def test_an_archive_in_itself_ends(session: Session, tmp_path: Path) -> None:
    content = package({"x.txt": "diep"})
    for level in range(15):
        content = package({f"{level}.zip": content})
    (tmp_path / "a.zip").write_bytes(content)
    report = take(session, tmp_path / "a.zip")
    last = session.file.documents()[-1]
    assert last.problem is IntakeProblem.TOO_DEEP
    assert report.problems == 1
    assert len(report.added) == 12


def test_place_below_what_was_handed_in(tmp_path: Path) -> None:
    file = tmp_path / "map" / "onder" / "a.txt"
    assert place_of(file, [tmp_path / "map"]) == "map/onder/a.txt"
    assert place_of(file, [file]) == "a.txt"
    assert place_of(file, []) == "a.txt"
