"""OpenDocument: texts, sheets and slides (.odt, .ods, .odp), with all that is hidden in them.

Source: OpenDocument 1.3, part 3.
"""

from __future__ import annotations

from woo_desk.convert.odf_sheets import sheets_of
from woo_desk.convert.odf_text import OdfReader
from woo_desk.convert.package import Package
from woo_desk.convert.properties import add_properties, odf_properties
from woo_desk.convert.result import Converted, mark, problem
from woo_desk.convert.sheets import add_grid
from woo_desk.convert.source_text import odf_stretches
from woo_desk.convert.xml import Element, attribute, children, every, first, local
from woo_desk.domain.document import HiddenKind, IntakeProblem
from woo_desk.domain.printout import Block, Kind, NewPage, Paragraph, Printout, text_of

_RUNNING = {"header": "header", "header-left": "header", "header-first": "header",
            "footer": "footer", "footer-left": "footer", "footer-first": "footer"}  # fmt: skip


def convert_odf(package: Package) -> Converted:
    """All of an OpenDocument file.

    Raises:
        SourceError: damaged, encrypted.
        LimitExceeded: larger or more complex than is safe.
    """
    manifest = package.xml("META-INF/manifest.xml")
    if manifest is not None and next(every(manifest, "encryption-data"), None) is not None:
        raise problem(IntakeProblem.ENCRYPTED)
    content, styles = package.xml("content.xml"), package.xml("styles.xml")
    body = first(content, "body") if content is not None else None
    if content is None or body is None:
        raise problem(IntakeProblem.DAMAGED)
    result = Converted()
    reader = OdfReader(package, result, content)
    heads, feet, wordings = _running(reader, styles)
    result.blocks += heads
    for part in children(body):
        match local(part):
            case "spreadsheet":
                for number, grid in enumerate(sheets_of(part, content, reader)):
                    add_grid(result, grid, is_first=number == 0)
                result.blocks += reader.blocks_outside_sheets(part)
                result.blocks += reader.earlier_cells(part)
            case "presentation" | "drawing":
                _add_slides(result, reader, part, content)
            case _:
                result.blocks += reader.deleted(part)
                result.blocks += reader.blocks(part)
    result.blocks += feet
    result.source_text += [*odf_stretches(body), *wordings]
    reader.add_objects()
    add_properties(result, odf_properties(package.xml("meta.xml")))
    return result


def _running(
    reader: OdfReader, styles: Element | None
) -> tuple[list[Block], list[Block], list[str]]:
    """Headers, footers, and what both say; each wording once."""
    found: dict[str, list[Block]] = {"header": [], "footer": []}
    seen: set[str] = set()
    wordings: list[str] = []
    for element in every(styles, *_RUNNING) if styles is not None else ():
        blocks = reader.blocks(element)
        words = text_of(Printout(tuple(blocks)))
        if not words.strip() or words in seen:
            continue
        seen.add(words)
        kind = _RUNNING[local(element)]
        found[kind] += [Paragraph((mark(kind),), Kind.SMALL), *blocks]
        wordings += odf_stretches(element)
        reader.result.hide(HiddenKind.HEADER_FOOTER, words)
    return found["header"], found["footer"], wordings


def _add_slides(result: Converted, reader: OdfReader, part: Element, content: Element) -> None:
    hidden = {
        attribute(style, "name")
        for style in every(content, "style")
        if any(attribute(p, "visibility") == "hidden" for p in children(style))
    }
    for number, page in enumerate(every(part, "page"), start=1):
        head = [mark("slide", number=number)]
        if attribute(page, "style-name") in hidden:
            head.append(mark("hidden_slide"))
            result.hide(HiddenKind.HIDDEN_SLIDE, str(number))
        result.blocks += [NewPage(is_landscape=True), Paragraph(tuple(head), Kind.SMALL)]
        for element in children(page):
            inside = reader.blocks_of(element)
            if local(element) == "notes":
                words = text_of(Printout(tuple(inside)))
                if words.strip():
                    result.hide(HiddenKind.NOTE, words)
                    result.blocks.append(Paragraph((mark("speaker_notes"),), Kind.SMALL))
            result.blocks += inside
