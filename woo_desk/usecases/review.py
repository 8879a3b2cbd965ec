"""Decisions about findings and redactions; each is one step that can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from woo_desk.domain.changes import Changes
from woo_desk.domain.document import PageLook
from woo_desk.domain.finding import Finding, FindingReview, Verdict
from woo_desk.domain.geometry import Box, Span
from woo_desk.domain.ids import DocumentId, GroundCode, RedactionId
from woo_desk.domain.redaction import Redaction, RedactionOrigin
from woo_desk.store.journal import Transaction
from woo_desk.usecases.policies import load_policy
from woo_desk.usecases.session import Session, new_id, new_ids


def confirm_findings(
    session: Session,
    findings: Sequence[Finding],
    ground_codes: tuple[GroundCode, ...] = (),
    origin: RedactionOrigin = RedactionOrigin.FINDING,
) -> Changes:
    """Redact these findings, each on its proposed ground or on the grounds given.

    A finding that was already confirmed is confirmed anew: its redaction is replaced.
    """
    if not findings:
        return Changes()
    with session.step("confirm_findings") as tx:
        put_confirmed(session, tx, findings, ground_codes, origin)
    return _review_changes("step.confirm_findings", findings)


def put_confirmed(
    session: Session,
    tx: Transaction,
    findings: Sequence[Finding],
    ground_codes: tuple[GroundCode, ...] = (),
    origin: RedactionOrigin = RedactionOrigin.FINDING,
) -> None:
    """Redact findings within a step that does more; as `confirm_findings`."""
    default = load_policy(session.dossier.basis).default_ground
    now = session.clock.now()
    for old in _redactions_of(session, findings):
        tx.remove(old)
    tx.put_all([FindingReview(f.id, Verdict.REDACT, session.user, now) for f in findings])
    # Where nothing is printed there is nothing to remove.
    printed = [finding for finding in findings if finding.boxes]
    tx.put_all(
        [
            Redaction(
                id=RedactionId(made),
                document_id=finding.document_id,
                page_index=finding.page_index,
                boxes=finding.boxes,
                ground_codes=ground_codes or (finding.ground_code or default,),
                origin=origin,
                confirmed_by=session.user,
                confirmed_at=now,
                finding_id=finding.id,
                text=finding.text,
            )
            for made, finding in zip(new_ids(len(printed)), printed, strict=True)
        ]
    )


def keep_findings(session: Session, findings: Sequence[Finding]) -> Changes:
    """Leave these findings readable; a redaction made from one of them is taken away."""
    if not findings:
        return Changes()
    with session.step("keep_findings") as tx:
        _put_verdict(session, tx, findings, Verdict.KEEP)
    return _review_changes("step.keep_findings", findings)


def reject_findings(session: Session, findings: Sequence[Finding]) -> Changes:
    """Say that these are no personal data; they stay readable, and visible as an outline."""
    if not findings:
        return Changes()
    with session.step("reject_findings") as tx:
        _put_verdict(session, tx, findings, Verdict.REJECT)
    return _review_changes("step.reject_findings", findings)


def question_findings(session: Session, findings: Sequence[Finding]) -> Changes:
    """Put these aside with a question: each is open until somebody decides."""
    if not findings:
        return Changes()
    with session.step("question_findings") as tx:
        _put_verdict(session, tx, findings, Verdict.ASK)
    return _review_changes("step.question_findings", findings)


def _put_verdict(
    session: Session, tx: Transaction, findings: Sequence[Finding], verdict: Verdict
) -> None:
    """A verdict other than to redact; a redaction made from one of them is taken away."""
    now = session.clock.now()
    for old in _redactions_of(session, findings):
        tx.remove(old)
    tx.put_all([FindingReview(f.id, verdict, session.user, now) for f in findings])


def reopen_findings(session: Session, findings: Sequence[Finding]) -> Changes:
    """Take back the verdict on these findings."""
    wanted = {finding.id for finding in findings}
    reviews = [
        review
        for document_id in {finding.document_id for finding in findings}
        for review in session.file.reviews(document_id)
        if review.finding_id in wanted
    ]
    if not reviews:
        return Changes()
    with session.step("reopen_findings") as tx:
        for old in _redactions_of(session, findings):
            tx.remove(old)
        for review in reviews:
            tx.remove(review)
    return _review_changes("step.reopen_findings", findings)


def add_redaction(
    session: Session,
    document_id: DocumentId,
    page_index: int,
    boxes: tuple[Box, ...],
    ground_codes: tuple[GroundCode, ...],
    *,
    text: str = "",
    spans: tuple[Span, ...] = (),
    note: str = "",
    origin: RedactionOrigin = RedactionOrigin.MANUAL,
) -> Changes:
    """A redaction that detection did not propose: drawn, selected or searched.

    `boxes` are in page space, at least one; `ground_codes` are at least one; `text` is the words
    under the boxes, when they are known: the verifier looks for them in the output; `spans` says
    where they stand in the text of the page.
    """
    redaction = Redaction(
        id=RedactionId(new_id()),
        document_id=document_id,
        page_index=page_index,
        boxes=boxes,
        ground_codes=ground_codes,
        origin=origin,
        confirmed_by=session.user,
        confirmed_at=session.clock.now(),
        text=text,
        spans=spans,
        note=note,
    )
    with session.step("add_redaction") as tx:
        tx.put(redaction)
    return Changes("step.add_redaction", redactions=frozenset({document_id}))


def remove_redactions(session: Session, redactions: Sequence[Redaction]) -> Changes:
    """Take redactions away; a finding behind one of them is open again."""
    if not redactions:
        return Changes()
    documents = frozenset(redaction.document_id for redaction in redactions)
    finding_ids = {redaction.finding_id for redaction in redactions}
    with session.step("remove_redactions") as tx:
        for redaction in redactions:
            tx.remove(redaction)
        for document_id in documents:
            for review in session.file.reviews(document_id):
                if review.finding_id in finding_ids:
                    tx.remove(review)
    return Changes("step.remove_redactions", redactions=documents, findings=documents)


def mark_looked_at(
    session: Session, document_id: DocumentId, page_indexes: Iterable[int]
) -> Changes:
    """Record that a person has looked at pages that detection cannot vouch for."""
    now = session.clock.now()
    with session.step("mark_looked_at") as tx:
        for index in page_indexes:
            tx.put(PageLook(document_id, index, session.user, now))
    return Changes("step.mark_looked_at", documents=frozenset({document_id}))


def _redactions_of(session: Session, findings: Sequence[Finding]) -> list[Redaction]:
    wanted = {finding.id for finding in findings}
    return [
        redaction
        for document_id in {finding.document_id for finding in findings}
        for redaction in session.file.redactions(document_id)
        if redaction.finding_id in wanted
    ]


def _review_changes(key: str, findings: Sequence[Finding]) -> Changes:
    documents = frozenset(finding.document_id for finding in findings)
    return Changes(key, findings=documents, redactions=documents)
