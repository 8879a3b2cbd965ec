"""The command line as its users meet it: in a process of its own."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.helpers.processes import child_environment

PATIENCE_S = 240
PROGRAM = (sys.executable, "-m", "woo_desk")
_PR_CAPBSET_DROP = 24
_CAPABILITIES = (1, 2)
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH (linux/capability.h): reading what is closed."""


def start(
    *arguments: str | Path,
    program: Sequence[str] = PROGRAM,
    before: Callable[[], None] | None = None,
    folder: Path | None = None,
    path: Path | None = None,
) -> subprocess.Popen[str]:
    """Start a command as the head of a process group of its own."""
    return subprocess.Popen(
        [*program, *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=_environment(path),
        preexec_fn=before,
        start_new_session=True,
        cwd=folder,
    )


def run(
    *arguments: str | Path,
    program: Sequence[str] = PROGRAM,
    before: Callable[[], None] | None = None,
    folder: Path | None = None,
    path: Path | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    with start(*arguments, program=program, before=before, folder=folder, path=path) as process:
        out, err = process.communicate(timeout=PATIENCE_S)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def _environment(path: Path | None) -> dict[str, str]:
    environment = child_environment()
    if path is not None:  # modules there come before all others
        environment["PYTHONPATH"] = os.pathsep.join([str(path), environment["PYTHONPATH"]])
    return environment


def patched(statements: str) -> tuple[str, ...]:
    """The program, after these statements: to break something in it."""
    lines = ["import sys", statements, "from woo_desk.__main__ import main", "sys.exit(main())"]
    return (sys.executable, "-c", "\n".join(lines))


def without_root_rights() -> None:
    """For `before`: permissions hold for root too, in this process and those that it starts."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for capability in _CAPABILITIES:
            libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)
