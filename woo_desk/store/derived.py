"""Writing what is derived: page texts, findings, persons; and what exports delivered.

None of it can be undone: detection can make it again, and an export has happened.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from woo_desk.domain.changes import Changes
from woo_desk.domain.export import ExportResult
from woo_desk.domain.finding import Finding
from woo_desk.domain.ids import DocumentId, Sha256
from woo_desk.domain.person import KnownPerson
from woo_desk.store.connection import Database
from woo_desk.store.log import LogAction, add_log_line
from woo_desk.store.rows import encode
from woo_desk.store.search import fold

EXPORT_STEP_KEY = "step.export"


@dataclass(slots=True)
class DerivedTransaction:
    """One transaction of derived data. Made by `DossierFile.derive`.

    Attributes:
        changes: what changed so far.
    """

    database: Database
    changes: Changes = field(default_factory=Changes)

    def put_page_result(
        self,
        document_id: DocumentId,
        page_index: int,
        text: str,
        findings: Sequence[Finding],
        complete: bool,
        detector_version: str,
        *,
        prepared_sha256: Sha256 | None = None,
    ) -> bool:
        """Replace text and findings of one page; reviews stay.

        Args:
            document_id: of the page.
            page_index: 0-based.
            text: of the page, as detection read it.
            findings: on this page.
            complete: False when analysis was cut short; the page then counts as not analysed.
            detector_version: what made the result.
            prepared_sha256: the PDF that was read; without it the document's present one.

        Returns:
            False, with nothing written, when the document has another prepared PDF by now, or is
            gone and `prepared_sha256` was not given. The page then stays not analysed.

        Raises:
            ValueError: a finding belongs to another page.
        """
        if any((f.document_id, f.page_index) != (document_id, page_index) for f in findings):
            msg = "a finding of another page"
            raise ValueError(msg)
        row = self.database.row(
            "SELECT prepared_sha256 FROM document WHERE key = ?", (document_id,)
        )
        present = row[0] if row else prepared_sha256
        if present is None or prepared_sha256 not in (None, present):
            return False
        place = (document_id, page_index)
        self.database.execute("DELETE FROM finding WHERE document_id = ? AND page_index = ?", place)
        self.database.execute(
            "INSERT OR REPLACE INTO page_result (document_id, page_index, prepared_sha256,"
            " detector_version, complete, text, folded) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*place, present, detector_version, complete, text, fold(text)),
        )
        self._put_findings(findings)
        self.changes |= Changes(findings=frozenset({document_id}))
        return True

    def _put_findings(self, findings: Iterable[Finding]) -> None:
        self.database.execute_many(
            "INSERT INTO finding (key, document_id, page_index, start, proposal, data)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (
                (f.id, f.document_id, f.page_index, f.span.start, f.proposal, encode(f))
                for f in findings
            ),
        )

    def replace_findings(self, findings: Iterable[Finding]) -> None:
        """Write findings anew in the place of those with the same ids; others stay away."""
        changed = list(findings)
        self.database.execute_many(
            "UPDATE finding SET proposal = ?, data = ? WHERE key = ?",
            ((f.proposal, encode(f), f.id) for f in changed),
        )
        self.changes |= Changes(findings=frozenset(f.document_id for f in changed))

    def put_persons(self, document_id: DocumentId, persons: tuple[KnownPerson, ...]) -> None:
        """Replace the persons learnt from one document."""
        self.database.execute(
            "INSERT OR REPLACE INTO person (document_id, data) VALUES (?, ?)",
            (document_id, encode(persons)),
        )

    def put_cached(self, kind: str, key: str, content: bytes) -> None:
        """Keep what was costly to make, by what it was made from."""
        self.database.execute(
            "INSERT OR REPLACE INTO cache (kind, key, content) VALUES (?, ?, ?)",
            (kind, key, content),
        )

    def drop_cached(self, kind: str, *, but: str) -> None:
        """Forget what was kept of a kind, except under one key."""
        self.database.execute("DELETE FROM cache WHERE kind = ? AND key <> ?", (kind, but))

    def put_export(self, result: ExportResult, *, by: str, at: dt.datetime) -> None:
        """Keep what an export delivered, and write it in the logbook."""
        self.database.execute(
            "INSERT INTO export (step, by, at, data) VALUES (?, ?, ?, ?)",
            (result.step, by, at.isoformat(), encode(result)),
        )
        add_log_line(
            self.database,
            LogAction.EXPORT,
            EXPORT_STEP_KEY,
            step=result.step,
            ids={"document": [part.document_id for part in result.parts]},
            by=by,
            at=at,
        )
