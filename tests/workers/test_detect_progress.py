from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import DocumentId, Sha256
from woo_desk.usecases.policies import load_policy
from woo_desk.usecases.requests import DetectRequest
from woo_desk.workers.tasks_detect import detect


def _request(folder: Path, pages: int) -> DetectRequest:
    path = folder / "plain.pdf"
    with pymupdf.open() as document:
        for number in range(pages):
            document.new_page().insert_text((72, 72), f"bladzijde {number}")
        document.save(path)
    policy = load_policy(LegalBasis.WOO)
    return DetectRequest("", DocumentId("d"), Sha256(""), policy, source_path=str(path))


@pytest.mark.parametrize("pages", [1, 2, 3])
def test_progress_goes_on_inside_a_document(tmp_path: Path, pages: int) -> None:
    """One total from the first report on, never back, and at the end all of it."""
    told: list[tuple[int, int]] = []
    detect(_request(tmp_path, pages), lambda done, total: told.append((done, total)))
    done = [step for step, _ in told]
    assert len({total for _, total in told}) == 1
    assert done == sorted(set(done))
    assert told[-1][0] == told[-1][1]
    assert len(told) >= 2 * pages


def test_a_report_that_raises_stops_the_work(tmp_path: Path) -> None:
    """How a cancelled job ends in the middle of a long document."""
    told: list[int] = []

    def stop(done: int, total: int) -> None:
        told.append(done)
        if done == 5 < total:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        detect(_request(tmp_path, 3), stop)
    assert told[-1] == 5
