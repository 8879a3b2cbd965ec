"""What a document says of itself, and what it is like, as lines under its fields."""

from __future__ import annotations

from woo_desk.domain.document import Document
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.likeness import LikenessState
from woo_desk.domain.self_description import DateBasis, DocumentStatus, SelfDescription
from woo_desk.texts import text
from woo_desk.usecases.carrying import with_other_pages
from woo_desk.usecases.same_once import likenesses
from woo_desk.usecases.self_descriptions import (
    description_of,
    expected_attachments,
    public_links,
)
from woo_desk.usecases.session import Session


def told_lines(session: Session, document: Document) -> list[str]:
    """Lines for a person, without what is not known."""
    numbers = {one.id: one.printed_number for one in session.file.documents()}
    lines = []
    if document.duplicate_of in numbers:
        lines.append(text("gui.told.copy", number=numbers[document.duplicate_of]))
    lines += _copies(session, document, numbers)
    lines += [
        text(f"likeness.{one.kind.value}", number=numbers[one.other_id])
        for one in likenesses(session)
        if one.document_id == document.id and one.state is not LikenessState.REJECTED
    ]
    said = description_of(session, document.id)
    if said is not None:
        lines += _own_lines(document, said)
        if said.basis not in (None, session.dossier.basis):
            basis = text(f"legal_basis.{said.basis}")
            lines.append(text("gui.told.basis", basis=basis))
        for expected in expected_attachments(session, said):
            lines.append(_attachment(expected.name, expected.found))
    lines += [
        text("gui.told.public", url=link.url, number=link.printed_in.printed_number)
        for link in public_links(session, document)
    ]
    return lines


def _copies(session: Session, document: Document, numbers: dict[DocumentId, str]) -> list[str]:
    """What follows this document, and what has to be taken over by hand."""
    copies = session.file.copies.of(document.id)
    lines = [text("gui.told.copies", count=len(copies))] if copies else []
    waiting = with_other_pages(session, document.id)
    if waiting and document.duplicate_of is None:
        lines.append(text("gui.told.other_pages", count=len(waiting)))
    elif waiting:
        kept = numbers.get(document.duplicate_of or document.id, "")
        lines.append(text("gui.told.own_pages", number=kept))
    return lines


def _own_lines(document: Document, said: SelfDescription) -> list[str]:
    lines = []
    if document.date_printed:
        lines.append(text("description.dated", printed=document.date_printed))
    if document.date is None and said.date is not None:
        lines.append(
            text(
                "gui.told.date",
                printed=said.date_printed,
                why=text(f"date_basis.{said.date_basis.value}"),
            )
        )
    elif said.date_basis is not DateBasis.NONE and said.date == document.date:
        lines.append(text("gui.told.date_why", why=text(f"date_basis.{said.date_basis.value}")))
    if said.status is not DocumentStatus.UNKNOWN:
        lines.append(text("gui.told.status", status=text(f"status.{said.status.value}")))
    for key, words in (
        ("unit", said.unit),
        ("addressees", "; ".join(said.addressees)),
        ("subject", said.subject),
    ):
        if words and words != document.title:
            lines.append(text(f"gui.told.{key}", words=words))
    return lines


def _attachment(name: str, found: Document | None) -> str:
    if found is None:
        return text("gui.told.missing", name=name)
    return text("gui.told.found", name=name, number=found.printed_number)
