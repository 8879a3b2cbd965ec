"""Judgement per document (beoordeling), derived from decisions and redactions."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from woo_desk.domain.ids import NO_SHA256, DocumentId, GroundCode, Sha256
from woo_desk.domain.scope import ScopeDecision, ScopeOutcome


class Judgement(enum.StrEnum):
    """The four values of the receiving platform. Texts: `judgement.<value>`."""

    PUBLIC = "public"
    PARTIAL_PUBLIC = "partial_public"
    NOT_PUBLIC = "not_public"
    ALREADY_PUBLIC = "already_public"


@dataclass(frozen=True, slots=True)
class JudgementOverride:
    """A person's judgement that does not follow from the redactions."""

    document_id: DocumentId
    judgement: Judgement
    """NOT_PUBLIC or ALREADY_PUBLIC; the other two follow from the redactions."""
    ground_codes: tuple[GroundCode, ...]
    """At least one for NOT_PUBLIC, none for ALREADY_PUBLIC."""
    public_link: str
    """Where it can be found; needed for ALREADY_PUBLIC. Never fetched."""
    reason: str
    by: str
    at: dt.datetime
    public_on: dt.date | None = None
    """Since when it can be found there."""
    public_sha256: Sha256 = NO_SHA256
    """Of the file that can be found there."""

    def __post_init__(self) -> None:
        if self.judgement not in (Judgement.NOT_PUBLIC, Judgement.ALREADY_PUBLIC):
            msg = f"{self.judgement} follows from the redactions"
            raise ValueError(msg)
        if self.judgement is Judgement.ALREADY_PUBLIC and not self.public_link:
            msg = "already public needs a link"
            raise ValueError(msg)
        if self.judgement is Judgement.NOT_PUBLIC and not self.ground_codes:
            msg = "not public needs a ground"
            raise ValueError(msg)


def judgement_of(
    decision: ScopeDecision | None,
    override: JudgementOverride | None,
    *,
    is_redacted: bool,
) -> Judgement:
    """The judgement of one document; NOT_PUBLIC unless it was decided to be in scope.

    Fails closed: without a decision, or out of scope, nothing is public, whatever else is known.
    """
    if decision is None or decision.outcome is not ScopeOutcome.IN_SCOPE:
        return Judgement.NOT_PUBLIC
    if override is not None:
        return override.judgement
    return Judgement.PARTIAL_PUBLIC if is_redacted else Judgement.PUBLIC
