"""The second reader: the text of a page from its content streams and fonts, by our own rules.

Only objects and unpacked streams come from qpdf, whose view of the file is held against the bytes
by `woo_desk.verify.raw`. Nothing is shared with pdfium. What this reader does not understand to the
last byte it leaves to pypdf.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf

from woo_desk.verify.shown import Machine, Part
from woo_desk.verify.shown_fonts import NotUnderstood, ShownFont, load_font

MAX_DEPTH = 12
"""Forms in forms."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What one page shows."""

    text: str
    spoken: str
    """What the page gives as other words for what is shown."""


class ShownPages:
    """The pages of one file."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pages = list(pdf.pages)
        self._fonts: dict[int, ShownFont] = {}
        self._forms: dict[int, Part] = {}

    def __len__(self) -> int:
        return len(self._pages)

    def read(self, index: int) -> Shown:
        """One page.

        Raises:
            NotUnderstood: something on it is not known here.
            pikepdf.PdfError, ValueError, LookupError: it is damaged.
        """
        page = self._pages[index].obj
        contents = page.get("/Contents")
        if contents is None:
            return Shown("", "")
        streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        names = _Names(self, page.get("/Resources"), 0)
        parts = _read_all([stream.read_bytes() for stream in streams], names)
        return Shown(
            "\n".join(part.text for part in parts), "\n".join(part.spoken for part in parts)
        )

    def read_stream(self, index: int, content: bytes) -> Shown:
        """What one content stream shows with the resources of a page; raises as `read`."""
        part = _read(content, _Names(self, self._pages[index].obj.get("/Resources"), 0))
        return Shown(part.text, part.spoken)

    def load_font(self, font: Any) -> ShownFont:
        """A font of this file."""
        number = font.objgen[0]
        known = self._fonts.get(number) if number else None
        if known is None:
            known = load_font(font)
            if number:
                self._fonts[number] = known
        return known

    def load_form(self, form: Any, depth: int) -> Part:
        """What a form of this file shows."""
        number = form.objgen[0]
        known = self._forms.get(number)
        if known is None:
            if depth > MAX_DEPTH:
                msg = "forms in forms without end"
                raise NotUnderstood(msg)
            known = _read(form.read_bytes(), _Names(self, form.get("/Resources"), depth))
            self._forms[number] = known
        return known


class _Names:
    """The resources of a page or form."""

    def __init__(self, pages: ShownPages, resources: Any, depth: int) -> None:
        self._pages = pages
        is_there = isinstance(resources, pikepdf.Dictionary)
        self._resources: Any = resources if is_there else {}
        self._depth = depth

    def font(self, name: str) -> ShownFont:
        return self._pages.load_font(self._find("/Font", name))

    def form(self, name: str) -> Part | None:
        found = self._find("/XObject", name)
        match found.get("/Subtype"):
            case "/Image":
                return None
            case "/Form":
                return self._pages.load_form(found, self._depth + 1)
            case _:
                msg = "an object of another kind"
                raise NotUnderstood(msg)

    def sets_font(self, name: str) -> bool:
        return "/Font" in self._find("/ExtGState", name)

    def _find(self, kind: str, name: str) -> Any:
        found = self._resources.get(kind, {}).get(name)
        if not isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
            msg = "a name that stands for nothing"
            raise NotUnderstood(msg)
        return found


def _read_all(contents: Sequence[bytes], names: _Names) -> list[Part]:
    """Each stream by itself where none leaves anything to the next; else all as one (7.8.2)."""
    if len(contents) > 1:
        try:
            parts = [_read(content, names) for content in contents]
        except NotUnderstood:
            parts = []
        if parts and all(part.is_closed for part in parts):
            return parts
    return [_read(b"\n".join(contents), names)]


def _read(content: bytes, names: _Names) -> Part:
    return Part(*Machine(names).run(content))
