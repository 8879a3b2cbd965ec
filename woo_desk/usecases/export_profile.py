"""The choices for the export that a dossier keeps, so that every package is made alike."""

from __future__ import annotations

from woo_desk.domain.changes import Changes
from woo_desk.domain.export import ExportProfile
from woo_desk.store.rows import EXPORT_PROFILE
from woo_desk.usecases.session import Session


def export_profile(session: Session) -> ExportProfile:
    """What was chosen in this dossier; the usual choices while nothing was."""
    found = session.file.items(EXPORT_PROFILE)
    return found[0] if found else ExportProfile()


def change_export_profile(session: Session, profile: ExportProfile) -> Changes:
    """Keep these choices; nothing when they are the same."""
    if profile == export_profile(session):
        return Changes()
    with session.step("export_profile") as tx:
        tx.put(profile)
    return tx.changes
