"""The same words, redacted here and readable there: found before export, never after it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.finding import EntityType, Finding
from woo_desk.domain.geometry import Span
from woo_desk.domain.ids import DocumentId, GroundCode
from woo_desk.domain.redaction import Redaction, RedactionOrigin
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.usecases.word_index import Hit, WordIndex, apart, in_one_piece

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


class KeptWords:
    """Everything that is kept readable somewhere, in `folded` form."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_part: defaultdict[str, set[str]] = defaultdict(set)
        for each in words:
            for part in each.split():
                self._by_part[part].add(f" {each} ")

    def has(self, word: str) -> bool:
        """Whether the word is, or is a word of, something that is kept readable."""
        parts = folded(word).split()
        needle = f" {' '.join(parts)} "
        holders = self._by_part.get(max(parts, key=len), ()) if parts else ()
        return any(needle in holder for holder in holders)


@dataclass(frozen=True, slots=True)
class RedactedWords:
    """The words that are redacted somewhere, each with the grounds they are redacted on."""

    grounds: Mapping[str, tuple[GroundCode, ...]]
    kept: KeptWords
    """What a person or the policy leaves readable somewhere."""

    def with_forms(self, forms: Mapping[str, tuple[GroundCode, ...]]) -> RedactedWords:
        """The same with further forms of the persons whose names these are."""
        added = {form: codes for form, codes in forms.items() if not self.kept.has(form)}
        return RedactedWords({**added, **self.grounds}, self.kept)


@dataclass(frozen=True, slots=True)
class WordsOfDocument:
    """What one document says about words."""

    redacted: tuple[tuple[str, tuple[GroundCode, ...]], ...]
    kept: frozenset[str]
    """In `folded` form."""


def words_of_document(state: DocumentState) -> WordsOfDocument:
    """The words that are redacted and kept in one document in scope."""
    by_id = {finding.id: finding for finding in state.findings}
    redacted: dict[str, tuple[GroundCode, ...]] = {}
    for redaction in state.redactions:
        finding = by_id.get(redaction.finding_id) if redaction.finding_id else None
        for word in _words_of(redaction, finding):
            redacted.setdefault(word, redaction.ground_codes)
    kept = frozenset(folded(finding.text) for finding in kept_findings(state))
    return WordsOfDocument(tuple(redacted.items()), kept)


def redacted_words(states: Iterable[DocumentState]) -> RedactedWords:
    """The words of all redactions in scope that should be readable nowhere in the dossier.

    Left out are short words, kinds that recur with another meaning, and words that are kept
    readable on purpose somewhere: those are decided place by place.
    """
    return words_together([words_of_document(state) for state in states if is_in_scope(state)])


def words_together(documents: Iterable[WordsOfDocument]) -> RedactedWords:
    """The same of documents in scope that were read one by one, in order of number."""
    documents = list(documents)
    kept = KeptWords({word for each in documents for word in each.kept})
    grounds: dict[str, tuple[GroundCode, ...]] = {}
    for each in documents:
        for word, codes in each.redacted:
            if word not in grounds and not kept.has(word):
                grounds[word] = codes
    return RedactedWords(grounds, kept)


class WordPlaces:
    """Looks through documents, page by page, for words that are redacted somewhere."""

    def __init__(self, words: RedactedWords) -> None:
        self._words = words
        self._index = WordIndex(words.grounds)
        self._exact = {*words.grounds, *(word.upper() for word in words.grounds)}

    def read(
        self, state: DocumentState, page_texts: Sequence[str]
    ) -> tuple[list[OpenPlace], set[str]]:
        """What is open in a document, and which words are ordinary words there too.

        Open is what equals redacted words and is neither a finding nor decided. An ordinary word
        is a surname that is also written small ("Bakker", "de bakker"): it stays readable where it
        is the common word, and can only be checked place by place.
        """
        found: list[OpenPlace] = []
        common: set[str] = set()
        if not is_in_scope(state) or state.override is not None:
            return found, common
        for page_index, text in enumerate(page_texts):
            hits = self._index.hits(text)
            ordinary = {(h.start, h.end) for h in apart(hits) if not self._is_exact(h)}
            common.update(hit.word for hit in hits if (hit.start, hit.end) in ordinary)
            if exact := [hit for hit in hits if self._is_exact(hit)]:
                found += self._open(state, page_index, exact)
        return found, common

    def _is_exact(self, hit: Hit) -> bool:
        """Whether it is written as some word is that is redacted, or in capitals."""
        return " ".join(hit.text.split()) in self._exact

    def _open(
        self, state: DocumentState, page_index: int, hits: Iterable[Hit]
    ) -> Iterator[OpenPlace]:
        known = [f.span for f in state.findings if f.page_index == page_index]
        decided = _hand_made(state.redactions, page_index)
        # WHY before the longest counts: a finding within that one decides about itself alone, not
        # about a shorter word beside it.
        beside = (hit for hit in hits if not any(_span(hit).overlaps(span) for span in known))
        for hit in apart(beside):
            if _take_decided(decided, hit.text):
                continue
            codes = self._words.grounds[hit.word]
            yield OpenPlace(state.document.id, page_index, _span(hit), hit.text, codes)


def open_places(
    words: RedactedWords,
    states: Iterable[DocumentState],
    page_texts: Mapping[DocumentId, Sequence[str]],
) -> Iterator[OpenPlace]:
    """Every place in scope that equals redacted words and is neither a finding nor decided."""
    places = WordPlaces(words)
    for state in states:
        yield from places.read(state, page_texts.get(state.document.id, ()))[0]


def words_gone(words: RedactedWords, common: Iterable[str]) -> tuple[str, ...]:
    """The words that must be nowhere in the package, in whatever case they are written.

    Args:
        words: that are redacted.
        common: those that are ordinary words somewhere; see `WordPlaces.read`. With the end of a
            line in it ("In- terpreters") a word is no less ordinary.
    """
    ordinary = {_joined(word) for word in common}
    return tuple(sorted(word for word in words.grounds if _joined(word) not in ordinary))


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
    texts = dict.fromkeys((redaction.text, in_one_piece(redaction.text)))
    pieces = [" ".join(piece.split()) for text in texts for piece in text.split("\n\n")]
    if finding is not None or redaction.origin in (RedactionOrigin.SEARCH, RedactionOrigin.BATCH):
        if finding is not None and finding.entity_type in IN_ONE_PLACE:
            return []
        pieces = [" ".join(text.split()) for text in texts]
    else:
        pieces = [piece for piece in pieces if _NAME_OR_NUMBER.match(piece)]
    return [piece for piece in pieces if len(piece) >= MIN_LENGTH]


def _joined(words: str) -> str:
    """Words that had a line end behind a hyphen, as one."""
    return _DIVIDED.sub("", words)


_DIVIDED = re.compile(r"(?<=[^\W\d_])[-\xad\u2010] (?=[^\W\d_])")
_NAME_OR_NUMBER = re.compile(
    r"(?:[A-Z]\w*|[A-Z]\.)(?:[ -](?:[a-z]{1,4}|[A-Z]\w*|[A-Z]\.)){1,5}$|\+?\d[\d .\-]{6,20}$"
)


def _span(hit: Hit) -> Span:
    return Span(hit.start, hit.end)


def _hand_made(redactions: Sequence[Redaction], page_index: int) -> list[str]:
    """Words of the redactions on the page that did not come from a finding."""
    return [
        " / ".join(map(folded, dict.fromkeys((redaction.text, in_one_piece(redaction.text)))))
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
