"""Tells what kind of document a first page is the first page of. Standard library only.

Kinds are the words of `Document.kind`; source: shared domain study, R17, R18.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_TITLE_LINES = 25
"""In how many lines the word for the kind of document is looked for."""
_MAIL_LINES = 15
_SALUTATION_LINES = 60
_FIGURES = 20
"""From how many lines of nothing but a number an overview is one of figures."""

_KINDS: tuple[tuple[str, str], ...] = (
    ("conceptnota", r"concept\s*-?\s*nota\b"),
    ("beslisnota", r"beslis\s*nota\b"),
    ("nota", r"nota\b(?!\s+bene)"),
    ("notitie", r"(?:start|opleg|beleids)?notitie\b"),
    ("processchets", r"proces\s?schets\b"),
    ("informatieblad", r"informatieblad\b"),
    ("memo", r"(?:memo|memorandum)\b"),
    ("kamervragen", r"(?:kamervragen|beantwoording\s+(?:van\s+)?(?:de\s+)?(?:schriftelijke\s+)?"
     r"(?:kamer)?vragen|vragen\s+van\s+(?:het\s+lid|de\s+leden))\b"),
    ("Kamerbrief", r"(?:kamerbrief|brief\s+aan\s+de\s+(?:tweede|eerste)\s+kamer)\b"),
    ("verslag", r"(?:(?:gespreks|vergader|besprekings|bezoek)?verslag|notulen)\b"),
    ("presentielijst", r"(?:presentie|aanwezigheids|aanwezigen)lijst\b"),
    ("annotatie", r"annotatie\b"),
    ("agenda", r"(?:geannoteerde\s+)?agenda\b"),
    ("werkinstructie", r"werkinstructie\b"),
    ("cijferoverzicht", r"cijferoverzicht\b"),
    ("overzicht", r"overzicht\b"),
    ("rapport", r"(?:(?:onderzoeks|eind)?rapport|rapportage|stand\s+van\s+de\s+uitvoering)\b"),
    ("vragenlijst", r"(?:vragenlijst|(?:nr\.\s+)?lijst\s+van\s+vragen)\b"),
    ("spreektekst", r"(?:spreektekst|spreekpunten|q\s?&\s?a)\b"),
    ("woordvoeringslijn", r"(?:woordvoeringslijn|persvraag|persvragen)\b"),
)  # fmt: skip
_LESSER_KINDS: tuple[tuple[str, str], ...] = (
    ("brief", r"(?:geachte\b|beste\b|>?\s*retouradres\b)"),
    ("bijlage", r"bijlage(?:\s+nummer)?\s+\w{1,4}\b"),
)
"""Looked for when no line names the kind itself."""
_NAMES = {f"k{n}": kind for n, (kind, _) in enumerate((*_KINDS, *_LESSER_KINDS))}


def _any_of(kinds: Sequence[tuple[str, str]], first: int) -> re.Pattern[str]:
    """One expression for all of them: the first that matches names the kind by its group."""
    named = (f"(?P<k{n}>{pattern})" for n, (_, pattern) in enumerate(kinds, first))
    return re.compile("|".join(named), re.IGNORECASE)


_KIND = _any_of(_KINDS, 0)
_LESSER_KIND = _any_of(_LESSER_KINDS, len(_KINDS))
_MAIL_LABEL = re.compile(r"(van|from|aan|to|verzonden|sent|onderwerp|subject)\s*:", re.IGNORECASE)
_CONCEPT = re.compile(r"\W*(?:concept|ontwerp|draft)\b", re.IGNORECASE)
_TO_PARLIAMENT = re.compile(
    r"(?:aan\s+)?de\s+voorzitter\s+van\s+de\s+(?:tweede|eerste)\s+kamer", re.IGNORECASE
)
_FROM_MINISTRY = re.compile(
    r"ministerie\s+van\b|ministerie\b.{0,40}$|>?\s*retouradres", re.IGNORECASE
)
_NUMBER = re.compile(r"[€%\d.,\s-]*\d[€%\d.,\s-]*")
_STAMP = re.compile(
    r"[\u200e\[]{0,2}(\d{1,2}[-/.]\d{1,2}[-/.](?:\d{2}|\d{4}|)),?\s+\d{1,2}:\d\d(?::\d\d)?\]?"
    r"\s*(?:-\s|[A-Z+~])"
)
_CHAT_STAMPS = 4
_NUMBERING = re.compile(
    r"(?:(?:\d[\d.\-]*|bijlage|bijl|doc|document|scan|def|definitieve?|kopie|v\d+)[\s.)-]+)*",
    re.IGNORECASE,
)


def kind_of(lines: Sequence[str], file_name: str = "") -> str:
    """The kind of document; "" when nothing says so.

    Args:
        lines: of the first page, without empty ones.
        file_name: a weak hint, for where the page itself is silent or says only "nota".
    """
    kind = _kind_of_lines(lines)
    named = _kind_of_name(file_name)
    return named if not kind or (kind, named) == ("nota", "conceptnota") else kind


def mail_labels(lines: Sequence[str]) -> tuple[int, ...]:
    """Numbers of the lines that begin with a label of a mail heading."""
    return tuple(n for n, line in enumerate(lines) if _MAIL_LABEL.match(line))


def chat_stamps(lines: Sequence[str]) -> tuple[str, ...]:
    """The days, as printed, with which messages of a chat begin; none for what is no chat."""
    stamps = tuple(match[1] for line in lines if (match := _STAMP.match(line)))
    return stamps if len(stamps) >= _CHAT_STAMPS else ()


def _kind_of_lines(lines: Sequence[str]) -> str:
    head = lines[:_TITLE_LINES]
    top = head[:_MAIL_LINES]
    labels = {match[1].lower() for line in top if (match := _MAIL_LABEL.match(line))}
    if len(labels) >= 3:
        return "e-mail"
    if chat_stamps(head):
        return "chat"
    kind = _first_kind(head, _KIND) or _first_kind(lines[:_SALUTATION_LINES], _LESSER_KIND)
    if kind == "nota" and any(_CONCEPT.match(line) for line in head[:10]):
        return "conceptnota"
    if kind == "brief" and _is_to_parliament(head):
        return "Kamerbrief"
    if kind == "overzicht" and sum(map(bool, map(_NUMBER.fullmatch, lines))) >= _FIGURES:
        return "cijferoverzicht"
    return kind


def _is_to_parliament(head: Sequence[str]) -> bool:
    return any(map(_TO_PARLIAMENT.match, head)) and any(map(_FROM_MINISTRY.match, head))


def _first_kind(lines: Sequence[str], pattern: re.Pattern[str]) -> str:
    """The kind that the earliest line begins with; a title may run on to the next line."""
    for number, line in enumerate(lines):
        title = " ".join(lines[number : number + 2]) if len(line) < 30 else line
        match = pattern.match(title)
        if match is not None:
            return _NAMES[match.lastgroup or ""]
    return ""


def _kind_of_name(file_name: str) -> str:
    """The kind that a file name begins with, its numbering aside."""
    words = " ".join(file_name.replace("_", " ").split())
    rest = words[_NUMBERING.match(words).end() :]  # type: ignore[union-attr]  # matches the empty
    return _first_kind([rest], _KIND)
