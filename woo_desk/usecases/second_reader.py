"""A second reader without a server: what waits for her, what she says, and what it holds back.

Both persons open the same dossier file, one after the other. Nobody reads her own decisions twice.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from woo_desk.domain.changes import Changes
from woo_desk.domain.dossier import Blocker, BlockerKind, DocumentState
from woo_desk.domain.export import ExportProfile, SecondReaderDemand
from woo_desk.domain.finding import FindingReview, Verdict
from woo_desk.domain.ids import DocumentId, FindingId
from woo_desk.domain.second_reading import (
    WHOLE,
    DecidedPlace,
    ReadingReason,
    ReadingVerdict,
    SecondReading,
    digest_of,
    is_in_sample,
    same_person,
)
from woo_desk.errors import UsageError
from woo_desk.store.rows import SECOND_READING
from woo_desk.usecases.consistency import is_in_scope
from woo_desk.usecases.export_profile import export_profile
from woo_desk.usecases.session import Session
from woo_desk.usecases.steps import whole

_ORDER = {reason: number for number, reason in enumerate(ReadingReason)}


@dataclass(frozen=True, slots=True)
class QueueItem:
    """One thing that waits for a second reader."""

    document_id: DocumentId
    number: str
    """Printed number of the document."""
    key: str
    """Of the place; `WHOLE` for the document."""
    page_index: int | None
    words: str
    """Document text: never logged. "" for a document as a whole."""
    verdict: Verdict | None
    first_readers: tuple[str, ...]
    """Who decided; none of them can be the second."""
    seen: str
    reason: ReadingReason
    reading: SecondReading | None
    """What was said of it before."""


def decided_places(session: Session, state: DocumentState) -> tuple[DecidedPlace, ...]:
    """Every place of a document that somebody decided about, in reading order."""
    reviews = {review.finding_id: review for review in session.file.reviews(state.document.id)}
    boxes = {box.finding_id: box for box in state.redactions if box.finding_id is not None}
    found = {finding.id for finding in state.findings}
    places = [
        DecidedPlace(
            document_id=state.document.id,
            key=finding.id,
            page_index=finding.page_index,
            words=" ".join(finding.text.split()),
            verdict=reviews[finding.id].verdict,
            first_reader=reviews[finding.id].by,
            finding=finding,
            redaction=boxes.get(finding.id),
        )
        for finding in state.findings
        if _is_decided(reviews, finding.id)
    ]
    places += [
        DecidedPlace(
            document_id=state.document.id,
            key=box.id,
            page_index=box.page_index,
            words=" ".join(box.text.split()),
            verdict=Verdict.REDACT,
            first_reader=box.confirmed_by,
            finding=None,
            redaction=box,
        )
        for box in state.redactions
        if box.finding_id not in found
    ]
    return tuple(sorted(places, key=lambda place: place.page_index))


def _is_decided(reviews: Mapping[FindingId, FindingReview], finding_id: FindingId) -> bool:
    review = reviews.get(finding_id)
    return review is not None and review.verdict is not Verdict.ASK


def queue(
    session: Session,
    states: Sequence[DocumentState] | None = None,
    profile: ExportProfile | None = None,
) -> tuple[QueueItem, ...]:
    """What waits for a second reader, the most urgent first.

    Args:
        session: with the open dossier.
        states: of all documents, when they are at hand.
        profile: with the demand and the size of the sample; None for that of the dossier.
    """
    return whole(read_queue(session, session.file.states() if states is None else states, profile))


def read_queue(
    session: Session,
    states: Iterable[DocumentState] | None = None,
    profile: ExportProfile | None = None,
) -> Iterator[tuple[QueueItem, ...] | None]:
    """The same in small steps: None between documents, and at last the whole."""
    chosen = profile or export_profile(session)
    readings = {(each.document_id, each.key): each for each in session.file.items(SECOND_READING)}
    if states is None:
        states = (session.file.state(document.id) for document in session.file.documents())
    items: list[QueueItem] = []
    for state in states:
        if is_in_scope(state):
            items += _of_document(session, state, readings, chosen)
        yield None
    yield tuple(sorted(items, key=lambda item: (_ORDER[item.reason], item.number)))


Readings = Mapping[tuple[DocumentId, str], SecondReading]


def _of_document(
    session: Session, state: DocumentState, readings: Readings, profile: ExportProfile
) -> Iterator[QueueItem]:
    places = decided_places(session, state)
    whole, seen = readings.get((state.document.id, WHOLE)), _seen_of(state, places)
    is_read_whole = whole is not None and whole.seen == seen
    reason = _reason_of_whole(whole, seen, profile)
    if reason is not None:
        yield QueueItem(
            document_id=state.document.id,
            number=state.document.printed_number,
            key=WHOLE,
            page_index=None,
            words="",
            verdict=None,
            first_readers=_readers_of(session, state, places),
            seen=seen,
            reason=reason,
            reading=whole,
        )
    seed = session.dossier.id
    for place in places:
        reading = readings.get((place.document_id, place.key))
        why = _reason_of_place(place, reading, seed, profile.sample_percent)
        if why is None or (is_read_whole and why is not ReadingReason.DISPUTED):
            continue
        yield QueueItem(
            document_id=place.document_id,
            number=state.document.printed_number,
            key=place.key,
            page_index=place.page_index,
            words=place.words,
            verdict=place.verdict,
            first_readers=(place.first_reader,),
            seen=place.seen,
            reason=why,
            reading=reading,
        )


def _reason_of_whole(
    reading: SecondReading | None, seen: str, profile: ExportProfile
) -> ReadingReason | None:
    if reading is not None:
        if reading.seen != seen:
            return ReadingReason.CHANGED
        is_disputed = reading.verdict is ReadingVerdict.DISPUTED
        return ReadingReason.DISPUTED if is_disputed else None
    is_demanded = profile.second_reader is SecondReaderDemand.DOCUMENTS
    return ReadingReason.WHOLE_DOCUMENT if is_demanded else None


def _reason_of_place(
    place: DecidedPlace, reading: SecondReading | None, seed: str, percent: int
) -> ReadingReason | None:
    if reading is not None:
        if reading.seen != place.seen:
            return ReadingReason.CHANGED
        is_disputed = reading.verdict is ReadingVerdict.DISPUTED
        return ReadingReason.DISPUTED if is_disputed else None
    if (risk := place.risk()) is not None:
        return risk
    return ReadingReason.SAMPLE if is_in_sample(seed, place.key, percent) else None


def _seen_of(state: DocumentState, places: Iterable[DecidedPlace]) -> str:
    """Digest of everything that was decided about a document."""
    said = sorted(place.seen for place in places)
    if state.decision is not None:
        said += [state.decision.outcome.value, state.decision.reason.value, state.decision.note]
    if state.override is not None:
        said += [state.override.judgement.value, *state.override.ground_codes]
    return digest_of(said)


def _readers_of(
    session: Session, state: DocumentState, places: Iterable[DecidedPlace]
) -> tuple[str, ...]:
    names = [place.first_reader for place in places]
    if state.decision is not None:
        names.append(state.decision.decided_by)
    if state.override is not None:
        names.append(state.override.by)
    names += [look.by for look in session.file.looks(state.document.id)]
    return tuple(dict.fromkeys(names))


def item_of(session: Session, document_id: DocumentId, key: str) -> QueueItem | None:
    """One place (or `WHOLE` for the document) as it is to be read; None when it is not decided."""
    state = session.file.state(document_id)
    places = decided_places(session, state)
    reading = next(
        (each for each in session.file.items(SECOND_READING, document_id) if each.key == key), None
    )
    common = (document_id, state.document.printed_number, key)
    if key == WHOLE:
        readers, seen = _readers_of(session, state, places), _seen_of(state, places)
        reason = ReadingReason.WHOLE_DOCUMENT
        return QueueItem(*common, None, "", None, readers, seen, reason, reading)
    place = next((place for place in places if place.key == key), None)
    if place is None:
        return None
    reason = place.risk() or ReadingReason.SAMPLE
    first = (place.first_reader,)
    return QueueItem(
        *common, place.page_index, place.words, place.verdict, first, place.seen, reason, reading
    )


# --- what the second reader says ----------------------------------------------------------------


def agree(session: Session, items: Sequence[QueueItem]) -> Changes:
    """Record that the user read these and agrees, as one step.

    Raises:
        UsageError: "second_reader_same": the user decided about one of them herself.
    """
    return _say(session, items, ReadingVerdict.AGREED, "", "second_agree")


def dispute(session: Session, item: QueueItem, comment: str) -> Changes:
    """Record that the user does not agree, and why.

    Raises:
        UsageError: as for `agree`; "second_reader_no_words" without a reason.
    """
    if not comment.strip():
        raise UsageError("second_reader_no_words")
    return _say(session, [item], ReadingVerdict.DISPUTED, comment.strip(), "second_dispute")


def resolve(session: Session, item: QueueItem, answer: str) -> Changes:
    """Settle a dispute in words; the decision stays as it is. Who changes it needs no answer.

    Raises:
        UsageError: "second_reader_no_words" without words, "second_reader_no_dispute".
    """
    reading = item.reading
    if reading is None or reading.verdict is not ReadingVerdict.DISPUTED:
        raise UsageError("second_reader_no_dispute")
    if not answer.strip():
        raise UsageError("second_reader_no_words")
    with session.step("second_resolve") as tx:
        tx.put(
            dataclasses.replace(
                reading,
                verdict=ReadingVerdict.RESOLVED,
                seen=item.seen,
                answer=answer.strip(),
                answered_by=session.user,
            )
        )
    return tx.changes


def _say(
    session: Session,
    items: Sequence[QueueItem],
    verdict: ReadingVerdict,
    comment: str,
    step: str,
) -> Changes:
    if not items:
        return Changes()
    for item in items:
        if any(same_person(session.user, name) for name in item.first_readers):
            raise UsageError("second_reader_same", name=session.user)
    now = session.clock.now()
    with session.step(step) as tx:
        tx.put_all(
            [
                SecondReading(
                    document_id=item.document_id,
                    key=item.key,
                    seen=item.seen,
                    verdict=verdict,
                    by=session.user,
                    at=now,
                    comment=comment,
                )
                for item in items
            ]
        )
    return tx.changes


def second_reader_blockers(
    session: Session, states: Sequence[DocumentState], profile: ExportProfile
) -> tuple[Blocker, ...]:
    """What the second reader still holds back: disputes always, the rest when it is demanded.

    The demand of the dossier holds beside that of the profile: neither window nor command line can
    forget it.
    """
    kept = export_profile(session)
    demand = profile.second_reader
    if demand is SecondReaderDemand.NONE:
        demand = kept.second_reader
    if demand is SecondReaderDemand.NONE and not session.file.items(SECOND_READING):
        return ()
    percent = max(profile.sample_percent, kept.sample_percent)
    wanted = dataclasses.replace(profile, second_reader=demand, sample_percent=percent)
    return tuple(
        Blocker(kind, item.document_id, item.page_index, _finding_of(item))
        for item in queue(session, states, wanted)
        if (kind := _blocks(item, demand)) is not None
    )


def _blocks(item: QueueItem, demand: SecondReaderDemand) -> BlockerKind | None:
    if item.reason is ReadingReason.DISPUTED:
        return BlockerKind.DISPUTED
    if demand is SecondReaderDemand.NONE:
        return None
    if demand is SecondReaderDemand.DOCUMENTS and item.key != WHOLE:
        return None
    return BlockerKind.SECOND_READER


def _finding_of(item: QueueItem) -> FindingId | None:
    return FindingId(item.key) if item.key else None
