"""Runs the checks that go page by page, in one pass, so that a page is read and drawn once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import Any

from woo_desk.domain.export import CheckOutcome, Mark, ResidueKind
from woo_desk.domain.geometry import Box
from woo_desk.domain.verify_part import PartKind, VerifyPart
from woo_desk.verify.boxes import check_boxes, lost_letters
from woo_desk.verify.copies import NOTHING_PROVED, Proved
from woo_desk.verify.drawing import draw
from woo_desk.verify.findings import Findings
from woo_desk.verify.fonts import letters_in
from woo_desk.verify.legend import PrintedLabels, check_printed, check_seen
from woo_desk.verify.links import check_links
from woo_desk.verify.masks import Masks
from woo_desk.verify.needles import Needles
from woo_desk.verify.picture_text import PageInHand, check_picture_text
from woo_desk.verify.pictured import MISREAD, is_picture_with_words
from woo_desk.verify.pixels import Drawn, Sight, check_outside, check_pixels
from woo_desk.verify.positions import ByPosition
from woo_desk.verify.readers import (
    PDFIUM,
    PILLOW,
    Characters,
    PdfiumFile,
    PdfiumPage,
)
from woo_desk.verify.reading import PictureReader, Recogniser
from woo_desk.verify.relaid import (
    PageMarks,
    Relaid,
    check_ink,
    check_labels,
    check_words,
    page_marks,
)
from woo_desk.verify.second import SHOWN, SecondReader
from woo_desk.verify.speech import SPOKEN
from woo_desk.verify.stored import Picture, check_pictures, pictures_of
from woo_desk.verify.widths import check_widths

PAGE_SIZE_SLACK = 0.5
"""Points by which page sizes may differ: rounding of numbers on writing."""
UNMAPPED_SHARE = 0.05
"""Share of characters without Unicode value from which text is no proof."""
_UNMAPPED = re.compile("[\ufffd\ue000-\uf8ff]")

Report = Callable[[int, int], None]


class PageChecks:
    """The checks on the pages of one file."""

    def __init__(
        self,
        findings: Findings,
        needles: Needles,
        marks: Sequence[Mark] | None,
        *,
        compares: bool,
        relaid: Relaid,
        recogniser: Recogniser | None,
    ) -> None:
        """Begin every check, so that each has its line in the result whatever happens.

        Args:
            findings: takes the checks.
            needles: what may be said nowhere.
            marks: boxes, None when they are not known.
            compares: whether there is an original to compare with.
            relaid: what the writer says of lines that it laid out again.
            recogniser: reads pictures; None when there is none.
        """
        looks = CheckOutcome.CLEAN if needles else CheckOutcome.NOT_APPLICABLE
        boxed = CheckOutcome.NOT_APPLICABLE if marks is None else CheckOutcome.CLEAN
        compared = CheckOutcome.CLEAN if compares else CheckOutcome.NOT_APPLICABLE
        drawn = f"{PDFIUM}, {PILLOW}"
        hides = (
            compared if marks is not None and relaid.hides_width else CheckOutcome.NOT_APPLICABLE
        )
        self._needles = needles
        self._marks = marks
        self._relaid = relaid
        self._reader = PictureReader(recogniser, needles) if recogniser and needles else None
        self._text = findings.check("text", PDFIUM, outcome=looks)
        self._second = findings.check("text_second", SHOWN, outcome=looks)
        self._boxes = findings.check("boxes", PDFIUM, outcome=boxed)
        self._pixels = findings.check("pixels", drawn, outcome=boxed)
        self._pictures = findings.check("pictures", drawn, outcome=boxed)
        read_by = recogniser.name if recogniser else PDFIUM
        self._picture_text = findings.check("picture_text", read_by, outcome=looks)
        self._pages = findings.check("pages", PDFIUM, outcome=compared)
        self._kept = findings.check("kept_text", PDFIUM, outcome=compared)
        self._outside = findings.check("outside", drawn, outcome=compared)
        self._moved = findings.check(
            "moved", drawn, outcome=compared if relaid.moved else CheckOutcome.NOT_APPLICABLE
        )
        self._widths = findings.check("width", PDFIUM, outcome=hides)
        self._printed: set[str] = set()

    def run(
        self,
        data: bytes,
        original: bytes | None,
        part: VerifyPart,
        report: Report,
        proved: Proved = NOTHING_PROVED,
    ) -> frozenset[str]:
        """Look at every page of the part; gives the letters and digits that stand on them.

        Of pages that were verified before only what was printed on them since, and its letters.
        """
        with self._text.reading(), ExitStack() as files:
            after = files.enter_context(PdfiumFile(data))
            self._masks = files.enter_context(Masks(data))
            self._labels = files.enter_context(PrintedLabels(data))
            before = files.enter_context(PdfiumFile(original)) if original is not None else None
            count = len(after)
            with self._pages.reading():
                self._check_marks(count)
                if before is not None and len(before) != count:
                    self._pages.add(ResidueKind.PAGE_COUNT, place=f"{count} pages")
            second = files.enter_context(SecondReader(data)) if self._needles else None
            if second is not None:
                self._count_again(second, count)
            indexes = _indexes(part, count)
            lines = proved.lines if proved.pages == count else {}
            for number, index in enumerate(indexes, 1):
                earlier = before if before and index < len(before) else None
                if index in lines and earlier is None:
                    self._printed_since(index, lines[index])
                else:
                    self._page(index, after, earlier, second)
                report(number, len(indexes))
            if second is not None and second.by:
                self._second.by = second.by
        return letters_in(self._printed)

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

    def _printed_since(self, index: int, lines: tuple[str, str]) -> None:
        """Look at what two readers give of the lines on a page that was verified without them."""
        self._printed.update(lines[0])
        for check, line in zip((self._text, self._second), lines, strict=True):
            with check.reading(index):
                if self._needles and self._needles.in_prose(line):
                    check.add(ResidueKind.TEXT, page_index=index)
        self._picture_text.is_made = True  # with the page

    def _page(
        self,
        index: int,
        after: PdfiumFile,
        before: PdfiumFile | None,
        second: SecondReader | None,
    ) -> None:
        marks = page_marks(self._marks or (), self._relaid, index)
        with self._text.reading(index), ExitStack() as pages:
            page = pages.enter_context(after.page(index))
            earlier = pages.enter_context(before.page(index)) if before is not None else None
            characters = page.characters()
            is_unreliable = self._read(characters, index)
            if second is not None:
                self._read_again(second, characters, index)
            margin: list[Box] = []
            legend: list[Box] = []
            with self._boxes.reading(index):
                check_labels(marks, index, self._boxes)
                place = index, page.size[0]
                margin = check_boxes(characters, marks.after, place, self._boxes)
                if marks.after:
                    legend = check_printed(
                        self._labels.on(index), characters, marks.after, (index, page.size),
                        self._boxes,
                    )  # fmt: skip
                    sheet = self._labels.page(index)
                    check_links(sheet, page.crop, marks.after, index, self._boxes)
            pictures: list[Picture] = []
            blank: dict[Box, list[Any]] = {}
            with self._pictures.reading(index):
                pictures = pictures_of(page)
                blank = check_pictures(pictures, marks.after, self._masks, index, self._pixels)
            drawn: Drawn | None = None
            with self._pixels.reading(index):
                if marks.after or earlier is not None:
                    sight = Sight(page, characters, blank)
                    drawn = check_pixels(sight, marks.after, index, self._pixels)
                    check_seen(drawn, legend, index, self._boxes)
            hand = PageInHand(index, page, characters, marks.after, pictures, drawn, is_unreliable)
            self._read_pictures(hand)
            if earlier is not None:
                self._compare(hand, earlier, marks, [*margin, *legend])

    def _read_pictures(self, hand: PageInHand) -> None:
        was_read = False
        if self._needles:
            with self._picture_text.reading(hand.index):
                was_read = check_picture_text(hand, self._reader, self._picture_text)
        if hand.is_unreliable and not was_read:
            self._text.doubt(hand.index)

    def _compare(
        self, hand: PageInHand, earlier: PdfiumPage, marks: PageMarks, margin: Sequence[Box]
    ) -> None:
        index, characters = hand.index, hand.characters
        self._compare_size(hand.page, earlier, index)
        if marks.moved or (self._relaid.hides_width and any(m.hides_width for m in marks.before)):
            earlier.characters()  # all at once: three checks below ask for them
        is_picture = False
        with self._kept.reading(index):
            is_picture = index in self._relaid.pictured and is_picture_with_words(
                hand.page, [*marks.all_boxes, *margin]
            )
        if hand.pictures and not _says_more(characters, marks.after):
            # The page was made a picture; whether anything is lost is seen, not read.
            self._kept.doubt(index)
        else:
            with self._kept.reading(index):
                lost_letters(earlier, characters, (marks.before, marks.after), margin, index,
                             self._kept, MISREAD if is_picture else 0.0)  # fmt: skip
        with self._moved.reading(index):
            check_words(earlier, characters, marks, index, self._moved)
        if self._relaid.hides_width and index in self._relaid.width_told:
            # The writer says that a width can be seen here: a person has to have looked.
            self._widths.doubt(index)
        elif self._relaid.hides_width:
            with self._widths.reading(index):
                check_widths(earlier, characters, marks, index, self._widths)
        self._compare_pixels(hand, earlier, marks, margin, is_picture=is_picture)

    def _read(self, characters: Characters, index: int) -> bool:
        """Look for the terms in the text of a page; gives whether that is no proof."""
        text = characters.text
        self._printed.update(text)
        if not self._needles:
            return False
        lined = ByPosition(characters)
        if self._needles.in_prose(text) or (
            lined.differs
            and (needles := self._needles.narrowed(lined.glued))
            and needles.in_prose(lined.text)
        ):
            self._text.add(ResidueKind.TEXT, page_index=index)
        return len(_UNMAPPED.findall(text)) > UNMAPPED_SHARE * len(text)

    def _compare_size(self, page: PdfiumPage, earlier: PdfiumPage, index: int) -> None:
        with self._pages.reading(index):
            sizes = zip(page.size, earlier.size, strict=True)
            if page.rotation != earlier.rotation or any(
                abs(now - then) > PAGE_SIZE_SLACK for now, then in sizes
            ):
                self._pages.add(ResidueKind.PAGE_SIZE, page_index=index)

    def _compare_pixels(
        self,
        hand: PageInHand,
        earlier: PdfiumPage,
        marks: PageMarks,
        margin: Sequence[Box],
        *,
        is_picture: bool,
    ) -> None:
        with self._outside.reading(hand.index):
            if hand.drawn is None:
                msg = "the page could not be drawn"
                raise RuntimeError(msg)
            then = Drawn(draw(earlier, hand.drawn.scale), hand.drawn.scale)
            left_out = [*marks.all_boxes, *margin, *marks.moved]
            before = earlier, then
            check_outside(
                before, hand.drawn, left_out, hand.index, self._outside, is_picture=is_picture
            )
            with self._moved.reading(hand.index):
                after = hand.characters, hand.drawn
                check_ink(before, after, marks, hand.index, self._moved)


def _indexes(part: VerifyPart, count: int) -> range:
    """The pages to look at; ValueError when the file was divided as if it had other pages.

    WHY: a page that no part looks at must not pass.
    """
    if part.kind is PartKind.WHOLE:
        return range(count)
    first, until = part.pages
    if part.of != count or not 0 <= first < until <= count:
        msg = "divided by another number of pages"
        raise ValueError(msg)
    return range(first, until)


def _says_more(characters: Characters, marks: Sequence[Mark]) -> bool:
    """Whether a page has more letters than its labels."""
    letters = sum(character.isalnum() for character in characters.text)
    return letters > sum(len(SPOKEN + mark.label) for mark in marks)
