"""Splitting, merging and adding persons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from woo_desk.domain.document import Document
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.name_form import fold, form_key
from woo_desk.gui.dialogs.forms import FormDialog
from woo_desk.gui.room import resize_for_letters
from woo_desk.texts import text
from woo_desk.usecases.persons.model import Group, Person

_DATA = Qt.ItemDataRole.UserRole
LIST_HEIGHT = 260
"""Pixels of a list to choose from, at least."""


class SplitDialog(FormDialog):
    """Which forms, in which documents, are somebody else's."""

    def __init__(
        self, person: Person, documents: dict[DocumentId, Document], parent: QWidget | None = None
    ) -> None:
        super().__init__("gui.person_split", parent)
        self._groups = person.groups
        self._tree = QTreeWidget()
        self._tree.setHeaderHidden(True)
        self._tree.setMinimumHeight(LIST_HEIGHT)
        for key in person.forms:
            branch = QTreeWidgetItem(self._tree, [person.shown_form(key)])
            branch.setFlags(branch.flags() | _TICKS | Qt.ItemFlag.ItemIsAutoTristate)
            branch.setCheckState(0, Qt.CheckState.Unchecked)
            for number, group in enumerate(person.groups):
                if group.key != key:
                    continue
                document = documents[group.document_id]
                words = text(
                    "gui.person_split.place",
                    number=document.printed_number,
                    title=document.title,
                    count=len(group.places),
                )
                leaf = QTreeWidgetItem(branch, [words])
                leaf.setFlags(leaf.flags() | _TICKS)
                leaf.setCheckState(0, Qt.CheckState.Unchecked)
                leaf.setData(0, _DATA, number)
        self._tree.itemChanged.connect(lambda *_: self._check())
        self._name = QLineEdit()
        self.add_field("gui.person_split.forms", self._tree)
        self.add_field("gui.person_split.name", self._name)
        self.let_form_grow()
        resize_for_letters(self, 620, 480)
        self._check()

    @property
    def groups(self) -> list[Group]:
        """What is split off."""
        return [
            self._groups[leaf.data(0, _DATA)]
            for leaf in self._leaves()
            if leaf.checkState(0) is Qt.CheckState.Checked
        ]

    @property
    def name(self) -> str:
        """What the other person is called; "" for her first form."""
        return self._name.text().strip()

    def tick(self, keys: Sequence[str], documents: Sequence[str] = ()) -> None:
        """Choose these forms, in these documents or in all."""
        for leaf in self._leaves():
            group = self._groups[leaf.data(0, _DATA)]
            if group.key in keys and (not documents or group.document_id in documents):
                leaf.setCheckState(0, Qt.CheckState.Checked)

    def _leaves(self) -> list[QTreeWidgetItem]:
        branches = [self._tree.topLevelItem(n) for n in range(self._tree.topLevelItemCount())]
        found = [b.child(n) for b in branches if b is not None for n in range(b.childCount())]
        return [leaf for leaf in found if leaf is not None]

    def _check(self) -> None:
        chosen = len(self.groups)
        hint = "gui.person_split.nothing" if not chosen else "gui.person_split.everything"
        self.allow_accept(0 < chosen < len(self._groups), text(hint))


class MergeDialog(FormDialog):
    """Who the chosen person is as well; the likeliest first."""

    def __init__(
        self, person: Person, others: Sequence[Person], parent: QWidget | None = None
    ) -> None:
        super().__init__("gui.person_merge", parent)
        self._others = sorted(others, key=lambda other: (-_likeness(person, other), other.name))
        self._filter = QLineEdit(clearButtonEnabled=True)
        self._filter.textChanged.connect(self._apply_filter)
        self._list = QListWidget()
        self._list.setMinimumHeight(LIST_HEIGHT)
        for other in self._others:
            forms = ", ".join(other.shown_form(key) for key in list(other.forms)[:4])
            item = QListWidgetItem(f"{other.name}  ({forms})" if forms else other.name, self._list)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
        self._list.itemChanged.connect(lambda _item: self._check())
        self.add_field("gui.person_merge.filter", self._filter)
        self.add_field("gui.person_merge.others", self._list)
        self.let_form_grow()
        resize_for_letters(self, 560, 480)
        self._check()

    @property
    def chosen(self) -> list[Person]:
        """Everybody who is the same person."""
        return [
            other
            for row, other in enumerate(self._others)
            if self._list.item(row).checkState() is Qt.CheckState.Checked
        ]

    def tick(self, persons: Sequence[Person]) -> None:
        """Choose these."""
        for row, other in enumerate(self._others):
            if other in persons:
                self._list.item(row).setCheckState(Qt.CheckState.Checked)

    def _apply_filter(self) -> None:
        words = fold(self._filter.text()).split()
        for row in range(self._list.count()):
            item = self._list.item(row)
            item.setHidden(not all(word in fold(item.text()) for word in words))

    def _check(self) -> None:
        self.allow_accept(bool(self.chosen), text("gui.person_merge.nobody"))


class AddPersonDialog(FormDialog):
    """A person whom detection did not find."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("gui.person_add", parent)
        self._name = QLineEdit()
        self._name.setPlaceholderText(text("gui.person_add.example"))
        self._forms = QPlainTextEdit()
        self._forms.setTabChangesFocus(True)
        self.add_field("gui.person_add.name", self._name)
        self.add_field("gui.person_add.forms", self._forms)
        self._name.textChanged.connect(lambda _words: self._check())
        self._check()

    def fill(self, name: str, forms: Sequence[str] = ()) -> None:
        """Fill in both fields."""
        self._name.setText(name)
        self._forms.setPlainText("\n".join(forms))

    @property
    def name(self) -> str:
        """Her name as typed."""
        return " ".join(self._name.text().split())

    @property
    def forms(self) -> list[str]:
        """Further forms, one a line."""
        lines = self._forms.toPlainText().splitlines()
        return [line.strip() for line in lines if line.strip()]

    def _check(self) -> None:
        self.allow_accept(len(form_key(self.name)) > 1, text("gui.person_add.no_name"))


def _likeness(person: Person, other: Person) -> int:
    """How many words their forms share."""
    return len(_words(person) & _words(other))


def _words(person: Person) -> frozenset[str]:
    forms = (*person.forms, form_key(person.name))
    return frozenset(word.strip(".") for form in forms for word in form.split() if len(word) > 2)


_TICKS = Qt.ItemFlag.ItemIsUserCheckable
