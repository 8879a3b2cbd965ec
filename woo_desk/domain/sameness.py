"""Which documents are the very same thing: by their bytes, a message by its parts, by their pages.

Standard library only. What is said here is marked at once, without a person, so each rule only
joins what says the same in every part; what differs anywhere is left to `domain.likeness`.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from woo_desk.domain.document import Document, HiddenKind
from woo_desk.domain.ids import DocumentId, Sha256
from woo_desk.domain.likeness import representative_of
from woo_desk.domain.threads import address_of, plain_subject

_OF_THE_FILE = frozenset(
    (HiddenKind.METADATA, HiddenKind.REPAIRED, HiddenKind.SIGNATURE, HiddenKind.BOOKMARK)
)
"""Hidden things that belong to a file and not to what it says: a file saved again has others."""

Copies = dict[DocumentId, DocumentId | None]
"""By document the one that it is a copy of."""


@dataclass(frozen=True, slots=True)
class PageKey:
    """What the pages of a document say and look like."""

    text_key: str
    picture_key: str


@dataclass(slots=True)
class Sameness:
    """Finds copies among the documents of a dossier.

    Attributes:
        documents: in order of number.
        copies: what is known so far; `by_parts` and the others add to it.
    """

    documents: Sequence[Document]
    copies: Copies = field(init=False)
    _pointing: dict[DocumentId, list[DocumentId]] = field(init=False)
    """By document those that are copies of it."""
    _kept_earlier: frozenset[DocumentId] = field(init=False)
    """Those that had copies before this round: they stay the ones that are judged."""
    _children: Mapping[DocumentId, list[Document]] = field(init=False)

    def __post_init__(self) -> None:
        self.copies = {each.id: each.duplicate_of for each in self.documents}
        self._pointing = defaultdict(list)
        for copy, kept in self.copies.items():
            if kept is not None:
                self._pointing[kept].append(copy)
        self._kept_earlier = frozenset(self._pointing)
        children: dict[DocumentId, list[Document]] = defaultdict(list)
        for document in self.documents:
            if document.parent is not None:
                children[document.parent].append(document)
        self._children = children

    def by_bytes(self) -> None:
        """The same file twice: a later copy points at the first."""
        first: dict[Sha256, DocumentId] = {}
        for document in self.documents:
            if not document.source_sha256:
                continue
            kept = first.setdefault(document.source_sha256, document.id)
            if kept != document.id and self.copies[document.id] is None:
                self._point(document.id, kept)

    def by_parts(self) -> None:
        """The same message in another mailbox or another format.

        The same identifier, words and attachments; or, where one has no identifier, the same
        sender, minute, subject, recipients, words and attachments.
        """
        by_id: dict[str, list[Document]] = defaultdict(list)
        by_moment: dict[str, list[Document]] = defaultdict(list)
        # WHY from the last: what lies in a message has a higher number than the message.
        for document in reversed(self.documents):
            if document.mail is None or self.copies[document.id] is not None:
                continue
            parts = self._parts(document)
            if parts is None:
                continue
            if document.mail.message_id:
                group = by_id[f"{document.mail.message_id} {parts}"]
                group.append(document)
                self._join(group)
            moment = _moment(document)
            if moment:
                by_moment[f"{moment} {parts}"].append(document)
        for group in by_moment.values():
            nameless = [one for one in group if not one.mail or not one.mail.message_id]
            if nameless and len(group) > 1:
                named = {one.mail.message_id for one in group if one.mail} - {""}
                if len(named) <= 1:
                    self._join(group)

    def by_pages(self, keys: Mapping[DocumentId, PageKey]) -> None:
        """The same text on pages that look the same, whatever file they came in."""
        groups: dict[str, list[Document]] = defaultdict(list)
        for document in reversed(self.documents):
            key = keys.get(document.id)
            if key is None or self.copies[document.id] is not None or document.problem:
                continue
            inside = self._inside(document)
            if inside is None or not key.picture_key:
                continue
            said = [(item.kind, item.detail) for item in document.hidden
                    if item.kind not in _OF_THE_FILE]  # fmt: skip
            groups[f"{key.text_key} {key.picture_key} {_digest([inside, said])}"].append(document)
        for group in groups.values():
            self._join(group)

    def changed(self) -> Mapping[DocumentId, DocumentId]:
        """The copies that are new, each with the document that is judged for it."""
        return {
            document.id: kept
            for document in self.documents
            if document.duplicate_of is None and (kept := self.copies[document.id]) is not None
        }

    def _parts(self, document: Document) -> str | None:
        inside = self._inside(document)
        if inside is None or document.mail is None:
            return None
        return _digest([document.mail.body_key, document.mail.body_words, inside])

    def _inside(self, document: Document) -> list[DocumentId] | None:
        """What hangs on a document, copies by what they are copies of; None while not all is in."""
        children = self._children.get(document.id, [])
        if len(children) != document.children:
            return None
        return sorted(representative_of(child.id, self.copies) for child in children)

    def _join(self, group: Sequence[Document]) -> None:
        """Point all at one of them that lacks nothing that another one has."""
        present = [one for one in group if self.copies[one.id] is None]
        if len(present) < 2:
            return
        kept = min(
            present,
            key=lambda one: (one.id not in self._kept_earlier, -len(_recipients(one)), one.number),
        )
        for one in present:
            # WHY: the copy of the sender names those in bcc too; that may not go unseen.
            if one.id != kept.id and len(_recipients(one)) <= len(_recipients(kept)):
                self._point(one.id, kept.id)

    def _point(self, copy: DocumentId, kept: DocumentId) -> None:
        kept = representative_of(kept, self.copies)
        if kept == copy:
            return
        followers = [copy, *self._pointing.pop(copy, ())]
        for follower in followers:
            self.copies[follower] = kept
        self._pointing[kept] += followers


def _recipients(document: Document) -> tuple[str, ...]:
    return document.mail.recipients if document.mail else ()


def _moment(document: Document) -> str:
    """Sender, minute, subject and recipients; "" when too little of it is known."""
    facts = document.mail
    if facts is None or facts.sent_at is None or not facts.sender or not facts.body_key:
        return ""
    return _digest(
        [
            address_of(facts.sender),
            int(facts.sent_at.timestamp() // 60),
            plain_subject(facts.subject),
            sorted(address_of(one) for one in facts.recipients),
        ]
    )


def _digest(parts: Iterable[object]) -> str:
    return hashlib.sha256(repr(list(parts)).encode()).hexdigest()
