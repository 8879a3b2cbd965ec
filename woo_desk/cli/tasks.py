"""One task at a time, for the commands that work without a dossier."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from woo_desk.app import Services
from woo_desk.cli import output
from woo_desk.errors import SourceError, UsageError
from woo_desk.usecases.failures import task_error
from woo_desk.usecases.flow import Flow, FlowProgress, Job, Outcome, Stage, run_blocking
from woo_desk.usecases.names import clean_name, reachable
from woo_desk.usecases.ports import Failed
from woo_desk.usecases.requests import PrepareRequest, PrepareResult

PREPARE_LIMIT_S = 300.0
PREPARED = "prepared.pdf"

R = TypeVar("R")


def run_task(
    services: Services,
    task: str,
    request: object,
    kind: type[R],
    time_limit_s: float,
    on_progress: Callable[[FlowProgress], None] = lambda _progress: None,
) -> R:
    """Run one task to its end; `failures.task_error` when it fails."""

    def flow() -> Flow[R]:
        results: list[R] = []

        def record(_job: Job, outcome: Outcome) -> None:
            if isinstance(outcome, Failed):
                raise task_error(outcome)
            if not isinstance(outcome.result, kind):
                msg = f"expected {kind.__name__}"
                raise TypeError(msg)
            results.append(outcome.result)

        yield Stage(task, (Job(task, request, time_limit_s),), 1, record)
        return results[0]

    return run_blocking(flow(), services.engine, on_progress)


def prepare(services: Services, path: Path, folder: Path) -> PrepareResult:
    """Make the prepared PDF of one file, as `folder/prepared.pdf`.

    Raises:
        UsageError: there is no such file.
        SourceError: the file cannot be worked with; its key is the problem.
    """
    refuse_missing(path)
    source = reachable(path, folder, "bron")
    request = PrepareRequest(str(source), str(folder / PREPARED))
    result = run_task(services, "prepare", request, PrepareResult, PREPARE_LIMIT_S)
    if result.problem:
        raise SourceError(result.problem.value, name=clean_name(path.name))
    if result.children:
        output.warn("cli.inside", count=len(result.children))
    for warning in result.warnings:
        output.warn(f"problem.{warning.value}")
    return result


def refuse_missing(path: Path) -> None:
    """UsageError when there is no such file; one that may not be read is found out later."""
    try:
        path.stat()
    except PermissionError:
        return
    except (OSError, ValueError):
        raise UsageError("source_missing", name=clean_name(str(path))) from None
