"""What a converter gives: pages to print, what is hidden, and what lies inside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from woo_desk.domain.document import HiddenItem, HiddenKind, IntakeProblem, MailFacts, Relation
from woo_desk.domain.printout import Block, Ink, Paragraph, Printout, Run
from woo_desk.errors import LimitExceeded, SourceError
from woo_desk.texts import text

MAX_DETAIL = 500
"""Characters of `HiddenItem.detail`."""
MAX_HIDDEN = 200
"""Items of one kind; a last one tells how many more there are."""


@dataclass(frozen=True, slots=True)
class Part:
    """A document inside a source."""

    name: str
    content: Callable[[], bytes]
    """Reads it; SourceError when it cannot be read. WHY not bytes: one at a time is in memory."""
    relation: Relation
    path: str = ""
    """In the container, with folders; "" when the name says all."""


@dataclass(slots=True)
class Converted:
    """The result of a conversion, filled while the source is read."""

    blocks: list[Block] = field(default_factory=list)
    hidden: list[HiddenItem] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    warnings: list[IntakeProblem] = field(default_factory=list)
    source_text: list[str] = field(default_factory=list)
    """All text of the source, read in a second, simpler way than the blocks were made."""
    mail: MailFacts | None = None

    @property
    def printout(self) -> Printout:
        """The blocks as a printout."""
        return Printout(tuple(self.blocks))

    def warn(self, problem: IntakeProblem) -> None:
        """Name something that a person has to look at."""
        if problem not in self.warnings:
            self.warnings.append(problem)

    def hide(self, kind: HiddenKind, detail: str) -> None:
        """List something that a reader of the source does not see."""
        self.hidden.append(HiddenItem(kind, None, shown(detail)))

    def capped_hidden(self) -> tuple[HiddenItem, ...]:
        """The hidden items, at most MAX_HIDDEN of a kind."""
        result: list[HiddenItem] = []
        for kind in HiddenKind:
            found = [item for item in self.hidden if item.kind is kind]
            if len(found) > MAX_HIDDEN:
                more = text("hidden_detail.more", count=len(found) - MAX_HIDDEN + 1)
                found = [*found[: MAX_HIDDEN - 1], HiddenItem(kind, None, more)]
            result += found
        return tuple(result)


def shown(untrusted: str) -> str:
    """Text on one line without control characters, at most MAX_DETAIL characters."""
    clean = "".join(c if c.isprintable() else " " for c in untrusted[: 4 * MAX_DETAIL])
    short = " ".join(clean.split())
    return short if len(short) <= MAX_DETAIL else short[: MAX_DETAIL - 1] + "…"


def mark(key: str, /, **values: object) -> Run:
    """Words of the program in the pages: the text `mark.<key>` in brackets."""
    return Run(f"[{text(f'mark.{key}', **values)}]", Ink.MARK)


def mark_line(key: str, /, **values: object) -> Paragraph:
    """A line of the program's own."""
    return Paragraph((mark(key, **values),))


def lines_of(runs: Sequence[Run]) -> bool:
    """Whether the runs hold anything to read."""
    return any(run.text.strip() for run in runs)


def problem(value: IntakeProblem) -> SourceError:
    """The error that ends a conversion with this problem."""
    return SourceError(value.value)


def limit(value: IntakeProblem) -> LimitExceeded:
    """The error that ends a conversion because a bound was reached."""
    return LimitExceeded(value.value)
