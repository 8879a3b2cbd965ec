"""`woo-desk lookup`: which document and page the questions about a bundle speak of."""

from __future__ import annotations

import argparse
from pathlib import Path

from woo_desk.app import running_services
from woo_desk.cli import output
from woo_desk.cli.tasks import refuse_missing
from woo_desk.errors import ExitCode
from woo_desk.texts import text
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.lookup import Link, look_up_file, write_lookup


def add_options(parser: argparse.ArgumentParser) -> None:
    """PACKAGE QUESTIONS [--out FILE.csv|FILE.json]."""
    parser.add_argument("package", type=Path, metavar="PAKKET", help=text("cli.lookup.package"))
    parser.add_argument("questions", type=Path, metavar="VRAGEN", help=text("cli.lookup.questions"))
    parser.add_argument("--out", type=Path, metavar="BESTAND", help=text("cli.lookup.out"))


def run_lookup(options: argparse.Namespace) -> ExitCode:
    """Link the questions; DONE_WITH_PROBLEMS when a reference leads nowhere."""
    refuse_missing(options.questions)
    progress = output.ProgressLine()
    with running_services() as services:
        try:
            report = run_blocking(
                look_up_file(options.package, options.questions), services.engine, progress
            )
        finally:
            progress.end()
    if options.out:
        write_lookup(report, options.out)
    output.say("cli.lookup.done", count=report.resolved, total=report.references)
    output.say_lines([_line(link) for link in report.links])
    is_complete = report.resolved == report.references
    return ExitCode.DONE if is_complete else ExitCode.DONE_WITH_PROBLEMS


def _line(link: Link) -> str:
    what = text(f"link.{link.outcome.value}")
    if not link.number:
        return text("cli.lookup.nowhere", question=link.question, what=what)
    return text(
        "cli.lookup.line", question=link.question, what=what, number=link.number, annex=link.annex,
        page=link.document_first or "-", bundle=link.bundle_first or "-",
    )  # fmt: skip
