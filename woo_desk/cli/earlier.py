"""`woo-desk earlier`: what was provided before, and redactions that are used again."""

from __future__ import annotations

import argparse
from pathlib import Path

from woo_desk.app import running_services
from woo_desk.cli import output
from woo_desk.cli.care import add_password_option, unlock_if_needed
from woo_desk.cli.procedure import add_day_option
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import NO_SHA256
from woo_desk.domain.provision import EarlierProvision
from woo_desk.errors import ExitCode, UsageError
from woo_desk.texts import text
from woo_desk.usecases.dossier import open_dossier
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.ports import Engine
from woo_desk.usecases.procedure import shown_day
from woo_desk.usecases.provisions import (
    accept_provisions,
    add_provision,
    digest_of,
    earlier_boxes,
    import_package,
    provision_matches,
    provisions,
    remove_provision,
    take_over_boxes,
)
from woo_desk.usecases.session import Session, new_id


def add_options(parser: argparse.ArgumentParser) -> None:
    """DOSSIER [--package DIR | --title T [--file FILE] | --remove NR] … [--accept] [--reuse D]."""
    parser.add_argument("dossier", type=Path, metavar="DOSSIER", help=text("cli.dossier"))
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--package", type=Path, metavar="PAKKET", help=text("cli.earlier.package"))
    what.add_argument("--title", metavar="TITEL", help=text("cli.earlier.title"))
    what.add_argument("--remove", type=int, metavar="NR", help=text("cli.earlier.remove"))
    parser.add_argument("--file", type=Path, metavar="BESTAND", help=text("cli.earlier.file"))
    bases = [basis.value for basis in LegalBasis]
    parser.add_argument("--regime", choices=bases, help=text("cli.earlier.regime"))
    add_day_option(parser, "--day", "cli.earlier.day")
    parser.add_argument("--reference", default="", metavar="KENMERK",
                        help=text("cli.earlier.reference"))  # fmt: skip
    parser.add_argument("--link", default="", metavar="ADRES", help=text("cli.earlier.link"))
    parser.add_argument("--accept", action="store_true", help=text("cli.earlier.accept"))
    parser.add_argument("--reuse", type=Path, metavar="DOSSIER", help=text("cli.earlier.reuse"))
    parser.add_argument("--preview", action="store_true", help=text("cli.earlier.preview"))
    add_password_option(parser)


def run_earlier(options: argparse.Namespace) -> ExitCode:
    """Change the register, then tell it; DONE_WITH_PROBLEMS when boxes could not be taken over."""
    if options.preview and not options.reuse:
        raise UsageError("preview_usage")
    unlock_if_needed(options)
    left = 0
    with running_services() as services:
        session = open_dossier(options.dossier, user=services.user, clock=services.clock)
        with session.file:
            _change(session, services.engine, options)
            if options.reuse:
                left = _reuse(session, options.reuse, preview=options.preview)
            if options.accept:
                accept_provisions(session, provision_matches(session))
            _tell(session)
    return ExitCode.DONE_WITH_PROBLEMS if left else ExitCode.DONE


def _change(session: Session, engine: Engine, options: argparse.Namespace) -> None:
    basis = LegalBasis(options.regime) if options.regime else None
    if options.package:
        progress = output.ProgressLine()
        flow = import_package(
            session, options.package, basis=basis, link=options.link,
            reference=options.reference, day=options.day,
        )  # fmt: skip
        try:
            count = run_blocking(flow, engine, progress)
        finally:
            progress.end()
        output.say("cli.earlier.imported", count=count)
    elif options.title is not None:
        sha256 = digest_of(options.file) if options.file else NO_SHA256
        provision = EarlierProvision(
            new_id(), options.title, options.day, basis, options.link, options.reference, sha256
        )
        add_provision(session, provision)
    elif options.remove is not None:
        remove_provision(session, output.numbered(provisions(session), options.remove))


def _reuse(session: Session, earlier: Path, *, preview: bool) -> int:
    """Gives how many boxes were left behind."""
    found = earlier_boxes(session, earlier)
    numbers = {document.id: document.printed_number for document in session.file.documents()}
    for document_id, boxes in found.boxes.items():
        output.say("cli.earlier.boxes", number=numbers[document_id], count=len(boxes))
    for document_id in found.skipped:
        output.say("cli.earlier.skipped", number=numbers[document_id])
    left = sum(found.left.values())
    if left:
        output.say("gui.reuse.not_taken", count=left)
    if not found.boxes and not found.skipped and not left:
        output.say("gui.reuse.nothing")
    if not preview:
        take_over_boxes(session, found, [*found.boxes])
    return left


def _tell(session: Session) -> None:
    here = {match.provision.id: match for match in provision_matches(session)}
    numbers = {document.id: document.printed_number for document in session.file.documents()}
    for number, each in enumerate(provisions(session), 1):
        match = here.get(each.id)
        found = text(
            "gui.earlier.match",
            number=numbers[match.document_id],
            how=text(f"provision_match.{match.kind.value}"),
        ) if match else "-"  # fmt: skip
        output.say(
            "cli.earlier.line", number=number, title=each.title, day=shown_day(each.day) or "-",
            reference=each.reference or "-", link=each.link or "-", found=found,
        )  # fmt: skip
