"""The internal folder of an export: what stays with the public body and is never published."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.export import ExportResult, Trouble
from woo_desk.domain.ids import DocumentId
from woo_desk.texts import dutch_text as text

DOSSIER = "dossier.woodossier"
REDACTION_LOG = "lakkenlog.csv"
VERIFICATION = "verificatie.json"
REFUSED = "geweigerd"
"""Folder in `intern/` for the report of an export that the verifier refused."""


def write_internal(
    states: Sequence[DocumentState],
    result: ExportResult,
    folder: Path,
    fallbacks: Mapping[DocumentId, tuple[str, ...]],
) -> None:
    """Write redaction log and verification report."""
    folder.mkdir(parents=True, exist_ok=True)
    _write_log(states, folder / REDACTION_LOG)
    _write_verification(states, result, fallbacks, folder / VERIFICATION)


def _write_log(states: Sequence[DocumentState], path: Path) -> None:
    """One line per redaction: who, when, on what ground. Without the words that were removed."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        names = ("number", "page", "entity", "grounds", "origin", "by", "at", "note", "motivation")
        writer.writerow(text(f"redaction_log.{name}") for name in names)
        for state in states:
            types = {finding.id: finding.entity_type for finding in state.findings}
            for redaction in sorted(state.redactions, key=lambda r: (r.page_index, r.boxes[0].y0)):
                kind = types.get(redaction.finding_id) if redaction.finding_id else None
                writer.writerow(
                    (
                        state.document.printed_number,
                        redaction.page_index + 1,
                        text(f"entity.{kind.value}") if kind else "",
                        "; ".join(redaction.ground_codes),
                        text(f"origin.{redaction.origin.value}"),
                        redaction.confirmed_by,
                        redaction.confirmed_at.isoformat(timespec="seconds"),
                        redaction.note,
                        redaction.motivation,
                    )
                )


def _write_verification(
    states: Sequence[DocumentState],
    result: ExportResult,
    fallbacks: Mapping[DocumentId, tuple[str, ...]],
    path: Path,
) -> None:
    numbers = {state.document.id: state.document.printed_number for state in states}
    report = {
        "is_clean": not any(check.has_leak for check in result.verifications),
        "step": result.step,
        "held_back": [numbers[document_id] for document_id in result.held_back],
        "troubles": [_told(numbers[each.document_id], each) for each in result.troubles],
        "fallbacks": {numbers[key]: list(value) for key, value in fallbacks.items()},
        "fallbacks_told": {numbers[key]: _in_words(value) for key, value in fallbacks.items()},
        "verifications": result.verifications,
    }
    encoded = msgspec.json.encode(report, order="deterministic")
    path.write_bytes(msgspec.json.format(encoded, indent=1))


def _told(number: str, trouble: Trouble) -> dict[str, object]:
    said = text(f"error.{trouble.key}", **dict(trouble.values))
    return {"number": number, "key": trouble.key, "said": said, "residues": trouble.residues}


def _in_words(fallbacks: Sequence[str]) -> list[str]:
    """What could not be redacted as asked, page by page, as a person reads it."""
    keys = (fallback.partition(":") for fallback in fallbacks)
    return [text(f"fallback.{key}", page=page) for key, _, page in keys]
