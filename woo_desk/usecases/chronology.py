"""The time line of a dossier: who received what, when; versions; approvals; the procedure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from woo_desk.domain.changes import Changes
from woo_desk.domain.chronology import (
    ChronologyChoices,
    ChronologyLine,
    ChronologyNote,
    Happening,
    in_order,
    lines_of_document,
    lines_of_page,
    still_tells,
)
from woo_desk.domain.document import Document
from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.inventory import public_day
from woo_desk.domain.judgement import Judgement, judgement_of
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.domain.table import Table, TableColumn
from woo_desk.domain.third_party import masked
from woo_desk.errors import UsageError
from woo_desk.publication import package
from woo_desk.publication.cells import write_csv
from woo_desk.store.rows import CHRONOLOGY_CHOICES, CHRONOLOGY_NOTE
from woo_desk.texts import dutch_text
from woo_desk.usecases.names import clean_name
from woo_desk.usecases.procedure import procedure
from woo_desk.usecases.publication import publications
from woo_desk.usecases.session import Session, new_id


def chronology(session: Session) -> tuple[ChronologyLine, ...]:
    """All lines, for the eyes of the organisation; documents out of scope are left out."""
    lines: list[ChronologyLine] = []
    for document in _documents(session):
        lines += lines_of_document(document)
        lines += _told(session, document.id)
    lines += [_of_note(note) for note in session.file.items(CHRONOLOGY_NOTE)]
    return in_order((*lines, *_of_procedure(session)))


def chosen_chronology(session: Session) -> tuple[ChronologyLine, ...]:
    """The same without what a person left out: what a letter or a package tells."""
    choices = chronology_choices(session)
    return tuple(line for line in chronology(session) if choices.keeps(line))


def chronology_choices(session: Session) -> ChronologyChoices:
    """What was left out; nothing while nobody chose."""
    found = session.file.items(CHRONOLOGY_CHOICES)
    return found[0] if found else ChronologyChoices()


def choose_chronology(session: Session, choices: ChronologyChoices) -> Changes:
    """Leave kinds or lines out, or put them back."""
    if choices == chronology_choices(session):
        return Changes()
    with session.step("chronology") as tx:
        tx.put(choices)
    return Changes("step.chronology", dossier=True)


def public_chronology(
    session: Session, states: Sequence[DocumentState]
) -> tuple[ChronologyLine, ...]:
    """The lines that may be published, redacted words masked: only of documents that are public.

    What is still in them goes through detection before it is written, as every title does.
    """
    lines: list[ChronologyLine] = []
    choices = chronology_choices(session)
    for state in states:
        if not _is_public(state):
            continue
        every = [box.text for box in state.redactions]
        known = state.document.date is None or public_day(state) is not None
        own = [*lines_of_document(state.document)] if known else []
        lines += [_masked(line, every) for line in own if choices.keeps(line)]
        for line in _told(session, state.document.id):
            public = _masked(line, every)
            if choices.keeps(line) and still_tells(line, public.text):
                lines.append(public)
    shown = {None, *(state.document.id for state in states if _is_public(state))}
    notes = session.file.items(CHRONOLOGY_NOTE)
    others = [_of_note(note) for note in notes if note.document_id in shown]
    others += _of_procedure(session)
    return in_order((*lines, *(line for line in others if choices.keeps(line))))


def note_chronology(
    session: Session, day: dt.date, what: str, who: str = "", document_id: DocumentId | None = None
) -> Changes:
    """Put a line in the time line.

    Raises:
        UsageError: "note_without_words".
    """
    if not what.strip():
        raise UsageError("note_without_words")
    with session.step("chronology") as tx:
        tx.put(ChronologyNote(new_id(), day, what.strip(), who.strip(), document_id))
    return Changes("step.chronology", dossier=True)


def remove_note(session: Session, note_id: str) -> Changes:
    """Take a line of a person out of the time line."""
    found = [note for note in session.file.items(CHRONOLOGY_NOTE) if note.id == note_id]
    if not found:
        return Changes()
    with session.step("chronology") as tx:
        for note in found:
            tx.remove(note)
    return Changes("step.chronology", dossier=True)


def chronology_table(lines: Sequence[ChronologyLine], numbers: Mapping[DocumentId, str]) -> Table:
    """The time line as a table, for csv."""
    names = ("day", "shown", "what", "text", "who", "document", "page")
    columns = tuple(TableColumn(dutch_text(f"chronology.{name}"), 20) for name in names)
    rows = tuple(
        (
            line.day.isoformat(),
            line.shown,
            dutch_text(f"happening.{line.what.value}"),
            line.text,
            line.who,
            numbers.get(line.document_id, "") if line.document_id else "",
            "" if line.page_index is None else str(line.page_index + 1),
        )
        for line in lines
    )
    return Table(dutch_text("letter_kind.tijdlijn"), columns, rows)


def save_chronology(session: Session, path: Path) -> Changes:
    """Write the time line as csv, as it was chosen.

    Raises:
        UsageError: "letters_in_publication", "target_unwritable".
    """
    package.refuse_publication(path.parent)
    numbers = {document.id: document.printed_number for document in session.file.documents()}
    try:
        write_csv(chronology_table(chosen_chronology(session), numbers), path)
    except OSError:
        raise UsageError("target_unwritable", name=clean_name(str(path))) from None
    return Changes()


def _documents(session: Session) -> Iterator[Document]:
    decisions = session.file.current_decisions(session.dossier.basis)
    for document in session.file.documents():
        made = decisions.get(document.id)
        if made is None or made.outcome is ScopeOutcome.IN_SCOPE:
            yield document


def _told(session: Session, document_id: DocumentId) -> list[ChronologyLine]:
    lines: list[ChronologyLine] = []
    last: dt.date | None = None
    for index, page in enumerate(session.file.page_texts(document_id)):
        found, last = lines_of_page(document_id, index, page, last)
        lines += found
    return lines


def _is_public(state: DocumentState) -> bool:
    judgement = judgement_of(state.decision, state.override, is_redacted=bool(state.redactions))
    return judgement in (Judgement.PUBLIC, Judgement.PARTIAL_PUBLIC)


def _masked(line: ChronologyLine, words: Sequence[str]) -> ChronologyLine:
    return ChronologyLine(
        line.day, line.shown, line.what, masked(line.text, words, ()),
        masked(line.who, words, ()), line.document_id, line.page_index,
    )  # fmt: skip


def _of_note(note: ChronologyNote) -> ChronologyLine:
    return ChronologyLine(
        note.day, "", Happening.NOTE, note.what, note.who, note.document_id, note_id=note.id
    )


def _of_procedure(session: Session) -> Iterator[ChronologyLine]:
    for event in procedure(session):
        what = dutch_text(f"procedure.{event.kind.value}")
        yield ChronologyLine(event.day, "", Happening.PROCEDURE, what)
    for published in publications(session):
        what = dutch_text("chronology.version", version=published.version)
        yield ChronologyLine(published.at.date(), "", Happening.PROVISION, what)
