"""What is known and decided about the current document, and the fields to correct it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QToolButton,
    QWidget,
)

from woo_desk.domain.document import Document
from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.judgement import JudgementOverride, judgement_of
from woo_desk.domain.scope import ScopeOutcome, ScopeReason
from woo_desk.gui.actions.action_set import ActionSet
from woo_desk.gui.models.document_table import scope_name, scope_short
from woo_desk.gui.optional_date import OptionalDate
from woo_desk.texts import text
from woo_desk.usecases.procedure import shown_day

_SCOPE_ACTIONS = {
    ScopeOutcome.IN_SCOPE: "in_scope",
    ScopeOutcome.OUT_OF_SCOPE: "out_of_scope",
    ScopeOutcome.DUPLICATE: "duplicate",
}


@dataclass(frozen=True, slots=True)
class Description:
    """What the fields say."""

    title: str
    date: dt.date | None
    kind: str
    reference: str


class DocumentPanel(QWidget):
    """Fields of one document, its scope and its judgement.

    Signals:
        described(Description): the user changed a field.
    """

    described = Signal(object)

    def __init__(self, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._state: DocumentState | None = None
        self.title, self.kind, self.reference = QLineEdit(), QLineEdit(), QLineEdit()
        self.date = OptionalDate(None)
        self._judgement = QLabel()
        self._why = _small_label()
        self._scope = QButtonGroup(self)
        self._scope.setExclusive(False)
        self.scope_buttons: dict[ScopeOutcome, QToolButton] = {}
        form = QFormLayout(self)
        form.setContentsMargins(8, 6, 8, 6)
        form.setVerticalSpacing(6)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._add(form, "title", self.title)
        self._add(form, "kind", self.kind)
        self._add(form, "date", self.date)
        self._add(form, "reference", self.reference)
        form.addRow(text("gui.document.scope"), self._scope_row())
        form.addRow(text("gui.document.judgement"), self._judgement_row())
        form.addRow(self._why)
        for field in (self.title, self.kind, self.reference):
            field.editingFinished.connect(self._on_edited)
        self.date.edited.connect(self._on_edited)
        self.show_state(None, can_write=False)

    def show_state(
        self, state: DocumentState | None, *, can_write: bool, told: Sequence[str] = ()
    ) -> None:
        """Show this document; None leaves everything empty.

        Args:
            state: the document.
            can_write: whether its fields can be changed.
            told: further lines about it.
        """
        is_other = state is None or self._state is None or self._state.document != state.document
        self._state = state
        for field in (self.title, self.kind, self.reference, self.date):
            field.setEnabled(can_write)
        if is_other:
            self._fill(state)
        outcome = state.decision.outcome if state and state.decision else None
        self._show_outcome(outcome)
        self._judgement.setText(_judgement(state))
        self._why.setText("\n".join(line for line in (_reasons(state), *told) if line))
        self._why.setVisible(bool(self._why.text()))

    @property
    def reasons(self) -> str:
        """Why it was decided so, and what the document says of itself, line by line."""
        return self._why.text()

    @property
    def told(self) -> str:
        """The lines under the fields."""
        return self._why.text()

    def description(self) -> Description:
        """What the fields say now."""
        fields = (self.title.text().strip(), self.kind.text().strip())
        return Description(fields[0], self.date.date(), fields[1], self.reference.text().strip())

    def _fill(self, state: DocumentState | None) -> None:
        document = state.document if state else None
        self.title.setText(document.title if document else "")
        self.kind.setText(document.kind if document else "")
        self.reference.setText(document.reference if document else "")
        for field in (self.title, self.kind, self.reference):
            if not field.hasFocus():  # the beginning tells most, except to who is typing in it
                field.setCursorPosition(0)
        self.date.set_date(document.date if document else None)

    def _on_edited(self) -> None:
        if self._state is None:
            return
        if not self.title.text().strip():  # a document without a title cannot be listed
            self.title.setText(self._state.document.title)
        self.described.emit(self.description())

    def _scope_row(self) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for outcome, name in _SCOPE_ACTIONS.items():
            action = self._actions[name]
            button = QToolButton()
            button.setText(scope_short(outcome))
            button.setCheckable(True)
            button.setAccessibleName(action.text())
            button.clicked.connect(lambda _on, chosen=action: self._decide(chosen.trigger))
            action.changed.connect(
                lambda each=button, of=action: (
                    each.setEnabled(of.isEnabled()),
                    each.setToolTip(of.toolTip()),
                )
            )
            self._scope.addButton(button)
            self.scope_buttons[outcome] = button
            layout.addWidget(button)
        layout.addStretch(1)
        return row

    def _decide(self, trigger: Callable[[], object]) -> None:
        """Do what the button says, and show the decision that stands afterwards."""
        trigger()
        self._show_outcome(
            self._state.decision.outcome if self._state and self._state.decision else None
        )

    def _show_outcome(self, outcome: ScopeOutcome | None) -> None:
        """The decision that stands has a tick and is pressed: not only another colour."""
        for value, button in self.scope_buttons.items():
            is_it = value is outcome
            button.setChecked(is_it)
            button.setText(f"✓ {scope_short(value)}" if is_it else scope_short(value))

    def _judgement_row(self) -> QWidget:
        row = QWidget()
        layout = QGridLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        change = QToolButton()
        change.setText(text("gui.document.change"))
        change.setAccessibleName(text("gui.document.change.name"))
        change.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(change)
        menu.setToolTipsVisible(True)
        for name in ("already_public", "not_public", "clear_override"):
            menu.addAction(self._actions[name])
        change.setMenu(menu)
        # WHY wider: Qt forgets the arrow, which then stands over the last letter.
        change.setMinimumWidth(change.sizeHint().width() + 2 * change.fontMetrics().height() // 3)
        layout.addWidget(self._judgement, 0, 0)
        layout.addWidget(change, 0, 1)
        layout.setColumnStretch(0, 1)
        return row

    def _add(self, form: QFormLayout, name: str, field: QWidget) -> None:
        label = text(f"gui.document.{name}")
        field.setAccessibleName(label)
        form.addRow(label, field)


def _judgement(state: DocumentState | None) -> str:
    if state is None or state.decision is None:
        return text("gui.document.no_judgement")
    judgement = judgement_of(state.decision, state.override, is_redacted=bool(state.redactions))
    return text(f"judgement.{judgement.value}")


def _reasons(state: DocumentState | None) -> str:
    """Where the document came from, and why it is left out or refused."""
    if state is None:
        return ""
    lines = _origin(state.document)
    decision, override = state.decision, state.override
    if decision and decision.outcome is not ScopeOutcome.IN_SCOPE:
        reason = decision.reason
        words = text(f"scope_reason.{reason.value}") if reason is not ScopeReason.NONE else ""
        lines += [scope_name(decision.outcome), words, decision.note]
    if override:
        lines += [override.public_link, *_public(state.document, override), override.reason]
    return "\n".join(line for line in lines if line)


def _public(document: Document, override: JudgementOverride) -> Iterator[str]:
    """Since when a document is public elsewhere, and whether that is this very file."""
    if override.public_on is not None:
        yield text("gui.already_public.since", day=shown_day(override.public_on))
    if override.public_sha256:
        is_same = override.public_sha256 == document.source_sha256
        key = "gui.already_public.same_file" if is_same else "gui.already_public.other_file"
        yield text(key, sha256=override.public_sha256)


def _origin(document: Document) -> list[str]:
    """What it came out of, and what to look at although it can be read."""
    lines = [text(f"problem.{warning.value}") for warning in document.warnings]
    if document.relation is not None:
        relation = text(f"relation.{document.relation.value}")
        lines.insert(0, f"{relation}: {document.path_in_container}")
    return lines


def _small_label() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
