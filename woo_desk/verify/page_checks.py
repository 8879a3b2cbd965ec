"""Runs the checks that go page by page, in one pass, so that a page is read and drawn once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack

from woo_desk.domain.export import CheckOutcome, Mark, ResidueKind
from woo_desk.domain.geometry import Box
from woo_desk.verify.boxes import check_boxes, lost_letters
from woo_desk.verify.findings import Findings
from woo_desk.verify.fonts import check_letters
from woo_desk.verify.needles import Needles
from woo_desk.verify.pixels import Drawn, check_outside, check_pixels
from woo_desk.verify.positions import ByPosition
from woo_desk.verify.readers import (
    PDFIUM,
    PILLOW,
    Characters,
    PdfiumFile,
    PdfiumPage,
)
from woo_desk.verify.second import SHOWN, SecondReader
from woo_desk.verify.speech import SPOKEN
from woo_desk.verify.stored import check_pictures

PAGE_SIZE_SLACK = 0.5
"""Points by which page sizes may differ: rounding of numbers on writing."""
UNMAPPED_SHARE = 0.05
"""Share of characters without Unicode value from which text is no proof."""
_UNMAPPED = re.compile("[\ufffd\ue000-\uf8ff]")

Report = Callable[[int, int], None]


class PageChecks:
    """The checks on the pages of one file."""

    def __init__(
        self, findings: Findings, needles: Needles, marks: Sequence[Mark] | None, *, compares: bool
    ) -> None:
        """Begin every check, so that each has its line in the result whatever happens.

        Args:
            findings: takes the checks.
            needles: what may be said nowhere.
            marks: boxes, None when they are not known.
            compares: whether there is an original to compare with.
        """
        looks = CheckOutcome.CLEAN if needles else CheckOutcome.NOT_APPLICABLE
        boxed = CheckOutcome.NOT_APPLICABLE if marks is None else CheckOutcome.CLEAN
        compared = CheckOutcome.CLEAN if compares else CheckOutcome.NOT_APPLICABLE
        drawn = f"{PDFIUM}, {PILLOW}"
        self._needles = needles
        self._marks = marks
        self._text = findings.check("text", PDFIUM, outcome=looks)
        self._second = findings.check("text_second", SHOWN, outcome=looks)
        self._boxes = findings.check("boxes", PDFIUM, outcome=boxed)
        self._pixels = findings.check("pixels", drawn, outcome=boxed)
        self._pictures = findings.check("pictures", drawn)
        self._pages = findings.check("pages", PDFIUM, outcome=compared)
        self._kept = findings.check("kept_text", PDFIUM, outcome=compared)
        self._outside = findings.check("outside", drawn, outcome=compared)
        self._letters = findings.check("letters", PDFIUM)
        self._printed: set[str] = set()

    def run(
        self,
        data: bytes,
        original: bytes | None,
        mapped: Mapping[int, frozenset[str]],
        report: Report,
    ) -> None:
        """Look at every page."""
        with self._text.reading(), ExitStack() as files:
            after = files.enter_context(PdfiumFile(data))
            before = files.enter_context(PdfiumFile(original)) if original is not None else None
            count = len(after)
            with self._pages.reading():
                self._check_marks(count)
                if before is not None and len(before) != count:
                    self._pages.add(ResidueKind.PAGE_COUNT, place=f"{count} pages")
            second = files.enter_context(SecondReader(data)) if self._needles else None
            if second is not None:
                self._count_again(second, count)
            for index in range(count):
                earlier = before if before and index < len(before) else None
                self._page(index, after, earlier, second)
                report(index + 1, count)
            if second is not None and second.by:
                self._second.by = second.by
        with self._letters.reading():
            check_letters(mapped, self._printed, self._letters)

    def _check_marks(self, count: int) -> None:
        """A box on a page that is not there means that we look at another file."""
        if any(not 0 <= mark.page_index < count for mark in self._marks or ()):
            self._pages.add(ResidueKind.PAGE_COUNT, place="a box beyond the last page")

    def _count_again(self, second: SecondReader, count: int) -> None:
        with self._second.reading():
            if second.page_count != count:
                self._second.add(ResidueKind.PAGE_COUNT, place=f"{second.page_count} pages")

    def _read_again(self, second: SecondReader, characters: Characters, index: int) -> None:
        with self._second.reading(index):
            if self._needles.in_prose(second.text(index, characters)):
                self._second.add(ResidueKind.TEXT, page_index=index)

    def _page(
        self,
        index: int,
        after: PdfiumFile,
        before: PdfiumFile | None,
        second: SecondReader | None,
    ) -> None:
        marks = [mark for mark in self._marks or () if mark.page_index == index]
        with self._text.reading(index), ExitStack() as pages:
            page = pages.enter_context(after.page(index))
            earlier = pages.enter_context(before.page(index)) if before is not None else None
            characters = page.characters()
            self._read(characters, index)
            if second is not None:
                self._read_again(second, characters, index)
            margin: list[Box] = []
            with self._boxes.reading(index):
                margin = check_boxes(characters, marks, (index, page.size[0]), self._boxes)
            pictures = self._look_at_pictures(page, marks, index)
            drawn: Drawn | None = None
            with self._pixels.reading(index):
                if marks or earlier is not None:
                    drawn = check_pixels(page, characters, marks, index, self._pixels)
            if earlier is not None:
                self._compare(page, earlier, index)
                boxes = [box for mark in marks for box in mark.boxes]
                if pictures and not _says_more(characters, marks):
                    # The page was made a picture; whether anything is lost is seen, not read.
                    self._kept.outcome = CheckOutcome.NOT_POSSIBLE
                else:
                    with self._kept.reading(index):
                        lost_letters(earlier, characters, (boxes, margin), index, self._kept)
                self._compare_pixels(drawn, earlier, [*boxes, *margin], index)

    def _read(self, characters: Characters, index: int) -> None:
        text = characters.text
        self._printed.update(text)
        if not self._needles:
            return
        lined = ByPosition(characters)
        if self._needles.in_prose(text) or (
            lined.differs
            and (needles := self._needles.narrowed(lined.glued))
            and needles.in_prose(lined.text)
        ):
            self._text.add(ResidueKind.TEXT, page_index=index)
        if len(_UNMAPPED.findall(text)) > UNMAPPED_SHARE * len(text):
            self._text.outcome = CheckOutcome.NOT_POSSIBLE

    def _look_at_pictures(self, page: PdfiumPage, marks: Sequence[Mark], index: int) -> int:
        count = 0
        with self._pictures.reading(index):
            count = check_pictures(page, marks, index, self._pixels)
            if count:
                # What a picture says cannot be read without OCR: a person has to have looked.
                self._pictures.outcome = CheckOutcome.NOT_POSSIBLE
        return count

    def _compare(self, page: PdfiumPage, earlier: PdfiumPage, index: int) -> None:
        with self._pages.reading(index):
            sizes = zip(page.size, earlier.size, strict=True)
            if page.rotation != earlier.rotation or any(
                abs(now - then) > PAGE_SIZE_SLACK for now, then in sizes
            ):
                self._pages.add(ResidueKind.PAGE_SIZE, page_index=index)

    def _compare_pixels(
        self,
        drawn: Drawn | None,
        earlier: PdfiumPage,
        boxes: Sequence[Box],
        index: int,
    ) -> None:
        with self._outside.reading(index):
            if drawn is None:
                msg = "the page could not be drawn"
                raise RuntimeError(msg)
            check_outside(earlier, drawn, boxes, index, self._outside)


def _says_more(characters: Characters, marks: Sequence[Mark]) -> bool:
    """Whether a page has more letters than its labels."""
    letters = sum(character.isalnum() for character in characters.text)
    return letters > sum(len(SPOKEN + mark.label) for mark in marks)
