"""Questions about all documents at once that their values do not answer by themselves."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping

from woo_desk.domain.ids import DocumentId, GroundCode
from woo_desk.store.connection import Database


class Overview:
    """Asked of an open dossier. Made by `DossierFile`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def grounds_used(self) -> Mapping[DocumentId, frozenset[GroundCode]]:
        """The grounds of the redactions in each document that has any."""
        # WHY in SQL: a large dossier has tens of thousands of redactions on a handful of grounds.
        found = self._database.rows(
            "SELECT DISTINCT document_id, json_extract(data, '$.ground_codes') FROM redaction"
        )
        used: defaultdict[DocumentId, set[GroundCode]] = defaultdict(set)
        for document_id, codes in found:
            used[DocumentId(document_id)].update(GroundCode(code) for code in json.loads(codes))
        return {document_id: frozenset(codes) for document_id, codes in used.items()}

    def pages_that_need_eyes(self) -> Mapping[DocumentId, int]:
        """How many pages of each document a person has to look at, whether she did or not."""
        found = self._database.rows(
            "SELECT document_id, count(*) FROM page WHERE needs_eyes GROUP BY document_id"
        )
        return {DocumentId(document_id): int(count) for document_id, count in found}
