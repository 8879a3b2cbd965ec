"""`woo-desk procedure`: what happened with the request, and when the decision must be there."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from woo_desk.app import user_name
from woo_desk.cli import output
from woo_desk.cli.care import add_password_option, unlock_if_needed
from woo_desk.domain.procedure import ProcedureEventKind
from woo_desk.errors import ExitCode
from woo_desk.texts import text
from woo_desk.usecases.dossier import open_dossier
from woo_desk.usecases.procedure import (
    deadline_text,
    procedure,
    put_event,
    remove_event,
    step_text,
    term,
)
from woo_desk.usecases.session import Session, SystemClock


def add_procedure_options(parser: argparse.ArgumentParser) -> None:
    """DOSSIER [--add KIND [--day DAY] [--until DAY] [--note TEXT]] [--remove NUMBER]."""
    parser.add_argument("dossier", type=Path, metavar="DOSSIER", help=text("cli.dossier"))
    kinds = [kind.value for kind in ProcedureEventKind]
    parser.add_argument("--add", choices=kinds, help=text("cli.procedure.add"))
    add_day_option(parser, "--day", "cli.procedure.day")
    add_day_option(parser, "--until", "cli.procedure.until")
    parser.add_argument("--note", default="", help=text("cli.procedure.note"))
    parser.add_argument("--remove", type=int, metavar="NR", help=text("cli.procedure.remove"))
    add_password_option(parser)


def add_day_option(parser: argparse.ArgumentParser, name: str, key: str) -> None:
    """An option with a day as jjjj-mm-dd."""
    parser.add_argument(name, type=dt.date.fromisoformat, metavar="DAG", help=text(key))


def run_procedure(options: argparse.Namespace) -> ExitCode:
    """Note an event, or take one back, then tell the course and the term."""
    unlock_if_needed(options)
    is_change = bool(options.add) or options.remove is not None
    session = open_dossier(
        options.dossier, user=user_name(), clock=SystemClock(), read_only=not is_change
    )
    with session.file:
        if options.remove is not None:
            remove_event(session, output.numbered(procedure(session), options.remove))
        if options.add:
            day = options.day or session.clock.now().date()
            kind = ProcedureEventKind(options.add)
            put_event(session, kind, day, note=options.note, until=options.until)
        _tell(session)
    return ExitCode.DONE


def _tell(session: Session) -> None:
    lines = [
        f"{number}  {event.day.isoformat()}  {text(f'procedure.{event.kind.value}')}"
        for number, event in enumerate(procedure(session), 1)
    ]
    now = term(session)
    output.say_lines([*lines, *map(step_text, now.steps), *filter(None, [deadline_text(now)])])
