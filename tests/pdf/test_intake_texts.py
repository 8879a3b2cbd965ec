"""Every value that intake can give has a Dutch text."""

from __future__ import annotations

import pytest

from woo_desk.domain.document import HiddenKind, IntakeProblem
from woo_desk.texts import has_text


@pytest.mark.parametrize("problem", list(IntakeProblem))
def test_problems(problem: IntakeProblem) -> None:
    for area in ("problem", "error"):
        assert has_text(f"{area}.{problem.value}")
        assert has_text(f"{area}.{problem.value}.what_now")


@pytest.mark.parametrize("kind", list(HiddenKind))
def test_hidden_kinds(kind: HiddenKind) -> None:
    assert has_text(f"hidden.{kind.value}")
