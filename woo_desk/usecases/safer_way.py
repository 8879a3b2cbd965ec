"""The next safer way to write a single file that did not come well, as an export has it too."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from woo_desk.domain.export import Residue, ResidueKind
from woo_desk.usecases.requests import RedactRequest

_BY_PICTURE = frozenset(
    (
        ResidueKind.GLYPH_IN_BOX,
        ResidueKind.PIXELS_IN_BOX,
        ResidueKind.PIXELS_OUTSIDE,
        ResidueKind.KEPT_TEXT_LOST,
        ResidueKind.LABEL_MISSING,
        ResidueKind.FONT,
        ResidueKind.STRUCTURE,
        ResidueKind.UNREADABLE,
        ResidueKind.WIDTH,
    )
)
"""What comes from how a page is written. WHY not words that stand outside the boxes: in a picture
they could still be read, by anybody but the verifier."""


def safer_way(request: RedactRequest, residues: Sequence[Residue]) -> RedactRequest | None:
    """The same redaction the next safer way; None when there is none.

    First without links and with lines left as they are, then with pages as a picture.
    """
    kinds = {residue.kind for residue in residues}
    if not kinds <= _BY_PICTURE | {ResidueKind.LINK}:
        return None
    safer = request
    if ResidueKind.LINK in kinds:
        safer = dataclasses.replace(safer, keeps_links=False)
    if kinds & _BY_PICTURE and any(mark.hides_width for mark in request.marks):
        still = tuple(dataclasses.replace(mark, hides_width=False) for mark in request.marks)
        return dataclasses.replace(safer, marks=still)
    pages = {residue.page_index for residue in residues if residue.kind in _BY_PICTURE}
    placed = tuple(sorted({page for page in pages if page is not None} | {*request.pictured}))
    safer = dataclasses.replace(safer, pictured=placed)
    return None if safer == request else safer
