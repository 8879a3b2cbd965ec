"""Proposes to leave out the pages on which the program itself lists the properties of a file.

An Office file says who made it and who saved it last. A reviewer has to see that, so it stands on
pages of its own at the end; who asked for the document mostly did not ask for it. A person decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from woo_desk.domain.document import HiddenKind
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.scope import ScopeOutcome, ScopeReason
from woo_desk.texts import dutch_text, text
from woo_desk.usecases.flow import Flow
from woo_desk.usecases.page_scope import leave_pages_out, page_scopes
from woo_desk.usecases.session import Session


@dataclass(frozen=True, slots=True)
class PropertyPages:
    """Pages that hold nothing but the properties of a file."""

    document_id: DocumentId
    first: int
    """0-based."""
    last: int
    """0-based, inclusive: the last page of the document."""


def property_pages(session: Session) -> tuple[PropertyPages, ...]:
    """Those of every document that is not left out, as far as they are within the request."""
    decided = session.file.current_decisions(session.dossier.basis)
    left = (ScopeOutcome.OUT_OF_SCOPE, ScopeOutcome.DUPLICATE)
    found = []
    for document in session.file.documents():
        if not any(item.kind is HiddenKind.METADATA for item in document.hidden):
            continue
        if document.id in decided and decided[document.id].outcome in left:
            continue
        first = _first_of(session.file.page_texts(document.id))
        if first and not any(scope.last >= first for scope in page_scopes(session, document.id)):
            found.append(PropertyPages(document.id, first, document.page_count - 1))
    return tuple(found)


def leave_properties_out(session: Session, chosen: Sequence[PropertyPages]) -> Flow[int]:
    """Leave these pages out of the request, as one undo step; returns how many documents."""
    note, step = dutch_text("page_scope.properties"), None
    for each in chosen:
        done = yield from leave_pages_out(
            session, each.document_id, each.first, each.last, ScopeReason.NONE, note, join=step
        )
        step = done.step
    return len(chosen)


def _first_of(texts: Sequence[str]) -> int:
    """Index of the page that begins with the heading of the properties; 0 when there is none.

    WHY never the first page: a document of nothing else is judged as a document.
    """
    heads = tuple(f"[{say('mark.properties')}]" for say in (dutch_text, text))
    for index in range(len(texts) - 1, 0, -1):
        if " ".join(texts[index].split()).startswith(heads):
            return index
    return 0
