"""`woo-desk manual`: where the manual lies, or the manual as one PDF."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from woo_desk.app import running_services
from woo_desk.cli import output
from woo_desk.cli.tasks import run_task
from woo_desk.errors import ExitCode
from woo_desk.resources import resource_path
from woo_desk.texts import text
from woo_desk.usecases.requests_publication import ManualRequest, ManualResult

FIRST = "index.html"
_LIMIT_S = 300.0
_LINK = re.compile(r'href="([a-z-]+\.html)"')


def add_options(parser: argparse.ArgumentParser) -> None:
    """[--pdf FILE]."""
    parser.add_argument("--pdf", type=Path, metavar="BESTAND", help=text("cli.manual.pdf"))


def run_manual(options: argparse.Namespace) -> ExitCode:
    """Say where the manual is, or write it as a PDF."""
    if options.pdf is None:
        output.say("cli.manual.where", path=str(resource_path("handleiding") / FIRST))
        return ExitCode.DONE
    pages = tuple(str(path) for path in manual_pages())
    request = ManualRequest(pages, str(options.pdf.absolute()))
    with running_services() as services:
        result = run_task(services, "manual", request, ManualResult, _LIMIT_S)
    output.say("cli.manual.written", name=str(options.pdf), count=result.sheets)
    return ExitCode.DONE


def manual_pages() -> list[Path]:
    """Every page, in the order in which the first page names them."""
    folder = resource_path("handleiding")
    words = (folder / FIRST).read_text("utf-8")
    contents = words[words.index("<h2>Alle hoofdstukken") :]
    return [folder / name for name in dict.fromkeys((FIRST, *_LINK.findall(contents)))]
