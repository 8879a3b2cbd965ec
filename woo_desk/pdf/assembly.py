"""Puts one output file together, page by page, each in the way that the plan says."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import pikepdf

from woo_desk.domain.export import BoxStyle, Mark
from woo_desk.domain.geometry import Box
from woo_desk.pdf.assets import Assets
from woo_desk.pdf.broken import BROKEN
from woo_desk.pdf.fonts import Fonts
from woo_desk.pdf.images import Images
from woo_desk.pdf.label import LABEL_RESOURCE, PageFrame, box_layer, fill_of
from woo_desk.pdf.label_room import Room, room_on
from woo_desk.pdf.ladder import Plan, Step
from woo_desk.pdf.layers import Layers
from woo_desk.pdf.links import Link, output_link, set_destination
from woo_desk.pdf.matrix import apply, moved
from woo_desk.pdf.own_font import LabelFont, LayerFont
from woo_desk.pdf.page_text import PageText
from woo_desk.pdf.pdfa import make_pdfa
from woo_desk.pdf.raster import (
    LAYER_RESOURCE,
    PageReader,
    Shot,
    background_page,
    picture_page,
    upright_turn,
)
from woo_desk.pdf.relay import Unsettled
from woo_desk.pdf.rewrite import Leaf, add_page, rewrite_content, rewrite_words, write_glyphs
from woo_desk.pdf.tags import Spoken, Structure
from woo_desk.pdf.tokens import Unsupported
from woo_desk.pdf.widths import PageWidths

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Source:
    """The working copy with all that is known of its pages."""

    pdf: pikepdf.Pdf
    working: Any
    """The same file as a PyMuPDF document."""
    leaves: Sequence[Leaf]
    texts: Sequence[PageText]
    boxes: Sequence[tuple[Box, ...]]
    marks: Sequence[tuple[Mark, ...]]
    """Of each page, as they were decided."""
    widths: Sequence[PageWidths]
    """Of each page: how gaps are hidden."""
    reader: PageReader
    """Reads what becomes a picture."""
    links: Sequence[Link] = ()
    """Those that reveal nothing."""

    def drawn(self, index: int, plan: Plan) -> tuple[Mark, ...]:
        """The marks of a page as they are drawn by a plan."""
        return self.marks[index] if index in plan.still else self.widths[index].marks


@dataclass(slots=True)
class Assembly:
    """One attempt at an output file."""

    source: Source
    plan: Plan
    style: BoxStyle
    target: pikepdf.Pdf = field(init=False)
    unreadable: list[int] = field(default_factory=list)
    """Pages on which a label is too small to be read."""
    unread: set[int] = field(default_factory=set)
    """Pages that are a picture in which nothing was read."""
    beside: dict[int, tuple[Box, ...]] = field(default_factory=dict)
    """What was printed on each page beside its boxes."""
    _assets: Assets = field(init=False)
    _structure: Structure = field(init=False)
    _label: LabelFont = field(init=False)
    _layer: LayerFont = field(init=False)
    _inside: list[tuple[pikepdf.Object, Link]] = field(default_factory=list)
    """Links to pages of the document, with what they lead to."""
    _label_font: pikepdf.Object = field(init=False)
    _layer_font: pikepdf.Object = field(init=False)

    def __post_init__(self) -> None:
        self.target = pikepdf.new()
        pdf = self.source.pdf
        fonts = Fonts(self.target, self.plan.refused_fonts)
        images = Images(pdf, self.source.working, self.target, fill_of(self.style))
        self._assets = Assets(pdf, self.target, Layers(pdf.Root), fonts, images)
        self._structure = Structure(self.target)
        self._label, self._layer = LabelFont(), LayerFont()
        self._label_font = self.target.make_indirect(pikepdf.Dictionary())
        self._layer_font = self.target.make_indirect(pikepdf.Dictionary())

    def build(self, report: Callable[[int], None]) -> Plan | None:
        """Add all pages; a plan to begin again with when something could not be written."""
        failed: set[int] = set()
        still: set[int] = set()
        for index in range(len(self.source.leaves)):
            try:
                self._add(index)
            except Unsettled:
                still.add(index)
            except (Unsupported, *BROKEN):
                failed.add(index)
            report(index + 1)
        if any(self.plan.step(index) is Step.PICTURE for index in failed):
            raise Unsupported("picture")
        if failed or still:
            plan = self.plan.with_safer(failed)
            return replace(plan, still=plan.still | still)
        refused = self._assets.fonts.finish(lambda s, use: write_glyphs(self._assets, s, use))
        if refused:
            return replace(self.plan, refused_fonts=self.plan.refused_fonts | refused)
        for annotation, link in self._inside:
            page, leaf = self.target.pages[link.target].obj, self.source.leaves[link.target]
            top = None if link.top is None else apply(leaf.to_user, 0.0, link.top)[1]
            set_destination(annotation, page, top)
        return None

    def _add(self, index: int) -> None:
        source, leaf = self.source, self.source.leaves[index]
        boxes, page = source.boxes[index], source.pdf.pages[index].obj
        fonts: dict[str, pikepdf.Object] = {}
        inside = tuple(moved(leaf.to_user, box.as_tuple()) for box in boxes)
        group = None
        step = self.plan.step(index)
        if step is Step.PICTURE:
            written, was_read = picture_page(
                self._shot(index), source.reader, self._layer, self.target
            )  # fmt: skip
            if was_read:
                fonts[LAYER_RESOURCE] = self._layer_font
            else:
                self.unread.add(index)
        elif step is Step.BACKGROUND:
            words = functools.partial(rewrite_words, page, leaf, inside, self._assets)
            written = background_page(self._shot(index), words, self.target)
        else:
            settings = () if index in self.plan.still else source.widths[index].settings
            written = rewrite_content(page, leaf, inside, self._assets, settings)
            group = page.get("/Group")
        layer = b""
        spoken: tuple[Spoken, ...] = ()
        marks = source.drawn(index, self.plan)
        if marks:
            look = functools.partial(self._room, index)
            frame = PageFrame(*leaf.size, leaf.rotation, leaf.to_user, look)
            drawn = box_layer(marks, frame, self.style, self._label, len(written.pieces))
            layer, spoken = drawn.content, drawn.spoken
            self.beside[index] = drawn.beside
            if drawn.has_unreadable:
                self.unreadable.append(index)
            fonts[LABEL_RESOURCE.decode()] = self._label_font
        add_page(self.target, leaf, written, layer, fonts, group)
        sheet = self.target.pages[-1].obj
        self._structure.add_page(sheet, written.pieces, spoken, self._add_links(index, sheet))

    def _add_links(self, index: int, page: pikepdf.Object) -> list[pikepdf.Object]:
        """The links of a page; those that stay in the document lead nowhere as yet."""
        leaf = self.source.leaves[index]
        is_still = index in self.plan.still
        moved_here = () if is_still else self.source.widths[index].regions
        taken = [*moved_here, *(b for m in self.source.drawn(index, self.plan) for b in m.boxes)]
        found: list[pikepdf.Object] = []
        for link in self.source.links:
            if link.page_index != index or any(link.box.intersects(box) for box in taken):
                continue
            place = moved(leaf.to_user, link.box.as_tuple())
            annotation = self.target.make_indirect(output_link(link, place))
            found.append(annotation)
            if not link.address:
                self._inside.append((annotation, link))
        if found:
            page.Annots = pikepdf.Array(found)
        return found

    def _shot(self, index: int) -> Shot:
        source, leaf = self.source, self.source.leaves[index]
        turn = upright_turn(source.texts[index].lines, leaf.rotation)
        return Shot(
            source.working[index], leaf.crop, turn, source.boxes[index], fill_of(self.style)
        )  # fmt: skip

    def _room(self, index: int) -> Room:
        """Where the page is empty; text that cannot be seen, or that is set anew, counts too."""
        source = self.source
        taken = [Box(*line.bbox) for line in source.texts[index].lines]
        taken += [box.grown(1) for box in source.widths[index].regions]
        return room_on(source.working[index], source.leaves[index].size, taken)

    @property
    def is_level(self) -> bool:
        """Whether no font that is used writes from top to bottom."""
        return self._assets.fonts.is_level

    def finish(self, title: str, save: Callable[[pikepdf.Pdf], T]) -> T:
        """Write fonts of ours and metadata, and save."""
        self._structure.finish()
        self._label.build(self.target, self._label_font)
        self._layer.build(self.target, self._layer_font)
        make_pdfa(self.target, title, is_accessible=self._assets.fonts.tell_all())
        return save(self.target)
