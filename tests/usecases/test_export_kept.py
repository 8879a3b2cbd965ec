from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pymupdf
import pytest

from tests.helpers.cases import FixedClock
from tests.helpers.pdfs import simple_pdf
from woo_desk.domain.export import (
    BoxStyle,
    CheckOutcome,
    CheckResult,
    ExportProfile,
    Residue,
    ResidueKind,
    Verification,
)
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import GroundCode, JobId, Sha256
from woo_desk.domain.redaction import RedactionOrigin
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.errors import DossierError
from woo_desk.publication.package import check_package
from woo_desk.store.dossier_file import DossierFile
from woo_desk.usecases import export_kept, export_plan
from woo_desk.usecases.detection import detect_documents
from woo_desk.usecases.dossier import create_dossier
from woo_desk.usecases.export import ExportResidue, export_package
from woo_desk.usecases.export_kept import OUTPUT, merged
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.intake import add_files
from woo_desk.usecases.ports import Lane
from woo_desk.usecases.requests import RedactRequest, VerifyRequest
from woo_desk.usecases.requests_publication import SearchWordsRequest
from woo_desk.usecases.review import confirm_findings
from woo_desk.usecases.scope import decide_scope
from woo_desk.usecases.session import Session
from woo_desk.usecases.sweep import find_words, redact_places
from woo_desk.workers.engine import LocalEngine

DOCUMENTS = 4
SECRET = "Zonnewende"


class Counting(LocalEngine):
    """The real tasks; remembers what was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[object] = []

    def submit(
        self,
        job_id: JobId,
        task: str,
        request: object,
        *,
        time_limit_s: float,
        lane: Lane = Lane.WORK,
    ) -> None:
        self.asked.append(request)
        super().submit(job_id, task, request, time_limit_s=time_limit_s, lane=lane)

    @property
    def redacted(self) -> list[str]:
        return [Path(r.output_path).stem for r in self.asked if isinstance(r, RedactRequest)]

    @property
    def searches(self) -> list[SearchWordsRequest]:
        """For words that came later, in what was read before."""
        return [request for request in self.asked if isinstance(request, SearchWordsRequest)]

    @property
    def checks(self) -> dict[str, VerifyRequest]:
        """By number the checks of documents."""
        found = [r for r in self.asked if isinstance(r, VerifyRequest) and r.marks is not None]
        return {Path(request.path).stem: request for request in found}


class Planting(Counting):
    """Says what should be gone on the first page of one document, as long as that is no picture."""

    def submit(
        self,
        job_id: JobId,
        task: str,
        request: object,
        *,
        time_limit_s: float,
        lane: Lane = Lane.WORK,
    ) -> None:
        super().submit(job_id, task, request, time_limit_s=time_limit_s, lane=lane)
        if isinstance(request, RedactRequest) and not request.pictured:
            path = Path(request.output_path)
            if path.stem == "0001":
                with pymupdf.open(path) as document:
                    document[0].insert_text((72, 400), "123456782")
                    planted = document.tobytes()
                path.write_bytes(planted)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    files = []
    for number in range(DOCUMENTS):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(
            simple_pdf([f"Stuk {number}", "BSN 123456782", f"{SECRET} {number} blijft"])
        )
        files.append(path)
    made = create_dossier(
        tmp_path / "x.woodossier", "Proef", LegalBasis.WOO, user="tester", clock=FixedClock()
    )
    with made.file:
        engine = LocalEngine()
        run_blocking(add_files(made, files), engine)
        run_blocking(detect_documents(made), engine)
        decide_scope(made, [d.id for d in made.file.documents()], ScopeOutcome.IN_SCOPE)
        confirm_findings(made, [f for s in made.file.states() for f in s.findings])
        yield made


def export(session: Session, target: Path, style: BoxStyle = BoxStyle.BLACK) -> Counting:
    engine = Counting()
    run_blocking(export_package(session, target, ExportProfile(box_style=style)), engine)
    check_package(target / "publicatie")
    return engine


def contents(target: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (target / "publicatie").rglob("*.pdf")}


def pdfs_of_documents(target: Path) -> dict[str, bytes]:
    return {name: data for name, data in contents(target).items() if name[:-4].isdigit()}


def redact_words(session: Session, words: str) -> None:
    document = session.file.documents()[0]
    places = find_words(session, document.id, words, (GroundCode("5.1.2e"),))
    assert run_blocking(redact_places(session, places, RedactionOrigin.SEARCH), LocalEngine())


def test_nothing_changed_so_no_document_is_done_again(session: Session, tmp_path: Path) -> None:
    first = export(session, tmp_path / "een")
    assert len(first.redacted) == len(first.checks) == DOCUMENTS
    again = export(session, tmp_path / "twee")
    assert again.redacted == []
    assert again.checks == {}
    assert contents(tmp_path / "een") == contents(tmp_path / "twee")
    assert len(session.file.exports()[-1].result.verifications) == len(
        session.file.exports()[0].result.verifications
    )


class _Killed(Exception):
    """Stands for a kill of the process."""


class Leaking(Counting):
    """Finds one word too many in one document, as long as none of its pages is a picture."""

    def __init__(self, *, is_killed: bool = False) -> None:
        super().__init__()
        self._is_killed = is_killed

    def submit(
        self,
        job_id: JobId,
        task: str,
        request: object,
        *,
        time_limit_s: float,
        lane: Lane = Lane.WORK,
    ) -> None:
        if self._is_killed and isinstance(request, RedactRequest) and request.pictured:
            raise _Killed
        if isinstance(request, VerifyRequest) and Path(request.path).stem == "0001":
            with pymupdf.open(request.path) as document:
                is_picture = bool(document[0].get_images())
            if not is_picture:
                request = dataclasses.replace(request, terms=(*request.terms, SECRET))
        super().submit(job_id, task, request, time_limit_s=time_limit_s, lane=lane)


def test_a_leak_that_was_found_before_a_kill_is_not_looked_for_again(
    session: Session, tmp_path: Path
) -> None:
    """37 of 10,000 pages' documents were verified a second time, only to take a safer way."""
    killed, after = Leaking(is_killed=True), Leaking()
    with pytest.raises(_Killed):
        run_blocking(export_package(session, tmp_path / "een", ExportProfile()), killed)
    assert len(killed.checks) == DOCUMENTS
    run_blocking(export_package(session, tmp_path / "twee", ExportProfile()), after)
    [safer] = [request for request in after.asked if isinstance(request, RedactRequest)]
    assert safer.pictured == (0,)
    checks = [request for request in after.asked if isinstance(request, VerifyRequest)]
    assert [Path(check.path).stem for check in checks if check.marks is not None] == ["0001"]
    check_package(tmp_path / "twee" / "publicatie")


def test_a_leak_that_is_kept_counts_for_the_same_words_only(
    session: Session, tmp_path: Path
) -> None:
    """With other words the document may come well as asked, or not: it is looked at anew."""
    with pytest.raises(_Killed):
        run_blocking(
            export_package(session, tmp_path / "een", ExportProfile()), Leaking(is_killed=True)
        )
    redact_words(session, f"{SECRET} 0")
    again = export(session, tmp_path / "twee")
    assert "0001" in again.checks
    with pymupdf.open(next((tmp_path / "twee").rglob("0001.pdf"))) as document:
        assert not document[0].get_images()


def test_the_safer_way_that_a_document_went_is_kept_with_it(
    session: Session, tmp_path: Path
) -> None:
    """It was written as asked, leaked and written again at each export anew."""
    first, second = tmp_path / "een", tmp_path / "twee"
    leaking = Planting()
    run_blocking(export_package(session, first, ExportProfile()), leaking)
    assert leaking.redacted.count("0001") == 2
    assert len(leaking.redacted) == DOCUMENTS + 1
    again = export(session, second)
    assert again.redacted == []
    assert again.checks == {}
    assert contents(second).items() >= pdfs_of_documents(first).items()
    with pymupdf.open(next((second / "publicatie").rglob("0001.pdf"))) as document:
        assert document[0].get_images()  # a picture, as in the first export


def test_one_decision_redacts_one_document_and_looks_for_its_words_in_all(
    session: Session, tmp_path: Path
) -> None:
    first = export(session, tmp_path / "een")
    redact_words(session, f"{SECRET} 0")
    again = export(session, tmp_path / "twee")
    assert again.redacted == ["0001"]
    earlier = set(first.checks["0002"].terms)
    assert again.checks["0001"].original_sha256
    assert set(again.checks["0001"].terms) > earlier
    assert set(again.checks) == {"0001"}
    (search,) = again.searches
    assert {Path(file.path).stem for file in search.files} == {"0002", "0003", "0004"}
    assert set(search.terms) == set(again.checks["0001"].terms) - earlier
    told = session.file.exports()[-1].result.verifications
    later = {v.file_name for v in told if "later_words" in {check.check for check in v.checks}}
    assert later == {f"documenten/{number}.pdf" for number in ("0002", "0003", "0004")}
    third = export(session, tmp_path / "drie")
    assert (third.redacted, third.checks) == ([], {})


def test_a_word_that_still_stands_in_a_kept_file_stops_the_export(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The plan would not let it come so far; the verifier finds out by itself."""
    export(session, tmp_path / "een")
    monkeypatch.setattr(export_plan, "words_gone", lambda *_: (SECRET,))
    with pytest.raises(ExportResidue):
        export(session, tmp_path / "twee")
    assert not (tmp_path / "twee" / "publicatie").exists()


@pytest.mark.parametrize("change", ["style", "program", "bytes", "record", "terms"])
def test_whatever_differs_is_done_again(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    export(session, tmp_path / "een")
    style = BoxStyle.GREY if change == "style" else BoxStyle.BLACK
    if change == "program":
        monkeypatch.setattr(export_kept, "program", lambda: "another")
    if change in ("bytes", "record", "terms"):
        meddle(session.file, change)
    again = export(session, tmp_path / "twee", style)
    redone = {"style": 4, "program": 4, "bytes": 1, "record": 1, "terms": 0}[change]
    assert len(again.redacted) == redone
    if change == "terms":
        redact_words(session, f"{SECRET} 0")
        meddle(session.file, change)
        third = export(session, tmp_path / "drie")
        assert all(check.original_sha256 for check in third.checks.values())
        assert len(third.checks) == DOCUMENTS


@pytest.mark.parametrize("change", ["spoiled", "gone", "record"])
def test_without_what_was_read_the_files_themselves_are_looked_at(
    session: Session, tmp_path: Path, change: str
) -> None:
    """Fail closed: what was read of a file must be what the verifier gave, to the byte."""
    export(session, tmp_path / "een")
    redact_words(session, f"{SECRET} 0")
    database = sqlite3.connect(session.file.path)
    with database:
        if change == "spoiled":
            sql = "UPDATE cache SET content = content || X'00' WHERE kind = 'export_read_words'"
        elif change == "gone":
            sql = "DELETE FROM cache WHERE kind = 'export_read_words'"
        else:
            sql = (
                "UPDATE cache SET content = CAST(json_remove(CAST(content AS TEXT), '$.words') AS"
                " BLOB) WHERE kind = 'export_output'"
            )
        assert database.execute(sql).rowcount == DOCUMENTS
    database.close()
    again = export(session, tmp_path / "twee")
    assert again.redacted == ["0001"]
    assert len(again.checks) == DOCUMENTS
    for number in ("0002", "0003", "0004"):
        assert set(again.checks[number].terms) < set(again.checks["0001"].terms)


def meddle(file: DossierFile, change: str) -> None:
    """Spoil what is kept of the first document, or the words that were looked for."""
    document_id = file.documents()[0].id
    record = msgspec.json.decode(file.cached(OUTPUT, document_id) or b"")
    database = sqlite3.connect(file.path)
    with database:
        if change == "bytes":
            where = (record["redacted"]["sha256"],)
            database.execute("UPDATE blob SET content = zeroblob(bytes) WHERE sha256 = ?", where)
        elif change == "record":
            database.execute(
                "UPDATE cache SET content = ? WHERE kind = ? AND key = ?",
                (b"{}", OUTPUT, document_id),
            )
        else:
            database.execute("UPDATE cache SET content = ? WHERE kind = 'export_terms'", (b"[]",))
    database.close()


def test_what_is_kept_outlives_closing_and_what_is_replaced_does_not(
    session: Session, tmp_path: Path
) -> None:
    export(session, tmp_path / "een")
    redact_words(session, f"{SECRET} 0")
    export(session, tmp_path / "twee")
    path = session.file.path
    session.file.close()
    with DossierFile.open(path) as file:
        kept = [msgspec.json.decode(file.cached(OUTPUT, d.id) or b"") for d in file.documents()]
        wanted = {each["redacted"]["sha256"] for each in kept}
        wanted |= {d.source_sha256 for d in file.documents()}
        wanted |= {d.prepared_sha256 for d in file.documents()}
        database = sqlite3.connect(path)
        stored = {row[0] for row in database.execute("SELECT sha256 FROM blob")}
        database.close()
        assert stored == wanted
        again = export(Session(file, "tester", FixedClock()), tmp_path / "drie")
    assert again.redacted == []


def verification(outcome: CheckOutcome, *residues: Residue, sha: str = "a") -> Verification:
    check = CheckResult("text", outcome, "x", (2,) if outcome is CheckOutcome.NOT_POSSIBLE else ())
    return Verification("documenten/0001.pdf", Sha256(sha), (check,), residues)


def test_of_two_looks_the_worse_counts() -> None:
    clean, leak = CheckOutcome.CLEAN, CheckOutcome.LEAK
    residue = Residue(ResidueKind.TEXT, "documenten/0001.pdf", 0)
    one = merged(verification(clean), verification(leak, residue))
    assert one.has_leak
    assert one.residues == (residue,)
    doubt = merged(verification(clean), verification(CheckOutcome.NOT_POSSIBLE))
    assert doubt.checks[0].pages == (2,)
    assert not doubt.is_clean
    with pytest.raises(DossierError):
        merged(verification(clean), verification(clean, sha="b"))
