"""Where the law asks for a reason, and the reasons that have been written down.

Rules: Woo art. 5.1 lid 3 and lid 5, art. 5.2 lid 3, art. 5.3. A reason may be given for one
redaction, for a document or for the whole dossier: repeating it without purpose is not asked
(ABRvS 27 December 2012, ECLI:NL:RVS:2012:BY7336).
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable
from dataclasses import dataclass

from woo_desk.domain.document import Document
from woo_desk.domain.ground import Ground, GroundKind
from woo_desk.domain.ids import DocumentId, GroundCode
from woo_desk.domain.redaction import RedactionOrigin

OLD_AFTER_YEARS = 5
"""Woo art. 5.3."""
PRIVACY = GroundCode("5.1.2e")
STATE_INTEREST = GroundCode("belang van de staat")
OPINIONS = GroundCode("5.2")
"""Personal opinions on policy in documents for internal deliberation."""
MINISTERIAL_KINDS = frozenset({"nota", "conceptnota", "beslisnota"})
"""Kinds of documents (`Document.kind`) that a minister decides on (Woo art. 5.2 lid 3)."""


class MotivationRule(enum.StrEnum):
    """Why a reason is asked for. Texts: `motivation_rule.<value>`."""

    WEIGHED = "weighed"
    """Art. 5.1 lid 3: why this interest outweighs openness. For personal data the letters give the
    reason that always is the same."""
    STATE = "state"
    """Art. 68 Grondwet: what interest of the State is against giving this to the Kamer."""
    RESIDUAL = "residual"
    """Art. 5.1 lid 5: only in exceptional cases, and no other ground will do."""
    OLD_INFORMATION = "old_information"
    """Art. 5.3: why the interest still outweighs openness despite the lapse of time."""
    FORMAL_DECISION = "formal_decision"
    """Art. 5.2 lid 3: opinions in documents for a minister's decision are given in a form that
    leads to nobody, unless that would harm the deliberation out of proportion."""


@dataclass(frozen=True, slots=True)
class Motivation:
    """Why one ground is used; the latest with the same ground and document counts."""

    ground_code: GroundCode
    text: str
    """The reason, in words for the decision. Not empty."""
    by: str
    at: dt.datetime
    document_id: DocumentId | None = None
    """None: it holds for the whole dossier."""

    def __post_init__(self) -> None:
        if not self.text.strip():
            msg = "a motivation needs words"
            raise ValueError(msg)


def rules_for(ground: Ground, document: Document, used_on: dt.date) -> tuple[MotivationRule, ...]:
    """Why the law asks for a reason when this ground is used in this document; often for none.

    Args:
        ground: the ground.
        document: with its date, when it is known, and its kind.
        used_on: day on which the ground was chosen.
    """
    result = []
    if ground.kind is GroundKind.RELATIVE and ground.code != PRIVACY:
        result.append(MotivationRule.WEIGHED)
    if ground.code == STATE_INTEREST:
        result.append(MotivationRule.STATE)
    if ground.kind is GroundKind.RESIDUAL:
        result.append(MotivationRule.RESIDUAL)
    if ground.five_year_rule and is_old(document.date, used_on):
        result.append(MotivationRule.OLD_INFORMATION)
    if ground.code == OPINIONS and document.kind in MINISTERIAL_KINDS:
        result.append(MotivationRule.FORMAL_DECISION)
    return tuple(result)


def is_old(date: dt.date | None, used_on: dt.date) -> bool:
    """Whether a document is over five years old (Woo art. 5.3); unknown dates are not."""
    if date is None:
        return False
    try:
        limit = date.replace(year=date.year + OLD_AFTER_YEARS)
    except ValueError:  # 29 February
        limit = dt.date(date.year + OLD_AFTER_YEARS, 3, 1)
    return used_on > limit


def unmotivated(
    grounds: Iterable[Ground],
    document: Document,
    used_on: dt.date,
    motivated: frozenset[GroundCode],
    origin: RedactionOrigin,
) -> tuple[GroundCode, ...]:
    """The grounds of one redaction that still lack the reason the law asks for.

    A batch run writes no reasons: nobody weighed anything, and its package says so of each place.
    """
    if origin is RedactionOrigin.BATCH:
        return ()
    return tuple(
        ground.code
        for ground in grounds
        if ground.code not in motivated and rules_for(ground, document, used_on)
    )
