"""All that the formats of a publication are written from, and what stands in their way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from woo_desk.domain.export import BundlePart, PublishedFile
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.inventory import InventoryEntry
from woo_desk.domain.judgement import Judgement
from woo_desk.domain.publication import ChangeLine, PublicationSettings
from woo_desk.domain.scope import ScopeOutcome


@dataclass(frozen=True, slots=True)
class Volume:
    """One file of the bundle."""

    file: PublishedFile
    number: int
    front_pages: int
    """Pages before the first numbered one: cover and inventory, numbered i, ii, …"""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is published. Words in it have been through detection."""

    title: str
    basis: LegalBasis
    organisation: str
    case_number: str
    summary: str
    request_text: str
    settings: PublicationSettings
    entries: tuple[InventoryEntry, ...]
    """A row for every document, whether the inventory shows it or not."""
    today: dt.date
    version: int = 1
    parts: tuple[BundlePart, ...] = ()
    volumes: tuple[Volume, ...] = ()
    changes: tuple[ChangeLine, ...] = ()
    belongs_to: str = ""
    """What the annexes belong to ("Horend bij …"); "" where they are annexes of nothing else."""

    @property
    def has_annexes(self) -> bool:
        """Whether the documents go out as annexes: to the Kamer, or to what was told."""
        return bool(self.belongs_to) or self.basis is LegalBasis.ART_68_GW

    @property
    def published(self) -> tuple[InventoryEntry, ...]:
        """The rows with a file."""
        return tuple(entry for entry in self.entries if entry.file_name)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a format cannot be written as its receiver wants it; `publication_problem.<key>`."""

    key: str
    number: str = ""
    """Printed number of the document; "" for the dossier as a whole."""
    column: str = ""
    """Heading of the column, or name of the setting."""
    values: Mapping[str, str | int] = field(default_factory=dict)
    """For the text; never words of a document."""


def decision_type(entries: Sequence[InventoryEntry]) -> str:
    """The decision as a whole, as the platform has it (DecisionType)."""
    judged = {
        entry.judgement
        for entry in entries
        if entry.outcome is ScopeOutcome.IN_SCOPE and entry.judgement is not None
    }
    if not judged:
        return "nothing_found"
    if judged == {Judgement.ALREADY_PUBLIC}:
        return "already_public"
    if judged <= {Judgement.PUBLIC, Judgement.ALREADY_PUBLIC}:
        return "public"
    if Judgement.PUBLIC in judged or Judgement.PARTIAL_PUBLIC in judged:
        return "partial_public"
    return "not_public"
