"""A new dossier, and changes to its own fields and to those of its documents."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from woo_desk.domain.changes import Changes
from woo_desk.domain.document import DatePrecision, Document
from woo_desk.domain.dossier import Dossier
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import DocumentId, DossierId
from woo_desk.store import cipher, protection
from woo_desk.store.dossier_file import DossierFile
from woo_desk.usecases.ports import Clock
from woo_desk.usecases.session import Session, new_id


def create_dossier(
    path: Path, title: str, basis: LegalBasis, *, user: str, clock: Clock
) -> Session:
    """A new, empty dossier file; DossierError when the file exists or cannot be written."""
    dossier = Dossier(id=DossierId(new_id()), title=title, basis=basis, created_at=clock.now())
    return Session(DossierFile.create(path, dossier, by=user), user, clock)


def open_dossier(path: Path, *, user: str, clock: Clock, read_only: bool = False) -> Session:
    """Open an existing dossier; DossierLocked, DossierTooNew or DossierDamaged when it cannot."""
    return Session(DossierFile.open(path, read_only=read_only), user, clock)


def is_locked_away(path: Path) -> bool:
    """Whether the file asks for a password that has not been given yet."""
    return path.is_file() and not cipher.key_of(path) and cipher.is_encrypted(path)


def is_protected(path: Path) -> bool:
    """Whether a dossier file has a password, given already or not."""
    return path.is_file() and cipher.is_encrypted(path)


def unlock_dossier(path: Path, password: str) -> None:
    """Give the password of an encrypted dossier, once per run of the program.

    Raises:
        DossierError: "dossier_wrong_password", or it cannot be read.
    """
    protection.unlock(path, password)


def protect_dossier(path: Path, password: str) -> None:
    """Encrypt a closed dossier, or change its password; "" takes the password off.

    Raises:
        DossierError: "dossier_password_short", or it cannot be written.
        DossierLocked: somebody has it open.
    """
    if password:
        protection.protect(path, password)
    else:
        protection.unprotect(path)


def keep_protected(path: Path, password: str) -> None:
    """See to it that the dossier at this path has this password: one that is still to be made too.

    Raises:
        DossierError: "dossier_password_short", "dossier_wrong_password", or it cannot be written.
        DossierLocked: somebody has it open.
    """
    if not path.is_file() or path.stat().st_size == 0:
        protection.begin_protected(path, password)
    elif cipher.is_encrypted(path):
        protection.unlock(path, password)
    else:
        protection.protect(path, password)


def change_dossier(session: Session, dossier: Dossier) -> Changes:
    """Replace the dossier's own fields; the id stays."""
    with session.step("change_dossier") as tx:
        tx.put(dataclasses.replace(dossier, id=session.dossier.id))
    return Changes("step.change_dossier", dossier=True)


def describe_document(
    session: Session,
    document: Document,
    *,
    title: str | None = None,
    date: dt.date | None = None,
    kind: str | None = None,
    reference: str | None = None,
    is_undated: bool = False,
) -> Changes:
    """Correct what a document says of itself; what is None stays, but `is_undated` ends a date."""
    new = dataclasses.replace(
        document,
        title=document.title if title is None else title,
        date=document.date if date is None else date,
        date_precision=document.date_precision
        if date in (None, document.date)
        else DatePrecision.EXACT,
        date_printed=document.date_printed if date in (None, document.date) else "",
        kind=document.kind if kind is None else kind,
        reference=document.reference if reference is None else reference,
    )
    if is_undated:
        new = dataclasses.replace(
            new, date=None, date_precision=DatePrecision.UNKNOWN, date_printed=""
        )
    if new == document:
        return Changes()
    with session.step("describe_document") as tx:
        tx.put(new)
    return Changes("step.describe_document", documents=frozenset({document.id}))


def remove_documents(session: Session, document_ids: Sequence[DocumentId]) -> Changes:
    """Take documents out of the dossier, with everything decided about them; can be undone."""
    wanted = frozenset(document_ids)
    with session.step("remove_documents") as tx:
        for document_id in document_ids:
            tx.remove(session.file.document(document_id))  # takes all that hangs on it along
    return Changes("step.remove_documents", documents=wanted, findings=wanted, redactions=wanted)
