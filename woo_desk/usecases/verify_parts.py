"""The verifier's look at a long file in parts of some pages, by all workers at the same time.

A bundle of ten thousand pages, or one report of two thousand, would keep one worker busy while the
others wait. The parts come together here: of each check the worst outcome counts, and what fonts
tell is compared with what all pages print once every page has been read.
"""

from __future__ import annotations

import dataclasses
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from woo_desk.domain.export import Verification
from woo_desk.domain.ids import NO_SHA256
from woo_desk.domain.verify_part import FontLetters, PartKind, Told, VerifyPart
from woo_desk.usecases.export_jobs import expect, sized_job
from woo_desk.usecases.export_kept import merged
from woo_desk.usecases.flow import Job, Outcome
from woo_desk.usecases.ports import Failed, Finished
from woo_desk.usecases.requests import VerifyRequest, VerifyResult
from woo_desk.verify.said import joined

PAGES_AT_ONCE = 100
_WHOLE_UP_TO = 150
"""Pages of a file that one job looks at. WHY more: a part of a few pages costs a reading of the
whole file."""


@dataclass(frozen=True, slots=True)
class ToCheck:
    """A file that is to be verified."""

    request: VerifyRequest
    pages: int
    subject: str
    """What the file is known by; each only once."""


@dataclass(slots=True)
class _Parts:
    """A file of which parts are under way."""

    file: ToCheck
    left: int
    found: Verification | None = None
    mapped: list[FontLetters] = field(default_factory=list)
    printed: set[str] = field(default_factory=set)
    said: list[bytes] = field(default_factory=list)


class CheckedInParts:
    """Makes the jobs for some files, and puts together what came of their parts."""

    def __init__(self) -> None:
        self._open: dict[str, _Parts] = {}
        self._ready: deque[Job] = deque()
        self._further = 0

    def jobs(self, files: Iterable[ToCheck]) -> Iterator[Job | None]:
        """For each file one job, or one for each part of a long one."""
        for file in files:
            yield from self._take_ready()
            yield from self._jobs_of(file)
        while self._open:
            yield from self._take_ready()
            if self._open:
                yield None

    def further(self) -> int:
        """How many more jobs there are than files, as far as is known."""
        return self._further

    def whole(self, job: Job, outcome: Outcome) -> Outcome | None:
        """The outcome for the file as a whole, once: with its last part, or the first that failed.

        Raises:
            DossierError: the parts were of different bytes.
        """
        if not isinstance(job.request, VerifyRequest) or job.request.part.kind is PartKind.WHOLE:
            return outcome
        parts = self._open.get(job.subject)
        if parts is None:  # another part has failed
            return None
        if isinstance(outcome, Failed):
            del self._open[job.subject]
            return outcome
        result = expect(outcome, VerifyResult)
        found = result.verification
        parts.found = found if parts.found is None else merged(parts.found, found)
        parts.mapped += result.told.mapped
        parts.printed.update(result.told.printed)
        parts.left -= 1
        if job.request.part.kind is PartKind.LETTERS:
            del self._open[job.subject]
            return Finished(outcome.job_id, VerifyResult(parts.found, said=joined(parts.said)))
        parts.said.append(result.said)
        if not parts.left:
            told = Told(tuple(parts.mapped), "".join(sorted(parts.printed)))
            self._ready.append(_job(parts.file, VerifyPart(PartKind.LETTERS, told=told), 0))
        return None

    def _take_ready(self) -> Iterator[Job]:
        while self._ready:
            yield self._ready.popleft()

    def _jobs_of(self, file: ToCheck) -> Iterator[Job]:
        if file.pages <= _WHOLE_UP_TO:
            yield sized_job("verify", file.request, file.pages, file.subject)
            return
        starts = range(0, file.pages, PAGES_AT_ONCE)
        self._open[file.subject] = _Parts(file, 1 + len(starts))
        self._further += 1 + len(starts)
        yield _job(file, VerifyPart(PartKind.FILE), file.pages)
        for first in starts:
            until = min(first + PAGES_AT_ONCE, file.pages)
            yield _job(file, VerifyPart(PartKind.PAGES, (first, until), file.pages), until - first)


def _job(file: ToCheck, part: VerifyPart, pages: int) -> Job:
    # WHY the file without its original: only pages are compared.
    copied = file.request.copied
    if part.kind is PartKind.PAGES:
        first, until = part.pages
        here = tuple(each for each in copied if each.pages[0] < until and first < each.pages[1])
        request = dataclasses.replace(file.request, part=part, copied=here)
    else:
        request = dataclasses.replace(
            file.request,
            part=part,
            copied=copied if part.kind is PartKind.FILE else (),
            dossier_path="",
            original_sha256=NO_SHA256,
            original_path="",
        )
    return sized_job("verify", request, pages, file.subject)
