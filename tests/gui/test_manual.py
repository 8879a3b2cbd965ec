"""The manual tells the truth: its links, pictures, menus, keys and messages exist."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from tests.gui.every_dialog import dialog_classes
from tests.helpers.manual import (
    FAILED,
    KEYS,
    MESSAGES,
    action_name,
    failures_page,
    keys_page,
    menu_name,
    messages_page,
)
from woo_desk.cli.main import COMMANDS
from woo_desk.gui.actions.table import ACTIONS
from woo_desk.gui.dialogs.manual_dialog import (
    FIRST,
    PAGES,
    ManualDialog,
    manual_page,
    subject_of,
)
from woo_desk.gui.dialogs.proposals_dialog import ProposalsDialog
from woo_desk.profile import read_profile
from woo_desk.resources import resource_path
from woo_desk.usecases.profiles import check_profile

FOLDER = resource_path("handleiding")
NAMES = sorted(path.stem for path in FOLDER.glob("*.html"))


class Reader(HTMLParser):
    """Collects what a page points at, and everything it says in bold."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.pictures: list[tuple[str, str]] = []
        self.bold: list[str] = []
        self.words = ""
        self._in_bold = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.links.append(said["href"])
        if tag == "img":
            self.pictures.append((said["src"], said.get("alt", "")))
        if tag == "b":
            self._in_bold = True
            self.bold.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "b":
            self._in_bold = False

    def handle_data(self, data: str) -> None:
        self.words += data
        if self._in_bold:
            self.bold[-1] += data


def read(name: str) -> Reader:
    reader = Reader()
    reader.feed((FOLDER / f"{name}.html").read_text("utf-8"))
    return reader


@pytest.mark.parametrize("name", NAMES)
def test_what_a_page_points_at_is_there(name: str) -> None:
    page = read(name)
    missing = [link for link in page.links if not (FOLDER / link).is_file()]
    assert not missing
    for source, words in page.pictures:
        assert (FOLDER / source).is_file(), source
        assert words, f"no description of {source}"


@pytest.mark.parametrize("name", NAMES)
def test_menus_that_a_page_names_exist(name: str) -> None:
    known = {
        f"{menu_name(spec.menu)} › {_plain(action_name(spec.id))}": spec.id for spec in ACTIONS
    }
    said = [" ".join(words.split()) for words in read(name).bold if "›" in words]
    assert not [words for words in said if _plain(words) not in known]


def _plain(words: str) -> str:
    return words.replace("’", "'")


def test_every_page_can_be_reached_from_the_first() -> None:
    reached, todo = {FIRST}, [FIRST]
    while todo:
        for link in read(todo.pop()).links:
            if (name := Path(link).stem) not in reached:
                reached.add(name)
                todo.append(name)
    assert reached == set(NAMES)


def test_subjects_open_pages_of_their_own() -> None:
    for subject, name in PAGES.items():
        assert manual_page(subject).stem == name, subject


def test_help_in_a_dialog_opens_the_page_about_it() -> None:
    """F1 on any dialog leads to a page of its own subject, never to the contents by default."""
    missing = [each.__name__ for each in dialog_classes() if each.__name__ not in PAGES]
    assert missing == []
    known = {each.__name__ for each in dialog_classes()}
    gone = [name for name in PAGES if name.endswith("Dialog") and name not in known]
    assert gone == []


def test_dialog_with_several_uses_is_known_by_its_texts(qtbot: QtBot) -> None:
    for key, page in (("gui.likenesses", "vergelijken"), ("gui.scope_proposals", "reikwijdte")):
        dialog = ProposalsDialog(key, ("gui.proposals.number",), [("0001",)])
        qtbot.addWidget(dialog)
        assert manual_page(subject_of(dialog)).stem == page


def test_keys_and_messages_are_those_of_the_program() -> None:
    """Mended by `python -m tests.helpers.manual`."""
    assert (FOLDER / f"{KEYS}.html").read_text("utf-8") == keys_page()
    assert (FOLDER / f"{MESSAGES}.html").read_text("utf-8") == messages_page()
    assert (FOLDER / f"{FAILED}.html").read_text("utf-8") == failures_page()


def test_example_of_a_profile_is_right(tmp_path: Path) -> None:
    words = re.search("<pre>(.*?)</pre>", (FOLDER / "ict.html").read_text("utf-8"), re.DOTALL)
    assert words is not None
    path = tmp_path / "woo-desk.profiel.toml"
    path.write_text(html.unescape(words[1]), "utf-8")
    profile = read_profile(path)
    check_profile(profile)
    assert profile.templates
    assert profile.fixed


def test_every_command_is_in_the_manual() -> None:
    words = read("opdrachtregel").words
    assert not [name for name in COMMANDS if f"woo-desk {name}" not in words]
    named = set(re.findall(r"woo-desk ([a-z]+)", words))
    assert named <= {*COMMANDS}


def test_viewer_shows_every_page_with_its_pictures(qtbot: QtBot) -> None:
    dialog = ManualDialog("welcome")
    qtbot.addWidget(dialog)
    for name in NAMES:
        dialog.browser.setSource(dialog.browser.source().resolved(QUrl(f"{name}.html")))
        assert dialog.page == name
        assert len(dialog.browser.toPlainText()) > 200, name
