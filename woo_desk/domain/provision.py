"""Earlier provisions: what was given or published before and may come again.

A document can pass through both regimes: given to the Kamer under art. 68 and asked for under the
Woo later. What went out once should be proposed as already public, or be redacted the same way.
"""

from __future__ import annotations

import datetime as dt
import enum
import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import NO_SHA256, DocumentId, Sha256

FEWEST_WORDS = 40
"""Words that a text needs before the same words are taken for the same document."""
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class EarlierProvision:
    """One document that was given or published before."""

    id: str
    title: str
    """Free of personal data: it stood in a publication."""
    day: dt.date | None
    basis: LegalBasis | None
    """None when the package does not say."""
    link: str = ""
    """Where it can be found; never fetched."""
    reference: str = ""
    """Kamerstuk, number of the decision."""
    sha256: Sha256 = NO_SHA256
    """Of the file that went out."""
    source_sha256: Sha256 = NO_SHA256
    """Of the unredacted source, when an earlier dossier told it."""
    text_key: str = ""
    """Of the words that went out, by `key_of_text`; "" when they were not read."""


class MatchKind(enum.StrEnum):
    """How sure it is. Texts: `provision_match.<value>`."""

    SAME_FILE = "same_file"
    """This very file went out."""
    SAME_SOURCE = "same_source"
    """It is the source of what went out, redacted or not."""
    SAME_TEXT = "same_text"
    """All its words are those that went out: nothing was redacted in it."""


@dataclass(frozen=True, slots=True)
class ProvisionMatch:
    """A document of the dossier that was given before."""

    document_id: DocumentId
    provision: EarlierProvision
    kind: MatchKind


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is known of a document to compare it."""

    document_id: DocumentId
    source_sha256: Sha256
    prepared_sha256: Sha256
    text: str


def key_of_text(text: str) -> str:
    """Key to compare whole texts by; "" for one of few words, of which many are the same."""
    words = _WORD.findall(text.casefold())
    if len(words) < FEWEST_WORDS:
        return ""
    return hashlib.sha256(" ".join(words).encode("utf-8", "replace")).hexdigest()


def matches(
    provisions: Sequence[EarlierProvision], candidates: Iterable[Candidate]
) -> tuple[ProvisionMatch, ...]:
    """Which documents were given before, the surest match of each, in order of the candidates."""
    result = []
    for candidate in candidates:
        key = key_of_text(candidate.text)
        found = [
            (kind, provision)
            for provision in provisions
            if (kind := _match(provision, candidate, key)) is not None
        ]
        if found:
            order = list(MatchKind)
            kind, provision = min(found, key=lambda each: order.index(each[0]))
            result.append(ProvisionMatch(candidate.document_id, provision, kind))
    return tuple(result)


def _match(provision: EarlierProvision, candidate: Candidate, key: str) -> MatchKind | None:
    digests = {candidate.source_sha256, candidate.prepared_sha256} - {""}
    if provision.sha256 in digests:
        return MatchKind.SAME_FILE
    if provision.source_sha256 in digests:
        return MatchKind.SAME_SOURCE
    if key and provision.text_key == key:
        return MatchKind.SAME_TEXT
    return None
