"""The program: the window without a subcommand, the command line with one."""

from __future__ import annotations

import gc
import multiprocessing
import sys
from collections.abc import Sequence
from pathlib import Path

from woo_desk.offline import refuse_network
from woo_desk.workers.garbage import settle


def main(arguments: Sequence[str] | None = None) -> int:
    """Run Woo Desk; returns the exit code (`errors.ExitCode`)."""
    multiprocessing.freeze_support()  # first: in a frozen build, workers start here too
    refuse_network()
    given = list(sys.argv[1:] if arguments is None else arguments)
    # WHY: nothing of what is made until a door is open is garbage, and looking for it took an
    # eighth of that time. Both doors look again from then on.
    gc.disable()
    # WHY here: each door without the other. The command line must run where Qt's system libraries
    # are absent, and the window must not wait for twenty commands.
    if given and not _names_a_dossier(given[0]):
        from woo_desk.cli.main import run_command

        settle()
        return run_command(given)
    from woo_desk.gui.main import run_window

    return run_window(given)


def _names_a_dossier(word: str) -> bool:
    """Whether the window is meant: a mistyped command must not open one. No command has a dot."""
    return not word.startswith("-") and bool(Path(word).suffix)


if __name__ == "__main__":
    sys.exit(main())
