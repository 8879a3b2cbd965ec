"""What was carried over to a copy, so that what is taken back later is taken back there too."""

from __future__ import annotations

from dataclasses import dataclass

from woo_desk.domain.document import PageLook
from woo_desk.domain.finding import FindingReview
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.redaction import Redaction
from woo_desk.domain.scope import ScopeDecision


@dataclass(frozen=True, slots=True)
class Carried:
    """Of one copy, as it was written there: what a person has changed since is hers."""

    document_id: DocumentId
    """Of the copy."""
    redactions: tuple[Redaction, ...] = ()
    reviews: tuple[FindingReview, ...] = ()
    looks: tuple[PageLook, ...] = ()
    decision: ScopeDecision | None = None
