"""Redacts what reads the same as something redacted elsewhere: one decision, every place."""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from woo_desk.domain.geometry import Span
from woo_desk.domain.ids import DocumentId, GroundCode, RedactionId
from woo_desk.domain.redaction import Redaction, RedactionOrigin
from woo_desk.domain.text_map import TextMap
from woo_desk.usecases.consistency import OpenPlace
from woo_desk.usecases.export_plan import read_open_places
from woo_desk.usecases.flow import Flow, Job, Outcome, Stage, in_steps
from woo_desk.usecases.places import Place
from woo_desk.usecases.policies import load_policy
from woo_desk.usecases.ports import Failed
from woo_desk.usecases.requests import TextRequest, TextResult
from woo_desk.usecases.review import put_confirmed
from woo_desk.usecases.session import Session, new_id

TEXT_LIMIT_S = 60.0


def redact_open_places(session: Session, origin: RedactionOrigin) -> Flow[int]:
    """Redact every place that equals redacted words, as one undo step; returns how many."""
    states = session.file.states()
    places = yield from in_steps("sweep", read_open_places(session, states))
    return (yield from redact_places(session, places, origin))


def find_words(
    session: Session, document_id: DocumentId, words: str, ground_codes: tuple[GroundCode, ...]
) -> tuple[OpenPlace, ...]:
    """Every place in a document that has these words, as they are written."""
    pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    return tuple(
        OpenPlace(document_id, index, Span(*match.span()), match.group(), ground_codes)
        for index, text in enumerate(session.file.page_texts(document_id))
        for match in pattern.finditer(text)
    )


def redact_chosen(
    session: Session,
    places: Sequence[Place],
    ground_codes: tuple[GroundCode, ...],
    *,
    origin: RedactionOrigin = RedactionOrigin.SEARCH,
    motivation: str = "",
) -> Flow[int]:
    """Redact the places that a person chose from a preview, as one undo step; returns how many.

    Where a place is an open finding, that is confirmed, so that nothing is decided twice.

    Args:
        session: with the open dossier.
        places: as found.
        ground_codes: for all of them; empty for the proposed ground of each finding, and the
            usual ground of the dossier elsewhere.
        origin: of the places that are no finding.
        motivation: why, where the law asks for it.
    """
    codes = ground_codes or (load_policy(session.dossier.basis).default_ground,)
    findings = [place.finding for place in places if place.finding is not None]
    others = [
        OpenPlace(p.document_id, p.page_index, p.span, p.text, codes)
        for p in places
        if p.finding is None
    ]
    made = yield from _redactions_at(session, others, origin)
    with session.step("redact_chosen") as tx:
        put_confirmed(session, tx, findings, ground_codes)
        for redaction in made:
            tx.put(dataclasses.replace(redaction, motivation=motivation))
    return len(findings) + len(made)


def redact_places(
    session: Session, places: Iterable[OpenPlace], origin: RedactionOrigin
) -> Flow[int]:
    """Redact these places as one undo step; returns how many.

    A place whose boxes cannot be read stays open; where it equals redacted words it blocks the
    export.
    """
    redactions = yield from _redactions_at(session, places, origin)
    if redactions:
        with session.step("redact_open_places") as tx:
            for redaction in redactions:
                tx.put(redaction)
    return len(redactions)


def _redactions_at(
    session: Session, places: Iterable[OpenPlace], origin: RedactionOrigin
) -> Flow[list[Redaction]]:
    """Reads the boxes of each place; nothing is written yet."""
    pages: dict[tuple[DocumentId, int], list[OpenPlace]] = defaultdict(list)
    for place in places:
        pages[place.document_id, place.page_index].append(place)
    if not pages:
        return []
    redactions: list[Redaction] = []
    prepared = {doc.id: doc.prepared_sha256 for doc in session.file.documents()}

    def jobs() -> Iterator[Job]:
        for document_id, page_index in pages:
            request = TextRequest(str(session.file.path), prepared[document_id], page_index)
            yield Job("page_text", request, TEXT_LIMIT_S, f"{document_id}/{page_index}")

    def record(job: Job, outcome: Outcome) -> None:
        if isinstance(outcome, Failed):
            return
        if not isinstance(outcome.result, TextResult):
            msg = "page_text returned something else"
            raise TypeError(msg)
        document_id, _, page_index = job.subject.partition("/")
        places = pages[DocumentId(document_id), int(page_index)]
        redactions.extend(_redactions(session, outcome.result, places, origin))

    yield Stage("sweep", jobs(), len(pages), record)
    return redactions


def _redactions(
    session: Session, page: TextResult, places: list[OpenPlace], origin: RedactionOrigin
) -> Iterator[Redaction]:
    text_map = TextMap(page.page_index, page.text, page.corners, page.lines)
    for place in places:
        boxes = text_map.boxes_of(place.span)
        if not boxes:
            continue
        yield Redaction(
            id=RedactionId(new_id()),
            document_id=place.document_id,
            page_index=place.page_index,
            boxes=boxes,
            ground_codes=place.ground_codes,
            origin=origin,
            confirmed_by=session.user,
            confirmed_at=session.clock.now(),
            text=place.text,
            spans=(place.span,),
        )
