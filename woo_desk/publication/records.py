"""Writes what machines read of a publication, each form by choice, after its rules were checked."""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from woo_desk.domain.export import Format, PublishedFile
from woo_desk.publication import package
from woo_desk.publication.cells import write_csv
from woo_desk.publication.columns import changes_table
from woo_desk.publication.diwoo import write_diwoo
from woo_desk.publication.facts import Facts
from woo_desk.publication.format_checks import check_formats
from woo_desk.publication.manifest import published_file
from woo_desk.publication.page_map import page_map, write_page_map
from woo_desk.publication.platform_report import archive_names, report_rows, report_table
from woo_desk.publication.portals import (
    dossier_json,
    gpp_json,
    woogle_json,
    write_json,
)
from woo_desk.publication.report_rules import MAX_REPORT_BYTES
from woo_desk.publication.workbook import write_workbook

_DATE = (1980, 1, 1, 0, 0, 0)
"""WHY fixed: the same files give the same archive."""
_INVENTORIES = (
    (Format.INVENTORY_CSV, package.INVENTORY_CSV),
    (Format.INVENTORY_XLSX, package.INVENTORY_XLSX),
    (Format.INVENTORY_ODS, package.INVENTORY_ODS),
    (Format.INVENTORY_PDF, package.INVENTORY_PDF),
)


def write_records(
    facts: Facts, formats: Collection[Format], public: Path
) -> tuple[PublishedFile, ...]:
    """Write the chosen formats into the package; gives the files by their paths in it.

    Raises:
        ValueError: the facts do not agree with themselves, or a rule is broken that
            `check_formats` should have been asked about before.
    """
    if check_formats(facts, formats):
        msg = "a format that its receiver would refuse"
        raise ValueError(msg)
    written: list[Path] = []
    if Format.PAGE_MAP in formats and facts.parts:
        paths = public / package.PAGES_CSV, public / package.PAGES_JSON
        write_page_map(page_map(facts.parts, facts.volumes, facts.belongs_to), *paths)
        written += paths
    if facts.changes:
        written.append(public / package.CHANGES_CSV)
        write_csv(changes_table(facts.changes), written[-1])
    if Format.PLATFORM in formats:
        written += _write_platform(facts, public)
    if Format.DIWOO in formats:
        folder = public / package.DIWOO
        folder.mkdir()
        written += write_diwoo(facts, folder)
    for path, value in _jsons(facts, formats).items():
        written.append(public / path)
        write_json(value, written[-1])
    return tuple(published_file(path, path.relative_to(public).as_posix()) for path in written)


def _jsons(facts: Facts, formats: Collection[Format]) -> Mapping[str, object]:
    found: dict[str, object] = {}
    if Format.DOSSIER in formats:
        found[package.DOSSIER_JSON] = dossier_json(facts)
    if Format.GPP in formats:
        found[package.GPP_JSON] = gpp_json(facts)
    if Format.WOOGLE in formats:
        inventory = next((name for choice, name in _INVENTORIES if choice in formats), "")
        found[package.WOOGLE_JSON] = woogle_json(facts, inventory)
    return found


def _write_platform(facts: Facts, public: Path) -> Sequence[Path]:
    report, archive = public / package.REPORT, public / package.ARCHIVE
    report.parent.mkdir()
    write_workbook([report_table(report_rows(facts))], report, facts.title)
    if report.stat().st_size > MAX_REPORT_BYTES:
        msg = "a productierapport over the upload limit"
        raise ValueError(msg)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as target:
        for path, name in archive_names(facts).items():
            entry = zipfile.ZipInfo(name, _DATE)
            source = public / path
            entry.file_size = source.stat().st_size
            with source.open("rb") as stream, target.open(entry, "w") as goal:
                while block := stream.read(1 << 20):
                    goal.write(block)
    return (report, archive)
