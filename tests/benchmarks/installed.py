"""Runs a benchmark on a Python that keeps its bytecode, as an installed program does.

WHY: where the environment forbids that, each worker compiles all its modules when it starts, which
takes longer than many a stage.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.helpers.processes import child_environment

_FORBIDS, _PREFIX, _MARK = "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX", "WOO_DESK_BENCH"


def as_installed(module: str) -> None:
    """Start `python -m module` anew where bytecode is not kept, and end with its exit code."""
    if not sys.dont_write_bytecode or os.environ.get(_MARK):
        return
    kept = Path(tempfile.gettempdir()) / "woo-desk-bench-bytecode"
    environment = {**child_environment(), _PREFIX: str(kept), _MARK: "1"}
    environment.pop(_FORBIDS, None)
    command = [sys.executable, "-m", module, *sys.argv[1:]]
    sys.exit(subprocess.run(command, env=environment, check=False).returncode)
