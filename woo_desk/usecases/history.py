"""Undo and redo; what can be undone survives closing the dossier."""

from __future__ import annotations

from woo_desk.domain.changes import Changes
from woo_desk.usecases.session import Session


def undo(session: Session) -> Changes:
    """Take back the last step; empty Changes when there is none."""
    return session.file.undo(by=session.user, at=session.clock.now())


def redo(session: Session) -> Changes:
    """Do the last undone step again; empty Changes when there is none."""
    return session.file.redo(by=session.user, at=session.clock.now())
