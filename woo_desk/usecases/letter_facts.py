"""What the letters tell, read from a file: for the command line, and for who writes elsewhere."""

from __future__ import annotations

import dataclasses
import tomllib
from pathlib import Path

import msgspec

from woo_desk.domain.letters import LetterFacts, LetterKind
from woo_desk.errors import UsageError
from woo_desk.usecases.letter_templates import template_for
from woo_desk.usecases.names import clean_name

_MOST_BYTES = 1_000_000


def read_letter_facts(path: Path) -> LetterFacts:
    """The fields of `LetterFacts` from a TOML file; `[sections]` holds texts by "letter.section".

    Raises:
        UsageError: "letter_facts_unreadable": no file, or no TOML; "letter_facts_wrong": a field
            or section that does not exist, or that is no text, named as `what`.
    """
    name = clean_name(path.name)
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise UsageError("letter_facts_unreadable", name=name)
        table = tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        raise UsageError("letter_facts_unreadable", name=name) from None
    known = {field.name for field in dataclasses.fields(LetterFacts)}
    for field in sorted(set(table) - known):
        raise UsageError("letter_facts_wrong", name=name, what=clean_name(field))
    for field, value in table.items():
        if field != "sections" and not isinstance(value, str):
            raise UsageError("letter_facts_wrong", name=name, what=field)
    try:
        facts = msgspec.convert(table, LetterFacts)
    except msgspec.ValidationError:
        raise UsageError("letter_facts_wrong", name=name, what="sections") from None
    for section in sorted(set(facts.sections) - _sections()):
        raise UsageError("letter_facts_wrong", name=name, what=clean_name(section))
    return facts


def _sections() -> frozenset[str]:
    """Every section of every letter, in the templates as this organisation has them."""
    return frozenset(
        f"{kind.value}.{section.key}"
        for kind in LetterKind
        for section in template_for(kind).sections
    )
