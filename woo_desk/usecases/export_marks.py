"""What the engine is asked to take out of a document, and the verifier to check."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.export import ExportProfile, Mark
from woo_desk.domain.finding import EntityType
from woo_desk.domain.redaction import Redaction
from woo_desk.publication import package
from woo_desk.usecases.grounds import load_grounds
from woo_desk.usecases.page_scope import blank_pages, is_blank_page
from woo_desk.usecases.requests import RedactResult, VerifyRequest

WIDTH_TOLD = "width"
"""Key of a fallback: on that page the width of a gap can still be seen."""
PICTURED = "raster"
UNREAD = "picture"
"""Key of a fallback: that page is a picture with what could be read in it."""
_NAMES = frozenset((EntityType.PERSON, EntityType.INITIALS, EntityType.EMAIL))
"""What names a person; its width is known to whoever has a list of staff."""
_LONGEST_NAME = 60


def marks_of(state: DocumentState, profile: ExportProfile) -> tuple[Mark, ...]:
    """The redactions as the PDF engine needs them, with the ground as it is printed.

    The width of what names a person is hidden, and of what a reviewer marked by hand on one line:
    that may be a name as well.
    """
    grounds = load_grounds()
    blank = blank_pages(state.redactions)
    kinds = {finding.id: finding.entity_type for finding in state.findings}
    return tuple(
        Mark(
            page_index=redaction.page_index,
            boxes=redaction.boxes,
            label=" / ".join(
                grounds.get(code).label for code in grounds.sorted_codes(redaction.ground_codes)
            ),
            hides_width=profile.hide_widths
            and (
                kinds.get(redaction.finding_id) in _NAMES
                if redaction.finding_id in kinds
                else _may_be_a_name(redaction)
            ),
        )
        for redaction in state.redactions
        # WHY: a page outside the request goes out blank, with its one label.
        if redaction.page_index not in blank or is_blank_page(redaction)
    )


def _may_be_a_name(redaction: Redaction) -> bool:
    """Whether a redaction without a finding is as short as a name, on one line or over its end."""
    # WHY those that meet count once: along a line that runs askew there is a row of boxes.
    parts = 1 + sum(not a.intersects(b) for a, b in itertools.pairwise(redaction.boxes))
    return 0 < len(redaction.text.strip()) <= _LONGEST_NAME and parts <= 2


def check_of(
    state: DocumentState,
    redacted: RedactResult,
    *,
    path: str,
    dossier_path: str,
    terms: tuple[str, ...],
    profile: ExportProfile,
) -> VerifyRequest:
    """What to check of a redacted document, with what the engine says that it moved."""
    return VerifyRequest(
        path=path,
        file_name=package.document_path(state.document.printed_number),
        marks=marks_of(state, profile),
        terms=terms,
        dossier_path=dossier_path,
        original_sha256=state.document.prepared_sha256,
        written=redacted.written,
        moved=redacted.moved,
        hides_width=profile.hide_widths,
        width_told=pages_of(redacted.fallbacks, WIDTH_TOLD),
        pictured=pictured_pages(redacted.fallbacks),
        keeps_words=True,
    )


def pictured_pages(fallbacks: Sequence[str]) -> tuple[int, ...]:
    """0-based indexes of the pages that are one picture, whether or not it could be read."""
    return tuple(sorted({*pages_of(fallbacks, PICTURED), *pages_of(fallbacks, UNREAD)}))


def pages_of(fallbacks: Sequence[str], key: str) -> tuple[int, ...]:
    """0-based indexes of the pages that the engine told the same of."""
    told = (fallback.partition(":") for fallback in fallbacks)
    return tuple(int(page) - 1 for what, _, page in told if what == key)
