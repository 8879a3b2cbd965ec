"""Workspaces "Publiceren" and "Tweede lezer", and what stands around them, on the real window."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Bench, MakeBench
from tests.gui.keys import press
from tests.gui.work import answers, files, make_dossier
from tests.helpers.fake_engine import FakeEngine
from woo_desk.domain.changes import Changes
from woo_desk.domain.dossier import BlockerKind
from woo_desk.domain.export import ExportProfile, Format, SecondReaderDemand
from woo_desk.domain.finding import Proposal, Role
from woo_desk.domain.list_entry import ListKind
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.domain.second_reading import ReadingReason
from woo_desk.gui.desk import Desk
from woo_desk.gui.dialogs.decision_dialog import PagesOutDialog
from woo_desk.gui.dialogs.list_dialog import ListDialog
from woo_desk.gui.dialogs.lists_dialog import ListsDialog
from woo_desk.gui.dialogs.password_dialogs import NewPasswordDialog, PasswordDialog
from woo_desk.gui.dialogs.publication_dialog import PublicationDialog
from woo_desk.gui.dialogs.roles_dialog import RolesDialog
from woo_desk.gui.dialogs.words_dialog import WordsDialog
from woo_desk.gui.models.left_lines import LeftLine
from woo_desk.gui.stepper import Stepper
from woo_desk.store import cipher
from woo_desk.store.rows import LIST_ENTRY, OFFICE_HOLDER
from woo_desk.usecases.export_profile import change_export_profile, export_profile
from woo_desk.usecases.page_scope import page_scopes
from woo_desk.usecases.policies import role_policy
from woo_desk.usecases.profiles import choices_for
from woo_desk.usecases.publication import publication_settings
from woo_desk.usecases.review import confirm_findings, keep_findings
from woo_desk.usecases.scope import decide_scope
from woo_desk.usecases.session import Session

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def session_of(desk: Desk) -> Session:
    if desk.session is None:
        raise AssertionError
    return desk.session


def lines_of(bench: Bench) -> dict[str, LeftLine]:
    return {line.kind: line for line in bench.desk.publish.left.lines}


def decide_everything(bench: Bench) -> None:
    """The proposal redacted, the question kept, on every page; the scan looked at."""
    session = session_of(bench.desk)
    documents = session.file.documents()
    bench.desk.do(lambda s: decide_scope(s, [each.id for each in documents], ScopeOutcome.IN_SCOPE))
    found = [f for each in documents for f in session.file.findings(each.id)]
    bench.desk.do(
        lambda s: confirm_findings(s, [f for f in found if f.proposal is Proposal.REDACT])
    )
    bench.desk.do(lambda s: keep_findings(s, [f for f in found if f.proposal is Proposal.ASK]))


def test_every_blocker_is_a_line_with_a_jump(opened: Bench) -> None:
    desk = opened.desk
    press(desk.window, Qt.Key.Key_4, CTRL)
    assert desk.workspaces.current.name == "publish"
    assert {line.kind for line in desk.publish.left.lines} == {"no_scope_decision"}
    decide_everything(opened)
    lines = lines_of(opened)
    assert set(lines) == {BlockerKind.NEEDS_EYES.value}
    assert lines["needs_eyes"].count == 2
    desk.publish.left.go.click()
    assert desk.workspaces.current.name == "documents"
    assert desk.state is not None
    assert desk.state.document.id == lines["needs_eyes"].document_id


def test_progress_counts_what_is_done(opened: Bench) -> None:
    desk = opened.desk
    desk.workspaces.go("publish")
    bars = desk.publish.progress.bars
    assert [bars[name].text() for name in ("documents", "findings", "seen")] == [
        "0 van 3",
        "5 van 15",
        "0 van 2",
    ]
    decide_everything(opened)
    assert bars["findings"].text() == "15 van 15"
    assert bars["documents"].text() == "3 van 3"


def test_choices_for_the_export_are_kept_in_the_dossier(opened: Bench) -> None:
    desk = opened.desk
    desk.workspaces.go("publish")
    form = desk.publish.form
    form.hide_widths.click()
    item = next(
        form.formats.item(row)
        for row in range(form.formats.count())
        if form.formats.item(row).data(Qt.ItemDataRole.UserRole) == Format.DIWOO.value
    )
    item.setCheckState(Qt.CheckState.Checked)
    kept = export_profile(session_of(desk))
    assert not kept.hide_widths
    assert Format.DIWOO in kept.formats
    desk.window.actions_["undo"].trigger()
    assert Format.DIWOO not in form.profile().formats
    assert not form.hide_widths.isChecked()


def test_publication_settings_are_filled_in(opened: Bench) -> None:
    desk = opened.desk

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, PublicationDialog)
        dialog.words["base_address"].setText("geen adres")
        assert not dialog.can_accept
        dialog.words["base_address"].setText("https://open.voorbeeld.nl/zaak/")
        dialog.summary.setPlainText("Over de brug")
        return dialog.can_accept

    opened.asker.fill = fill
    desk.window.actions_["publication_settings"].trigger()
    settings = publication_settings(session_of(desk))
    assert settings.base_address == "https://open.voorbeeld.nl/zaak/"
    assert settings.summary == "Over de brug"


def test_second_reader_agrees_by_key_and_the_next_line_comes_up(opened: Bench) -> None:
    desk = opened.desk
    decide_everything(opened)
    # WHY: what is drawn depends on the name of the dossier, which is another each time.
    desk.do(lambda s: change_export_profile(s, ExportProfile(sample_percent=0)))
    desk.workspaces.go("second")
    assert [item.reason for item in desk.second.table.rows] == [ReadingReason.KEPT_NAME] * 5
    press(desk.second.view, Qt.Key.Key_Return, SHIFT)
    assert opened.sink.errors == ["second_reader_same"]
    object.__setattr__(session_of(desk), "user", "Bert")
    first = desk.second.chosen()[0]
    press(desk.second.view, Qt.Key.Key_Return, SHIFT)
    assert len(desk.second.table.rows) == 4
    assert desk.second.chosen()[0].key != first.key
    assert desk.state is not None
    assert desk.state.document.id == desk.second.chosen()[0].document_id

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, WordsDialog)
        dialog.fill("Dit is een burger.")
        return True

    opened.asker.fill = fill
    press(desk.second.view, Qt.Key.Key_B)
    assert desk.second.table.rows[0].reason is ReadingReason.DISPUTED
    desk.workspaces.go("publish")
    assert "disputed" in lines_of(opened)
    desk.publish.left.choose(
        next(n for n, line in enumerate(desk.publish.left.lines) if line.kind == "disputed")
    )
    desk.publish.left.go.click()
    assert desk.workspaces.current.name == "second"
    desk.second.view.selectRow(0)
    press(desk.second.view, Qt.Key.Key_A)
    desk.workspaces.go("publish")
    assert "disputed" not in lines_of(opened)


def test_sample_of_the_second_reader_is_as_large_as_the_choices_say(opened: Bench) -> None:
    desk = opened.desk
    decide_everything(opened)
    drawn = []
    for percent in (0, 100):
        change_export_profile(session_of(desk), ExportProfile(sample_percent=percent))
        desk.on_changed(Changes(dossier=True))
        desk.workspaces.go("second")
        drawn.append([item.reason for item in desk.second.table.rows])
    assert ReadingReason.SAMPLE not in drawn[0]
    assert drawn[1].count(ReadingReason.SAMPLE) == 5


def test_demand_for_a_second_reader_blocks(opened: Bench) -> None:
    desk = opened.desk
    decide_everything(opened)
    desk.workspaces.go("publish")
    assert "second_reader" not in lines_of(opened)
    combo = desk.publish.form.second_reader
    combo.setCurrentIndex(combo.findData(SecondReaderDemand.QUEUE.value))
    combo.activated.emit(combo.currentIndex())
    assert "second_reader" in lines_of(opened)


def test_pages_out_of_scope_from_the_menu_and_back(opened: Bench, qtbot: QtBot) -> None:
    desk = opened.desk

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, PagesOutDialog)
        dialog.fill(2, 2)
        return dialog.can_accept

    opened.asker.fill = fill
    desk.window.actions_["pages_out_of_scope"].trigger()
    session = session_of(desk)
    document = session.file.documents()[0]
    qtbot.waitUntil(lambda: not desk.bridge.is_busy)
    (scope,) = page_scopes(session, document.id)
    assert (scope.first, scope.last) == (1, 1)
    desk.window.actions_["pages_in_scope"].trigger()
    assert page_scopes(session, document.id) == ()
    assert session.file.redactions(document.id) == ()


def test_lists_and_roles_are_edited(opened: Bench, tmp_path: Path) -> None:
    desk = opened.desk
    table = tmp_path / "lijst.csv"

    def fill(dialog: QDialog) -> bool:
        if isinstance(dialog, ListsDialog):
            page = dialog.pages[ListKind.ALWAYS]
            page.add_line("Zonnebloem", "", "gisteren")
            assert not dialog.can_accept
            if (cell := page.table.item(0, 2)) is not None:
                cell.setText("2024-06-07")
            page.write(table)
            dialog.pages[ListKind.NEVER].add_line("De Bakker")
            dialog.holders_page.add_line("Wijngaard", "Truus", "heemraad")
            assert not dialog.can_accept
            if (cell := dialog.holders_page.table.item(0, 2)) is not None:
                cell.setText("wethouder")
            return dialog.can_accept
        assert isinstance(dialog, RolesDialog)
        dialog.choose(Role.TOP, Proposal.REDACT)
        return True

    opened.asker.fill = fill
    desk.window.actions_["dossier_lists"].trigger()
    entries = session_of(desk).file.items(LIST_ENTRY)
    assert {(entry.kind, entry.term) for entry in entries} == {
        (ListKind.ALWAYS, "Zonnebloem"),
        (ListKind.NEVER, "De Bakker"),
    }
    holders = session_of(desk).file.items(OFFICE_HOLDER)
    assert [(one.full_name, one.role) for one in holders] == [("Truus Wijngaard", "wethouder")]
    dialog = ListsDialog([], parent=desk.window)
    dialog.pages[ListKind.ALWAYS].read(table)
    assert [each.term for each in dialog.every_entry()] == ["Zonnebloem"]
    desk.window.actions_["undo"].trigger()
    assert not session_of(desk).file.items(LIST_ENTRY)
    assert not session_of(desk).file.items(OFFICE_HOLDER)
    desk.window.actions_["role_policy"].trigger()
    assert role_policy(session_of(desk)).by_role[Role.TOP] is Proposal.REDACT


def test_contradictions_are_told_while_the_lists_are_edited(opened: Bench) -> None:
    """On both lists, and an office holder of the program or of this very dialog."""
    shown: list[str] = []

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, ListsDialog)
        assert dialog.conflicts.isHidden()
        always, never = dialog.pages[ListKind.ALWAYS], dialog.pages[ListKind.NEVER]
        always.add_line("De Bakker")
        never.add_line("de bakker")
        always.add_line("Jetta Klijnsma")
        always.add_line("Truus Wijngaard")
        dialog.holders_page.add_line("Wijngaard", "Truus", "wethouder")
        shown.extend(dialog.conflicts.text().splitlines())
        assert not dialog.conflicts.isHidden()
        return False

    opened.asker.fill = fill
    opened.desk.window.actions_["dossier_lists"].trigger()
    assert len(shown) == 3
    assert all(any(word in line for line in shown) for word in ("Bakker", "Klijnsma", "Wijngaard"))


@pytest.mark.skipif(not cipher.is_available(), reason="needs the library that encrypts")
def test_password_is_asked_until_it_is_right(
    opened: Bench, make_bench: MakeBench, path: Path
) -> None:
    secret = "een lange zin als wachtwoord"

    def protect(dialog: QDialog) -> bool:
        assert isinstance(dialog, NewPasswordDialog)
        dialog.fill(secret, "iets anders")
        assert not dialog.can_accept
        dialog.fill(secret)
        return dialog.can_accept

    opened.asker.fill = protect
    opened.desk.window.actions_["protect_dossier"].trigger()
    assert not opened.sink.errors
    assert opened.desk.session is not None
    opened.desk.close()
    cipher.forget(path)
    again = make_bench(FakeEngine(answers()))
    typed = iter(("verkeerd wachtwoord", secret))
    wrong: list[bool] = []

    def unlock(dialog: QDialog) -> bool:
        assert isinstance(dialog, PasswordDialog)
        wrong.append(dialog.was_wrong)
        dialog.fill(next(typed))
        return True

    again.asker.fill = unlock
    assert again.desk.open(path)
    assert wrong == [False, True]


def test_a_damaged_dossier_is_recovered_after_asking(
    make_bench: MakeBench, fake_engine: FakeEngine, path: Path, tmp_path: Path
) -> None:
    make_dossier(path, fake_engine, files(tmp_path / "in", "brief 2", "nota 3"))
    content = bytearray(path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 3 * 4096] = b"\xff" * (3 * 4096)
    path.write_bytes(bytes(content))
    bench = make_bench(fake_engine)
    assert not bench.desk.open(path)
    assert bench.sink.errors == ["dossier_damaged"]
    bench.sink.answers = [True]
    assert bench.desk.open(path)
    session = session_of(bench.desk)
    assert session.file.path.name == f"{path.stem}.hersteld{path.suffix}"
    assert session.file.path.name in bench.desk.window.notice.words
    assert path.read_bytes() == bytes(content)


def test_frozen_profile_of_a_dossier_is_what_the_form_shows(opened: Bench) -> None:
    desk = opened.desk
    profile = choices_for(session_of(desk))
    desk.workspaces.go("publish")
    assert dataclasses.asdict(desk.publish.form.profile()) == dataclasses.asdict(profile)


def test_pages_are_zoomed_and_turned_beside_the_queue_of_the_second_reader(opened: Bench) -> None:
    desk = opened.desk
    decide_everything(opened)
    desk.workspaces.go("second")
    actions, view = desk.window.actions_, desk.window.page_view
    names = ("zoom_in", "zoom_out", "zoom_fit", "next_page", "previous_page", "rotate_right")
    assert [name for name in (*names, "as_published") if not actions[name].isEnabled()] == []
    before = view.pages[0].sceneBoundingRect().width()
    actions["zoom_in"].trigger()
    assert view.pages[0].sceneBoundingRect().width() > before
    page = view.current_page
    actions["next_page"].trigger()
    assert view.current_page == page + 1
    assert not actions["confirm"].isEnabled()  # decisions of the first reader are not made here


def test_all_checks_are_read_in_slices(
    opened: Bench, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(Stepper, "slice_s", 0.0)
    opened.desk.window.actions_["export_checks"].trigger()
    assert not opened.asker.dialogs, "the window has its turn first"
    qtbot.waitUntil(lambda: bool(opened.asker.dialogs))
    (dialog,) = opened.asker.dialogs
    assert isinstance(dialog, ListDialog)
    assert dialog.table.rowCount() > 0


def test_only_formats_of_the_regime_are_offered(opened: Bench) -> None:
    desk = opened.desk
    desk.workspaces.go("publish")
    assert Format.NOTE not in offered(desk), "a note is for the Kamer"
    assert Format.PLATFORM in offered(desk)
    chosen = ExportProfile(formats=frozenset({Format.NOTE}))
    desk.do(lambda s: change_export_profile(s, chosen))
    assert Format.NOTE in offered(desk), "what was chosen can be taken off"


def offered(desk: Desk) -> set[Format]:
    formats = desk.publish.form.formats
    items = [formats.item(row) for row in range(formats.count())]
    return {Format(i.data(Qt.ItemDataRole.UserRole)) for i in items if not i.isHidden()}
