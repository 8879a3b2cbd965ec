"""Workspace "Publiceren": what still blocks, what to look at, how far it is, and the export."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGroupBox,
    QLabel,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from woo_desk.domain.changes import Changes
from woo_desk.gui.models.left_lines import Listed, read_left_lines
from woo_desk.gui.stepper import Stepper
from woo_desk.gui.views.left_list import LeftList
from woo_desk.gui.views.profile_form import ProfileForm
from woo_desk.gui.views.progress_panel import ProgressPanel
from woo_desk.gui.views.versions_panel import VersionsPanel
from woo_desk.gui.workspaces.base import Workspace
from woo_desk.texts import text
from woo_desk.usecases.export_profile import change_export_profile
from woo_desk.usecases.profiles import choices_for, fixed_choices
from woo_desk.usecases.progress import progress_of
from woo_desk.usecases.session import Session

if TYPE_CHECKING:
    from woo_desk.gui.desk import Desk

SIDE_WIDTH = 420
_SHARE = 0.45
"""Of the width of the screen that the side asks for at most."""


class PublishWorkspace(Workspace):
    """One screen from the last open question to the package.

    Attributes:
        left: what blocks and what is to be looked at.
        progress: documents, findings and pages.
        form: choices for the export.
        versions: what went out before.
    """

    name = "publish"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._is_stale = True
        self._stepper = Stepper(self, desk.bridge.breath)
        self._waiting: Callable[[Listed], None] | None = None
        self._listed: Listed | None = None
        self.left, self.progress, self.form = LeftList(), ProgressPanel(), ProfileForm()
        self.versions = VersionsPanel()
        commands = desk.publish_commands
        self.left.wanted.connect(commands.go_to_line)
        self.left.agreed.connect(commands.agree_to_line)
        self.left.compared.connect(desk.compare_commands.compare)
        self.form.chosen.connect(
            lambda profile: desk.do(lambda session: change_export_profile(session, profile))
        )
        side = QWidget()
        column = QVBoxLayout(side)
        column.addWidget(_group("progress", self.progress))
        column.addWidget(self._make_group())
        column.addWidget(_group("profile", self.form))
        column.addWidget(self._versions_group())
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(side)
        # Very large text asks for more than a laptop has: then this side scrolls both ways.
        room = desk.window.screen().availableSize().width() * _SHARE
        scroll.setMinimumWidth(min(side.minimumSizeHint().width() + 24, int(room)))
        self._middle = QSplitter(Qt.Orientation.Horizontal)
        self._middle.addWidget(self.left)
        self._middle.addWidget(scroll)
        self._middle.setStretchFactor(0, 1)
        self._middle.setCollapsible(1, False)
        self._middle.setSizes([2 * SIDE_WIDTH, SIDE_WIDTH])
        desk.window.watch(self._middle)

    def middle(self) -> QWidget:
        """The list, with everything else beside it."""
        return self._middle

    def areas(self) -> Sequence[QWidget]:
        """The list, the button, the choices."""
        return (self.left.view, self.export, self.form.style_)

    def show(self) -> None:
        """Count and list again, unless nothing changed since."""
        session = self.desk.session
        if session is None:
            return
        if self._is_stale:
            self._read(session)
            self.progress.show_progress(progress_of(session))
            self.form.show_profile(
                choices_for(session),
                session.dossier.basis,
                can_write=self.desk.can_write,
                fixed=fixed_choices(),
            )
            self.versions.show_versions(session)
        self.show_package()

    def refresh(self, changes: Changes) -> None:
        """Read again what changed."""
        self.note(changes)
        self.show()

    def note(self, changes: Changes) -> None:
        """Something changed while another workspace is at the front."""
        if changes.affected or changes.dossier:
            self._stepper.stop()  # what was read is of before
            self._is_stale = True
            if self._waiting is not None and self.desk.session is not None:
                self._read(self.desk.session)

    @property
    def is_reading(self) -> bool:
        """Whether the list is being made anew."""
        return self._stepper.is_busy

    def when_listed(self, action: Callable[[Listed], None]) -> None:
        """Do something with the list as it is now: at once, or when it has been read."""
        session = self.desk.session
        if session is None:
            return
        if self._listed is not None and not (self._is_stale or self._stepper.is_busy):
            action(self._listed)
            return
        self._waiting = action
        if not self._stepper.is_busy:
            self._read(session)
        if self._stepper.is_busy:
            self.desk.notify(text("gui.left.reading"))

    def _read(self, session: Session) -> None:
        """List what is left, in slices; the list of before stays until then."""
        self._is_stale = False
        self.left.show_reading()
        self._stepper.run(read_left_lines(session, choices_for(session)), self._on_read)

    def _on_read(self, listed: object) -> None:
        if not isinstance(listed, Listed) or self.desk.session is None:
            return
        self._listed = listed
        self.left.show_lines(listed.lines)
        action, self._waiting = self._waiting, None
        if action is not None:
            action(listed)

    def leave(self) -> None:
        """The dossier is closed."""
        self._stepper.stop()
        self._is_stale, self._waiting, self._listed = True, None, None
        self.left.show_lines(())
        self.show_package()

    def read_again(self) -> None:
        """Something was exported, or refused: list what there is now."""
        self._stepper.stop()
        self._is_stale = True
        if self.desk.workspaces.current is self:
            self.show()

    def show_package(self) -> None:
        """Offer what the last export of this session made."""
        made = self.desk.publish_commands.package_made() is not None
        for button in (self.open_folder, self.open_certificate):
            button.setEnabled(made)
            button.setToolTip("" if made else text("gui.publish.no_package"))

    def _make_group(self) -> QGroupBox:
        commands, actions = self.desk.publish_commands, self.desk.window.actions_
        group = QGroupBox(text("gui.publish.make"))
        column = QVBoxLayout(group)
        said = QLabel(text("gui.publish.explanation"))
        said.setWordWrap(True)
        column.addWidget(said)
        self.export = QPushButton(text("gui.action.export"))
        self.export.clicked.connect(actions["export"].trigger)
        self.settings = QPushButton(text("gui.action.publication_settings"))
        self.settings.clicked.connect(actions["publication_settings"].trigger)
        self.open_folder = QPushButton(text("gui.button.open_folder"))
        self.open_folder.clicked.connect(commands.open_package)
        self.open_certificate = QPushButton(text("gui.publish.open_certificate"))
        self.open_certificate.clicked.connect(commands.open_certificate)
        for button in (self.settings, self.export, self.open_certificate, self.open_folder):
            column.addWidget(button)
        return group

    def _versions_group(self) -> QGroupBox:
        actions = self.desk.window.actions_
        group = _group("versions", self.versions)
        for name in ("record_publication", "change_published"):
            button = QPushButton(text(f"gui.action.{name}"))
            button.clicked.connect(actions[name].trigger)
            layout = group.layout()
            if layout is not None:
                layout.addWidget(button)
        return group


def _group(name: str, widget: QWidget) -> QGroupBox:
    group = QGroupBox(text(f"gui.publish.{name}"))
    column = QVBoxLayout(group)
    column.addWidget(widget)
    return group
