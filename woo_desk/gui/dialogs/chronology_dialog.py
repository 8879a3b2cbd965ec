"""The time line: as a list with ticks, and as a page to read; a line leads to its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from html import escape

from PySide6.QtCore import QDate, Qt, QUrl
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidgetItem,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from woo_desk.domain.chronology import ChronologyChoices, ChronologyLine, Happening
from woo_desk.domain.ids import DocumentId
from woo_desk.gui.dialogs.row_table import ReadTable
from woo_desk.gui.room import resize_for_letters
from woo_desk.texts import text
from woo_desk.usecases.procedure import shown_day

_SIZE = 1060, 680
_COLUMNS = ("day", "what", "text", "who", "document")
_WORDS, _WHO = 2, 3
_KINDS_BESIDE = 5
Choose = Callable[[ChronologyChoices], object]
Note = Callable[[dt.date, str, str], object]


class ChronologyDialog(QDialog):
    """All lines; what is not ticked stays out of letters and packages.

    Attributes:
        wanted: the line whose place the user wants to see; None when she only read.
    """

    def __init__(
        self,
        today: dt.date,
        choose: Choose,
        note: Note,
        remove: Callable[[str], object],
        save: Callable[[], object],
        *,
        can_write: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("gui.chronology.title"))
        resize_for_letters(self, *_SIZE)
        self.wanted: ChronologyLine | None = None
        self._choose, self._note, self._remove_note, self._save = choose, note, remove, save
        self._can_write = can_write
        self._lines: tuple[ChronologyLine, ...] = ()
        self._choices = ChronologyChoices()
        self.kinds = {kind: QCheckBox(text(f"happening.{kind.value}")) for kind in Happening}
        self.table = ReadTable(
            text("gui.chronology.list"),
            [f"chronology.{name}" for name in _COLUMNS],
            is_single=True,
            wraps=True,
            stretched=(_WORDS, _WHO),
        )
        self.page = QTextBrowser()
        self.page.setOpenLinks(False)
        self.page.setAccessibleName(text("gui.chronology.page"))
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(text("gui.chronology.title"))
        self.tabs.addTab(self.page, text("gui.chronology.page"))
        self.tabs.addTab(self.table, text("gui.chronology.list"))
        self.day = QDateEdit(QDate(today.year, today.month, today.day))
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("d MMMM yyyy")
        self.words, self.who = QLineEdit(), QLineEdit()
        self.go, self.add, self.remove, self.keep = (
            QPushButton(text(key))
            for key in ("gui.list.go", "gui.chronology.add", "gui.chronology.remove",
                        "gui.list.save")
        )  # fmt: skip
        self._build()
        self._connect()

    def show_lines(
        self,
        lines: Sequence[ChronologyLine],
        choices: ChronologyChoices,
        numbers: Mapping[DocumentId, str],
    ) -> None:
        """Show these, ticked as was chosen; `numbers` are the printed numbers of documents."""
        self._lines, self._choices = tuple(lines), choices
        for kind, box in self.kinds.items():
            box.blockSignals(True)
            box.setChecked(kind not in choices.kinds)
            box.blockSignals(False)
        self.table.blockSignals(True)
        self.table.setRowCount(len(lines))
        for row, line in enumerate(lines):
            self._show_row(row, line, numbers)
        self.table.blockSignals(False)
        self.page.setHtml(_as_page([each for each in enumerate(lines) if choices.keeps(each[1])],
                                   numbers))  # fmt: skip
        self._on_chosen()

    def tick(self, row: int, is_on: bool) -> None:
        """Tick a line, or take its tick off."""
        self.table.set_tick(row, is_on)

    # Building -----------------------------------------------------------------------------------

    def _build(self) -> None:
        explanation = QLabel(text("gui.chronology.explanation"))
        explanation.setWordWrap(True)
        kinds = QGridLayout()
        for number, box in enumerate(self.kinds.values()):
            box.setEnabled(self._can_write)
            kinds.addWidget(box, number // _KINDS_BESIDE, number % _KINDS_BESIDE)
        row = QHBoxLayout()
        for name, field in (("day", self.day), ("text", self.words), ("who", self.who)):
            field.setAccessibleName(text(f"chronology.{name}"))
            label = QLabel(text(f"chronology.{name}"))
            label.setBuddy(field)
            row.addWidget(label)
            row.addWidget(field, 0 if name == "day" else 1)
        row.addWidget(self.add)
        buttons = QDialogButtonBox()
        for button in (self.go, self.remove, self.keep):
            button.setAutoDefault(False)
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(text("gui.button.close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(explanation)
        column.addLayout(kinds)
        column.addWidget(self.tabs, 1)
        column.addLayout(row)
        column.addWidget(buttons)

    def _connect(self) -> None:
        for box in self.kinds.values():
            box.toggled.connect(lambda _on: self._on_kinds())
        self.table.itemChanged.connect(self._on_ticked)
        self.table.itemSelectionChanged.connect(self._on_chosen)
        self.table.cellDoubleClicked.connect(lambda row, _column: self._go(row))
        self.page.anchorClicked.connect(self._on_link)
        self.go.clicked.connect(lambda: self._go(self.table.currentRow()))
        self.keep.clicked.connect(lambda: self._save())
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)

    def _show_row(self, row: int, line: ChronologyLine, numbers: Mapping[DocumentId, str]) -> None:
        cells = (
            line.shown or shown_day(line.day),
            text(f"happening.{line.what.value}"),
            line.text,
            line.who,
            numbers.get(line.document_id, "") if line.document_id else "",
        )
        self.table.write_row(row, cells)
        can_tick = self._can_write and line.what not in self._choices.kinds
        self.table.put_tick(row, 0, is_on=self._choices.keeps(line), can_write=can_tick)

    # What the user does -------------------------------------------------------------------------

    def _on_kinds(self) -> None:
        out = tuple(kind for kind, box in self.kinds.items() if not box.isChecked())
        self._choose(replace(self._choices, kinds=out))

    def _on_ticked(self, item: QTableWidgetItem) -> None:
        if item.column() != 0:
            return
        key = self._lines[item.row()].key
        others = tuple(each for each in self._choices.lines if each != key)
        is_on = item.checkState() is Qt.CheckState.Checked
        self._choose(replace(self._choices, lines=others if is_on else (*others, key)))

    def _on_chosen(self) -> None:
        row = self.table.currentRow()
        line = self._lines[row] if 0 <= row < len(self._lines) else None
        self.go.setEnabled(line is not None and line.document_id is not None)
        self.remove.setEnabled(self._can_write and line is not None and bool(line.note_id))
        for widget in (self.add, self.day, self.words, self.who):
            widget.setEnabled(self._can_write)

    def _on_link(self, link: QUrl) -> None:
        self._go(int(link.fragment()))

    def _add(self) -> None:
        value = self.day.date()
        day = dt.date(value.year(), value.month(), value.day())
        self._note(day, self.words.text(), self.who.text())

    def _remove(self) -> None:
        row = self.table.currentRow()
        if 0 <= row < len(self._lines) and self._lines[row].note_id:
            self._remove_note(self._lines[row].note_id)

    def _go(self, row: int) -> None:
        if 0 <= row < len(self._lines) and self._lines[row].document_id is not None:
            self.wanted = self._lines[row]
            self.accept()


def _as_page(lines: Sequence[tuple[int, ChronologyLine]], numbers: Mapping[DocumentId, str]) -> str:
    """The lines as HTML, by month; what has a place in a document is a link to it."""
    if not lines:
        return f"<p>{escape(text('gui.chronology.nothing'))}</p>"
    parts: list[str] = []
    month = ""
    for number, line in lines:
        heading = f"{text(f'month.{line.day.month}')} {line.day.year}"
        if heading != month:
            parts.append(("</table>" if month else "") + f"<h3>{escape(heading)}</h3><table>")
            month = heading
        day = escape(line.shown or shown_day(line.day))
        words = f"<b>{escape(text(f'happening.{line.what.value}'))}</b> {escape(line.text)}"
        if line.who:
            words += f" <i>→ {escape(line.who)}</i>"
        printed = numbers.get(line.document_id, "") if line.document_id else ""
        if printed:
            page = "" if line.page_index is None else line.page_index + 1
            place = text("gui.chronology.place", number=printed, page=page) if page else printed
            words += f' <a href="#{number}">{escape(place)}</a>'
        parts.append(
            f'<tr><td width="150" style="padding:3px 12px 3px 0">{day}</td>'
            f'<td style="padding:3px 0">{words}</td></tr>'
        )
    return "".join(parts) + "</table>"
