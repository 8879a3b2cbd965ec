"""Earlier provisions: taken over from a package, proposed as already public, and redacted alike."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from woo_desk.domain.changes import Changes
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import NO_SHA256, DocumentId, GroundCode, RedactionId, Sha256
from woo_desk.domain.judgement import Judgement
from woo_desk.domain.provision import (
    Candidate,
    EarlierProvision,
    ProvisionMatch,
    key_of_text,
    matches,
)
from woo_desk.domain.redaction import Redaction
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.errors import UsageError
from woo_desk.publication import package
from woo_desk.publication.manifest import read_manifest
from woo_desk.store.dossier_file import DossierFile
from woo_desk.store.rows import EARLIER_PROVISION
from woo_desk.usecases.dossier import is_locked_away
from woo_desk.usecases.export_internal import DOSSIER
from woo_desk.usecases.export_jobs import expect, single
from woo_desk.usecases.flow import Flow, Job, Outcome
from woo_desk.usecases.names import clean_name
from woo_desk.usecases.requests_publication import ReadTextRequest, ReadTextResult
from woo_desk.usecases.scope import decide_scope, override_judgement
from woo_desk.usecases.session import Session, new_id

_GROUNDS: Mapping[LegalBasis, Mapping[str, str]] = {
    LegalBasis.ART_68_GW: {
        "5.1.2e": "persoonsgegevens", "5.1.1d": "persoonsgegevens", "5.1.1e": "persoonsgegevens",
    },
    LegalBasis.WOO: {"persoonsgegevens": "5.1.2e"},
}  # fmt: skip
"""What a ground of the other regime is called under this one; others have no counterpart."""


def provisions(session: Session) -> tuple[EarlierProvision, ...]:
    """The register."""
    return session.file.items(EARLIER_PROVISION)


def add_provision(session: Session, provision: EarlierProvision) -> Changes:
    """Put one in the register, or change it.

    Raises:
        UsageError: "provision_without_title", or "provision_link_wrong": no address of the web.
    """
    if not provision.title.strip():
        raise UsageError("provision_without_title")
    link = provision.link
    if link and not (link.startswith(("https://", "http://")) and not set(link) & set(" \n\t")):
        raise UsageError("provision_link_wrong")
    with session.step("provision") as tx:
        tx.put(provision)
    return Changes("step.provision", dossier=True)


def remove_provision(session: Session, provision: EarlierProvision) -> Changes:
    """Take one out of the register."""
    with session.step("provision") as tx:
        tx.remove(provision)
    return Changes("step.provision", dossier=True)


def digest_of(path: Path) -> Sha256:
    """Digest of a file that was given before.

    Raises:
        UsageError: "file_unreadable".
    """
    try:
        with path.open("rb") as stream:
            return Sha256(hashlib.file_digest(stream, "sha256").hexdigest())
    except OSError:
        raise UsageError("file_unreadable", name=clean_name(path.name)) from None


def import_package(
    session: Session,
    folder: Path,
    *,
    basis: LegalBasis | None = None,
    link: str = "",
    reference: str = "",
    day: dt.date | None = None,
) -> Flow[int]:
    """Take the documents of an earlier package into the register; gives how many.

    Every file is measured against the manifest: what was altered since is not taken over. Where the
    internal folder lies beside the package, its dossier tells what the sources were, so that a
    document is known again although words were redacted in what went out.

    Args:
        session: of the dossier.
        folder: of an export, or its `publicatie`.
        basis: regime under which it was given; None for what the dossier or `dossier.json` says.
        link: address at which the package lies, with a slash at the end; the path follows it.
        reference: Kamerstuk or number of the decision.
        day: on which it was given.

    Raises:
        UsageError: "no_package": there is no package, or one of another kind.
        ResidueFound: a file is not what the manifest says.
        DossierError: the dossier in the internal folder cannot be read.
    """
    public = folder / package.PUBLIC if (folder / package.PUBLIC).is_dir() else folder
    manifest = read_manifest(public)
    if manifest is None:
        raise UsageError("no_package", name=folder.name)
    package.check_package(public)
    (told_basis, titles), (own_basis, sources) = _told(public), _sources(public)
    found: list[EarlierProvision] = []
    for file in manifest.files:
        if not (file.path.startswith(f"{package.DOCUMENTS}/") and file.path.endswith(".pdf")):
            continue
        pages: list[str] = []

        def record(_job: Job, outcome: Outcome, pages: list[str] = pages) -> None:
            pages += expect(outcome, ReadTextResult).pages

        request = ReadTextRequest(str(public / file.path))
        yield single("read_provisions", "read_text", request, file.pages, record)
        number = Path(file.path).stem
        made = dt.date.fromisoformat(manifest.made_at[:10])
        address = f"{link.rstrip('/')}/{file.path}" if link else ""
        found.append(
            EarlierProvision(
                hashlib.sha256(f"{file.path}/{file.sha256}".encode()).hexdigest()[:32],
                titles.get(number) or f"{manifest.title} {number}",
                day or made,
                basis or own_basis or told_basis,
                address,
                reference,
                Sha256(file.sha256),
                sources.get(number, NO_SHA256),
                text_key=key_of_text("\n".join(pages)),
            )
        )
    with session.step("provision") as tx:
        for provision in found:
            tx.put(provision)
    return len(found)


def provision_matches(session: Session) -> tuple[ProvisionMatch, ...]:
    """Documents that were given before, but for those that are judged as such already."""
    register = provisions(session)
    if not register:
        return ()
    overrides = session.file.overrides()
    candidates = (
        Candidate(
            document.id, document.source_sha256, document.prepared_sha256,
            "\n".join(session.file.page_texts(document.id)),
        )
        for document in session.file.documents()
        if document.id not in overrides
    )  # fmt: skip
    return matches(register, candidates)


def accept_provisions(session: Session, found: Sequence[ProvisionMatch]) -> Changes:
    """Judge documents as already public, with the link of what was given.

    Raises:
        UsageError: "provision_without_link": one of them has no link yet.
    """
    if any(not match.provision.link for match in found):
        raise UsageError("provision_without_link")
    changes = Changes()
    decisions = session.file.current_decisions(session.dossier.basis)
    new = [match.document_id for match in found if match.document_id not in decisions]
    if new:
        changes |= decide_scope(session, new, ScopeOutcome.IN_SCOPE)
    for match in found:
        given = match.provision
        changes |= override_judgement(
            session, [match.document_id], Judgement.ALREADY_PUBLIC,
            public_link=given.link, public_on=given.day, public_sha256=given.sha256,
            reason=given.reference,
        )  # fmt: skip
    return changes


@dataclass(frozen=True, slots=True)
class EarlierBoxes:
    """What can be taken over of an earlier dossier, before anything is.

    Attributes:
        boxes: with a ground of this regime, by document.
        left: boxes of the same documents whose ground has no counterpart, by document.
        skipped: the same documents that have boxes already; they are left as they are.
    """

    boxes: Mapping[DocumentId, tuple[Redaction, ...]]
    left: Mapping[DocumentId, int]
    skipped: tuple[DocumentId, ...]


def earlier_boxes(session: Session, earlier: Path) -> EarlierBoxes:
    """The boxes of an earlier dossier on documents with the very same prepared pages.

    A ground without a counterpart under this regime is left out, and a box without any ground is
    not taken over.

    Raises:
        DossierError: the earlier dossier cannot be opened.
        UsageError: "same_dossier": it is this dossier.
    """
    if earlier.resolve() == session.file.path.resolve():
        raise UsageError("same_dossier")
    translate = _GROUNDS[session.dossier.basis]
    boxes: dict[DocumentId, tuple[Redaction, ...]] = {}
    left: dict[DocumentId, int] = {}
    skipped: list[DocumentId] = []
    with DossierFile.open(earlier, read_only=True) as other:
        is_same_law = other.dossier().basis is session.dossier.basis
        theirs = {d.prepared_sha256: d.id for d in other.documents() if d.prepared_sha256}
        for document in session.file.documents():
            twin = theirs.get(document.prepared_sha256) if document.prepared_sha256 else None
            found = other.redactions(twin) if twin is not None else ()
            if not found:
                continue
            if session.file.redactions(document.id):
                skipped.append(document.id)
                continue
            named = [
                (box, box.ground_codes if is_same_law else _translated(box, translate))
                for box in found
            ]
            made = tuple(_taken_over(session, box, document.id, c) for box, c in named if c)
            if made:
                boxes[document.id] = made
            if len(made) < len(found):
                left[document.id] = len(found) - len(made)
    return EarlierBoxes(boxes, left, tuple(skipped))


def take_over_boxes(
    session: Session, found: EarlierBoxes, documents: Collection[DocumentId]
) -> Changes:
    """Take over the boxes of these documents, as one step."""
    made = [box for each in documents for box in found.boxes.get(each, ())]
    if not made:
        return Changes()
    with session.step("reuse_redactions") as tx:
        for box in made:
            tx.put(box)
    changed = frozenset(box.document_id for box in made)
    return Changes("step.reuse_redactions", redactions=changed)


def _taken_over(
    session: Session, box: Redaction, document_id: DocumentId, codes: tuple[GroundCode, ...]
) -> Redaction:
    """WHY a new confirmation: whoever takes it over answers for it in this dossier."""
    return dataclasses.replace(
        box, id=RedactionId(new_id()), document_id=document_id, ground_codes=codes,
        finding_id=None, confirmed_by=session.user, confirmed_at=session.clock.now(),
    )  # fmt: skip


def _translated(box: Redaction, translate: Mapping[str, str]) -> tuple[GroundCode, ...]:
    codes = (translate.get(code, "") for code in box.ground_codes)
    return tuple(dict.fromkeys(GroundCode(code) for code in codes if code))


def _sources(public: Path) -> tuple[LegalBasis | None, Mapping[str, Sha256]]:
    """Regime, and digests of the sources by number, out of the dossier beside a package.

    Nothing where there is none, or one with a password that was not given.
    """
    path = public.parent / package.INTERNAL / DOSSIER
    if not path.is_file() or is_locked_away(path):
        return None, {}
    with DossierFile.open(path, read_only=True) as other:
        sources = {d.printed_number: d.source_sha256 for d in other.documents()}
        return other.dossier().basis, sources


class _ToldDocument(msgspec.Struct):
    """A document as `dossier.json` tells of it."""

    id: str
    title: str = ""


class _Told(msgspec.Struct):
    """What is read of `dossier.json`."""

    basis: LegalBasis | None = None
    documents: tuple[_ToldDocument, ...] = ()


def _told(public: Path) -> tuple[LegalBasis | None, Mapping[str, str]]:
    """Regime, and titles by number, out of `dossier.json`; nothing where there is none of ours."""
    try:
        data = (public / package.DOSSIER_JSON).read_bytes()
        told = msgspec.json.decode(data, type=_Told)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None, {}
    return told.basis, {row.id: row.title for row in told.documents if row.title}
