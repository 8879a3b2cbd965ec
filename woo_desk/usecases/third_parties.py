"""Third parties to be heard: who they are, which passages are theirs, and what they said."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from woo_desk.domain.changes import Changes
from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.finding import Finding, Proposal
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.procedure import ProcedureEvent, ProcedureEventKind
from woo_desk.domain.third_party import Passage, ThirdParty, ViewOutcome, given_from, masked
from woo_desk.errors import UsageError
from woo_desk.store.rows import THIRD_PARTY
from woo_desk.texts import dutch_text, text
from woo_desk.usecases.procedure import day_text, procedure, shown_day
from woo_desk.usecases.publication import publication_settings
from woo_desk.usecases.session import Session, new_id
from woo_desk.usecases.text_search import Query, compiled

_AROUND = 400
"""Characters on either side within which the paragraph around a place is looked for."""
_END = re.compile(r"\n\s*\n|(?<=[^\W\d_]{3}[.!?])\s+(?=[A-Z0-9‘“\"'(])")
"""Between two paragraphs or sentences; an initial or a short abbreviation ends none."""


def third_parties(session: Session) -> tuple[ThirdParty, ...]:
    """All of them, in the order in which they were put there."""
    return session.file.items(THIRD_PARTY)


def add_third_party(
    session: Session, name: str, address: str = "", terms: Sequence[str] = ()
) -> ThirdParty:
    """Put a party in the dossier, with the passages that speak of it.

    Raises:
        UsageError: "party_without_name".
    """
    if not name.strip():
        raise UsageError("party_without_name")
    words = tuple(dict.fromkeys(term.strip() for term in terms if term.strip()))
    party = ThirdParty(new_id(), name.strip(), address.strip(), words)
    party = _with_passages(session, party)
    with session.step("third_party") as tx:
        tx.put(party)
    return party


def change_third_party(session: Session, party: ThirdParty) -> Changes:
    """Replace what is known of a party; its passages are looked up again when its words changed."""
    known = {each.id: each for each in third_parties(session)}.get(party.id)
    if known == party:
        return Changes()
    if known is None or (known.name, known.terms) != (party.name, party.terms):
        party = _with_passages(session, party)
    with session.step("third_party") as tx:
        tx.put(party)
    return Changes("step.third_party", dossier=True)


def remove_third_party(session: Session, party: ThirdParty) -> Changes:
    """Take a party out of the dossier."""
    with session.step("third_party") as tx:
        tx.remove(party)
    return Changes("step.third_party", dossier=True)


def look_again(session: Session) -> Changes:
    """Look the passages of all parties up anew: documents came, or pages were read again."""
    found = [(party, _with_passages(session, party)) for party in third_parties(session)]
    changed = [new for old, new in found if old != new]
    if not changed:
        return Changes()
    with session.step("third_party") as tx:
        for party in changed:
            tx.put(party)
    return Changes("step.third_party", dossier=True)


# Asking and answering ----------------------------------------------------------------------------


def ask_parties(
    session: Session, parties: Sequence[ThirdParty], day: dt.date, until: dt.date, *, told: bool
) -> Changes:
    """Note that parties were asked for their view, and until when they may answer.

    Args:
        session: of the dossier.
        parties: who were asked; an answer that they gave before no longer counts.
        day: on which they were asked.
        until: last day for an answer.
        told: the requester was told on the same day that third parties are heard. Then the term
            stands still from the day after, until the answers are in or their time has passed
            (Woo art. 4.4 lid 3); without that word it does not.

    Raises:
        UsageError: "event_day_wrong": the last day lies before the first.
    """
    if until < day:
        raise UsageError("event_day_wrong")
    asked = [
        dataclasses.replace(
            party, asked_on=day, answer_until=until, answered_on=None, outcome=ViewOutcome.NONE,
            followed=False, relief=False,
        )
        for party in parties
    ]  # fmt: skip
    with session.step("third_party") as tx:
        for party in asked:
            tx.put(party)
        if told:
            event = ProcedureEvent(
                new_id(), ProcedureEventKind.VIEWS_ASKED, day, until=_latest(session, asked)
            )
            tx.put(event)
    return Changes("step.third_party", dossier=True)


def record_view(session: Session, party: ThirdParty) -> Changes:
    """Note what a party answered; once all have, the term goes on.

    Args:
        session: of the dossier.
        party: as it is now, with `answered_on` and `outcome`.

    Raises:
        UsageError: "view_without_day": an answer without the day on which it came;
            "event_day_wrong": one that came before the question.
    """
    if party.outcome not in (ViewOutcome.NONE, ViewOutcome.SILENT):
        if party.answered_on is None:
            raise UsageError("view_without_day")
        if party.asked_on is not None and party.answered_on < party.asked_on:
            raise UsageError("event_day_wrong")
    others = [each for each in third_parties(session) if each.id != party.id]
    every = [each for each in (*others, party) if each.asked_on is not None]
    with session.step("third_party") as tx:
        tx.put(party)
        asked = _open_question(session)
        answers = [each.answered_on for each in every if each.answered_on is not None]
        if asked and answers and all(each.outcome is not ViewOutcome.NONE for each in every):
            day = max((asked.day, *answers))
            tx.put(ProcedureEvent(new_id(), ProcedureEventKind.VIEWS_IN, day))
    return Changes("step.third_party", dossier=True)


def _latest(session: Session, asked: Sequence[ThirdParty]) -> dt.date:
    """The term stands still for the party that may answer longest."""
    again = {party.id for party in asked}
    waiting = [
        party.answer_until
        for party in third_parties(session)
        if party.id not in again and party.outcome is ViewOutcome.NONE
    ]
    return max(day for day in (*waiting, *(p.answer_until for p in asked)) if day is not None)


def _open_question(session: Session) -> ProcedureEvent | None:
    """The last time that the requester was told, while nothing says that the views are in."""
    for event in reversed(procedure(session)):
        if event.kind is ProcedureEventKind.VIEWS_IN:
            return None
        if event.kind is ProcedureEventKind.VIEWS_ASKED:
            return event
    return None


# What follows from it ----------------------------------------------------------------------------


def objecting(session: Session) -> frozenset[DocumentId]:
    """Documents with a passage that would be given although somebody objects."""
    parties = third_parties(session)
    return frozenset(place.document_id for party in parties for place in party.objected)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A document that is not given yet."""

    document_id: DocumentId
    page_index: int
    until: dt.date | None
    """First day on which it may be given; None while there is no decision, or a judge has to
    speak first."""
    relief: bool
    """It waits for the judge."""


def waiting_documents(session: Session) -> tuple[Waiting, ...]:
    """What must not be given yet because somebody objects, in order of the documents.

    Woo art. 4.4 lid 5: two weeks after the decision, or when the judge has spoken. Art. 68 of the
    Grondwet has no such rule.
    """
    if session.dossier.basis is not LegalBasis.WOO:
        return ()
    until = given_on(session)
    today = session.clock.now().date()
    found: dict[DocumentId, Waiting] = {}
    for party in third_parties(session):
        for place in party.objected:
            earlier = found.get(place.document_id)
            relief = party.relief or bool(earlier and earlier.relief)
            if relief or until is None or today < until:
                page = earlier.page_index if earlier else place.page_index
                when = None if relief else until
                found[place.document_id] = Waiting(place.document_id, page, when, relief)
    order = [document.id for document in session.file.documents()]
    return tuple(found[each] for each in order if each in found)


def why_waiting(each: Waiting) -> str:
    """Until when a document waits, in words."""
    if each.relief:
        return text("waiting.judge")
    if each.until is None:
        return text("waiting.not_decided")
    return text("waiting.given_from", day=shown_day(each.until))


def suspended(session: Session) -> frozenset[DocumentId]:
    """Documents that have a row in the publication and no file yet ("opgeschort")."""
    return frozenset(each.document_id for each in waiting_documents(session))


def given_on(session: Session) -> dt.date | None:
    """First day on which what somebody objects to may be given; None without a decision."""
    events = procedure(session)
    decided = [event.day for event in events if event.kind is ProcedureEventKind.DECIDED]
    day = max(decided) if decided else publication_settings(session).decision_day
    free = [event.day for event in events if event.kind is ProcedureEventKind.FREE_DAY]
    return given_from(day, free) if day else None


# The letter --------------------------------------------------------------------------------------


def party_material(
    party: ThirdParty, states: Sequence[DocumentState]
) -> tuple[dict[str, str], list[dict[str, str]]]:
    """Values and passages for the letter to one party; words of others are masked in them."""
    by_id = {state.document.id: state for state in states}
    own = (party.name, *party.terms)
    rows = []
    for passage in party.own_passages:
        state = by_id.get(passage.document_id)
        if state is None:  # the document was taken out
            continue
        others = [box.text for box in state.redactions]
        others += [finding.text for finding in state.findings if _is_private(state, finding)]
        rows.append(
            {
                "nummer": state.document.printed_number,
                "bladzijde": str(passage.page_index + 1),
                "tekst": masked(passage.text, others, own),
            }
        )
    address = "\n".join(line for line in (party.name, party.address) if line)
    values = {
        "derde": address,
        "aantal_passages": str(len(rows)),
        "antwoord_voor": day_text(party.answer_until) or dutch_text("letter.day_to_fill"),
        "geadresseerde": address,
    }
    return values, rows


def _is_private(state: DocumentState, finding: Finding) -> bool:
    return finding.proposal is not Proposal.KEEP and finding.id not in state.rejected


def _with_passages(session: Session, party: ThirdParty) -> ThirdParty:
    """What a person said of a passage stays with it when it is found again."""
    found = []
    for each in _passages(session, (party.name, *party.terms)):
        same = [old for old in party.passages if _is_same(old, each)]
        is_theirs = all(old.is_theirs for old in same)
        objection = any(old.objection for old in same)
        found.append(dataclasses.replace(each, is_theirs=is_theirs, objection=objection))
    return dataclasses.replace(party, passages=tuple(found))


def _is_same(old: Passage, new: Passage) -> bool:
    is_here = (old.document_id, old.page_index) == (new.document_id, new.page_index)
    return is_here and (old.text in new.text or new.text in old.text)


def _passages(session: Session, terms: Sequence[str]) -> Iterator[Passage]:
    """Every paragraph with one of the words, once, in the order of the documents.

    Redacted places count too: what is withheld for a party's sake is what it must be asked about.
    """
    patterns = [pattern for term in terms if (pattern := compiled(Query(term, whole_words=True)))]
    for document in session.file.documents():
        for index, page in enumerate(session.file.page_texts(document.id)):
            hits = (match for pattern in patterns for match in pattern.finditer(page))
            spans = sorted({_around(page, match.start(), match.end()) for match in hits})
            for start, end in _apart(spans):
                yield Passage(document.id, index, " ".join(page[start:end].split()))


def _around(page: str, start: int, end: int) -> tuple[int, int]:
    """The sentence or paragraph that holds a place."""
    low, high = max(start - _AROUND, 0), min(end + _AROUND, len(page))
    marks = [*_END.finditer(page, low, high)]
    left = max((mark.end() for mark in marks if mark.end() <= start), default=low)
    right = min((mark.start() for mark in marks if mark.start() >= end), default=high)
    return left, right


def _apart(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans that overlap as one."""
    current: tuple[int, int] | None = None
    for start, end in spans:
        if current is None or start >= current[1]:
            if current is not None:
                yield current
            current = (start, end)
        else:
            current = (current[0], max(current[1], end))
    if current is not None:
        yield current
