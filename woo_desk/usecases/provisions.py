"""Earlier provisions: taken over from a package, proposed as already public, and redacted alike."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from woo_desk.domain.changes import Changes
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import DocumentId, GroundCode, RedactionId, Sha256
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
from woo_desk.usecases.export_jobs import expect, single
from woo_desk.usecases.flow import Flow, Job, Outcome
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
    """Put one in the register, or change it."""
    with session.step("provision") as tx:
        tx.put(provision)
    return Changes("step.provision", dossier=True)


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

    Every file is measured against the manifest: what was altered since is not taken over.

    Args:
        session: of the dossier.
        folder: of an export, or its `publicatie`.
        basis: regime under which it was given, where that is known.
        link: address at which the package lies, with a slash at the end; the path follows it.
        reference: Kamerstuk or number of the decision.
        day: on which it was given.

    Raises:
        UsageError: "no_package": there is no package, or one of another kind.
        ResidueFound: a file is not what the manifest says.
    """
    public = folder / package.PUBLIC if (folder / package.PUBLIC).is_dir() else folder
    manifest = read_manifest(public)
    if manifest is None:
        raise UsageError("no_package", name=folder.name)
    package.check_package(public)
    titles = _titles(public)
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
                basis,
                address,
                reference,
                Sha256(file.sha256),
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
        day = match.provision.day.isoformat() if match.provision.day else ""
        reason = "; ".join(part for part in (match.provision.reference, day) if part)
        changes |= override_judgement(
            session, [match.document_id], Judgement.ALREADY_PUBLIC,
            public_link=match.provision.link, reason=reason,
        )  # fmt: skip
    return changes


def reuse_redactions(session: Session, earlier: Path) -> tuple[Changes, int]:
    """Take over the boxes of an earlier dossier for documents with the very same prepared pages.

    A ground without a counterpart under this regime is left out, and a box without any ground is
    not taken over. Documents that already have boxes are left as they are.

    Args:
        session: of the dossier.
        earlier: dossier file of the earlier provision.

    Returns:
        What changed, and how many boxes of the same documents could not be taken over.

    Raises:
        DossierError: the earlier dossier cannot be opened.
    """
    translate = _GROUNDS[session.dossier.basis]
    made: list[Redaction] = []
    left = 0
    with DossierFile.open(earlier, read_only=True) as other:
        is_same_law = other.dossier().basis is session.dossier.basis
        theirs = {d.prepared_sha256: d.id for d in other.documents() if d.prepared_sha256}
        for document in session.file.documents():
            twin = theirs.get(document.prepared_sha256) if document.prepared_sha256 else None
            if twin is None or session.file.redactions(document.id):
                continue
            for box in other.redactions(twin):
                codes = box.ground_codes if is_same_law else _translated(box, translate)
                if codes:
                    made.append(_taken_over(session, box, document.id, codes))
                else:
                    left += 1
    if not made:
        return Changes(), left
    with session.step("reuse_redactions") as tx:
        for box in made:
            tx.put(box)
    changed = frozenset(box.document_id for box in made)
    return Changes("step.reuse_redactions", redactions=changed), left


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


def _titles(public: Path) -> Mapping[str, str]:
    """Titles by number out of `dossier.json`; none where the package has none."""
    path = public / package.DOSSIER_JSON
    if not path.is_file():
        return {}
    data = json.loads(path.read_text("utf-8"))
    rows = data.get("documents", []) if isinstance(data, dict) else []
    return {
        str(row.get("number")): str(row.get("title", "")) for row in rows if isinstance(row, dict)
    }
