"""`woo-desk publication`: what is told to receivers, what went out, and what is taken back."""

from __future__ import annotations

import argparse
import dataclasses
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from woo_desk.app import user_name
from woo_desk.cli import output
from woo_desk.cli.care import add_password_option, unlock_if_needed
from woo_desk.domain.export import (
    BoxStyle,
    DuplicatesInBundle,
    ExportProfile,
    Format,
)
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.publication import ChangeKind, ChangeReason, PublicationSettings
from woo_desk.errors import ExitCode, UsageError
from woo_desk.texts import text
from woo_desk.usecases.dossier import open_dossier
from woo_desk.usecases.names import clean_name
from woo_desk.usecases.profiles import held_to, parse_formats
from woo_desk.usecases.publication import (
    change_publication_settings,
    change_published,
    publication_settings,
    publications,
    record_publication,
)
from woo_desk.usecases.session import Session, SystemClock

_MEGABYTE = 1_000_000


def add_options(parser: argparse.ArgumentParser) -> None:
    """DOSSIER [--settings FILE.toml] [--published | --withdraw NR... | --correct NR...]."""
    parser.add_argument("dossier", type=Path, metavar="DOSSIER", help=text("cli.dossier"))
    add_settings_option(parser)
    action = parser.add_mutually_exclusive_group()
    action.add_argument("--published", action="store_true", help=text("cli.publication.published"))
    action.add_argument(
        "--withdraw", nargs="+", default=[], metavar="NR", help=text("cli.publication.withdraw")
    )
    action.add_argument(
        "--correct", nargs="+", default=[], metavar="NR", help=text("cli.publication.correct")
    )
    parser.add_argument(
        "--reason",
        choices=[reason.value for reason in ChangeReason],
        help=text("cli.publication.reason"),
    )
    parser.add_argument("--note", default="", help=text("cli.publication.note"))
    parser.add_argument("--json", action="store_true", help=text("cli.json"))
    add_password_option(parser)


def add_settings_option(parser: argparse.ArgumentParser) -> None:
    """--settings FILE.toml: the fields of PublicationSettings."""
    parser.add_argument(
        "--settings", type=Path, metavar="GEGEVENS.toml", help=text("cli.publication.settings")
    )


def add_profile_options(parser: argparse.ArgumentParser) -> None:
    """What an export writes (formats, register, duplicates, volumes), and who has looked."""
    parser.add_argument("--acknowledge", default="", metavar="REDEN", help=text("cli.acknowledge"))
    names = "; ".join(f"{choice.value}: {text(f'format.{choice.value}')}" for choice in Format)
    parser.add_argument(
        "--formats", default="", metavar="LIJST", help=text("cli.formats", names=names)
    )
    parser.add_argument(
        "--style", choices=[style.value for style in BoxStyle], help=text("cli.style")
    )
    parser.add_argument("--register", action="store_true", default=None, help=text("cli.register"))
    parser.add_argument(
        "--duplicates",
        choices=[choice.value for choice in DuplicatesInBundle],
        help="; ".join(
            f"{choice.value}: {text(f'duplicates.{choice.value}')}" for choice in DuplicatesInBundle
        ),
    )
    parser.add_argument("--volume-pages", type=int, help=text("cli.volume_pages"))
    parser.add_argument("--volume-mb", type=int, help=text("cli.volume_mb"))


def read_profile(
    options: argparse.Namespace, usual: ExportProfile, basis: LegalBasis | None = None
) -> ExportProfile:
    """The usual choices with what the options say in their place; held to what is fixed.

    UsageError for a format that does not exist.
    """
    pages, megabytes = options.volume_pages, options.volume_mb
    if any(number is not None and number < 1 for number in (pages, megabytes)):
        raise UsageError("volume_usage")
    said: dict[str, Any] = {
        "box_style": BoxStyle(options.style) if options.style else None,
        "acknowledge": options.acknowledge.strip() or None,
        "formats": parse_formats(options.formats, basis) if options.formats else None,
        "register_apart": options.register,
        "duplicates": DuplicatesInBundle(options.duplicates) if options.duplicates else None,
        "volume_pages": pages,
        "volume_bytes": None if megabytes is None else megabytes * _MEGABYTE,
    }
    chosen = {name: value for name, value in said.items() if value is not None}
    return held_to(dataclasses.replace(usual, **chosen))


def read_settings(path: Path) -> PublicationSettings:
    """Fields of PublicationSettings from a TOML file; UsageError for anything else in it."""
    try:
        table = tomllib.loads(path.read_text("utf-8-sig"))
        known = {field.name for field in dataclasses.fields(PublicationSettings)}
        if not set(table) <= known:
            raise UsageError("settings_unreadable", name=clean_name(str(path)))
        return msgspec.convert(table, PublicationSettings)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError):
        raise UsageError("settings_unreadable", name=clean_name(str(path))) from None


def run_publication(options: argparse.Namespace) -> ExitCode:
    """Change or show what is recorded of the publication."""
    numbers = [*options.withdraw, *options.correct]
    if bool(numbers) != bool(options.reason):
        raise UsageError("reason_usage")
    settings = read_settings(options.settings) if options.settings else None
    is_change = bool(settings or options.published or numbers)
    unlock_if_needed(options)
    session = open_dossier(
        options.dossier, user=user_name(), clock=SystemClock(), read_only=not is_change
    )
    with session.file:
        if settings is not None:
            change_publication_settings(session, settings)
        if options.published:
            record_publication(session)
        if numbers:
            kind = ChangeKind.WITHDRAWN if options.withdraw else ChangeKind.CORRECTED
            reason = ChangeReason(options.reason)
            change_published(session, _ids(session, numbers), kind, reason, options.note)
        _tell(session, as_json=options.json)
    return ExitCode.DONE


def _ids(session: Session, numbers: Sequence[str]) -> list[DocumentId]:
    by_number = {document.number: document.id for document in session.file.documents()}
    try:
        return [by_number[int(number)] for number in numbers]
    except (KeyError, ValueError):
        raise UsageError("no_such_document", numbers=", ".join(numbers)) from None


def _tell(session: Session, *, as_json: bool) -> None:
    versions = publications(session)
    if as_json:
        settings = publication_settings(session)
        output.say_json({"settings": settings, "versions": versions})
        return
    for found in versions:
        output.say(
            "cli.publication.version",
            version=found.version,
            day=found.at.date().isoformat(),
            count=sum(part.sha256 is not None for part in found.parts),
        )
    if not versions:
        output.say("cli.publication.none")
