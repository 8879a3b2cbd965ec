"""How often a process looks for garbage: rings of objects that nobody holds any more."""

from __future__ import annotations

import ctypes
import gc
import sys

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


def give_back() -> None:
    """Look for garbage, and return to the system what was let go of."""
    gc.collect()
    trim()


def trim() -> None:
    """Return memory that was let go of to the system, where the C library can (Linux).

    WHY: it keeps the holes between what is still there. A volume of the bundle left 60 MB of them,
    and the next long file came on top.
    """
    if sys.platform == "linux":
        release = getattr(ctypes.CDLL(None), "malloc_trim", None)  # not in every C library
        if release is not None:
            release(0)
