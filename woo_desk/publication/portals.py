"""The dossier as JSON: for the GPP, for Woogle, for the platform, and as a whole.

Nothing is sent: the files are for whoever uploads. Sources: GPP-Woo/GPP-publicatiebank, API 2.1.0,
`src/woo_publications/api/openapi.yaml` at c4f3221c (ConceptPublicationWrite, DocumentCreateShared);
wooverheid/WoogleDocumentatie, `SPEC API/README.md` and `SPEC MetadataSchema/valid_scheme.json` at
88740f4c and 6f677f9f; fields of a dossier of the platform: the shared study
`inventory_columns.json`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import msgspec

from woo_desk.domain.inventory import InventoryEntry
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.publication.facts import Facts, Problem, decision_type
from woo_desk.publication.tooi import (
    CATEGORIES,
    ORGANISATIONS,
    category_uuid,
    document_kind,
    value_list,
)
from woo_desk.texts import dutch_text as text

DOSSIER_FORMAT = "woo-desk-dossier/1"
_MAX_TITLE = 255
_MAX_MARK = 40
_SOURCE = "Woo Desk"
_WOO_DOSSIER = "2i"
"""Woogle's type of a decision on a request (Woo art. 3.3 lid 2 onder i)."""

Json = Mapping[str, object]


def check_gpp(facts: Facts) -> tuple[Problem, ...]:
    """What the publicatiebank would refuse."""
    problems = []
    if facts.settings.category not in value_list(CATEGORIES):
        problems.append(Problem("category"))
    if len(facts.title) > _MAX_TITLE or not facts.title:
        problems.append(Problem("title_length", values={"maximum": _MAX_TITLE}))
    for entry in facts.published:
        if len(_title(entry)) > _MAX_TITLE:
            values = {"maximum": _MAX_TITLE}
            problems.append(Problem("document_length", entry.printed_number, "Document", values))
        if not (entry.date_text or facts.settings.decision_day):
            problems.append(Problem("day_missing", entry.printed_number, "Datum"))
    return tuple(problems)


def check_woogle(facts: Facts) -> tuple[Problem, ...]:
    """What Woogle's check would refuse: a publisher is named by its TOOI code."""
    problems = []
    if facts.settings.publisher not in value_list(ORGANISATIONS):
        problems.append(Problem("publisher"))
    if facts.settings.decision_day is None:
        problems.append(Problem("decision_day"))
    return tuple(problems)


def gpp_json(facts: Facts) -> Json:
    """A publication in the state "concept", and its documents, as the API takes them one by one.

    Organisations have a uuid of their own in every publicatiebank: publisher and the like are
    therefore named beside it, by their TOOI identifiers, for who uploads to choose.
    """
    settings = facts.settings
    day = settings.decision_day
    return {
        "publicatie": {
            "publicatiestatus": "concept",
            "officieleTitel": facts.title,
            "verkorteTitel": "",
            "omschrijving": facts.summary,
            "informatieCategorieen": [category_uuid(settings.category)],
            "kenmerken": [_mark(settings.dossier_number or facts.case_number)]
            if settings.dossier_number or facts.case_number
            else [],
            "datumBeginGeldigheid": None,
            "datumEindeGeldigheid": None,
        },
        "documenten": [
            {
                "officieleTitel": _title(entry),
                "omschrijving": entry.remark,
                "creatiedatum": entry.date_text or (day.isoformat() if day else None),
                "kenmerken": [_mark(entry.printed_number)],
                "bestandsnaam": PurePosixPath(entry.file_name).name,
                "bestandsformaat": "application/pdf",
                "bestandsomvang": entry.bytes,
                "aanleveringBestand": "ontvangen",
            }
            for entry in facts.published
        ],
        "tooi": {
            "publisher": settings.publisher,
            "verantwoordelijke": settings.responsible or settings.publisher,
            "opsteller": settings.author,
            "informatieCategorieen": [settings.category],
        },
    }


def _mark(value: str) -> Json:
    return {"kenmerk": value[:_MAX_MARK], "bron": _SOURCE}


def woogle_json(facts: Facts, inventory: str) -> list[Json]:
    """A list of one dossier, each document with its address and what the inventory says of it.

    Args:
        facts: of the publication.
        inventory: path of the inventory list in the package; "" when none is written.
    """
    settings = facts.settings
    base = settings.base_address
    said: dict[str, object] = {
        "dc_title": facts.title,
        "dc_description": facts.summary,
        "dc_publisher": settings.publisher.rpartition("/")[2],
        "dc_type": _WOO_DOSSIER,
        "foi_requestText": facts.request_text,
    }
    for key, day in (
        ("foi_requestDate", settings.request_day),
        ("foi_decisionDate", settings.decision_day),
        ("foi_publishedDate", settings.publication_day),
    ):
        if day is not None:
            said[key] = day.isoformat()
    files: dict[str, object] = {
        "foi_documenten": [
            _filled(
                {
                    "dc_title": _title(entry),
                    "dc_source": entry.public_link or f"{base}{entry.file_name}",
                    "foi_url_on_web": "True",
                    "dc_description": entry.remark,
                    "foi_sentDate": entry.date_text,
                    "foi_documentType": entry.kind,
                    "foi_valuation": text(f"judgement.{entry.judgement.value}"),
                    "foi_groundsOfRefusal": "; ".join(entry.ground_codes),
                }
            )
            for entry in facts.entries
            if entry.judgement is not None and (entry.file_name or entry.public_link)
        ]
    }
    if inventory:
        files["foi_inventaris"] = {
            "dc_title": text("inventory.sheet"),
            "dc_source": f"{base}{inventory}",
            "foi_url_on_web": "True",
        }
    return [{**_filled(said), "foi_files": files}]


def _filled(values: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in values.items() if value != ""}


def dossier_json(facts: Facts) -> Json:
    """The dossier with all its documents, and the fields that the platform asks for."""
    settings = facts.settings
    return {
        "format": DOSSIER_FORMAT,
        "version": facts.version,
        "title": facts.title,
        "basis": facts.basis.value,
        "organisation": facts.organisation,
        "dossierNumber": settings.dossier_number,
        "documentPrefix": settings.prefix,
        "inquiryNumber": settings.case_number or facts.case_number,
        "summary": facts.summary,
        "decision": decision_type(facts.entries),
        "publicationReason": "woo_request",
        "requestDate": settings.request_day,
        "decisionDate": settings.decision_day,
        "previewDate": settings.provision_day,
        "publicationDate": settings.publication_day,
        "publisher": settings.publisher,
        "responsible": settings.responsible or settings.publisher,
        "informationCategory": settings.category,
        "themes": settings.themes,
        "baseAddress": settings.base_address,
        "annexesBelongTo": facts.belongs_to,
        "bundle": [
            {"file": volume.file.path, "volume": volume.number, "pages": volume.file.pages}
            for volume in facts.volumes
        ],
        "documents": [_document(entry, facts) for entry in facts.entries if _is_told(entry)],
        "changes": facts.changes,
    }


def _is_told(entry: InventoryEntry) -> bool:
    return entry.outcome is not ScopeOutcome.OUT_OF_SCOPE


def _document(entry: InventoryEntry, facts: Facts) -> Json:
    return {
        "id": entry.printed_number,
        "title": entry.title,
        "date": entry.date_text or None,
        "kind": entry.kind,
        "documentsoort": document_kind(entry.kind, facts.settings) or None,
        "reference": entry.reference,
        "judgement": entry.judgement,
        "outcome": entry.outcome,
        "grounds": entry.ground_codes,
        "remark": entry.remark,
        "link": entry.public_link,
        "publicSince": entry.public_since or None,
        "publicHash": entry.public_sha256 or None,
        "file": entry.file_name,
        "pages": entry.page_count,
        "annex": entry.annex,
        "bundleFirst": entry.bundle_first,
        "bundleLast": entry.bundle_last,
        "volume": entry.volume,
        "familyId": entry.family,
        "threadId": entry.thread,
        "refersTo": entry.related,
        "isSuspended": entry.suspended,
        "redactions": entry.redactions,
        "sha256": entry.sha256,
    }


def _title(entry: InventoryEntry) -> str:
    return entry.title or text("platform.document", number=entry.printed_number)


def write_json(value: object, path: Path) -> None:
    """Write JSON as people can read it; an existing file is replaced."""
    path.write_bytes(msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n")
