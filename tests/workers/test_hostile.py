"""Hostile PDFs through the real worker: each ends in a result or a named problem, in bounded time.

The worker may die of one; the program does not grow, and the next document is done.
"""

from __future__ import annotations

import multiprocessing
import resource
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.contract.engine_contract import Listener
from tests.helpers import hostile_pdfs as hostile
from tests.helpers.pdfs import simple_pdf
from tests.helpers.raw_pdfs import page_tree_loop, revised_pdf, truncated
from woo_desk.domain.export import BoxStyle, Mark
from woo_desk.domain.geometry import Box
from woo_desk.domain.ids import NO_SHA256, JobId
from woo_desk.texts import text
from woo_desk.usecases.ports import Event, Failed, Finished
from woo_desk.usecases.requests import (
    PrepareRequest,
    PrepareResult,
    RedactRequest,
    RedactResult,
    VerifyRequest,
    VerifyResult,
)
from woo_desk.workers.engine import EngineOptions, ProcessEngine

LIMIT_S = 8.0
"""For one task; in the program it is minutes."""
GRACE_S = 25.0
"""For the end of a worker that does not listen, and the start of the next, on a busy machine."""
GROWTH_MB = 60
SECRET = "Oosterkamp"

KINDS: dict[str, Callable[[], bytes]] = {
    "flate bomb": hostile.flate_bomb,
    "flate in flate": hostile.nested_flate,
    "picture of 30,000 pixels": hostile.large_picture,
    "picture that claims more than there is": hostile.huge_image_claim,
    "JBIG2 that claims 2^31": hostile.jbig2_claim,
    "a million saved states": hostile.many_saves,
    "drawings times drawings": hostile.billion_laughs,
    "drawing that draws itself": hostile.form_calling_itself,
    "mask that masks itself": hostile.mask_of_itself,
    "glyph that shows itself": hostile.glyph_of_itself,
    "200,000 pages": lambda: hostile.many_pages(200_000),
    "loop of pages": page_tree_loop,
    "deep tree of pages": hostile.deep_page_tree,
    "bomb of objects": hostile.object_stream_bomb,
    "300,000 annotations": hostile.many_annotations,
    "tiny tiles": hostile.tiny_tiles,
    "page of 20 million points": lambda: hostile.page_of_size(20_000_000, 20_000_000),
    "arrays in arrays": hostile.deep_arrays,
    "character map without end": hostile.endless_character_map,
    "function of functions": hostile.deep_function,
    "outline in a ring": hostile.outline_ring,
    "cut off": lambda: truncated(simple_pdf([SECRET] * 40)),
    "wrong table": hostile.wrong_table,
    "revised": lambda: revised_pdf(SECRET, "niets"),
    "HTML by another name": lambda: b"<html><body>" + SECRET.encode() + b"</body></html>",
    "only a header": lambda: b"%PDF-1.7\n%%EOF\n",
}


@pytest.fixture
def engine() -> Iterator[ProcessEngine]:
    engine = ProcessEngine(EngineOptions(workers=1, cancel_grace_s=1.0))
    yield engine
    engine.close()
    assert multiprocessing.active_children() == []


def _ask(engine: ProcessEngine, task: str, request: object, limit: float = LIMIT_S) -> Event:
    listener, job = Listener(engine), f"{task}-{time.monotonic_ns()}"
    began = time.monotonic()
    engine.submit(JobId(job), task, request, time_limit_s=limit)
    outcome = listener.outcome(job)
    assert time.monotonic() - began < limit + GRACE_S, "a task hangs over its limit"
    return outcome


def _line(engine: ProcessEngine, folder: Path, pdf: bytes) -> tuple[str, Path]:
    """One document through intake, redaction and proof: how far it came."""
    source, prepared, output = (folder / name for name in ("in.pdf", "prep.pdf", "uit.pdf"))
    source.write_bytes(pdf)
    taken = _ask(engine, "prepare", PrepareRequest(str(source), str(prepared)))
    if isinstance(taken, Failed):
        return _named(taken.key), output
    assert isinstance(taken, Finished)
    result = taken.result
    assert isinstance(result, PrepareResult)
    if result.problem is not None:
        return result.problem.value, output
    marks = (Mark(0, (Box(60, 60, 300, 120),), "5.1.2e"),)
    order = RedactRequest(
        "", NO_SHA256, marks, (), BoxStyle.BLACK, "Document 0001", str(output), str(prepared)
    )
    redacted = _ask(engine, "redact", order)
    if isinstance(redacted, Failed):
        assert not output.exists(), "a file that was not finished lies there"
        return _named(redacted.key), output
    assert isinstance(redacted, Finished)
    assert isinstance(redacted.result, RedactResult)
    check = VerifyRequest(str(output), "0001.pdf", marks, (), original_path=str(prepared))
    proof = _ask(engine, "verify", check)
    if isinstance(proof, Failed):
        return _named(proof.key), output
    assert isinstance(proof, Finished)
    assert isinstance(proof.result, VerifyResult)
    return "refused" if proof.result.verification.has_leak else "verified", output


def _named(key: str) -> str:
    assert text(f"error.{key}"), "a problem without a name"
    assert key != "internal", "a mistake in the program"
    return key


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_hostile_pdf_ends_in_bounds(engine: ProcessEngine, kind: str, tmp_path: Path) -> None:
    pdf = KINDS[kind]()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    how, output = _line(engine, tmp_path, pdf)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert grown < GROWTH_MB, "the program itself grew"
    if how == "verified":
        assert output.read_bytes().startswith(b"%PDF-")
    source, prepared = tmp_path / "next.pdf", tmp_path / "next-prep.pdf"
    source.write_bytes(simple_pdf(["Een gewone brief.", "Tot ziens."]))
    taken = _ask(engine, "prepare", PrepareRequest(str(source), str(prepared)), 60.0)
    assert isinstance(taken, Finished)
    assert isinstance(taken.result, PrepareResult)
    assert taken.result.problem is None
    assert prepared.exists()


def test_there_are_24_kinds() -> None:
    assert len(KINDS) >= 24
