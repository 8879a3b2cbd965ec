"""What will be removed from the publication: boxes that a person (or a batch run) confirmed."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from woo_desk.domain.geometry import Box, Span
from woo_desk.domain.ids import DocumentId, FindingId, GroundCode, RedactionId


class RedactionOrigin(enum.StrEnum):
    """Where a redaction came from."""

    FINDING = "finding"
    MANUAL = "manual"
    SEARCH = "search"
    WHOLE_PAGE = "whole_page"
    BATCH = "batch"
    """Confirmed by a batch run, not by a person; the inventory says so."""


@dataclass(frozen=True, slots=True)
class Redaction:
    """One confirmed redaction. It exists only when confirmed: there is no status."""

    id: RedactionId
    document_id: DocumentId
    page_index: int
    """0-based."""
    boxes: tuple[Box, ...]
    """At least one, in page space; several when it runs over lines."""
    ground_codes: tuple[GroundCode, ...]
    """At least one: nothing is withheld without a ground (Woo art. 5.1)."""
    origin: RedactionOrigin
    confirmed_by: str
    confirmed_at: dt.datetime
    finding_id: FindingId | None = None
    text: str = ""
    """The words under the boxes, which the verifier looks for in the output. Never logged."""
    note: str = ""
    motivation: str = ""
    """Why the ground is used here, where the law asks for it (`domain.motivation`)."""
    spans: tuple[Span, ...] = ()
    """Where `text` stood in the text of the page, piece by piece; none where that is not known, and
    for what was made of a finding as it is, which has its own."""

    def __post_init__(self) -> None:
        if not self.boxes:
            msg = "a redaction needs a box"
            raise ValueError(msg)
        if not self.ground_codes:
            msg = "a redaction needs a ground"
            raise ValueError(msg)
