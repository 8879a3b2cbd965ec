"""Third parties to be heard: who they are, which passages are theirs, and what they said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from woo_desk.domain.changes import Changes
from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.third_party import Passage, ThirdParty, ViewOutcome, masked
from woo_desk.errors import UsageError
from woo_desk.store.rows import THIRD_PARTY
from woo_desk.texts import dutch_text
from woo_desk.usecases.procedure import day_text
from woo_desk.usecases.session import Session, new_id
from woo_desk.usecases.text_search import Query, compiled

_AROUND = 400
"""Characters on either side within which the paragraph around a place is looked for."""
_ENDS = ("\n\n", ". ", ".\n")


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


def waiting_parties(session: Session, today: dt.date) -> tuple[ThirdParty, ...]:
    """Those that were not asked yet, or whose answer may still come."""
    return tuple(party for party in third_parties(session) if party.waits(today))


def objecting(session: Session) -> frozenset[DocumentId]:
    """Documents with a passage that somebody objects to: given two weeks later (art. 4.4 lid 5)."""
    against = (ViewOutcome.OBJECTS, ViewOutcome.PARTLY)
    return frozenset(
        passage.document_id
        for party in third_parties(session)
        if party.outcome in against
        for passage in party.passages
    )


def party_material(
    party: ThirdParty, states: Sequence[DocumentState]
) -> tuple[dict[str, str], list[dict[str, str]]]:
    """Values and passages for the letter to one party; words of others are masked in them."""
    by_id = {state.document.id: state for state in states}
    own = (party.name, *party.terms)
    rows = []
    for passage in party.passages:
        state = by_id.get(passage.document_id)
        if state is None:  # the document was taken out
            continue
        others = [box.text for box in state.redactions]
        others += [finding.text for finding in state.findings if state.is_open(finding)]
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


def _with_passages(session: Session, party: ThirdParty) -> ThirdParty:
    found = tuple(_passages(session, (party.name, *party.terms)))
    return ThirdParty(
        party.id, party.name, party.address, party.terms, found, party.asked_on,
        party.answer_until, party.answered_on, party.outcome, party.effect,
    )  # fmt: skip


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
    before, after = page[max(start - _AROUND, 0) : start], page[end : end + _AROUND]
    left = max((before.rfind(mark) + len(mark) for mark in _ENDS if mark in before), default=0)
    stops = [after.find(mark) + 1 for mark in _ENDS if mark in after]
    return start - len(before) + left, end + (min(stops) if stops else len(after))


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
