"""The command line: parses, calls the same use-cases as the window, turns errors into codes."""

from __future__ import annotations

import argparse
import contextlib
import logging
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NoReturn

from woo_desk import __version__
from woo_desk.app import speak_chosen_language
from woo_desk.cli import (
    batch,
    care,
    detect,
    dossier,
    earlier,
    letters,
    lookup,
    manual,
    output,
    parties,
    procedure,
    profile,
    publication,
    redact,
    selftest,
    verify,
)
from woo_desk.errors import Cancelled, DeskError, ExitCode
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
    "publication": publication.run_publication,
    "lookup": lookup.run_lookup,
    "letters": letters.run_letters,
    "procedure": procedure.run_procedure,
    "parties": parties.run_parties,
    "earlier": earlier.run_earlier,
    "recover": care.run_recover,
    "protect": care.run_protect,
    "profile": profile.run_profile,
    "manual": manual.run_manual,
    "selftest": selftest.run,
}
"""Subcommands by name; anything else on the command line is a dossier for the window."""


class _Formatter(argparse.HelpFormatter):
    """Writes "gebruik" before the usage."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        if prefix is None:
            prefix = f"{text('cli.help.usage')}: "
        super().add_usage(usage, actions, groups, prefix)


class _Parser(argparse.ArgumentParser):
    """Speaks Dutch: in its help, and when the usage is wrong."""

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=_Formatter, add_help=False, allow_abbrev=False, **options)
        self.add_argument("-h", "--help", action="help", help=text("cli.help.help"))

    def add_argument_group(self, *names: Any, **options: Any) -> argparse._ArgumentGroup:
        """A group of options; argparse names its own two groups in English."""
        dutch = {"positional arguments": "cli.help.arguments", "options": "cli.help.options"}
        return super().add_argument_group(
            *(text(dutch[name]) if name in dutch else name for name in names), **options
        )

    def error(self, message: str) -> NoReturn:  # noqa: ARG002  argparse's own English sentence
        output.warn("cli.usage_error", usage=self.format_usage().strip())
        self.exit(ExitCode.BAD_USAGE)


def run_command(arguments: Sequence[str]) -> int:
    """Run one subcommand; returns the exit code and never raises for a known error."""
    output.set_up_streams()
    try:
        speak_chosen_language()
    except DeskError as error:
        output.explain(error)
        return error.exit_code
    try:
        options = build_parser().parse_args(arguments)
    except SystemExit as end:  # argparse ends by itself after --help, --version or bad usage
        return int(end.code or 0)
    try:
        with _ended_like_ctrl_c():
            return COMMANDS[options.command](options)
    except DeskError as error:
        output.explain(error)
        return error.exit_code
    except KeyboardInterrupt:
        output.explain(Cancelled())
        return ExitCode.CANCELLED
    except Exception as error:  # noqa: BLE001  the one boundary for defects on this door
        # WHY only the class: the message of an unknown error may hold document text.
        logger.error("internal error: %s", describe_error(error))  # noqa: TRY400
        output.warn("error.internal", name=type(error).__name__)
        output.warn("error.internal.what_now")
        return ExitCode.INTERNAL_ERROR


def build_parser() -> argparse.ArgumentParser:
    """The grammar of the command line."""
    parser = _Parser(prog="woo-desk", description=text("cli.description"))
    version = f"Woo Desk {__version__}"
    parser.add_argument("--version", action="version", version=version, help=text("cli.version"))
    commands = parser.add_subparsers(
        dest="command", required=True, metavar="", title=text("cli.help.commands")
    )
    builders: Mapping[str, Callable[[argparse.ArgumentParser], None]] = {
        "demo": batch.add_demo_options,
        "batch": batch.add_batch_options,
        "detect": detect.add_options,
        "redact": redact.add_options,
        "verify": verify.add_options,
        "status": dossier.add_status_options,
        "export": dossier.add_export_options,
        "publication": publication.add_options,
        "lookup": lookup.add_options,
        "letters": letters.add_letter_options,
        "procedure": procedure.add_procedure_options,
        "parties": parties.add_options,
        "earlier": earlier.add_options,
        "recover": care.add_recover_options,
        "protect": care.add_protect_options,
        "profile": profile.add_options,
        "manual": manual.add_options,
        "selftest": selftest.add_options,
    }
    for name, add_options in builders.items():
        help_text = text(f"cli.{name}.help")
        add_options(commands.add_parser(name, help=help_text, description=help_text))
    return parser


@contextlib.contextmanager
def _ended_like_ctrl_c() -> Iterator[None]:
    """Being asked to end (SIGTERM) stops the work as Ctrl-C does: nothing half is left behind."""

    def stop(_signal: int, _frame: object) -> NoReturn:
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():  # only that one may set it
        yield
        return
    earlier = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, earlier)
