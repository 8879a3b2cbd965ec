"""What was asked for: the words of the request, and what candidates are held against."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from woo_desk.domain.scope_proposal import ScopeRequest
from woo_desk.gui.dialogs.forms import FormDialog


class RequestDialog(FormDialog):
    """The request, its subject words, actors and kinds; the period is a field of the dossier."""

    def __init__(self, request: ScopeRequest, parent: QWidget | None = None) -> None:
        super().__init__("gui.request", parent)
        self.words = QPlainTextEdit(request.text)
        self.words.setTabChangesFocus(True)
        self.subjects = QLineEdit("; ".join(request.subjects))
        self.actors = QLineEdit("; ".join(request.actors))
        self.kinds = QLineEdit("; ".join(request.kinds))
        self.add_field("gui.request.text", self.words)
        self.add_field("gui.request.subjects", self.subjects)
        self.add_field("gui.request.actors", self.actors)
        self.add_field("gui.request.kinds", self.kinds)
        self.let_form_grow()

    @property
    def request(self) -> ScopeRequest:
        """What is filled in."""
        return ScopeRequest(
            self.words.toPlainText().strip(),
            _parts(self.subjects),
            _parts(self.actors),
            _parts(self.kinds),
        )


def _parts(field: QLineEdit) -> tuple[str, ...]:
    return tuple(part.strip() for part in field.text().split(";") if part.strip())
