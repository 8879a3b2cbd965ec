"""Signatures, stamps, handwriting and unread ink as findings: no words, so a person is asked.

Like all findings they are derived; they are made from what was read of the page's picture.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from woo_desk.domain.finding import EntityType, Finding, Role
from woo_desk.domain.geometry import Span
from woo_desk.domain.ids import DocumentId, FindingId
from woo_desk.domain.ocr import Region, RegionKind
from woo_desk.domain.policy import Policy
from woo_desk.texts import dutch_text as text
from woo_desk.usecases.recognition import recognised_pages
from woo_desk.usecases.requests import DetectResult
from woo_desk.usecases.session import Session

RECOGNIZER = "ink"
_ENTITIES = {
    RegionKind.SIGNATURE: EntityType.SIGNATURE,
    RegionKind.STAMP: EntityType.STAMP,
    RegionKind.HANDWRITING: EntityType.HANDWRITING,
    RegionKind.UNREAD: EntityType.UNREAD,
}


def regions_of(
    session: Session, document_id: DocumentId, result: DetectResult, policy: Policy
) -> dict[int, tuple[Finding, ...]]:
    """By page index the findings without words on the pages that detection went through."""
    read = recognised_pages(session, document_id)
    return {
        page.index: region_findings(
            document_id,
            page.index,
            page.text,
            read[page.index].regions,
            policy,
            result.detector_version,
        )
        for page in result.pages
        if page.index in read
    }


def region_findings(
    document_id: DocumentId,
    page_index: int,
    page_text: str,
    regions: Sequence[Region],
    policy: Policy,
    version: str,
) -> tuple[Finding, ...]:
    """One finding per region, in the order given.

    Args:
        document_id: of the page.
        page_index: 0-based.
        page_text: text of the page; a finding without words has its place behind its end.
        regions: in page space.
        policy: says on which ground to ask.
        version: of detection, so that the findings are made anew with the others.
    """
    return tuple(
        _finding(document_id, page_index, Span(at, at + 1), region, policy, version)
        for at, region in enumerate(regions, start=len(page_text))
    )


def _finding(
    document_id: DocumentId,
    page_index: int,
    span: Span,
    region: Region,
    policy: Policy,
    version: str,
) -> Finding:
    entity = _ENTITIES[region.kind]
    proposal, ground = policy.propose(entity, Role.UNKNOWN, region.score)
    place = ",".join(f"{value:.1f}" for value in region.box.as_tuple())
    digest = hashlib.sha256(f"{document_id}/{page_index}/{place}/{entity}".encode()).hexdigest()
    return Finding(
        id=FindingId(digest[:24]),
        document_id=document_id,
        page_index=page_index,
        span=span,
        boxes=(region.box,),
        text="",
        entity_type=entity,
        role=Role.UNKNOWN,
        proposal=proposal,
        ground_code=ground,
        score=region.score,
        recognizer=RECOGNIZER,
        why=text(f"ocr.why.{region.kind.value}"),
        detector_version=version,
    )
