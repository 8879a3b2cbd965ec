"""`woo-desk recover` and `woo-desk protect`: care for the dossier file itself."""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path

from woo_desk.app import user_name
from woo_desk.cli import output
from woo_desk.errors import DossierEncrypted, ExitCode, UsageError
from woo_desk.texts import text
from woo_desk.usecases.dossier import (
    is_locked_away,
    keep_protected,
    open_dossier,
    protect_dossier,
    unlock_dossier,
)
from woo_desk.usecases.recovery import place_for_recovered, recover_dossier
from woo_desk.usecases.session import SystemClock


def add_password_option(parser: argparse.ArgumentParser) -> None:
    """[--password-file FILE], for every command on a dossier."""
    parser.add_argument(
        "--password-file", type=Path, metavar="BESTAND", help=text("cli.password_file")
    )


def unlock_if_needed(options: argparse.Namespace) -> None:
    """Ask for the password of the dossier that a command is about, once.

    It is read from the file that is named, else typed; never taken from the command line itself,
    which other users of the machine can see.

    Raises:
        DossierError: it is wrong.
        DossierEncrypted: one is needed and nobody can be asked.
        UsageError: the password file cannot be read.
    """
    path: Path = options.dossier
    if not is_locked_away(path):
        return
    if options.password_file is not None:
        unlock_dossier(path, _from_file(options.password_file))
    elif sys.stdin is not None and sys.stdin.isatty():
        unlock_dossier(path, getpass.getpass(text("cli.password_prompt", name=path.name) + " "))
    else:
        raise DossierEncrypted("dossier_encrypted", name=path.name)


def protect_new(path: Path, password_file: Path | None) -> None:
    """Let the dossier that a command is about to make here have the password in this file.

    Raises:
        DossierError: it is too short, or wrong for the dossier that is there already.
        UsageError: the password file cannot be read.
    """
    if password_file is not None:
        keep_protected(path, _from_file(password_file))


def _from_file(path: Path) -> str:
    try:
        return path.read_text("utf-8").rstrip("\r\n")
    except (OSError, ValueError):
        raise UsageError("source_missing", name=path.name) from None


def add_recover_options(parser: argparse.ArgumentParser) -> None:
    """DOSSIER [--out FILE]."""
    parser.add_argument("dossier", type=Path, metavar="DOSSIER", help=text("cli.dossier"))
    parser.add_argument("--out", type=Path, metavar="BESTAND", help=text("cli.recover.out"))
    add_password_option(parser)


def run_recover(options: argparse.Namespace) -> ExitCode:
    """Copy what can be read into a new dossier; DONE_WITH_PROBLEMS when something is lost."""
    unlock_if_needed(options)
    target = options.out or place_for_recovered(options.dossier)
    report = recover_dossier(options.dossier, target, user=user_name(), clock=SystemClock())
    output.say("cli.recover.done", name=str(target), count=report.kept.get("document", 0))
    output.say_lines(
        [
            text("cli.recover.missing", number=document.printed_number)
            for document in report.sources_missing
        ]
    )
    if report.is_complete:
        return ExitCode.DONE
    output.warn("cli.recover.lost", count=sum(report.lost.values()))
    return ExitCode.DONE_WITH_PROBLEMS


def add_protect_options(parser: argparse.ArgumentParser) -> None:
    """DOSSIER (--new-password-file FILE | --remove)."""
    parser.add_argument("dossier", type=Path, metavar="DOSSIER", help=text("cli.dossier"))
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--new-password-file", type=Path, metavar="BESTAND", help=text("cli.protect.new")
    )
    what.add_argument("--remove", action="store_true", help=text("cli.protect.remove"))
    add_password_option(parser)


def run_protect(options: argparse.Namespace) -> ExitCode:
    """Encrypt a dossier, change its password or take it off."""
    unlock_if_needed(options)
    # WHY opened once: what cannot be opened must not be written anew.
    open_dossier(
        options.dossier, user=user_name(), clock=SystemClock(), read_only=True
    ).file.close()
    if options.remove:
        protect_dossier(options.dossier, "")
        output.say("cli.protect.removed", name=options.dossier.name)
    else:
        protect_dossier(options.dossier, _from_file(options.new_password_file))
        output.say("cli.protect.done", name=options.dossier.name)
    return ExitCode.DONE
