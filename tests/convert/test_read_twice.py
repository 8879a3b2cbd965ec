"""The text of a source is read a second time: what does not reach the pages is a named problem."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from tests.convert.test_hidden_everywhere import KINDS, SEEN
from tests.helpers.intake import take_in
from woo_desk.domain.document import IntakeProblem
from woo_desk.domain.printout import Block, Printout, plain, text_of
from woo_desk.pdf.press import lay_out_printout
from woo_desk.workers import tasks_intake

READ_TWICE: dict[str, bytes] = {
    **{kind: next(iter(cases.values()))[0] for kind, cases in KINDS.items()},
    "html": f"<!DOCTYPE html><p>{SEEN}</p>".encode(),
    "csv": f"1;{SEEN}".encode(),
    "ics": f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:{SEEN}\r\nEND:VEVENT\r\n".encode(),
}


@pytest.mark.parametrize("kind", READ_TWICE)
def test_a_word_that_does_not_reach_the_pages_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """The loss is planted behind the converter; only the second reading of the source knows."""

    def without(printout: Printout) -> bytes:
        kept = tuple(block for block in printout.blocks if SEEN not in words_of(block))
        assert kept != printout.blocks
        return lay_out_printout(dataclasses.replace(printout, blocks=(*kept, plain("rest"))))

    monkeypatch.setattr(tasks_intake, "lay_out_printout", without)
    monkeypatch.setattr(tasks_intake, "text_of", lambda _printout: "")
    taken = take_in(tmp_path, f"a.{kind}", READ_TWICE[kind])
    assert SEEN not in taken.text
    assert taken.result.warnings == (IntakeProblem.TEXT_LOST,)
    assert not any(page.text_reliable for page in taken.result.pages), "a person has to look"


def words_of(block: Block) -> str:
    return text_of(Printout((block,)))
