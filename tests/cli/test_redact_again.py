"""`woo-desk redact` goes the next safer way when what it wrote does not hold, as an export does."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from tests.cli.conftest import Run
from tests.cli.test_redact import NAME, box_of, redact, source, terms
from woo_desk.app import Services
from woo_desk.cli import redact as command
from woo_desk.cli.tasks import R, run_task
from woo_desk.domain.export import Residue, ResidueKind
from woo_desk.errors import ExitCode
from woo_desk.usecases.requests import RedactRequest
from woo_desk.usecases.safer_way import safer_way

__all__ = ["source"]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[RedactRequest]:
    """The redactions that were asked for; ink comes on what is written in place."""
    requests: list[RedactRequest] = []

    def spoiling(
        services: Services, task: str, request: object, kind: type[R], time_limit_s: float
    ) -> R:
        result = run_task(services, task, request, kind, time_limit_s)
        if isinstance(request, RedactRequest):
            requests.append(request)
            if not request.pictured:
                spoil(Path(request.output_path))
        return result

    monkeypatch.setattr(command, "run_task", spoiling)
    return requests


def spoil(path: Path) -> None:
    with pymupdf.open(path) as document:
        document[0].draw_rect((100, 500, 200, 560), fill=(0, 0, 0))
        spoiled = document.tobytes()
    path.write_bytes(spoiled)


def test_a_page_that_looks_otherwise_becomes_a_picture(
    run: Run, source: Path, asked: list[RedactRequest]
) -> None:
    boxes = [{"page": 0, "box": box_of(source, NAME), "ground": "5.1.2e", "hide_width": True}]
    said = redact(run, source, boxes, "--terms", terms(source, NAME))
    assert said.code == ExitCode.DONE, said.err
    assert [request.pictured for request in asked] == [(), (), (0,)]
    assert [request.marks[0].hides_width for request in asked] == [True, False, False]
    assert "Bladzijde 1 is als afbeelding gepubliceerd" in said.err
    with pymupdf.open(source.with_name("uit.pdf")) as document:
        assert document[0].get_images()
        assert "Tweede blad" in document[1].get_text()
        assert not document[1].get_images()


def test_a_word_outside_the_boxes_is_never_made_a_picture(
    run: Run, source: Path, asked: list[RedactRequest]
) -> None:
    said = redact(run, source, [], "--terms", terms(source, "Tweede blad"))
    assert said.code == ExitCode.RESIDUE_FOUND
    assert all(not request.pictured for request in asked)
    assert not source.with_name("uit.pdf").exists()


def test_there_is_no_way_twice(asked: list[RedactRequest], run: Run, source: Path) -> None:
    redact(run, source, [])
    request = asked[-1]
    assert request.pictured == (0,)
    found = Residue(ResidueKind.PIXELS_OUTSIDE, "uit.pdf", 0)
    assert safer_way(request, [found]) is None
    elsewhere = Residue(ResidueKind.FONT, "uit.pdf", None)
    assert safer_way(request, [elsewhere]) is None
