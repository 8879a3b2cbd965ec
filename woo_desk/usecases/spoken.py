"""What is told of a document in words, before detection goes through it."""

from __future__ import annotations

import dataclasses

from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.inventory import PublicText, spoken_text
from woo_desk.texts import text
from woo_desk.usecases.page_scope import page_scopes, sentence_of
from woo_desk.usecases.session import Session


def spoken_of(session: Session, state: DocumentState) -> PublicText:
    """As `spoken_text`, with a date in words and the pages that are left out in the remark."""
    said = spoken_text(state)
    printed = state.document.date_printed
    dated = text("description.dated", printed=printed) if printed else ""
    pages = sentence_of(page_scopes(session, state.document.id))
    remark = "; ".join(part for part in (said.remark, dated, pages) if part)
    return dataclasses.replace(said, remark=remark)
