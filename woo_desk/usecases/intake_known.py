"""What a dossier already holds of what is handed in again: the same file at the same place.

Intake can be stopped at any moment; handing the same folder in again takes in what is missing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from woo_desk.domain.document import Document, IntakeProblem
from woo_desk.domain.ids import DocumentId, Sha256

_PASSING = frozenset(
    (IntakeProblem.WORKER_DIED, IntakeProblem.TIME_LIMIT, IntakeProblem.UNREADABLE)
)
"""Problems that may be gone the next time."""

Place = tuple[DocumentId | None, str]
"""Parent, and path below it or below what was handed in."""


class Known:
    """The documents of a dossier, by the place that they came from; each is given out once."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._at: defaultdict[Place, list[Document]] = defaultdict(list)
        self._below: defaultdict[DocumentId, list[Document]] = defaultdict(list)
        for document in documents:
            self._at[_place_of(document)].append(document)
            if document.parent is not None:
                self._below[document.parent].append(document)

    def digests(self, place: Place) -> tuple[Sha256, ...]:
        """Of the documents from this place that have come in with all that they hold."""
        return tuple(d.source_sha256 for d in self._at[place] if self._is_whole(d))

    def take(self, place: Place, sha256: Sha256) -> Document | None:
        """The document that came from this place with these bytes, or that failed to."""
        for document in self._at[place]:
            if document.source_sha256 == sha256 or not document.source_sha256:
                self._at[place].remove(document)
                return document
        return None

    def _is_whole(self, document: Document) -> bool:
        if not document.source_sha256 or document.problem in _PASSING:
            return False
        below = self._below[document.id]
        return len(below) >= document.children and all(map(self._is_whole, below))


def may_be_mended(document: Document) -> bool:
    """Whether another try may give what the first one did not."""
    return document.problem in _PASSING


def _place_of(document: Document) -> Place:
    if document.parent is not None:
        return document.parent, document.path_in_container
    return None, document.source_path or document.source_name
