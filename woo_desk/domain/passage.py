"""Passages that are redacted here and readable there, and the choice to leave it so."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from woo_desk.domain.geometry import Span
from woo_desk.domain.ids import DocumentId, GroundCode


@dataclass(frozen=True, slots=True)
class PassageSide:
    """One of the two places where a passage stands."""

    document_id: DocumentId
    page_index: int
    """0-based."""
    span: Span
    """Of the passage, in the page's text."""
    redacted: tuple[Span, ...]
    """What of it is redacted here."""


@dataclass(frozen=True, slots=True)
class PassageDifference:
    """The same words in two places, of which other words are redacted."""

    key: str
    """Names this difference: when a box is drawn or taken away it is another one."""
    redacted: PassageSide
    """Where more is redacted."""
    readable: PassageSide
    missing: tuple[Span, ...]
    """Words at the readable place that are redacted at the other, in its page's text."""
    ground_codes: tuple[GroundCode, ...]
    """Grounds of the redaction."""


@dataclass(frozen=True, slots=True)
class PassageChoice:
    """A person saw the difference and leaves it as it is."""

    key: str
    document_id: DocumentId
    """Of the readable place."""
    reason: str
    """Why; not empty."""
    by: str
    at: dt.datetime

    def __post_init__(self) -> None:
        if not self.reason.strip():
            msg = "a choice needs a reason"
            raise ValueError(msg)
