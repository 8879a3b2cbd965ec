"""`woo-desk detect`: what detection finds, without a dossier."""

from __future__ import annotations

import argparse
from pathlib import Path

from woo_desk.app import Services, running_services
from woo_desk.cli import output
from woo_desk.cli.list_options import add_list_options, lists_from
from woo_desk.cli.tasks import PREPARED, prepare, refuse_missing, run_task
from woo_desk.domain.finding import Finding
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import NO_SHA256, DocumentId
from woo_desk.domain.person import KnownPerson
from woo_desk.errors import DeskError, ExitCode, UsageError
from woo_desk.texts import text
from woo_desk.usecases.leftovers import private_folder
from woo_desk.usecases.lists import Lists
from woo_desk.usecases.names import clean_name, reachable
from woo_desk.usecases.policies import standard_policy
from woo_desk.usecases.requests import (
    DetectedPage,
    DetectLinesRequest,
    DetectLinesResult,
    DetectRequest,
    DetectResult,
)

LINES_LIMIT_S = 24 * 3600.0
FILE_LIMIT_S = 3600.0


def add_options(parser: argparse.ArgumentParser) -> None:
    """FILE... [--regime R] [--json], or --jsonl IN --out OUT."""
    parser.add_argument("files", nargs="*", type=Path, metavar="BESTAND", help=text("cli.files"))
    parser.add_argument("--jsonl", type=Path, metavar="IN", help=text("cli.detect.jsonl"))
    parser.add_argument("--out", type=Path, metavar="UIT", help=text("cli.detect.out"))
    parser.add_argument(
        "--regime",
        choices=[basis.value for basis in LegalBasis],
        default=LegalBasis.WOO.value,
        help=text("cli.regime"),
    )
    add_list_options(parser)
    parser.add_argument("--json", action="store_true", help=text("cli.json"))


def run_detect(options: argparse.Namespace) -> ExitCode:
    """Findings of files, or of lines of text."""
    if (options.jsonl is None) == (not options.files) or (options.jsonl and not options.out):
        raise UsageError("detect_usage")
    with running_services() as services:
        if options.jsonl:
            return _detect_lines(options, services)
        return _detect_files(options, services)


def _detect_lines(options: argparse.Namespace, services: Services) -> ExitCode:
    refuse_missing(options.jsonl)
    policy, lists = standard_policy(LegalBasis(options.regime)), lists_from(options)
    with private_folder() as folder:
        source = reachable(options.jsonl, folder, "bron")
        request = DetectLinesRequest(str(source), str(options.out), policy, lists.entries)
        result = run_task(services, "detect_lines", request, DetectLinesResult, LINES_LIMIT_S)
    for line_id in result.incomplete:
        output.warn("cli.detect.incomplete", name=line_id)
    return ExitCode.DONE_WITH_PROBLEMS if result.incomplete else ExitCode.DONE


def _detect_files(options: argparse.Namespace, services: Services) -> ExitCode:
    """Each file in turn; what one file teaches of a person is known in the next."""
    known: tuple[KnownPerson, ...] = ()
    results: dict[str, tuple[DetectedPage, ...]] = {}
    failed = False
    for path in options.files:
        refuse_missing(path)
    lists, basis = lists_from(options), LegalBasis(options.regime)
    with private_folder() as folder:
        for path in options.files:
            try:
                result = _detect_file(path, folder, basis, known, lists, services)
            except DeskError as error:
                if error.exit_code is not ExitCode.DONE_WITH_PROBLEMS:
                    raise
                failed = True
                output.warn("cli.detect.failed", name=clean_name(path.name))
                output.explain(error)
                continue
            results[clean_name(str(path))] = result.pages
            failed = failed or not all(page.complete for page in result.pages)
            known = tuple(dict.fromkeys((*known, *result.learnt)))
    if options.json:
        output.say_json([_file_json(name, pages) for name, pages in results.items()])
    else:
        for name, pages in results.items():
            output.say("cli.detect.file", name=name)
            output.say_lines([_line(page, f) for page in pages for f in page.findings], limit=None)
    return ExitCode.DONE_WITH_PROBLEMS if failed else ExitCode.DONE


def _detect_file(
    path: Path,
    folder: Path,
    basis: LegalBasis,
    known: tuple[KnownPerson, ...],
    lists: Lists,
    services: Services,
) -> DetectResult:
    prepared = prepare(services, path, folder)
    request = DetectRequest(
        dossier_path="",
        document_id=DocumentId(clean_name(path.name)),
        prepared_sha256=NO_SHA256,
        policy=standard_policy(basis),
        known=known,
        date=prepared.date,
        source_path=str(folder / PREPARED),
        lists=lists.entries,
        holders=lists.holders,
    )
    return run_task(services, "detect", request, DetectResult, FILE_LIMIT_S)


def _file_json(name: str, pages: tuple[DetectedPage, ...]) -> object:
    return {
        "file": name,
        "pages": [
            {
                "page": page.index,
                "complete": page.complete,
                "findings": [_finding_json(finding) for finding in page.findings],
            }
            for page in pages
        ],
    }


def _finding_json(finding: Finding) -> object:
    return {
        "start": finding.span.start,
        "end": finding.span.end,
        "text": finding.text,
        "boxes": [box.as_tuple() for box in finding.boxes],
        "type": finding.entity_type,
        "role": finding.role,
        "proposal": finding.proposal,
        "ground": finding.ground_code,
        "score": finding.score,
        "recognizer": finding.recognizer,
        "why": finding.why,
    }


def _line(page: DetectedPage, finding: Finding) -> str:
    return text(
        "cli.detect.finding",
        page=page.index + 1,
        entity=text(f"entity.{finding.entity_type.value}"),
        proposal=text(f"proposal.{finding.proposal.value}"),
        score=f"{finding.score:.2f}",
        words=" ".join(finding.text.split()),
        why=finding.why,
    )
