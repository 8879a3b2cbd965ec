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
    HTML = "html"
    MAIL = "mail"
    """A message as it goes over the line (RFC 5322): .eml."""
    MSG = "msg"
    """A message as Outlook keeps it."""
    MBOX = "mbox"
    CALENDAR = "calendar"
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    ODT = "odt"
    ODS = "ods"
    ODP = "odp"
    IMAGE = "image"
    ZIP = "zip"
    TNEF = "tnef"
    """winmail.dat: what Outlook wraps attachments in."""
    OLD_OFFICE = "old_office"
    """.doc, .xls, .xlsb, .ppt and .rtf."""
    UNKNOWN = "unknown"

    @property
    def is_container(self) -> bool:
        """Whether it only holds other documents; its own page is a list of them."""
        return self in (SourceType.ZIP, SourceType.MBOX, SourceType.TNEF)


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
    OLD_OFFICE = "old_office"
    """A format of Office that is read by no part of the program, and no other one was there."""
    ENCRYPTED_MAIL = "encrypted_mail"
    """S/MIME or PGP: only the recipient's key opens it."""
    TOO_DEEP = "too_deep"
    """In a container in a container in a container."""
    TEXT_LOST = "text_lost"
    """Words of the source are not on the converted pages."""
    PART_LEFT_OUT = "part_left_out"
    """Something in the source, such as a picture, could not be shown on the converted pages."""
    NOT_COMPARED = "not_compared"
    """Another program read the source, so nobody knows whether all of its text is there."""
    ARCHIVE_LIMIT = "archive_limit"
    """Not everything in a container came in: too many, too large, a bomb."""
    ARCHIVE_NAMES = "archive_names"
    """Names in a container try to reach outside of it, or are links."""


_INCOMPLETE = frozenset(
    (IntakeProblem.TEXT_LOST, IntakeProblem.PART_LEFT_OUT, IntakeProblem.NOT_COMPARED)
)
"""Warnings that the pages may not show all of the source."""


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
    HIDDEN_SHEET = "hidden_sheet"
    HIDDEN_CELLS = "hidden_cells"
    """Rows and columns."""
    HIDDEN_SLIDE = "hidden_slide"
    HIDDEN_TEXT = "hidden_text"
    """Formatted as hidden: not the same as without ink."""
    FORMULA = "formula"
    COMMENT = "comment"
    TRACKED_CHANGE = "tracked_change"
    NOTE = "note"
    """Footnotes, endnotes, notes of a speaker."""
    HEADER_FOOTER = "header_footer"
    TEXT_BOX = "text_box"
    BCC = "bcc"
    OTHER_BODY = "other_body"
    """A second version of a message's text that differs from the one that is shown."""
    REMOTE = "remote"
    """A picture that lies on the web; it was not fetched."""


@dataclass(frozen=True, slots=True)
class HiddenItem:
    """One hidden thing that was found at intake.

    Of a PDF it never reaches the publication. Of what was converted it stands on the pages, marked
    as hidden, so that it is judged there like all other text.
    """

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
    ocr_key: str = ""
    """Names what was read from the page's picture; "" when it was not read."""
    ocr_confidence: float | None = None
    """How sure the words are that were read from its picture, 0 to 1; None without such words."""

    @property
    def needs_eyes(self) -> bool:
        """Whether detection cannot vouch for the page, so that a person has to."""
        return not (self.has_text and self.text_reliable)


@dataclass(frozen=True, slots=True)
class SourceComparison:
    """A person has compared a document that may not be complete with its source."""

    document_id: DocumentId
    prepared_sha256: Sha256
    """The pages that she saw: other pages have to be compared anew."""
    by: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class PageLook:
    """A person has looked at a page that detection cannot vouch for."""

    document_id: DocumentId
    page_index: int
    """0-based."""
    by: str
    at: dt.datetime


class Relation(enum.StrEnum):
    """How a document came out of another. Texts: `relation.<value>`."""

    MEMBER = "member"
    """A file in an archive."""
    MESSAGE = "message"
    """A message in a mailbox."""
    ATTACHMENT = "attachment"
    """To a message."""
    EMBEDDED = "embedded"
    """In an Office file or a PDF."""


@dataclass(frozen=True, slots=True)
class MailFacts:
    """What a message says in its heading. Identifiers are without angle brackets."""

    message_id: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    """Oldest first."""
    thread_index: str = ""
    """Of Exchange: hexadecimal; messages of one conversation share the first 22 bytes."""
    subject: str = ""
    sender: str = ""
    """Name and address as printed."""
    recipients: tuple[str, ...] = ()
    """To, cc and bcc, in that order."""
    sent_at: dt.datetime | None = None
    """Aware."""
    body_key: str = ""
    """Of the words of its text, by `wording.key_of_words`; "" when it has none."""
    body_words: int = 0
    """How many words its text has; they are the last ones on its pages."""


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
    date_printed: str = ""
    """The date in words where it is not known to the day ("medio december 2023"); `date` is then
    the first day that it may be, for the order."""
    kind: str = ""
    """Document kind in Dutch ("nota", "conceptnota", "e-mail", …); "" when unknown."""
    reference: str = ""
    """Kenmerk."""
    duplicate_of: DocumentId | None = None
    """An earlier document with the same bytes."""
    problem: IntakeProblem | None = None
    hidden: tuple[HiddenItem, ...] = ()
    source_path: str = ""
    """Where it lay below what was handed in, with forward slashes; "" for what has a parent."""
    parent: DocumentId | None = None
    """The document that it came out of: a message, an archive, an Office file."""
    family: DocumentId | None = None
    """The outermost message or file that it belongs to, itself included; None when it has neither
    parent nor children. What lies in an archive or a mailbox begins a family of its own."""
    relation: Relation | None = None
    path_in_container: str = ""
    """Its name there, with folders, in forward slashes."""
    children: int = 0
    """How many documents came out of it directly; fewer are here while intake is not through."""
    mail: MailFacts | None = None
    thread: str = ""
    """Names the conversation; "" when it is no message or not yet known."""
    warnings: tuple[IntakeProblem, ...] = ()
    """What a person has to look at although the document can be read: its pages need eyes."""

    @property
    def printed_number(self) -> str:
        """The number as it is printed on pages and in the inventory."""
        return f"{self.number:04d}"

    @property
    def needs_comparing(self) -> bool:
        """Whether a person has to compare its pages with the source."""
        return not _INCOMPLETE.isdisjoint(self.warnings)
