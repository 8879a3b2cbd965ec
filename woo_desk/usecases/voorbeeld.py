"""The example dossier that ships with the program, and the decisions of its reviewer.

`resources/voorbeeld/` holds the documents; its `besluiten.toml` says in its header what it holds.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from woo_desk.domain.document import DatePrecision, Document
from woo_desk.domain.dossier import Dossier
from woo_desk.domain.geometry import Box
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import DocumentId, GroundCode
from woo_desk.domain.judgement import Judgement
from woo_desk.domain.redaction import RedactionOrigin
from woo_desk.domain.scope import ScopeOutcome, ScopeReason
from woo_desk.resources import resource_path
from woo_desk.texts import dutch_text as text
from woo_desk.usecases.batch import BatchReport, BatchRequest, redact_folder
from woo_desk.usecases.dossier import change_dossier, create_dossier
from woo_desk.usecases.editing import motivate
from woo_desk.usecases.flow import Flow
from woo_desk.usecases.ports import Clock
from woo_desk.usecases.review import add_redaction, mark_looked_at
from woo_desk.usecases.scope import decide_scope, override_judgement
from woo_desk.usecases.session import Session
from woo_desk.usecases.sweep import find_words, redact_places

REVIEWER = "voorbeeldbeoordelaar"
NOT_SOURCES = frozenset({"README.md", "waarheid.json", "besluiten.toml"})


def example_sources() -> tuple[Path, ...]:
    """The documents of the example, in order of name."""
    folder = resource_path("voorbeeld")
    return tuple(sorted(path for path in folder.iterdir() if path.name not in NOT_SOURCES))


def new_example_dossier(path: Path, *, user: str, clock: Clock) -> Session:
    """A dossier with the example's own fields, still without documents."""
    fields = _decisions()["dossier"]
    basis = LegalBasis(fields["basis"])
    session = create_dossier(path, fields["title"], basis, user=user, clock=clock)
    change_dossier(session, _dossier(session.dossier, fields))
    return session


def redact_example(target: Path, clock: Clock) -> Flow[BatchReport]:
    """From the example documents to a package, with the decisions of the example's reviewer."""
    fields = _decisions()["dossier"]
    request = BatchRequest(
        sources=example_sources(),
        target=target,
        basis=LegalBasis(fields["basis"]),
        title=fields["title"],
        user=REVIEWER,
    )
    return redact_folder(request, clock, apply_example_decisions)


def apply_example_decisions(session: Session) -> Flow[None]:
    """What detection cannot decide: scope, links, pages that were looked at, own redactions."""
    decisions = _decisions()
    change_dossier(session, _dossier(session.dossier, decisions["dossier"]))
    by_name = {document.source_name: document for document in session.file.documents()}
    # WHY: once the example is over five years old the law asks why (Woo art. 5.3).
    motivate(session, sorted(_codes_used(decisions)), text("example.motivation"))
    for entry in decisions["file"]:
        document = by_name[entry["name"]]
        _describe(session, document, entry)
        _decide(session, document.id, entry)
        for search in entry.get("search", ()):
            places = find_words(session, document.id, search["text"], _codes(search["grounds"]))
            yield from redact_places(session, places, RedactionOrigin.SEARCH)


@functools.cache
def _decisions() -> Mapping[str, Any]:
    return tomllib.loads((resource_path("voorbeeld") / "besluiten.toml").read_text("utf-8"))


def _dossier(dossier: Dossier, fields: Mapping[str, Any]) -> Dossier:
    return dataclasses.replace(
        dossier,
        title=fields["title"],
        organisation=fields["organisation"],
        inquiry_number=fields["inquiry_number"],
        scope_from=fields["scope_from"],
        scope_until=fields["scope_until"],
        scope_note=fields["scope_note"],
    )


def _describe(session: Session, document: Document, entry: Mapping[str, Any]) -> None:
    date: dt.date | None = entry.get("date", document.date)
    precision = DatePrecision(entry.get("date_precision", document.date_precision))
    new = dataclasses.replace(
        document,
        title=entry.get("title", document.title),
        kind=entry.get("kind", document.kind),
        date=None if precision is DatePrecision.UNKNOWN else date,
        date_precision=precision,
    )
    with session.step("describe_document") as tx:
        tx.put(new)


def _decide(session: Session, document_id: DocumentId, entry: Mapping[str, Any]) -> None:
    decide_scope(
        session,
        [document_id],
        ScopeOutcome(entry["outcome"]),
        ScopeReason(entry["reason"]),
        entry["note"],
    )
    if "public_link" in entry:
        override_judgement(
            session,
            [document_id],
            Judgement.ALREADY_PUBLIC,
            public_link=entry["public_link"],
            reason=entry["public_reason"],
        )
    if "looked_at" in entry:
        mark_looked_at(session, document_id, entry["looked_at"])
    for box in entry.get("box", ()):
        add_redaction(
            session,
            document_id,
            box["page_index"],
            (Box(*box["box"]),),
            _codes(box["grounds"]),
            text=box["text"],
        )


def _codes_used(decisions: Mapping[str, Any]) -> set[GroundCode]:
    """The grounds of everything that the reviewer of the example redacts."""
    parts = [
        part for e in decisions["file"] for key in ("search", "box") for part in e.get(key, ())
    ]
    return {GroundCode(code) for part in parts for code in part["grounds"]}


def _codes(codes: list[str]) -> tuple[GroundCode, ...]:
    return tuple(GroundCode(code) for code in codes)
