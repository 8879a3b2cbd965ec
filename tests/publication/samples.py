"""Rows of an inventory list for tests."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from woo_desk.domain.export import BundlePart, PublishedFile
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import DocumentId, GroundCode, Sha256
from woo_desk.domain.inventory import InventoryEntry
from woo_desk.domain.judgement import Judgement
from woo_desk.domain.publication import (
    ChangeKind,
    ChangeLine,
    ChangeReason,
    PublicationSettings,
)
from woo_desk.domain.scope import ScopeOutcome, ScopeReason
from woo_desk.publication import cells
from woo_desk.publication.columns import inventory_tables
from woo_desk.publication.facts import Facts, Volume
from woo_desk.publication.manifest import published_file
from woo_desk.publication.workbook import write_workbook

ENTRY = InventoryEntry(
    document_id=DocumentId("a"),
    printed_number="0001",
    title="Nota over de nareis van gezinsleden",
    date_text="2022-05-09",
    kind="nota",
    reference="3941234",
    judgement=Judgement.PARTIAL_PUBLIC,
    outcome=ScopeOutcome.IN_SCOPE,
    reason=ScopeReason.NONE,
    ground_codes=(GroundCode("5.1.2e"), GroundCode("5.1.2i")),
    remark="",
    public_link="",
    duplicate_of="",
    file_name="documenten/0001.pdf",
    page_count=3,
    bundle_first=1,
    bundle_last=3,
    reviewed_by_person=True,
    sha256="0f" * 32,
    annex="1",
    volume=1,
    basis="woo",
    source_type="pdf",
    redactions=4,
    bytes=2048,
)

LEFT_OUT = dataclasses.replace(
    ENTRY,
    printed_number="0002",
    date_text="",
    judgement=Judgement.NOT_PUBLIC,
    outcome=ScopeOutcome.OUT_OF_SCOPE,
    reason=ScopeReason.PERIOD,
    ground_codes=(),
    remark="Van na de gevraagde periode",
    file_name="",
    bundle_first=None,
    bundle_last=None,
    sha256="",
    annex="",
    volume=None,
    redactions=0,
    bytes=0,
)

HELD_BACK = dataclasses.replace(
    LEFT_OUT,
    printed_number="0003",
    judgement=None,
    outcome=None,
    reason=ScopeReason.NONE,
    reviewed_by_person=False,
    remark="",
    page_count=0,
)


def many(count: int) -> Iterator[InventoryEntry]:
    """Rows of the length that they have in practice, each with a title and digest of its own."""
    for number in range(1, count + 1):
        digest = hashlib.sha256(str(number).encode()).hexdigest()
        yield dataclasses.replace(
            ENTRY,
            printed_number=f"{number:04d}",
            title=f"E-mail met bijlage over de uitvoering van de maatregel, deel {number}",
            remark="De namen van ambtenaren zijn gelakt." if number % 3 else "",
            file_name=f"documenten/{number:04d}.pdf",
            sha256=digest,
        )


DUPLICATE = dataclasses.replace(
    LEFT_OUT,
    printed_number="0004",
    title="Nota over de nareis van gezinsleden (kopie)",
    outcome=ScopeOutcome.DUPLICATE,
    reason=ScopeReason.DUPLICATE,
    remark="",
    duplicate_of="0001",
    related=("0001",),
)

PUBLISHED_BEFORE = dataclasses.replace(
    LEFT_OUT,
    printed_number="0005",
    title="Kamerbrief over de uitvoering",
    kind="Kamerbrief",
    judgement=Judgement.ALREADY_PUBLIC,
    outcome=ScopeOutcome.IN_SCOPE,
    reason=ScopeReason.NONE,
    remark="",
    public_link="https://www.rijksoverheid.nl/documenten/kamerstukken/2022/06/03/brief",
)

REFUSED = dataclasses.replace(
    PUBLISHED_BEFORE,
    printed_number="0006",
    judgement=Judgement.NOT_PUBLIC,
    ground_codes=(GroundCode("5.2"),),
    public_link="",
    remark="Bestemd voor intern beraad.",
)

MAIL = dataclasses.replace(
    ENTRY,
    document_id=DocumentId("g"),
    printed_number="0007",
    title="E-mail over de cijfers",
    kind="e-mail",
    source_type="mail",
    date_text="",
    judgement=Judgement.PUBLIC,
    ground_codes=(),
    redactions=0,
    file_name="documenten/0007.pdf",
    page_count=2,
    bundle_first=4,
    bundle_last=5,
    annex="2",
    family=7,
    thread=7,
    sha256="1e" * 32,
)

SETTINGS = PublicationSettings(
    publisher="https://identifier.overheid.nl/tooi/id/ministerie/mnre1162",
    author="https://identifier.overheid.nl/tooi/id/oorg/oorg10222",
    themes=("https://identifier.overheid.nl/tooi/def/thes/top/c_399f194b",),
    base_address="https://open.voorbeeld.nl/nareis/",
    matter="2026-01",
    prefix="MINAENM",
    dossier_number="woo-2026-nareis",
    summary="Documenten over nareis.",
    request_text="Alle stukken over nareis.",
    request_day=dt.date(2026, 3, 2),
    decision_day=dt.date(2026, 6, 26),
)

CHANGE = ChangeLine(
    2,
    "0001",
    "1",
    ChangeKind.CORRECTED,
    ChangeReason.PRIVACY,
    "Een naam is alsnog gelakt.",
    dt.date(2026, 7, 1),
    "0e" * 32,
    "0f" * 32,
)


def facts(**changes: object) -> Facts:
    """A publication with every kind of row."""
    parts = (
        BundlePart(DocumentId("a"), "0001", 1, 3, "1"),
        BundlePart(DocumentId("g"), "0007", 4, 5, "2"),
    )
    bundle = PublishedFile("bundel.pdf", Sha256("aa" * 32), 4096, 7)
    usual = Facts(
        title="Nareis op nareis",
        basis=LegalBasis.WOO,
        organisation="Ministerie van Asiel en Migratie",
        case_number="WOO-2026-001",
        summary=SETTINGS.summary,
        request_text=SETTINGS.request_text,
        settings=SETTINGS,
        entries=(ENTRY, LEFT_OUT, HELD_BACK, DUPLICATE, PUBLISHED_BEFORE, REFUSED, MAIL),
        today=dt.date(2026, 11, 22),
        version=2,
        parts=parts,
        volumes=(Volume(bundle, 1, 2),),
        changes=(CHANGE,),
    )
    return dataclasses.replace(usual, **changes)  # type: ignore[arg-type]  # per case


def write_xlsx(entries: Iterable[InventoryEntry], path: Path, title: str) -> None:
    """The list as a workbook of one sheet."""
    tables = inventory_tables(tuple(entries), (), register_apart=False)
    write_workbook(tables, path, title)


def write_csv(entries: Iterable[InventoryEntry], path: Path) -> None:
    """The list as csv."""
    cells.write_csv(inventory_tables(tuple(entries), (), register_apart=False)[0], path)


def write_inventory(
    entries: Iterable[InventoryEntry], title: str, xlsx_path: Path, csv_path: Path
) -> tuple[PublishedFile, PublishedFile]:
    """Both forms."""
    entries = tuple(entries)
    write_xlsx(entries, xlsx_path, title)
    write_csv(entries, csv_path)
    return published_file(xlsx_path, xlsx_path.name), published_file(csv_path, csv_path.name)
