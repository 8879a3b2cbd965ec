"""Requests and results of tasks that compare what documents say; see `usecases.requests`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from woo_desk.domain.alignment import Part
from woo_desk.domain.document import MailFacts
from woo_desk.domain.geometry import Box, Span
from woo_desk.domain.ids import DocumentId, RedactionId, Sha256
from woo_desk.domain.self_description import SelfDescription
from woo_desk.domain.wording import Wording


@dataclass(frozen=True, slots=True)
class DescribeRequest:
    """Task "describe": what a document says, to find others like it, and what it is by itself."""

    dossier_path: str
    document_id: DocumentId
    prepared_sha256: Sha256
    file_name: str
    mail: MailFacts | None
    properties: tuple[str, ...] = ()
    """What the file says of itself in its properties; conversion prints them on last pages."""
    near: dt.date | None = None
    """When the message was sent that it hangs on."""


@dataclass(frozen=True, slots=True)
class DescribeResult:
    """What was read."""

    wording: Wording
    words: str
    """All words with a space between; as `domain.wording.words_in` gives them."""
    description: SelfDescription


@dataclass(frozen=True, slots=True)
class PictureKeyRequest:
    """Task "picture_key": what the pages look like, for documents with the very same text."""

    dossier_path: str
    prepared_sha256: Sha256
    pages: int
    """How many, from the first; those with the properties of the file left out."""


@dataclass(frozen=True, slots=True)
class PictureKeyResult:
    """A digest of all pages drawn small: the same for pages that look the same."""

    key: str


@dataclass(frozen=True, slots=True)
class CompareRequest:
    """Task "compare": two documents beside each other, word by word."""

    dossier_path: str
    left_sha256: Sha256
    right_sha256: Sha256


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a segment on one page of one of the documents."""

    page_index: int
    """0-based."""
    span: Span
    """In the page's text."""
    boxes: tuple[Box, ...]
    """One per printed line, in page space; empty for what is equal."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that is equal, changed, or in one of the two only."""

    part: Part
    left: tuple[Piece, ...]
    right: tuple[Piece, ...]
    left_text: str = ""
    """The words; "" for what is equal."""
    right_text: str = ""


@dataclass(frozen=True, slots=True)
class CompareResult:
    """All of both documents, in order."""

    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """A box and the words under it."""

    redaction_id: RedactionId
    page_index: int
    boxes: tuple[Box, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class TransferRequest:
    """Task "transfer": find the words under boxes of one document in another one."""

    dossier_path: str
    from_sha256: Sha256
    to_sha256: Sha256
    marks: tuple[PlacedMark, ...]


@dataclass(frozen=True, slots=True)
class TransferResult:
    """The boxes as they lie in the other document; those without the same words are missing."""

    marks: tuple[PlacedMark, ...]


@dataclass(frozen=True, slots=True)
class OldFile:
    """An Office file of an old kind."""

    path: str
    kind: str
    """"doc", "xls", "ppt" or "rtf", by its content."""


@dataclass(frozen=True, slots=True)
class ModerniseRequest:
    """Task "modernise": have another program write old Office files as modern ones.

    It is the one task that does not run in a worker: those may not start programs.
    """

    program: str
    """Path of LibreOffice."""
    files: tuple[OldFile, ...]
    folder: str
    """Private folder, made when needed, in which it works."""


@dataclass(frozen=True, slots=True)
class ModerniseResult:
    """What came out of it."""

    paths: tuple[str, ...]
    """Of the modern file for each one of the request; "" where there is none."""
