"""A second pair of eyes: what another person checked, and what is waiting for her."""

from __future__ import annotations

import datetime as dt
import enum
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from woo_desk.domain.finding import EntityType, Finding, Verdict
from woo_desk.domain.ids import DocumentId, GroundCode
from woo_desk.domain.redaction import Redaction, RedactionOrigin

WHOLE = ""
"""Key of the document as a whole, beside those of its places."""
LOW_SCORE = 0.6
"""Below this a decision about a finding is always read twice."""
RESIDUAL_GROUND = GroundCode("5.1.5")
"""Woo art. 5.1 lid 5: only in exceptional cases, so always read twice."""


class ReadingVerdict(enum.StrEnum):
    """What the second reader said. Texts: `reading.<value>`."""

    AGREED = "agreed"
    DISPUTED = "disputed"
    RESOLVED = "resolved"
    """A dispute that was answered; the words of both stay."""


class ReadingReason(enum.StrEnum):
    """Why something waits, most urgent first. Texts: `reading_reason.<value>`."""

    DISPUTED = "disputed"
    CHANGED = "changed"
    """It was read, and decided otherwise since."""
    KEPT_NAME = "kept_name"
    """The program proposed to redact or asked, and a person left it readable."""
    RESIDUAL = "residual"
    MANUAL = "manual"
    """Drawn or selected by a person; no program proposed it."""
    LOW_SCORE = "low_score"
    SAMPLE = "sample"
    WHOLE_DOCUMENT = "whole_document"


@dataclass(frozen=True, slots=True)
class SecondReading:
    """What a second person said of one place, or of a document as a whole."""

    document_id: DocumentId
    key: str
    """Id of the finding, or of the redaction that has none; `WHOLE` for the document."""
    seen: str
    """Digest of the decision that was read: another decision is to be read again."""
    verdict: ReadingVerdict
    by: str
    at: dt.datetime
    comment: str = ""
    """Why it is disputed."""
    answer: str = ""
    """How the dispute was settled."""
    answered_by: str = ""


@dataclass(frozen=True, slots=True)
class DecidedPlace:
    """One place that a first person decided about."""

    document_id: DocumentId
    key: str
    page_index: int
    """0-based."""
    words: str
    """Document text: never logged."""
    verdict: Verdict
    first_reader: str
    finding: Finding | None
    redaction: Redaction | None

    @property
    def seen(self) -> str:
        """Digest of what was decided, not of who and when."""
        said = [self.key, self.verdict.value]
        if self.redaction is not None:
            said.extend(sorted(self.redaction.ground_codes))
            said.extend(
                f"{box.x0:.2f} {box.y0:.2f} {box.x1:.2f} {box.y1:.2f}"
                for box in self.redaction.boxes
            )
        return digest_of(said)

    def risk(self) -> ReadingReason | None:
        """Why a second person should look at it in any case; None when nothing points at it."""
        finding, redaction = self.finding, self.redaction
        if redaction is not None and RESIDUAL_GROUND in redaction.ground_codes:
            return ReadingReason.RESIDUAL
        if finding is None:
            by_hand = redaction is not None and redaction.origin is not RedactionOrigin.SEARCH
            return ReadingReason.MANUAL if by_hand else None
        is_open = self.verdict in (Verdict.KEEP, Verdict.REJECT)
        if is_open and finding.entity_type in (EntityType.PERSON, EntityType.INITIALS):
            return ReadingReason.KEPT_NAME
        return ReadingReason.LOW_SCORE if finding.score < LOW_SCORE else None


def digest_of(said: Iterable[str]) -> str:
    """One name for all of these words."""
    return hashlib.sha256("|".join(said).encode()).hexdigest()[:32]


def is_in_sample(seed: str, key: str, percent: int) -> bool:
    """Whether a place is drawn. The same seed draws the same places, however many are added."""
    drawn = int.from_bytes(hashlib.sha256(f"{seed}/{key}".encode()).digest()[:4], "big")
    return drawn < percent * 2**32 // 100


def same_person(one: str, other: str) -> bool:
    """Whether two names are those of one person: case and spaces aside."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
