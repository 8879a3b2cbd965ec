"""Applies redactions to one prepared PDF and writes a new file. Decides nothing.

Order of work: take out the glyphs whose centre lies in a box; write every page anew from an
allow-list into an empty file, with pictures and drawings cut; draw the boxes on top; save; read the
result back. A page that cannot be written anew goes as a picture with its kept text as a layer. If
something that should be gone is read back even so, there is no file.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf
from pymupdf import mupdf

from woo_desk.domain.export import BoxStyle, Mark, MovedRegion
from woo_desk.domain.geometry import Box
from woo_desk.domain.ids import Sha256
from woo_desk.errors import ResidueFound, SourceError, UsageError
from woo_desk.pdf.assembly import Assembly, Source
from woo_desk.pdf.broken import BROKEN
from woo_desk.pdf.garbage import no_garbage_collection
from woo_desk.pdf.label import GAP_WIDTHS
from woo_desk.pdf.ladder import Plan, Step
from woo_desk.pdf.links import Link, prepared_links, published, removed_words
from woo_desk.pdf.own_font import LABEL_FONT
from woo_desk.pdf.page_text import (
    PageText,
    Printed,
    by_place,
    read_page,
)
from woo_desk.pdf.raster import PageReader, Read
from woo_desk.pdf.read_back import read_back
from woo_desk.pdf.remove import remove_glyphs
from woo_desk.pdf.rewrite import Leaf, leaf_of
from woo_desk.pdf.same_look import looks_same
from woo_desk.pdf.terms import TermFinder
from woo_desk.pdf.tokens import Unsupported
from woo_desk.pdf.widths import PageWidths, hide_widths
from woo_desk.pdf.write import beside, save

_MAX_ATTEMPTS = 9
_OURS = LABEL_FONT.partition("+")[2]
"""As MuPDF names it: without the tag of the subset."""
_BORDER = 300
"""Characters on both sides of a page break in which a term is looked for across it."""


@dataclass(frozen=True, slots=True)
class Redacted:
    """A redacted file that was written and read back."""

    sha256: Sha256
    bytes: int
    pages: int
    fallbacks: tuple[str, ...]
    """What could not be done as asked, with a page number: "background:3" for a page whose words
    stand over one picture of the rest, "raster" for one that is a picture with what is read in it,
    "picture" for one in which nothing was read, "width" for one whose gaps tell how wide the words
    were, "label" for one on which a ground is printed too small to be read."""
    written: tuple[Mark, ...]
    """The marks as they are drawn: boxes move where lines were set anew."""
    moved: tuple[MovedRegion, ...]
    """What was set anew."""


def _silent(done: int, total: int) -> None:
    """Report to nobody."""


def redact_pdf(
    prepared: bytes,
    marks: Sequence[Mark],
    terms: Sequence[str],
    *,
    style: BoxStyle,
    title: str,
    output: Path,
    report: Callable[[int, int], None] = _silent,
    read: Read | None = None,
    keeps_links: bool = True,
    pictured: frozenset[int] = frozenset(),
) -> Redacted:
    """Write the redacted version of a PDF.

    The same arguments give the same bytes. Of annotations only links are published, where they
    reveal nothing (rule: `pdf.links`).

    Args:
        prepared: the PDF that detection and review worked on.
        marks: what has to go; boxes in page space.
        terms: words that must not be readable anywhere in the output (rule: `pdf.terms`).
        style: how the boxes look.
        title: for the metadata; free of personal data.
        output: where to write; an existing file is replaced, and only by a good one.
        report: is told how many pages are done, of how many; may raise to stop.
        read: recognises the words of a page that had to become a picture; without it such a page
            has none.
        keeps_links: False to leave out every link.
        pictured: 0-based indexes of pages to make a picture, whatever else could be done.

    Raises:
        ResidueFound: something that should be gone can still be read, or a page can be written in
            no way; no file is left.
        SourceError: the PDF cannot be opened or worked on.
        UsageError: a mark is on a page that does not exist.
        OSError: the output cannot be written.
    """
    try:
        working = pymupdf.open(stream=prepared, filetype="pdf")
    except (pymupdf.FileDataError, pymupdf.EmptyFileError, *BROKEN):
        raise SourceError("damaged") from None
    with working, no_garbage_collection():
        if working.needs_pass:
            raise SourceError("encrypted")
        if not working.page_count:
            raise SourceError("damaged")
        try:
            job = _Job(working, marks, TermFinder(terms), style, title, report, PageReader(read))
            if keeps_links:
                job.take_links(prepared_links(prepared))
        except (Unsupported, *BROKEN):
            raise SourceError("damaged") from None
        with beside(output) as temporary:
            try:
                return job.run(temporary, Plan().as_pictures(pictured))
            except (Unsupported, mupdf.FzErrorBase, pikepdf.PdfError):
                raise ResidueFound("not_redactable") from None


@dataclass(slots=True)
class _Job:
    """One file on its way.

    Attributes:
        working: PyMuPDF document; its glyphs are taken out at once.
    """

    working: Any
    marks: Sequence[Mark]
    terms: TermFinder
    style: BoxStyle
    title: str
    report: Callable[[int, int], None]
    reader: PageReader
    leaves: list[Leaf] = field(default_factory=list)
    texts: list[PageText] = field(default_factory=list)
    widths: list[PageWidths] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    _marks: list[tuple[Mark, ...]] = field(default_factory=list)
    _boxes: list[tuple[Box, ...]] = field(default_factory=list)

    def __post_init__(self) -> None:
        count = self.working.page_count
        marks: list[list[Mark]] = [[] for _ in range(count)]
        for mark in self.marks:
            if not 0 <= mark.page_index < count:
                raise UsageError("no_such_page", page=mark.page_index + 1, count=count)
            marks[mark.page_index].append(mark)
        self._marks = [tuple(found) for found in marks]
        self._boxes = [boxes_of(found) for found in marks]
        for index in range(count):
            self._take_out(index)
            self.report(index + 1, 3 * count)

    def _take_out(self, index: int) -> None:
        xref = self.working.page_xref(index)
        if self.working.xref_get_key(xref, "Annots")[0] != "null":
            self.working.xref_set_key(xref, "Annots", "null")
        page = self.working[index]
        rotation = page.rotation
        if rotation:
            page.set_rotation(0)
        leaf = leaf_of(page, rotation)
        printed, marks = Printed(page), self._marks[index]
        self.widths.append(hide_widths(page, printed, marks, leaf.size, GAP_WIDTHS))
        text = read_page(page, self._boxes[index], leaf.size, printed=printed)
        remove_glyphs(page, text)
        self.leaves.append(leaf)
        self.texts.append(text)

    def take_links(self, links: Sequence[Link]) -> None:
        """Keep those that reveal nothing of what goes."""
        if links:
            kept = published(links, self._boxes.__getitem__, removed_words(self.texts))
            self.links = [link for link in kept if not self.terms.count(link.address)]

    def run(self, path: Path, plan: Plan) -> Redacted:
        """Write to `path` until what is read back is as it should be; begin with this plan."""
        for _ in range(_MAX_ATTEMPTS):
            with pikepdf.open(io.BytesIO(_bytes_of(self.working))) as pdf:
                outcome = self._attempt(pdf, plan, path)
            if isinstance(outcome, Redacted):
                return outcome
            plan = outcome
        raise ResidueFound("not_redactable")

    def _attempt(self, pdf: pikepdf.Pdf, plan: Plan, path: Path) -> Redacted | Plan:
        """The finished file, or the plan for the next attempt."""
        source = Source(
            pdf, self.working, self.leaves, self.texts, self._boxes, self._marks, self.widths,
            self.reader, self.links,
        )  # fmt: skip
        assembly = Assembly(source, plan, self.style)
        again = assembly.build(lambda done: self._report(1, done))
        if again is not None:
            return again
        written = assembly.finish(self.title, lambda target: save(target, path))
        again = self._after_reading(path, plan, assembly)
        if again is not None:
            return again
        moved = [
            MovedRegion(index, box)
            for index, page in enumerate(self.widths)
            if index not in plan.still
            for box in page.regions
        ]
        return Redacted(
            written.sha256,
            written.bytes,
            pages=len(self.leaves),
            fallbacks=(
                *plan.fallbacks(self.widths, frozenset(assembly.unread)),
                *(f"label:{index + 1}" for index in assembly.unreadable),
            ),
            written=tuple(m for i in range(len(self.leaves)) for m in source.drawn(i, plan)),
            moved=tuple(moved),
        )

    def _report(self, phase: int, done: int) -> None:
        count = len(self.leaves)
        self.report(phase * count + done, 3 * count)

    def _after_reading(self, path: Path, plan: Plan, assembly: Assembly) -> Plan | None:
        """None when the file is good, else a plan with the pages that need a safer way.

        Raises:
            ResidueFound: no safer way is left.
        """
        worse: set[int] = set()
        firm: set[int] = set()
        tail = ""
        with pymupdf.open(path, filetype="pdf") as written:
            if written.page_count != len(self.leaves):
                raise ResidueFound("not_redactable")
            for index, (leaf, before) in enumerate(zip(self.leaves, self.texts, strict=True)):
                step = plan.step(index)
                after = self._read_back(written[index], index, plan, assembly)
                if step is Step.PICTURE:
                    if any(not glyph.text.isspace() for glyph in after.removed):
                        raise ResidueFound("residue_in_box", page=index + 1)
                elif after.removed and index not in plan.firm:
                    firm.add(index)
                    self._take_out_firmly(index)
                elif after.removed or after.letters() != before.letters():
                    worse.add(index)
                elif step is Step.BACKGROUND:
                    printed = boxes_of(assembly.source.drawn(index, plan))
                    beside = (*printed, *assembly.beside.get(index, ()))
                    if not self._looks_same(written[index], index, beside):
                        worse.add(index)
                self._check_terms(index, after, self._by_place(written[index], after, leaf), tail)
                tail = after.text[-_BORDER:]
                self._report(2, index + 1)
        moving = (index for index, page in enumerate(self.widths) if page.settings)
        return plan.with_safer(worse, firm, moving) if worse or firm else None

    def _read_back(self, page: Any, index: int, plan: Plan, assembly: Assembly) -> PageText:
        boxes, size = boxes_of(assembly.source.drawn(index, plan)), self.leaves[index].size
        if self.terms:
            return read_page(page, boxes, size, _OURS)
        beside, is_level = assembly.beside.get(index, ()), assembly.is_level
        return read_back(page, boxes, beside, size, _OURS, is_level=is_level)

    def _looks_same(self, page: Any, index: int, beside: Sequence[Box]) -> bool:
        page.set_rotation(0)
        return looks_same(self.working[index], page, (*beside, *self._boxes[index]))

    def _by_place(self, page: Any, text: PageText, leaf: Leaf) -> str:
        """Lines through one another, read by place; only looked at when there are terms."""
        crossing = text.crossing_lines() if self.terms else set()
        if not crossing:
            return ""
        every = read_page(page, (), leaf.size, _OURS, every_glyph=True)
        return by_place(glyph for glyph in every.kept if glyph.line in crossing)

    def _take_out_firmly(self, index: int) -> None:
        page = self.working[index]
        left = read_page(page, self._boxes[index], self.leaves[index].size)
        remove_glyphs(page, left, firmly=True)

    def _check_terms(self, index: int, page: PageText, placed: str, tail: str) -> None:
        if not self.terms:
            return
        border = f"{tail}\n{page.text[:_BORDER]}" if tail else ""
        if any(map(self.terms.count, (page.text, placed, border))):
            raise ResidueFound("term_survives", page=index + 1)


def boxes_of(marks: Sequence[Mark]) -> tuple[Box, ...]:
    """All boxes of some marks."""
    return tuple(box for mark in marks for box in mark.boxes)


def _bytes_of(working: Any) -> bytes:
    """The working copy as a file with the same object numbers, without encryption.

    WHY not `tobytes`: it calls back into Python for every few bytes, ten times the cost.
    """
    options = mupdf.PdfWriteOptions()
    options.do_encrypt = mupdf.PDF_ENCRYPT_NONE
    buffer = mupdf.FzBuffer(1 << 16)
    target = mupdf.FzOutput(buffer)
    document = mupdf.pdf_document_from_fz_document(working.this)
    mupdf.pdf_write_document(document, target, options)
    target.fz_close_output()
    return bytes(buffer.fz_buffer_extract_copy())
