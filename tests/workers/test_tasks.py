"""The real tasks in real worker processes: one document on its way from source to proof."""

from __future__ import annotations

import hashlib
import json
import math
import queue
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from tests.helpers.cases import NOW
from tests.helpers.pdfs import simple_pdf, truncated
from tests.publication.samples import facts
from woo_desk.domain.document import IntakeProblem, SourceType
from woo_desk.domain.dossier import Dossier
from woo_desk.domain.export import DEFAULT_FORMATS, BoxStyle, Format, Mark
from woo_desk.domain.finding import EntityType, Proposal
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import NO_SHA256, DocumentId, DossierId, JobId, Sha256
from woo_desk.store.dossier_file import DossierFile
from woo_desk.usecases import requests, requests_publication
from woo_desk.usecases.policies import load_policy
from woo_desk.usecases.ports import Event, Failed, Finished, Lane, Progress
from woo_desk.workers.engine import EngineOptions, ProcessEngine

R = TypeVar("R")
MAIL = "s.voorbeeld@burger.example"
BSN = "123456782"
LINES = ["Datum: 3 mei 2022", "Kenmerk: AB-2022-17", "Geachte heer,", f"BSN {BSN}", f"mail {MAIL}"]


class Runner:
    """Runs one task to its end."""

    def __init__(self) -> None:
        self.engine = ProcessEngine(EngineOptions(workers=1))
        self.events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self.engine.listen(self.events.put)

    def outcome(self, task: str, request: object) -> Event:
        lane = Lane.SCREEN if task in ("render", "page_text") else Lane.WORK
        self.engine.submit(JobId(task), task, request, time_limit_s=60, lane=lane)
        while isinstance(event := self.events.get(timeout=90), Progress):
            pass
        return event

    def result(self, task: str, request: object, kind: type[R]) -> R:
        event = self.outcome(task, request)
        assert isinstance(event, Finished), event
        assert isinstance(event.result, kind)
        return event.result


@pytest.fixture(scope="module")
def runner() -> Iterator[Runner]:
    runner = Runner()
    yield runner
    runner.engine.close()


@pytest.fixture(autouse=True)
def _nothing_left_over() -> None:
    """The engine of this module lives longer than one test; its own tests watch what it leaves."""


def prepare(runner: Runner, folder: Path, name: str, content: bytes) -> requests.PrepareResult:
    (folder / name).write_bytes(content)
    request = requests.PrepareRequest(str(folder / name), str(folder / "prepared.pdf"))
    return runner.result("prepare", request, requests.PrepareResult)


def test_prepare_a_pdf(runner: Runner, tmp_path: Path) -> None:
    source = simple_pdf(LINES)
    result = prepare(runner, tmp_path, "brief.pdf", source)
    prepared = (tmp_path / "prepared.pdf").read_bytes()
    assert (result.problem, result.source_type) == (None, SourceType.PDF)
    assert (result.sha256, result.bytes) == (hashlib.sha256(source).hexdigest(), len(source))
    assert result.prepared_sha256 == hashlib.sha256(prepared).hexdigest()
    assert [page.has_text for page in result.pages] == [True]
    assert result.date is not None
    assert (result.date.isoformat(), result.reference) == ("2022-05-03", "AB-2022-17")


def test_prepare_a_text(runner: Runner, tmp_path: Path) -> None:
    result = prepare(runner, tmp_path, "notitie.txt", "Zoë betaalt € 5\fblad twee".encode())
    assert (result.problem, result.source_type) == (None, SourceType.TEXT)
    assert len(result.pages) == 2


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("leeg.pdf", b"", IntakeProblem.EMPTY),
        ("foto.png", b"\x89PNG\r\n\x1a\n\x00\x00", IntakeProblem.DAMAGED),
        ("film.mp4", b"\x00\x00\x00\x18ftypmp42", IntakeProblem.UNSUPPORTED),
        ("film.pdf", b"\x00\x00\x00\x18ftypmp42", IntakeProblem.NOT_WHAT_IT_SAYS),
        ("stuk.pdf", b"%PDF-1.7\nniets", IntakeProblem.DAMAGED),
    ],
)
def test_what_cannot_be_prepared_is_named(
    runner: Runner, tmp_path: Path, name: str, content: bytes, problem: IntakeProblem
) -> None:
    result = prepare(runner, tmp_path, name, content)
    assert result.problem is problem
    assert result.sha256 == hashlib.sha256(content).hexdigest()
    assert (result.prepared_sha256, result.pages) == (NO_SHA256, ())
    assert not (tmp_path / "prepared.pdf").exists()


@pytest.mark.parametrize("name", ["", "is er niet.pdf"])
def test_what_cannot_be_read_is_named(runner: Runner, tmp_path: Path, name: str) -> None:
    """A folder that is no file, and a file that is gone."""
    request = requests.PrepareRequest(str(tmp_path / name), str(tmp_path / "prepared.pdf"))
    result = runner.result("prepare", request, requests.PrepareResult)
    assert (result.problem, result.sha256) == (IntakeProblem.UNREADABLE, NO_SHA256)


def test_damaged_pdf_is_repaired_or_named(runner: Runner, tmp_path: Path) -> None:
    result = prepare(runner, tmp_path, "half.pdf", truncated(simple_pdf(LINES)))
    assert result.problem is IntakeProblem.DAMAGED or result.hidden


@pytest.fixture
def dossier(runner: Runner, tmp_path: Path) -> tuple[str, Sha256]:
    """Path of a dossier file, and the digest of a prepared PDF in it."""
    result = prepare(runner, tmp_path, "brief.pdf", simple_pdf(LINES))
    path = tmp_path / "zaak.woodossier"
    case = Dossier(DossierId("x"), "Zaak", LegalBasis.WOO, NOW)
    file = DossierFile.create(path, case)
    file.put_blob(result.prepared_sha256, tmp_path / "prepared.pdf")
    file.close()
    return str(path), result.prepared_sha256


def test_from_dossier_to_proof(runner: Runner, dossier: tuple[str, Sha256], tmp_path: Path) -> None:
    path, digest = dossier
    found = runner.result(
        "detect",
        requests.DetectRequest(path, DocumentId("d1"), digest, load_policy(LegalBasis.WOO)),
        requests.DetectResult,
    )
    [page] = found.pages
    assert page.complete
    by_type = {finding.entity_type: finding for finding in page.findings}
    assert by_type[EntityType.BSN].text == BSN
    assert by_type[EntityType.BSN].proposal is Proposal.REDACT
    marks = tuple(Mark(0, finding.boxes, "5.1.2e") for finding in page.findings)
    terms = tuple(finding.text for finding in page.findings)
    output = tmp_path / "gelakt.pdf"
    redacted = runner.result(
        "redact",
        requests.RedactRequest(
            path, digest, marks, terms, BoxStyle.BLACK, "Document 0001", str(output)
        ),
        requests.RedactResult,
    )
    assert redacted.sha256 == hashlib.sha256(output.read_bytes()).hexdigest()
    assert BSN.encode() not in output.read_bytes()
    proof = runner.result(
        "verify",
        requests.VerifyRequest(str(output), "0001.pdf", marks, terms, path, digest),
        requests.VerifyResult,
    ).verification
    assert not proof.has_leak, proof
    item = requests_publication.BundleItem(str(output), "0001", "Document 0001", "1", 1, 1)
    target = tmp_path / "bundel.pdf"
    bundled = runner.result(
        "bundle",
        requests_publication.BundleRequest((item,), "Bundel", str(target)),
        requests_publication.BundleResult,
    )
    assert (bundled.pages, bundled.bytes) == (1, target.stat().st_size)
    read = runner.result(
        "read_text",
        requests_publication.ReadTextRequest(str(target)),
        requests_publication.ReadTextResult,
    )
    assert [BSN in words for words in read.pages] == [False]
    assert "bundel blz. 1" in read.pages[0]
    (tmp_path / "ongelakt.pdf").write_bytes((tmp_path / "prepared.pdf").read_bytes())
    leak = runner.result(
        "verify",
        requests.VerifyRequest(str(tmp_path / "ongelakt.pdf"), "0001.pdf", marks, terms),
        requests.VerifyResult,
    ).verification
    assert leak.has_leak, "the unredacted file must not pass"


def test_page_for_the_screen(runner: Runner, dossier: tuple[str, Sha256]) -> None:
    path, digest = dossier
    picture = runner.result(
        "render", requests.RenderRequest(path, digest, 0, 2.0), requests.RenderResult
    )
    assert (picture.width, picture.height) == (1190, 1684)
    assert len(picture.pixels) == picture.stride * picture.height
    assert len(set(picture.pixels)) > 2
    text = runner.result("page_text", requests.TextRequest(path, digest, 0), requests.TextResult)
    assert BSN in text.text
    assert len(text.corners) == 4 * len(text.text) == 4 * len(text.lines)
    place = text.text.index(BSN)
    assert not math.isnan(text.corners[4 * place])


@pytest.mark.parametrize(
    ("request_for", "key"),
    [
        (lambda path, digest: requests.RenderRequest(path, digest, 0, 500.0), "too_large"),
        (lambda path, digest: requests.RenderRequest(path, Sha256("0" * 64), 0, 1.0), None),
        (lambda path, digest: requests.RenderRequest(path + "x", digest, 0, 1.0), None),
    ],
)
def test_page_that_cannot_be_drawn_is_an_error_with_a_key(
    runner: Runner,
    dossier: tuple[str, Sha256],
    request_for: Callable[[str, Sha256], object],
    key: str | None,
) -> None:
    event = runner.outcome("render", request_for(*dossier))
    assert isinstance(event, Failed)
    assert event.key != "internal"
    assert key in (None, event.key)


def test_output_that_cannot_be_written_is_the_users_to_mend(
    runner: Runner, dossier: tuple[str, Sha256], tmp_path: Path
) -> None:
    path, digest = dossier
    nowhere = str(tmp_path / "no such folder" / "uit.pdf")
    request = requests.RedactRequest(path, digest, (), (), BoxStyle.BLACK, "Titel", nowhere)
    event = runner.outcome("redact", request)
    assert event == Failed(JobId("redact"), "target_unwritable", {"name": "uit.pdf"})


def test_inventory(runner: Runner, tmp_path: Path) -> None:
    request = requests_publication.InventoryRequest((), (), "Zaak", str(tmp_path), DEFAULT_FORMATS)
    result = runner.result("inventory", request, requests_publication.InventoryResult)
    assert {file.path: file.sha256 for file in result.files} == {
        f"inventarislijst.{suffix}": hashlib.sha256(
            (tmp_path / f"inventarislijst.{suffix}").read_bytes()
        ).hexdigest()
        for suffix in ("xlsx", "csv", "ods", "pdf")
    }
    request = requests_publication.InventoryRequest(
        (), (), "Zaak", str(tmp_path / "niet"), DEFAULT_FORMATS
    )
    outcome = runner.outcome("inventory", request)
    name = {"name": "inventarislijst.xlsx"}
    assert outcome == Failed(JobId("inventory"), "target_unwritable", name)


def test_records(runner: Runner, tmp_path: Path) -> None:
    given = facts(changes=())
    request = requests_publication.RecordsRequest(given, frozenset({Format.DOSSIER}), str(tmp_path))
    result = runner.result("records", request, requests_publication.RecordsResult)
    assert [file.path for file in result.files] == ["dossier.json"]
    assert result.files[0].bytes == (tmp_path / "dossier.json").stat().st_size
    request = requests_publication.RecordsRequest(
        given, frozenset({Format.DOSSIER}), str(tmp_path / "niet")
    )
    outcome = runner.outcome("records", request)
    assert outcome == Failed(JobId("records"), "target_unwritable", {"name": "dossier.json"})


def test_folder_with_a_source_in_it_is_refused(runner: Runner, tmp_path: Path) -> None:
    package = tmp_path / "publicatie"
    package.mkdir()
    (package / "lijst.csv").write_text("Nr.;Titel\r\n1;Brief\r\n", "utf-8-sig")
    clean = requests.VerifyFolderRequest(str(package), (BSN,), ())
    result = runner.result("verify_folder", clean, requests.VerifyFolderResult)
    assert not any(verification.has_leak for verification in result.verifications)
    (package / "0001.pdf").write_bytes(source := simple_pdf(LINES))
    digest = Sha256(hashlib.sha256(source).hexdigest())
    leaky = requests.VerifyFolderRequest(str(package), (BSN,), (digest,))
    result = runner.result("verify_folder", leaky, requests.VerifyFolderResult)
    assert any(verification.has_leak for verification in result.verifications)


def test_titles_are_cleaned(runner: Runner) -> None:
    request = requests.CleanTitlesRequest((f"Mail {MAIL}", "Nota"), load_policy(LegalBasis.WOO), ())
    result = runner.result("clean_titles", request, requests.CleanTitlesResult)
    assert MAIL not in result.texts[0]
    assert result.texts[1] == "Nota"


def test_lines_of_text(runner: Runner, tmp_path: Path) -> None:
    lines = [{"id": 7, "text": f"BSN {BSN}"}, {"id": "b", "text": "niets", "dossier": "x"}]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\n", "utf-8")
    request = requests.DetectLinesRequest(
        str(tmp_path / "in.jsonl"), str(tmp_path / "uit.jsonl"), load_policy(LegalBasis.WOO)
    )
    result = runner.result("detect_lines", request, requests.DetectLinesResult)
    assert result == requests.DetectLinesResult(2, ())
    first, second = map(json.loads, (tmp_path / "uit.jsonl").read_text("utf-8").splitlines())
    assert (first["id"], second) == (7, {"id": "b", "findings": []})
    [found] = first["findings"]
    assert (found["start"], found["end"], found["type"], found["proposal"]) == (
        4,
        13,
        "BSN",
        "redact",
    )


@pytest.mark.parametrize("line", [b"not json", b'{"id": 1}', b'{"id": 1, "text": 5}', b"\xff"])
def test_line_that_is_not_as_it_should_be_is_named(
    runner: Runner, tmp_path: Path, line: bytes
) -> None:
    (tmp_path / "in.jsonl").write_bytes(b'{"id": 1, "text": "a"}\n\n' + line)
    request = requests.DetectLinesRequest(
        str(tmp_path / "in.jsonl"), str(tmp_path / "uit.jsonl"), load_policy(LegalBasis.WOO)
    )
    event = runner.outcome("detect_lines", request)
    assert event == Failed(JobId("detect_lines"), "lines_unreadable", {"line": 3})
    assert not (tmp_path / "uit.jsonl").exists()


def test_a_dossier_that_somebody_has_open_is_copied(runner: Runner, tmp_path: Path) -> None:
    """By a worker: a window that copied a dossier of thousands of pages stood still meanwhile."""
    path, copy = tmp_path / "zaak.woodossier", tmp_path / "kopie.woodossier"
    made = Dossier(DossierId("d"), "Proef", LegalBasis.WOO, NOW)
    request = requests_publication.CopyDossierRequest(str(path), str(copy))
    with DossierFile.create(path, made) as file:
        content = b"x" * 20_000_000
        file.put_blob(digest := Sha256(hashlib.sha256(content).hexdigest()), content)
        runner.result("copy_dossier", request, requests_publication.CopyDossierResult)
    with DossierFile.open(copy, read_only=True) as opened:
        assert opened.dossier() == made
        assert opened.blob_bytes(digest) == content
    outcome = runner.outcome("copy_dossier", request)
    assert isinstance(outcome, Failed)
    assert outcome.key == "dossier_exists"
