"""Parts of one file come together once, whatever order they end in."""

from __future__ import annotations

import dataclasses

import pytest

from woo_desk.domain.export import CheckOutcome, CheckResult, Residue, ResidueKind, Verification
from woo_desk.domain.ids import JobId, Sha256
from woo_desk.domain.verify_part import Copied, FontLetters, PartKind, Told
from woo_desk.errors import DossierError
from woo_desk.usecases.flow import Job, Outcome
from woo_desk.usecases.ports import Failed, Finished
from woo_desk.usecases.requests import VerifyRequest, VerifyResult
from woo_desk.usecases.verify_parts import CheckedInParts, ToCheck

LONG, SHORT = 250, 3


def to_check(pages: int, name: str = "a") -> ToCheck:
    request = VerifyRequest(name, name, None, ("x",), "d.woodossier", Sha256("p" * 64))
    return ToCheck(request, pages, name)


def request_of(job: Job) -> VerifyRequest:
    assert isinstance(job.request, VerifyRequest)
    return job.request


def checked(job: Job, *, leak: bool = False, sha256: str = "1") -> Outcome:
    part = request_of(job).part
    residues = (Residue(ResidueKind.TEXT, "a", part.pages[0]),) if leak else ()
    outcome = CheckOutcome.LEAK if leak else CheckOutcome.CLEAN
    name = {PartKind.PAGES: "text", PartKind.FILE: "bytes"}.get(part.kind, "letters")
    told = Told()
    if part.kind is PartKind.FILE:
        told = Told(mapped=(FontLetters(7, "ab"),))
    if part.kind is PartKind.PAGES:
        told = Told(printed="a" if part.pages[0] else "b")
    found = Verification("a", Sha256(sha256), (CheckResult(name, outcome, "x"),), residues)
    return Finished(JobId(""), VerifyResult(found, told))


def drain(parts: CheckedInParts, *files: ToCheck) -> list[Job]:
    found = []
    for job in parts.jobs(files):
        if job is None:
            break
        found.append(job)
    return found


def test_a_short_file_is_one_job() -> None:
    parts = CheckedInParts()
    (job,) = drain(parts, to_check(SHORT))
    assert request_of(job).part.kind is PartKind.WHOLE
    outcome = checked(job)
    assert parts.whole(job, outcome) is outcome
    assert parts.further() == 0


def test_a_part_is_told_of_the_files_of_which_its_pages_are() -> None:
    """The bytes are looked at as a whole, so that part is told of all of them."""
    places = ((2, 90), (90, 110), (110, 200), (200, 250))
    copied = tuple(Copied(f"{first}.pdf", Sha256("c" * 64), (first, end)) for first, end in places)
    file = to_check(LONG)
    file = dataclasses.replace(file, request=dataclasses.replace(file.request, copied=copied))
    parts = CheckedInParts()
    made = parts.jobs([file])
    jobs = [job for job in (next(made) for _ in range(4)) if job is not None]
    told = [tuple(each.pages[0] for each in request_of(job).copied) for job in jobs]
    assert told == [(2, 90, 110, 200), (2, 90), (90, 110), (200,)]
    for job in jobs:
        parts.whole(job, checked(job))
    last = next(made)
    assert last is not None
    assert request_of(last).copied == ()


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 1, 0, 2)])
def test_a_long_file_is_divided_and_put_together(order: tuple[int, ...]) -> None:
    parts = CheckedInParts()
    made = parts.jobs([to_check(LONG)])
    jobs = [next(made) for _ in range(4)]
    assert next(made) is None, "the last check waits for the others"
    given = [job for job in jobs if job is not None]
    assert [request_of(job).part.pages for job in given[1:]] == [(0, 100), (100, 200), (200, 250)]
    assert {request_of(job).part.of for job in given[1:]} == {LONG}
    assert not request_of(given[0]).original_sha256
    assert request_of(given[1]).original_sha256
    for number in order:
        assert parts.whole(given[number], checked(given[number], leak=number == 2)) is None
    last = next(made)
    assert last is not None
    assert request_of(last).part.told == Told((FontLetters(7, "ab"),), "ab")
    whole = parts.whole(last, checked(last))
    assert isinstance(whole, Finished)
    assert isinstance(whole.result, VerifyResult)
    verification = whole.result.verification
    assert verification.has_leak
    assert {c.check: c.outcome for c in verification.checks} == {
        "bytes": CheckOutcome.CLEAN,
        "text": CheckOutcome.LEAK,
        "letters": CheckOutcome.CLEAN,
    }
    assert [residue.page_index for residue in verification.residues] == [100]
    assert next(made, "ended") == "ended"


def test_a_part_that_failed_is_the_outcome_of_the_file() -> None:
    parts = CheckedInParts()
    jobs = drain(parts, to_check(LONG))
    failure = Failed(JobId(""), "worker_died", {})
    assert parts.whole(jobs[1], failure) is failure
    for job in (jobs[0], jobs[2], jobs[3]):
        assert parts.whole(job, checked(job)) is None, "told once"


def test_parts_of_other_bytes_do_not_come_together() -> None:
    parts = CheckedInParts()
    jobs = drain(parts, to_check(LONG))
    parts.whole(jobs[0], checked(jobs[0]))
    with pytest.raises(DossierError):
        parts.whole(jobs[1], checked(jobs[1], sha256="2"))
