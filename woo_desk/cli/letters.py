"""`woo-desk letters` and `woo-desk procedure`: drafts, a version for the court, the term."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from woo_desk.app import running_services, user_name
from woo_desk.cli import output
from woo_desk.cli.care import add_password_option, unlock_if_needed
from woo_desk.domain.checks import Check, CheckState
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.letters import LetterKind
from woo_desk.domain.procedure import ProcedureEventKind
from woo_desk.errors import ExitCode
from woo_desk.texts import text
from woo_desk.usecases.checks import export_checks
from woo_desk.usecases.court import write_court_version
from woo_desk.usecases.dossier import open_dossier
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.letter_intake import take_in_letter
from woo_desk.usecases.letters import make_drafts
from woo_desk.usecases.procedure import (
    day_text,
    deadline_text,
    procedure,
    put_event,
    step_text,
    term,
)
from woo_desk.usecases.profiles import choices_for
from woo_desk.usecases.provisions import accept_provisions, import_package, provision_matches
from woo_desk.usecases.session import Session, SystemClock
from woo_desk.usecases.third_parties import add_third_party


def add_letter_options(parser: argparse.ArgumentParser) -> None:
    """DOSSIER --out DIR [--kind KIND …] [--court] [--take-in-note]."""
    parser.add_argument("dossier", type=Path, metavar="DOSSIER", help=text("cli.dossier"))
    parser.add_argument("--out", type=Path, metavar="MAP", help=text("cli.letters.out"))
    parser.add_argument(
        "--kind", action="append", default=[], choices=[kind.value for kind in LetterKind],
        help=text("cli.letters.kind"),
    )  # fmt: skip
    parser.add_argument("--court", action="store_true", help=text("cli.letters.court"))
    parser.add_argument("--take-in-note", action="store_true", help=text("cli.letters.take_in"))
    add_password_option(parser)


def add_procedure_options(parser: argparse.ArgumentParser) -> None:
    """DOSSIER [--add KIND --day DAY [--until DAY]] [--earlier PACKAGE --link URL] [--accept]."""
    parser.add_argument("dossier", type=Path, metavar="DOSSIER", help=text("cli.dossier"))
    kinds = [kind.value for kind in ProcedureEventKind]
    parser.add_argument("--add", choices=kinds, help=text("cli.procedure.add"))
    parser.add_argument("--day", type=dt.date.fromisoformat, help=text("cli.procedure.day"))
    parser.add_argument("--until", type=dt.date.fromisoformat, help=text("cli.procedure.until"))
    parser.add_argument("--note", default="", help=text("cli.procedure.note"))
    parser.add_argument(
        "--earlier", type=Path, metavar="PAKKET", help=text("cli.procedure.earlier")
    )
    bases = [basis.value for basis in LegalBasis]
    parser.add_argument("--regime", choices=bases, help=text("cli.procedure.regime"))
    parser.add_argument("--link", default="", help=text("cli.procedure.link"))
    parser.add_argument("--accept", action="store_true", help=text("cli.procedure.accept"))
    parser.add_argument("--party", metavar="NAAM", help=text("cli.procedure.party"))
    parser.add_argument(
        "--party-word", action="append", default=[], metavar="WOORD",
        help=text("cli.procedure.party_word"),
    )  # fmt: skip
    add_password_option(parser)


def run_letters(options: argparse.Namespace) -> ExitCode:
    """Write drafts into a folder; DONE_WITH_PROBLEMS when something is still to be filled in."""
    unlock_if_needed(options)
    gaps = 0
    with running_services() as services:
        session = open_dossier(options.dossier, user=services.user, clock=services.clock)
        progress = output.ProgressLine()
        with session.file:
            try:
                if options.take_in_note:
                    run_blocking(take_in_letter(session), services.engine, progress)
                    output.say("cli.letters.taken_in")
                folder = options.out or options.dossier.parent
                if options.court:
                    paths = run_blocking(
                        write_court_version(session, folder), services.engine, progress
                    )
                    output.say("cli.letters.court_done", count=len(paths), folder=str(folder))
            finally:
                progress.end()
            if not (options.court or options.take_in_note) or options.kind:
                kinds = tuple(LetterKind(kind) for kind in options.kind)
                for path, letter in make_drafts(session, folder, kinds):
                    gaps += len(letter.gaps)
                    output.say_lines([str(path), *(f"  {gap}" for gap in letter.gaps)])
    return ExitCode.DONE_WITH_PROBLEMS if gaps else ExitCode.DONE


def run_procedure(options: argparse.Namespace) -> ExitCode:
    """Note an event or take over an earlier package, then tell the course and the term."""
    unlock_if_needed(options)
    with running_services() as services:
        session = open_dossier(options.dossier, user=services.user, clock=services.clock)
        with session.file:
            if options.add:
                day = options.day or services.clock.now().date()
                kind = ProcedureEventKind(options.add)
                put_event(session, kind, day, note=options.note, until=options.until)
            if options.earlier:
                basis = LegalBasis(options.regime) if options.regime else None
                progress = output.ProgressLine()
                flow = import_package(session, options.earlier, basis=basis, link=options.link)
                count = run_blocking(flow, services.engine, progress)
                progress.end()
                output.say("cli.procedure.imported", count=count)
            if options.party:
                party = add_third_party(session, options.party, terms=options.party_word)
                output.say("cli.procedure.party_added", count=len(party.passages))
            _tell_matches(session, accept=options.accept)
            _tell_course(session)
    return ExitCode.DONE


def _tell_matches(session: Session, *, accept: bool) -> None:
    numbers = {document.id: document.printed_number for document in session.file.documents()}
    found = provision_matches(session)
    output.say_lines(
        [
            text(
                "cli.procedure.match",
                number=numbers[match.document_id],
                how=text(f"provision_match.{match.kind.value}"),
                title=match.provision.title,
                day=day_text(match.provision.day),
                link=match.provision.link or "-",
            )
            for match in found
        ]
    )
    if accept and found:
        accept_provisions(session, found)


def _tell_course(session: Session) -> None:
    lines = [
        f"{event.day.isoformat()}  {text(f'procedure.{event.kind.value}')}"
        for event in procedure(session)
    ]
    now = term(session)
    output.say_lines([*lines, *map(step_text, now.steps), *filter(None, [deadline_text(now)])])


def say_checks(dossier: Path) -> ExitCode:
    """The whole list of checks; NOT_READY when one of them blocks."""
    session = open_dossier(dossier, user=user_name(), clock=SystemClock(), read_only=True)
    with session.file:
        checks = export_checks(session, choices_for(session))
        numbers = {document.id: document.printed_number for document in session.file.documents()}
    output.say_lines([line for check in checks for line in _lines(check, numbers)])
    blocks = any(check.state is CheckState.BLOCK for check in checks)
    return ExitCode.NOT_READY if blocks else ExitCode.DONE


def _lines(check: Check, numbers: dict[DocumentId, str]) -> list[str]:
    state = text(f"check_state.{check.state.value}")
    what = text(f"export_check.{check.key.value}")
    head = f"[{state}] {what}" + (f" ({check.count})" if check.count else "")
    places = []
    for place in check.places:
        number = numbers.get(place.document_id, "") if place.document_id else ""
        if number and place.page_index is not None:
            number = text("letter.source", number=number, page=place.page_index + 1)
        if number and number not in places:
            places.append(number)
    return [head, *([f"    {'; '.join(places)}"] if places else [])]
