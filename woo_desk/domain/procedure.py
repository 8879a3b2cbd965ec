"""The course of one request or information question, day by day: what its term follows from."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass


class ProcedureEventKind(enum.StrEnum):
    """What happened. Texts: `procedure.<value>`."""

    RECEIVED = "received"
    """The request came in; the term of four weeks begins (Woo art. 4.4 lid 1)."""
    EXTENDED = "extended"
    """Two weeks more, told with reasons within the first term (Woo art. 4.4 lid 2)."""
    CLARIFICATION_ASKED = "clarification_asked"
    """The requester was asked to be more precise, within two weeks (Woo art. 4.1 lid 5); the term
    stands still (Awb art. 4:15 lid 1)."""
    CLARIFIED = "clarified"
    VIEWS_ASKED = "views_asked"
    """The requester was told that third parties are heard; the term stands still (Woo art. 4.4
    lid 3)."""
    VIEWS_IN = "views_in"
    SUSPENDED = "suspended"
    """The term stands still for another reason, such as consent of the requester (Awb art. 4:15
    lid 2)."""
    RESUMED = "resumed"
    AGREED = "agreed"
    """A day for the decision was agreed with the requester, or promised to the Kamer (`until`)."""
    FREE_DAY = "free_day"
    """A day put on a par with a holiday by decree (Algemene termijnenwet art. 3 lid 3)."""
    PARTIAL_DECISION = "partial_decision"
    """A decision on a part (deelbesluit, Woo art. 4.2a); the term of the rest runs on."""
    NOTICE_OF_DEFAULT = "notice_of_default"
    """Ingebrekestelling; two weeks later the requester can go to court (Awb art. 6:12)."""
    DECIDED = "decided"
    PROVIDED = "provided"
    """The requester got the documents; two weeks after the decision when a third party objects
    (Woo art. 4.4 lid 5)."""


SUSPENSIONS = {
    ProcedureEventKind.CLARIFICATION_ASKED: ProcedureEventKind.CLARIFIED,
    ProcedureEventKind.VIEWS_ASKED: ProcedureEventKind.VIEWS_IN,
    ProcedureEventKind.SUSPENDED: ProcedureEventKind.RESUMED,
}
"""What makes the term stand still, and what makes it go on."""


@dataclass(frozen=True, slots=True)
class ProcedureEvent:
    """One thing that happened on one day."""

    id: str
    kind: ProcedureEventKind
    day: dt.date
    note: str = ""
    until: dt.date | None = None
    """Last day of the time that was set for an answer; of AGREED the day that was agreed on."""
