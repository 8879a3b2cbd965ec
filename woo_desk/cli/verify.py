"""`woo-desk verify`: the proof alone, on a file or on a whole package."""

from __future__ import annotations

import argparse
from pathlib import Path

from woo_desk.app import Services, running_services
from woo_desk.cli import output
from woo_desk.cli.redact import read_terms
from woo_desk.cli.tasks import PREPARED, prepare, refuse_missing, run_task
from woo_desk.domain.export import CheckOutcome, Verification
from woo_desk.errors import ExitCode, ResidueFound, UsageError
from woo_desk.publication import package
from woo_desk.texts import text
from woo_desk.usecases.leftovers import private_folder
from woo_desk.usecases.names import clean_name, reachable
from woo_desk.usecases.requests import (
    CertificateRequest,
    CertificateResult,
    VerifyFolderRequest,
    VerifyFolderResult,
    VerifyRequest,
    VerifyResult,
)

LIMIT_S = 3600.0


def add_options(parser: argparse.ArgumentParser) -> None:
    """FILE|PACKAGE [--terms TERMS.txt] [--original FILE] [--certificate DIR] [--json]."""
    parser.add_argument("path", type=Path, metavar="BESTAND|PAKKET", help=text("cli.verify.path"))
    parser.add_argument("--terms", type=Path, metavar="TERMEN.txt", help=text("cli.terms"))
    parser.add_argument(
        "--original", type=Path, metavar="BESTAND", help=text("cli.verify.original")
    )
    parser.add_argument(
        "--certificate", type=Path, metavar="MAP", help=text("cli.verify.certificate")
    )
    parser.add_argument("--json", action="store_true", help=text("cli.json"))


def run_verify(options: argparse.Namespace) -> ExitCode:
    """Say what survived; exit code RESIDUE_FOUND when anything did.

    A term that cannot be looked for is no proof of anything: DONE_WITH_PROBLEMS then.
    """
    refuse_missing(options.path)
    if options.path.is_dir() and options.original:
        raise UsageError("verify_usage")
    terms = read_terms(options.terms) if options.terms else ()
    altered = ""
    with running_services() as services:
        if options.path.is_dir():
            verifications = _verify_package(services, options.path, terms)
            altered = _altered(options.path)
        else:
            verifications = (_verify_file(services, options, terms),)
        if options.certificate:
            _certify(services, verifications, options.certificate)
    leaks = bool(altered) or any(verification.has_leak for verification in verifications)
    unsure = bool(terms) and any(
        check.outcome is CheckOutcome.NOT_POSSIBLE
        for verification in verifications
        for check in verification.checks
    )
    if options.json:
        said = {"clean": not leaks, "altered": altered or None, "verifications": verifications}
        output.say_json(said)
    else:
        _tell(verifications)
        if altered:
            output.say("cli.verify.altered", name=altered)
        output.say(f"cli.verify.{_verdict(leaks, unsure)}")
    if leaks:
        return ExitCode.RESIDUE_FOUND
    return ExitCode.DONE_WITH_PROBLEMS if unsure else ExitCode.DONE


def _certify(services: Services, verifications: tuple[Verification, ...], folder: Path) -> None:
    """Write the certificate of what was checked; the folder is made when it is not there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise UsageError("target_unwritable", name=clean_name(str(folder))) from None
    request = CertificateRequest(
        verifications=verifications,
        seen=(),
        title="",
        made_at=services.clock.now(),
        folder=str(folder),
    )
    run_task(services, "certificate", request, CertificateResult, LIMIT_S)


def _verdict(leaks: bool, unsure: bool) -> str:
    if leaks:
        return "leak"
    return "unsure" if unsure else "clean"


def _verify_file(
    services: Services, options: argparse.Namespace, terms: tuple[str, ...]
) -> Verification:
    with private_folder() as folder:
        original = ""
        if options.original:
            prepare(services, options.original, folder)
            original = str(folder / PREPARED)
        request = VerifyRequest(
            path=str(reachable(options.path, folder, "bestand")),
            file_name=clean_name(options.path.name),
            marks=None,
            terms=terms,
            original_path=original,
        )
        return run_task(services, "verify", request, VerifyResult, LIMIT_S).verification


def _verify_package(
    services: Services, folder: Path, terms: tuple[str, ...]
) -> tuple[Verification, ...]:
    """Every file of the package; the folder of an export is entered at `publicatie/`."""
    root = _root(folder)
    request = VerifyFolderRequest(str(root), terms, ())
    found = list(
        run_task(services, "verify_folder", request, VerifyFolderResult, LIMIT_S).verifications
    )
    for path in sorted(root.rglob("*.pdf")):
        name = path.relative_to(root).as_posix()
        file_request = VerifyRequest(path=str(path), file_name=name, marks=None, terms=terms)
        result = run_task(services, "verify", file_request, VerifyResult, LIMIT_S)
        found.append(result.verification)
    return tuple(found)


def _root(folder: Path) -> Path:
    public = folder / package.PUBLIC
    return public if public.is_dir() else folder


def _altered(folder: Path) -> str:
    """The first file that is not what the manifest says, "" when there is none.

    A folder that looks like a package must have its manifest; another folder need not.
    """
    root = _root(folder)
    signs = (package.MANIFEST, package.BUNDLE, package.INVENTORY_CSV, package.INVENTORY_XLSX)
    if not any((root / name).exists() for name in signs):
        return ""
    try:
        package.check_package(root)
    except ResidueFound as error:
        return str(error.values["name"])
    return ""


def _tell(verifications: tuple[Verification, ...]) -> None:
    for verification in verifications:
        output.say("cli.verify.file", name=verification.file_name)
        output.say_lines(
            [
                text(
                    "cli.verify.check",
                    check=text(f"check.{check.check}"),
                    outcome=text(f"outcome.{check.outcome.value}"),
                    by=check.by,
                )
                for check in verification.checks
            ],
            limit=None,
        )
        output.say_lines(output.residue_lines(verification.residues), limit=None)
