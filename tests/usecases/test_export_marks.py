from __future__ import annotations

import dataclasses

import pytest

from tests.helpers.cases import redaction, state
from woo_desk.domain.export import ExportProfile
from woo_desk.domain.geometry import Box
from woo_desk.usecases.export_marks import marks_of

LINE = Box(0, 0, 50, 12)
ASKEW = tuple(Box(3 * i, 3 * i, 3 * i + 14, 3 * i + 14) for i in range(9))


@pytest.mark.parametrize(
    ("boxes", "is_hidden"),
    [
        ((LINE,), True),
        ((LINE, Box(0, 14, 20, 26)), True),
        ((LINE, Box(0, 14, 20, 26), Box(0, 28, 20, 40)), False),
        (ASKEW, True),
    ],
)
def test_a_short_text_on_one_line_may_be_a_name(boxes: tuple[Box, ...], is_hidden: bool) -> None:
    """Along a line that runs askew there are many boxes: it still is one line."""
    made = dataclasses.replace(redaction(words="J. Jansen"), boxes=boxes)
    (mark,) = marks_of(state(redactions=(made,)), ExportProfile())
    assert mark.hides_width is is_hidden
