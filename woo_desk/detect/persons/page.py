"""A text as the person rules look at it: tokens, what each may be, lines, and matching of terms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from woo_desk.detect.limits import Deadline
from woo_desk.detect.persons.lists import Lists, Mark, Terms
from woo_desk.detect.persons.tokens import Gap, Kind, Token, tokenize

_ENDS = frozenset(".!?:;•·*–—-|>\"“”'(")
_CHECKED = 64
"""Steps of a loop between two looks at the clock."""
_SEMICOLONS = 3
"""Of one line that is a row of cells: a line of a CSV file."""
_BULLETS = frozenset("-–—•·*>|#▪◦o✓☐□")


@dataclass(frozen=True, slots=True)
class Line:
    """Tokens of one printed line: indexes from `first` up to but not including `end`."""

    first: int
    end: int


class Page:
    """Tokens with their marks; indexes are token indexes unless said otherwise."""

    def __init__(self, text: str, lists: Lists, deadline: Deadline | None = None) -> None:
        self.text = text
        self.lists = lists
        self.deadline = deadline or Deadline()
        """Time left for who is at work on the page now; set anew for each call."""
        self.tokens: list[Token] = tokenize(text)
        self._count = len(self.tokens)
        self._folds = [token.fold for token in self.tokens]
        self._gaps = [token.gap for token in self.tokens]
        self.marks: list[int] = [
            lists.mark(t.fold) if t.kind is Kind.WORD else Mark.NONE for t in self.tokens
        ]
        self.lines: list[Line] = list(self._lines())
        self.line_of: list[int] = [
            number for number, line in enumerate(self.lines) for _ in range(line.first, line.end)
        ]
        self._rows = self._separated_lines() if text.count(";") >= _SEMICOLONS else frozenset()
        self._cut = frozenset(
            self.line_of[index]
            for index, (gap, fold) in enumerate(zip(self._gaps, self._folds, strict=True))
            if gap is Gap.WIDE or fold == "|" or (self._rows and self.is_border(index))
        )
        """Numbers of the lines that hold several cells."""
        self._bodies = [self._body(line) for line in self.lines]
        self.lower = frozenset(t.fold for t in self.tokens if t.kind is Kind.WORD and not t.capital)
        """Words that this text also writes without a capital."""
        self.things = frozenset(
            token.fold
            for before, token in zip(self.tokens, self.tokens[1:], strict=False)
            if token.capital
            and not before.capital
            and token.gap is Gap.SPACE
            and lists.has("grammar.before_things", before.fold)
        )
        """Words that this text writes an article or the like before: hardly a person's name."""
        self.loose: frozenset[int] = frozenset()
        """Tokens at places where a name is expected, so that also odd names are taken for one."""
        self.units: frozenset[int] = frozenset()
        """Tokens of names of units; nobody is sought there."""
        self.blocked: frozenset[int] = frozenset()
        """Tokens of what looks like a name and is none: streets, laws, motions."""

    def __len__(self) -> int:
        return self._count

    def check(self, step: int) -> None:
        """TimeoutError when the time is up; for loops, asked now and then by the number `step`."""
        if step % _CHECKED == 0:
            self.deadline.check()

    def _lines(self) -> Iterator[Line]:
        first = 0
        for index, token in enumerate(self.tokens):
            if index and token.gap in (Gap.LINE, Gap.BLOCK):
                yield Line(first, index)
                first = index
        if self.tokens:
            yield Line(first, len(self.tokens))

    def _separated_lines(self) -> frozenset[int]:
        """Numbers of the lines that are cut into cells by semicolons."""
        return frozenset(
            number
            for number, line in enumerate(self.lines)
            if sum(self._folds[i] == ";" for i in range(line.first, line.end)) >= _SEMICOLONS
            and all(
                self._gaps[i] is Gap.NONE or self._folds[i] != ";"
                for i in range(line.first, line.end)
            )
        )

    def _body(self, line: Line) -> int:
        """The first token of a line that is no number or sign."""
        for index in range(line.first, line.end):
            if self.tokens[index].kind not in (Kind.NUMBER, Kind.SIGN):
                return index
        return line.end

    def fold(self, index: int) -> str:
        """The folded word at an index; "" outside the text."""
        return self._folds[index] if 0 <= index < self._count else ""

    def gap(self, index: int) -> Gap:
        """What lies before a token; a block end after the last one."""
        return self._gaps[index] if 0 <= index < self._count else Gap.BLOCK

    def mark(self, index: int) -> int:
        """What the word at an index may be."""
        return self.marks[index] if 0 <= index < self._count else Mark.NONE

    def line_at(self, index: int) -> Line:
        """The line that a token stands on."""
        return self.lines[self.line_of[index]]

    def starts_line(self, index: int) -> bool:
        """Whether only bullets, numbers or signs stand before the token on its line."""
        return index <= self._bodies[self.line_of[index]]

    def starts_cell(self, index: int) -> bool:
        """Whether the token is the first of its line or of a table cell."""
        return (
            self.tokens[index].gap >= Gap.LINE
            or self.is_border(index - 1)
            or self.starts_line(index)
        )

    def cell_starts(self) -> Iterator[int]:
        """Every token for which `starts_cell` holds, in order."""
        for number, (line, body) in enumerate(zip(self.lines, self._bodies, strict=True)):
            end = line.end if number in self._cut else min(body + 1, line.end)
            for index in range(line.first, end):
                if index <= body or self.starts_cell(index):
                    yield index

    def is_one_cell(self, line: Line) -> bool:
        """Whether no sign and no wide gap cuts a line."""
        return self.line_of[line.first] not in self._cut

    def ends_cell(self, end: int) -> bool:
        """Whether a line or cell ends before the token with this index."""
        return self.gap(end) >= Gap.LINE or self.is_border(end)

    def is_border(self, index: int) -> bool:
        """Whether the token is a sign between two cells."""
        fold = self.fold(index)
        return fold == "|" or (fold == ";" and self.line_of[index] in self._rows)

    def starts_sentence(self, index: int) -> bool:
        """Whether a capital at this place says nothing, as any word would have one."""
        token = self.tokens[index]
        if token.gap >= Gap.WIDE or index == 0:
            return True
        before = self.tokens[index - 1]
        if before.kind is Kind.SIGN:
            return before.text in _ENDS
        if before.kind is Kind.NUMBER:
            return self.starts_line(index)
        return token.gap is Gap.LINE and self._is_short_line(index - 1)

    def _is_short_line(self, index: int) -> bool:
        line = self.line_at(index)
        return self.tokens[line.end - 1].end - self.tokens[line.first].start < 45

    def is_wrapped(self, index: int) -> bool:
        """Whether the line before this token is full, as in running text that goes on."""
        return not self._is_short_line(index - 1)

    def words(self, first: int, end: int) -> str:
        """The text from one token up to, not including, another; line ends as spaces."""
        return " ".join(self.text[self.tokens[first].start : self.tokens[end - 1].end].split())

    def stands_alone(self, index: int) -> bool:
        """Whether the word is the only one between two signs or cell borders."""
        before = self.gap(index) >= Gap.LINE or self.tokens[index - 1].kind is Kind.SIGN
        after = index + 1
        return before and (
            self.gap(after) >= Gap.LINE or self.tokens[after].kind in (Kind.SIGN, Kind.MAIL)
        )

    def term_at(self, terms: Terms, index: int) -> int:
        """How many tokens from here form one of the terms; 0 when none does. Longest wins."""
        for group in terms.get(self.fold(index), ()):
            size = len(group)
            if size == 1 or tuple(self._folds[index : index + size]) == group:
                return size
        return 0

    def term_before(self, terms: Terms, end: int, *, most: int = 5) -> int:
        """How many tokens just before `end` form one of the terms; 0 when none does."""
        for size in range(min(most, end), 0, -1):
            for group in terms.get(self.fold(end - size), ()):
                if len(group) == size and all(
                    self.tokens[end - size + n].fold == word for n, word in enumerate(group)
                ):
                    return size
        return 0

    def skip_bullets(self, index: int, end: int) -> int:
        """The first token from `index` that is not a bullet or list number."""
        while index < end and (
            self.tokens[index].text in _BULLETS
            or (self.tokens[index].kind is Kind.NUMBER and self.fold(index + 1) in (".", ")", "-"))
            or (
                self.tokens[index].text in (".", ")")
                and index > 0
                and self.tokens[index - 1].kind is Kind.NUMBER
            )
        ):
            index += 1
        return index
