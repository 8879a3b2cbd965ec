"""`woo-desk status` and `woo-desk export`: on a dossier that exists."""

from __future__ import annotations

import argparse
from pathlib import Path

from woo_desk.app import running_services, user_name
from woo_desk.cli import output
from woo_desk.cli.care import add_password_option, unlock_if_needed
from woo_desk.cli.checks import say_checks
from woo_desk.cli.publication import add_profile_options, read_profile
from woo_desk.domain.dossier import readiness
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.likeness import still_to_judge
from woo_desk.errors import ExitCode
from woo_desk.publication import package
from woo_desk.texts import text
from woo_desk.usecases.acknowledgement import blockers_of, waiting
from woo_desk.usecases.dossier import open_dossier
from woo_desk.usecases.export import export_package
from woo_desk.usecases.export_plan import ExportNotReady, find_open_places
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.grounds import load_grounds
from woo_desk.usecases.passages import passage_blockers
from woo_desk.usecases.persons.mixed import mixed_blockers
from woo_desk.usecases.procedure import deadline_text, term
from woo_desk.usecases.profiles import choices_for
from woo_desk.usecases.same_once import likenesses
from woo_desk.usecases.scope_proposals import scope_proposals
from woo_desk.usecases.second_reader import second_reader_blockers
from woo_desk.usecases.session import Session, SystemClock


def add_status_options(parser: argparse.ArgumentParser) -> None:
    """DOSSIER [--checks] [--json]."""
    parser.add_argument("dossier", type=Path, metavar="DOSSIER", help=text("cli.dossier"))
    parser.add_argument("--checks", action="store_true", help=text("cli.status.checks"))
    parser.add_argument("--json", action="store_true", help=text("cli.json"))
    add_password_option(parser)


def add_export_options(parser: argparse.ArgumentParser) -> None:
    """DOSSIER --out DIR [--style S] [--json]."""
    parser.add_argument("dossier", type=Path, metavar="DOSSIER", help=text("cli.dossier"))
    parser.add_argument("--out", required=True, type=Path, metavar="MAP", help=text("cli.out"))
    add_profile_options(parser)
    parser.add_argument("--json", action="store_true", help=text("cli.json"))
    add_password_option(parser)


def run_status(options: argparse.Namespace) -> ExitCode:
    """Say what still blocks the export; exit code NOT_READY when anything does."""
    unlock_if_needed(options)
    if options.checks:
        return say_checks(options.dossier, as_json=options.json)
    session = open_dossier(options.dossier, user=user_name(), clock=SystemClock(), read_only=True)
    with session.file:
        states = session.file.states()
        blockers = (
            *readiness(session.dossier, states, load_grounds()),
            *second_reader_blockers(session, states, choices_for(session)),
            *blockers_of(waiting(session, states)),
            *mixed_blockers(session, states),
            *passage_blockers(session, states),
        )
        places = find_open_places(session, states)
        numbers = _numbers(session)
        now = term(session)
        deadline = deadline_text(now)
        to_judge = _to_judge(session)
    if options.json:
        output.say_json(
            {
                "ready": not blockers and not places,
                **to_judge,
                "deadline": now.last_day,
                "blockers": [
                    {
                        "kind": blocker.kind,
                        "document": numbers.get(blocker.document_id or DocumentId("")),
                        "page": None if blocker.page_index is None else blocker.page_index + 1,
                    }
                    for blocker in blockers
                ],
                "inconsistent": [
                    {"document": numbers[place.document_id], "page": place.page_index + 1}
                    for place in places
                ],
            }
        )
        return ExitCode.NOT_READY if blockers or places else ExitCode.DONE
    if deadline:
        output.say_lines([deadline])
    if any(to_judge.values()):
        output.say("cli.to_judge", **to_judge)
    if not blockers and not places:
        output.say("cli.status.ready")
    else:
        output.say("cli.status.not_ready", count=len(blockers) + len(places))
        output.say_lines(
            [
                *(output.blocker_line(blocker, numbers) for blocker in blockers),
                *(output.open_place_line(place, numbers) for place in places),
            ]
        )
    return ExitCode.NOT_READY if blockers or places else ExitCode.DONE


def _to_judge(session: Session) -> dict[str, int]:
    """What is proposed and waits for a person, without blocking the export by itself."""
    return {
        "scope_proposals": len(scope_proposals(session)),
        "likenesses": len(still_to_judge(likenesses(session))),
    }


def run_export(options: argparse.Namespace) -> ExitCode:
    """Write the package, or say what blocks it."""
    unlock_if_needed(options)
    with running_services() as services:
        session = open_dossier(options.dossier, user=services.user, clock=services.clock)
        progress = output.ProgressLine()
        with session.file:
            profile = read_profile(options, choices_for(session), session.dossier.basis)
            try:
                result = run_blocking(
                    export_package(session, options.out, profile), services.engine, progress
                )
            except ExportNotReady as error:
                output.explain(error, _numbers(session))
                return error.exit_code
            finally:
                progress.end()
    if options.json:
        output.say_json({"package": str(options.out / package.PUBLIC), "files": result.files})
    else:
        output.say("cli.batch.where", folder=str(options.out / package.PUBLIC))
    return ExitCode.DONE


def _numbers(session: Session) -> dict[DocumentId, str]:
    return {document.id: document.printed_number for document in session.file.documents()}
