"""Documents that are analysed in parts, because all workers can then go through one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from woo_desk.domain.ids import DocumentId
from woo_desk.domain.person import KnownPerson

Indexes = tuple[int, ...]
"""0-based page indexes of one part."""


class Parts:
    """Which parts are under way, and who was named in those that are done."""

    def __init__(self) -> None:
        self._left: dict[DocumentId, set[Indexes]] = {}
        self._learnt: defaultdict[DocumentId, dict[Indexes, Sequence[KnownPerson]]]
        self._learnt = defaultdict(dict)

    def begin(self, document_id: DocumentId, parts: Iterable[Indexes]) -> None:
        """A document will be analysed in these parts."""
        self._left[document_id] = set(parts)
        self._learnt.pop(document_id, None)

    def was_split(self, document_id: DocumentId) -> bool:
        """Whether the document was, or is being, analysed in parts."""
        return document_id in self._left

    def is_part(self, document_id: DocumentId, indexes: Indexes) -> bool:
        """Whether these pages are a part that is under way."""
        return indexes in self._left.get(document_id, ())

    def end(
        self, document_id: DocumentId, indexes: Indexes, learnt: Sequence[KnownPerson]
    ) -> tuple[KnownPerson, ...] | None:
        """A part is done; with the last one everybody named, in order of the pages, else None."""
        self._left[document_id].discard(indexes)
        found = self._learnt[document_id]
        found[indexes] = learnt
        if self._left[document_id]:
            return None
        del self._learnt[document_id]
        return tuple(dict.fromkeys(person for part in sorted(found) for person in found[part]))
