"""Holds a dossier against the truth of a made-up handover: copies, threads, quoted messages."""

from __future__ import annotations

from dataclasses import dataclass

from tests.helpers.handover import Handover, Item
from woo_desk.domain.document import Document, Relation
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.likeness import LikenessKind, representative_of
from woo_desk.store.rows import LIKENESS
from woo_desk.usecases.session import Session


def by_place(session: Session) -> dict[str, Document]:
    """The documents by where they came from, in the words of the handover."""
    documents = {document.id: document for document in session.file.documents()}

    def place(document: Document) -> str:
        if document.parent is None:
            return document.source_path.removeprefix("bron/")
        inside = document.path_in_container
        if document.relation is Relation.MESSAGE:
            inside = inside.removeprefix("bericht ").removesuffix(".eml")
        return f"{place(documents[document.parent])}!{inside}"

    return {place(document): document for document in documents.values()}


@dataclass(frozen=True, slots=True)
class Figures:
    """What was found of what was planted."""

    copies: int
    missed_copies: tuple[str, ...]
    false_merges: tuple[str, ...]
    """Places of documents that are one thing and were made from two."""
    threads: int
    wrong_threads: int
    """Conversations that fell apart or ran together."""
    quoted: int
    missed_quoted: tuple[str, ...]
    false_quoted: tuple[str, ...]
    likely: int
    """Other likenesses that were proposed."""
    families: int
    wrong_families: tuple[str, ...]


def figures_of(session: Session, made: Handover) -> Figures:
    """Count what is right and name what is not."""
    return _Truth(session, made).figures()


class _Truth:
    def __init__(self, session: Session, made: Handover) -> None:
        self._session = session
        self._items = {item.number: item for item in made.items}
        at = by_place(session)
        self._at = {item.number: at[item.place] for item in made.items}
        copies = {document.id: document.duplicate_of for document in session.file.documents()}
        self._kept = {
            number: representative_of(document.id, copies) for number, document in self._at.items()
        }

    def _original(self, item: Item) -> int:
        while item.copy_of is not None:
            item = self._items[item.copy_of]
        return item.number

    def figures(self) -> Figures:
        items = self._items.values()
        copies = [item for item in items if item.copy_of is not None]
        missed = [i for i in copies if self._kept[i.number] != self._kept[self._original(i)]]
        quoted, missed_quoted, false_quoted = self._quoted()
        likely = [
            one for one in self._session.file.items(LIKENESS) if one.kind is not LikenessKind.QUOTED
        ]
        in_family = [item for item in items if item.family is not None]
        wrong = [item.place for item in items if self._at[item.number].family != self._family(item)]
        threads, wrong_threads = self._threads()
        return Figures(
            len(copies),
            tuple(item.place for item in missed),
            self._merged(),
            threads,
            wrong_threads,
            quoted,
            missed_quoted,
            false_quoted,
            len(likely),
            len(in_family),
            tuple(wrong),
        )

    def _family(self, item: Item) -> DocumentId | None:
        return self._at[item.family].id if item.family else None

    def _merged(self) -> tuple[str, ...]:
        first: dict[DocumentId, int] = {}
        false = []
        for item in self._items.values():
            original = self._original(item)
            if first.setdefault(self._kept[item.number], original) != original:
                false.append(item.place)
        return tuple(false)

    def _threads(self) -> tuple[int, int]:
        names: dict[int, set[str]] = {}
        for item in self._items.values():
            if item.thread is not None:
                names.setdefault(item.thread, set()).add(self._at[item.number].thread)
        split = sum(len(each) > 1 for each in names.values())
        different = {name for each in names.values() for name in each}
        return len(names), split + max(len(names) - len(different), 0)

    def _quoted(self) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
        """A message may be said to stand in any later one that holds the one that holds it."""
        told = {
            one.document_id: one.other_id
            for one in self._session.file.items(LIKENESS)
            if one.kind is LikenessKind.QUOTED
        }
        right = 0
        missed, false = [], []
        for item in self._items.values():
            if item.kind != "mail" or item.copy_of is not None:
                continue
            said = told.get(self._kept[item.number])
            holders = self._holders(item)
            if said in holders:
                right += 1
            elif said is not None:
                false.append(item.place)
            elif holders:
                missed.append(item.place)
        return right, tuple(missed), tuple(false)

    def _holders(self, item: Item) -> set[DocumentId]:
        found = set()
        while item.contained_in is not None:
            found.add(self._kept[item.contained_in])
            item = self._items[item.contained_in]
        return found
