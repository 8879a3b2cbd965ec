"""Lists of the user: what always goes, what always stays, and who holds a public office."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from woo_desk.domain.finding import EntityType
from woo_desk.domain.ids import GroundCode
from woo_desk.domain.terms import same_words

LONGEST_TERM = 200


class ListKind(enum.StrEnum):
    """Which list. Texts: `list.kind.<value>`."""

    ALWAYS = "always"
    """Altijd lakken."""
    NEVER = "never"
    """Nooit lakken."""


class ListScope(enum.StrEnum):
    """How far a list reaches; the dossier's own goes before that of the organisation."""

    DOSSIER = "dossier"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One line of a list.

    ValueError for a term without letters or digits, or a period that ends before it begins.
    """

    kind: ListKind
    term: str
    variants: tuple[str, ...] = ()
    """Other ways of writing it; found and treated as the term is."""
    entity_type: EntityType = EntityType.TERM
    valid_from: dt.date | None = None
    """First day, by the date of the document; None for always."""
    valid_until: dt.date | None = None
    """Last day, inclusive."""
    ground_code: GroundCode | None = None
    """Of what always goes; None for the default of the policy, and for what stays."""
    reason: str = ""
    """Shown to the reviewer."""
    scope: ListScope = ListScope.DOSSIER

    def __post_init__(self) -> None:
        for term in self.terms:
            if not same_words(term) or len(term) > LONGEST_TERM:
                msg = "a term that is empty or too long"
                raise ValueError(msg)
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            msg = "a period that ends before it begins"
            raise ValueError(msg)

    @property
    def terms(self) -> tuple[str, ...]:
        """The term and its variants."""
        return (self.term, *self.variants)

    @property
    def key(self) -> str:
        """What names the entry within its scope: list, term (case and accents aside), period."""
        return f"{self.kind}/{same_words(self.term)}/{self.valid_from or ''}"

    def holds_on(self, day: dt.date | None) -> bool | None:
        """Whether it holds for a document of this day; None when that cannot be told."""
        if self.valid_from is None and self.valid_until is None:
            return True
        if day is None:
            return None
        return (self.valid_from or dt.date.min) <= day <= (self.valid_until or dt.date.max)

    def meets(self, other: ListEntry) -> bool:
        """Whether some day falls in the periods of both."""
        return max(self.valid_from or dt.date.min, other.valid_from or dt.date.min) <= min(
            self.valid_until or dt.date.max, other.valid_until or dt.date.max
        )


@dataclass(frozen=True, slots=True)
class OfficeHolder:
    """One person in one public office, from a list of the user; she stays readable in it."""

    surname: str
    """With prefix: "van der Burg"."""
    first_name: str
    role: str
    """One of `OFFICES`."""
    body: str = ""
    """Orgaan."""
    since: dt.date | None = None
    until: dt.date | None = None
    """Last day; None while it lasts."""
    party: str = ""
    scope: ListScope = ListScope.DOSSIER

    @property
    def key(self) -> str:
        """What names the line within its scope."""
        words = same_words(f"{self.first_name} {self.surname} {self.role} {self.body}")
        return f"{words}/{self.since or ''}"

    @property
    def full_name(self) -> str:
        """First name and surname."""
        return f"{self.first_name} {self.surname}"


OFFICES = (
    "minister", "staatssecretaris", "lid", "burgemeester", "wethouder", "gedeputeerde",
    "commissaris", "raadslid", "griffier", "sg", "dg", "ig", "top",
)  # fmt: skip
"""Words for an office in a list of office holders; the last five are top officials."""


class ConflictKind(enum.StrEnum):
    """What is wrong between lines of lists. Texts: `list.conflict.<value>`."""

    BOTH_LISTS = "both_lists"
    """In one scope a term is on both lists: it is redacted."""
    OVERRULED = "overruled"
    """The dossier says otherwise than the organisation; the dossier counts."""
    OFFICE_HOLDER = "office_holder"
    """What always goes is also the name of a holder of public office."""


@dataclass(frozen=True, slots=True)
class ListConflict:
    """Two lines that contradict one another, or one that contradicts the office holders."""

    kind: ConflictKind
    term: str
    entry: ListEntry
    other: ListEntry | None = None
    """None for an office holder."""


def effective(entries: Sequence[ListEntry]) -> tuple[ListEntry, ...]:
    """The entries without those of the organisation that the dossier overrules."""
    own = [entry for entry in entries if entry.scope is ListScope.DOSSIER]
    return tuple(
        entry
        for entry in entries
        if entry.scope is ListScope.DOSSIER or not any(_contradict(entry, mine) for mine in own)
    )


def conflicts_between(entries: Sequence[ListEntry]) -> tuple[ListConflict, ...]:
    """Every pair of lines that says the opposite of one term, in the order of the entries."""
    by_term: dict[str, list[ListEntry]] = {}
    for entry in entries:
        for word in dict.fromkeys(map(same_words, entry.terms)):
            by_term.setdefault(word, []).append(entry)
    found: dict[tuple[ListEntry, ListEntry], ListConflict] = {}
    for sharing in by_term.values():
        for conflict in _among(sharing):
            found.setdefault((conflict.entry, conflict.other or conflict.entry), conflict)
    return tuple(found.values())


def _among(sharing: Sequence[ListEntry]) -> Iterable[ListConflict]:
    always = [entry for entry in sharing if entry.kind is ListKind.ALWAYS]
    never = [entry for entry in sharing if entry.kind is ListKind.NEVER]
    for one in always:
        for other in never:
            if one.meets(other):
                same = one.scope is other.scope
                kind = ConflictKind.BOTH_LISTS if same else ConflictKind.OVERRULED
                yield ListConflict(kind, one.term, one, other)


def _contradict(one: ListEntry, other: ListEntry) -> bool:
    shared = {same_words(t) for t in one.terms} & {same_words(t) for t in other.terms}
    return one.kind is not other.kind and bool(shared) and one.meets(other)
