"""`woo-desk letters`: what the letters tell, drafts, and the version for the court."""

from __future__ import annotations

import argparse
from pathlib import Path

from woo_desk.app import running_services
from woo_desk.cli import output
from woo_desk.cli.care import add_password_option, unlock_if_needed
from woo_desk.domain.letters import LetterKind
from woo_desk.errors import ExitCode
from woo_desk.texts import text
from woo_desk.usecases.court import write_court_version
from woo_desk.usecases.dossier import open_dossier
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.letter_facts import read_letter_facts
from woo_desk.usecases.letter_intake import take_in_letter
from woo_desk.usecases.letters import Drafts, change_letter_facts, make_drafts
from woo_desk.usecases.ports import Engine
from woo_desk.usecases.session import Session


def add_letter_options(parser: argparse.ArgumentParser) -> None:
    """DOSSIER [--facts FILE.toml] [--out DIR] [--kind KIND …] [--court] [--take-in-note]."""
    parser.add_argument("dossier", type=Path, metavar="DOSSIER", help=text("cli.dossier"))
    parser.add_argument(
        "--facts", type=Path, metavar="GEGEVENS.toml", help=text("cli.letters.facts")
    )
    parser.add_argument("--out", type=Path, metavar="MAP", help=text("cli.letters.out"))
    parser.add_argument(
        "--kind", action="append", default=[], choices=[kind.value for kind in LetterKind],
        help=text("cli.letters.kind"),
    )  # fmt: skip
    parser.add_argument("--court", action="store_true", help=text("cli.letters.court"))
    parser.add_argument("--take-in-note", action="store_true", help=text("cli.letters.take_in"))
    add_password_option(parser)


def run_letters(options: argparse.Namespace) -> ExitCode:
    """Record what the letters tell, and write what was asked for.

    Drafts are written unless only `--facts`, `--court` or `--take-in-note` was asked. Gives
    DONE_WITH_PROBLEMS when a draft still has to be filled in.
    """
    facts = read_letter_facts(options.facts) if options.facts else None
    unlock_if_needed(options)
    with running_services() as services:
        session = open_dossier(options.dossier, user=services.user, clock=services.clock)
        with session.file:
            if facts is not None:
                change_letter_facts(session, facts)
                output.say("cli.letters.facts_kept")
            folder = options.out or options.dossier.parent
            _write_more(session, services.engine, options, folder)
            is_more = options.court or options.take_in_note or facts is not None
            if is_more and not (options.kind or (options.out and not options.court)):
                return ExitCode.DONE
            return _write_drafts(session, services.engine, folder, options)


def _write_more(
    session: Session, engine: Engine, options: argparse.Namespace, folder: Path
) -> None:
    progress = output.ProgressLine()
    try:
        if options.take_in_note:
            run_blocking(take_in_letter(session), engine, progress)
            output.say("cli.letters.taken_in")
        if options.court:
            paths = run_blocking(write_court_version(session, folder), engine, progress)
            output.say("cli.letters.court_done", count=len(paths), folder=str(folder))
    finally:
        progress.end()


def _write_drafts(
    session: Session, engine: Engine, folder: Path, options: argparse.Namespace
) -> ExitCode:
    kinds = tuple(LetterKind(kind) for kind in options.kind)
    return tell_drafts(run_blocking(make_drafts(session, folder, kinds), engine))


def tell_drafts(made: Drafts) -> ExitCode:
    """Print where each draft lies and what it lacks; the exit code says whether one does."""
    for path, letter in made:
        output.say_lines([str(path), *(f"  {gap}" for gap in letter.gaps)])
    is_gap = any(letter.gaps for _path, letter in made)
    return ExitCode.DONE_WITH_PROBLEMS if is_gap else ExitCode.DONE
