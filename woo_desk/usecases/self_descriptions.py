"""What documents say of themselves: shown, corrected, and held against the rest of the dossier."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from woo_desk.domain.changes import Changes
from woo_desk.domain.document import Document
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.self_description import DocumentStatus, SelfDescription
from woo_desk.domain.wording import words_in
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
) -> Changes:
    """Record what a person says of a document; what is None stays. It is not read anew after."""
    new = dataclasses.replace(
        description,
        status=description.status if status is None else status,
        unit=description.unit if unit is None else unit,
        addressees=description.addressees if addressees is None else addressees,
        subject=description.subject if subject is None else subject,
        attachments=description.attachments if attachments is None else attachments,
    )
    if new == description:
        return Changes()
    with session.step("correct_description") as tx:
        tx.put(dataclasses.replace(new, corrected_by=session.user))
    changed = frozenset({description.document_id})
    return Changes("step.correct_description", documents=changed)


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
