"""`woo-desk batch` and `woo-desk demo`: from documents to a package in one command."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from pathlib import Path

from woo_desk.app import Services, running_services
from woo_desk.cli import output
from woo_desk.cli.care import protect_new
from woo_desk.cli.list_options import add_list_options, own_entries
from woo_desk.cli.publication import (
    add_profile_options,
    add_settings_option,
    read_profile,
    read_settings,
)
from woo_desk.domain.document import Document
from woo_desk.domain.dossier import Blocker, readiness
from woo_desk.domain.export import Trouble
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import DocumentId
from woo_desk.errors import ExitCode, UsageError
from woo_desk.ocr.data import DATA_FILE, DATA_MISSING, user_data_folder
from woo_desk.publication import package
from woo_desk.settings import OCR, Settings
from woo_desk.texts import has_text, text
from woo_desk.usecases.acknowledgement import blockers_of, waiting
from woo_desk.usecases.batch import BatchReport, BatchRequest, dossier_path_of, redact_folder
from woo_desk.usecases.dossier import open_dossier
from woo_desk.usecases.export import ExportResidue
from woo_desk.usecases.export_plan import ExportNotReady
from woo_desk.usecases.flow import Flow, run_blocking
from woo_desk.usecases.grounds import load_grounds
from woo_desk.usecases.intake import counts_of
from woo_desk.usecases.profiles import batch_choices
from woo_desk.usecases.recognition import RecognitionReport
from woo_desk.usecases.voorbeeld import redact_example

_OPEN = "inconsistent"
"""Of a place that reads the same as something redacted elsewhere; see `blocker.inconsistent`."""


def add_batch_options(parser: argparse.ArgumentParser) -> None:
    """SOURCE... --out DIR [--regime woo|art68] [--title T] [--min-score S] [--json]."""
    parser.add_argument("sources", nargs="+", type=Path, metavar="BRON", help=text("cli.sources"))
    parser.add_argument("--out", required=True, type=Path, metavar="MAP", help=text("cli.out"))
    parser.add_argument(
        "--regime",
        choices=[basis.value for basis in LegalBasis],
        default=LegalBasis.WOO.value,
        help=text("cli.regime"),
    )
    parser.add_argument("--title", default="", metavar="ONDERWERP", help=text("cli.title"))
    parser.add_argument(
        "--min-score", default=0.0, type=float, metavar="0-1", help=text("cli.min_score")
    )
    add_list_options(parser)
    parser.add_argument("--executor", default="", metavar="ADRES", help=text("cli.batch.executor"))
    add_settings_option(parser)
    add_profile_options(parser)
    parser.add_argument(
        "--password-file", type=Path, metavar="BESTAND", help=text("cli.batch.password_file")
    )
    parser.add_argument("--json", action="store_true", help=text("cli.json"))


def add_demo_options(parser: argparse.ArgumentParser) -> None:
    """[--out DIR] [--json]."""
    parser.add_argument(
        "--out",
        type=Path,
        default=Path("uit"),
        metavar="MAP",
        help=text("cli.demo.out"),
    )
    parser.add_argument("--json", action="store_true", help=text("cli.json"))


def run_batch(options: argparse.Namespace) -> ExitCode:
    """Take in, detect, confirm every proposal, export."""
    if not 0 <= options.min_score <= 1:
        raise UsageError("min_score_usage")
    request = BatchRequest(
        sources=tuple(options.sources),
        target=options.out,
        basis=LegalBasis(options.regime),
        title=options.title,
        min_score=options.min_score,
        profile=read_profile(options, batch_choices(), LegalBasis(options.regime)),
        settings=read_settings(options.settings) if options.settings else None,
        entries=own_entries(options),
        reads_scans=Settings.load().get(OCR) == "on",
    )
    protect_new(dossier_path_of(options.out), options.password_file)
    with running_services(options.executor) as services:
        return _run(redact_folder(request, services.clock), services, options)


def run_demo(options: argparse.Namespace) -> ExitCode:
    """The same with the example dossier and the decisions that ship with it."""
    with running_services() as services:
        return _run(redact_example(options.out, services.clock), services, options)


def _run(flow: Flow[BatchReport], services: Services, options: argparse.Namespace) -> ExitCode:
    progress = output.ProgressLine()
    try:
        report = run_blocking(flow, services.engine, progress)
    except (ExportNotReady, ExportResidue) as error:
        documents = _documents(dossier_path_of(options.out), services)
        held = _held_back(error, _blockers(dossier_path_of(options.out), services))
        if options.json:
            output.say_json(_refusal(error, documents, held, options.out))
        else:
            _tell_problems(documents, {each.document_id for each in held if each.document_id}, held)
            _tell_troubles(_troubles_of(error), documents)
        output.explain(error, _numbers(documents))
        return error.exit_code
    finally:
        progress.end()
    documents = _documents(report.dossier_path, services)
    blockers = _blockers(report.dossier_path, services)
    if options.json:
        output.say_json(_summary(report, documents, blockers, options.out))
    else:
        _tell(report, documents, blockers, options.out)
    return ExitCode.DONE_WITH_PROBLEMS if report.has_problems else ExitCode.DONE


def _documents(path: Path, services: Services) -> tuple[Document, ...]:
    session = open_dossier(path, user=services.user, clock=services.clock, read_only=True)
    with session.file:
        return tuple(session.file.documents())


def _blockers(path: Path, services: Services) -> tuple[Blocker, ...]:
    """What still waits for a person, in every document."""
    session = open_dossier(path, user=services.user, clock=services.clock, read_only=True)
    with session.file:
        states = session.file.states()
        found = readiness(session.dossier, states, load_grounds())
        return (*found, *blockers_of(waiting(session, states)))


def _tell_problems(
    documents: tuple[Document, ...],
    held_back: Container[str] = (),
    blockers: Sequence[Blocker] = (),
) -> None:
    for document in documents:
        if document.problem:
            output.say(
                "cli.problem",
                number=document.printed_number,
                name=document.source_name,
                what=text(f"problem.{document.problem.value}"),
                now=text(f"problem.{document.problem.value}.what_now"),
            )
        elif document.id in held_back:
            output.say("cli.held_back", number=document.printed_number, name=document.source_name)
            own = [each for each in blockers if each.document_id == document.id]
            numbers = {document.id: document.printed_number}
            output.say_lines(list(dict.fromkeys(output.blocker_line(b, numbers) for b in own)))


def _tell_unread(recognition: RecognitionReport) -> None:
    if recognition.unread:
        output.say("ocr.unread", count=recognition.unread)
    if recognition.data_missing:
        error = UsageError(DATA_MISSING, file=DATA_FILE, folder=str(user_data_folder()))
        output.explain(error)


def _tell(
    report: BatchReport,
    documents: tuple[Document, ...],
    blockers: Sequence[Blocker],
    target: Path,
) -> None:
    if report.is_resumed:
        output.say("cli.batch.resumed", count=report.intake.already)
    troubled = {trouble.document_id for trouble in report.export.troubles}
    _tell_problems(documents, set(report.export.held_back) - troubled, blockers)
    _tell_troubles(report.export.troubles, documents)
    _tell_evened(report, documents)
    output.say("cli.batch.intake", **counts_of(report.intake), duplicates=report.intake.duplicates)
    published = sum(1 for file in report.export.files if file.path.startswith(package.DOCUMENTS))
    output.say("cli.batch.done", count=published, total=len(documents))
    output.say("cli.batch.where", folder=str(target / package.PUBLIC))


def _tell_troubles(troubles: Sequence[Trouble], documents: tuple[Document, ...]) -> None:
    """What could not be written safely, and where; never what was found."""
    by_id = {document.id: document for document in documents}
    for trouble in troubles:
        document = by_id[trouble.document_id]
        values = dict(trouble.values)
        now = f"error.{trouble.key}.what_now"
        output.say(
            "cli.trouble",
            number=document.printed_number,
            name=document.source_name,
            what=text(f"error.{trouble.key}", **values),
            now=text(now, **values) if has_text(now) else "",
        )
        output.say_lines(output.residue_lines(trouble.residues))


def _tell_evened(report: BatchReport, documents: tuple[Document, ...]) -> None:
    """Which documents lost a name that was proposed to stay; never the name."""
    counts = Counter(place.document_id for place in report.evened)
    for document in documents:
        if count := counts[document.id]:
            output.say("cli.batch.evened", count=count, number=document.printed_number)


def _summary(
    report: BatchReport,
    documents: tuple[Document, ...],
    blockers: Sequence[Blocker],
    target: Path,
) -> object:
    numbers = _numbers(documents)
    return {
        "package": str(target / package.PUBLIC),
        "dossier": str(report.dossier_path),
        "resumed": report.is_resumed,
        "intake": counts_of(report.intake),
        "documents": [
            _said_of(document, numbers)
            | {
                "held_back": document.id in report.export.held_back,
                "waits_for": sorted({b.kind for b in blockers if b.document_id == document.id}),
                "evened": sum(place.document_id == document.id for place in report.evened),
            }
            for document in documents
        ],
        "files": report.export.files,
        "troubles": report.export.troubles,
        "clean": not any(check.has_leak for check in report.export.verifications),
    }


def _troubles_of(error: ExportNotReady | ExportResidue) -> tuple[Trouble, ...]:
    return error.troubles if isinstance(error, ExportNotReady) else ()


def _held_back(
    error: ExportNotReady | ExportResidue, blockers: Sequence[Blocker]
) -> tuple[Blocker, ...]:
    """What other documents wait for than those that the error itself names."""
    named = error.blockers if isinstance(error, ExportNotReady) else ()
    ids = {None, *(blocker.document_id for blocker in named)}
    return tuple(blocker for blocker in blockers if blocker.document_id not in ids)


def _refusal(
    error: ExportNotReady | ExportResidue,
    documents: tuple[Document, ...],
    held: Sequence[Blocker],
    target: Path,
) -> object:
    """Every place that stands in the way; never the words."""
    numbers = _numbers(documents)
    waits: list[tuple[str, DocumentId | None, int | None]] = []
    if isinstance(error, ExportNotReady):
        waits += [(each.kind, each.document_id, each.page_index) for each in error.blockers]
        waits += [(each.kind, each.document_id, each.page_index) for each in held]
        waits += [(_OPEN, each.document_id, each.page_index) for each in error.open_places]
    return {
        "package": None,
        "dossier": str(dossier_path_of(target)),
        "error": error.key,
        "exit_code": error.exit_code,
        "documents": [_said_of(document, numbers) for document in documents],
        "troubles": _troubles_of(error),
        "residues": error.residues if isinstance(error, ExportResidue) else (),
        "waits_for": [
            {"number": numbers[key] if key else None, "kind": kind, "page_index": page}
            for kind, key, page in waits
        ],
        "clean": isinstance(error, ExportNotReady),
    }


def _said_of(document: Document, numbers: Mapping[DocumentId, str]) -> dict[str, object]:
    return {
        "number": document.printed_number,
        "name": document.source_name,
        "problem": document.problem,
        "duplicate": document.duplicate_of is not None,
        "inside": None if document.parent is None else numbers.get(document.parent),
        "warnings": document.warnings,
        "pages": document.page_count,
    }


def _numbers(documents: tuple[Document, ...]) -> dict[DocumentId, str]:
    return {document.id: document.printed_number for document in documents}
