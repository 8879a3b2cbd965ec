"""What detection found on a page, and what a reviewer said of it."""

from __future__ import annotations

import datetime as dt
import enum
import hashlib
from dataclasses import dataclass

from woo_desk.domain.geometry import Box, Span
from woo_desk.domain.ids import NO_PERSON, DocumentId, FindingId, GroundCode, PersonId


class EntityType(enum.StrEnum):
    """Kinds of personal data, and of look-alikes that stay readable. Texts: `entity.<value>`."""

    PERSON = "PERSON"
    INITIALS = "INITIALS"
    """Paraaf or initials that stand for a person."""
    EMAIL = "EMAIL"
    PHONE = "PHONE"
    BSN = "BSN"
    IBAN = "IBAN"
    VNUMMER = "VNUMMER"
    """Number of a foreign national's file."""
    KENTEKEN = "KENTEKEN"
    DOB = "DOB"
    """Date of birth."""
    ADDRESS = "ADDRESS"
    POSTCODE = "POSTCODE"
    PERSNR = "PERSNR"
    """Personnel number."""
    USERID = "USERID"
    REF = "REF"
    """Reference of a document or case (kenmerk)."""
    TERM = "TERM"
    """Words from a list of the user."""
    SIGNATURE = "SIGNATURE"
    """Drawn with a pen. This kind and those below have a place and no words: `text` is ""."""
    STAMP = "STAMP"
    HANDWRITING = "HANDWRITING"
    UNREAD = "UNREAD"
    """Ink on a scan of which no word was read."""


class Role(enum.StrEnum):
    """As what the person or datum appears; decides whether it is redacted (domain report 3)."""

    CIVIL = "civil"
    """Civil servant who does not act publicly."""
    PRIVATE = "private"
    """Citizen."""
    EXTERNAL = "external"
    """Third party in a professional capacity."""
    PERSONAL = "personal"
    """A datum that leads to one person: own mailbox, own telephone."""
    OFFICE = "office"
    """Holder of a public office: minister, member of parliament, mayor."""
    TOP = "top"
    """Top official who acts publicly: secretary-general, director-general, griffier."""
    DIRECTOR = "director"
    """Directeur of a part of the public body."""
    MANAGER = "manager"
    """Afdelingshoofd, teamleider and the like."""
    SPOKESPERSON = "spokesperson"
    """Woordvoerder or persvoorlichter."""
    FUNCTIONAL = "functional"
    """Mailbox or telephone of a function or desk."""
    MINISTRY = "ministry"
    """Address or reference of the public body itself."""
    UNKNOWN = "unknown"


class Proposal(enum.StrEnum):
    """What the program proposes; a person decides."""

    REDACT = "redact"
    KEEP = "keep"
    ASK = "ask"


class Verdict(enum.StrEnum):
    """What a person decided about a finding."""

    REDACT = "redact"
    KEEP = "keep"
    REJECT = "reject"
    """No personal datum at all: detection was wrong. It stays readable."""
    ASK = "ask"
    """Put aside with a question: still open, also where the program proposed to keep it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One place on one page that detection points at. Derived: can be deleted and found again."""

    id: FindingId
    document_id: DocumentId
    page_index: int
    """0-based."""
    span: Span
    """In the page's text."""
    boxes: tuple[Box, ...]
    """One per printed line, in page space. Empty when nothing is printed there."""
    text: str
    """The words found. Document text: never logged."""
    entity_type: EntityType
    role: Role
    proposal: Proposal
    ground_code: GroundCode | None
    """Proposed ground; None exactly when the proposal is to keep."""
    score: float
    """0 to 1."""
    recognizer: str
    why: str
    """Why it was found and why it has its role: one Dutch sentence for the reviewer."""
    detector_version: str
    ruled: bool = False
    """A list of the user decided the proposal; the policy has no say in it."""


@dataclass(frozen=True, slots=True)
class FindingReview:
    """A person's verdict on one finding; it stands as long as the finding's id is the same."""

    finding_id: FindingId
    verdict: Verdict
    by: str
    at: dt.datetime
    person_id: PersonId = NO_PERSON
    """The person of the register whose decision this follows; "" when the place itself was
    decided: then no later decision on the person changes it."""


def finding_id(
    document_id: DocumentId, page_index: int, span: Span, entity_type: EntityType
) -> FindingId:
    """The same place and kind give the same id, so that a verdict survives a new detection."""
    key = f"{document_id}/{page_index}/{span.start}-{span.end}/{entity_type}"
    return FindingId(hashlib.sha256(key.encode()).hexdigest()[:24])
