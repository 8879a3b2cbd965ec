"""Templates of letters: headings and texts are data, which an organisation can replace.

A template is a TOML file: `titel` and a list `[[sectie]]` with

    sleutel     name of the section; a dossier may give it a text of its own
    kop         heading; none when it is left out
    tekst       paragraphs, with an empty line between them
    lijst       name of a list; `regel` is written once for each of its rows
    tabel       name of a list; `kolommen` are pairs of heading and text
    als         name of a value or list: the section is left out when that is empty
    nodig       names of values, with commas: while one of them is empty, the letter says that this
                has to be filled in
    eigen_tekst true: somebody has to write this section; its `tekst` says what about
    bladzijde   true: begins on a new page

Texts hold names of values in braces, nothing else: no attributes, no indexes, no formats. A line
that is only a label with one value ("Ons kenmerk: {zaaknummer}") is left out while that is empty.
"""

from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from woo_desk.domain.letters import Block, BlockKind, Letter, LetterKind
from woo_desk.errors import UsageError
from woo_desk.resources import resource_path
from woo_desk.texts import dutch_text

_LABEL = re.compile(r"[^{}.:]{1,40}:\s*\{(\w+)\}")
FOLDER = "sjablonen"
HOUSE_STYLE = "huisstijl.docx"
"""Beside the templates of an organisation; its styles, header and footer are used."""
MOST_CHARACTERS = 1_000_000


_DUTCH = {
    "key": "sleutel", "heading": "kop", "words": "tekst", "items": "lijst", "line": "regel",
    "table": "tabel", "columns": "kolommen", "only_with": "als", "needs": "nodig",
    "own_words": "eigen_tekst", "new_page": "bladzijde", "title": "titel", "sections": "sectie",
}  # fmt: skip
"""Names of fields as the file has them."""


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename=_DUTCH):
    """One section; see the top of this module."""

    key: str
    heading: str = ""
    words: str = ""
    items: str = ""
    line: str = ""
    table: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    only_with: str = ""
    needs: str = ""
    own_words: bool = False
    new_page: bool = False


class Template(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename=_DUTCH):
    """All of a template."""

    title: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """What a template is filled with."""

    values: Mapping[str, str]
    lists: Mapping[str, Sequence[Mapping[str, str]]]
    own: Mapping[str, str] = field(default_factory=dict)
    """Text by "template.section" that takes the place of the template's."""


def file_name(kind: LetterKind) -> str:
    """Name of the file of a template."""
    return f"{kind.value}.toml"


def shipped_template(kind: LetterKind) -> str:
    """What our own template says."""
    return (resource_path(FOLDER) / file_name(kind)).read_text("utf-8")


def read_template(kind: LetterKind, content: str) -> Template:
    """The template in a text.

    Raises:
        UsageError: "template_wrong": it is too long, or no template.
    """
    try:
        if len(content) > MOST_CHARACTERS:
            raise UsageError("template_wrong", name=file_name(kind))
        return msgspec.convert(tomllib.loads(content), Template)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise UsageError("template_wrong", name=file_name(kind)) from error


def fill(kind: LetterKind, template: Template, material: Material) -> Letter:
    """The letter.

    Raises:
        UsageError: "template_wrong": it asks for a value or list that does not exist.
    """
    filler = _Filler(kind, material)
    title = filler.said(template.title, material.values)
    blocks = [Block(BlockKind.TITLE, title)] if title else []
    for section in template.sections:
        blocks += filler.section(section)
    return Letter(kind, title, tuple(blocks), tuple(filler.gaps))


class _Filler:
    """Fills one template, and remembers what is still to be written."""

    def __init__(self, kind: LetterKind, material: Material) -> None:
        self._kind = kind
        self._material = material
        self.gaps: list[str] = []

    def section(self, section: Section) -> Iterator[Block]:
        """The blocks of one section; none when it does not apply."""
        if section.only_with and not self._has(section.only_with):
            return
        if section.new_page:
            yield Block(BlockKind.PAGE)
        if section.heading:
            yield Block(BlockKind.HEADING, self.said(section.heading, self._material.values))
        for paragraph in self._text(section).split("\n\n"):
            if paragraph.strip():
                yield Block(BlockKind.TEXT, paragraph.strip("\n"))
        for row in self._rows(section.items):
            yield Block(BlockKind.ITEM, self.said(section.line, row))
        if section.table and (rows := self._rows(section.table)):
            heading = tuple(name for name, _ in section.columns)
            cells = [tuple(self.said(cell, row) for _, cell in section.columns) for row in rows]
            yield Block(BlockKind.TABLE, rows=(heading, *cells))

    def _text(self, section: Section) -> str:
        own = self._material.own.get(f"{self._kind.value}.{section.key}", "").strip()
        if own:
            return own
        needed = [name.strip() for name in section.needs.split(",") if name.strip()]
        is_empty = not all(self._has(name) for name in needed)
        if is_empty or section.own_words:
            self.gaps.append(section.heading or section.key)
            hint = "" if is_empty else self.said(section.words, self._material.values)
            return dutch_text("letter.to_write", what=hint or section.heading or section.key)
        lines = section.words.split("\n")
        kept = "\n".join(line for line in lines if not self._is_bare_label(line))
        return self.said(kept, self._material.values)

    def _is_bare_label(self, line: str) -> bool:
        match = _LABEL.fullmatch(line.strip())
        return match is not None and not self._material.values.get(match[1], "?").strip()

    def said(self, pattern: str, values: Mapping[str, str]) -> str:
        """A text with its names filled in; names of a row go before those of the letter."""
        result = []
        try:
            for literal, name, spec, conversion in string.Formatter().parse(pattern):
                result.append(literal)
                if name is None:
                    continue
                if spec or conversion or name not in {**self._material.values, **values}:
                    raise self._wrong(name)
                result.append(values.get(name, self._material.values.get(name, "")))
        except ValueError as error:  # a brace that stands alone
            raise self._wrong("{") from error
        return "".join(result)

    def _has(self, name: str) -> bool:
        if name in self._material.lists:
            return bool(self._material.lists[name])
        if name not in self._material.values:
            raise self._wrong(name)
        return bool(self._material.values[name].strip())

    def _rows(self, name: str) -> Sequence[Mapping[str, str]]:
        if not name:
            return ()
        if name not in self._material.lists:
            raise self._wrong(name)
        return self._material.lists[name]

    def _wrong(self, what: str) -> UsageError:
        return UsageError("template_wrong", name=f"{self._kind.value}.toml: {what[:40]}")
