"""Proposes what falls within the request and what does not, with the reason. A person decides.

Standard library only. Source: shared domain study, R03 to R05: a candidate is held against the
period, the actors, the kinds and the subject of the request; messages about the work itself,
invitations and forwards without a word of their own are candidates to leave out.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from woo_desk.domain.document import Document, SourceType
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.scope import ScopeOutcome, ScopeReason
from woo_desk.domain.wording import words_in

_SHORT = 30
"""Words of one's own up to which a message can be about the work itself."""
_PROCESS_SUBJECT = re.compile(
    r"\s*(?:automatisch antwoord|automatic reply|out of office|afwezig(?:heid)?\b|gelezen:|read:"
    r"|ontvangstbevestiging|onbestelbaar|undeliverable|mail delivery|niet gelezen:"
    r"|geaccepteerd:|accepted:|geweigerd:|declined:|voorlopig:|tentative:|geannuleerd:|canceled:)",
    re.IGNORECASE,
)
_PROCESS_WORDS = (
    "akkoord", "bedankt", "dank", "dankjewel", "ontvangen", "ter informatie", "tot morgen",
    "tot straks", "even bellen", "ben onderweg", "wil je printen", "zie bijlage", "zie bijgaand",
    "zie hieronder", "thanks", "prima", "fijn weekend", "beterschap", "gefeliciteerd",
)  # fmt: skip
_FORWARD = re.compile(r"\s*(?:fw|fwd|doorst|doorgestuurd)\s*:", re.IGNORECASE)
_QUOTE = re.compile(
    r" (?:oorspronkelijk bericht|original message|doorgestuurd bericht|forwarded message"
    r"|van .{1,120}? (?:verzonden|datum|sent) |from .{1,120}? sent |op .{5,100}? schreef )"
)
_OWN_FORWARD = 4
"""Words of one's own that a forward may have: a greeting."""


@dataclass(frozen=True, slots=True)
class ScopeRequest:
    """What was asked for, beside the period, which is a field of the dossier."""

    text: str = ""
    """The words of the request."""
    subjects: tuple[str, ...] = ()
    """Words of which one has to occur; a word also counts as the beginning of a longer one."""
    actors: tuple[str, ...] = ()
    """Persons and units of which one has to occur."""
    kinds: tuple[str, ...] = ()
    """Kinds of documents that were asked for; none for every kind."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a proposal is made of."""

    document: Document
    words: Sequence[str] = ()
    """Of the whole document; none when it could not be read."""
    body: Sequence[str] = ()
    """Of a message without its heading."""
    first: dt.date | None = None
    """First day that it may be of."""
    last: dt.date | None = None
    about: str = ""
    """Author, addressees and subject, as they are told."""
    copy_of: str = ""
    """Printed number of the document that is judged for it."""
    quoted_in: str = ""
    """Printed number of a message that holds all of it."""
    forwards_known: bool = False
    """Another message of its thread is in the dossier."""


@dataclass(frozen=True, slots=True)
class ScopeProposal:
    """One proposal. Its reason in words: text `scope_proposal.<why>` with `values`."""

    document_id: DocumentId
    outcome: ScopeOutcome
    reason: ScopeReason
    why: str
    values: Mapping[str, str | int] = field(default_factory=dict)


def propose_scope(
    candidate: Candidate,
    request: ScopeRequest,
    first: dt.date | None = None,
    last: dt.date | None = None,
) -> ScopeProposal | None:
    """What is proposed for one document; None when nothing can be said.

    Args:
        candidate: the document.
        request: what was asked.
        first: first day of the period asked for; None for no bound.
        last: last day of it.
    """
    return (
        _same_thing(candidate)
        or _process(candidate)
        or _period(candidate, first, last)
        or _kind(candidate, request)
        or _actor(candidate, request)
        or _subject(candidate, request)
    )


def _out(candidate: Candidate, reason: ScopeReason, why: str, **values: str | int) -> ScopeProposal:
    outcome = ScopeOutcome.OUT_OF_SCOPE
    return ScopeProposal(candidate.document.id, outcome, reason, why, values)


def _same_thing(candidate: Candidate) -> ScopeProposal | None:
    document = candidate.document
    if candidate.copy_of or candidate.quoted_in:
        why = "copy" if candidate.copy_of else "quoted"
        values = {"number": candidate.copy_of or candidate.quoted_in}
        return ScopeProposal(
            document.id, ScopeOutcome.DUPLICATE, ScopeReason.DUPLICATE, why, values
        )
    if document.source_type.is_container:
        return _out(candidate, ScopeReason.CONTAINER, "container")
    return None


def _process(candidate: Candidate) -> ScopeProposal | None:
    """Invitations, automatic messages, forwards without a word, and "Akkoord, dank"."""
    document = candidate.document
    if document.source_type is SourceType.CALENDAR:
        return _out(candidate, ScopeReason.PERSONAL_OR_PROCESS, "invite")
    if document.mail is None:
        return None
    if _PROCESS_SUBJECT.match(document.mail.subject):
        return _out(candidate, ScopeReason.PERSONAL_OR_PROCESS, "automatic")
    if not candidate.body or document.children:
        return None
    own = _own_words(candidate.body)
    is_forward = bool(_FORWARD.match(document.mail.subject))
    if is_forward and candidate.forwards_known and len(own) <= _OWN_FORWARD:
        return _out(candidate, ScopeReason.PERSONAL_OR_PROCESS, "forward")
    phrase = _phrase(own, _PROCESS_WORDS) if len(own) <= _SHORT and not is_forward else ""
    if phrase:
        return _out(candidate, ScopeReason.PERSONAL_OR_PROCESS, "process", words=phrase)
    return None


def _own_words(body: Sequence[str]) -> Sequence[str]:
    """The words above the first quoted heading."""
    text = f" {' '.join(body)} "
    match = _QUOTE.search(text)
    return text[: match.start()].split() if match else body


def _phrase(words: Sequence[str], phrases: Sequence[str]) -> str:
    text = f" {' '.join(words)} "
    return next((phrase for phrase in phrases if f" {phrase} " in text), "")


def _period(
    candidate: Candidate, first: dt.date | None, last: dt.date | None
) -> ScopeProposal | None:
    earliest, latest = candidate.first, candidate.last
    if earliest is None or latest is None:
        return None
    printed = _printed(earliest, latest)
    if first is not None and latest < first:
        return _out(
            candidate, ScopeReason.PERIOD, "before", date=printed, limit=_printed(first, first)
        )
    if last is not None and earliest > last:
        return _out(
            candidate, ScopeReason.PERIOD, "after", date=printed, limit=_printed(last, last)
        )
    return None


def _printed(first: dt.date, last: dt.date) -> str:
    one = first.strftime("%d-%m-%Y")
    return one if first == last else f"{one}/{last.strftime('%d-%m-%Y')}"


def _kind(candidate: Candidate, request: ScopeRequest) -> ScopeProposal | None:
    kind = candidate.document.kind
    if not request.kinds or not kind:
        return None
    asked = {each.casefold() for each in request.kinds}
    if kind.casefold() in asked:
        return None
    return _out(candidate, ScopeReason.KIND, "kind", kind=kind)


def _actor(candidate: Candidate, request: ScopeRequest) -> ScopeProposal | None:
    if not request.actors or not candidate.words:
        return None
    text = f" {' '.join(candidate.words)} {' '.join(words_in(candidate.about))} "
    if any(_occurs(actor, text) for actor in request.actors):
        return None
    return _out(candidate, ScopeReason.ACTOR, "actor", actors=", ".join(request.actors))


def _subject(candidate: Candidate, request: ScopeRequest) -> ScopeProposal | None:
    """Whether a word of the request occurs; if so, the document is proposed to be within it."""
    if not request.subjects or not candidate.words:
        return None
    text = f" {' '.join(candidate.words)} {' '.join(words_in(candidate.about))} "
    counts = {subject: _occurs(subject, text) for subject in request.subjects}
    word, count = max(counts.items(), key=lambda each: each[1])
    if not count:
        return _out(candidate, ScopeReason.SUBJECT, "subject", subjects=", ".join(request.subjects))
    return ScopeProposal(
        candidate.document.id,
        ScopeOutcome.IN_SCOPE,
        ScopeReason.NONE,
        "within",
        {"word": word, "count": count},
    )


def _occurs(term: str, text: str) -> int:
    """How often a term stands in a text of words, also as the beginning of a longer word."""
    words = " ".join(words_in(term))
    return text.count(f" {words}") if words else 0
