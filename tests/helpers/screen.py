"""The screen that pictures are made on, for whoever imports this before Qt: 1920 x 1080 points.

WHY a file: without it the screen that is not there has 800 by 800 pixels, and dialogs keep within
that. `--big` on the command line gives each point two pixels each way.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

POINTS = (1920, 1080)
_FOLDER = tempfile.TemporaryDirectory()


def set_up() -> None:
    """Tell Qt, which reads it when the application starts."""
    scale = 2 if "--big" in sys.argv else 1
    width, height = (length * scale for length in POINTS)
    screen = {"name": "", "x": 0, "y": 0, "width": width, "height": height}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    path = Path(_FOLDER.name, "screen.json")
    path.write_text(json.dumps({"screens": [screen]}), "utf-8")
    os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={path}")
    os.environ["QT_SCALE_FACTOR"] = str(scale)


set_up()
