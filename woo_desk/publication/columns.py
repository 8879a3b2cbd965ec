"""Columns of the inventory list: which there are is data, what stands in one is decided here.

From these come the tables that every format is written from, so that they cannot differ.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from woo_desk.domain.inventory import InventoryEntry
from woo_desk.domain.publication import ChangeLine
from woo_desk.domain.scope import ScopeOutcome, ScopeReason
from woo_desk.domain.table import Table, TableColumn
from woo_desk.resources import resource_path
from woo_desk.texts import dutch_text as text

GROUND_SEPARATOR = "; "


@dataclass(frozen=True, slots=True)
class Column:
    """One column as in `resources/inventory.toml`."""

    heading: str
    field: str
    width: int
    """In characters."""
    printed: int = 0
    """Share of the width of a printed page; 0 for what is for machines alone."""

    def cell(self, entry: InventoryEntry) -> str:
        """What stands in this column in the row of the entry."""
        return _FIELDS[self.field](entry)


@functools.cache
def load_columns() -> tuple[Column, ...]:
    """The columns in order; ValueError for a field that does not exist or a heading used twice."""
    tables = tomllib.loads(resource_path("inventory.toml").read_text("utf-8"))["column"]
    columns = tuple(Column(**table) for table in tables)
    if not {column.field for column in columns} <= set(_FIELDS):
        msg = "inventory.toml names a field that does not exist"
        raise ValueError(msg)
    if len({column.heading for column in columns}) != len(columns):
        msg = "inventory.toml uses a heading twice"
        raise ValueError(msg)
    return columns


def inventory_tables(
    entries: Sequence[InventoryEntry], changes: Sequence[ChangeLine], *, register_apart: bool
) -> tuple[Table, ...]:
    """The inventory, and where there are any: the register of what is out of scope, the changes.

    Args:
        entries: rows in order.
        changes: to what was published earlier.
        register_apart: whether what is out of scope is a table of its own.
    """
    apart = register_of(entries) if register_apart else ()
    listed = [entry for entry in entries if not (register_apart and _is_out(entry))]
    tables = [_table("inventory.sheet", listed)]
    if apart:
        tables.append(_table("inventory.register", apart))
    if changes:
        tables.append(changes_table(changes))
    return tuple(tables)


def register_of(entries: Sequence[InventoryEntry]) -> tuple[InventoryEntry, ...]:
    """The rows that go into the register of what is out of scope."""
    return tuple(filter(_is_out, entries))


def _remark(entry: InventoryEntry) -> str:
    """What was said of a document, and since when and as which file it is public elsewhere."""
    since, digest = entry.public_since, entry.public_sha256
    told = (
        entry.remark,
        text("inventory.public_since", day=since) if since else "",
        text("inventory.public_hash", sha256=digest) if digest else "",
    )
    return "; ".join(filter(None, told))


def changes_table(changes: Sequence[ChangeLine]) -> Table:
    """Corrections and withdrawals, with both digests."""
    keys = ("version", "day", "number", "annex", "change", "reason", "note", "old", "new")
    widths = (8, 11, 8, 8, 14, 34, 40, 66, 66)
    printed = (5, 8, 6, 6, 10, 18, 22, 16, 16)
    return Table(
        text("inventory.changes"),
        tuple(
            TableColumn(text(f"inventory.change.{key}"), width, share)
            for key, width, share in zip(keys, widths, printed, strict=True)
        ),
        [
            (
                str(line.version),
                line.day.isoformat(),
                line.printed_number,
                line.annex,
                text(f"change.{line.kind.value}"),
                text(f"change_reason.{line.reason.value}"),
                line.note,
                line.old_sha256,
                line.new_sha256,
            )
            for line in changes
        ],
    )


def _table(name: str, entries: Sequence[InventoryEntry]) -> Table:
    columns = load_columns()
    belongs_to = next((entry.belongs_to for entry in entries if entry.belongs_to), "")
    return Table(
        text(name),
        tuple(TableColumn(column.heading, column.width, column.printed) for column in columns),
        [tuple(column.cell(entry) for column in columns) for entry in entries],
        note=text("bundle.belongs_to", what=belongs_to) if belongs_to else "",
    )


def _is_out(entry: InventoryEntry) -> bool:
    return entry.outcome is ScopeOutcome.OUT_OF_SCOPE


def _judgement(entry: InventoryEntry) -> str:
    """Beoordeling. A document that was left out was not judged: the list says so instead.

    The four judgements are those of the receiving platform; the others are for people.
    """
    if entry.outcome in (ScopeOutcome.OUT_OF_SCOPE, ScopeOutcome.DUPLICATE):
        return text(f"scope.{entry.outcome.value}")
    if entry.judgement is None:
        return text("inventory.not_judged")
    judgement = text(f"judgement.{entry.judgement.value}")
    return text("inventory.withdrawn", judgement=judgement) if entry.is_withdrawn else judgement


def _reason(entry: InventoryEntry) -> str:
    if entry.reason is ScopeReason.NONE or entry.outcome is ScopeOutcome.IN_SCOPE:
        return ""
    return text(f"scope_reason.{entry.reason.value}")


def _reviewed(entry: InventoryEntry) -> str:
    if entry.judgement is None:
        return ""
    return text("inventory.reviewed" if entry.reviewed_by_person else "inventory.not_reviewed")


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


_FIELDS: Mapping[str, Callable[[InventoryEntry], str]] = {
    "number": lambda entry: entry.printed_number,
    "title": lambda entry: entry.title,
    "date": lambda entry: entry.date_text or text("inventory.unknown_date"),
    "kind": lambda entry: entry.kind,
    "reference": lambda entry: entry.reference,
    "judgement": _judgement,
    "grounds": lambda entry: GROUND_SEPARATOR.join(entry.ground_codes),
    "reason": _reason,
    "remark": lambda entry: _remark(entry),
    "public_link": lambda entry: entry.public_link,
    "duplicate_of": lambda entry: entry.duplicate_of,
    "file_name": lambda entry: entry.file_name,
    "page_count": lambda entry: _number(entry.page_count or None),
    "bundle_first": lambda entry: _number(entry.bundle_first),
    "bundle_last": lambda entry: _number(entry.bundle_last),
    "reviewed": _reviewed,
    "sha256": lambda entry: entry.sha256,
    "annex": lambda entry: entry.annex,
    "belongs_to": lambda entry: entry.belongs_to,
    "volume": lambda entry: _number(entry.volume),
    "basis": lambda entry: text(f"legal_basis.{entry.basis}") if entry.basis else "",
    "family": lambda entry: _number(entry.family),
    "thread": lambda entry: _number(entry.thread),
    "related": lambda entry: GROUND_SEPARATOR.join(entry.related),
    "suspended": lambda entry: text("inventory.yes") if entry.suspended else "",
    "redactions": lambda entry: _number(entry.redactions if entry.file_name else None),
}
