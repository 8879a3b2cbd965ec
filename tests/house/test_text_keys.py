"""The reader of text keys finds what it should: on a program of a few lines, made for this."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house import sources, text_keys
from tests.house.text_keys import HOLE, Said, matches

PROGRAM = '''
"""blocker.docstring is no key."""
from woo_desk.errors import DeskError, SourceError

class Odd(SourceError):
    def __init__(self):
        super().__init__("odd", name="x")

def run(output, kind, values, widget):
    """blocker.docstring neither."""
    text("a.plain", count=1, name="x")
    output.say(f"a.{kind}.made")
    warn("a.given", **values)
    widget.text("a.widget")
    raise SourceError("broken", page=3)

def other():
    raise Odd()
    raise ValueError("no.desk.error")
    session.step("confirm")
'''


@pytest.fixture
def _program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "woo_desk").mkdir()
    (tmp_path / "woo_desk" / "errors.py").write_text(
        "class DeskError(Exception): ...\nclass SourceError(DeskError): ...\n", "utf-8"
    )
    (tmp_path / "woo_desk" / "program.py").write_text(PROGRAM, "utf-8")
    monkeypatch.setattr(sources, "ROOT", tmp_path)


@pytest.mark.usefixtures("_program")
def test_calls_that_speak_are_found_with_their_values() -> None:
    found = {call.key: call.arguments for call in text_keys.said()}
    assert found == {
        "a.plain": frozenset({"count", "name"}),
        f"a.{HOLE}.made": frozenset(),
        "a.given": None,
    }


@pytest.mark.usefixtures("_program")
def test_errors_are_found_also_in_their_own_class() -> None:
    assert {(call.key, call.arguments) for call in text_keys.desk_errors()} == {
        ("broken", frozenset({"page"})),
        ("odd", frozenset({"name"})),
    }
    assert all(isinstance(call, Said) for call in text_keys.desk_errors())


@pytest.mark.usefixtures("_program")
def test_constants_leave_out_docstrings() -> None:
    found = text_keys.constants()
    assert found["a.plain"] == "woo_desk/program.py:11"
    assert not [value for value in found if "docstring" in value]


@pytest.mark.usefixtures("_program")
def test_first_arguments_and_templates_are_found() -> None:
    assert text_keys.literals_passed_to("step") == {"confirm": "woo_desk/program.py:20"}
    assert list(text_keys.templates()) == [f"a.{HOLE}.made"]


@pytest.mark.parametrize(
    ("template", "key", "fits"),
    [
        (f"gui.{HOLE}", "gui.title", True),
        (f"gui.{HOLE}", "gui.", False),
        (f"gui.{HOLE}.name", "gui.marks.name", True),
        (f"gui.{HOLE}.name", "gui.marks.names", False),
        (f"gui.{HOLE}", "gux.title", False),
    ],
)
def test_template_fits_what_it_can_make(template: str, key: str, fits: bool) -> None:
    assert matches(template, key) is fits
