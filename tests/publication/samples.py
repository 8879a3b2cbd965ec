"""Rows of an inventory list for tests."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterator

from woo_desk.domain.ids import DocumentId, GroundCode
from woo_desk.domain.inventory import InventoryEntry
from woo_desk.domain.judgement import Judgement
from woo_desk.domain.scope import ScopeOutcome, ScopeReason

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
