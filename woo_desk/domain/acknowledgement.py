"""What the verifier could not check by machine, and that a person has looked at it instead."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from woo_desk.domain.export import CheckOutcome, Verification
from woo_desk.domain.geometry import Box
from woo_desk.domain.ids import DocumentId, Sha256
from woo_desk.domain.redaction import Redaction

BY_THE_PAGE = frozenset({"pictures", "picture_text", "text"})
"""Checks whose doubt is about what the prepared page shows. Who has looked at that page in review
(`PageLook`) has seen just that."""
MERELY_TOLD = frozenset({"short_terms", "width"})
"""Checks that nobody is asked about, because nothing survived: words that were not looked for
everywhere (the boxes where they stood are looked into all the same), and gaps whose width could not
be hidden, as in a table. Report and certificate name the places."""


@dataclass(frozen=True, slots=True)
class UncheckedPlace:
    """One place that the verifier could not check."""

    document_id: DocumentId
    check: str
    """Name of the check; text `check.<check>`."""
    page_index: int | None
    """0-based; None for the document as a whole."""
    seen: str
    """What there was to see, see `seen_digest`: when a box is drawn or taken away, it is another
    place, and asked again."""


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """A person has looked at such a place, and found that it may go out as it is."""

    document_id: DocumentId
    check: str
    page_index: int | None
    seen: str
    by: str
    at: dt.datetime
    reason: str = ""

    @property
    def place(self) -> UncheckedPlace:
        """What was looked at."""
        return UncheckedPlace(self.document_id, self.check, self.page_index, self.seen)


@dataclass(frozen=True, slots=True)
class SeenPlace:
    """The same as it is told outside: in what file of a package, and not by whom."""

    file_name: str
    """Relative to the package."""
    check: str
    page_index: int | None


def seen_digest(prepared: Sha256, redactions: Iterable[Redaction], page_index: int | None) -> str:
    """Digest of what there is to see on a page, or in a document: its source and its boxes."""
    boxes: Sequence[tuple[int, Box]] = sorted(
        ((redaction.page_index, box) for redaction in redactions for box in redaction.boxes
         if page_index in (None, redaction.page_index)),
        key=lambda found: (found[0], found[1].y0, found[1].x0, found[1].y1, found[1].x1),
    )  # fmt: skip
    said = hashlib.sha256(prepared.encode())
    for index, box in boxes:
        said.update(f"|{index} {box.x0:.2f} {box.y0:.2f} {box.x1:.2f} {box.y1:.2f}".encode())
    return said.hexdigest()


def unchecked(verification: Verification) -> tuple[tuple[str, int | None], ...]:
    """Check and page of everything in a verification that needs a person."""
    found: list[tuple[str, int | None]] = []
    for check in verification.checks:
        if check.outcome is CheckOutcome.NOT_POSSIBLE and check.check not in MERELY_TOLD:
            found.extend((check.check, page) for page in check.pages or (None,))
    return tuple(found)
