"""What one adversarial PDF is: a name that must go, words that must stay, and how it was built."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pikepdf

NAME = "Oosterkamp"
"""Must go; stands visibly on the first page, and hidden wherever the case puts it."""
KEPT = ("Zonnebloem", "Waterlinie")
SIZE = (400.0, 500.0)
Region = tuple[float, float, float, float]

BODY = (
    f"BT /F1 12 Tf 40 440 Td (Aan {KEPT[0]} {NAME} voor) Tj ET\n"
    f"BT /F1 12 Tf 40 400 Td (De {KEPT[1]} blijft.) Tj ET\n"
)


@dataclass(frozen=True, slots=True)
class Case:
    """One PDF with one way to leak."""

    id: str
    channel: str
    build: Callable[[], bytes]
    gone: tuple[str, ...] = (NAME,)
    kept: tuple[str, ...] = KEPT
    areas: tuple[tuple[int, Region], ...] = ()
    """Boxes that the reviewer draws besides those on the name: page, then page space."""
    dark: Region | None = None
    """Part of every full-page picture that must be one flat tone in the output (x0, y0, x1, y1
    as shares of the picture, origin top left)."""
    in_place: bool = True
    """Whether no page may need a fallback."""


CASES: list[Case] = []


def case(case_id: str, channel: str, **options: Any) -> Callable[[Callable[[], bytes]], None]:
    """Register a builder as a case."""

    def register(build: Callable[[], bytes]) -> None:
        CASES.append(Case(case_id, channel, build, **options))

    return register


@dataclass
class Draft:
    """A PDF under construction: one page with Helvetica as /F1."""

    pdf: pikepdf.Pdf = field(default_factory=pikepdf.new)

    def __post_init__(self) -> None:
        self.pdf.add_blank_page(page_size=SIZE)
        self.page = self.pdf.pages[0].obj
        self.font = self.pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.Type1,
                BaseFont=pikepdf.Name.Helvetica,
                Encoding=pikepdf.Name.WinAnsiEncoding,
            )
        )
        self.page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=self.font))
        self.content(BODY)

    def content(self, text: str | bytes, *, first: bool = False) -> Draft:
        """Add operators after (or before) what is there."""
        data = text.encode("latin-1") if isinstance(text, str) else text
        old = self.page.Contents.read_bytes() if "/Contents" in self.page else b""
        self.page.Contents = self.pdf.make_stream(data + b"\n" + old if first else old + data)
        return self

    def only(self, text: str | bytes) -> Draft:
        """Replace the content."""
        data = text.encode("latin-1") if isinstance(text, str) else text
        self.page.Contents = self.pdf.make_stream(data)
        return self

    def resource(self, category: str, name: str, value: Any) -> Draft:
        """Add a resource to the page."""
        resources = self.page.Resources
        if f"/{category}" not in resources:
            resources[f"/{category}"] = pikepdf.Dictionary()
        resources[f"/{category}"][f"/{name}"] = value
        return self

    def stream(self, data: str | bytes, **entries: Any) -> pikepdf.Object:
        """An indirect stream."""
        raw = data.encode("latin-1") if isinstance(data, str) else data
        stream = pikepdf.Stream(self.pdf, raw)
        for key, value in entries.items():
            stream[f"/{key}"] = value
        return self.pdf.make_indirect(stream)

    def form(self, content: str, **entries: Any) -> pikepdf.Object:
        """A form XObject with Helvetica."""
        return self.stream(
            content,
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Form,
            BBox=pikepdf.Array([0, 0, *SIZE]),
            Resources=pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=self.font)),
            **entries,
        )

    def second_page(self, content: str) -> pikepdf.Object:
        """One more page."""
        self.pdf.add_blank_page(page_size=SIZE)
        page = self.pdf.pages[-1].obj
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=self.font))
        page.Contents = self.pdf.make_stream(content.encode("latin-1"))
        return page

    def bytes(self, **options: Any) -> bytes:
        """The file."""
        buffer = io.BytesIO()
        self.pdf.save(buffer, **options)
        return buffer.getvalue()
