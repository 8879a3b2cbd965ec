"""The persons of a dossier as the register brings them together."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from woo_desk.domain.finding import EntityType, Proposal, Role, Verdict
from woo_desk.domain.ids import DocumentId, FindingId, GroundCode, PersonId
from woo_desk.domain.name_form import NameForm, printed_once
from woo_desk.domain.person import PersonVerdict, RegisterEntry
from woo_desk.store.people import Decided, NamePlace

NAMING = frozenset({EntityType.PERSON, EntityType.INITIALS, EntityType.EMAIL, EntityType.USERID})
"""Kinds of finding that name a person."""
PUBLIC = frozenset({Role.OFFICE, Role.TOP})
NOBODY = frozenset({Role.FUNCTIONAL, Role.MINISTRY})
"""Roles of mailboxes that are no person's."""


class FormKind(enum.StrEnum):
    """How a form names a person. Texts: `gui.persons.form.<value>`."""

    NAME = "name"
    MAIL = "mail"
    SIGN = "sign"
    """Paraaf or user id."""


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """The places of one form, in one kind of role, in one document."""

    document_id: DocumentId
    key: str
    """As `name_form.form_key` gives it."""
    kind: FormKind
    is_public: bool
    name: NameForm
    places: list[NamePlace] = field(default_factory=list)


class PersonStatus(enum.StrEnum):
    """Where a person stands. Signs and names: `gui.person_status.<value>`."""

    OPEN = "open"
    """Places of hers wait for a decision."""
    REDACTED = "redacted"
    KEPT = "kept"
    ASKED = "asked"
    """A reviewer wants her places decided one by one, and some still wait."""
    READABLE = "readable"
    """Proposed to stay readable everywhere; nobody needs to decide."""
    ABSENT = "absent"
    """Made by a reviewer, and found nowhere so far."""


@dataclass(eq=False)
class Person:
    """One person with every place where she is named; complete once it is in a `Register`.

    WHY no slots: what is derived of thousands of places is worked out once, and kept.
    """

    id: PersonId
    name: str
    entry: RegisterEntry | None
    groups: list[Group] = field(default_factory=list)
    names: list[NameForm] = field(default_factory=list)
    """Her full names, or what is nearest to one."""
    aliases: set[str] = field(default_factory=set)
    is_ambiguous: bool = False
    """A bare form that fits more than one person."""

    @cached_property
    def places(self) -> list[NamePlace]:
        """Every place, in order of document and page."""
        return [place for group in self.groups for place in group.places]

    @cached_property
    def documents(self) -> frozenset[DocumentId]:
        """The documents that name her."""
        return frozenset(group.document_id for group in self.groups)

    @cached_property
    def forms(self) -> Mapping[str, int]:
        """Each form that is hers, with how often it stands somewhere; most frequent first."""
        counts: Counter[str] = Counter()
        for group in self.groups:
            counts[group.key] += len(group.places)
        return dict(counts.most_common())

    def shown_form(self, key: str) -> str:
        """A form as it is printed somewhere."""
        place = next((g.places[0] for g in self.groups if g.key == key and g.places), None)
        return printed_once(place.text) if place else key

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        """The roles that she appears in, most frequent first."""
        counts = Counter(place.role for place in self.places)
        return tuple(role for role, _ in counts.most_common())

    @property
    def has_two_roles(self) -> bool:
        """Whether she appears publicly in one place and not publicly in another."""
        return len({place.role in PUBLIC for place in self.places}) > 1

    @cached_property
    def proposal(self) -> Proposal:
        """What the program proposes for all of her places; to ask where it differs."""
        found = {place.proposal for place in self.places}
        return found.pop() if len(found) == 1 else Proposal.ASK

    @cached_property
    def ground_code(self) -> GroundCode | None:
        """The ground that is proposed most often; None where everything may stay readable."""
        counts = Counter(place.ground_code for place in self.places if place.ground_code)
        return counts.most_common(1)[0][0] if counts else None

    @cached_property
    def why(self) -> str:
        """Why she was found, in the words of her surest full form; "" when she is nowhere."""
        best = max(
            (
                (group.name.is_full, place.score, place)
                for group in self.groups
                for place in group.places
            ),
            key=lambda one: one[:2],
            default=None,
        )
        return best[2].why if best else ""


@dataclass(frozen=True, slots=True)
class Register:
    """All persons, and what was decided about their places."""

    persons: tuple[Person, ...]
    """The one where a decision matters most first; settled ones by name."""
    decided: Mapping[FindingId, Decided]
    waiting: Mapping[PersonId, int]
    """How many places of each person wait for a decision."""

    def find(self, person_id: PersonId) -> Person | None:
        """The person with this id; None when she is gone."""
        return next((person for person in self.persons if person.id == person_id), None)

    def person_of(self, finding_id: FindingId) -> Person | None:
        """Whose place this is; None for a finding that names nobody."""
        return next(
            (p for p in self.persons if any(place.id == finding_id for place in p.places)), None
        )

    def open_places(self, person: Person) -> list[NamePlace]:
        """Her places that wait for a decision."""
        return open_places(person, self.decided)

    def exceptions(self, person: Person) -> list[NamePlace]:
        """Her places that a reviewer decided otherwise than her."""
        return [place for place in person.places if self.deviates(person, place)]

    def deviates(self, person: Person, place: NamePlace) -> bool:
        """Whether a place was decided otherwise than the person; False while she is not decided."""
        done = self.decided.get(place.id)
        entry = person.entry
        if done is None or done.verdict is Verdict.ASK:
            return False
        if entry is None or entry.verdict in (None, PersonVerdict.ASK):
            return False
        if (done.verdict is Verdict.REDACT) != (entry.verdict is PersonVerdict.REDACT):
            return True
        return done.verdict is Verdict.REDACT and bool(
            entry.ground_codes and done.ground_codes and done.ground_codes != entry.ground_codes
        )

    def status(self, person: Person) -> PersonStatus:
        """Where she stands."""
        if not person.groups:
            return PersonStatus.ABSENT
        verdict = person.entry.verdict if person.entry else None
        if self.waiting.get(person.id, 0):
            return PersonStatus.ASKED if verdict is PersonVerdict.ASK else PersonStatus.OPEN
        return self._settled(person, verdict)

    def _settled(self, person: Person, verdict: PersonVerdict | None) -> PersonStatus:
        if verdict is PersonVerdict.REDACT:
            return PersonStatus.REDACTED
        if verdict is PersonVerdict.KEEP:
            return PersonStatus.KEPT
        found = {done.verdict for place in person.places if (done := self.decided.get(place.id))}
        if Verdict.REDACT in found:
            return PersonStatus.REDACTED
        return PersonStatus.KEPT if found else PersonStatus.READABLE


def open_places(person: Person, decided: Mapping[FindingId, Decided]) -> list[NamePlace]:
    """Places of a person that wait for a decision; a question keeps a place waiting."""
    return [place for place in person.places if _is_open(place, decided.get(place.id))]


def _is_open(place: NamePlace, done: Decided | None) -> bool:
    if done is None:
        return place.proposal is not Proposal.KEEP
    return done.verdict is Verdict.ASK


def weight(person: Person, waiting: int) -> float:
    """How much a decision about her matters now: uncertainty times reach; 0 when nothing waits."""
    if not waiting:
        return 0.0
    surest = max(place.score for place in person.places)
    is_doubtful = person.is_ambiguous or person.proposal is Proposal.ASK
    return (1.0 if is_doubtful else max(0.05, 1.0 - surest)) * waiting
