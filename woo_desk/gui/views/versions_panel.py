"""What went out before, and what was corrected or withdrawn since."""

from __future__ import annotations

from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget

from woo_desk.gui.models.document_table import shown_date
from woo_desk.texts import text
from woo_desk.usecases.publication import document_changes, publications
from woo_desk.usecases.session import Session

_LINES = 4


class VersionsPanel(QWidget):
    """A list that is only read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setAccessibleName(text("gui.publish.versions"))
        self.list.setMinimumHeight(self.list.fontMetrics().lineSpacing() * _LINES)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)

    def show_versions(self, session: Session) -> None:
        """List versions with their changes, the latest last."""
        self.list.clear()
        numbers = {d.id: d.printed_number for d in session.file.documents()}
        changes = document_changes(session)
        for made in publications(session):
            day = shown_date(made.at.date())
            parts = text("gui.version.documents", count=len(made.parts))
            self.list.addItem(
                text("gui.version.line", version=made.version, day=day, by=made.by, parts=parts)
            )
            for change in changes:
                if change.since == made.version:
                    self.list.addItem(
                        text(
                            "gui.version.change",
                            number=numbers.get(change.document_id, ""),
                            kind=text(f"change.{change.kind.value}"),
                            reason=text(f"change_reason.{change.reason.value}"),
                        )
                    )
        if not self.list.count():
            self.list.addItem(text("gui.version.none"))
