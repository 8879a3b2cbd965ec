"""The user's lists: what always goes, what always stays, who holds a public office.

A dossier keeps its own entries; those of the organisation lie as CSV files in the folder of the
user's settings, where they can be edited by hand or shared. Detection gets both; where they say the
opposite of one term, the dossier counts. After a change only the pages on which a changed term
stands are analysed again: see `changed_pages`.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from woo_desk.detect.persons.offices import OfficeHolders, load_office_holders
from woo_desk.domain.changes import Changes
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.list_entry import (
    ConflictKind,
    ListConflict,
    ListEntry,
    ListKind,
    ListScope,
    OfficeHolder,
    conflicts_between,
)
from woo_desk.domain.terms import TermIndex, same_words
from woo_desk.profile import LISTS, current_profile
from woo_desk.resources import resource_path
from woo_desk.store.rows import LIST_ENTRY, OFFICE_HOLDER
from woo_desk.texts import text
from woo_desk.usecases.grounds import load_grounds
from woo_desk.usecases.list_files import (
    entries_in,
    holders_in,
    read_entries,
    read_holders,
    write_entries,
    write_holders,
)
from woo_desk.usecases.policies import lists_folder, refuse_fixed
from woo_desk.usecases.session import Session

FILES: Mapping[ListKind, str] = {
    ListKind.ALWAYS: "altijd-lakken.csv",
    ListKind.NEVER: "nooit-lakken.csv",
}
HOLDERS_FILE = "ambtsdragers.csv"
PROFILE_LISTS: Mapping[ListKind, str] = {ListKind.ALWAYS: "altijd", ListKind.NEVER: "nooit"}
PROFILE_HOLDERS = "ambtsdragers"
"""Names of the lists in an organisation's profile."""
_CACHE = "lists_applied"

E = TypeVar("E", ListEntry, OfficeHolder)


@dataclasses.dataclass(frozen=True, slots=True)
class Lists:
    """Everything of the user's lists that holds for a dossier."""

    entries: tuple[ListEntry, ...] = ()
    holders: tuple[OfficeHolder, ...] = ()


# --- what holds ---------------------------------------------------------------------------------


def organisation_entries(kind: ListKind) -> tuple[ListEntry, ...]:
    """The profile's list and then the user's file, unless fixed; UsageError for mistakes in one."""
    content = current_profile().lists.get(PROFILE_LISTS[kind], "")
    laid_down = (
        entries_in(content, PROFILE_LISTS[kind], kind, ListScope.ORGANISATION) if content else ()
    )
    path = organisation_file(kind)
    if LISTS in current_profile().fixed or not path.exists():
        return laid_down
    return tuple(dict.fromkeys((*laid_down, *read_entries(path, kind, ListScope.ORGANISATION))))


def organisation_holders() -> tuple[OfficeHolder, ...]:
    """The organisation's own office holders; as `organisation_entries`."""
    content = current_profile().lists.get(PROFILE_HOLDERS, "")
    laid_down = holders_in(content, PROFILE_HOLDERS, ListScope.ORGANISATION) if content else ()
    path = lists_folder() / HOLDERS_FILE
    if LISTS in current_profile().fixed or not path.exists():
        return laid_down
    return tuple(dict.fromkeys((*laid_down, *read_holders(path, ListScope.ORGANISATION))))


def organisation_file(kind: ListKind) -> Path:
    """Where the organisation's list lies; it need not exist yet."""
    return lists_folder() / FILES[kind]


def organisation_lists() -> Lists:
    """What holds where there is no dossier."""
    entries = (entry for kind in ListKind for entry in organisation_entries(kind))
    return Lists(tuple(entries), organisation_holders())


def lists_of(session: Session) -> Lists:
    """The lists of the dossier, then those of the organisation.

    UsageError when a file of the organisation is wrong: to detect without it would be to forget it.
    """
    shared = organisation_lists()
    allowed = {ground.code for ground in load_grounds().of_basis(session.dossier.basis)}
    entries = (*session.file.items(LIST_ENTRY), *shared.entries)
    return Lists(
        # WHY: a ground of the Woo is none in a dossier under art. 68; there the default holds.
        tuple(
            entry if entry.ground_code in allowed else dataclasses.replace(entry, ground_code=None)
            for entry in entries
        ),
        (*session.file.items(OFFICE_HOLDER), *shared.holders),
    )


def conflicts(session: Session) -> tuple[ListConflict, ...]:
    """Lines that contradict one another, and terms to redact that are names of office holders."""
    return conflicts_in(lists_of(session))


def conflicts_with(
    entries: Sequence[ListEntry], holders: Sequence[OfficeHolder]
) -> tuple[ListConflict, ...]:
    """The same when these are the dossier's own lists, beside those of the organisation."""
    shared = organisation_lists()
    return conflicts_in(Lists((*entries, *shared.entries), (*holders, *shared.holders)))


def conflicts_in(lists: Lists) -> tuple[ListConflict, ...]:
    """What contradicts what in lists that hold together."""
    names = _office_names().with_more(lists.holders).names
    of_office = (
        ListConflict(ConflictKind.OFFICE_HOLDER, term, entry)
        for entry in lists.entries
        if entry.kind is ListKind.ALWAYS
        for term in entry.terms
        if same_words(term) in names
    )
    return (*conflicts_between(lists.entries), *of_office)


@functools.cache
def _office_names() -> OfficeHolders:
    return load_office_holders(resource_path("names"))


def sentence_of(conflict: ListConflict) -> str:
    """What is wrong, in Dutch."""
    return text(f"list.conflict.{conflict.kind.value}", term=conflict.term)


def name_of(kind: ListKind) -> str:
    """The list's name in Dutch."""
    return text(f"list.kind.{kind.value}")


# --- the dossier's own --------------------------------------------------------------------------


def add_entries(session: Session, entries: Iterable[ListEntry]) -> Changes:
    """Put entries on the lists of the dossier; one with the same term and period is replaced."""
    own = [dataclasses.replace(entry, scope=ListScope.DOSSIER) for entry in entries]
    if not own:
        return Changes()
    with session.step("add_list_entries") as tx:
        for entry in own:
            tx.put(entry)
    return Changes("step.add_list_entries", dossier=True)


def remove_entries(session: Session, entries: Sequence[ListEntry]) -> Changes:
    """Take entries off the lists of the dossier."""
    if not entries:
        return Changes()
    with session.step("remove_list_entries") as tx:
        for entry in entries:
            tx.remove(entry)
    return Changes("step.remove_list_entries", dossier=True)


def replace_lists(
    session: Session, entries: Iterable[ListEntry], holders: Iterable[OfficeHolder]
) -> Changes:
    """Make these the lists of the dossier, as one step; what is not among them is taken off."""
    differences: list[tuple[ListEntry | OfficeHolder, bool]] = [
        *_differences(session.file.items(LIST_ENTRY), entries),
        *_differences(session.file.items(OFFICE_HOLDER), holders),
    ]
    if not differences:
        return Changes()
    with session.step("change_lists") as tx:
        for one, stays in differences:
            if stays:
                tx.put(one)
            else:
                tx.remove(one)
    return tx.changes


def _differences(before: Iterable[E], after: Iterable[E]) -> Iterable[tuple[E, bool]]:
    """What is no longer there, with False, and then what is new or other, with True."""
    old = {one.key: one for one in before}
    new = {one.key: dataclasses.replace(one, scope=ListScope.DOSSIER) for one in after}
    yield from ((one, False) for key, one in old.items() if key not in new)
    yield from ((one, True) for key, one in new.items() if old.get(key) != one)


def import_entries(session: Session, path: Path, kind: ListKind) -> Changes:
    """Add the entries of a CSV file, all or none; UsageError names each line that is wrong."""
    return add_entries(session, read_entries(path, kind, ListScope.DOSSIER))


def export_entries(session: Session, path: Path, kind: ListKind) -> Path:
    """Write the dossier's own list of this kind as a CSV file; UsageError when that fails."""
    own = session.file.items(LIST_ENTRY)
    return write_entries(path, [entry for entry in own if entry.kind is kind])


def add_holders(session: Session, holders: Iterable[OfficeHolder]) -> Changes:
    """Let these persons hold public office in this dossier."""
    own = [dataclasses.replace(holder, scope=ListScope.DOSSIER) for holder in holders]
    if not own:
        return Changes()
    with session.step("add_office_holders") as tx:
        for holder in own:
            tx.put(holder)
    return Changes("step.add_office_holders", dossier=True)


def remove_holders(session: Session, holders: Sequence[OfficeHolder]) -> Changes:
    """Take these lines off the dossier's list of office holders."""
    if not holders:
        return Changes()
    with session.step("remove_office_holders") as tx:
        for holder in holders:
            tx.remove(holder)
    return Changes("step.remove_office_holders", dossier=True)


def import_holders(session: Session, path: Path) -> Changes:
    """Add the office holders of a CSV file, all or none; as `import_entries`."""
    return add_holders(session, read_holders(path, ListScope.DOSSIER))


def export_holders(session: Session, path: Path) -> Path:
    """Write the dossier's own office holders as a CSV file; UsageError when that fails."""
    return write_holders(path, session.file.items(OFFICE_HOLDER))


# --- the organisation's -------------------------------------------------------------------------


def save_organisation_entries(kind: ListKind, entries: Sequence[ListEntry]) -> Path:
    """Make these the organisation's list; UsageError when that fails or the profile fixes it."""
    refuse_fixed(LISTS)
    return write_entries(organisation_file(kind), entries)


def save_organisation_holders(holders: Sequence[OfficeHolder]) -> Path:
    """Make these the organisation's own office holders; as `save_organisation_entries`."""
    refuse_fixed(LISTS)
    return write_holders(lists_folder() / HOLDERS_FILE, holders)


# --- what to analyse again ----------------------------------------------------------------------


def changed_pages(session: Session, lists: Lists) -> Mapping[DocumentId, tuple[int, ...]]:
    """Pages analysed before on which something stands that was put on or taken off a list since.

    Args:
        session: of the dossier.
        lists: that hold now, from `lists_of`.
    """
    before = _applied(session)
    terms = _terms_of(set(lists.entries) ^ set(before.entries), lambda entry: entry.terms)
    terms += _terms_of(set(lists.holders) ^ set(before.holders), lambda one: (one.surname,))
    index = TermIndex[None]((term, None) for term in terms)
    found: dict[DocumentId, tuple[int, ...]] = {}
    if not index:
        return found
    for document in session.file.documents():
        texts = session.file.page_texts(document.id)
        pages = tuple(n for n, page in enumerate(texts) if next(index.find(page), None))
        if pages:
            found[document.id] = pages
    return found


def remember_applied(session: Session, lists: Lists) -> None:
    """Note that every page has been analysed with these lists."""
    if lists != _applied(session):
        with session.file.derive() as tx:
            tx.put_cached(_CACHE, _CACHE, msgspec.json.encode(lists))


def _applied(session: Session) -> Lists:
    """The lists at the last detection.

    None are known where that cannot be read: then every entry counts as new, which costs time and
    misses nothing.
    """
    content = session.file.cached(_CACHE, _CACHE)
    try:
        return msgspec.json.decode(content, type=Lists) if content else Lists()
    except (msgspec.MsgspecError, ValueError):
        return Lists()


def _terms_of(
    changed: Iterable[ListEntry] | Iterable[OfficeHolder],
    terms: Callable[..., Sequence[str]],
) -> list[str]:
    return [term for one in changed for term in terms(one)]
