"""What is to decide in one document: its findings, and the redactions made by hand."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt

from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.finding import Finding, Proposal
from woo_desk.domain.geometry import Box
from woo_desk.domain.redaction import Redaction
from woo_desk.gui.models.document_table import plain_tip
from woo_desk.gui.models.row_table import Index, RowTable
from woo_desk.texts import text
from woo_desk.usecases.grounds import load_grounds, said_of


class MarkState(enum.StrEnum):
    """Where a place stands. Signs and names: `gui.mark_state.<value>`."""

    PROPOSED = "proposed"
    """The program proposes to redact; nobody has decided."""
    ASKED = "asked"
    """The program does not know; nobody has decided."""
    REDACTED = "redacted"
    KEPT = "kept"
    """A person left it readable."""
    REJECTED = "rejected"
    """A person said that it is no personal datum."""
    READABLE = "readable"
    """The policy leaves it readable; nobody needs to decide."""


@dataclass(frozen=True, slots=True)
class MarkRow:
    """One place: a finding with or without its redaction, or a redaction made by hand."""

    state: MarkState
    page_index: int
    boxes: tuple[Box, ...]
    words: str
    finding: Finding | None
    redaction: Redaction | None

    @property
    def key(self) -> str:
        """Stays the same when the place is decided."""
        if self.finding:
            return self.finding.id
        return self.redaction.id if self.redaction else ""

    @property
    def is_open(self) -> bool:
        """Whether a person still has to decide."""
        return self.state in (MarkState.PROPOSED, MarkState.ASKED)


class Column(enum.IntEnum):
    """Columns of the table. Headings: `gui.marks.<name>`."""

    STATE = 0
    PAGE = 1
    WORDS = 2
    KIND = 3
    GROUND = 4


def mark_rows(state: DocumentState) -> list[MarkRow]:
    """Every place of a document in reading order."""
    redactions = {r.finding_id: r for r in state.redactions if r.finding_id}
    rows = [
        MarkRow(
            _mark_state(finding, redactions.get(finding.id), state),
            finding.page_index,
            finding.boxes,
            " ".join(finding.text.split()) or text(f"entity.{finding.entity_type.value}"),
            finding,
            redactions.get(finding.id),
        )
        for finding in state.findings
    ]
    found = {finding.id for finding in state.findings}
    rows.extend(
        MarkRow(
            MarkState.REDACTED,
            redaction.page_index,
            redaction.boxes,
            " ".join(redaction.text.split()) or text(f"origin.{redaction.origin.value}"),
            None,
            redaction,
        )
        for redaction in state.redactions
        if redaction.finding_id not in found
    )
    return sorted(rows, key=_reading_order)


class FindingTable(RowTable[MarkRow]):
    """The places of one document."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(Column, parent)

    def key_of(self, row: MarkRow) -> str:
        """The key of the place."""
        return row.key

    def heading_of(self, name: str) -> str:
        """As in the texts of the table."""
        return text(f"gui.marks.{name}")

    def load(self, state: DocumentState | None) -> None:
        """Show the places of this document as they are now; None for an empty table."""
        self.show_rows(mark_rows(state) if state else [])

    # Qt overrides

    def data(self, index: Index, role: int = 0) -> Any:  # noqa: D102
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return _shown(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(described(row))
        if role == Qt.ItemDataRole.AccessibleTextRole and column is Column.STATE:
            return text(f"gui.mark_state.{row.state.value}.name")
        if role == Qt.ItemDataRole.TextAlignmentRole and column is Column.STATE:
            return int(Qt.AlignmentFlag.AlignCenter)
        return None


def described(row: MarkRow) -> str:
    """What the place is, where it stands and why, in plain lines for the reviewer."""
    lines = [row.words, text(f"gui.mark_state.{row.state.value}.name")]
    if row.finding:
        kind = text(f"entity.{row.finding.entity_type.value}")
        role = text(f"role.{row.finding.role.value}")
        lines += [f"{kind}, {role}", row.finding.why]
    if row.redaction:
        lines += [_grounds_in_full(row.redaction), _by_whom(row.redaction)]
        if row.redaction.motivation:
            lines.append(text("gui.marks.motivation", words=row.redaction.motivation))
    return "\n".join(line for line in lines if line)


def _grounds_in_full(redaction: Redaction) -> str:
    catalogue = load_grounds()
    grounds = map(catalogue.get, catalogue.sorted_codes(redaction.ground_codes))
    return "\n".join(f"{ground.label} {said_of(ground)}" for ground in grounds)


def _by_whom(redaction: Redaction) -> str:
    origin = text(f"origin.{redaction.origin.value}")
    return text("gui.marks.by", origin=origin, by=redaction.confirmed_by)


def grounds_shown(row: MarkRow) -> str:
    """The grounds of a redaction, or the proposed one, as they are printed."""
    catalogue = load_grounds()
    if row.redaction:
        codes = catalogue.sorted_codes(row.redaction.ground_codes)
        return " / ".join(catalogue.get(code).label for code in codes)
    if row.finding and row.finding.ground_code and row.is_open:
        return catalogue.get(row.finding.ground_code).label
    return ""


def _words_of(finding: Finding, redaction: Redaction | None) -> str:
    """What was found, or what is redacted of it and around it."""
    return redaction.text if redaction and redaction.text else finding.text


def _mark_state(finding: Finding, redaction: Redaction | None, state: DocumentState) -> MarkState:
    if redaction is not None:
        return MarkState.REDACTED
    if finding.id in state.questions:
        return MarkState.ASKED
    if finding.id in state.rejected:
        return MarkState.REJECTED
    if finding.id in state.reviewed:
        return MarkState.KEPT
    match finding.proposal:
        case Proposal.KEEP:
            return MarkState.READABLE
        case Proposal.ASK:
            return MarkState.ASKED
        case Proposal.REDACT:
            return MarkState.PROPOSED


def _reading_order(row: MarkRow) -> tuple[int, float, float, str]:
    first = row.boxes[0] if row.boxes else Box(0, 0, 0, 0)
    return row.page_index, round(first.y0), first.x0, row.key


def _kind(row: MarkRow) -> str:
    if row.finding:
        return text(f"entity.{row.finding.entity_type.value}")
    return text("gui.marks.own") if row.redaction else ""


def _shown(row: MarkRow, column: Column) -> str:
    match column:
        case Column.STATE:
            return text(f"gui.mark_state.{row.state.value}.sign")
        case Column.PAGE:
            return str(row.page_index + 1)
        case Column.WORDS:
            return row.words
        case Column.KIND:
            return _kind(row)
        case Column.GROUND:
            return grounds_shown(row)
