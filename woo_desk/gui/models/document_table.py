"""The documents of a dossier as a table: one row each, in order of number."""

from __future__ import annotations

import datetime as dt
import enum
import html
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QDate, QLocale, QObject, Qt

from woo_desk.domain.document import Document
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.judgement import Judgement, judgement_of
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.gui.models.row_table import Index, RowTable
from woo_desk.store.dossier_file import DossierFile
from woo_desk.texts import text


class Column(enum.IntEnum):
    """Columns of the table. Headings: `gui.documents.<name>`."""

    STATE = 0
    NUMBER = 1
    TITLE = 2
    OPEN = 3
    SCOPE = 4
    DATE = 5
    KIND = 6
    PAGES = 7
    REDACTIONS = 8
    JUDGEMENT = 9


class RowState(enum.StrEnum):
    """Where a document stands. Signs and texts: `gui.document_state.<value>`."""

    PROBLEM = "problem"
    NEW = "new"
    OPEN = "open"
    DONE = "done"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """What one row shows."""

    document: Document
    state: RowState
    open_points: int
    """Findings not decided and pages not seen or not analysed."""
    open_findings: int
    unseen: int
    """Pages that wait for a person's eyes."""
    redactions: int
    outcome: ScopeOutcome | None
    judgement: Judgement | None
    """None while there is no scope decision."""


class DocumentTable(RowTable[DocumentRow]):
    """Reads everything it shows from the dossier in a fixed number of questions."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(Column, parent)
        self._sort_column = Column.NUMBER
        self._is_descending = False

    def key_of(self, row: DocumentRow) -> str:
        """The document's id."""
        return row.document.id

    def heading_of(self, name: str) -> str:
        """As in the texts of the table."""
        return text(f"gui.documents.{name}")

    def load(self, file: DossierFile | None) -> None:
        """Show the documents of this dossier as they are now; None for an empty table."""
        self.show_rows(self._sorted(_rows(file) if file else []))

    def sort_rows(self, column: Column, *, is_descending: bool) -> None:
        """Sort by a column from now on; the table begins anew."""
        self._sort_column, self._is_descending = column, is_descending
        self.beginResetModel()
        self._rows = self._sorted(self._rows)
        self.endResetModel()

    def _sorted(self, rows: list[DocumentRow]) -> list[DocumentRow]:
        key = _SORTED_BY.get(self._sort_column, _by_number)
        return sorted(sorted(rows, key=_by_number), key=key, reverse=self._is_descending)

    def reload(self, file: DossierFile, documents: Collection[DocumentId]) -> None:
        """Read only these documents again; all of them must be in the table already.

        WHY: counting sixty thousand places again for every key would be felt.
        """
        new = {row.document.id: row for row in _rows(file, documents)}
        numbers = [n for n, row in enumerate(self._rows) if row.document.id in new]
        for number in numbers:
            self._rows[number] = new[self._rows[number].document.id]
        if numbers:  # WHY once: whoever listens looks at every row
            last = self.index(numbers[-1], len(Column) - 1)
            self.dataChanged.emit(self.index(numbers[0], 0), last)

    def at(self, row: int) -> DocumentRow:
        """What a row shows; IndexError beyond the end."""
        return self._rows[row]

    # Qt overrides

    def data(self, index: Index, role: int = 0) -> Any:  # noqa: D102
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return _SHOWN[column](row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tool_tip(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_ALIGNED.get(column, Qt.AlignmentFlag.AlignLeft) | _MIDDLE)
        return None


_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_ALIGNED = {
    Column.STATE: Qt.AlignmentFlag.AlignHCenter,
    Column.PAGES: Qt.AlignmentFlag.AlignRight,
    Column.OPEN: Qt.AlignmentFlag.AlignRight,
    Column.REDACTIONS: Qt.AlignmentFlag.AlignRight,
}


def _rows(file: DossierFile, only: Collection[DocumentId] = ()) -> list[DocumentRow]:
    """A row for each of these documents, or for every one."""
    counts = file.counts(only)
    basis = file.dossier().basis
    decisions = file.current_decisions(basis)
    overrides = file.overrides()
    rows = []
    for document in map(file.document, only) if only else file.documents():
        count, decision = counts[document.id], decisions.get(document.id)
        open_points = count.open_findings + count.unseen + (count.pages - count.analysed)
        rows.append(
            DocumentRow(
                document=document,
                state=_state(document, decision.outcome if decision else None, open_points),
                open_points=open_points,
                open_findings=count.open_findings,
                unseen=count.unseen,
                redactions=count.redactions,
                outcome=decision.outcome if decision else None,
                judgement=judgement_of(
                    decision, overrides.get(document.id), is_redacted=count.redactions > 0
                )
                if decision
                else None,
            )
        )
    return rows


def _state(document: Document, outcome: ScopeOutcome | None, open_points: int) -> RowState:
    if outcome in (ScopeOutcome.OUT_OF_SCOPE, ScopeOutcome.DUPLICATE):
        return RowState.OUT
    if document.problem:
        return RowState.PROBLEM
    if outcome is None:
        return RowState.NEW
    return RowState.OPEN if open_points else RowState.DONE


def _spoken(row: DocumentRow, column: Column) -> str | None:
    """What a screen reader says where the cell shows a sign or nothing; None for what it shows."""
    match column:
        case Column.STATE:
            return text(f"gui.document_state.{row.state.value}.name")
        case Column.OPEN:
            return text("gui.documents.open_points", count=row.open_points)
        case Column.SCOPE:
            return scope_name(row.outcome)
        case _:
            return None


def scope_name(outcome: ScopeOutcome | None) -> str:
    """The decision about the scope in full."""
    return text(f"scope.{outcome.value}") if outcome else text("gui.document_state.new.name")


def scope_short(outcome: ScopeOutcome | None) -> str:
    """The decision about the scope in one word."""
    return text(f"gui.scope_short.{outcome.value if outcome else 'undecided'}")


def _number(value: int) -> str:
    return str(value) if value else ""


_SHOWN: Mapping[Column, Callable[[DocumentRow], str]] = {
    Column.NUMBER: lambda row: row.document.printed_number,
    Column.STATE: lambda row: text(f"gui.document_state.{row.state.value}.sign"),
    Column.TITLE: lambda row: row.document.title,
    Column.DATE: lambda row: shown_date(row.document.date),
    Column.KIND: lambda row: row.document.kind,
    Column.PAGES: lambda row: _number(row.document.page_count),
    Column.OPEN: lambda row: _number(row.open_points),
    Column.REDACTIONS: lambda row: _number(row.redactions),
    Column.SCOPE: lambda row: scope_short(row.outcome),
    Column.JUDGEMENT: lambda row: text(f"judgement.{row.judgement.value}") if row.judgement else "",
}


def _by_number(row: DocumentRow) -> tuple[object, ...]:
    return (row.document.number,)


_SORTED_BY: Mapping[Column, Callable[[DocumentRow], tuple[object, ...]]] = {
    Column.STATE: lambda row: (list(RowState).index(row.state),),
    Column.TITLE: lambda row: (row.document.title.casefold(),),
    Column.OPEN: lambda row: (row.open_points,),
    Column.SCOPE: lambda row: (row.outcome is not None, row.outcome or ""),
    Column.DATE: lambda row: (row.document.date is None, row.document.date or dt.date.min),
    Column.KIND: lambda row: (row.document.kind.casefold(),),
    Column.PAGES: lambda row: (row.document.page_count,),
    Column.REDACTIONS: lambda row: (row.redactions,),
    Column.JUDGEMENT: lambda row: (row.judgement is not None, row.judgement or ""),
}
"""What the rows are sorted by; documents that are equal in it stay in order of number."""


def shown_date(date: dt.date | None) -> str:
    """A date as people write it: "7 jun 2024"; "" without one."""
    return QLocale().toString(QDate(date.year, date.month, date.day), "d MMM yyyy") if date else ""


def _tool_tip(row: DocumentRow) -> str:
    document = row.document
    facts = (
        document.kind,
        shown_date(document.date),
        text("gui.documents.page_count", count=document.page_count) if document.page_count else "",
        text("gui.documents.open_points", count=row.open_points),
        text(f"judgement.{row.judgement.value}") if row.judgement else "",
    )
    lines = [
        document.title,
        document.source_name,
        text(f"gui.document_state.{row.state.value}.name"),
        " · ".join(fact for fact in facts if fact),
    ]
    if document.problem:
        problem = f"problem.{document.problem.value}"
        lines += [text(problem), text(f"{problem}.what_now")]
    return plain_tip("\n".join(lines))


def plain_tip(words: str) -> str:
    """A tool tip that Qt will not read as markup, whatever a document calls itself."""
    shown = html.escape(words).replace("\n", "<br>")
    return f"<qt>{shown}</qt>"
