"""Where a document's layout says that a name stands: heads, salutations, signatures, tables."""

from __future__ import annotations

from woo_desk.detect.persons.labels import labelled
from woo_desk.detect.persons.letters import closings, salutations, senders
from woo_desk.detect.persons.page import Page
from woo_desk.detect.persons.rows import above_functions, name_rows, table_columns
from woo_desk.detect.persons.slots import Slots

_MARKERS = (
    name_rows,
    above_functions,
    closings,
    senders,
    table_columns,
    salutations,
    labelled,
)
"""The later ones win where two claim the same word."""


def find_slots(page: Page) -> Slots:
    """For each token the slot that a name beginning there would stand in, or None."""
    slots: Slots = [None] * len(page)
    for marker in _MARKERS:
        for first, end, slot in marker(page):
            for index in range(first, end):
                slots[index] = slot
    return slots
