"""Whether a document falls within the request (reikwijdte), decision by decision."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable
from dataclasses import dataclass

from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import DecisionId, DocumentId


class ScopeOutcome(enum.StrEnum):
    """Texts: `scope.<value>`."""

    IN_SCOPE = "in_scope"
    OUT_OF_SCOPE = "out_of_scope"
    DUPLICATE = "duplicate"


class ScopeReason(enum.StrEnum):
    """Why a document is left out. Texts: `scope_reason.<value>`."""

    NONE = "none"
    PERIOD = "period"
    SUBJECT = "subject"
    ACTOR = "actor"
    KIND = "kind"
    DID_NOT_EXIST = "did_not_exist"
    NEVER_SUBMITTED = "never_submitted"
    PERSONAL_OR_PROCESS = "personal_or_process"
    DUPLICATE = "duplicate"
    CONTAINER = "container"
    """An archive or mailbox: what it holds are documents of their own."""
    UNUSABLE = "unusable"
    """The source cannot be opened and no usable copy was found."""


@dataclass(frozen=True, slots=True)
class ScopeDecision:
    """One decision. Added, never changed; the latest per document and basis counts."""

    id: DecisionId
    document_id: DocumentId
    basis: LegalBasis
    outcome: ScopeOutcome
    reason: ScopeReason
    note: str
    """Free text that may be printed in the inventory."""
    decided_by: str
    decided_at: dt.datetime
    sequence: int
    """Order of decisions within the dossier; the clock may stand still or run back."""


@dataclass(frozen=True, slots=True)
class PageScope:
    """Pages of a document that fall outside the request: they go out as blank, labelled pages.

    The pages themselves are redactions on the ground "buiten reikwijdte"; this says why.
    """

    document_id: DocumentId
    first: int
    """0-based index."""
    last: int
    """0-based index, inclusive."""
    reason: ScopeReason
    note: str
    """Free text that may be printed in the inventory."""
    by: str
    at: dt.datetime

    def __post_init__(self) -> None:
        if not 0 <= self.first <= self.last:
            msg = "a range of pages ends before it begins"
            raise ValueError(msg)


def current_decision(
    decisions: Iterable[ScopeDecision], document_id: DocumentId, basis: LegalBasis
) -> ScopeDecision | None:
    """The decision that counts, or None while there is none."""
    mine = [d for d in decisions if d.document_id == document_id and d.basis == basis]
    return max(mine, key=lambda decision: decision.sequence, default=None)
