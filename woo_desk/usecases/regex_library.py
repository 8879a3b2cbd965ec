"""The one library that the window needs only now and then, loaded when it is: `regex`.

WHY: a twentieth of the time between a double click and the window went to it. Whoever searches
waits those milliseconds once. Everything else that is heavy is loaded by workers alone.
"""

from __future__ import annotations

import functools
import importlib
from types import ModuleType


@functools.cache
def regex_library() -> ModuleType:
    """The module `regex`: patterns with a time limit, which `re` has not."""
    return importlib.import_module("regex")
