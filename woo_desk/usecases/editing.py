"""Changes the redactions themselves: shape, words, grounds and reasons. Each is one undo step."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from woo_desk.domain.changes import Changes
from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.finding import Finding, FindingReview, Verdict
from woo_desk.domain.geometry import Box
from woo_desk.domain.ground import GroundKind, LegalBasis
from woo_desk.domain.ids import DocumentId, GroundCode, RedactionId
from woo_desk.domain.motivation import Motivation, MotivationRule, rules_for
from woo_desk.domain.redaction import Redaction, RedactionOrigin
from woo_desk.domain.text_map import Covered
from woo_desk.store.rows import MOTIVATION
from woo_desk.usecases.grounds import load_grounds
from woo_desk.usecases.policies import load_policy
from woo_desk.usecases.session import Session, new_id


def reshape(
    session: Session, redaction: Redaction, boxes: tuple[Box, ...], words: Covered
) -> Changes:
    """Move or size a redaction; a finding behind it stays decided.

    Args:
        session: with the open dossier.
        redaction: as it is now.
        boxes: where it comes, in page space; at least one.
        words: now under it; none when they could not be read.
    """
    new = dataclasses.replace(redaction, boxes=boxes, text=words.text, spans=words.spans)
    if new == redaction:
        return Changes()
    with session.step("reshape_redaction") as tx:
        tx.put(new)
    return _on_redactions("step.reshape_redaction", redaction.document_id)


def redact_stretch(
    session: Session, finding: Finding, boxes: tuple[Box, ...], words: Covered
) -> Changes:
    """Confirm a finding, but over more or fewer letters than detection found."""
    now = session.clock.now()
    ground = finding.ground_code or load_policy(session.dossier.basis).default_ground
    with session.step("reshape_redaction") as tx:
        tx.put(FindingReview(finding.id, Verdict.REDACT, session.user, now))
        tx.put(
            Redaction(
                id=RedactionId(new_id()),
                document_id=finding.document_id,
                page_index=finding.page_index,
                boxes=boxes,
                ground_codes=(ground,),
                origin=RedactionOrigin.FINDING,
                confirmed_by=session.user,
                confirmed_at=now,
                finding_id=finding.id,
                text=words.text,
                spans=words.spans,
            )
        )
    return _on_redactions("step.reshape_redaction", finding.document_id)


def split(
    session: Session, redaction: Redaction, parts: Sequence[tuple[tuple[Box, ...], Covered]]
) -> Changes:
    """Make several redactions of one: boxes and words of each part, at least two.

    The first part stays with the finding behind it, if there is one.
    """
    first, *others = parts
    if not others:
        return Changes()
    with session.step("split_redaction") as tx:
        boxes, words = first
        tx.put(dataclasses.replace(redaction, boxes=boxes, text=words.text, spans=words.spans))
        for boxes, words in others:
            tx.put(
                dataclasses.replace(
                    redaction,
                    id=RedactionId(new_id()),
                    boxes=boxes,
                    text=words.text,
                    spans=words.spans,
                    finding_id=None,
                    origin=RedactionOrigin.MANUAL,
                )
            )
    return _on_redactions("step.split_redaction", redaction.document_id)


def change_grounds(
    session: Session,
    redactions: Sequence[Redaction],
    ground_codes: tuple[GroundCode, ...],
    motivation: str | None = None,
    general: Sequence[Motivation] = (),
) -> Changes:
    """Put redactions on other grounds, at least one.

    Args:
        session: with the open dossier.
        redactions: as they are now.
        ground_codes: in any order.
        motivation: why, for just these redactions; None leaves what there is.
        general: reasons for a document or the dossier that are written down in the same step.
    """
    if not redactions:
        return Changes()
    now = session.clock.now()
    with session.step("change_grounds") as tx:
        for redaction in redactions:
            why = redaction.motivation if motivation is None else motivation
            changed = dataclasses.replace(redaction, ground_codes=ground_codes, motivation=why)
            if changed != redaction:
                # WHY: whether information is old (Woo art. 5.3) counts from the day of this choice.
                tx.put(dataclasses.replace(changed, confirmed_by=session.user, confirmed_at=now))
        for reason in general:
            tx.put(reason)
    documents = frozenset(redaction.document_id for redaction in redactions)
    reached = documents
    if any(reason.document_id is None for reason in general):
        reached = frozenset(document.id for document in session.file.documents())
    return Changes("step.change_grounds", redactions=documents, decisions=reached)


def motivate(
    session: Session,
    ground_codes: Sequence[GroundCode],
    reason: str,
    document_id: DocumentId | None = None,
) -> Changes:
    """Write down why these grounds are used in one document, or (None) in the whole dossier.

    Blank words take the motivation away.
    """
    with session.step("motivate") as tx:
        for code in ground_codes:
            if reason.strip():
                now = session.clock.now()
                tx.put(Motivation(code, reason.strip(), session.user, now, document_id))
                continue
            for old in session.file.items(MOTIVATION):
                if old.ground_code == code and old.document_id == document_id:
                    tx.remove(old)
    if document_id is not None:
        return Changes("step.motivate", decisions=frozenset({document_id}))
    everywhere = frozenset(document.id for document in session.file.documents())
    return Changes("step.motivate", decisions=everywhere)


def motivation_of(session: Session, code: GroundCode, document_id: DocumentId) -> Motivation | None:
    """The reason that counts for a ground in a document: its own, else that of the dossier."""
    found = [m for m in session.file.items(MOTIVATION) if m.ground_code == code]
    own = [m for m in found if m.document_id == document_id]
    general = [m for m in found if m.document_id is None]
    return next(iter(own or general), None)


def rules_that_apply(
    session: Session, state: DocumentState, ground_codes: Sequence[GroundCode]
) -> tuple[MotivationRule, ...]:
    """Why the law asks for a reason for these grounds in this document, given what is written."""
    today = session.clock.now().date()
    catalogue = load_grounds()
    found = [
        rule
        for code in ground_codes
        if code not in state.motivated
        for rule in rules_for(catalogue.get(code), state.document, today)
    ]
    return tuple(dict.fromkeys(found))


def may_combine(basis: LegalBasis, ground_codes: Sequence[GroundCode]) -> bool:
    """Whether these grounds may stand together: art. 5.1 lid 5 Woo only by itself."""
    kinds = {g.code: g.kind for g in load_grounds().of_basis(basis)}
    residual = any(kinds.get(code) is GroundKind.RESIDUAL for code in ground_codes)
    return len(ground_codes) < 2 or not residual


def _on_redactions(key: str, document_id: DocumentId) -> Changes:
    documents = frozenset({document_id})
    return Changes(key, redactions=documents, findings=documents)
