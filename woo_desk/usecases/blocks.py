"""Finds mail headers and signature blocks in page texts, for redacting them in one go.

Readable stay: labels, date and subject of a mail; the greeting and what names an organisation.
Findings that stay readable (a minister in the address line) are cut out; see `sweep_places`.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.finding import Finding
from woo_desk.domain.geometry import Span
from woo_desk.usecases.places import Place, place_in


class BlockKind(enum.StrEnum):
    """Kinds of blocks. Texts: `block.<value>`."""

    MAIL_HEADER = "mail_header"
    SIGNATURE = "signature"


LABEL = re.compile(
    r"[>|\s]*(van|from|aan|to|cc|bcc|verzonden|sent|datum|date|onderwerp|subject|bijlagen?|"
    r"attachments?|prioriteit|importance)\s*:[ \t]*",
    re.IGNORECASE,
)
PEOPLE = frozenset({"van", "from", "aan", "to", "cc", "bcc"})
LABELS_OF_A_HEADER = 2
"""So many different labels near one another make a header."""
HEADER_GAP = 2
"""Labels of one header stand at most so many lines apart."""
GREETING = re.compile(
    r"[>|\s]*(met (?:vriendelijke|hartelijke) groet(?:en)?|vriendelijke groet(?:en)?|hoogachtend|"
    r"hartelijke groet(?:en)?|groet(?:en|jes)?|mvg|m\.v\.g\.|(?:kind|best|warm) regards|regards)"
    r"(?P<end>[\s,.!]*$|[\s,.!]+)",
    re.IGNORECASE,
)
SIGNATURE_LINES = 10
"""A signature has at most so many lines with words."""
SENTENCE_WORDS = 12
"""A line of so many words is a sentence and ends the signature."""
ORGANISATION = re.compile(
    r"[>|\s]*(ministerie|minister|directie|directoraat|dg\b|afdeling|bureau|team\b|gemeente|"
    r"provincie|dienst|rijks|inspectie|agentschap|postbus|bezoekadres|www\.|https?:)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w")


def block_spans(kind: BlockKind, text: str) -> tuple[Span, ...]:
    """What to redact of every block of this kind on a page: at most one span per line."""
    lines = tuple(_lines(text))
    spans = _headers(lines) if kind is BlockKind.MAIL_HEADER else _signatures(lines)
    return tuple(span for span in spans if _WORD.search(text, span.start, span.end))


def sweep_places(
    kind: BlockKind, state: DocumentState, page_index: int, text: str
) -> tuple[Place, ...]:
    """The places to decide: open findings in the blocks, and the words between the findings.

    What is redacted already, or stays readable by policy or by a person's decision, is left out.
    """
    findings = [f for f in state.findings if f.page_index == page_index]
    document_id = state.document.id
    places = []
    for span in block_spans(kind, text):
        inside = [finding for finding in findings if finding.span.overlaps(span)]
        places += [
            place_in(document_id, page_index, finding.span, text, finding)
            for finding in inside
            if state.is_open(finding)
        ]
        places += [
            place_in(document_id, page_index, rest, text) for rest in _between(span, inside, text)
        ]
    unique = {place.span: place for place in places}
    return tuple(unique[span] for span in sorted(unique))


def _between(span: Span, findings: Sequence[Finding], text: str) -> Iterator[Span]:
    """The stretches with letters that no finding covers."""
    at = span.start
    for finding in sorted(findings, key=lambda one: one.span):
        yield from _with_letters(at, finding.span.start, text)
        at = max(at, finding.span.end)
    yield from _with_letters(at, span.end, text)


def _with_letters(start: int, end: int, text: str) -> Iterator[Span]:
    words = [start + match.start() for match in _WORD.finditer(text[start:end])]
    if words:
        yield Span(words[0], words[-1] + 1)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page without the spaces around it; "" for an empty one."""

    start: int
    words: str

    def after(self, offset: int) -> Iterator[Span]:
        """What stands behind the first `offset` characters; nothing when that is empty."""
        if offset < len(self.words):
            yield Span(self.start + offset, self.start + len(self.words))


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for line in text.split("\n"):
        words = line.strip()
        yield _Line(start + line.find(words), words)
        start += len(line) + 1


def _headers(lines: Sequence[_Line]) -> Iterator[Span]:
    labels = {
        number: match for number, line in enumerate(lines) if (match := LABEL.match(line.words))
    }
    for number, match in labels.items():
        near = {
            labels[n][1].lower()
            for n in range(number - HEADER_GAP, number + HEADER_GAP + 1)
            if n in labels
        }
        if match[1].lower() in PEOPLE and len(near) >= LABELS_OF_A_HEADER:
            yield from lines[number].after(match.end())
            yield from _continued(
                lines, number + 1, labels, is_empty=not match.string[match.end() :]
            )


def _continued(
    lines: Sequence[_Line], number: int, labels: Container[int], *, is_empty: bool
) -> Iterator[Span]:
    """Lines below a label that still belong to it: a list of addresses runs on.

    Args:
        lines: of the page.
        number: of the line below the label.
        labels: numbers of the lines with a label.
        is_empty: nothing stands behind the label, so its value is on the next line.
    """
    previous = lines[number - 1].words
    while number < len(lines) and number not in labels:
        words = lines[number].words
        runs_on = previous.endswith((";", ",")) or words.startswith(("<", ";"))
        if not words or not (runs_on or is_empty):
            return
        yield from lines[number].after(0)
        previous, is_empty, number = words, False, number + 1


def _signatures(lines: Sequence[_Line]) -> Iterator[Span]:
    for number, line in enumerate(lines):
        greeting = GREETING.match(line.words)
        if greeting is None:
            continue
        rest = line.words[greeting.end() :]
        if len(rest.split()) < SENTENCE_WORDS:
            yield from line.after(greeting.end())
            yield from _below(lines[number + 1 :])


def _below(lines: Iterable[_Line]) -> Iterator[Span]:
    """The lines of a signature, those of the organisation left out."""
    left = SIGNATURE_LINES
    for line in lines:
        if not line.words:
            continue
        if not left or LABEL.match(line.words) or len(line.words.split()) >= SENTENCE_WORDS:
            return
        left -= 1
        if not ORGANISATION.match(line.words):
            yield from line.after(0)
