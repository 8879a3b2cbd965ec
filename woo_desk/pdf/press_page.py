"""Puts lines, boxes and pictures on pages, and writes those pages as one PDF.

The same blocks give the same bytes. The file holds pages and nothing else.
"""

from __future__ import annotations

import io
from collections import defaultdict
from dataclasses import dataclass, field

import pikepdf

from woo_desk.domain.document import IntakeProblem
from woo_desk.domain.printout import Ink, Picture
from woo_desk.errors import LimitExceeded
from woo_desk.pdf.face import MAX_CODES, embed_face
from woo_desk.pdf.limits import MAX_PAGES
from woo_desk.pdf.press_lines import FACE_NAMES, Line, face_of, faces

A4 = (595.0, 842.0)
MARGIN = 50.0
_COLOURS = {
    Ink.PLAIN: "0 g",
    Ink.BOLD: "0 g",
    Ink.MARK: "0.55 0.1 0.1 rg",
    Ink.INSERTED: "0 0.35 0.1 rg",
    Ink.DELETED: "0.6 0.1 0.1 rg",
}
_SPACES = {"RGB": "/DeviceRGB", "L": "/DeviceGray", "1": "/DeviceGray"}


@dataclass(slots=True)
class _Sheet:
    width: float
    height: float
    marks: list[str] = field(default_factory=list)
    pictures: dict[str, int] = field(default_factory=dict)
    """Name on the page -> number of the picture."""


class Sheets:
    """The pages made so far, and how far down the last one is filled.

    Attributes:
        y: points from the top of the page to where the next thing goes.
    """

    def __init__(self) -> None:
        self.y = 0.0
        self._sheets: list[_Sheet] = []
        self._pictures: list[Picture] = []
        self._codes: dict[int, dict[str, int]] = defaultdict(dict)
        self._next_size = A4

    def turn(self, *, is_landscape: bool) -> None:
        """What follows begins on a new page, of this orientation."""
        self._next_size = (A4[1], A4[0]) if is_landscape else A4
        if self._sheets:
            self.new_page()

    def new_page(self, size: tuple[float, float] | None = None) -> None:
        """Begin a page; LimitExceeded when there are too many."""
        if len(self._sheets) >= MAX_PAGES:
            raise LimitExceeded(IntakeProblem.TOO_MANY_PAGES.value)
        self._sheets.append(_Sheet(*(size or self._next_size)))
        self.y = 0.0 if size else MARGIN

    @property
    def room(self) -> float:
        """Points that are left above the lower margin."""
        return self.bottom - self.y if self._sheets else 0.0

    @property
    def bottom(self) -> float:
        """Points from the top to the lower margin."""
        return self._next_size[1] - MARGIN

    @property
    def width(self) -> float:
        """Points between the margins."""
        return self._next_size[0] - 2 * MARGIN

    @property
    def is_at_top(self) -> bool:
        """Whether nothing stands on the page yet."""
        return self.y <= MARGIN

    def need(self, height: float) -> None:
        """Begin a new page when less than `height` is left on this one."""
        if not self._sheets or (self.room < height and not self.is_at_top):
            self.new_page()

    def draw_line(self, line: Line, x: float, y: float, size: float, *, bold: bool) -> None:
        """Draw a line of text whose top is at `y`."""
        sheet = self._sheets[-1]
        base = sheet.height - y - size
        for stretch in line:
            text = stretch.text.rstrip() if stretch is line[-1] else stretch.text
            if not text:
                continue
            face = face_of(stretch.ink, all_bold=bold)
            left = x + stretch.x
            sheet.marks.append(
                f"BT {_COLOURS[stretch.ink]} /F{face} {size:g} Tf"
                f" {left:.2f} {base:.2f} Td <{self._coded(text, face)}> Tj ET"
            )
            if stretch.ink is Ink.DELETED:
                self.draw_rule(left, y + 0.72 * size, stretch.width)
            elif stretch.ink is Ink.INSERTED:
                self.draw_rule(left, y + 1.15 * size, stretch.width)

    def draw_rule(self, x: float, y: float, width: float, height: float = 0.0) -> None:
        """A thin line from (x, y), to the right or down."""
        sheet = self._sheets[-1]
        top = sheet.height - y
        sheet.marks.append(f"0.6 w {x:.2f} {top:.2f} m {x + width:.2f} {top - height:.2f} l S")

    def draw_box(self, x: float, y: float, width: float, height: float) -> None:
        """A thin grey frame."""
        sheet = self._sheets[-1]
        sheet.marks.append(
            f"q 0.6 G 0.4 w {x:.2f} {sheet.height - y - height:.2f} {width:.2f} {height:.2f} re S Q"
        )

    def draw_picture(
        self, picture: Picture, x: float, y: float, width: float, height: float
    ) -> None:
        """A picture whose top left corner is at (x, y)."""
        sheet = self._sheets[-1]
        name = f"/I{len(sheet.pictures)}"
        sheet.pictures[name] = len(self._pictures)
        self._pictures.append(picture)
        sheet.marks.append(
            f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {sheet.height - y - height:.2f} cm {name} Do Q"
        )

    def written(self) -> bytes:
        """The PDF; one empty page when nothing was drawn."""
        if not self._sheets:
            self.new_page()
        pdf = pikepdf.new()
        fonts = {
            f"/F{face}": embed_face(pdf, known, FACE_NAMES[face], codes, is_fixed=False)
            for face, known in enumerate(faces())
            if (codes := self._codes.get(face))
        }
        pictures = [_embedded(pdf, picture) for picture in self._pictures]
        for sheet in self._sheets:
            page = pdf.add_blank_page(page_size=(sheet.width, sheet.height))
            resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(fonts))
            if sheet.pictures:
                resources.XObject = pikepdf.Dictionary(
                    {name: pictures[number] for name, number in sheet.pictures.items()}
                )
            page.obj["/Resources"] = resources
            page.obj["/Contents"] = pdf.make_stream("\n".join(sheet.marks).encode("ascii"))
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
        pdf.close()
        return out.getvalue()

    def _coded(self, text: str, face: int) -> str:
        codes = self._codes[face]
        for character in text:
            if character not in codes:
                if len(codes) >= MAX_CODES:
                    raise LimitExceeded(IntakeProblem.TOO_COMPLEX.value)
                codes[character] = len(codes) + 1
        return "".join(f"{codes[character]:04x}" for character in text)


def _embedded(pdf: pikepdf.Pdf, picture: Picture) -> pikepdf.Object:
    return pdf.make_stream(
        picture.data,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=pikepdf.Name(_SPACES[picture.mode]),
        BitsPerComponent=1 if picture.mode == "1" else 8,
        Filter=pikepdf.Name("/DCTDecode" if picture.is_jpeg else "/FlateDecode"),
    )
