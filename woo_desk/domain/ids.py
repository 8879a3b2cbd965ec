"""Names for the identifiers of the domain; at run time each is an ordinary string."""

from __future__ import annotations

from typing import NewType

DossierId = NewType("DossierId", str)
DocumentId = NewType("DocumentId", str)
FindingId = NewType("FindingId", str)
RedactionId = NewType("RedactionId", str)
PersonId = NewType("PersonId", str)
NO_PERSON = PersonId("")
DecisionId = NewType("DecisionId", str)
JobId = NewType("JobId", str)
Sha256 = NewType("Sha256", str)
"""Lower-case hexadecimal digest of a whole file."""
NO_SHA256 = Sha256("")
"""Where there is no file."""
GroundCode = NewType("GroundCode", str)
"""Canonical code of a ground as in `resources/grounds.toml`, e.g. "5.1.2e"."""
