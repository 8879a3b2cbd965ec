"""Jobs of an export: their time limits, and what a job must have delivered."""

from __future__ import annotations

import dataclasses
import functools
import zlib
from collections.abc import Callable, Iterable
from typing import TypeVar

import msgspec

from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.export import CheckResult, Verification
from woo_desk.domain.ids import DocumentId
from woo_desk.usecases.failures import task_error
from woo_desk.usecases.flow import Job, Outcome, Stage
from woo_desk.usecases.ports import Failed
from woo_desk.usecases.requests import RedactResult

BASE_LIMIT_S = 120.0
PAGE_LIMIT_S = 30.0
"""Time limits for redacting, verifying and bundling: the base, and so much for each page."""

R = TypeVar("R")

_results = msgspec.json.Decoder(RedactResult)


def sized_job(task: str, request: object, pages: int, subject: str = "") -> Job:
    """A job with the time limit for so many pages."""
    return Job(task, request, BASE_LIMIT_S + PAGE_LIMIT_S * pages, subject)


def single(
    key: str, task: str, request: object, pages: int, record: Callable[[Job, Outcome], None]
) -> Stage:
    """A stage of one job."""
    return Stage(key, (sized_job(task, request, pages),), 1, record)


def expect(outcome: Outcome, kind: type[R]) -> R:
    """The result of a job that must succeed for the package to exist."""
    if isinstance(outcome, Failed):
        raise task_error(outcome)
    if not isinstance(outcome.result, kind):
        msg = f"expected {kind.__name__}"
        raise TypeError(msg)
    return outcome.result


def longest_first(states: Iterable[DocumentState]) -> list[DocumentState]:
    """WHY: a long document that comes last keeps one worker busy while the others wait."""
    return sorted(states, key=lambda state: -state.document.page_count)


class Results:
    """What came of redacting each document.

    WHY packed: the boxes of ten thousand pages take 40 MB as objects, and a tenth of it like this.
    """

    def __init__(self) -> None:
        self._packed: dict[DocumentId, bytes] = {}

    def __getitem__(self, document_id: DocumentId) -> RedactResult:
        return _results.decode(zlib.decompress(self._packed[document_id]))

    def __setitem__(self, document_id: DocumentId, result: RedactResult) -> None:
        self._packed[document_id] = zlib.compress(msgspec.json.encode(result), 1)

    def pop(self, document_id: DocumentId, default: None) -> None:
        """Forget one, if it is there."""
        self._packed.pop(document_id, default)


def sharing(verification: Verification) -> Verification:
    """The same, with the lines that others have too. WHY: most files have the same fifteen."""
    checks = tuple(map(_shared, verification.checks))
    return dataclasses.replace(verification, checks=checks)


@functools.lru_cache(maxsize=1024)
def _shared(check: CheckResult) -> CheckResult:
    return check
