"""What is done about a passage that is redacted here and readable there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from woo_desk.domain.changes import Changes
from woo_desk.domain.geometry import Span
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.passage import PassageChoice, PassageDifference
from woo_desk.domain.redaction import RedactionOrigin
from woo_desk.errors import UsageError
from woo_desk.usecases.consistency import OpenPlace, folded
from woo_desk.usecases.flow import Flow, in_steps
from woo_desk.usecases.passages import read_passages
from woo_desk.usecases.session import Session
from woo_desk.usecases.sweep import redact_open_places, redact_places

ROUNDS = 3


def redact_here_too(
    session: Session,
    differences: Sequence[PassageDifference],
    origin: RedactionOrigin = RedactionOrigin.SEARCH,
) -> Flow[int]:
    """Redact at the readable places what is redacted at the others; returns how many boxes."""
    places: dict[tuple[DocumentId, int, Span], OpenPlace] = {}
    for difference in differences:
        side = difference.readable
        page = session.file.page_text(side.document_id, side.page_index)
        words = page.text if page else ""
        for span in difference.missing:
            places[side.document_id, side.page_index, span] = OpenPlace(
                side.document_id,
                side.page_index,
                span,
                words[span.start : span.end],
                difference.ground_codes,
            )
    return (yield from redact_places(session, list(places.values()), origin))


def redact_every_passage(session: Session, origin: RedactionOrigin) -> Flow[int]:
    """Redact whatever differs, for runs without a person; returns how many boxes.

    WHY in rounds: a box that is added may make another place differ. Whatever still differs after
    the last round holds its document back.
    """
    done = 0
    for _ in range(ROUNDS):
        found = yield from in_steps("sweep", read_passages(session, session.file.states()))
        if not found:
            break
        done += yield from redact_here_too(session, found, origin)
    return done


def redact_everywhere(session: Session, origin: RedactionOrigin) -> Flow[None]:
    """Redact the same words and the same passages in the whole dossier, without a person.

    WHY in rounds: a passage can have the word in small letters, and then it goes there too; from
    then on that is a word to look for. What is left after the last holds its document back.
    """
    for turn in range(ROUNDS):
        made = yield from redact_open_places(session, origin)
        if turn and not made:
            break
        if not (yield from redact_every_passage(session, origin)):
            break


def alike(
    session: Session, difference: PassageDifference, among: Iterable[PassageDifference]
) -> tuple[PassageDifference, ...]:
    """Those of some differences that are about the same readable words, this one among them."""
    wanted = _missing_words(session, difference)
    return tuple(each for each in among if _missing_words(session, each) == wanted)


def leave_so(session: Session, differences: Sequence[PassageDifference], reason: str) -> Changes:
    """Record that differences are meant, and why; UsageError "passage_no_reason"."""
    if not reason.strip():
        raise UsageError("passage_no_reason")
    with session.step("passage_choice") as tx:
        for each in differences:
            tx.put(
                PassageChoice(
                    each.key,
                    each.readable.document_id,
                    reason.strip(),
                    session.user,
                    session.clock.now(),
                )
            )
    return tx.changes


def _missing_words(session: Session, difference: PassageDifference) -> tuple[str, ...]:
    side = difference.readable
    page = session.file.page_text(side.document_id, side.page_index)
    shown = page.text if page else ""
    return tuple(folded(shown[span.start : span.end]) for span in difference.missing)
