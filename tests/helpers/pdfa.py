"""What pikepdf's validator of PDF/A-2b says, where it knows more than the standard."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf.pdfa

_NO_FAULT = re.compile(
    r"pdfaid:conformance is 'A', expected 'B'"
    r"|XMP.*(?:pdfaExtension|pdfaSchema|pdfaProperty|pdfuaid)"
)
"""WHY: level A is level B with tags, and an extension schema is how PDF/UA is said in a PDF/A (ISO
19005-2, 5 and 6.6.2.3.2); veraPDF accepts both."""


def pdfa_findings(path: Path) -> list[str]:
    """Messages about a file that should be PDF/A-2b or better."""
    return [finding.message for finding in _faults(path)]


def pdfa_rules(path: Path) -> set[str]:
    """Rules that such a file breaks."""
    return {finding.rule for finding in _faults(path)}


def _faults(path: Path) -> list[pikepdf.pdfa.Finding]:
    found = pikepdf.pdfa.validate_written(path, "2b").findings
    return [finding for finding in found if not _NO_FAULT.search(finding.message)]
