"""Documents and pages of a dossier, and what intake has to say about them."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from woo_desk.domain.geometry import Rotation
from woo_desk.domain.ids import NO_SHA256, DocumentId, Sha256


class SourceType(enum.StrEnum):
    """What a source file is, by its content, never by its extension."""

    PDF = "pdf"
    TEXT = "text"
    UNKNOWN = "unknown"


class IntakeProblem(enum.StrEnum):
    """Why a source cannot be worked with, or not fully. Texts: `problem.<value>` in Dutch.

    A document with a problem stays in the dossier, is named to the user, and blocks export until
    it is decided to be out of scope or replaced.
    """

    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_COMPLEX = "too_complex"
    UNREADABLE = "unreadable"
    """The file system would not give the bytes: rights, a lost share."""
    NOT_WHAT_IT_SAYS = "not_what_it_says"
    """Extension and content disagree and the content is of no supported kind."""
    UNSUPPORTED = "unsupported"
    TIME_LIMIT = "time_limit"
    WORKER_DIED = "worker_died"


class DatePrecision(enum.StrEnum):
    """How sure the date of a document is."""

    EXACT = "exact"
    DERIVED = "derived"
    UNKNOWN = "unknown"


class HiddenKind(enum.StrEnum):
    """Something in a source that a reader of its pages does not see. Texts: `hidden.<value>`."""

    METADATA = "metadata"
    ANNOTATION = "annotation"
    ATTACHMENT = "attachment"
    FORM_FIELD = "form_field"
    SCRIPT = "script"
    LAYER = "layer"
    BOOKMARK = "bookmark"
    INVISIBLE_TEXT = "invisible_text"
    OUTSIDE_PAGE = "outside_page"
    FOREIGN_REDACTION = "foreign_redaction"
    """A redaction mark that another tool left unapplied; shown as a proposal, never applied."""
    SIGNATURE = "signature"
    REPAIRED = "repaired"
    """The file was damaged and has been repaired on reading."""


@dataclass(frozen=True, slots=True)
class HiddenItem:
    """One hidden thing that was found at intake; it never reaches the publication."""

    kind: HiddenKind
    page_index: int | None
    """0-based; None when it belongs to the whole file."""
    detail: str
    """What it says, for the reviewer's eyes only, never logged. At most 500 characters."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a prepared document."""

    document_id: DocumentId
    index: int
    """0-based."""
    width: float
    """Points, before rotation."""
    height: float
    """Points, before rotation."""
    rotation: Rotation
    has_text: bool
    """False: detection finds nothing here, so a person has to look (see `looked_at_by`)."""
    text_reliable: bool = True
    """False: a person has to look, because letters have no Unicode value, the text is a layer over
    a scan, or a picture takes a tenth of the page or more."""

    @property
    def needs_eyes(self) -> bool:
        """Whether detection cannot vouch for the page, so that a person has to."""
        return not (self.has_text and self.text_reliable)


@dataclass(frozen=True, slots=True)
class PageLook:
    """A person has looked at a page that detection cannot vouch for."""

    document_id: DocumentId
    page_index: int
    """0-based."""
    by: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Document:
    """One candidate document of a dossier."""

    id: DocumentId
    number: int
    """1-based, in order of arrival, never reused; printed as 0001."""
    source_sha256: Sha256
    """Of the file as it came in; "" when its bytes could not be read."""
    source_name: str
    """File name as it came in; personal data until detection says otherwise."""
    source_type: SourceType
    title: str
    added_at: dt.datetime
    """Aware, UTC."""
    source_bytes: int = 0
    prepared_sha256: Sha256 = NO_SHA256
    """Of the PDF that all later work is done on; "" when there is none (see `problem`)."""
    page_count: int = 0
    date: dt.date | None = None
    date_precision: DatePrecision = DatePrecision.UNKNOWN
    kind: str = ""
    """Document kind in Dutch ("nota", "conceptnota", "e-mail", …); "" when unknown."""
    reference: str = ""
    """Kenmerk."""
    duplicate_of: DocumentId | None = None
    """An earlier document with the same bytes."""
    problem: IntakeProblem | None = None
    hidden: tuple[HiddenItem, ...] = ()

    @property
    def printed_number(self) -> str:
        """The number as it is printed on pages and in the inventory."""
        return f"{self.number:04d}"
