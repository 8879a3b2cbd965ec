"""What documents say of themselves: shown, corrected, and held against the rest of the dossier."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from woo_desk.domain.changes import Changes
from woo_desk.domain.document import DatePrecision, Document
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.self_description import DateBasis, DocumentStatus, SelfDescription
from woo_desk.domain.vague_dates import Fineness, VagueDate, dates_in
from woo_desk.domain.wording import words_in
from woo_desk.errors import UsageError
from woo_desk.store.rows import SELF_DESCRIPTION
from woo_desk.usecases.session import Session

_ENOUGH = 0.75
"""Part of the words of a name that a title has to have to be what is meant."""
_SMALL = frozenset(
    ("de", "het", "een", "van", "voor", "over", "en", "in", "op", "bij", "nr", "bijlage", "pdf")
)
_LEAST_WORDS = 2
_EXTENSION = re.compile(r"\.\w{2,5}$")


@dataclass(frozen=True, slots=True)
class ExpectedAttachment:
    """Something that a document says comes with it."""

    name: str
    found: Document | None
    """The document of the dossier that it seems to be; None when there is none."""


@dataclass(frozen=True, slots=True)
class PublicLink:
    """An address, printed in one document, that seems to be that of another one."""

    url: str
    printed_in: Document
    page_index: int


def description_of(session: Session, document_id: DocumentId) -> SelfDescription | None:
    """What a document says of itself; None when it was not read."""
    return next(iter(session.file.items(SELF_DESCRIPTION, document_id)), None)


def correct_description(
    session: Session,
    description: SelfDescription,
    *,
    status: DocumentStatus | None = None,
    unit: str | None = None,
    addressees: tuple[str, ...] | None = None,
    subject: str | None = None,
    attachments: tuple[str, ...] | None = None,
    date: VagueDate | None = None,
) -> Changes:
    """Record what a person says of a document; what is None stays. It is not read anew after.

    A date becomes that of the document itself too, as exact as it is; see `date_in_words`.
    """
    new = dataclasses.replace(
        description,
        status=description.status if status is None else status,
        unit=description.unit if unit is None else unit,
        addressees=description.addressees if addressees is None else addressees,
        subject=description.subject if subject is None else subject,
        attachments=description.attachments if attachments is None else attachments,
    )
    document = session.file.document(description.document_id)
    dated = document
    if date is not None:
        new = dataclasses.replace(
            new,
            date=date.first,
            date_last=date.last,
            date_printed=date.printed,
            fineness=date.fineness,
            date_basis=DateBasis.PERSON,
        )
        dated = _with_date(document, date)
    if new == description and dated == document:
        return Changes()
    with session.step("correct_description") as tx:
        tx.put(dataclasses.replace(new, corrected_by=session.user))
        tx.put(dated)
    changed = frozenset({description.document_id})
    return Changes("step.correct_description", documents=changed)


def date_in_words(words: str, near: dt.date | None = None) -> VagueDate:
    """The one date that a person means: "7 juni 2024", "medio december 2023", "27 februari jl.".

    Args:
        words: as typed.
        near: the date of the document as far as it is known, for a date without a year.

    Raises:
        UsageError: "date_unclear": these words are no date, more than one, or lack a year.
    """
    found = dates_in(words, near)
    if len(found) != 1 or found[0].printed.strip() != words.strip(" ."):
        raise UsageError("date_unclear")
    return found[0]


def _with_date(document: Document, date: VagueDate) -> Document:
    is_exact = date.fineness is Fineness.DAY
    return dataclasses.replace(
        document,
        date=date.first,
        date_precision=DatePrecision.EXACT if is_exact else DatePrecision.DERIVED,
        date_printed="" if is_exact else date.printed,
    )


def expected_attachments(
    session: Session, description: SelfDescription
) -> tuple[ExpectedAttachment, ...]:
    """Each attachment that a document names, with the document that it seems to be."""
    if not description.attachments:
        return ()
    others = [
        (document, _telling(f"{document.title} {document.source_name} {document.kind}"))
        for document in session.file.documents()
        if document.id != description.document_id
    ]
    return tuple(
        ExpectedAttachment(name, _best(_telling(name), others)) for name in description.attachments
    )


def _best(
    wanted: frozenset[str], others: Sequence[tuple[Document, frozenset[str]]]
) -> Document | None:
    if not wanted:
        return None
    scored = [(len(wanted & words) / len(wanted), document) for document, words in others]
    score, best = max(scored, key=lambda each: (each[0], -each[1].number), default=(0.0, None))
    return best if score >= _ENOUGH else None


def public_links(session: Session, document: Document) -> tuple[PublicLink, ...]:
    """Addresses printed elsewhere in the dossier whose name is that of this document.

    They are not visited: whether the document is public there is for a person to see.
    """
    wanted = _telling(document.title) or _telling(_EXTENSION.sub("", document.source_name))
    if len(wanted) < _LEAST_WORDS:
        return ()
    documents = {each.id: each for each in session.file.documents()}
    return tuple(
        PublicLink(link.url, documents[said.document_id], link.page_index)
        for said in session.file.items(SELF_DESCRIPTION)
        if said.document_id != document.id and said.document_id in documents
        for link in said.links
        if wanted <= _telling(_name_in(link.url))
    )


def _name_in(url: str) -> str:
    try:
        path = urlsplit(url if "://" in url else f"https://{url}").path
    except ValueError:
        return ""
    return path.rstrip("/").rpartition("/")[2]


def _telling(text: str) -> frozenset[str]:
    return frozenset(words_in(text)) - _SMALL
