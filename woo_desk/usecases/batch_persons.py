"""A batch run treats a person the same in every document: what is redacted once, is everywhere."""

from __future__ import annotations

from collections.abc import Set

from woo_desk.domain.finding import EntityType
from woo_desk.domain.ids import GroundCode
from woo_desk.domain.redaction import RedactionOrigin
from woo_desk.store.people import NamePlace
from woo_desk.usecases.persons.mixed import undecided_readable
from woo_desk.usecases.review import confirm_findings, keep_findings
from woo_desk.usecases.session import Session


def even_out_persons(
    session: Session,
    kinds: Set[EntityType] = frozenset(),
    min_score: float = 0.0,
    ground_codes: tuple[GroundCode, ...] = (),
) -> tuple[NamePlace, ...]:
    """Redact persons everywhere who are redacted in one document and readable in another.

    WHY redacted: without a person, too much is mended more easily than too little. What a list or
    the score leaves readable is not touched, and the export holds its document back.

    Args:
        session: in which every proposal was confirmed.
        kinds: what is redacted; another kind was chosen to stay, and is decided so.
        min_score: findings under it are left for a person.
        ground_codes: for every redaction; empty for the proposed or usual ground.

    Returns:
        The places that were redacted though they were proposed to stay readable.
    """
    places = undecided_readable(session, session.file.states())
    found = session.file.people.findings([place.id for place in places])
    keep_findings(session, [f for f in found if kinds and f.entity_type not in kinds])
    chosen = [
        finding
        for finding in found
        if (not kinds or finding.entity_type in kinds)
        and finding.score >= min_score
        and not finding.ruled
    ]
    confirm_findings(session, chosen, ground_codes, RedactionOrigin.BATCH)
    done = {finding.id for finding in chosen}
    return tuple(place for place in places if place.id in done)
