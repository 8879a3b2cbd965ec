"""A batch run that is killed at any moment goes on when it is started again."""

from __future__ import annotations

import hashlib
import json
import random
import time
from pathlib import Path

import pytest

from tests.helpers.cases import FixedClock
from tests.helpers.command import run, start
from tests.helpers.pdfs import simple_pdf
from woo_desk.domain.ids import JobId
from woo_desk.errors import ExitCode, UsageError
from woo_desk.publication.package import check_package
from woo_desk.usecases.batch import BatchRequest, redact_folder
from woo_desk.usecases.dossier import describe_document, open_dossier
from woo_desk.usecases.flow import FlowDriver, run_blocking
from woo_desk.usecases.ports import Event, Lane
from woo_desk.usecases.requests import DetectRequest, PrepareRequest, RedactRequest, VerifyRequest
from woo_desk.workers.engine import LocalEngine

DOCUMENTS = 8
STAGES = 9
"""Of a batch until its documents are redacted; a dozen come after that."""
NAME = "Kwakernaat"


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "bron"
    folder.mkdir()
    for number in range(DOCUMENTS):
        lines = [f"Stuk {number}", f"BSN {123456782 if number % 2 else 111222333}", "blijft staan"]
        lines.append(f"Van: Willem {NAME}" if number == DOCUMENTS - 1 else f"Gesproken met {NAME}.")
        (folder / f"{number:02d}.pdf").write_bytes(simple_pdf(lines))
    return folder


class Dying(LocalEngine):
    """The real tasks; after so many of them the run stops without another word."""

    def __init__(self, after: int = 10**6) -> None:
        super().__init__()
        self.left = after
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
        self.left -= 1
        if self.left < 0:
            raise KeyboardInterrupt
        self.asked.append(request)
        super().submit(job_id, task, request, time_limit_s=time_limit_s, lane=lane)

    def prepared(self) -> int:
        return sum(isinstance(r, PrepareRequest) and not r.known for r in self.asked)

    def detected(self) -> int:
        return sum(isinstance(r, DetectRequest) and not r.pages for r in self.asked)

    def redacted(self) -> int:
        return sum(isinstance(r, RedactRequest) for r in self.asked)

    def verified(self) -> int:
        return sum(isinstance(r, VerifyRequest) and r.marks is not None for r in self.asked)


def cut_off(request: BatchRequest, after: int) -> Dying:
    """Run until so many jobs have been asked for, and let go of everything as a kill would."""
    engine = Dying(after)
    events: list[Event] = []
    engine.listen(events.append)
    flow = redact_folder(request, FixedClock())
    driver = FlowDriver(flow, engine)
    try:
        driver.start()
        while not driver.is_done:
            event = events.pop(0)
            if driver.owns(event):
                driver.handle(event)
    except KeyboardInterrupt:
        flow.close()
    return engine


def contents(target: Path) -> dict[str, str]:
    check_package(target / "publicatie")
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (target / "publicatie" / "documenten").iterdir()
    }


@pytest.mark.parametrize("after", [1, 5, 9, 12, 18, 24, 30, 36, 40])
def test_nothing_that_was_recorded_is_done_again(sources: Path, tmp_path: Path, after: int) -> None:
    whole = Dying()
    run_blocking(redact_folder(BatchRequest((sources,), tmp_path / "heel"), FixedClock()), whole)
    request = BatchRequest((sources,), tmp_path / "uit")
    first, second = cut_off(request, after), Dying()
    report = run_blocking(redact_folder(request, FixedClock()), second)
    assert report.is_resumed
    in_hand = 2  # the job that runs, and the one behind it
    for count in (Dying.prepared, Dying.detected, Dying.redacted, Dying.verified):
        assert count(whole) <= count(first) + count(second) <= count(whole) + in_hand
    assert contents(tmp_path / "uit") == contents(tmp_path / "heel")


@pytest.mark.parametrize("change", ["title", "sources", "finished", "person"])
def test_another_run_is_not_continued(sources: Path, tmp_path: Path, change: str) -> None:
    request = BatchRequest((sources,), tmp_path / "uit", title="Een")
    cut_off(request, 10**6 if change == "finished" else 12)
    if change == "title":
        request = BatchRequest((sources,), tmp_path / "uit", title="Twee")
    if change == "sources":
        request = BatchRequest((sources / "00.pdf",), tmp_path / "uit", title="Een")
    if change == "person":
        path = tmp_path / "uit" / "intern" / "dossier.woodossier"
        session = open_dossier(path, user="iemand", clock=FixedClock())
        with session.file:
            describe_document(session, session.file.documents()[0], title="Anders")
    with pytest.raises(UsageError) as caught:
        run_blocking(redact_folder(request, FixedClock()), LocalEngine())
    assert caught.value.key == "target_in_use"


def test_killed_at_random_moments(sources: Path, tmp_path: Path) -> None:
    seed = time.time_ns()
    rng, target = random.Random(seed), tmp_path / "uit"
    kills = 0
    for _ in range(3):
        with start("batch", sources, "--out", target, "--json") as process:
            # WHY by what it tells: a faster machine was done before the first kill.
            assert process.stderr
            for _ in range(rng.randint(1, STAGES)):
                process.stderr.readline()
            time.sleep(rng.uniform(0.0, 0.1))
            kills += process.poll() is None
            process.kill()
            process.communicate()
        if (target / "publicatie").exists():
            break
    if not (target / "publicatie").exists():
        done = run("batch", sources, "--out", target, "--json")
        assert done.returncode == ExitCode.DONE, (seed, done.stderr)
        told = json.loads(done.stdout)
        assert told["clean"], seed
        assert len(told["documents"]) == DOCUMENTS, seed
    assert kills, seed
    assert len(contents(target)) == DOCUMENTS, seed
    assert list(target.glob("onvoltooid-*")) == [], seed
