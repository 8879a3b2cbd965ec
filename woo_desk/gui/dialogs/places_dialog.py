"""Shows what one decision would reach, before it is taken; and looks for words to redact."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from woo_desk.domain.ground import Ground
from woo_desk.domain.ids import GroundCode
from woo_desk.errors import UsageError
from woo_desk.gui.dialogs.forms import FormDialog
from woo_desk.gui.models.place_table import PlaceRow
from woo_desk.gui.room import resize_for_letters
from woo_desk.gui.views.place_chooser import PlaceChooser
from woo_desk.texts import text
from woo_desk.usecases.grounds import said_of
from woo_desk.usecases.places import Place

SLICE_MS = 0
SIZE = (1000, 620)


class PlacesDialog(FormDialog):
    """Every place with its context and a tick; texts as in `FormDialog`."""

    def __init__(
        self,
        key: str,
        rows: list[PlaceRow],
        grounds: Sequence[Ground] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Args: grounds: to choose from; none when nothing is redacted."""
        super().__init__(key, parent)
        self.chooser = PlaceChooser()
        self._ground = QComboBox()
        self.form.addRow(self.chooser)
        if grounds:
            self._ground.addItem(text("gui.places.proposed_ground"), "")
            for ground in grounds:
                self._ground.addItem(f"{ground.label}  {said_of(ground)}", ground.code)
            self.add_field("gui.places.ground", self._ground)
        self.chooser.table.load(rows)
        self.chooser.changed.connect(self._check)
        self.let_form_grow()
        resize_for_letters(self, *SIZE)
        self._check()

    @property
    def chosen(self) -> list[Place]:
        """The places that are ticked."""
        return [row.place for row in self.chooser.table.chosen]

    @property
    def codes(self) -> tuple[GroundCode, ...]:
        """The ground for all of them; empty for the proposed one of each."""
        code = self._ground.currentData()
        return (GroundCode(code),) if code else ()

    def choose_ground(self, code: GroundCode) -> None:
        """Choose one ground for all."""
        self._ground.setCurrentIndex(self._ground.findData(code))

    def _check(self) -> None:
        self.allow_accept(bool(self.chooser.table.chosen), text("gui.places.none_chosen"))


Search = Callable[[str, bool, bool, bool, bool], Iterator[list[PlaceRow]]]
"""Hits document by document: words, is a pattern, whole words, same case, only this document."""


class SearchDialog(PlacesDialog):
    """Words or a pattern, and the hits to choose from. Searches without holding up the window."""

    def __init__(
        self, search: Search, grounds: Sequence[Ground], parent: QWidget | None = None
    ) -> None:
        self._running: Iterator[list[PlaceRow]] | None = None
        self._error = ""
        self._has_searched = False
        super().__init__("gui.search", [], grounds, parent)
        self._search = search
        self._turn = QTimer(self, interval=SLICE_MS)
        self._turn.timeout.connect(self._go_on)
        self.words = QLineEdit(clearButtonEnabled=True)
        self.words.setPlaceholderText(text("gui.search.words"))
        self.words.setAccessibleName(text("gui.search.words"))
        self.words.textChanged.connect(self._begin_anew)
        self.is_pattern = QCheckBox(text("gui.search.pattern"))
        self.whole_words = QCheckBox(text("gui.search.whole_words"))
        self.match_case = QCheckBox(text("gui.search.match_case"))
        self.only_here = QCheckBox(text("gui.search.only_here"))
        self._find = QPushButton(text("gui.search.find"))
        self._find.clicked.connect(self.look)
        self.words.returnPressed.connect(self.look)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.words, 1)
        first.addWidget(self._find)
        for box in (self.whole_words, self.match_case, self.is_pattern, self.only_here):
            box.toggled.connect(self._begin_anew)
            second.addWidget(box)
        second.addStretch(1)
        both = QVBoxLayout()
        both.addLayout(first)
        both.addLayout(second)
        self.form.insertRow(0, both)
        boxes = (self.whole_words, self.match_case, self.is_pattern, self.only_here)
        order = (self.words, self._find, *boxes, *self.chooser.stops, self._ground)
        for one, other in itertools.pairwise(order):
            self.setTabOrder(one, other)
        self._begin_anew()
        self.words.setFocus()

    @property
    def is_searching(self) -> bool:
        """Whether hits may still come."""
        return self._running is not None

    def look(self) -> None:
        """Look for what is typed."""
        self._begin_anew()
        if self.words.text().strip():
            self._running = self._search(
                self.words.text(),
                self.is_pattern.isChecked(),
                self.whole_words.isChecked(),
                self.match_case.isChecked(),
                self.only_here.isChecked(),
            )
            self._turn.start()
            self._check()

    def _begin_anew(self) -> None:
        """What was found is not of these words any more."""
        self._turn.stop()
        self._running, self._error, self._has_searched = None, "", False
        self.chooser.table.load([])
        self._find.setDefault(True)
        self._check()

    def _go_on(self) -> None:
        if self._running is None:
            return
        try:
            rows = next(self._running, None)
        except UsageError as error:
            self._stop()
            self.chooser.table.load([])  # a part of the hits is no answer
            self._error = "\n".join(
                text(f"error.{error.key}{suffix}", **error.values) for suffix in ("", ".what_now")
            )
            self._check()
            return
        if rows is None:
            self._stop()
            self._has_searched = True
            self._check()
        else:
            self.chooser.table.append(rows)

    def _stop(self) -> None:
        self._turn.stop()
        self._running = None

    def _check(self) -> None:
        if self._running is not None:
            self.allow_accept(False, text("gui.search.busy"))
        elif self._error:
            self.allow_accept(False, self._error)
        elif not self._has_searched:
            self.allow_accept(False, text("gui.search.how"))
        elif not self.chooser.table.rows:
            self.allow_accept(False, text("gui.search.none"))
        else:
            super()._check()

    # Qt overrides

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: D102
        self._stop()
        super().closeEvent(event)
