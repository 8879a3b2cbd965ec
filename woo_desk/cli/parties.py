"""`woo-desk parties`: third parties to be heard, what they are asked and what they answer."""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
from pathlib import Path

from woo_desk.app import running_services, user_name
from woo_desk.cli import output
from woo_desk.cli.care import add_password_option, unlock_if_needed
from woo_desk.cli.letters import tell_drafts
from woo_desk.cli.procedure import add_day_option
from woo_desk.domain.letters import LetterKind
from woo_desk.domain.third_party import ANSWER, ThirdParty, ViewOutcome
from woo_desk.domain.workdays import DAY, next_workday
from woo_desk.errors import ExitCode, UsageError
from woo_desk.texts import text
from woo_desk.usecases.dossier import open_dossier
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.letters import make_drafts
from woo_desk.usecases.procedure import shown_day
from woo_desk.usecases.session import Session, SystemClock
from woo_desk.usecases.third_parties import (
    add_third_party,
    ask_parties,
    look_again,
    record_view,
    remove_third_party,
    third_parties,
    waiting_documents,
    why_waiting,
)

_ANSWERS = [outcome.value for outcome in ViewOutcome]


def add_options(parser: argparse.ArgumentParser) -> None:
    """DOSSIER [--add NAME | --ask NR… | --answer NR | --remove NR | --again] [--letters DIR]."""
    parser.add_argument("dossier", type=Path, metavar="DOSSIER", help=text("cli.dossier"))
    verb = parser.add_mutually_exclusive_group()
    verb.add_argument("--add", metavar="NAAM", help=text("cli.parties.add"))
    verb.add_argument(
        "--ask", type=int, nargs="+", default=[], metavar="NR", help=text("cli.parties.ask")
    )
    verb.add_argument("--answer", type=int, metavar="NR", help=text("cli.parties.answer"))
    verb.add_argument("--remove", type=int, metavar="NR", help=text("cli.parties.remove"))
    verb.add_argument("--again", action="store_true", help=text("cli.parties.again"))
    parser.add_argument(
        "--word", action="append", default=[], metavar="WOORD", help=text("cli.parties.word")
    )
    parser.add_argument("--address", default="", metavar="ADRES", help=text("cli.parties.address"))
    add_day_option(parser, "--day", "cli.parties.day")
    add_day_option(parser, "--until", "cli.parties.until")
    parser.add_argument("--not-told", action="store_true", help=text("cli.parties.not_told"))
    parser.add_argument("--outcome", choices=_ANSWERS, help=text("cli.parties.outcome"))
    parser.add_argument("--effect", default="", metavar="TEKST", help=text("cli.parties.effect"))
    parser.add_argument("--followed", action="store_true", help=text("cli.parties.followed"))
    parser.add_argument("--relief", action="store_true", help=text("cli.parties.relief"))
    parser.add_argument("--letters", type=Path, metavar="MAP", help=text("cli.parties.letters"))
    add_password_option(parser)


def run_parties(options: argparse.Namespace) -> ExitCode:
    """Change what is asked for, then tell who is heard and what waits."""
    if bool(options.outcome) != (options.answer is not None):
        raise UsageError("outcome_usage")
    unlock_if_needed(options)
    outcome = ExitCode.DONE
    session = open_dossier(options.dossier, user=user_name(), clock=SystemClock())
    with session.file:
        _change(session, options)
        if options.letters:
            outcome = _write_letters(session, options.letters)
        _tell(session)
    return outcome


def _write_letters(session: Session, folder: Path) -> ExitCode:
    with running_services() as services:
        return tell_drafts(
            run_blocking(make_drafts(session, folder, (LetterKind.VIEWS,)), services.engine)
        )


def _change(session: Session, options: argparse.Namespace) -> None:
    day: dt.date = options.day or session.clock.now().date()
    parties = third_parties(session)
    if options.add is not None:
        add_third_party(session, options.add, options.address, options.word)
    elif options.ask:
        asked = [output.numbered(parties, number) for number in options.ask]
        until = options.until or next_workday(day + ANSWER * DAY)
        ask_parties(session, asked, day, until, told=not options.not_told)
    elif options.answer is not None:
        party = output.numbered(parties, options.answer)
        record_view(session, _answered(party, options, day))
    elif options.remove is not None:
        remove_third_party(session, output.numbered(parties, options.remove))
    elif options.again:
        look_again(session)


def _answered(party: ThirdParty, options: argparse.Namespace, day: dt.date) -> ThirdParty:
    outcome = ViewOutcome(options.outcome)
    has_answer = outcome not in (ViewOutcome.NONE, ViewOutcome.SILENT)
    return dataclasses.replace(
        party,
        outcome=outcome,
        answered_on=day if has_answer else None,
        effect=options.effect.strip(),
        followed=options.followed,
        relief=options.relief,
    )


def _tell(session: Session) -> None:
    for number, party in enumerate(third_parties(session), 1):
        key = f"view_outcome.{party.outcome.value}" if party.asked_on else "cli.parties.unasked"
        until = shown_day(party.answer_until) or "-"
        output.say(
            "cli.parties.line", number=number, name=party.name, count=len(party.own_passages),
            until=until, state=text(key),
        )  # fmt: skip
    numbers = {document.id: document.printed_number for document in session.file.documents()}
    for each in waiting_documents(session):
        printed = numbers[each.document_id]
        output.say("cli.parties.waits", number=printed, why=why_waiting(each))
