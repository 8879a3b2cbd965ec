"""What a content stream stands on while it is rewritten, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import pikepdf

from woo_desk.pdf.colours import GRAY, Space
from woo_desk.pdf.matrix import Matrix, Rect
from woo_desk.pdf.tags import Piece

if TYPE_CHECKING:
    from woo_desk.pdf.fonts import FontUse


class TextState(NamedTuple):
    """Text state parameters (ISO 32000-1, table 104); followed where paragraphs are set anew.

    A tuple, because it is made anew for most lines of a page.
    """

    size: float = 0.0
    spacing: float = 0.0
    word: float = 0.0
    scale: float = 100.0
    leading: float = 0.0
    rise: float = 0.0
    mode: float = 0.0


_START = TextState()


@dataclass(slots=True)
class State:
    """The part of the graphics state that decisions depend on; changed in place, kept at `q`."""

    matrix: Matrix
    clip: Rect | None
    """In device space; None when nothing at all is visible."""
    is_clip_rough: bool = False
    """Whether the clip is less than the rectangle that `clip` says."""
    font: FontUse | None = None
    fill: Space = GRAY
    stroke: Space = GRAY
    line_width: float = 1.0
    is_solid: bool = True
    """Whether what is filled now hides what lies under it: no opacity, no blending."""
    fill_tokens: tuple[bytes, ...] = (b"0", b"g")
    """The operator that set the colour that is filled with."""
    text: TextState = _START
    sent: TextState = _START
    """What of `text` stands in the output."""
    sent_font: FontUse | None = None

    def copy(self) -> State:
        """The same, to come back to."""
        return State(
            self.matrix, self.clip, self.is_clip_rough, self.font, self.fill, self.stroke,
            self.line_width, self.is_solid, self.fill_tokens, self.text, self.sent, self.sent_font,
        )  # fmt: skip


@dataclass(slots=True)
class Written:
    """A rewritten content stream with the resources that it uses."""

    content: bytes = b""
    fonts: dict[str, pikepdf.Object] = field(default_factory=dict)
    xobjects: dict[str, pikepdf.Object] = field(default_factory=dict)
    states: dict[str, pikepdf.Object] = field(default_factory=dict)
    pieces: list[Piece] = field(default_factory=list)
    """What was numbered for the tags, when it is a page."""

    def resources(self) -> pikepdf.Dictionary:
        """The resource dictionary of what was used."""
        result = pikepdf.Dictionary()
        for key, used in (
            ("/Font", self.fonts),
            ("/XObject", self.xobjects),
            ("/ExtGState", self.states),
        ):
            if used:
                result[key] = pikepdf.Dictionary({name: used[name] for name in sorted(used)})
        return result
