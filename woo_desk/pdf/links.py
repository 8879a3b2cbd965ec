"""Links: which are taken over from a source, which are published, and how.

A link is an area on a page and a place to go to: an address of the web, or a page of the same
document. Everything else that a link can do is left out at intake. What is published reveals
nothing that was redacted: a link goes when its area touches a box or words that moved, and when its
address holds a redacted word, an address of mail, or a mark that may stand for a person.
Source: ISO 32000-1, 12.5.6.5; ISO 14289-1, 7.18.5 (every link has words, and a tag).
"""

from __future__ import annotations

import io
import re
import urllib.parse
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf

from woo_desk.domain.geometry import Box
from woo_desk.pdf.annotations import PageBox, rectangle
from woo_desk.pdf.objects import dictionary, entry, flags, items, name, tree_leaves
from woo_desk.pdf.page_text import Glyph, PageText
from woo_desk.pdf.pages import page_box, user_unit
from woo_desk.pdf.terms import words_of
from woo_desk.texts import text

_MOST = 2_000
"""Links of one document; a page of addresses has some hundred."""
_LONGEST = 500
_ADDRESS = re.compile(r"https?://[a-z0-9.-]+(?::\d{1,5})?(?:[/?#][!-~]*)?", re.IGNORECASE)
_OPAQUE = re.compile(
    r"(?=[a-z]*[0-9])(?=[0-9]*[a-z])[a-z0-9]{20,}|[a-z0-9+/=_-]{60,}", re.IGNORECASE
)
"""A code of which nobody can tell what it says: a key to a file, who was sent it."""
_FEW = 5
"""Words up to which each word of a redaction counts, as in a name; of more, what stands out."""
_LONG_WORD = 4
_HIDDEN = 2 | 32
_TOPS = {"/XYZ": 2, "/FitH": 1, "/FitBH": 1, "/FitR": 4}
"""Where in a destination the height stands that is shown at the top."""


@dataclass(frozen=True, slots=True)
class Link:
    """One link on one page."""

    page_index: int
    box: Box
    """In page space."""
    address: str = ""
    """Of the web; "" for a page of the document."""
    target: int = 0
    """0-based number of that page."""
    top: float | None = None
    """What is shown at the top of it: in user space in a source, in page space once prepared."""


def links_of(pdf: pikepdf.Pdf) -> list[Link]:
    """The links of a source that can be taken over; nothing of the source is changed."""
    pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
    places: Mapping[str, Any] | None = None
    found: list[Link] = []
    for index, page in enumerate(page.obj for page in pdf.pages):
        box, unit = page_box(page), user_unit(page)
        for annotation in items(page, "/Annots"):
            area = _area(annotation, box, unit)
            if area is None or len(found) >= _MOST:
                continue
            address = _address(annotation)
            if address:
                found.append(Link(index, area, address))
                continue
            if places is None:
                places = _named_places(pdf)
            target = _target(annotation, pages, places)
            if target is not None:
                number, top = target
                found.append(Link(index, area, target=number, top=_down(pdf, number, top)))
    return found


def _area(annotation: Any, box: PageBox, unit: float) -> Box | None:
    """Where a link is, in page space; None for what is none."""
    if not isinstance(annotation, pikepdf.Dictionary) or name(annotation, "/Subtype") != "/Link":
        return None
    place = rectangle(annotation, "/Rect")
    if place is None or flags(annotation, "/F") & _HIDDEN or "/OC" in annotation:
        return None
    x0, x1 = max(place[0], box[0]), min(place[2], box[2])
    y0, y1 = max(place[1], box[1]), min(place[3], box[3])
    if x1 - x0 < 1 or y1 - y0 < 1:
        return None
    left, top = box[0], box[3]
    return Box((x0 - left) * unit, (top - y1) * unit, (x1 - left) * unit, (top - y0) * unit)


def _address(annotation: pikepdf.Dictionary) -> str:
    action = dictionary(annotation, "/A")
    if name(action, "/S") != "/URI" or entry(action, "/Next") is not None:
        return ""
    value = entry(action, "/URI")
    try:
        said = bytes(value).decode("ascii").strip() if isinstance(value, pikepdf.String) else ""
    except UnicodeDecodeError:
        return ""
    return said if len(said) <= _LONGEST and _ADDRESS.fullmatch(said) else ""


def _target(
    annotation: pikepdf.Dictionary, pages: Mapping[Any, int], places: Mapping[str, Any]
) -> tuple[int, float | None] | None:
    place = entry(annotation, "/Dest")
    action = dictionary(annotation, "/A")
    if place is None and name(action, "/S") == "/GoTo" and entry(action, "/Next") is None:
        place = entry(action, "/D")
    if isinstance(place, (pikepdf.String, pikepdf.Name)):
        place = places.get(str(place).removeprefix("/"))
    if isinstance(place, pikepdf.Dictionary):
        place = entry(place, "/D")
    parts = list(place.as_list()) if isinstance(place, pikepdf.Array) else []
    if not parts or not isinstance(parts[0], pikepdf.Dictionary):
        return None
    number = pages.get(parts[0].objgen)
    if number is None:
        return None
    at = _TOPS.get(str(parts[1])) if len(parts) > 1 else None
    try:
        top = float(parts[at + 1]) if at is not None and len(parts) > at + 1 else None
    except (TypeError, ValueError):
        top = None
    return number, top


def _named_places(pdf: pikepdf.Pdf) -> Mapping[str, Any]:
    places: dict[str, Any] = {}
    old = dictionary(pdf.Root, "/Dests")
    for key in old.keys() if old is not None else ():
        places[key.removeprefix("/")] = entry(old, key)
    tree = entry(dictionary(pdf.Root, "/Names"), "/Dests")
    places.update(tree_leaves(tree, "/Names"))
    return places


def _down(pdf: pikepdf.Pdf, number: int, top: float | None) -> float | None:
    """A height in user space as one in page space."""
    if top is None:
        return None
    page = pdf.pages[number].obj
    box = page_box(page)
    return (box[3] - min(max(top, box[1]), box[3])) * user_unit(page)


def attach(pdf: pikepdf.Pdf, links: Iterable[Link]) -> None:
    """Put links on the pages of a prepared PDF, in their one plain form."""
    for link in links:
        page = pdf.pages[link.page_index].obj
        box = page_box(page)
        place = (box[0] + link.box.x0, box[3] - link.box.y1, box[0] + link.box.x1,
                 box[3] - link.box.y0)  # fmt: skip
        annotation = _annotation(place)
        if link.address:
            annotation.A = _action(link.address)
        else:
            target = pdf.pages[link.target].obj
            top = None if link.top is None else page_box(target)[3] - link.top
            annotation.Dest = _destination(target, top)
        if "/Annots" not in page:
            page.Annots = pikepdf.Array()
        page.Annots.append(pdf.make_indirect(annotation))


def prepared_links(prepared: bytes) -> list[Link]:
    """The links of a prepared PDF."""
    if b"/Link" not in prepared:
        return []
    with pikepdf.open(io.BytesIO(prepared)) as pdf:
        return links_of(pdf)


def _annotation(place: Sequence[float]) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Link,
        Rect=pikepdf.Array([round(float(value), 3) for value in place]),
        Border=pikepdf.Array([0, 0, 0]),
        F=4,  # printed, and nothing else: ISO 19005-2, 6.3.2
    )


def _action(address: str) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Action, S=pikepdf.Name.URI, URI=pikepdf.String(address)
    )


def _destination(page: pikepdf.Object, top: float | None) -> pikepdf.Array:
    if top is None:
        return pikepdf.Array([page, pikepdf.Name.Fit])
    return pikepdf.Array([page, pikepdf.Name.XYZ, None, round(top, 3), None])


# --- what is published --------------------------------------------------------------------------


def removed_words(texts: Iterable[PageText]) -> frozenset[str]:
    """What of the redacted words of a document may not stand in an address."""
    found: set[str] = set()
    for page in texts:
        for run in _runs(page.removed):
            parts = run.split()
            counted = parts if len(parts) <= _FEW else [p for p in parts if _stands_out(p)]
            found.update(word for part in counted for word in words_of(part))
            found.add("".join(words_of(run)))
    return frozenset(word for word in found if len(word) > 1)


def _stands_out(word: str) -> bool:
    return len(word) >= _LONG_WORD and (word[:1].isupper() or any(map(str.isdigit, word)))


def _runs(glyphs: Sequence[Glyph]) -> Iterator[str]:
    """Removed glyphs that follow one another on a line."""
    run = ""
    last: Glyph | None = None
    for glyph in glyphs:
        if last is not None and (
            glyph.line != last.line
            or abs(glyph.bbox[0] - last.bbox[2]) > 2 * (glyph.bbox[3] - glyph.bbox[1])
        ):
            yield run
            run = ""
        run += glyph.text
        last = glyph
    yield run


def reveals(address: str, removed: Iterable[str]) -> bool:
    """Whether an address may tell what was redacted, or who was sent it."""
    plain = urllib.parse.unquote(urllib.parse.unquote(address))
    if "@" in plain or _OPAQUE.search(plain) or not plain.isprintable():
        return True
    words = words_of(re.sub(r"[^\w]|_", " ", plain))
    solid = "".join(words)
    return any(word in solid if len(word) >= _LONG_WORD else word in words for word in removed)


def published(
    links: Iterable[Link], boxes: Callable[[int], Sequence[Box]], removed: frozenset[str]
) -> list[Link]:
    """The links that reveal nothing.

    Args:
        links: of the prepared PDF.
        boxes: of a page by its number: what is redacted, and what moved.
        removed: what `removed_words` gave.
    """
    return [
        link
        for link in links
        if not any(link.box.intersects(box) for box in boxes(link.page_index))
        and not (link.address and reveals(link.address, removed))
    ]


def output_link(link: Link, place: Sequence[float]) -> pikepdf.Dictionary:
    """The annotation in an output; that of a link to a page gets its destination later.

    Args:
        link: what is published.
        place: its area in PDF user space.
    """
    annotation = _annotation(place)
    if link.address:
        annotation.A = _action(link.address)
        said = text("redaction.link", target=link.address)
    else:
        said = text("redaction.link_page", page=link.target + 1)
    annotation.Contents = pikepdf.String(said)
    return annotation


def set_destination(annotation: pikepdf.Object, page: pikepdf.Object, top: float | None) -> None:
    """Where an output link goes to, once that page is there; `top` in its user space."""
    annotation.Dest = _destination(page, top)
