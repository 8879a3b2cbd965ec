"""What went out, and what is to be changed about it: settings, versions, corrections."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

import msgspec

from woo_desk.domain.changes import Changes
from woo_desk.domain.export import ExportResult, PartKind
from woo_desk.domain.ids import DocumentId, Sha256
from woo_desk.domain.publication import (
    ChangeKind,
    ChangeReason,
    DocumentChange,
    Publication,
    PublicationSettings,
    PublishedPart,
)
from woo_desk.errors import UsageError
from woo_desk.profile import PUBLICATION as SECTION
from woo_desk.profile import Profile, current_profile
from woo_desk.publication import package
from woo_desk.store.rows import DOCUMENT_CHANGE, PUBLICATION, PUBLICATION_SETTINGS
from woo_desk.usecases.session import Session


def publication_settings(session: Session) -> PublicationSettings:
    """What was chosen for the receivers; the organisation's values while nothing was."""
    found = session.file.items(PUBLICATION_SETTINGS)
    return found[0] if found else profile_publication(current_profile())


def profile_publication(profile: Profile) -> PublicationSettings:
    """What a profile says for the receivers; UsageError for a field or value that is not known."""
    known = {field.name for field in dataclasses.fields(PublicationSettings)}
    if strangers := sorted(set(profile.publication) - known):
        raise UsageError("profile_wrong", name=SECTION, what=strangers[0])
    try:
        return msgspec.convert(dict(profile.publication), PublicationSettings)
    except msgspec.ValidationError as error:
        raise UsageError("profile_wrong", name=SECTION, what=str(error)) from None


def change_publication_settings(session: Session, settings: PublicationSettings) -> Changes:
    """Replace what was chosen for the receivers."""
    if settings == publication_settings(session):
        return Changes()
    with session.step("publication_settings") as tx:
        tx.put(settings)
    return Changes("step.publication_settings", dossier=True)


def publications(session: Session) -> tuple[Publication, ...]:
    """The versions that went out, in order."""
    return tuple(sorted(session.file.items(PUBLICATION), key=lambda found: found.version))


def document_changes(session: Session) -> tuple[DocumentChange, ...]:
    """What was noted to be corrected or withdrawn, in order of version."""
    return tuple(sorted(session.file.items(DOCUMENT_CHANGE), key=lambda change: change.since))


def record_publication(session: Session) -> Publication:
    """Record that the last export went out: its numbers now stay as they are.

    Raises:
        UsageError: nothing was exported, the dossier was changed since, or it was recorded before.
    """
    exports = session.file.exports()
    if not exports:
        raise UsageError("nothing_exported")
    made = exports[-1]
    if made.result.step != session.file.undo_status().step:
        raise UsageError("export_out_of_date")
    versions = publications(session)
    parts = _published_parts(made.result)
    if versions and versions[-1].parts == parts:
        raise UsageError("published_before", version=versions[-1].version)
    version = versions[-1].version + 1 if versions else 1
    found = Publication(version, session.clock.now(), session.user, parts)
    with session.step("record_publication") as tx:
        tx.put(found)
    return found


def _published_parts(result: ExportResult) -> tuple[PublishedPart, ...]:
    digests: Mapping[str, Sha256] = {file.path: file.sha256 for file in result.files}
    return tuple(
        PublishedPart(
            part,
            digests[package.document_path(part.printed_number)]
            if part.kind is PartKind.DOCUMENT
            else None,
        )
        for part in result.parts
    )


def change_published(
    session: Session,
    document_ids: Sequence[DocumentId],
    kind: ChangeKind,
    reason: ChangeReason,
    note: str = "",
) -> Changes:
    """Note that published documents are corrected or withdrawn; the next export says so.

    Raises:
        UsageError: a document is not in the version that went out last.
    """
    versions = publications(session)
    last = versions[-1] if versions else None
    known = {found.part.document_id for found in last.parts if found.sha256} if last else set()
    if last is None or not set(document_ids) <= known:
        raise UsageError("not_published")
    with session.step("change_published") as tx:
        for document_id in document_ids:
            tx.put(
                DocumentChange(
                    document_id, kind, reason, note, session.user, session.clock.now(), last.version
                )
            )
    wanted = frozenset(document_ids)
    return Changes("step.change_published", documents=wanted, decisions=wanted)


def withdrawn(session: Session) -> frozenset[DocumentId]:
    """Documents that were withdrawn and not brought back in a later version."""
    last = {change.document_id: change.kind for change in document_changes(session)}
    return frozenset(key for key, kind in last.items() if kind is ChangeKind.WITHDRAWN)
