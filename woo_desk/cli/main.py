"""The command line: parses, calls the same use-cases as the window, turns errors into codes."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Callable, Mapping, Sequence
from typing import NoReturn

from woo_desk import __version__
from woo_desk.cli import batch, detect, dossier, output, redact, verify
from woo_desk.errors import DeskError, ExitCode
from woo_desk.logs import describe_error
from woo_desk.texts import text

logger = logging.getLogger(__name__)

Command = Callable[[argparse.Namespace], ExitCode]

COMMANDS: Mapping[str, Command] = {
    "demo": batch.run_demo,
    "batch": batch.run_batch,
    "detect": detect.run_detect,
    "redact": redact.run_redact,
    "verify": verify.run_verify,
    "status": dossier.run_status,
    "export": dossier.run_export,
}
"""Subcommands by name; anything else on the command line is a dossier for the window."""


class _Parser(argparse.ArgumentParser):
    """Says in Dutch that the usage is wrong, and how it goes."""

    def error(self, message: str) -> NoReturn:  # noqa: ARG002  argparse's own English sentence
        output.warn("cli.usage_error", usage=self.format_usage().strip())
        self.exit(ExitCode.BAD_USAGE)


def run_command(arguments: Sequence[str]) -> int:
    """Run one subcommand; returns the exit code and never raises for a known error."""
    try:
        options = build_parser().parse_args(arguments)
    except SystemExit as end:  # argparse ends by itself after --help, --version or bad usage
        return int(end.code or 0)
    try:
        return COMMANDS[options.command](options)
    except DeskError as error:
        output.explain(error)
        return error.exit_code
    except KeyboardInterrupt:
        return ExitCode.CANCELLED
    except Exception as error:  # noqa: BLE001  the one boundary for defects on this door
        # WHY only the class: the message of an unknown error may hold document text.
        logger.error("internal error: %s", describe_error(error))  # noqa: TRY400
        output.warn("error.internal", name=type(error).__name__)
        output.warn("error.internal.what_now")
        return ExitCode.INTERNAL_ERROR


def build_parser() -> argparse.ArgumentParser:
    """The grammar of the command line."""
    parser = _Parser(prog="woo-desk", description=text("cli.description"), add_help=False)
    _add_help(parser)
    parser.add_argument("--version", action="version", version=f"Woo Desk {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="")
    builders: Mapping[str, Callable[[argparse.ArgumentParser], None]] = {
        "demo": batch.add_demo_options,
        "batch": batch.add_batch_options,
        "detect": detect.add_options,
        "redact": redact.add_options,
        "verify": verify.add_options,
        "status": dossier.add_status_options,
        "export": dossier.add_export_options,
    }
    for name, add_options in builders.items():
        help_text = text(f"cli.{name}.help")
        sub = commands.add_parser(name, help=help_text, description=help_text, add_help=False)
        _add_help(sub)
        add_options(sub)
    return parser


def _add_help(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-h", "--help", action="help", help=text("cli.help.help"))
