"""The words of pages, and which of them are redacted; for comparing passages."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.geometry import Span
from woo_desk.domain.ids import DocumentId, GroundCode
from woo_desk.domain.redaction import Redaction

RUN = 8
"""Words of a passage that have to be the same."""
Gram = tuple[str, ...]
Redacted = Sequence[tuple[Span, tuple[GroundCode, ...]]]
"""Stretches of a page that are redacted, with their grounds."""
_WORD = re.compile(r"\w+")
_MARK_THAT_GROWS = "\u0345"
"""The only mark that becomes a letter of its own where capitals do not count."""


@dataclass(slots=True)
class WordsOfPage:
    """The words of a page, and which of them are redacted."""

    document_id: DocumentId
    index: int
    words: list[str]
    """Folded to small letters."""
    spans: list[tuple[int, int]]
    """Of each word, in the text of the page; no `Span`, for there are millions."""
    grounds: list[tuple[GroundCode, ...]]
    """Of each word; empty for what is readable."""

    def masks(self) -> list[int]:
        """Which words of every run are redacted, in order; as bits, the first word highest."""
        count = max(len(self.grounds) - RUN + 1, 0)
        found = [0] * count
        for number, codes in enumerate(self.grounds):
            if codes:
                for at in range(max(number - RUN + 1, 0), min(number + 1, count)):
                    found[at] |= 1 << (RUN - 1 - number + at)
        return found


def runs_of(words: Sequence[str]) -> Iterator[Gram]:
    """Every run of so many words, in order."""
    return zip(*(words[n:] for n in range(RUN)), strict=False)


def words_of_text(page_text: str) -> list[str]:
    """The words of a page as `WordsOfPage` has them."""
    small = page_text.casefold()
    # WHY: letter for letter the words are the same places, folded in one go.
    if len(small) == len(page_text) and _MARK_THAT_GROWS not in page_text:
        return _WORD.findall(small)
    return [word.casefold() for word in _WORD.findall(page_text)]


def redacted_on(state: DocumentState, texts: Sequence[str]) -> dict[int, Redacted]:
    """What is redacted on each page where something is whose words are known, by page."""
    spans = {finding.id: finding.span for finding in state.findings}
    found: defaultdict[int, list[tuple[Span, tuple[GroundCode, ...]]]] = defaultdict(list)
    for box in state.redactions:
        if box.page_index >= len(texts):
            continue
        stretches = _own_spans(box, texts[box.page_index])
        if not stretches and box.finding_id in spans:
            stretches = [spans[box.finding_id]]
        stretches = stretches or [*_once_there(box, texts[box.page_index])]
        found[box.page_index].extend((span, box.ground_codes) for span in stretches)
    return {index: stretches for index, stretches in found.items() if stretches}


def words_of_page(
    document_id: DocumentId, index: int, page_text: str, redacted: Redacted = ()
) -> WordsOfPage:
    """The words of a page with their places."""
    spans = [*map(re.Match.span, _WORD.finditer(page_text))]
    words = words_of_text(page_text)
    grounds: list[tuple[GroundCode, ...]] = [()] * len(spans)
    for span, codes in redacted:
        first = max(bisect_left(spans, (span.start, 0)) - 1, 0)
        for at in range(first, bisect_left(spans, (span.end, 0))):
            if spans[at][1] > span.start:
                grounds[at] = grounds[at] or codes
    return WordsOfPage(document_id, index, words, spans, grounds)


def _own_spans(box: Redaction, page_text: str) -> Sequence[Span]:
    """Where the words under a box stood when it was made; none if the page has changed since."""
    said = " ".join(page_text[span.start : span.end] for span in box.spans)
    return box.spans if said.split() == box.text.split() else ()


def _once_there(box: Redaction, page_text: str) -> Iterator[Span]:
    """Where the words of a box that does not know its place stand: where they do so only once."""
    for piece in box.text.split("\n\n"):
        words = [re.escape(word) for word in piece.split()]
        if not words:
            continue
        hits = [m.span() for m in re.finditer(r"\s+".join(words), page_text)]
        if len(hits) == 1:
            yield Span(*hits[0])
