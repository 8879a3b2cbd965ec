"""Writes the pages of one file anew into an empty PDF: only what a publication needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf

from woo_desk.domain.geometry import Rotation
from woo_desk.pdf.assets import Assets, group_of
from woo_desk.pdf.content import ContentRewriter
from woo_desk.pdf.content_state import State, Written
from woo_desk.pdf.content_words import WordsRewriter
from woo_desk.pdf.encodings import code_names
from woo_desk.pdf.flow import Setting
from woo_desk.pdf.fonts import FontUse
from woo_desk.pdf.matrix import IDENTITY, Matrix, Rect, inverse, moved
from woo_desk.pdf.relay import Relay
from woo_desk.pdf.sheet import Sheet
from woo_desk.pdf.streams import make_stream
from woo_desk.pdf.tags import Tagger
from woo_desk.pdf.tokens import Unsupported

_NO_NAMES = {-1: ""}
"""A Type 3 font has no encoding but what it says (ISO 32000-1, 9.6.6.3)."""
_GOES = 2
"""A second go knows what lies over each picture."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """Geometry of one page, as it is written."""

    crop: Rect
    """What is seen of it, in PDF user space; becomes the media box."""
    size: tuple[float, float]
    """Width and height in points, before rotation."""
    rotation: Rotation
    user_unit: float
    to_user: Matrix
    """From page space to PDF user space."""


def leaf_of(page: Any, rotation: int) -> Leaf:
    """Geometry of a page.

    Args:
        page: the PyMuPDF page, unturned.
        source: its dictionary.
        rotation: /Rotate in degrees, as the source had it.
    """
    to_page: Matrix = tuple(float(x) for x in page.transformation_matrix)  # type: ignore[assignment]
    to_user = inverse(to_page)
    if to_user is None:
        raise Unsupported("page size")
    area = page.rect
    kind, value = page.parent.xref_get_key(page.xref, "UserUnit")
    unit = float(value) if kind in ("int", "real") else 1.0
    return Leaf(
        crop=moved(to_user, (0.0, 0.0, float(area.width), float(area.height))),
        size=(float(area.width), float(area.height)),
        rotation=Rotation.of(rotation),
        user_unit=unit if 0 < unit <= 100 else 1.0,
        to_user=to_user,
    )


def rewrite_content(
    page: pikepdf.Object,
    leaf: Leaf,
    boxes: Sequence[Rect],
    assets: Assets,
    settings: Sequence[Setting] = (),
) -> Written:
    """The content of one page, written anew.

    Args:
        page: of the working copy, glyphs removed already.
        leaf: its geometry.
        boxes: in user space.
        assets: shared objects of the output.
        settings: paragraphs that are set anew.

    Raises:
        Unsettled: these cannot be set anew.
        Unsupported: the page has to go the next safer way.
    """
    content, resources = _content_of(page), page.get("/Resources")
    covers: dict[int, tuple[Rect, ...]] = {}
    for _ in range(_GOES):
        sheet = Sheet(tuple(boxes), leaf.crop, covers)
        start = State(IDENTITY, leaf.crop)
        relay = Relay(settings, leaf.to_user) if settings else None
        tagger = Tagger()
        writer = ContentRewriter(assets, sheet, resources, start, relay=relay, tagger=tagger)
        written = writer.run(content)
        written.pieces = tagger.pieces
        if sheet.found == covers:
            return written
        covers = sheet.found
    raise Unsupported("covered picture")


def rewrite_words(
    page: pikepdf.Object, leaf: Leaf, boxes: Sequence[Rect], assets: Assets, tagger: Tagger
) -> Written:
    """The words of one page alone, written anew; arguments as `rewrite_content`.

    Raises:
        Unsupported: the page has to go the next safer way.
    """
    sheet, start = Sheet(tuple(boxes), leaf.crop), State(IDENTITY, leaf.crop)
    writer = WordsRewriter(assets, sheet, page.get("/Resources"), start, tagger=tagger)
    return writer.run(_content_of(page))


def _content_of(page: pikepdf.Object) -> bytes:
    contents = page.get("/Contents")
    if contents is None:
        return b""
    parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    streams = [part for part in parts if isinstance(part, pikepdf.Stream)]
    return b"\n".join(part.read_bytes() for part in streams)


def add_page(
    target: pikepdf.Pdf,
    leaf: Leaf,
    written: Written,
    layer: bytes,
    layer_fonts: dict[str, pikepdf.Object],
    group: pikepdf.Object | None,
) -> None:
    """Append a page.

    Its content is two streams: what is left of the source, then the boxes with their labels.
    """
    resources = written.resources()
    if layer_fonts:
        fonts = resources.get("/Font", pikepdf.Dictionary())
        for name, font in layer_fonts.items():
            fonts[name] = font
        resources.Font = fonts
    # WHY the braces: what comes on top, here or in the bundle, must start from a clean state.
    body = b"q\n" + written.content + b"\nQ"
    contents: Any = make_stream(target, body)
    if layer:
        contents = pikepdf.Array([contents, make_stream(target, layer)])
    page = pikepdf.Dictionary(
        Type=pikepdf.Name.Page,
        MediaBox=_box(leaf.crop),
        Resources=resources,
        Contents=contents,
    )
    if leaf.rotation:
        page.Rotate = int(leaf.rotation)
    if leaf.user_unit != 1:
        page.UserUnit = leaf.user_unit
    own_group = group_of(group)
    if own_group is not None:
        page.Group = own_group
    target.pages.append(pikepdf.Page(target.make_indirect(page)))


def _box(rect: Rect) -> pikepdf.Array:
    return pikepdf.Array([int(x) if x == int(x) else round(x, 4) for x in rect])


def write_glyphs(assets: Assets, source: pikepdf.Object, use: FontUse) -> None:
    """Rebuild a Type 3 font, whose glyphs are content streams, in `use.target`.

    Raises:
        Unsupported: a glyph holds something that cannot be written anew.
    """
    encoding, procedures = source.get("/Encoding"), source.get("/CharProcs")
    if not isinstance(encoding, pikepdf.Dictionary) or procedures is None:
        raise Unsupported("font kind")
    names = code_names(encoding, use.codes, _NO_NAMES)
    glyphs, differences = pikepdf.Dictionary(), pikepdf.Array()
    shared = Written()
    sheet = Sheet((), (-1e6, -1e6, 1e6, 1e6))
    for code in sorted(use.codes):
        procedure = procedures.get(f"/{names.get(code, '')}")
        if not isinstance(procedure, pikepdf.Stream):
            continue
        state = State(IDENTITY, sheet.visible)
        writer = ContentRewriter(assets, sheet, source.get("/Resources"), state, depth=1,
                                 in_glyph=True)  # fmt: skip
        written = writer.run(procedure.read_bytes())
        if written.fonts:
            raise Unsupported("text in a glyph")
        shared.xobjects |= written.xobjects
        shared.states |= written.states
        glyphs[f"/g{code}"] = make_stream(assets.target, written.content)
        differences.append(code)
        differences.append(pikepdf.Name(f"/g{code}"))
    target = use.target
    target.Type, target.Subtype = pikepdf.Name.Font, pikepdf.Name.Type3
    target.FontBBox = _numbers_of(source.get("/FontBBox"), 4)
    target.FontMatrix = _numbers_of(source.get("/FontMatrix"), 6)
    target.CharProcs = glyphs
    target.Encoding = pikepdf.Dictionary(Type=pikepdf.Name.Encoding, Differences=differences)
    target.Resources = shared.resources()
    _glyph_widths(source, use)


def _glyph_widths(source: pikepdf.Object, use: FontUse) -> None:
    first = int(source.get("/FirstChar", 0))
    widths = dict(enumerate((float(w) for w in source.get("/Widths", [])), first))
    low, high = min(use.codes, default=0), max(use.codes, default=0)
    use.target.FirstChar, use.target.LastChar = low, high
    use.target.Widths = pikepdf.Array(
        [widths.get(code, 0.0) if code in use.codes else 0 for code in range(low, high + 1)]
    )


def _numbers_of(value: pikepdf.Object | None, count: int) -> pikepdf.Array:
    items = [float(x) for x in value] if isinstance(value, pikepdf.Array) else []
    if len(items) != count:
        raise Unsupported("font kind")
    return pikepdf.Array(items)
