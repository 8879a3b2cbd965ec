"""The one place where values of the domain become rows and rows become values again.

Each value is kept whole as JSON, typed by its dataclass, and checked by it on reading. A field that
a later version adds needs a default, so that older rows and undo images stay readable.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, Literal, TypeVar

import msgspec

from woo_desk.domain.acknowledgement import Acknowledgement
from woo_desk.domain.carried import Carried
from woo_desk.domain.chronology import ChronologyChoices, ChronologyNote
from woo_desk.domain.document import Document, Page, PageLook, SourceComparison
from woo_desk.domain.dossier import Dossier
from woo_desk.domain.export import ExportProfile, ExportResult
from woo_desk.domain.finding import Finding, FindingReview
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.judgement import JudgementOverride
from woo_desk.domain.letters import LetterFacts
from woo_desk.domain.likeness import Likeness
from woo_desk.domain.list_entry import ListEntry, OfficeHolder
from woo_desk.domain.motivation import Motivation
from woo_desk.domain.passage import PassageChoice
from woo_desk.domain.person import KnownPerson, RegisterEntry
from woo_desk.domain.procedure import ProcedureEvent
from woo_desk.domain.provision import EarlierProvision
from woo_desk.domain.publication import DocumentChange, Publication, PublicationSettings
from woo_desk.domain.redaction import Redaction
from woo_desk.domain.role_policy import RolePolicy
from woo_desk.domain.scope import PageScope, ScopeDecision
from woo_desk.domain.scope_proposal import ScopeRequest
from woo_desk.domain.second_reading import SecondReading
from woo_desk.domain.self_description import SelfDescription
from woo_desk.domain.third_party import ThirdParty
from woo_desk.errors import DossierDamaged

Undoable = (
    Dossier
    | Document
    | Page
    | PageLook
    | FindingReview
    | Carried
    | Redaction
    | ScopeDecision
    | JudgementOverride
    | ProcedureEvent
    | RegisterEntry
    | Motivation
    | Acknowledgement
    | PublicationSettings
    | Publication
    | DocumentChange
    | ListEntry
    | OfficeHolder
    | RolePolicy
    | ChronologyNote
    | ChronologyChoices
    | EarlierProvision
    | LetterFacts
    | ThirdParty
    | Likeness
    | SelfDescription
    | ScopeRequest
    | ExportProfile
    | PageScope
    | SecondReading
    | PassageChoice
    | SourceComparison
)
"""What a command may put and remove."""

T = TypeVar("T")
Area = Literal["dossier", "documents", "findings", "redactions", "decisions"]

_encoder = msgspec.json.Encoder()


def encode(value: object) -> str:
    """A value as JSON."""
    return _encoder.encode(value).decode()


class Codec(Generic[T]):
    """Reads one type from JSON."""

    def __init__(self, type_: type[T]) -> None:
        self._decoder = msgspec.json.Decoder(type_)

    def one(self, data: str) -> T:
        """The value; DossierDamaged when the JSON is not one of this type."""
        try:
            return self._decoder.decode(data)
        except (msgspec.MsgspecError, ValueError):
            raise DossierDamaged("dossier_damaged", name="") from None

    def many(self, rows: Iterable[tuple[Any, ...]]) -> list[T]:
        """The values of rows whose first column is JSON."""
        return [self.one(row[0]) for row in rows]


class Kind(Generic[T]):
    """How one type of value lies in its table.

    Attributes:
        name: of the kind in the journal and the logbook.
        table: that it lies in; named as the kind, or "item", which holds many kinds.
        type: of the values.
        area: field of `Changes` that a change of this kind belongs to.
        key: names one value within its table.
        upsert: statement that writes one row; takes what `row` gives.
        codec: reads the values.
    """

    def __init__(
        self,
        name: str,
        type_: type[T],
        area: Area,
        *,
        key: Callable[[T], str],
        columns: Mapping[str, Callable[[T], object]] | None = None,
        table: str = "",
    ) -> None:
        self.name = name
        self.table = table or name
        self.type = type_
        self.area = area
        self.key = key
        self.codec = Codec(type_)
        self._columns = dict(columns or {})
        names = ("key", "document_id", "data", *self._columns)
        updates = ", ".join(f"{name} = excluded.{name}" for name in names[1:])
        self.upsert = (
            f"INSERT INTO {self.table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
            f" ON CONFLICT (key) DO UPDATE SET {updates}"
        )

    def row(self, value: T, document_id: DocumentId | None, data: str) -> tuple[object, ...]:
        """The row of a value, for `upsert`."""
        columns = [column(value) for column in self._columns.values()]
        return (self.key(value), document_id, data, *columns)


def item_kind(name: str, type_: type[T], area: Area, *, key: Callable[[T], str]) -> Kind[T]:
    """A kind that lies in the table "item". A value with a `document_id` goes with its document."""
    return Kind(
        name,
        type_,
        area,
        key=lambda value: f"{name}/{key(value)}",
        columns={"kind": lambda _value: name},
        table="item",
    )


DOSSIER = Kind("dossier", Dossier, "dossier", key=lambda dossier: dossier.id)
DOCUMENT = Kind(
    "document",
    Document,
    "documents",
    key=lambda document: document.id,
    columns={
        "number": lambda document: document.number,
        "source_sha256": lambda document: document.source_sha256,
        "prepared_sha256": lambda document: document.prepared_sha256,
    },
)
PAGE = Kind(
    "page",
    Page,
    "documents",
    key=lambda page: f"{page.document_id}/{page.index}",
    columns={
        "page_index": lambda page: page.index,
        "needs_eyes": lambda page: page.needs_eyes,
    },
)
PAGE_LOOK = Kind(
    "page_look",
    PageLook,
    "documents",
    key=lambda look: f"{look.document_id}/{look.page_index}",
    columns={"page_index": lambda look: look.page_index},
)
REVIEW = Kind("review", FindingReview, "findings", key=lambda review: review.finding_id)
REDACTION = Kind(
    "redaction",
    Redaction,
    "redactions",
    key=lambda redaction: redaction.id,
    columns={"page_index": lambda redaction: redaction.page_index},
)
DECISION = Kind(
    "decision",
    ScopeDecision,
    "decisions",
    key=lambda decision: decision.id,
    columns={"sequence": lambda decision: decision.sequence},
)
OVERRIDE = Kind(
    "override", JudgementOverride, "decisions", key=lambda override: override.document_id
)

PROCEDURE_EVENT = item_kind(
    "procedure_event", ProcedureEvent, "dossier", key=lambda event: event.id
)
CHRONOLOGY_NOTE = item_kind("chronology_note", ChronologyNote, "dossier", key=lambda note: note.id)
CHRONOLOGY_CHOICES = item_kind(
    "chronology_choices", ChronologyChoices, "dossier", key=lambda _choices: "one"
)
EARLIER_PROVISION = item_kind(
    "earlier_provision", EarlierProvision, "dossier", key=lambda provision: provision.id
)
LETTER_FACTS = item_kind("letter_facts", LetterFacts, "dossier", key=lambda _facts: "one")
THIRD_PARTY = item_kind("third_party", ThirdParty, "dossier", key=lambda party: party.id)
PUBLICATION_SETTINGS = item_kind(
    "publication_settings", PublicationSettings, "dossier", key=lambda _settings: "one"
)
PUBLICATION = item_kind(
    "publication", Publication, "dossier", key=lambda publication: str(publication.version)
)
ACKNOWLEDGEMENT = item_kind(
    "acknowledgement",
    Acknowledgement,
    "documents",
    key=lambda each: f"{each.document_id}/{each.check}/{each.page_index}",
)
MOTIVATION = item_kind(
    "motivation",
    Motivation,
    "decisions",
    key=lambda motivation: f"{motivation.document_id or ''}/{motivation.ground_code}",
)
DOCUMENT_CHANGE = item_kind(
    "document_change",
    DocumentChange,
    "decisions",
    key=lambda change: f"{change.document_id}/{change.since}",
)

LIST_ENTRY = item_kind("list_entry", ListEntry, "dossier", key=lambda entry: entry.key)
OFFICE_HOLDER = item_kind("office_holder", OfficeHolder, "dossier", key=lambda holder: holder.key)
ROLE_POLICY = item_kind("role_policy", RolePolicy, "dossier", key=lambda _policy: "one")

REGISTER_ENTRY = item_kind("register_entry", RegisterEntry, "dossier", key=lambda entry: entry.id)

EXPORT_PROFILE = item_kind("export_profile", ExportProfile, "dossier", key=lambda _profile: "one")
PAGE_SCOPE = item_kind(
    "page_scope",
    PageScope,
    "decisions",
    key=lambda scope: f"{scope.document_id}/{scope.first}-{scope.last}",
)
SECOND_READING = item_kind(
    "second_reading",
    SecondReading,
    "findings",
    key=lambda reading: f"{reading.document_id}/{reading.key}",
)
COMPARED = item_kind(
    "source_comparison", SourceComparison, "documents", key=lambda each: each.document_id
)
PASSAGE_CHOICE = item_kind(
    "passage_choice", PassageChoice, "decisions", key=lambda choice: choice.key
)

CARRIED = item_kind("carried", Carried, "documents", key=lambda carried: carried.document_id)
LIKENESS = item_kind("likeness", Likeness, "documents", key=lambda likeness: likeness.key)
SELF_DESCRIPTION = item_kind(
    "self_description", SelfDescription, "documents", key=lambda each: each.document_id
)
SCOPE_REQUEST = item_kind("scope_request", ScopeRequest, "dossier", key=lambda _request: "one")

_OWN_TABLES: tuple[Kind[Any], ...] = (
    DOSSIER,
    DOCUMENT,
    PAGE,
    PAGE_LOOK,
    REVIEW,
    REDACTION,
    DECISION,
    OVERRIDE,
)
_ITEMS: tuple[Kind[Any], ...] = (
    MOTIVATION,
    ACKNOWLEDGEMENT,
    PROCEDURE_EVENT,
    PUBLICATION_SETTINGS,
    CHRONOLOGY_NOTE,
    CHRONOLOGY_CHOICES,
    EARLIER_PROVISION,
    LETTER_FACTS,
    THIRD_PARTY,
    PUBLICATION,
    DOCUMENT_CHANGE,
    LIST_ENTRY,
    OFFICE_HOLDER,
    ROLE_POLICY,
    REGISTER_ENTRY,
    CARRIED,
    LIKENESS,
    SELF_DESCRIPTION,
    SCOPE_REQUEST,
    EXPORT_PROFILE,
    PAGE_SCOPE,
    SECOND_READING,
    PASSAGE_CHOICE,
    COMPARED,
)

KINDS: Mapping[str, Kind[Any]] = {kind.name: kind for kind in (*_OWN_TABLES, *_ITEMS)}
PARTS_OF_DOCUMENT = (PAGE, PAGE_LOOK, REVIEW, REDACTION, DECISION, OVERRIDE)
"""Kinds with a table whose rows refer to a document, and go when it goes; so do its items."""

FINDINGS = Codec(Finding)
PERSONS = Codec(tuple[KnownPerson, ...])
EXPORTS = Codec(ExportResult)


_KIND_OF_TYPE: Mapping[type, Kind[Any]] = {kind.type: kind for kind in KINDS.values()}


def kind_of(value: Undoable) -> Kind[Any]:
    """The kind of a value. WHY Any: a kind only ever meets values of its own type."""
    return _KIND_OF_TYPE[type(value)]
