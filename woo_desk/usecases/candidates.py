"""The register of all candidate documents, edited row by row or many rows at once."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
from collections.abc import Sequence
from dataclasses import dataclass

from woo_desk.domain.changes import Changes
from woo_desk.domain.document import DatePrecision, Document
from woo_desk.domain.ids import NO_SHA256, DecisionId, DocumentId, GroundCode
from woo_desk.domain.judgement import Judgement, JudgementOverride, judgement_of
from woo_desk.domain.scope import ScopeDecision
from woo_desk.errors import UsageError
from woo_desk.store.dossier_file import DossierFile
from woo_desk.store.journal import Transaction
from woo_desk.usecases.grounds import load_grounds
from woo_desk.usecases.session import Session, new_id


class Field(enum.StrEnum):
    """What can be edited in the register. Names: `gui.inventory.<value>`."""

    TITLE = "title"
    DATE = "date"
    KIND = "kind"
    REFERENCE = "reference"
    REMARK = "remark"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One row: a document with what was decided about it."""

    document: Document
    decision: ScopeDecision | None
    override: JudgementOverride | None
    judgement: Judgement | None
    """None while there is no scope decision."""
    ground_codes: tuple[GroundCode, ...]
    """Of the refusal as a whole, or else of the redactions."""

    @property
    def remark(self) -> str:
        """What the inventory will say beside it."""
        own = self.override.reason if self.override else ""
        return own or (self.decision.note if self.decision else "")

    @property
    def link(self) -> str:
        """Where it can be found already."""
        return self.override.public_link if self.override else ""


def candidates(file: DossierFile) -> tuple[Candidate, ...]:
    """Every document of the dossier, in order of number."""
    decisions = file.current_decisions(file.dossier().basis)
    overrides = file.overrides()
    used, catalogue = file.overview.grounds_used(), load_grounds()
    rows = []
    for document in file.documents():
        decision, override = decisions.get(document.id), overrides.get(document.id)
        codes = used.get(document.id, frozenset())
        judgement = judgement_of(decision, override, is_redacted=bool(codes)) if decision else None
        shown = override.ground_codes if override else codes
        rows.append(
            Candidate(document, decision, override, judgement, catalogue.sorted_codes(shown))
        )
    return tuple(rows)


def edit_candidates(
    session: Session, document_ids: Sequence[DocumentId], field: Field, value: str | dt.date | None
) -> Changes:
    """Give these documents the same value in one field, as one step.

    Args:
        session: the open dossier.
        document_ids: which.
        field: of the register.
        value: a text, or for DATE a day or None. An empty LINK ends "already public".

    Raises:
        UsageError: "remark_needs_decision" for a remark on a document without a decision,
            "no_web_address" for a link that is none, "title_empty".
    """
    wanted = set(document_ids)
    rows = [row for row in candidates(session.file) if row.document.id in wanted]
    with session.step("edit_candidates") as tx:
        for row in rows:
            _edit(session, tx, row, field, value)
    return tx.changes


def _edit(
    session: Session, tx: Transaction, row: Candidate, field: Field, value: str | dt.date | None
) -> None:
    if field is Field.DATE:
        _edit_date(tx, row.document, value if isinstance(value, dt.date) else None)
        return
    words = value.strip() if isinstance(value, str) else ""
    match field:
        case Field.TITLE if not words:
            raise UsageError("title_empty")
        case Field.TITLE:
            tx.put(dataclasses.replace(row.document, title=words))
        case Field.KIND:
            tx.put(dataclasses.replace(row.document, kind=words))
        case Field.REFERENCE:
            tx.put(dataclasses.replace(row.document, reference=words))
        case Field.REMARK:
            _edit_remark(session, tx, row, words)
        case Field.LINK:
            _edit_link(session, tx, row, words)


def _edit_date(tx: Transaction, document: Document, day: dt.date | None) -> None:
    precision = DatePrecision.EXACT if day else DatePrecision.UNKNOWN
    tx.put(dataclasses.replace(document, date=day, date_precision=precision, date_printed=""))


def _edit_remark(session: Session, tx: Transaction, row: Candidate, words: str) -> None:
    """The remark is part of the refusal where there is one, else of the scope decision."""
    if row.override is not None:
        tx.put(dataclasses.replace(row.override, reason=words))
        return
    if row.decision is None:
        raise UsageError("remark_needs_decision", number=row.document.printed_number)
    if row.decision.note == words:
        return
    tx.put(
        dataclasses.replace(
            row.decision,
            id=DecisionId(new_id()),
            note=words,
            decided_by=session.user,
            decided_at=session.clock.now(),
            sequence=session.file.next_sequence(),
        )
    )


def _edit_link(session: Session, tx: Transaction, row: Candidate, link: str) -> None:
    if not link:
        if row.override is not None and row.override.judgement is Judgement.ALREADY_PUBLIC:
            tx.remove(row.override)
        return
    if not link.startswith(("https://", "http://")) or " " in link:
        raise UsageError("no_web_address")
    old = row.override
    is_same = old is not None and old.public_link == link
    tx.put(
        JudgementOverride(
            document_id=row.document.id,
            judgement=Judgement.ALREADY_PUBLIC,
            ground_codes=(),
            public_link=link,
            public_on=old.public_on if old and is_same else None,
            public_sha256=old.public_sha256 if old and is_same else NO_SHA256,
            reason=old.reason if old else "",
            by=session.user,
            at=session.clock.now(),
        )
    )
