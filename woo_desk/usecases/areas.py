"""Redacts areas of pages that were pointed at by place and not by words: ranges, repeats, inverse.

The words under each area are read first, so that the verifier can look for them in the output.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from woo_desk.domain.document import Page
from woo_desk.domain.geometry import Box, complement
from woo_desk.domain.ids import DocumentId, GroundCode, RedactionId
from woo_desk.domain.redaction import Redaction, RedactionOrigin
from woo_desk.domain.text_map import Covered, TextMap
from woo_desk.usecases.flow import Flow, Job, Outcome, Stage
from woo_desk.usecases.ports import Failed
from woo_desk.usecases.requests import TextRequest, TextResult
from woo_desk.usecases.session import Session, new_id

TEXT_LIMIT_S = 60.0
ROOM = 0.75
"""Points left free around what stays readable, so that no letter of it is touched."""


@dataclass(frozen=True, slots=True)
class Area:
    """Boxes on one page that become one redaction."""

    page_index: int
    """0-based."""
    boxes: tuple[Box, ...]
    """In page space, at least one."""


@dataclass(frozen=True, slots=True)
class AreasDone:
    """What came of it."""

    count: int
    unread: int
    """Areas on pages whose words could not be read; only their pixels can be checked."""
    step: int | None = None
    """The step that it became a part of."""


def whole_pages(pages: Sequence[Page]) -> tuple[Area, ...]:
    """Each page as a whole."""
    return tuple(Area(page.index, (Box(0, 0, page.width, page.height),)) for page in pages)


def repeated(boxes: tuple[Box, ...], pages: Sequence[Page]) -> tuple[Area, ...]:
    """The same boxes on each page, cut off at its edges; not where nothing of them is left."""
    result = []
    for page in pages:
        edge = Box(0, 0, page.width, page.height)
        inside = tuple(
            Box(max(b.x0, 0), max(b.y0, 0), min(b.x1, page.width), min(b.y1, page.height))
            for b in boxes
            if b.intersects(edge)
        )
        if inside:
            result.append(Area(page.index, inside))
    return tuple(result)


def all_but(boxes: Sequence[Box], page: Page) -> Area | None:
    """Everything on the page except these boxes; None when nothing else is left."""
    whole = Box(0, 0, page.width, page.height)
    rest = complement(whole, [box.grown(ROOM) for box in boxes])
    return Area(page.index, rest) if rest else None


def redact_areas(
    session: Session,
    document_id: DocumentId,
    areas: Sequence[Area],
    ground_codes: tuple[GroundCode, ...],
    *,
    origin: RedactionOrigin = RedactionOrigin.MANUAL,
    motivation: str = "",
    join: int | None = None,
) -> Flow[AreasDone]:
    """Redact areas of one document as one undo step, or as part of the earlier step `join`.

    An area whose words cannot be read is redacted all the same; it is counted.
    """
    prepared = session.file.document(document_id).prepared_sha256
    texts: dict[int, TextMap] = {}

    def jobs() -> Iterator[Job]:
        for index in sorted({area.page_index for area in areas}):
            request = TextRequest(str(session.file.path), prepared, index)
            yield Job("page_text", request, TEXT_LIMIT_S, str(document_id))

    def record(_job: Job, outcome: Outcome) -> None:
        if isinstance(outcome, Failed):
            return
        page = outcome.result
        if not isinstance(page, TextResult):
            msg = "page_text returned something else"
            raise TypeError(msg)
        texts[page.page_index] = TextMap(page.page_index, page.text, page.corners, page.lines)

    yield Stage("sweep", jobs(), len({area.page_index for area in areas}), record)
    now = session.clock.now()
    with session.step("redact_areas", join=join) as tx:
        for area in areas:
            page = texts.get(area.page_index)
            words = page.covered(area.boxes) if page else Covered()
            tx.put(
                Redaction(
                    id=RedactionId(new_id()),
                    document_id=document_id,
                    page_index=area.page_index,
                    boxes=area.boxes,
                    ground_codes=ground_codes,
                    origin=origin,
                    confirmed_by=session.user,
                    confirmed_at=now,
                    text=words.text,
                    spans=words.spans,
                    motivation=motivation,
                )
            )
    return AreasDone(len(areas), sum(area.page_index not in texts for area in areas), tx.step)
