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
    SUSPENDED = "suspended"
    """The term stands still (Woo art. 4.4 lid 3, Awb art. 4:15)."""
    RESUMED = "resumed"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class ProcedureEvent:
    """One thing that happened on one day."""

    id: str
    kind: ProcedureEventKind
    day: dt.date
    note: str = ""
