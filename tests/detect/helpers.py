"""Runs one recogniser on one text and says what it found, in words a table can hold."""

from __future__ import annotations

from woo_desk.detect.context import PageContext
from woo_desk.detect.normal import normalise
from woo_desk.detect.recognizers.base import DeskRecognizer
from woo_desk.domain.finding import Role

REDACT_FROM = 0.75
KEPT = (Role.OFFICE, Role.TOP, Role.FUNCTIONAL, Role.MINISTRY)


def finds(recognizer: DeskRecognizer, text: str) -> list[tuple[str, str]]:
    """(words found, "redact" | "ask" | "keep") in order of place, as the policy would say."""
    page = PageContext(normalise(text))
    hits = sorted(recognizer.find(page), key=lambda hit: (hit.start, -hit.end, -hit.score))
    result: list[tuple[str, str]] = []
    covered = 0
    for hit in hits:
        if hit.start < covered:
            continue
        covered = hit.end
        sure = "redact" if hit.score >= REDACT_FROM else "ask"
        result.append((page.text[hit.start : hit.end], "keep" if hit.role in KEPT else sure))
    return result
