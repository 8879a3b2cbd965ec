"""Documents inside a source: written one by one to a private folder, under names of our own."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from pathlib import Path

from woo_desk.convert.result import Converted
from woo_desk.domain.document import HiddenItem, HiddenKind, IntakeProblem, Relation
from woo_desk.errors import SourceError
from woo_desk.pdf.portfolio import embedded_files
from woo_desk.usecases.ports import Report
from woo_desk.usecases.requests import Child, PrepareRequest
from woo_desk.workers.tasks_common import unwritable

MAX_DEPTH = 10
"""Containers in containers; what lies deeper is named, not opened."""
MAX_TOTAL_BYTES = 4 * 1024 * 1024 * 1024
"""Of all that one source holds."""
_MAX_NAME = 255


class Nursery:
    """Writes what one source holds."""

    def __init__(self, request: PrepareRequest, report: Report) -> None:
        self._folder = Path(request.children_folder) if request.children_folder else None
        self._depth = request.depth
        self._report = report
        self._bytes = 0
        self._children: list[Child] = []

    def of_parts(self, result: Converted) -> tuple[Child, ...]:
        """The parts of a converted source; one that cannot be read is a child with a problem."""
        for number, part in enumerate(result.parts):
            self._report(number, len(result.parts))
            self._add(part.name, part.path or part.name, part.relation, part.content)
        for child in self._children:
            if child.problem is IntakeProblem.ARCHIVE_LIMIT:
                result.warn(IntakeProblem.ARCHIVE_LIMIT)
        return tuple(self._children)

    def of_pdf(
        self, untrusted: bytes, hidden: Sequence[HiddenItem]
    ) -> tuple[tuple[Child, ...], tuple[IntakeProblem, ...]]:
        """The files in a PDF, and what could not be taken out."""
        if not any(item.kind in (HiddenKind.ATTACHMENT, HiddenKind.ANNOTATION) for item in hidden):
            return (), ()
        try:
            for file in embedded_files(untrusted):
                self._add(
                    file.name, file.name, Relation.EMBEDDED, functools.partial(bytes, file.content)
                )
        except SourceError:
            return tuple(self._children), (IntakeProblem.PART_LEFT_OUT,)
        return tuple(self._children), ()

    def _add(self, name: str, path: str, relation: Relation, content: Callable[[], bytes]) -> None:
        name, path = _clean(name)[:_MAX_NAME] or "?", _clean(path)[: 4 * _MAX_NAME]
        problem: IntakeProblem | None = None
        target = ""
        if self._folder is None or self._depth >= MAX_DEPTH:
            problem = IntakeProblem.TOO_DEEP
        elif self._bytes > MAX_TOTAL_BYTES:
            problem = IntakeProblem.ARCHIVE_LIMIT
        else:
            try:
                target = self._written(content())
            except SourceError as error:
                problem = _problem_of(error)
        self._children.append(Child(target, name, path, relation, problem))

    def _written(self, content: bytes) -> str:
        folder = self._folder
        if folder is None:
            return ""
        path = folder / f"{len(self._children):06d}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        except OSError:
            raise unwritable(path) from None
        self._bytes += len(content)
        return str(path)


def _problem_of(error: SourceError) -> IntakeProblem:
    """Whatever grows too large or too fast inside a container is a matter of the container."""
    if error.key in (IntakeProblem.TOO_LARGE.value, IntakeProblem.TOO_COMPLEX.value):
        return IntakeProblem.ARCHIVE_LIMIT
    return IntakeProblem(error.key)


def _clean(name: str) -> str:
    """The name without what cannot be sent or printed."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name)
