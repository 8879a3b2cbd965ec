"""The pages with, above them, which document and page this is and what the page asks."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from woo_desk.domain.document import Page
from woo_desk.domain.dossier import DocumentState
from woo_desk.gui.actions.action_set import ActionSet
from woo_desk.gui.views.notice_bar import Level, NoticeBar
from woo_desk.gui.views.page_pictures import Render
from woo_desk.gui.views.page_strip import PageStrip
from woo_desk.gui.views.page_view import PageView
from woo_desk.texts import text

MODE_WIDTH = 260
"""Pixels for saying that pages are shown as published. Words that need more run over lines, so that
with large letters the window does not grow past the screen."""


class PagePane(QWidget):
    """Heading, banner and pages of the current document.

    Attributes:
        view: the pages.
        banner: what has to be done about the page in view; hidden when nothing.
        strip: the pages in the small.
    """

    def __init__(self, render: Render, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._state: DocumentState | None = None
        self.view = PageView(render)
        self.strip = PageStrip(render, self.view.pictures)
        self.banner = NoticeBar(closable=False)
        self._title = ElidedLabel()
        self._page = QLabel()
        self._mode = QLabel(text("gui.page_pane.as_published"))
        # WHY not always: on one line of usual letters it leaves the pages their height.
        self._mode.setWordWrap(self._mode.sizeHint().width() > MODE_WIDTH)
        self._mode.hide()
        heading = QHBoxLayout()
        heading.setContentsMargins(8, 6, 8, 6)
        heading.setSpacing(14)
        heading.addWidget(self._title, 1)
        heading.addWidget(self._mode)
        heading.addWidget(self._page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(heading)
        column.addWidget(self.banner)
        column.addWidget(self.view, 1)
        column.addWidget(self.strip)
        self.strip.hide()
        self.view.page_shown.connect(self.refresh)
        self.view.page_shown.connect(self.strip.show_page)
        self.strip.page_chosen.connect(self.view.show_page)
        for number, group in enumerate(_MENU):
            if number:
                line = QAction(self.view)
                line.setSeparator(True)
                self.view.addAction(line)
            for name in group:
                self.view.addAction(actions[name])

    def show_state(self, state: DocumentState | None, *, as_published: bool) -> None:
        """Say what this document and its page in view need now."""
        self._state = state
        self._mode.setVisible(as_published)
        if state is not None:
            self._title.set_words(f"{state.document.printed_number}  {state.document.title}")
        self.refresh()

    def refresh(self) -> None:
        """Say again which page is in view."""
        page = self.page_in_view()
        if page is None or self._state is None:
            self.banner.hide()
            return
        number = page.index + 1
        where = text("gui.page_pane.page", number=number, total=len(self._state.pages))
        self._page.setText(where)
        if page.index not in self._state.analysed:
            self._ask("not_analysed", "detect", number)
        elif self.page_needs_eyes():
            self._ask(_needed(page), "mark_looked", number, _sureness(page))
        else:
            self.banner.hide()

    def page_in_view(self) -> Page | None:
        """The page in the middle of the view; None without a document."""
        index = self.view.current_page
        pages = self._state.pages if self._state else ()
        return pages[index] if index < len(pages) else None

    def page_needs_eyes(self) -> bool:
        """Whether the page in view still has to be looked at by a person."""
        page = self.page_in_view()
        return bool(
            page and self._state and page.needs_eyes and page.index not in self._state.looked_at
        )

    def _ask(self, key: str, action: str, number: int, sure: int = 0) -> None:
        words = text(f"gui.banner.{key}", number=number, sure=sure)
        chosen = self._actions[action]
        # WHY detect alone: the other is enabled only after the banner is there.
        can_press = action != "detect" or chosen.isEnabled()
        button = (chosen.iconText(), chosen.trigger) if can_press else None
        self.banner.show_notice(words, Level.WARNING, button)


def _needed(page: Page) -> str:
    """Why a person has to look at the page; key under `gui.banner`."""
    if page.ocr_confidence is not None:
        return "recognised"
    return "needs_eyes" if page.has_text else "no_text"


def _sureness(page: Page) -> int:
    """Per cent."""
    return round(100 * (page.ocr_confidence or 0.0))


class ElidedLabel(QLabel):
    """One line that is cut with an ellipsis where it does not fit; whole in its tool tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        font = self.font()
        font.setBold(True)
        self.setFont(font)

    def set_words(self, words: str) -> None:
        """Show these words."""
        self._words = words
        self.setAccessibleName(words)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(
            self._words, Qt.TextElideMode.ElideRight, self.width()
        )
        self.setText(shown)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._fit()


_MENU = (
    ("confirm", "keep", "reject", "question", "reopen"),
    ("confirm_same", "confirm_kind", "confirm_page"),
    ("change_ground", "adjust", "split", "repeat", "remove_redaction"),
    ("redact_selection", "copy_text", "whole_page", "page_range", "keep_only"),
    ("sweep_header", "sweep_signature", "mark_looked"),
    ("zoom_finding", "as_published"),
)
"""What a right click on a page offers, group by group."""
