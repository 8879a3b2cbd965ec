"""`--always FILE` and `--never FILE`: lists of the user on the command line."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from woo_desk.cli import output
from woo_desk.domain.list_entry import ListEntry, ListKind, ListScope, conflicts_between
from woo_desk.texts import text
from woo_desk.usecases.list_files import read_entries
from woo_desk.usecases.lists import Lists, organisation_lists, sentence_of


def add_list_options(parser: argparse.ArgumentParser) -> None:
    """[--always FILE]... [--never FILE]..."""
    for kind in ListKind:
        parser.add_argument(
            f"--{kind.value}",
            action="append",
            default=[],
            type=Path,
            metavar="CSV",
            help=text(f"cli.list.{kind.value}"),
        )


def own_entries(options: argparse.Namespace) -> tuple[ListEntry, ...]:
    """The entries of the files that were named; UsageError tells what is wrong with one."""
    return tuple(
        entry
        for kind in ListKind
        for path in getattr(options, kind.value)
        for entry in read_entries(path, kind, ListScope.DOSSIER)
    )


def lists_from(options: argparse.Namespace) -> Lists:
    """The same together with the organisation's lists."""
    shared = organisation_lists()
    entries = (*own_entries(options), *shared.entries)
    sentences = [sentence_of(conflict) for conflict in conflicts_between(entries)]
    output.say_lines(sentences, stream=sys.stderr)
    return Lists(entries, shared.holders)
