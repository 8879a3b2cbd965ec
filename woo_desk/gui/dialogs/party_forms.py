"""What is filled in about one third party: who it is, what it was asked, what it answered."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from PySide6.QtCore import QDate
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QFormLayout,
    QGroupBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from woo_desk.domain.third_party import ANSWER, ThirdParty, ViewOutcome
from woo_desk.domain.workdays import DAY, next_workday
from woo_desk.texts import text

_LINES = 3
_SEPARATOR = ";"


class _Group(QGroupBox):
    """A group of labelled fields; texts under `gui.parties`."""

    def __init__(self, name: str) -> None:
        super().__init__(text(f"gui.parties.{name}"))
        self._form = QFormLayout(self)

    def _row(self, name: str, field: QWidget) -> None:
        label = text(f"gui.parties.{name}")
        field.setAccessibleName(label)
        self._form.addRow(label, field)


class WhoForm(_Group):
    """Name, address and the words by which its passages are found.

    Attributes:
        save: the button that keeps it.
    """

    def __init__(self) -> None:
        super().__init__("who")
        self.name, self.terms, self.address = QLineEdit(), QLineEdit(), QPlainTextEdit()
        self.terms.setPlaceholderText(text("gui.parties.terms_how"))
        self.address.setTabChangesFocus(True)
        self.address.setFixedHeight(self.address.fontMetrics().lineSpacing() * (_LINES + 1))
        self.save = QPushButton(text("gui.parties.save"))
        self._row("name", self.name)
        self._row("terms", self.terms)
        self._row("address", self.address)
        self._form.addRow(self.save)

    def show_party(self, party: ThirdParty | None) -> None:
        """Show this one; empty fields for a new one."""
        self.name.setText(party.name if party else "")
        self.address.setPlainText(party.address if party else "")
        self.terms.setText(f"{_SEPARATOR} ".join(party.terms) if party else "")

    def words(self) -> tuple[str, ...]:
        """The words, one by one."""
        parts = (part.strip() for part in self.terms.text().split(_SEPARATOR))
        return tuple(part for part in parts if part)


class AskForm(_Group):
    """When the party was asked, and until when it may answer.

    Attributes:
        ask: the button that records it.
        letter: the button that writes the letter.
    """

    def __init__(self, today: dt.date) -> None:
        super().__init__("asking")
        self.day, self.until = _day(today), _day(next_workday(today + ANSWER * DAY))
        self.told = QCheckBox(text("gui.parties.told"))
        self.told.setChecked(True)
        self.ask = QPushButton(text("gui.parties.ask"))
        self.letter = QPushButton(text("gui.parties.letter"))
        self._row("asked_on", self.day)
        self._row("answer_until", self.until)
        self._form.addRow(self.told)
        self._form.addRow(self.ask)
        self._form.addRow(self.letter)

    def show_party(self, party: ThirdParty | None) -> None:
        """Show the days of this one; those of the form stay while it was not asked."""
        if party and party.asked_on and party.answer_until:
            _set(self.day, party.asked_on)
            _set(self.until, party.answer_until)


class AnswerForm(_Group):
    """What the party answered, and what follows from it.

    Attributes:
        record: the button that records it.
    """

    def __init__(self, today: dt.date) -> None:
        super().__init__("answering")
        self._today = today
        self.outcome = QComboBox()
        for outcome in ViewOutcome:
            self.outcome.addItem(text(f"view_outcome.{outcome.value}"), outcome)
        self.day = _day(today)
        self.effect = QLineEdit()
        self.effect.setPlaceholderText(text("gui.parties.effect_how"))
        self.followed = QCheckBox(text("gui.parties.followed"))
        self.relief = QCheckBox(text("gui.parties.relief"))
        self.record = QPushButton(text("gui.parties.record"))
        self._row("outcome", self.outcome)
        self._row("answered_on", self.day)
        self._row("effect", self.effect)
        for field in (self.followed, self.relief, self.record):
            self._form.addRow(field)
        self.outcome.currentIndexChanged.connect(lambda _row: self._check())

    def show_party(self, party: ThirdParty | None) -> None:
        """Show what this one answered."""
        outcome = party.outcome if party else ViewOutcome.NONE
        self.outcome.setCurrentIndex(self.outcome.findData(outcome))
        _set(self.day, (party and party.answered_on) or self._today)
        self.effect.setText(party.effect if party else "")
        self.followed.setChecked(bool(party and party.followed))
        self.relief.setChecked(bool(party and party.relief))
        self._check()

    def answered(self, party: ThirdParty) -> ThirdParty:
        """The party with what is filled in here."""
        outcome = ViewOutcome(self.outcome.currentData())
        has_answer = outcome not in (ViewOutcome.NONE, ViewOutcome.SILENT)
        objects = outcome in (ViewOutcome.OBJECTS, ViewOutcome.PARTLY)
        return replace(
            party,
            outcome=outcome,
            answered_on=day_of(self.day) if has_answer else None,
            effect=self.effect.text().strip(),
            followed=objects and self.followed.isChecked(),
            relief=objects and self.relief.isChecked(),
        )

    def _check(self) -> None:
        outcome = ViewOutcome(self.outcome.currentData())
        objects = outcome in (ViewOutcome.OBJECTS, ViewOutcome.PARTLY)
        self.day.setEnabled(outcome not in (ViewOutcome.NONE, ViewOutcome.SILENT))
        for field in (self.followed, self.relief):
            field.setEnabled(objects)


def day_of(field: QDateEdit) -> dt.date:
    """The day in a field."""
    value = field.date()
    return dt.date(value.year(), value.month(), value.day())


def _day(value: dt.date) -> QDateEdit:
    field = QDateEdit()
    field.setCalendarPopup(True)
    field.setDisplayFormat("d MMMM yyyy")
    _set(field, value)
    return field


def _set(field: QDateEdit, value: dt.date) -> None:
    field.setDate(QDate(value.year, value.month, value.day))
