"""How often a process looks for garbage: rings of objects that nobody holds any more."""

from __future__ import annotations

import gc

YOUNG_OBJECTS = 10_000
"""So many new ones before a search for garbage among them."""


def settle() -> None:
    """Leave what is there now, modules and lists of names, out of every later search for garbage.

    WHY: two hundred thousand objects that stay until the end cost 60 ms each time: in a window, in
    the middle of a decision; in a worker, a tenth of what it computes.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS)
    gc.enable()
