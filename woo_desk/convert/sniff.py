"""Says what a file is, by its content; its name only decides which problem is told."""

from __future__ import annotations

import re
from pathlib import PurePath

from woo_desk.convert.text import decode_strictly
from woo_desk.domain.document import IntakeProblem, SourceType

_PDF_HEADER_WITHIN = 1024
"""Readers look for %PDF- in the first 1024 bytes (PDF 32000-1, annex H, note 13)."""
_MAX_TEXT_BYTES = 50 * 1024 * 1024
"""Of plain text; more would not fit in the pages that a PDF may have."""
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
"""WHY not 0x1a: old programs end a text file with it."""
_CODED = ("{\\rtf", "%!PS")
"""First characters of formats that are written in letters but are no text to read."""
_UNSUPPORTED_SUFFIXES = frozenset(
    (
        ".eml", ".mht", ".mhtml", ".htm", ".html", ".xhtml", ".xml", ".rtf", ".svg", ".ps", ".eps",
        ".ics", ".vcf", ".mbox",
    )
)  # fmt: skip
"""Formats made of letters that are meant to be shown by a program of their own."""
_CLAIMED_SUFFIXES = frozenset((".pdf", ".txt", ".text"))
"""Names that promise what the program can handle."""


def sniff(untrusted: bytes) -> SourceType:
    """What the bytes are: a PDF, text that can be read as it stands, or something unknown."""
    if b"%PDF-" in untrusted[:_PDF_HEADER_WITHIN]:
        return SourceType.PDF
    if not untrusted or len(untrusted) > _MAX_TEXT_BYTES:
        return SourceType.UNKNOWN
    text = decode_strictly(untrusted)
    if text is None or _UNPRINTABLE.search(text) or text.startswith(_CODED):
        return SourceType.UNKNOWN
    return SourceType.TEXT


def check_name(name: str, kind: SourceType) -> IntakeProblem | None:
    """What is wrong with a file of this name whose content is of this kind; None when nothing.

    A PDF is handled as a PDF under any name. Zero bytes are for `check_source`.
    """
    suffix = PurePath(name).suffix.lower()
    match kind:
        case SourceType.PDF:
            return None
        case SourceType.TEXT if suffix == ".pdf":
            return IntakeProblem.NOT_WHAT_IT_SAYS
        case SourceType.TEXT if suffix not in _UNSUPPORTED_SUFFIXES:
            return None
        case SourceType.UNKNOWN if suffix in _CLAIMED_SUFFIXES:
            return IntakeProblem.NOT_WHAT_IT_SAYS
        case _:
            return IntakeProblem.UNSUPPORTED


def check_source(name: str, untrusted: bytes) -> tuple[SourceType, IntakeProblem | None]:
    """Kind and problem of a source file: `sniff` and `check_name`, and EMPTY for zero bytes."""
    if not untrusted:
        return SourceType.UNKNOWN, IntakeProblem.EMPTY
    kind = sniff(untrusted)
    return kind, check_name(name, kind)
