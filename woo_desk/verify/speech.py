"""What a file may say to who cannot see its pages: a language, a picture, a redaction with ground.

Anything else in such a place is text that nobody who reviewed the page has seen.
"""

from __future__ import annotations

import re
from typing import Any

SPOKEN = "gelakt: "
"""How the words begin that a screen reader says for a box; pdfium gives them instead of what is
printed (ActualText, ISO 32000-1, 14.9.4)."""
LONGEST_LABEL = 120
_NEUTRAL = frozenset({"Afbeelding", "Tekening", "Paginanummer"})
"""Words for what has none of its own (ISO 14289-1, 7.3: a figure has other words)."""
_NAMES = (
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct P H H1 H2 H3 H4 H5 H6 "
    "L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link "
    "Annot Figure Formula Form"
)
KIND_NAMES = tuple(_NAMES.split())
_KINDS = frozenset(f"/{name}" for name in KIND_NAMES)
"""Standard structure types (ISO 32000-1, 14.8.4); any other is a word of somebody."""
_POINTERS = frozenset(("/OBJR", "/MCR"))
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z]{2})?")


def is_label(said: str, labels: frozenset[str] | None) -> bool:
    """Whether other words for what is shown only name a redaction and its ground, or a picture.

    Args:
        said: the words.
        labels: of the boxes; None when they are not known, and anything short may be one.
    """
    if said in _NEUTRAL:
        return True
    if not said.startswith(SPOKEN):
        return False
    label = said.removeprefix(SPOKEN)
    return len(label) <= LONGEST_LABEL if labels is None else label in labels


def is_known_kind(element: Any) -> bool:
    """Whether an element of the structure tree is of a kind that the standard names.

    A reference to content or to an object has no kind of its own (ISO 32000-1, 14.7.4).
    """
    if str(element.get("/Type", "")) in _POINTERS:
        return True
    return str(element.get("/S", "")) in _KINDS


def is_language(said: str) -> bool:
    """Whether the words are the code of a language (RFC 5646) and no more."""
    return _LANGUAGE.fullmatch(said) is not None
