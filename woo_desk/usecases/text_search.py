"""Looks for words or a pattern in the page texts, in order to redact what is found."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from woo_desk.domain.finding import Finding
from woo_desk.domain.geometry import Span
from woo_desk.domain.ids import DocumentId
from woo_desk.errors import UsageError
from woo_desk.usecases.places import Place, documents_in_play, place_in
from woo_desk.usecases.regex_library import regex_library
from woo_desk.usecases.session import Session

Pattern = Any
"""A `regex.Pattern[str]`; the library has no types, and is not loaded before somebody searches."""
PAGE_LIMIT_S = 0.5
"""How long a pattern may take on one page; some patterns would take longer than a life."""
MOST_HITS = 20_000
"""More is a pattern that fits everything."""


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for."""

    words: str
    """White space between words fits any amount of it, line ends included; or a pattern."""
    is_pattern: bool = False
    """`words` is a regular expression."""
    whole_words: bool = False
    match_case: bool = False
    document_id: DocumentId | None = None
    """Only in this document; None: in the whole dossier."""


def search(session: Session, query: Query) -> Iterator[tuple[Place, ...]]:
    """The hits document by document, those that are redacted already left out.

    A generator, so that a window can do other things in between. Documents that were decided to
    be out of scope are not searched.

    Raises:
        UsageError: the pattern is no pattern ("pattern_wrong"), takes too long on a page
            ("pattern_slow"), or fits nearly everything ("pattern_everywhere"). What was yielded
            before is then not everything.
    """
    pattern = compiled(query)
    if pattern is None:
        return
    hits = 0
    for document_id in documents_in_play(session):
        if query.document_id not in (None, document_id):
            continue
        found = tuple(_in_document(session, document_id, pattern))
        hits += len(found)
        if hits > MOST_HITS:
            raise UsageError("pattern_everywhere", most=MOST_HITS)
        yield found


def compiled(query: Query) -> Pattern | None:
    """The query as a pattern, None for a blank one; UsageError "pattern_wrong"."""
    words = query.words.strip()
    if not words:
        return None
    regex = regex_library()
    source = words if query.is_pattern else r"\s+".join(map(regex.escape, words.split()))
    if query.whole_words:
        source = rf"(?<!\w)(?:{source})(?!\w)"
    return _compile(source, 0 if query.match_case else regex.IGNORECASE)


@functools.lru_cache(maxsize=4)
def _compile(source: str, flags: int) -> Pattern:
    regex = regex_library()
    try:
        return regex.compile(source, flags | regex.MULTILINE)
    except (regex.error, ValueError, OverflowError):
        raise UsageError("pattern_wrong") from None


def _in_document(session: Session, document_id: DocumentId, pattern: Pattern) -> Iterator[Place]:
    texts = session.file.page_texts(document_id)
    spans = [(index, span) for index, t in enumerate(texts) for span in _spans(pattern, t)]
    if not spans:
        return
    state = session.file.state(document_id)
    redacted = {r.finding_id for r in state.redactions if r.finding_id}
    open_ones: Mapping[tuple[int, Span], Finding] = {
        (f.page_index, f.span): f for f in state.findings if state.is_open(f)
    }
    gone = [(f.page_index, f.span) for f in state.findings if f.id in redacted]
    for index, span in spans:
        if not any(page == index and done.contains(span) for page, done in gone):
            yield place_in(document_id, index, span, texts[index], open_ones.get((index, span)))


def _spans(pattern: Pattern, text: str) -> Iterator[Span]:
    try:
        for match in pattern.finditer(text, timeout=PAGE_LIMIT_S):
            start, end = match.span()
            if start < end:
                yield Span(start, end)
    except TimeoutError:
        raise UsageError("pattern_slow") from None
