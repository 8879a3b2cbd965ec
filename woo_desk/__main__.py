"""The program: the window without a subcommand, the command line with one."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Sequence

from woo_desk.cli.main import COMMANDS, run_command


def main(arguments: Sequence[str] | None = None) -> int:
    """Run Woo Desk; returns the exit code (`errors.ExitCode`)."""
    multiprocessing.freeze_support()  # first: in a frozen build, workers start here too
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and (given[0] in COMMANDS or given[0].startswith("-")):
        return run_command(given)
    # WHY here: the command line must run where Qt's system libraries are absent.
    from woo_desk.gui.main import run_window

    return run_window(given)


if __name__ == "__main__":
    sys.exit(main())
