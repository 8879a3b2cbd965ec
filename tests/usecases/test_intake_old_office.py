"""Old Office files at intake: with LibreOffice their pages, without it a named problem."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.helpers.cases import FixedClock
from tests.helpers.cfb import compound_file
from tests.helpers.old_office import WORKS, stand_in
from tests.helpers.pdfs import simple_pdf
from woo_desk.domain.document import Document, IntakeProblem, SourceType
from woo_desk.domain.ground import LegalBasis
from woo_desk.pdf.press import printed_text
from woo_desk.settings import LIBREOFFICE, Settings
from woo_desk.usecases import old_office
from woo_desk.usecases.dossier import create_dossier
from woo_desk.usecases.flow import FlowProgress, run_blocking
from woo_desk.usecases.intake import add_documents
from woo_desk.usecases.old_office import OFF, find_office
from woo_desk.workers.engine import LocalEngine

OLD_WORD = compound_file({"WordDocument": b"x" * 5000})
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")


def set_program(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    monkeypatch.setattr(old_office, "find_office", lambda: program)


def take(tmp_path: Path) -> tuple[list[Document], list[str], list[FlowProgress]]:
    """Documents of a handover of five, the text of each, and the progress that was told."""
    folder = tmp_path / "bron"
    folder.mkdir(exist_ok=True)
    for name, content in {
        "a.pdf": simple_pdf(["Een"]),
        "b.doc": OLD_WORD,
        "c.rtf": rb"{\rtf1 oud}",
        "d.pdf": simple_pdf(["Twee"]),
        "e.doc": OLD_WORD + b"y",
    }.items():
        (folder / name).write_bytes(content)
    session = create_dossier(
        tmp_path / "zaak.woodossier", "Zaak", LegalBasis.WOO, user="t", clock=FixedClock()
    )
    told: list[FlowProgress] = []
    with session.file as file:
        flow = add_documents(session, [folder], reads_scans=False)
        report = run_blocking(flow, LocalEngine(), told.append)
        assert report.files == len(report.added) == 5
        documents = list(file.documents())
        texts = [
            printed_text(file.blob_bytes(d.prepared_sha256)) if d.prepared_sha256 else ""
            for d in documents
        ]
        for document in documents:
            if document.source_name == "b.doc":
                assert file.blob_bytes(document.source_sha256) == OLD_WORD
    return documents, texts, told


def test_without_it_they_are_a_named_problem(tmp_path: Path) -> None:
    documents, _, _ = take(tmp_path)
    assert [d.problem for d in documents] == [
        None, IntakeProblem.OLD_OFFICE, IntakeProblem.OLD_OFFICE, None, IntakeProblem.OLD_OFFICE,
    ]  # fmt: skip


def test_with_it_they_have_pages_in_their_place_and_the_source_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_program(monkeypatch, stand_in(tmp_path / "p", WORKS))
    documents, texts, told = take(tmp_path)
    assert [d.source_name for d in documents] == ["a.pdf", "b.doc", "c.rtf", "d.pdf", "e.doc"]
    assert [d.number for d in documents] == [1, 2, 3, 4, 5]
    assert not any(d.problem for d in documents)
    for index in (1, 2, 4):
        assert "Nieuwe woorden" in texts[index]
        assert documents[index].source_type is SourceType.OLD_OFFICE
        assert IntakeProblem.NOT_COMPARED in documents[index].warnings
    assert all(progress.done <= progress.total for progress in told)


@pytest.mark.parametrize("body", ["exit 1\n", 'for f in $files; do cp "$f" "$out/0.docx"; done\n'])
def test_when_nothing_of_use_comes_out_the_problem_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    set_program(monkeypatch, stand_in(tmp_path / "p", body))
    documents, _, _ = take(tmp_path)
    assert [d.problem for d in documents[1:3]] == [IntakeProblem.OLD_OFFICE] * 2
    assert documents[0].problem is documents[3].problem is None


def test_where_it_is_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(old_office, "_usual_places", list)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_office() == ""
    program = stand_in(tmp_path, WORKS)
    assert find_office() == program
    other = stand_in(tmp_path / "elders", WORKS)
    for value, found in ((other, other), (OFF, ""), (str(tmp_path / "weg"), "")):
        settings = Settings.load()
        settings.put(LIBREOFFICE, value)
        settings.save()
        assert find_office() == found
