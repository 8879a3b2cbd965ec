"""Conversations of messages, and messages that a later one holds. Standard library only.

Sources: RFC 5322 (3.6.4) for Message-ID, In-Reply-To and References; MS-OXOMSG 2.2.1.3 for the
conversation index, whose first 22 bytes all messages of one conversation share.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from woo_desk.domain.document import MailFacts
from woo_desk.domain.ids import DocumentId

_REPLY = re.compile(
    r"(?:(?:re|fw|fwd|aw|wg|antw|antwoord|betr|doorst|doorgestuurd|beantw)\s*(?:\[\d+\])?\s*:"
    r"|\[(?:extern|external|ext|spam)\]:?)\s*",
    re.IGNORECASE,
)
"""Before a subject, in Dutch, English and German mail programs."""
_ADDRESS = re.compile(r"[\w.+'-]+@[\w.-]+")
_CONVERSATION = 44
"""Hexadecimal digits of a conversation index that name the conversation."""
_APART = dt.timedelta(days=60)
"""Messages of one subject that lie further apart are two conversations."""
_QUOTED_WORDS = 3
"""Texts of fewer words ("Akkoord") stand in any message."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One message with what is known of it."""

    id: DocumentId
    number: int
    facts: MailFacts


def plain_subject(subject: str) -> str:
    """The subject without what mail programs put before it, to compare by."""
    words = subject.strip()
    while (match := _REPLY.match(words)) is not None:
        words = words[match.end() :]
    return " ".join(words.casefold().split())


def is_reply(subject: str) -> bool:
    """Whether the subject says that it answers or forwards something."""
    return _REPLY.match(subject.strip()) is not None


def address_of(person: str) -> str:
    """The mail address in "Naam <adres>"; the name when there is none."""
    match = _ADDRESS.search(person)
    return (match.group() if match else person).casefold().strip()


def conversations(letters: Sequence[Letter]) -> Mapping[DocumentId, str]:
    """The name of each message's thread: the id of the document that came first in it.

    Messages belong together by identifiers first. One that answers something ("RE: …") and names
    no message that is here also joins a conversation with the same subject and a shared
    participant, when they lie at most two months apart.
    """
    groups = _Groups()
    for letter in letters:
        for name in _names(letter.facts):
            groups.join(f"document {letter.id}", name)
    _join_by_subject(letters, groups)
    first: dict[str, DocumentId] = {}
    for letter in sorted(letters, key=lambda each: each.number):
        first.setdefault(groups.find(f"document {letter.id}"), letter.id)
    return {letter.id: first[groups.find(f"document {letter.id}")] for letter in letters}


def _names(facts: MailFacts) -> list[str]:
    ids = [facts.message_id, facts.in_reply_to, *facts.references]
    names = [f"message {one}" for one in ids if one]
    if len(facts.thread_index) >= _CONVERSATION:
        names.append(f"conversation {facts.thread_index[:_CONVERSATION].lower()}")
    return names


def _join_by_subject(letters: Sequence[Letter], groups: _Groups) -> None:
    by_subject: dict[str, list[Letter]] = defaultdict(list)
    present = {letter.facts.message_id for letter in letters} - {""}
    for letter in letters:
        if subject := plain_subject(letter.facts.subject):
            by_subject[subject].append(letter)
    for alike in by_subject.values():
        alike.sort(key=_moment)
        for place, letter in enumerate(alike):
            if not is_reply(letter.facts.subject) or _is_answer_to_known(letter.facts, present):
                continue
            before = next((o for o in reversed(alike[:place]) if _may_answer(letter, o)), None)
            if before is not None:
                groups.join(f"document {letter.id}", f"document {before.id}")


def _is_answer_to_known(facts: MailFacts, present: set[str]) -> bool:
    return any(one in present for one in (facts.in_reply_to, *facts.references))


def _moment(letter: Letter) -> tuple[float, int]:
    sent = letter.facts.sent_at
    return (sent.timestamp() if sent else float("inf"), letter.number)


def _may_answer(letter: Letter, earlier: Letter) -> bool:
    mine, theirs = letter.facts, earlier.facts
    moments = mine.sent_at, theirs.sent_at
    if moments[0] is not None and moments[1] is not None and moments[0] - moments[1] > _APART:
        return False
    return bool(_participants(mine) & _participants(theirs))


def _participants(facts: MailFacts) -> set[str]:
    return {address_of(one) for one in (facts.sender, *facts.recipients) if one}


class _Groups:
    """Names that belong together (union-find)."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def find(self, name: str) -> str:
        """What stands for the group of a name."""
        top = name
        while (above := self._above.get(top, top)) != top:
            top = above
        while name != top:
            self._above[name], name = top, self._above.get(name, top)
        return top

    def join(self, one: str, other: str) -> None:
        """From now on these are of one group."""
        self._above[self.find(one)] = self.find(other)


@dataclass(frozen=True, slots=True)
class Told:
    """The words that a message itself brings to a thread, what it quotes included."""

    id: DocumentId
    number: int
    sent_at: dt.datetime | None
    words: Sequence[str]


def quoted_completely(thread: Iterable[Told]) -> Mapping[DocumentId, DocumentId]:
    """Each message whose whole text stands in a later one, with the longest that holds it."""
    texts = [(told, f" {' '.join(told.words)} ") for told in thread]
    texts.sort(key=lambda each: (len(each[0].words), each[0].number))
    held: dict[DocumentId, DocumentId] = {}
    for place, (told, text) in enumerate(texts):
        if len(told.words) < _QUOTED_WORDS:
            continue
        for later, longer in reversed(texts[place + 1 :]):
            if len(longer) > len(text) and _is_later(later, told) and text in longer:
                held[told.id] = later.id
                break
    return held


def _is_later(one: Told, other: Told) -> bool:
    if one.sent_at is None or other.sent_at is None:
        return True
    return one.sent_at >= other.sent_at
