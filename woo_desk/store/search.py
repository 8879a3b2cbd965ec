"""Finding words in page texts: case, accents and line breaks make no difference.

WHY not FTS5: it finds whole words as its tokenizer cuts them. Who searches in order to redact needs
every occurrence, also inside an address or a file name. Folding keeps the length of the text, so
that an offset in the folded text is the offset in the text itself.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from woo_desk.domain.geometry import Span
from woo_desk.domain.ids import DocumentId
from woo_desk.store.connection import Database


@dataclass(frozen=True, slots=True)
class TextHit:
    """One place where the words searched for stand."""

    document_id: DocumentId
    page_index: int
    """0-based."""
    span: Span
    """In the text of the page."""


class _FoldTable(dict[int, str]):
    """What each character folds to: exactly one character. Fills itself."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    if character.isspace():
        return " "
    base = unicodedata.normalize("NFKD", character)[0]
    if unicodedata.combining(base):  # an accent that stands by itself stays what it is
        return base
    folded = base.casefold()
    return folded if len(folded) == 1 else base


_FOLD_TABLE = _FoldTable()


def fold(text: str) -> str:
    """The text without case and accents, and with every white space as a space; same length."""
    return text.translate(_FOLD_TABLE)


OPEN_FINDINGS = """
SELECT finding.data FROM finding JOIN document ON document.key = finding.document_id
LEFT JOIN review ON review.key = finding.key
WHERE CASE WHEN review.key IS NULL THEN finding.proposal <> ?
    ELSE instr(review.data, '"verdict":"ask"') > 0 END
AND instr(lower(finding.data), ?) > 0
ORDER BY document.number, finding.page_index, finding.start
"""
"""Findings that a person still has to decide, by document number and place.

The second parameter is a sieve: part of what is stored of each, in small letters, "" for all. It
passes over what cannot be meant, so that only few findings reach Python; who asks looks again.
"""


def search_text(database: Database, words: str, *, limit: int | None = None) -> list[TextHit]:
    """Every place where the words stand, in order of document number and page.

    White space between the words matches any amount of it, line ends included.

    Args:
        database: to search.
        words: what to look for; blank finds nothing.
        limit: stop at so many. For showing while one types only: who redacts needs all.
    """
    terms = fold(words).split()
    if not terms:
        return []
    pattern = re.compile(" +".join(map(re.escape, terms)))
    return list(itertools.islice(_hits(database, max(terms, key=len), pattern), limit))


def _hits(database: Database, term: str, pattern: re.Pattern[str]) -> Iterator[TextHit]:
    # WHY instr: SQLite passes over the pages without the term, so that only few reach Python.
    rows = database.rows(
        "SELECT document.key, page_index, folded FROM page_result"
        " JOIN document ON document.key = page_result.document_id"
        " WHERE instr(folded, ?) > 0 ORDER BY document.number, page_index",
        (term,),
    )
    for document_id, page_index, folded in rows:
        for match in pattern.finditer(folded):
            yield TextHit(DocumentId(document_id), page_index, Span(*match.span()))


COUNTS = """
WITH
    wanted AS (SELECT key FROM document WHERE {which}),
    pages AS (
        SELECT document_id, count(*) AS n FROM page WHERE document_id IN wanted GROUP BY 1),
    analysed AS (
        SELECT page.document_id, count(*) AS n FROM page
        JOIN page_result USING (document_id, page_index)
        WHERE complete AND page.document_id IN wanted GROUP BY page.document_id),
    unseen AS (
        SELECT page.document_id, count(*) AS n FROM page
        LEFT JOIN page_look AS look
            ON look.document_id = page.document_id AND look.page_index = page.page_index
        WHERE needs_eyes AND look.key IS NULL AND page.document_id IN wanted
        GROUP BY page.document_id),
    found AS (
        SELECT finding.document_id, count(*) AS n,
            sum(CASE WHEN review.key IS NULL THEN finding.proposal <> ?
                ELSE instr(review.data, '"verdict":"ask"') > 0 END) AS open
        FROM finding LEFT JOIN review ON review.key = finding.key
        WHERE finding.document_id IN wanted GROUP BY finding.document_id),
    redacted AS (
        SELECT document_id, count(*) AS n FROM redaction WHERE document_id IN wanted GROUP BY 1)
SELECT document.key, coalesce(pages.n, 0), coalesce(analysed.n, 0), coalesce(unseen.n, 0),
    coalesce(found.n, 0), coalesce(found.open, 0), coalesce(redacted.n, 0)
FROM document
LEFT JOIN pages ON pages.document_id = document.key
LEFT JOIN analysed ON analysed.document_id = document.key
LEFT JOIN unseen ON unseen.document_id = document.key
LEFT JOIN found ON found.document_id = document.key
LEFT JOIN redacted ON redacted.document_id = document.key
WHERE document.key IN wanted
"""
"""Numbers for the document list: documents that {which} chooses, and what needs no decision."""
