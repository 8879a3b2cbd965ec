"""Builds PDFs for tests in code: ordinary ones, ones with every hidden thing, and broken ones.

Coordinates are page space as everywhere in the program: unrotated points, origin at the top left
corner of the crop box, y downwards. `simple_pdf` covers most tests; `PdfBuilder` the others.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any, Literal, Self

import pikepdf
import pymupdf

from tests.helpers.raw_pdfs import one_page as one_page
from tests.helpers.raw_pdfs import page_tree_loop as page_tree_loop
from tests.helpers.raw_pdfs import raw_pdf as raw_pdf
from tests.helpers.raw_pdfs import raw_stream as raw_stream
from tests.helpers.raw_pdfs import revised_pdf as revised_pdf
from tests.helpers.raw_pdfs import truncated as truncated

A4 = (595.0, 842.0)
Point = tuple[float, float]
Rectangle = tuple[float, float, float, float]
Colour = tuple[float, float, float]
BLACK: Colour = (0.0, 0.0, 0.0)
WHITE: Colour = (1.0, 1.0, 1.0)

MarkupKind = Literal["highlight", "underline", "strikeout", "squiggly"]


def simple_pdf(
    pages: Sequence[str] | Sequence[Sequence[str]],
    *,
    size: float = 11,
    leading: float = 14,
    font: str = "helv",
    rotation: int = 0,
    page_size: Point = A4,
    metadata: Mapping[str, str] | None = None,
) -> bytes:
    """A PDF of text lines.

    Args:
        pages: lines of one page, or one sequence of lines per page.
        size: of the font, in points.
        leading: from line to line, in points.
        font: a PyMuPDF base font name: "helv", "hebo", "tiro", "cour".
        rotation: /Rotate of each page.
        page_size: width and height before rotation, in points.
        metadata: document information as PyMuPDF names it ("author", "title").
    """
    sheets: list[Sequence[str]]
    if pages and not isinstance(pages[0], str):
        sheets = [list(page) for page in pages]
    else:
        sheets = [[str(line) for line in pages]]
    builder = PdfBuilder()
    for lines in sheets:
        builder.page(*page_size, rotation=rotation)
        builder.lines(lines, size=size, leading=leading, font=font)
    if metadata:
        builder.metadata(**metadata)
    return builder.build()


class PdfBuilder:
    """Adds to the last page; each method gives the builder back, so that calls can be chained."""

    def __init__(self) -> None:
        self.document: Any = pymupdf.open()
        self._after: list[tuple[str, Any]] = []
        self._rotations: list[int] = []

    @property
    def last(self) -> Any:
        """The last page, as PyMuPDF has it."""
        return self.document[-1]

    def page(
        self,
        width: float = A4[0],
        height: float = A4[1],
        *,
        rotation: int = 0,
        crop: Rectangle | None = None,
    ) -> Self:
        """Begin a page; `crop` is the crop box in points of the media box, y downwards."""
        page = self.document.new_page(width=width, height=height)
        if crop is not None:
            page.set_cropbox(pymupdf.Rect(crop))
        self._rotations.append(rotation)
        return self

    def text(
        self,
        text: str,
        x: float = 72,
        y: float = 72,
        *,
        size: float = 11,
        font: str = "helv",
        colour: Colour = BLACK,
        angle: float = 0,
        render_mode: int = 0,
        opacity: float = 1,
        layer: int = 0,
    ) -> Self:
        """One line of text with its baseline starting at (x, y).

        Args:
            text: Latin-1 characters.
            x: in points.
            y: in points.
            size: of the font, in points.
            font: a PyMuPDF base font name.
            colour: of the glyphs.
            angle: in degrees, anticlockwise.
            render_mode: 3 is invisible (PDF 32000-1, 9.3.6).
            opacity: 0 to 1.
            layer: what `layer()` gave.
        """
        point = pymupdf.Point(x, y)
        morph = (point, pymupdf.Matrix(1, 1).prerotate(angle)) if angle else None
        self.last.insert_text(
            point,
            text,
            fontsize=size,
            fontname=font,
            color=colour,
            morph=morph,
            render_mode=render_mode,
            fill_opacity=opacity,
            oc=layer,
        )
        return self

    def lines(
        self,
        lines: Sequence[str],
        x: float = 72,
        y: float = 72,
        *,
        size: float = 11,
        leading: float = 14,
        font: str = "helv",
    ) -> Self:
        """Lines of text, the first baseline at (x, y)."""
        for number, line in enumerate(lines):
            if line:
                self.text(line, x, y + number * leading, size=size, font=font)
        return self

    def rectangle(
        self, box: Rectangle, *, fill: Colour | None = WHITE, line: Colour | None = None
    ) -> Self:
        """A drawn rectangle; what was drawn before lies under it."""
        self.last.draw_rect(pymupdf.Rect(box), color=line, fill=fill)
        return self

    def image(self, png: bytes, box: Rectangle) -> Self:
        """A picture in a box."""
        self.last.insert_image(pymupdf.Rect(box), stream=png, keep_proportion=False)
        return self

    def image_text(self, text: str, box: Rectangle, *, dpi: int = 200) -> Self:
        """A picture of a line of text, with no characters in the PDF."""
        return self.image(text_image(text, box[2] - box[0], box[3] - box[1], dpi=dpi), box)

    def raw(self, content: bytes) -> Self:
        """Append PDF operators to the page's content; PDF coordinates, y upwards."""
        page = self.last
        page.wrap_contents()
        xref = self.document.get_new_xref()
        self.document.update_object(xref, "<<>>")
        self.document.update_stream(xref, content)
        old = " ".join(f"{number} 0 R" for number in page.get_contents())
        self.document.xref_set_key(page.xref, "Contents", f"[{old} {xref} 0 R]")
        return self

    # --- annotations --------------------------------------------------------------------------

    def note(self, text: str, at: Point = (300, 100), *, author: str = "") -> Self:
        """A comment balloon."""
        page = self.last
        annotation = page.add_text_annot(pymupdf.Point(at), text)
        annotation.set_info(content=text, title=author)
        annotation.update()
        return self

    def markup(self, box: Rectangle, kind: MarkupKind = "highlight", comment: str = "") -> Self:
        """Marked text, perhaps with a comment."""
        page = self.last  # WHY kept: an annotation lives only as long as its page object
        annotation = getattr(page, f"add_{kind}_annot")(pymupdf.Rect(box))
        annotation.set_info(content=comment)
        annotation.update()
        return self

    def free_text(self, text: str, box: Rectangle, *, flags: int = 4) -> Self:
        """Text typed over the page; `flags` as in PDF 32000-1, 12.5.3 (2 = hidden)."""
        page = self.last
        annotation = page.add_freetext_annot(pymupdf.Rect(box), text, fontsize=11)
        annotation.set_flags(flags)
        annotation.update()
        return self

    def stamp(self, box: Rectangle, stamp: int = 0) -> Self:
        """A rubber stamp ("Approved" and so on)."""
        self.last.add_stamp_annot(pymupdf.Rect(box), stamp=stamp)
        return self

    def ink(self, strokes: Sequence[Sequence[Point]]) -> Self:
        """A freehand drawing."""
        self.last.add_ink_annot([list(stroke) for stroke in strokes])
        return self

    def link(self, box: Rectangle, uri: str) -> Self:
        """A link to an address."""
        self.last.insert_link({"kind": pymupdf.LINK_URI, "from": pymupdf.Rect(box), "uri": uri})
        return self

    def redact_mark(self, box: Rectangle, label: str = "") -> Self:
        """A redaction mark that was not carried out."""
        self.last.add_redact_annot(pymupdf.Rect(box), text=label or None)
        return self

    def file_annotation(self, name: str, data: bytes, at: Point = (400, 100)) -> Self:
        """A paper clip with a file in it."""
        self.last.add_file_annot(pymupdf.Point(at), data, name)
        return self

    # --- forms --------------------------------------------------------------------------------

    def text_field(self, name: str, value: str, box: Rectangle) -> Self:
        """A form field with text filled in."""
        widget = pymupdf.Widget()
        widget.field_name = name
        widget.field_type = pymupdf.PDF_WIDGET_TYPE_TEXT
        widget.field_value = value
        widget.rect = pymupdf.Rect(box)
        widget.text_fontsize = 11
        self.last.add_widget(widget)
        return self

    def checkbox(self, name: str, box: Rectangle, *, checked: bool = True) -> Self:
        """A form field to tick."""
        widget = pymupdf.Widget()
        widget.field_name = name
        widget.field_type = pymupdf.PDF_WIDGET_TYPE_CHECKBOX
        widget.field_value = checked
        widget.rect = pymupdf.Rect(box)
        self.last.add_widget(widget)
        return self

    def choice(self, name: str, options: Sequence[str], value: str, box: Rectangle) -> Self:
        """A drop-down list with one option chosen."""
        widget = pymupdf.Widget()
        widget.field_name = name
        widget.field_type = pymupdf.PDF_WIDGET_TYPE_COMBOBOX
        widget.choice_values = list(options)
        widget.field_value = value
        widget.rect = pymupdf.Rect(box)
        widget.text_fontsize = 11
        self.last.add_widget(widget)
        return self

    # --- what belongs to the whole file -------------------------------------------------------

    def metadata(self, **fields: str) -> Self:
        """Document information: author, title, subject, keywords, creator, producer."""
        self.document.set_metadata(dict(fields))
        return self

    def xmp(self, xml: str) -> Self:
        """XMP metadata."""
        self.document.set_xml_metadata(xml)
        return self

    def attach(self, name: str, data: bytes, description: str = "") -> Self:
        """A file embedded in the document."""
        self.document.embfile_add(name, data, filename=name, desc=description)
        return self

    def layer(self, name: str, *, visible: bool) -> int:
        """A new layer; gives the number for `text(layer=…)`."""
        return int(self.document.add_ocg(name, on=visible))

    def bookmarks(self, titles: Sequence[tuple[str, int]]) -> Self:
        """Bookmarks as (title, 1-based page)."""
        self.document.set_toc([[1, title, page] for title, page in titles])
        return self

    def script(self, source: str) -> Self:
        """JavaScript that runs on opening, and by name."""
        self._after.append(("script", source))
        return self

    def catalog(self, key: str, value: Any) -> Self:
        """Any entry of the catalog, as a pikepdf object."""
        self._after.append(("catalog", (key, value)))
        return self

    def page_key(self, key: str, value: Any) -> Self:
        """Any entry of the last page, as a pikepdf object."""
        self._after.append(("page", (len(self.document) - 1, key, value)))
        return self

    def build(self, *, user_password: str = "", owner_password: str = "") -> bytes:
        """The file; with a password it is encrypted (AES-256)."""
        # WHY last: PyMuPDF's drawing and annotation calls differ in how they see a turned page.
        for page, rotation in zip(self.document, self._rotations, strict=True):
            if rotation:
                page.set_rotation(rotation)
        data = bytes(self.document.tobytes(garbage=1, deflate=True, no_new_id=True))
        self.document.close()
        if not (self._after or user_password or owner_password):
            return data
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for kind, value in self._after:
                _apply(pdf, kind, value)
            out = io.BytesIO()
            if user_password or owner_password:
                owner = owner_password or user_password  # WHY: an empty one lets anybody in
                pdf.save(out, encryption=pikepdf.Encryption(user=user_password, owner=owner))
            else:
                pdf.save(out, deterministic_id=True, fix_metadata_version=False)
            return out.getvalue()


def _apply(pdf: pikepdf.Pdf, kind: str, value: Any) -> None:
    if kind == "script":
        action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String(value))
        pdf.Root.OpenAction = pdf.make_indirect(action)
        names = pikepdf.Dictionary(Names=pikepdf.Array([pikepdf.String("run"), action]))
        if "/Names" not in pdf.Root:
            pdf.Root.Names = pikepdf.Dictionary()
        pdf.Root.Names.JavaScript = pdf.make_indirect(names)
    elif kind == "catalog":
        pdf.Root[value[0]] = value[1]
    else:
        pdf.pages[value[0]].obj[value[1]] = value[2]


def text_image(text: str, width: float, height: float, *, dpi: int = 200) -> bytes:
    """A PNG of one line of black text on white; width and height in points."""
    with pymupdf.open() as scratch:
        page = scratch.new_page(width=width, height=height)
        size = min(
            height * 0.7, width / max(pymupdf.get_text_length(text, fontsize=1), 0.01) * 0.95
        )
        page.insert_text((width * 0.02, height * 0.75), text, fontsize=size)
        return bytes(page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY).tobytes("png"))


def scanned_pdf(pages: Sequence[Sequence[str]], *, dpi: int = 150) -> bytes:
    """Pages that are pictures only, as a scanner makes them: no text layer."""
    with pymupdf.open(stream=simple_pdf(list(pages)), filetype="pdf") as source:
        builder = PdfBuilder()
        for page in source:
            png = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY).tobytes("png")
            builder.page().image(bytes(png), (0.0, 0.0, *A4))
        return builder.build()


def edit_pdf(pdf: bytes, change: Any) -> bytes:
    """Run `change(pikepdf.Pdf)` on a PDF and give the new bytes."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        out = io.BytesIO()
        opened.save(out, deterministic_id=True, fix_metadata_version=False)
        return out.getvalue()
