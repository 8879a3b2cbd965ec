"""Word documents (.docx): what is printed, and everything that is not, marked as such.

The package is read as XML; nothing in it is run. Source: ECMA-376 part 1, 17.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from woo_desk.convert.docx_body import BodyReader
from woo_desk.convert.docx_numbers import Numbering
from woo_desk.convert.drawing import add_drawn_texts, drawn_parts
from woo_desk.convert.embedded import add_embedded
from woo_desk.convert.package import Package
from woo_desk.convert.properties import add_properties, ooxml_properties
from woo_desk.convert.result import Converted, mark, problem
from woo_desk.convert.source_text import word_stretches
from woo_desk.convert.xml import Element, all_text, attribute, children, every, first
from woo_desk.domain.document import HiddenKind, IntakeProblem
from woo_desk.domain.printout import Block, Ink, Kind, Paragraph, Printout, Run, text_of

_NOTES = (("footnotes", "footnote"), ("endnotes", "endnote"))


def convert_docx(package: Package, main: str = "word/document.xml") -> Converted:
    """All of a Word document.

    Raises:
        SourceError: damaged, encrypted.
        LimitExceeded: larger or more complex than is safe.
    """
    root = package.xml(main)
    body = first(root, "body") if root is not None else None
    if body is None:
        raise problem(IntakeProblem.DAMAGED)
    result = Converted()
    folder = posixpath.dirname(main)
    relations = package.relations(main)
    reader = BodyReader(
        package,
        result,
        Numbering.read(package.xml(f"{folder}/numbering.xml")),
        _styles(package.xml(f"{folder}/styles.xml")),
    )
    heads, feet = _running(package, reader, relations)
    result.blocks += heads
    comments = _part(package, relations, "comments")
    reader.read_comments(comments)
    result.blocks += reader.blocks(body, relations)
    result.blocks += feet
    for kind, entry in _NOTES:
        result.blocks += list(_notes(package, reader, relations, kind, entry))
    result.blocks += reader.comments_left()
    add_drawn_texts(package, result, f"{folder}/")
    add_embedded(package, result, f"{folder}/")
    _add_variables(package, result, f"{folder}/settings.xml")
    add_properties(result, ooxml_properties(package))
    result.source_text += _source_text(package, folder)
    return result


def _add_variables(package: Package, result: Converted, name: str) -> None:
    """Values that macros and letters to many keep in a document, and where those come from."""
    root = package.xml(name)
    for variable in every(root, "docVar") if root is not None else ():
        said = f"{attribute(variable, 'name')} = {attribute(variable, 'val')}"
        result.hide(HiddenKind.METADATA, said)
    for key in ("connectString", "query", "addressFieldName", "mailSubject"):
        for element in every(root, key) if root is not None else ():
            if attribute(element, "val"):
                result.hide(HiddenKind.METADATA, f"{key}: {attribute(element, 'val')}")
    for kind, target in package.relations(name).values():
        if kind in ("attachedTemplate", "mailMergeSource", "mailMergeHeaderSource"):
            result.hide(HiddenKind.METADATA, f"{kind}: {target.removeprefix('external:')}")


def _source_text(package: Package, folder: str) -> list[str]:
    """Text of every part that holds some; a header that is there twice in the same words, once."""
    wordings: set[tuple[str, ...]] = set()
    result: list[str] = []
    for name in package.names(f"{folder}/", ".xml"):
        if not _holds_text(name, folder):
            continue
        wording = tuple(word_stretches(package.xml(name)))
        if "/header" in name or "/footer" in name:
            if wording in wordings:
                continue
            wordings.add(wording)
        result += wording
    return [*result, *drawn_parts(package, f"{folder}/")]


def _holds_text(name: str, folder: str) -> bool:
    rest = name.removeprefix(f"{folder}/")
    begins = ("document", "header", "footer", "footnotes", "endnotes", "comments.")
    return "/" not in rest and rest.startswith(begins)


def _styles(root: Element | None) -> dict[str, tuple[str, Element | None]]:
    """Style id -> its name in small letters, and its numbering."""
    result: dict[str, tuple[str, Element | None]] = {}
    for style in children(root, "style") if root is not None else ():
        name = first(style, "name")
        said = attribute(name, "val").lower() if name is not None else ""
        result[attribute(style, "styleId")] = (said, first(style, "pPr", "numPr"))
    return result


def _part(
    package: Package, relations: dict[str, tuple[str, str]], kind: str
) -> tuple[Element | None, dict[str, tuple[str, str]]]:
    for found, target in relations.values():
        if found == kind and package.has(target):
            return package.xml(target), package.relations(target)
    return None, {}


def _running(
    package: Package, reader: BodyReader, relations: dict[str, tuple[str, str]]
) -> tuple[list[Block], list[Block]]:
    """Headers and footers, each wording once: headers before the text, footers after it."""
    seen: set[str] = set()
    result: dict[str, list[Block]] = {"header": [], "footer": []}
    for kind, target in sorted(set(relations.values())):
        root = package.xml(target) if kind in result else None
        if root is None:
            continue
        blocks = reader.blocks(root, package.relations(target))
        words = text_of(Printout(tuple(blocks)))
        if not words.strip() and all(isinstance(block, Paragraph) for block in blocks):
            continue
        reader.result.hide(HiddenKind.HEADER_FOOTER, words)
        if words in seen:
            continue
        seen.add(words)
        result[kind] += [Paragraph((mark(kind),), Kind.SMALL), *blocks]
    return result["header"], result["footer"]


def _notes(
    package: Package,
    reader: BodyReader,
    relations: dict[str, tuple[str, str]],
    kind: str,
    entry: str,
) -> Iterator[Block]:
    root, own = _part(package, relations, kind)
    notes = (
        [
            note
            for note in children(root, entry)
            # WHY the others too: "continued overleaf" is text; mostly they are a mere line.
            if attribute(note, "type") in ("", "normal") or "".join(all_text(note, "t")).strip()
        ]
        if root is not None
        else []
    )
    if notes:
        yield Paragraph((mark(kind),), Kind.HEADING)
    for note in notes:
        blocks = reader.blocks(note, own)
        number = attribute(note, "id")
        reader.result.hide(HiddenKind.NOTE, text_of(Printout(tuple(blocks))))
        lead = (mark(entry, number=number), Run(" ", Ink.PLAIN))
        if blocks and isinstance(blocks[0], Paragraph):
            yield Paragraph((*lead, *blocks[0].runs), Kind.SMALL)
            yield from blocks[1:]
        else:
            yield Paragraph(lead, Kind.SMALL)
            yield from blocks
