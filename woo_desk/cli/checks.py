"""`woo-desk status --checks`: the list of checks before export, as the window has it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from woo_desk.app import user_name
from woo_desk.cli import output
from woo_desk.domain.checks import Check, CheckState
from woo_desk.domain.ids import DocumentId
from woo_desk.errors import ExitCode
from woo_desk.texts import text
from woo_desk.usecases.checks import export_checks
from woo_desk.usecases.dossier import open_dossier
from woo_desk.usecases.profiles import choices_for
from woo_desk.usecases.session import SystemClock


def say_checks(dossier: Path, *, as_json: bool = False) -> ExitCode:
    """The whole list of checks; NOT_READY when one of them blocks."""
    session = open_dossier(dossier, user=user_name(), clock=SystemClock(), read_only=True)
    with session.file:
        checks = export_checks(session, choices_for(session))
        numbers = {document.id: document.printed_number for document in session.file.documents()}
    if as_json:
        output.say_json({"checks": [_as_json(check, numbers) for check in checks]})
    else:
        lines = [line for check in checks for line in _lines(check, numbers)]
        output.say_lines(lines, limit=None)
    blocks = any(check.state is CheckState.BLOCK for check in checks)
    return ExitCode.NOT_READY if blocks else ExitCode.DONE


def _lines(check: Check, numbers: Mapping[DocumentId, str]) -> list[str]:
    state = text(f"check_state.{check.state.value}")
    what = text(f"export_check.{check.key.value}")
    head = f"[{state}] {what}" + (f" ({check.count})" if check.count else "")
    places = []
    for place in check.places:
        number = numbers.get(place.document_id, "") if place.document_id else ""
        if number and place.page_index is not None:
            number = text("letter.source", number=number, page=place.page_index + 1)
        said = ": ".join(part for part in (number, place.said) if part)
        if said and said not in places:
            places.append(said)
    return [head, *([f"    {'; '.join(places)}"] if places else [])]


def _as_json(check: Check, numbers: Mapping[DocumentId, str]) -> Mapping[str, object]:
    return {
        "check": check.key,
        "state": check.state,
        "count": check.count,
        "places": [
            {
                "document": numbers.get(place.document_id) if place.document_id else None,
                "page": None if place.page_index is None else place.page_index + 1,
                "kind": place.kind or check.key.value,
                "said": place.said,
            }
            for place in check.places
        ],
    }
