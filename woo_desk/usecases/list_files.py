"""Lists of the user as CSV files: UTF-8, a header in Dutch, one entry a line.

Written with semicolons, as a Dutch spreadsheet does; read with semicolons, commas or tabs. A file
with a mistake is refused as a whole, with every line that is wrong: half a list is a trap.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from woo_desk.domain.finding import EntityType
from woo_desk.domain.ids import GroundCode
from woo_desk.domain.list_entry import (
    LONGEST_TERM,
    OFFICES,
    ListEntry,
    ListKind,
    ListScope,
    OfficeHolder,
)
from woo_desk.domain.terms import same_words
from woo_desk.errors import UsageError
from woo_desk.texts import dutch_text, text
from woo_desk.usecases.grounds import load_grounds
from woo_desk.usecases.names import clean_name
from woo_desk.usecases.policies import table_text, write_table

ENTRY_COLUMNS = ("term", "varianten", "soort", "van", "tot_en_met", "grondslag", "reden")
HOLDER_COLUMNS = ("achternaam", "voornaam", "rol", "orgaan", "van", "tot", "partij")
_NEEDED: Mapping[tuple[str, ...], tuple[str, ...]] = {
    ENTRY_COLUMNS: ("term",),
    HOLDER_COLUMNS: ("achternaam", "voornaam", "rol"),
}
_BETWEEN = "|"
_SHOWN = 12
"""So many wrong lines are told at once."""
_MOST_BYTES = 20_000_000
_DUTCH_DATE = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_FORMULA = ("=", "+", "-", "@")

E = TypeVar("E", ListEntry, OfficeHolder)


@dataclass(frozen=True, slots=True)
class LineProblem:
    """What is wrong with one line."""

    line: int
    """1-based, the header being line 1."""
    key: str
    """Text key below `list.problem`."""
    values: Mapping[str, str | int]

    @property
    def sentence(self) -> str:
        """The problem in Dutch."""
        return text(f"list.problem.{self.key}", line=self.line, **self.values)


class _Wrong(Exception):
    """Carries a problem to where its line is known."""

    def __init__(self, key: str, **values: str | int) -> None:
        super().__init__(key)
        self.key, self.values = key, values


def read_entries(path: Path, kind: ListKind, scope: ListScope) -> tuple[ListEntry, ...]:
    """The entries of a list.

    Raises:
        UsageError: the file cannot be read, its header or a line is wrong. The error's `problems`
            name every such line in Dutch.
    """
    name = clean_name(path.name)
    return entries_in(_content(path, name), name, kind, scope)


def entries_in(content: str, name: str, kind: ListKind, scope: ListScope) -> tuple[ListEntry, ...]:
    """The entries of a list that is given as text; `name` is what errors call it."""
    return _read(
        content,
        name,
        ENTRY_COLUMNS,
        lambda row: _entry(row, kind, scope),
        lambda entry: [(same_words(term), term) for term in dict.fromkeys(entry.terms)],
    )


def read_holders(path: Path, scope: ListScope) -> tuple[OfficeHolder, ...]:
    """The office holders of a list; raises as `read_entries`."""
    name = clean_name(path.name)
    return holders_in(_content(path, name), name, scope)


def holders_in(content: str, name: str, scope: ListScope) -> tuple[OfficeHolder, ...]:
    """The office holders of a list that is given as text; as `entries_in`."""
    return _read(
        content,
        name,
        HOLDER_COLUMNS,
        lambda row: _holder(row, scope),
        lambda holder: [(holder.key, holder.full_name)],
    )


def write_entries(path: Path, entries: Sequence[ListEntry]) -> Path:
    """Write a list so that `read_entries` gives the same; UsageError when that fails."""
    return write_table(path, ENTRY_COLUMNS, map(_entry_row, entries))


def entries_text(entries: Sequence[ListEntry]) -> str:
    """A list as text; `entries_in` gives the same."""
    return table_text(ENTRY_COLUMNS, map(_entry_row, entries))


def holders_text(holders: Sequence[OfficeHolder]) -> str:
    """A list as text; `holders_in` gives the same."""
    return table_text(HOLDER_COLUMNS, map(_holder_row, holders))


def write_holders(path: Path, holders: Sequence[OfficeHolder]) -> Path:
    """Write a list so that `read_holders` gives the same; UsageError when that fails."""
    return write_table(path, HOLDER_COLUMNS, map(_holder_row, holders))


# --- reading ------------------------------------------------------------------------------------


def _read(
    content: str,
    name: str,
    columns: tuple[str, ...],
    make: Callable[[Mapping[str, str]], E],
    names_of: Callable[[E], Sequence[tuple[str, str]]],
) -> tuple[E, ...]:
    problems: list[LineProblem] = []
    entries: list[E] = []
    seen: dict[str, int] = {}
    for line, row in _rows(content, columns, name):
        try:
            entry = make(row)
            for same, shown in names_of(entry):
                _refuse_double(seen.setdefault(same, line), line, row, shown)
            entries.append(entry)
        except _Wrong as wrong:
            problems.append(LineProblem(line, wrong.key, wrong.values))
    if problems:
        sentences = "\n".join(problem.sentence for problem in problems[:_SHOWN])
        raise UsageError("list_lines", name=name, problems=sentences)
    return tuple(entries)


def _refuse_double(earlier: int, line: int, row: Mapping[str, str], shown: str) -> None:
    """A term may come back only in a line with a period of its own."""
    has_period = row.get("van") or row.get("tot_en_met") or row.get("tot")
    if earlier != line and not has_period:
        raise _Wrong("double", value=shown, earlier=earlier)


def _rows(
    content: str, columns: tuple[str, ...], name: str
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Number and fields of each line that is not empty."""
    lines = content.splitlines(keepends=True)
    header = lines[0] if lines else ""
    sign = max(";,\t", key=header.count)
    reader = csv.reader(lines, delimiter=sign, strict=True)
    try:
        found = [cell.strip().lower().replace(" ", "_") for cell in next(reader, [])]
        missing = [column for column in _NEEDED[columns] if column not in found]
        if missing:
            raise UsageError(
                "list_header", name=name, missing=", ".join(missing), columns=sign.join(columns)
            )
        for cells in reader:
            if any(cell.strip() for cell in cells):
                row = dict(zip(found, (_unescaped(cell.strip()) for cell in cells), strict=False))
                if len(cells) > len(found) and any(c.strip() for c in cells[len(found) :]):
                    row["+"] = "more"
                yield reader.line_num, row
    except csv.Error:
        raise UsageError("list_unreadable", name=name) from None


def _content(path: Path, name: str) -> str:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise UsageError("list_unreadable", name=name)
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise UsageError("list_unreadable", name=name) from None


def _unescaped(cell: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from calculating; see `_escaped`."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _FORMULA else cell


def _entry(row: Mapping[str, str], kind: ListKind, scope: ListScope) -> ListEntry:
    _refuse_more(row)
    variants = (part.strip() for part in row.get("varianten", "").split(_BETWEEN))
    terms = (row.get("term", ""), *(v for v in variants if v))
    if any(not same_words(term) or len(term) > LONGEST_TERM for term in terms):
        raise _Wrong("term")
    since, until = _day(row.get("van", "")), _day(row.get("tot_en_met", ""))
    if since and until and until < since:
        raise _Wrong("period")
    ground = _ground(row.get("grondslag", ""))
    if ground and kind is ListKind.NEVER:
        raise _Wrong("ground_never")
    return ListEntry(
        kind=kind,
        term=terms[0],
        variants=tuple(dict.fromkeys(terms[1:])),
        entity_type=_entity(row.get("soort", "")),
        valid_from=since,
        valid_until=until,
        ground_code=ground,
        reason=row.get("reden", ""),
        scope=scope,
    )


def _holder(row: Mapping[str, str], scope: ListScope) -> OfficeHolder:
    _refuse_more(row)
    surname, first_name = row.get("achternaam", ""), row.get("voornaam", "")
    if not same_words(surname) or not same_words(first_name):
        raise _Wrong("name")
    role = row.get("rol", "").lower()
    if role not in OFFICES:
        raise _Wrong("office", value=role, allowed=", ".join(OFFICES))
    since, until = _day(row.get("van", "")), _day(row.get("tot", ""))
    if since and until and until < since:
        raise _Wrong("period")
    return OfficeHolder(
        surname=surname,
        first_name=first_name,
        role=role,
        body=row.get("orgaan", ""),
        since=since,
        until=until,
        party=row.get("partij", ""),
        scope=scope,
    )


def _refuse_more(row: Mapping[str, str]) -> None:
    if "+" in row:
        raise _Wrong("columns")


def _entity(word: str) -> EntityType:
    if not word:
        return EntityType.TERM
    labels = {dutch_text(f"entity.{entity.value}").lower(): entity for entity in EntityType}
    found = labels.get(word.lower())
    if found is None:
        raise _Wrong("kind", value=word, allowed=", ".join(sorted(labels)))
    return found


def _day(word: str) -> dt.date | None:
    if not word:
        return None
    dutch = _DUTCH_DATE.fullmatch(word)
    try:
        if dutch:
            return dt.date(int(dutch[3]), int(dutch[2]), int(dutch[1]))
        return dt.date.fromisoformat(word)
    except ValueError:
        raise _Wrong("date", value=word) from None


def _ground(word: str) -> GroundCode | None:
    if not word:
        return None
    for ground in load_grounds():
        if word.lower() == ground.code.lower():
            return ground.code
    raise _Wrong("ground", value=word)


# --- writing ------------------------------------------------------------------------------------


def _entry_row(entry: ListEntry) -> Sequence[str]:
    name = dutch_text(f"entity.{entry.entity_type.value}")
    kind = "" if entry.entity_type is EntityType.TERM else name
    return [
        _escaped(entry.term),
        _escaped(_BETWEEN.join(entry.variants)),
        kind,
        entry.valid_from.isoformat() if entry.valid_from else "",
        entry.valid_until.isoformat() if entry.valid_until else "",
        entry.ground_code or "",
        _escaped(entry.reason),
    ]


def _holder_row(holder: OfficeHolder) -> Sequence[str]:
    return [
        _escaped(holder.surname),
        _escaped(holder.first_name),
        holder.role,
        _escaped(holder.body),
        holder.since.isoformat() if holder.since else "",
        holder.until.isoformat() if holder.until else "",
        _escaped(holder.party),
    ]


def _escaped(cell: str) -> str:
    """The cell so that a spreadsheet takes it for text and not for a formula."""
    return f"'{cell}" if cell[:1] in _FORMULA else cell
