"""`woo-desk selftest`: does this installation do what it promises?"""

from __future__ import annotations

import argparse
import platform

from woo_desk import __version__
from woo_desk.app import running_services
from woo_desk.cli import output
from woo_desk.errors import ExitCode
from woo_desk.texts import text
from woo_desk.usecases.selftest import Check, CheckName, run_selftest

OPTIONAL = frozenset({CheckName.ENCRYPTION})
"""Parts that an installation may lack."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """[--json]."""
    parser.add_argument("--json", action="store_true", help=text("cli.json"))


def run(options: argparse.Namespace) -> ExitCode:
    """Run every part; INTERNAL_ERROR when one that is needed fails."""
    if not options.json:
        output.say("cli.selftest.program", version=__version__, system=platform.platform())
    checks = []
    with running_services() as services:
        for check in run_selftest(services.engine, services.clock):
            checks.append(check)
            if not options.json:
                name = text(f"selftest.{check.name.value}")
                seconds = f"{check.seconds:.1f}"
                output.say(_how(check), name=name, detail=check.detail, seconds=seconds)
    if options.json:
        output.say_json({"version": __version__, "checks": checks})
    failed = [check for check in checks if not check.is_good and check.name not in OPTIONAL]
    return ExitCode.INTERNAL_ERROR if failed else ExitCode.DONE


def _how(check: Check) -> str:
    """Key of the line that tells of a part."""
    if check.is_good:
        return "cli.selftest.good"
    return "cli.selftest.absent" if check.name in OPTIONAL else "cli.selftest.bad"
