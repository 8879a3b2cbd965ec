"""Reasons and grounds that go with a decision about a document or a redaction."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QPushButton, QSpinBox, QWidget

from woo_desk.domain.ground import Ground
from woo_desk.domain.ids import GroundCode, Sha256
from woo_desk.domain.scope import ScopeReason
from woo_desk.gui.dialogs.forms import FormDialog
from woo_desk.gui.dialogs.ground_list import GroundList
from woo_desk.gui.optional_date import OptionalDate
from woo_desk.gui.room import resize_for_letters
from woo_desk.texts import text

_OF_PAGES = (ScopeReason.SUBJECT, ScopeReason.PERIOD, ScopeReason.ACTOR, ScopeReason.KIND)
_SHA256 = re.compile(r"[0-9a-f]{64}")


class OutOfScopeDialog(FormDialog):
    """Why documents are left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("gui.out_of_scope", parent)
        self._reason = QComboBox()
        for reason in ScopeReason:
            if reason not in (ScopeReason.NONE, ScopeReason.DUPLICATE):
                self._reason.addItem(text(f"scope_reason.{reason.value}"), reason)
        self._note = QLineEdit()
        self.add_field("gui.out_of_scope.reason", self._reason)
        self.add_field("gui.out_of_scope.note", self._note)

    @property
    def reason(self) -> ScopeReason:
        """The reason chosen."""
        return ScopeReason(self._reason.currentData())

    @property
    def note(self) -> str:
        """Free text that may be printed in the inventory."""
        return self._note.text().strip()


class PagesOutDialog(FormDialog):
    """Which pages of a document fall outside the request, and why."""

    def __init__(self, page_count: int, page: int, parent: QWidget | None = None) -> None:
        """Args: page: 1-based number of the page in view."""
        super().__init__("gui.pages_out", parent)
        self._first, self._last = QSpinBox(), QSpinBox()
        for box, name in ((self._first, "first"), (self._last, "last")):
            box.setRange(1, max(page_count, 1))
            box.setValue(page)
            box.valueChanged.connect(self._check)
            self.add_field(f"gui.pages_out.{name}", box)
        self._reason = QComboBox()
        for reason in (
            ScopeReason.SUBJECT,
            ScopeReason.PERIOD,
            ScopeReason.ACTOR,
            ScopeReason.KIND,
        ):
            self._reason.addItem(text(f"scope_reason.{reason.value}"), reason)
        self._note = QLineEdit()
        self.add_field("gui.out_of_scope.reason", self._reason)
        self.add_field("gui.out_of_scope.note", self._note)

    @property
    def first(self) -> int:
        """0-based index."""
        return self._first.value() - 1

    @property
    def last(self) -> int:
        """0-based index, inclusive."""
        return self._last.value() - 1

    @property
    def reason(self) -> ScopeReason:
        """The reason chosen."""
        return ScopeReason(self._reason.currentData())

    @property
    def note(self) -> str:
        """Free text that may be printed in the inventory."""
        return self._note.text().strip()

    def fill(self, first: int, last: int) -> None:
        """Fill in 1-based page numbers."""
        self._first.setValue(first)
        self._last.setValue(last)

    def _check(self) -> None:
        self.allow_accept(self.first <= self.last, text("gui.pages.none"))


class AlreadyPublicDialog(FormDialog):
    """Where a document can be found already. The link is kept, never opened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("gui.already_public", parent)
        self._link = QLineEdit()
        self._link.setPlaceholderText("https://")
        self._day = OptionalDate(None)
        self._digest = QLineEdit()
        self._digest.setPlaceholderText("sha256")
        self._choose = QPushButton(text("gui.already_public.choose"))
        self._choose.setAutoDefault(False)
        self._choose.clicked.connect(self._on_choose)
        self._reason = QLineEdit()
        self.add_field("gui.already_public.link", self._link)
        self.add_field("gui.already_public.day", self._day)
        self.add_field("gui.already_public.digest", self._digest)
        self.form.addRow("", self._choose)
        self.add_field("gui.already_public.reason", self._reason)
        self._link.textChanged.connect(self._check)
        self._digest.textChanged.connect(self._check)
        self._check()

    @property
    def day(self) -> dt.date | None:
        """Since when it can be found there; None when that is not known."""
        return self._day.date()

    @property
    def sha256(self) -> Sha256:
        """Of the file that can be found there; NO_SHA256 when that is not known."""
        return Sha256(self._digest.text().strip().lower())

    @property
    def link(self) -> str:
        """The link as typed, without spaces around it."""
        return self._link.text().strip()

    @property
    def reason(self) -> str:
        """Remark for the inventory."""
        return self._reason.text().strip()

    def fill(
        self, link: str, reason: str = "", day: dt.date | None = None, digest: str = ""
    ) -> None:
        """Fill in the fields."""
        self._link.setText(link)
        self._reason.setText(reason)
        self._day.set_date(day)
        self._digest.setText(digest)

    def take_file(self, path: Path) -> None:
        """Fill in the digest of the file that was published; say so when it cannot be read."""
        try:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            self.allow_accept(False, text("gui.already_public.unreadable"))
            return
        self._digest.setText(digest)

    def _on_choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, text("gui.already_public.choose"))
        if name:
            self.take_file(Path(name))

    def _check(self) -> None:
        link = self.link
        is_link = link.startswith(("https://", "http://")) and " " not in link
        is_digest = not self.sha256 or bool(_SHA256.fullmatch(self.sha256))
        missing = "gui.already_public.no_digest" if is_link else "gui.already_public.no_link"
        self.allow_accept(is_link and is_digest, text(missing))


class GroundDialog(FormDialog):
    """One or more grounds, with a motivation where the law asks for one."""

    def __init__(
        self, key: str, grounds: Sequence[Ground], *, with_reason: bool, parent: QWidget
    ) -> None:
        super().__init__(key, parent)
        self._list = GroundList(grounds)
        self._list.itemChanged.connect(self._check)
        self.add_field("gui.grounds.list", self._list)
        self._reason = QLineEdit()
        self._with_reason = with_reason
        if with_reason:
            self.add_field("gui.grounds.reason", self._reason)
            self._reason.textChanged.connect(self._check)
        self.let_form_grow()
        resize_for_letters(self, 560, 480)
        self._check()

    def check(self, codes: Sequence[GroundCode]) -> None:
        """Tick these grounds."""
        self._list.check(codes)

    def fill_reason(self, reason: str) -> None:
        """Fill in the motivation."""
        self._reason.setText(reason)

    @property
    def codes(self) -> tuple[GroundCode, ...]:
        """The grounds that are ticked."""
        return self._list.codes

    @property
    def reason(self) -> str:
        """The motivation."""
        return self._reason.text().strip()

    def _check(self) -> None:
        missing = "gui.grounds.no_ground" if not self.codes else "gui.grounds.no_reason"
        is_complete = bool(self.codes) and (bool(self.reason) or not self._with_reason)
        self.allow_accept(is_complete, text(missing))
