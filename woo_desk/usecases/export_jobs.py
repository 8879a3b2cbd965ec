"""Jobs of an export: their time limits, and what a job must have delivered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from woo_desk.domain.dossier import DocumentState
from woo_desk.usecases.failures import task_error
from woo_desk.usecases.flow import Job, Outcome, Stage
from woo_desk.usecases.ports import Failed

BASE_LIMIT_S = 120.0
PAGE_LIMIT_S = 30.0
"""Time limits for redacting, verifying and bundling: the base, and so much for each page."""

R = TypeVar("R")


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
