"""The same words, redacted here and readable there: found before export, never after it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.finding import EntityType, Finding
from woo_desk.domain.geometry import Span
from woo_desk.domain.ids import DocumentId, GroundCode
from woo_desk.domain.redaction import Redaction, RedactionOrigin
from woo_desk.domain.scope import ScopeOutcome

MIN_LENGTH = 4
"""Shorter words (parafen, "Jan") recur by chance; only the place itself is checked for those."""

IN_ONE_PLACE = frozenset({EntityType.POSTCODE, EntityType.DOB, EntityType.INITIALS})
"""Kinds whose words also occur with another meaning (a date, a ministry's own postcode)."""


@dataclass(frozen=True, slots=True)
class OpenPlace:
    """A place that reads the same as something that is redacted elsewhere in the dossier."""

    document_id: DocumentId
    page_index: int
    span: Span
    text: str
    ground_codes: tuple[GroundCode, ...]
    """Grounds of the redaction that it equals."""


@dataclass(frozen=True, slots=True)
class RedactedWords:
    """The words that are redacted somewhere, each with the grounds they are redacted on."""

    grounds: Mapping[str, tuple[GroundCode, ...]]
    kept: frozenset[str]
    """Words that a person or the policy leaves readable somewhere, in `folded` form."""

    def with_forms(self, forms: Mapping[str, tuple[GroundCode, ...]]) -> RedactedWords:
        """The same with further forms of the persons whose names these are."""
        added = {form: codes for form, codes in forms.items() if not _is_kept(form, self.kept)}
        return RedactedWords({**added, **self.grounds}, self.kept)

    def pattern(self) -> re.Pattern[str] | None:
        """Matches each word as it is written, or in capitals; None when there are none."""
        if not self.grounds:
            return None
        spellings = set(self.grounds) | {word.upper() for word in self.grounds}
        ordered = sorted(spellings, key=lambda word: (-len(word), word))
        alternatives = "|".join(_flexible(word) for word in ordered)
        return re.compile(rf"(?<![\w@])(?:{alternatives})(?!\w)")


def redacted_words(states: Iterable[DocumentState]) -> RedactedWords:
    """The words of all redactions in scope that should be readable nowhere in the dossier.

    Left out are short words, kinds that recur with another meaning, and words that are kept
    readable on purpose somewhere: those are decided place by place.
    """
    states = [state for state in states if is_in_scope(state)]
    kept = frozenset(folded(finding.text) for state in states for finding in kept_findings(state))
    grounds: dict[str, tuple[GroundCode, ...]] = {}
    for state in states:
        by_id = {finding.id: finding for finding in state.findings}
        for redaction in state.redactions:
            finding = by_id.get(redaction.finding_id) if redaction.finding_id else None
            for word in _words_of(redaction, finding):
                if not _is_kept(word, kept):
                    grounds.setdefault(word, redaction.ground_codes)
    return RedactedWords(grounds, kept)


def open_places(
    words: RedactedWords,
    states: Iterable[DocumentState],
    page_texts: Mapping[DocumentId, Sequence[str]],
) -> Iterator[OpenPlace]:
    """Every place in scope that equals redacted words and is neither a finding nor decided."""
    pattern = words.pattern()
    if pattern is None:
        return
    by_folded = {folded(word): codes for word, codes in words.grounds.items()}
    for state in states:
        if not is_in_scope(state) or state.override is not None:
            continue
        for page_index, text in enumerate(page_texts.get(state.document.id, ())):
            known = [f.span for f in state.findings if f.page_index == page_index]
            decided = _hand_made(state.redactions, page_index)
            for match in pattern.finditer(text):
                span = Span(match.start(), match.end())
                if any(span.overlaps(other) for other in known):
                    continue
                if _take_decided(decided, match.group()):
                    continue
                codes = by_folded[folded(match.group())]
                yield OpenPlace(state.document.id, page_index, span, match.group(), codes)


def words_gone(
    words: RedactedWords,
    states: Iterable[DocumentState],
    page_texts: Mapping[DocumentId, Sequence[str]],
) -> tuple[str, ...]:
    """The words that must be nowhere in the package, in whatever case they are written.

    A surname that is also written small ("Bakker", "de bakker") stays readable where it is the
    common word; such a word can only be checked place by place and is left out here.
    """
    if not words.grounds:
        return ()
    exact = set(words.grounds) | {word.upper() for word in words.grounds}
    by_folded = {folded(word): word for word in words.grounds}
    ordered = sorted(by_folded, key=lambda word: (-len(word), word))
    pattern = re.compile(
        rf"(?<![\w@])(?:{'|'.join(_flexible(word) for word in ordered)})(?!\w)", re.IGNORECASE
    )
    also_common: set[str] = set()
    for state in states:
        if not is_in_scope(state) or state.override is not None:
            continue
        for text in page_texts.get(state.document.id, ()):
            for match in pattern.finditer(text):
                if " ".join(match.group().split()) not in exact:
                    also_common.add(by_folded[folded(match.group())])
    return tuple(sorted(set(words.grounds) - also_common))


def is_in_scope(state: DocumentState) -> bool:
    """Whether the document was decided to be within the request."""
    return state.decision is not None and state.decision.outcome is ScopeOutcome.IN_SCOPE


def kept_findings(state: DocumentState) -> list[Finding]:
    """Findings of a document that are not redacted: kept by policy or by a person."""
    redacted = {redaction.finding_id for redaction in state.redactions}
    return [finding for finding in state.findings if finding.id not in redacted]


def folded(words: str) -> str:
    """Words for comparison: one space between them, no difference of case."""
    return " ".join(words.split()).casefold()


def _words_of(redaction: Redaction, finding: Finding | None) -> list[str]:
    """The words of a redaction that should be readable nowhere else.

    What a person drew may be any passage ("Totaal" in a table): only what reads like a name or a
    number is looked for elsewhere.
    """
    pieces = [" ".join(piece.split()) for piece in redaction.text.split("\n\n")]
    if finding is not None or redaction.origin in (RedactionOrigin.SEARCH, RedactionOrigin.BATCH):
        if finding is not None and finding.entity_type in IN_ONE_PLACE:
            return []
        pieces = [" ".join(pieces)]
    else:
        pieces = [piece for piece in pieces if _NAME_OR_NUMBER.match(piece)]
    return [piece for piece in pieces if len(piece) >= MIN_LENGTH]


_NAME_OR_NUMBER = re.compile(
    r"(?:[A-Z]\w*|[A-Z]\.)(?:[ -](?:[a-z]{1,4}|[A-Z]\w*|[A-Z]\.)){1,5}$|\+?\d[\d .\-]{6,20}$"
)


def _is_kept(word: str, kept: frozenset[str]) -> bool:
    """Whether the word is, or is a word of, something that is kept readable elsewhere."""
    needle = f" {folded(word)} "
    return any(needle in f" {words} " for words in kept)


def _hand_made(redactions: Sequence[Redaction], page_index: int) -> list[str]:
    """Words of the redactions on the page that did not come from a finding."""
    return [
        folded(redaction.text)
        for redaction in redactions
        if redaction.page_index == page_index and redaction.finding_id is None
    ]


def _take_decided(decided: list[str], words: str) -> bool:
    """Whether a hand-made redaction has these words; each redaction answers for one place."""
    needle = folded(words)
    for index, text in enumerate(decided):
        if needle in text:
            decided[index] = text.replace(needle, "", 1)
            return True
    return False


def _flexible(word: str) -> str:
    """The word as a pattern in which a space may also be a line end."""
    return r"\s{1,3}".join(re.escape(part) for part in word.split())
