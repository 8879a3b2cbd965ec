"""`woo-desk profile`: the organisation's profile, to show, to make and to put in place."""

from __future__ import annotations

import argparse
from pathlib import Path

from woo_desk.cli import output
from woo_desk.errors import ExitCode
from woo_desk.profile import current_profile, profile_places, read_profile
from woo_desk.texts import text
from woo_desk.usecases.profiles import (
    ALL,
    check_profile,
    fixable,
    import_profile,
    present_profile,
    profile_facts,
    write_profile,
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Show [--json], export FILE [--name N] [--fix NAME...], import FILE, check FILE."""
    parser.add_argument(
        "action",
        choices=("show", "export", "import", "check"),
        help=text("cli.profile.action"),
    )
    parser.add_argument(
        "file", type=Path, nargs="?", metavar="BESTAND", help=text("cli.profile.file")
    )
    parser.add_argument("--name", default="", metavar="NAAM", help=text("cli.profile.name"))
    parser.add_argument(
        "--fix",
        nargs="+",
        default=[],
        choices=[ALL, *fixable()],
        metavar="ONDERDEEL",
        help=text("cli.profile.fix", names=", ".join((ALL, *fixable()))),
    )
    parser.add_argument("--json", action="store_true", help=text("cli.json"))


def run_profile(options: argparse.Namespace) -> ExitCode:
    """Do what was asked; BAD_USAGE when the file is missing or wrong."""
    if options.action == "show":
        _show(as_json=options.json)
        return ExitCode.DONE
    if options.file is None:
        output.warn("cli.profile.file_needed")
        return ExitCode.BAD_USAGE
    if options.action == "export":
        fixed = fixable() if ALL in options.fix else options.fix
        write_profile(present_profile(options.name, fixed), options.file)
        output.say("cli.profile.exported", name=str(options.file))
    elif options.action == "import":
        output.say("cli.profile.imported", name=str(import_profile(options.file)))
    else:
        check_profile(read_profile(options.file))
        output.say("cli.profile.correct", name=options.file.name)
    return ExitCode.DONE


def _show(*, as_json: bool) -> None:
    profile = current_profile()
    check_profile(profile)
    if as_json:
        output.say_json(profile_facts(profile))
        return
    if profile.path is None:
        output.say("cli.profile.none")
        output.say_lines([str(path) for path in profile_places()])
        return
    output.say("cli.profile.holds", name=profile.name, path=str(profile.path))
    fixed = ", ".join(sorted(profile.fixed))
    output.say("cli.profile.fixed" if fixed else "cli.profile.nothing_fixed", names=fixed)
