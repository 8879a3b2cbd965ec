"""Whether the clock of this computer can be believed: decisions carry its time."""

from __future__ import annotations

import datetime as dt

from woo_desk.usecases.session import Session

ALLOWED = dt.timedelta(minutes=10)
"""Clocks of two workplaces may differ by this much."""


def time_ahead(session: Session) -> dt.datetime | None:
    """The time of the dossier's last step when the clock now stands well before it; else None."""
    lines = session.file.log_lines(limit=1)
    if not lines:
        return None
    last = lines[0].at
    return last if session.clock.now() + ALLOWED < last else None
