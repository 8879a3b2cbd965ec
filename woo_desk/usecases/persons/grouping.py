"""Brings the places that name somebody together into persons.

What a reviewer said comes first; then full names; then bare surnames, first names, parafen and
addresses, each with the person it can be of: the only such person of the document, else the only
one of the dossier, else the only one of its family or conversation. What fits several persons
becomes nobody's but its own, for the reviewer.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from woo_desk.domain.finding import EntityType
from woo_desk.domain.ids import DocumentId, PersonId
from woo_desk.domain.name_form import (
    NameForm,
    fold,
    form_key,
    letters_of,
    may_log_in_as,
    may_sign,
    printed_once,
    read_address,
    read_name,
    same_first,
    same_surname,
    surname_parts,
    without_ending,
)
from woo_desk.domain.person import KnownPerson, RegisterEntry
from woo_desk.store.people import NamePlace
from woo_desk.usecases.persons.model import NOBODY, PUBLIC, FormKind, Group, Person

STEP = 400
"""Groups that are placed between two moments at which the caller may do something else."""
SURE_SIGN = 3
"""Letters that a paraaf needs to be looked for beyond its own document."""
_MAIL_PARTS = ("@", "%40")


def groups_of(document_id: DocumentId, places: Iterable[NamePlace]) -> list[Group]:
    """The places of one document by form and kind of role."""
    groups: dict[tuple[str, bool], Group] = {}
    for place in places:
        if place.role in NOBODY:
            continue
        kind = _KINDS[place.entity_type]
        key = form_key(place.text)
        if not key:
            continue
        is_public = place.role in PUBLIC
        group = groups.get((key, is_public))
        if group is None:
            name = read_name(key) if kind is FormKind.NAME else read_address(key)
            group = groups[key, is_public] = Group(document_id, key, kind, is_public, name)
        group.places.append(place)
    return list(groups.values())


_KINDS = {
    EntityType.PERSON: FormKind.NAME,
    EntityType.EMAIL: FormKind.MAIL,
    EntityType.INITIALS: FormKind.SIGN,
    EntityType.USERID: FormKind.SIGN,
}


def group_persons(
    groups: Sequence[Group],
    entries: Sequence[RegisterEntry],
    known: Sequence[KnownPerson],
    related: Mapping[DocumentId, Sequence[str]],
) -> Iterator[tuple[Person, ...]]:
    """The persons; yields nothing () between steps, and at last all of them.

    Args:
        groups: of every document, in order of document.
        entries: what reviewers said.
        known: persons as detection learnt them: their parafen, user ids and addresses.
        related: what a document is part of, a family or a conversation, by any name.
    """
    grouping = _Grouping(entries, known, related)
    for number, step in enumerate(grouping.steps(groups)):
        step()
        if number % STEP == STEP - 1:
            yield ()
    yield grouping.persons()


class _Grouping:
    def __init__(
        self,
        entries: Sequence[RegisterEntry],
        known: Sequence[KnownPerson],
        related: Mapping[DocumentId, Sequence[str]],
    ) -> None:
        self._known = known
        self._related = related
        self._persons: dict[PersonId, Person] = {}
        self._by_part: defaultdict[str, list[Person]] = defaultdict(list)
        self._by_given: defaultdict[str, list[Person]] = defaultdict(list)
        self._by_alias: defaultdict[str, list[Person]] = defaultdict(list)
        self._in_document: defaultdict[DocumentId, set[PersonId]] = defaultdict(set)
        self._in_related: defaultdict[str, set[PersonId]] = defaultdict(set)
        self._given_names: set[str] = set()
        """First names of several words that somebody has; they look like a full name."""
        self._claims: dict[tuple[str, str], Person] = {}
        self._order: dict[int, int] = {}
        self._signs: dict[str, list[Person]] = {}
        """Whose a paraaf or user id can be anywhere in the dossier, once it was looked for."""
        for entry in entries:
            person = self._add(Person(entry.id, entry.name, entry))
            for claim in entry.claims:
                self._claims[claim.form, claim.document_id] = person
                name = read_address(claim.form) if "@" in claim.form else read_name(claim.form)
                if name.is_full and "@" not in claim.form:
                    self._name(person, name)

    def steps(self, groups: Sequence[Group]) -> Iterator[Callable[[], None]]:
        """The work in small steps, each to be called in turn."""
        self._order = {id(group): number for number, group in enumerate(groups)}
        rest: list[Group] = []
        for group in groups:
            owner = self._owner(group)
            if owner is not None:
                yield partial(self._give, owner, group)
            else:
                rest.append(group)
        yield from self._full_names(rest)
        yield self._take_aliases
        # WHY before bare names: "m.devries" and "maaike.devries@…" tell whose first name that is.
        for group in rest:
            if _tells_first_name(group):
                yield partial(self._place_sign, group)
        for group in rest:
            if group.kind is FormKind.NAME and not self._is_full(group):
                yield partial(self._place_bare, group)
        for group in rest:
            if group.kind is not FormKind.NAME and not _tells_first_name(group):
                yield partial(self._place_sign, group)

    def _full_names(self, groups: Sequence[Group]) -> Iterator[Callable[[], None]]:
        self._given_names = {
            first_key(group.name.given)
            for group in groups
            if group.name.is_full and " " in group.name.given
        }
        full: defaultdict[str, list[Group]] = defaultdict(list)
        for group in groups:
            if self._is_full(group):
                full[group.key].append(group)
        for key in sorted(full, key=lambda k: _rank(full[k][0].name)):
            yield partial(self._place_full, full[key])

    def _take_aliases(self) -> None:
        """Give each person the parafen, user ids and addresses that detection tied to her."""
        for each in self._known:
            if not (each.aliases or each.first_name):
                continue
            name = NameForm(
                given=fold(each.first_name),
                initials=letters_of(fold(each.initials)),
                prefix=fold(each.prefix),
                surname=fold(each.surname),
            )
            owners = [p for p in self._of_surname(name) if _fits(p, name)]
            if len(owners) == 1:
                self._call(owners[0], name.given)
                for alias in each.aliases:
                    self._by_alias[fold(alias)].append(owners[0])

    def persons(self) -> tuple[Person, ...]:
        """All of them, each with her groups in the order of the documents."""
        for person in self._persons.values():
            person.groups.sort(key=lambda group: self._order[id(group)])
        return tuple(
            person
            for person in self._persons.values()
            if person.groups or (person.entry and (person.entry.is_own or person.entry.verdict))
        )

    # --- one group at a time ------------------------------------------------------------------

    def _owner(self, group: Group) -> Person | None:
        """Whose form it is because a reviewer said so.

        A bare form that was claimed for the whole dossier is only a hint: in a document that
        names another person of that surname in full, it is hers.
        """
        owner = self._claims.get((group.key, group.document_id))
        if owner is not None:
            return owner
        if group.kind is FormKind.NAME and not group.name.is_full:
            return None
        return self._claims.get((group.key, ""))

    def _place_full(self, groups: Sequence[Group]) -> None:
        name = groups[0].name
        owners = [p for p in self._of_surname(name) if _fits(p, name)]
        if len(owners) == 1:
            for group in groups:
                self._give(owners[0], group)
            return
        for group in groups:
            here = [p for p in owners if p.id in self._in_document[group.document_id]]
            self._give(here[0] if len(here) == 1 else self._own(group, bool(owners)), group)

    def _place_bare(self, group: Group) -> None:
        name, found, doubt = group.name, None, False
        word = group.key if name.is_full else name.surname or name.word
        for spelling in dict.fromkeys((word, without_ending(word))):
            probe = NameForm(prefix=name.prefix, surname=spelling)
            owners = [p for p in self._of_surname(probe) if _may_be(p, probe, group)]
            if owners:
                found, doubt = self._only_one(group, owners), True
                break
            given = self._by_given.get(first_key(spelling), [])
            if given and not name.prefix and not group.is_public:
                found, doubt = self._only_one(group, given), True
                break
        claimed = self._claims.get((group.key, ""))
        self._give(found or claimed or self._own(group, doubt), group)

    def _only_one(self, group: Group, owners: Sequence[Person]) -> Person | None:
        """The only one of the document, the one who claimed it, or the only one.

        Of several, the only one of its family or conversation; None where nothing decides.
        """
        here = [p for p in owners if p.id in self._in_document[group.document_id]]
        claimed = self._claims.get((group.key, ""))
        if len(here) == 1:
            return here[0]
        if claimed is not None and (not here or claimed in here):
            return claimed
        if here or len(owners) == 1:
            return owners[0] if len(owners) == 1 else None
        near = self._near(group.document_id, owners)
        return near[0] if len(near) == 1 else None

    def _near(self, document_id: DocumentId, owners: Sequence[Person]) -> list[Person]:
        """Those who are named in the family or the conversation of a document."""
        marks = self._related.get(document_id, ())
        return [p for p in owners if any(p.id in self._in_related[mark] for mark in marks)]

    def _place_sign(self, group: Group) -> None:
        local = _local_part(group.key)
        owners = _once([*self._by_alias.get(group.key, ()), *self._by_alias.get(local, ())])
        if not owners and group.kind is FormKind.MAIL and group.name.surname:
            owners = [p for p in self._of_surname(group.name) if _fits(p, group.name)]
        if not owners and group.kind is FormKind.SIGN:
            owners = self._of_sign(group)
        person = self._only_one(group, owners) or self._own(group, bool(owners))
        self._give(person, group)
        if _tells_first_name(group):
            self._call(person, group.name.given)

    def _of_sign(self, group: Group) -> list[Person]:
        """Persons whose letters or user id these are: of the document, else of the dossier."""
        letters = letters_of(group.key)
        here = [self._persons[each] for each in self._in_document[group.document_id]]
        found = [person for person in here if _may_be_sign(person, letters, group.key)]
        if found or len(letters) < SURE_SIGN:
            return found
        if group.key not in self._signs:
            self._signs[group.key] = [
                p for p in self._persons.values() if _may_be_sign(p, letters, group.key)
            ]
        return self._signs[group.key]

    # --- persons ------------------------------------------------------------------------------

    def _of_surname(self, name: NameForm) -> list[Person]:
        keys = {*surname_parts(name.surname), name.glued, letters_of(name.surname)}
        found = _once(p for key in sorted(keys) for p in self._by_part.get(key, ()))
        return [p for p in found if any(same_surname(n, name) for n in p.names)]

    def _own(self, group: Group, is_ambiguous: bool) -> Person:
        """The person that is only this form; one for the whole dossier unless it is ambiguous."""
        mark = group.document_id if is_ambiguous and group.name.is_full else ""
        seed = f"{group.key}/{group.is_public and not group.name.is_full}/{mark}"
        person_id = PersonId(hashlib.sha256(seed.encode()).hexdigest()[:20])
        person = self._persons.get(person_id)
        if person is None:
            person = self._add(Person(person_id, "", None))
        person.is_ambiguous = person.is_ambiguous or is_ambiguous
        return person

    def _add(self, person: Person) -> Person:
        self._persons[person.id] = person
        return person

    def _name(self, person: Person, name: NameForm) -> None:
        if name in person.names:
            return
        person.names.append(name)
        for key in {*surname_parts(name.surname), name.glued, letters_of(name.surname)} - {""}:
            if person not in self._by_part[key]:
                self._by_part[key].append(person)
        self._call(person, name.given)

    def _call(self, person: Person, given: str) -> None:
        """Note the first name of somebody, and all of them together."""
        for key in {first_key(given), *given.split()[:1]} - {""}:
            if person not in self._by_given[key]:
                self._by_given[key].append(person)

    def _is_full(self, group: Group) -> bool:
        """Whether this is a full name, and not the first names "Anne Marie" of somebody."""
        if group.kind is not FormKind.NAME or not group.name.is_full:
            return False
        return first_key(group.key) not in self._given_names

    def _give(self, person: Person, group: Group) -> None:
        person.groups.append(group)
        self._in_document[group.document_id].add(person.id)
        for mark in self._related.get(group.document_id, ()):
            self._in_related[mark].add(person.id)
        shown = printed_once(group.places[0].text)
        if person.entry is None and _is_better_name(group, shown, person):
            person.name = shown
        if group.kind is FormKind.NAME and group.name.is_full:
            self._name(person, group.name)


def first_key(given: str) -> str:
    """First names as they are compared: "Jan-Willem" is "Jan Willem"."""
    return given.replace("-", " ")


def _tells_first_name(group: Group) -> bool:
    """Whether it is an address like "maaike.devries@…"."""
    return group.kind is FormKind.MAIL and group.name.is_full and len(group.name.given) > 1


def _is_better_name(group: Group, shown: str, person: Person) -> bool:
    """Whether to list her by this form: a full name in ordinary letters, then the longest."""
    if not person.name:
        return True
    if group.kind is not FormKind.NAME:
        return False
    return _look(shown) > _look(person.name)


def _look(shown: str) -> tuple[bool, bool, int]:
    name = read_name(form_key(shown))
    return name.is_full and "@" not in shown, not shown.isupper() and "," not in shown, len(shown)


def _rank(name: NameForm) -> tuple[bool, int, int, str]:
    """The names that say most come first: a first name, then many initials."""
    return not name.given, -len(name.initials), -len(name.given), name.surname


def _fits(person: Person, name: NameForm) -> bool:
    """Whether a full name can be of this person: no name that she has speaks against it."""
    return all(same_surname(n, name) and same_first(n, name) for n in person.names)


def _may_be(person: Person, probe: NameForm, group: Group) -> bool:
    """Whether a bare surname can be hers: "minister Jansen" is not the policy officer Jansen."""
    if not any(same_surname(n, probe) for n in person.names):
        return False
    roles = {g.is_public for g in person.groups}
    return not roles or group.is_public in roles


def _may_be_sign(person: Person, letters: str, user: str) -> bool:
    return any(may_sign(name, letters) or may_log_in_as(name, user) for name in person.names)


def _local_part(key: str) -> str:
    for sign in _MAIL_PARTS:
        key = key.partition(sign)[0]
    return key


def _once(persons: Iterable[Person]) -> list[Person]:
    by_id: Mapping[PersonId, Person] = {person.id: person for person in persons}
    return list(by_id.values())
