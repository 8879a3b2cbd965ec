"""Reads XML that nobody vouches for: no entities, no network, nothing beside the file itself."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from woo_desk.convert.result import limit, problem
from woo_desk.domain.document import IntakeProblem

MAX_XML_BYTES = 128 * 1024 * 1024
"""Of one part of a document, unpacked."""
MAX_DEPTH = 250
"""Elements in elements. WHY: readers go down by calling themselves."""

Element = etree._Element


def parse_xml(untrusted: bytes) -> Element:
    """The root element.

    Raises:
        SourceError: damaged, or it declares entities, which no document of this kind does.
        LimitExceeded: too large or too deep.
    """
    if len(untrusted) > MAX_XML_BYTES:
        raise limit(IntakeProblem.TOO_LARGE)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        dtd_validation=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(untrusted, parser)
    except (etree.XMLSyntaxError, ValueError):  # the message may quote the document
        raise problem(IntakeProblem.DAMAGED) from None
    if root is None:
        raise problem(IntakeProblem.DAMAGED)
    information = root.getroottree().docinfo
    if information.internalDTD is not None:
        raise limit(IntakeProblem.TOO_COMPLEX)
    _check_depth(root)
    return root


def local(element: Element) -> str:
    """Name without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """Value of an attribute by its name without namespace; "" when absent."""
    value = element.get(name)
    if value is not None:
        return str(value)
    for key, found in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(found)
    return ""


def children(element: Element, *names: str) -> Iterator[Element]:
    """Elements directly below, by name without namespace; all of them without names."""
    for child in element:
        if isinstance(child.tag, str) and (not names or local(child) in names):
            yield child


def first(element: Element, *path: str) -> Element | None:
    """The first element down a path of names."""
    found: Element | None = element
    for name in path:
        found = next(children(found, name), None) if found is not None else None
    return found


def every(element: Element, *names: str) -> Iterator[Element]:
    """Elements at any depth, by name without namespace."""
    for found in element.iter():
        if isinstance(found.tag, str) and local(found) in names:
            yield found


def all_text(element: Element, *names: str) -> list[str]:
    """Text of all elements with these names; of all elements without names."""
    chosen = element.iter() if not names else every(element, *names)
    return [found.text for found in chosen if isinstance(found.tag, str) and found.text]


def inner_text(element: Element) -> str:
    """All text below an element, in one piece."""
    return "".join(str(piece) for piece in element.itertext())


def _check_depth(root: Element) -> None:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise limit(IntakeProblem.TOO_COMPLEX)
