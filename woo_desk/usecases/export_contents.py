"""What stands in the bundle and in the list of changes, from decisions and earlier versions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from woo_desk.domain.bundle_plan import BundleCandidate, VolumeLimits
from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.export import (
    BundlePart,
    DuplicatesInBundle,
    ExportProfile,
    PartKind,
    PublishedFile,
)
from woo_desk.domain.ids import DocumentId, Sha256
from woo_desk.domain.inventory import PublicText
from woo_desk.domain.publication import ChangeKind, ChangeLine
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.domain.table import Cover
from woo_desk.errors import NotReady
from woo_desk.publication import package
from woo_desk.publication.facts import Facts
from woo_desk.texts import dutch_text as text
from woo_desk.usecases.publication import document_changes, publications
from woo_desk.usecases.requests_publication import BundleItem
from woo_desk.usecases.session import Session


def limits_of(profile: ExportProfile) -> VolumeLimits:
    """When a next volume begins."""
    return VolumeLimits(profile.volume_pages, profile.volume_bytes)


def candidates(
    states: Sequence[DocumentState],
    files: Mapping[DocumentId, PublishedFile],
    duplicates: DuplicatesInBundle,
) -> list[BundleCandidate]:
    """What is to stand in the bundle, in order of number."""
    numbers = {state.document.id: state.document.printed_number for state in states}
    found = []
    for state in states:
        document = state.document
        file = files.get(document.id)
        if file is not None:
            found.append(
                BundleCandidate(document.id, document.printed_number, file.pages, file.bytes)
            )
            continue
        kept = document.duplicate_of
        is_duplicate = (
            state.decision is not None and state.decision.outcome is ScopeOutcome.DUPLICATE
        )
        is_referred = is_duplicate and duplicates is DuplicatesInBundle.REFERRED
        if is_referred and kept is not None and kept in files:
            found.append(BundleCandidate(document.id, document.printed_number, 1, 0, numbers[kept]))
    return found


def bundle_item(
    part: BundlePart,
    texts: Mapping[DocumentId, PublicText],
    public: Path,
    parts: Iterable[BundlePart],
    facts: Facts,
) -> BundleItem:
    """One part as the engine needs it; the lines of a page that only refers."""
    is_document = part.kind is PartKind.DOCUMENT
    said = texts.get(part.document_id, PublicText())
    path = str(public / package.document_path(part.printed_number)) if is_document else ""
    return BundleItem(
        path=path,
        printed_number=part.printed_number,
        title=said.title,
        annex=part.annex,
        first_page=part.first_page,
        last_page=part.last_page,
        note=() if is_document else _note(part, parts),
        heading=annex_heading(part.annex, facts) if is_document else (),
    )


def annex_heading(annex: str, facts: Facts) -> tuple[str, ...]:
    """How the Kamer knows an annex ("Bijlage nummer 1", "Horend bij …"): shared study, R44."""
    if not facts.has_annexes:
        return ()
    what = (text("bundle.belongs_to", what=facts.belongs_to),) if facts.belongs_to else ()
    return (text("bundle.annex", annex=annex), *what)


def _note(part: BundlePart, parts: Iterable[BundlePart]) -> tuple[str, ...]:
    last = part.last_page
    pages = str(last) if part.first_page == last else f"{part.first_page}-{last}"
    here = text("bundle.note.here", number=part.printed_number, annex=part.annex, pages=pages)
    wanted = part.refers_to if part.kind is PartKind.DUPLICATE else part.printed_number
    there = next(
        (p for p in parts if p.kind is PartKind.DOCUMENT and p.printed_number == wanted), None
    )
    lines = [here, text(f"bundle.note.{part.kind.value}", number=wanted)]
    if there is not None:
        lines.append(
            text(
                "bundle.note.there", annex=there.annex, first=there.first_page, last=there.last_page
            )
        )
    return tuple(lines)


def cover_of(facts: Facts, volume: int, volumes: int) -> Cover:
    """The cover of one volume: what it is, and how to cite it."""
    parts = [part for part in facts.parts if part.volume == volume]
    first, last = parts[0].first_page, max(part.last_page for part in parts)
    settings = facts.settings
    said = [
        ("organisation", facts.organisation),
        ("case_number", facts.case_number),
        ("basis", text(f"legal_basis.{facts.basis.value}")),
        ("belongs_to", facts.belongs_to),
        ("decision_day", settings.decision_day.isoformat() if settings.decision_day else ""),
        ("volume", text("cover.volume_of", volume=volume, volumes=volumes) if volumes > 1 else ""),
        ("documents", str(sum(part.kind is PartKind.DOCUMENT for part in parts))),
        ("pages", text("cover.from_to", first=first, last=last)),
        ("version", str(facts.version)),
    ]
    notes = [text("cover.note.numbers"), text("cover.note.redactions"), text("cover.note.stable")]
    return Cover(
        heading=text("cover.heading"),
        title=facts.title,
        facts=tuple(
            (text("bundle.belongs" if key == "belongs_to" else f"cover.{key}"), value)
            for key, value in said
            if value
        ),
        notes=tuple(notes),
    )


def change_lines(
    session: Session, digests: Mapping[DocumentId, Sha256], said: Callable[[str], str]
) -> tuple[ChangeLine, ...]:
    """The list of changes since the first version, in order.

    Args:
        session: of the dossier.
        digests: of the files as they are now.
        said: gives notes as they may be published.
    """
    versions = publications(session)
    shown = [{found.part.document_id: found for found in version.parts if found.sha256}
             for version in versions]  # fmt: skip
    lines = []
    for change in document_changes(session):
        old = shown[change.since - 1][change.document_id]
        later = shown[change.since] if change.since < len(shown) else None
        new = (
            digests.get(change.document_id)
            if later is None
            else later[change.document_id].sha256
            if change.document_id in later
            else None
        )
        lines.append(
            ChangeLine(
                version=change.since + 1,
                printed_number=old.part.printed_number,
                annex=old.part.annex,
                kind=change.kind,
                reason=change.reason,
                note=said(change.note),
                day=change.at.date(),
                old_sha256=old.sha256 or "",
                new_sha256="" if change.kind is ChangeKind.WITHDRAWN else new or "",
            )
        )
    return tuple(lines)


def refuse_unexplained(session: Session, files: Mapping[DocumentId, PublishedFile]) -> None:
    """What went out may only be another file, or gone, when somebody has said why.

    Raises:
        NotReady: "change_unexplained", with the numbers of the documents.
    """
    versions = publications(session)
    if not versions:
        return
    last = versions[-1]
    explained = {
        (change.document_id, change.kind)
        for change in document_changes(session)
        if change.since == last.version
    }
    unexplained = []
    for found in last.parts:
        if not found.sha256:
            continue
        file = files.get(found.part.document_id)
        kind = ChangeKind.WITHDRAWN if file is None else ChangeKind.CORRECTED
        is_same = file is not None and file.sha256 == found.sha256
        if not is_same and (found.part.document_id, kind) not in explained:
            unexplained.append(found.part.printed_number)
    if unexplained:
        raise NotReady(
            "change_unexplained", count=len(unexplained), numbers=", ".join(unexplained[:20])
        )
