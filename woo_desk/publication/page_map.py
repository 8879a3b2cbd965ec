"""Which page of the bundle is which page of which document: both ways, as csv and as JSON.

The Kamer asks by page of the bundle, who made a document thinks in its own pages (shared domain
study, R42). Every number of the bundle stands here exactly once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from woo_desk.domain.export import BundlePart, PartKind
from woo_desk.domain.table import Table, TableColumn
from woo_desk.publication.cells import write_csv
from woo_desk.publication.facts import Volume
from woo_desk.texts import dutch_text as text

FORMAT = "woo-desk-pages/1"


class MappedPage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One page of the bundle."""

    page: int
    """As printed."""
    file: str
    """Of the volume, relative to the package."""
    sheet: int
    """1-based page of that file, its cover and inventory counted."""
    number: str
    """Printed number of the document."""
    annex: str
    document_page: int | None
    """1-based; None where no page of a document stands."""
    kind: str
    """Value of PartKind."""


class MappedDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One part of the bundle."""

    number: str
    annex: str
    kind: str
    volume: int
    first_page: int
    last_page: int
    refers_to: str


class PageMap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that `bladzijden.json` says."""

    format: str
    documents: tuple[MappedDocument, ...]
    pages: tuple[MappedPage, ...]
    belongs_to: str = ""
    """What the annexes belong to; "" where they are annexes of nothing else."""


@dataclass(frozen=True, slots=True)
class _Sheets:
    """Next page of each volume's file."""

    used: dict[int, int]

    def take(self, volume: int) -> int:
        self.used[volume] += 1
        return self.used[volume]


def page_map(
    parts: Sequence[BundlePart], volumes: Sequence[Volume], belongs_to: str = ""
) -> PageMap:
    """The map of a bundle; ValueError for a part in a volume that was not written."""
    files = {volume.number: volume.file.path for volume in volumes}
    if not {part.volume for part in parts} <= set(files):
        msg = "a part of the bundle lies in no volume"
        raise ValueError(msg)
    sheets = _Sheets({volume.number: volume.front_pages for volume in volumes})
    return PageMap(
        FORMAT,
        tuple(
            MappedDocument(
                part.printed_number,
                part.annex,
                part.kind.value,
                part.volume,
                part.first_page,
                part.last_page,
                part.refers_to,
            )
            for part in parts
        ),
        tuple(page for part in parts for page in _pages(part, files[part.volume], sheets)),
        belongs_to,
    )


def _pages(part: BundlePart, file: str, sheets: _Sheets) -> Iterator[MappedPage]:
    is_document = part.kind is PartKind.DOCUMENT
    sheet = 0
    for page in range(part.first_page, part.last_page + 1):
        if is_document or not sheet:  # one page stands for all numbers of what is not there
            sheet = sheets.take(part.volume)
        yield MappedPage(
            page,
            file,
            sheet,
            part.printed_number,
            part.annex,
            page - part.first_page + 1 if is_document else None,
            part.kind.value,
        )


def write_page_map(found: PageMap, csv_path: Path, json_path: Path) -> None:
    """Write both forms; existing files are replaced."""
    keys = ("page", "number", "annex", "document_page", "file", "sheet_number", "kind")
    table = Table(
        text("page_map.sheet"),
        (
            *(TableColumn(text(f"page_map.{key}"), 12) for key in keys),
            TableColumn(text("bundle.belongs"), 24),
        ),
        [
            (
                str(page.page),
                page.number,
                page.annex,
                "" if page.document_page is None else str(page.document_page),
                page.file,
                str(page.sheet),
                text(f"bundle.part.{page.kind}"),
                found.belongs_to,
            )
            for page in found.pages
        ],
    )
    write_csv(table, csv_path)
    json_path.write_bytes(msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n")


def read_page_map(path: Path) -> PageMap | None:
    """The map that a package holds; None when there is none of this format."""
    try:
        found = msgspec.json.decode(path.read_bytes(), type=PageMap)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return found if found.format == FORMAT else None
