"""What is told about a dossier when it is published, and what was published earlier."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from woo_desk.domain.export import BundlePart
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import DocumentId, Sha256

WOO_REQUESTS = "https://identifier.overheid.nl/tooi/def/thes/kern/c_3baef532"
"""Information category "Woo-verzoeken en -besluiten" (Woo art. 3.3 lid 2 onder i)."""
TO_THE_KAMER = "https://identifier.overheid.nl/tooi/def/thes/kern/c_8c840238"
"""Information category "bij vertegenwoordigende organen ingekomen stukken" (Woo art. 3.3 lid 2
onder a): an answer to the Kamer is no Woo request."""
UNKNOWN_ADDRESS = "https://publicatie.invalid/"
"""Stands for the address of the files until it is known; `.invalid` can exist nowhere (RFC 2606).
"""


@dataclass(frozen=True, slots=True)
class PublicationSettings:
    """What the receivers of a publication want to know of a dossier; all of it chosen by a person.

    Identifiers are those of TOOI, out of `resources/tooi`; "" for what is not chosen.
    """

    publisher: str = ""
    """Public body that publishes."""
    responsible: str = ""
    """Public body that answers for it; "" for the publisher."""
    author: str = ""
    """Public body that the documents are from; "" when that differs or is not told."""
    category: str = WOO_REQUESTS
    """Information category."""
    themes: tuple[str, ...] = ()
    document_kinds: Mapping[str, str] = field(default_factory=dict)
    """TOOI kind by kind of `Document.kind`, where it differs from `resources/document_kinds.toml`.
    """
    base_address: str = UNKNOWN_ADDRESS
    """Address of the folder `publicatie/` once it is on the web, with a slash at the end."""
    matter: str = ""
    """Matter: 2 to 50 of A-Z a-z 0-9 - . _ ~; part of each document number on the platform."""
    prefix: str = ""
    """Prefix of document numbers that the organisation has on the platform."""
    dossier_number: str = ""
    """Number of the publication: 3 to 50 of a-z 0-9 -."""
    case_number: str = ""
    """Zaaknummer as the platform takes it; "" for that of the dossier."""
    summary: str = ""
    """Up to 1000 characters."""
    request_text: str = ""
    request_day: dt.date | None = None
    decision_day: dt.date | None = None
    provision_day: dt.date | None = None
    """Day on which the requester gets the documents (feitelijke verstrekking)."""
    publication_day: dt.date | None = None
    lists_duplicates: bool = True
    """Whether duplicates have a row in the productierapport ("Niet openbaar", ground "dubbel")."""


def settings_under(settings: PublicationSettings, basis: LegalBasis) -> PublicationSettings:
    """The settings as they hold under a regime: what is given under art. 68 is no Woo request."""
    if basis is LegalBasis.ART_68_GW and settings.category == WOO_REQUESTS:
        return replace(settings, category=TO_THE_KAMER)
    return settings


class ChangeKind(enum.StrEnum):
    """What happens to a document after publication. Texts: `change.<value>`."""

    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


class ChangeReason(enum.StrEnum):
    """Why. Texts: `change_reason.<value>`.

    The platform's reasons for withdrawal; `privacy` and `procedure` are those of DiWoo's
    redenVerwijderingVervanging.
    """

    PRIVACY = "privacy"
    """Data in the document that should have been redacted."""
    FILE_NAME = "file_name"
    SUSPENDED = "suspended"
    """The document is still suspended (a third party objects)."""
    UNREADABLE = "unreadable"
    WRONG_ATTACHMENT = "wrong_attachment"
    PROCEDURE = "procedure"
    """A mistake in the procedure, or a decision on objection."""


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """A published document is to be corrected or withdrawn: noted before the next version."""

    document_id: DocumentId
    kind: ChangeKind
    reason: ChangeReason
    note: str
    """May be printed; runs through detection before."""
    by: str
    at: dt.datetime
    since: int
    """Version of the publication that it is a change to."""


@dataclass(frozen=True, slots=True)
class PublishedPart:
    """One document, or what stands in its place, in a published version."""

    part: BundlePart
    sha256: Sha256 | None = None
    """Of the published file; None for a page that only refers."""


@dataclass(frozen=True, slots=True)
class Publication:
    """One version that went out, as a person said it did; its numbers never change again."""

    version: int
    """From 1."""
    at: dt.datetime
    by: str
    parts: tuple[PublishedPart, ...]


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One line of the list of changes (wijzigingen) in a package."""

    version: int
    """Version of the publication that shows the change."""
    printed_number: str
    annex: str
    kind: ChangeKind
    reason: ChangeReason
    note: str
    """Free of personal data."""
    day: dt.date
    old_sha256: str
    new_sha256: str
    """"" when the document was withdrawn."""
