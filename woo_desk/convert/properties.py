"""Document properties of Office files: who made it, who saved it last, what it calls itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from woo_desk.convert.package import Package
from woo_desk.convert.result import Converted, mark
from woo_desk.convert.xml import Element, all_text, attribute, children, local
from woo_desk.domain.document import HiddenKind
from woo_desk.domain.printout import Kind, NewPage, Paragraph, Run, Table, plain
from woo_desk.texts import text

_NOISE = frozenset(
    (
        "Template", "TotalTime", "Pages", "Words", "Characters", "Application", "DocSecurity",
        "Lines", "Paragraphs", "ScaleCrop", "LinksUpToDate", "CharactersWithSpaces", "SharedDoc",
        "HyperlinksChanged", "AppVersion", "HeadingPairs", "TitlesOfParts", "PresentationFormat",
        "Slides", "Notes", "HiddenSlides", "MMClips", "document-statistic", "generator",
        "editing-duration", "editing-cycles",
    )
)  # fmt: skip
"""What says nothing about people or content."""

MAX_CUSTOM = 20_000
"""Characters of one part of custom XML that are printed; where there are more, it says so."""


def ooxml_properties(package: Package) -> list[tuple[str, str]]:
    """Name and value of each property of a .docx, .xlsx or .pptx."""
    found: list[tuple[str, str]] = []
    for name in ("docProps/core.xml", "docProps/app.xml"):
        root = package.xml(name)
        if root is not None:
            found += [(local(e), " ".join(all_text(e)).strip()) for e in children(root)]
    custom = package.xml("docProps/custom.xml")
    if custom is not None:
        found += [(attribute(e, "name"), " ".join(all_text(e)).strip()) for e in children(custom)]
    for name in package.names("customXml/item", ".xml"):
        root = package.xml(name)
        words = " ".join(" ".join(all_text(root)).split()) if root is not None else ""
        if len(words) > MAX_CUSTOM:
            words = (
                f"{words[:MAX_CUSTOM]} {text('hidden_detail.more', count=len(words) - MAX_CUSTOM)}"
            )
        found.append((name, words))
    return list(_telling(found))


def odf_properties(meta: Element | None) -> list[tuple[str, str]]:
    """Name and value of each property of an OpenDocument file, from its meta.xml."""
    if meta is None:
        return []
    found: list[tuple[str, str]] = []
    for holder in children(meta, "meta"):
        for entry in children(holder):
            key = attribute(entry, "name") or local(entry)
            found.append((key, " ".join(all_text(entry)).strip()))
    return list(_telling(found))


def add_properties(result: Converted, found: Iterable[tuple[str, str]]) -> None:
    """A last page with the properties, each also as a hidden item."""
    rows = [(key, value) for key, value in found if value]
    if not rows:
        return
    result.blocks.append(NewPage())
    result.blocks.append(Paragraph((mark("properties"),), Kind.HEADING))
    cells = tuple(((plain(key),), (Paragraph((Run(value),)),)) for key, value in rows)
    result.blocks.append(Table(cells))
    for key, value in rows:
        result.hide(HiddenKind.METADATA, f"{key}: {value}")


def _telling(found: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for key, value in found:
        if value and key not in _NOISE:
            yield key, value
