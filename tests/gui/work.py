"""A dossier in a moment: documents, findings and pictures without any worker."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tests.helpers import cases
from tests.helpers.fake_engine import Answer
from woo_desk.domain.document import SourceType
from woo_desk.domain.finding import EntityType, Finding, Proposal, Role, finding_id
from woo_desk.domain.geometry import Box, Rotation, Span
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import DocumentId, Sha256
from woo_desk.domain.self_description import SelfDescription
from woo_desk.domain.wording import wording_of
from woo_desk.errors import WorkerDied
from woo_desk.usecases.detection import detect_documents
from woo_desk.usecases.dossier import create_dossier
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.intake import add_documents
from woo_desk.usecases.ports import Engine
from woo_desk.usecases.requests import (
    DetectedPage,
    DetectRequest,
    DetectResult,
    PreparedPage,
    PrepareRequest,
    PrepareResult,
    RenderRequest,
    RenderResult,
    TextRequest,
    TextResult,
)
from woo_desk.usecases.requests_content import DescribeRequest, DescribeResult
from woo_desk.usecases.session import Session
from woo_desk.workers.tasks_letters import letters

WORDS = ("P. Jansen", "minister De Boer", "K. Smit")
"""What is found on every page with text: to redact, to keep, to ask."""
PROPOSALS = (Proposal.REDACT, Proposal.KEEP, Proposal.ASK)
PAGE = (200.0, 300.0)
_MADE: dict[Sha256, tuple[int, bool]] = {}
"""How many pages each prepared PDF has, and whether they have text."""


def answers() -> dict[str, Answer]:
    """What a worker would say; the name of a file says what is in it."""
    return {
        "prepare": prepare,
        "describe": describe,
        "detect": detect,
        "render": render,
        "page_text": page_text,
        "letters": letters,
        "recognise": WorkerDied("worker_died"),  # scans stay without text
    }


def prepare(request: PrepareRequest) -> PrepareResult:
    """`brief 3.txt` has three pages, `scan 1.txt` one without text, `gedraaid` is turned."""
    path = Path(request.path)
    content = path.read_bytes()
    prepared = b"prepared " + content
    Path(request.output_path).write_bytes(prepared)
    kind, _, pages = path.stem.partition(" ")
    count = int(pages.split()[0])
    _MADE[_digest(prepared)] = (count, kind != "scan")
    page = PreparedPage(
        *PAGE,
        rotation=Rotation.RIGHT if kind == "gedraaid" else Rotation.NONE,
        has_text=kind != "scan",
        text_reliable=True,
    )
    return PrepareResult(
        sha256=_digest(content),
        bytes=len(content),
        source_type=SourceType.TEXT,
        problem=None,
        prepared_sha256=_digest(prepared),
        pages=(page,) * count,
    )


def describe(request: DescribeRequest) -> DescribeResult:
    """Every file says something else."""
    words = f"stuk {request.prepared_sha256}"
    return DescribeResult(wording_of(words), words, SelfDescription(request.document_id))


def detect(request: DetectRequest) -> DetectResult:
    count, has_text = _MADE[request.prepared_sha256]
    pages = tuple(
        DetectedPage(
            index,
            " ".join(WORDS) if has_text else "",
            _findings(request.document_id, index) if has_text else (),
            True,
        )
        for index in range(count)
    )
    return DetectResult(pages, (), "test")


def render(request: RenderRequest) -> RenderResult:
    width, height = round(PAGE[0] * request.scale), round(PAGE[1] * request.scale)
    return RenderResult(width, height, width * 3, b"\xf0" * (width * 3 * height))


def page_text(request: TextRequest) -> TextResult:
    """One word that fills the upper half of the page."""
    corners = tuple(value for n in range(4) for value in (20.0 * n, 40.0, 20.0 * n + 20.0, 60.0))
    return TextResult(request.page_index, "Bert", corners, (0, 0, 0, 0))


def _findings(document_id: DocumentId, page_index: int) -> tuple[Finding, ...]:
    found, start = [], 0
    for row, (words, proposal) in enumerate(zip(WORDS, PROPOSALS, strict=True)):
        span = Span(start, start + len(words))
        found.append(
            Finding(
                id=finding_id(document_id, page_index, span, EntityType.PERSON),
                document_id=document_id,
                page_index=page_index,
                span=span,
                boxes=(Box(20, 40 + 60 * row, 120, 60 + 60 * row),),
                text=words,
                entity_type=EntityType.PERSON,
                role=Role.CIVIL,
                proposal=proposal,
                ground_code=None if proposal is Proposal.KEEP else cases.PERSONAL,
                score=0.9,
                recognizer="test",
                why="Omdat dit een test is.",
                detector_version="test",
            )
        )
        start = span.end + 1
    return tuple(found)


def _digest(content: bytes) -> Sha256:
    return Sha256(hashlib.sha256(content).hexdigest())


def files(folder: Path, *names: str) -> list[Path]:
    """Files with different bytes under these names."""
    folder.mkdir(exist_ok=True)
    paths = [folder / f"{name}.txt" for name in names]
    for path in paths:
        path.write_text(path.name, "utf-8")
    return paths


def make_dossier(path: Path, engine: Engine, sources: list[Path], *, searched: bool = True) -> Path:
    """A closed dossier with these documents."""
    session: Session = create_dossier(
        path, "Proefdossier", LegalBasis.WOO, user="tester", clock=cases.FixedClock()
    )
    run_blocking(add_documents(session, sources), engine)
    if searched:
        run_blocking(detect_documents(session), engine)
    session.file.close()
    return path
