"""The second opinion on the text: our own reader, and pypdf wherever that one is not sure.

Our own reader is not sure when it meets anything that it does not know, and when pdfium sees a
letter on the page that it does not see.
"""

from __future__ import annotations

import io
from collections import Counter
from types import TracebackType

import pikepdf
import pypdf

from woo_desk.verify.findings import READ_ERRORS
from woo_desk.verify.matching import normal_form
from woo_desk.verify.readers import PIKEPDF, PYPDF, Characters
from woo_desk.verify.shown_pages import ShownPages

SHOWN = f"Woo Desk ({PIKEPDF})"


class SecondReader:
    """The text of each page of one file, by another reader than pdfium. Close it after use."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._pdf: pikepdf.Pdf | None = None
        self._shown: ShownPages | None = None
        self._pypdf: pypdf.PdfReader | None = None
        self._used: list[str] = []
        try:
            self._pdf = pikepdf.open(io.BytesIO(data), inherit_page_attributes=False)
            self._shown = ShownPages(self._pdf)
        except READ_ERRORS:
            self._shown = None

    def __enter__(self) -> SecondReader:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if self._pdf is not None:
            self._pdf.close()

    @property
    def by(self) -> str:
        """The readers that were asked, with their versions."""
        return ", ".join(self._used)

    @property
    def page_count(self) -> int:
        """How many pages there are, by this side."""
        return len(self._fallback().pages) if self._shown is None else len(self._shown)

    def text(self, index: int, seen: Characters) -> str:
        """What one page says.

        Args:
            index: of the page, 0-based.
            seen: what pdfium sees on it.

        Raises:
            pypdf.errors.PyPdfError and others of READ_ERRORS: no reader can read it.
        """
        own = self._own(index)
        if own is not None and not seen.letters - _letters(own):
            self._use(SHOWN)
            return own[0]
        self._use(PYPDF)
        other = self._fallback().pages[index].extract_text()
        return other if own is None else f"{other}\n{own[0]}"

    def _own(self, index: int) -> tuple[str, str] | None:
        """What our own reader makes of a page, and other words for it; None when not sure."""
        if self._shown is None or index >= len(self._shown):
            return None
        try:
            shown = self._shown.read(index)
        except READ_ERRORS:
            return None
        return shown.text, shown.spoken

    def _fallback(self) -> pypdf.PdfReader:
        if self._pypdf is None:
            self._pypdf = pypdf.PdfReader(io.BytesIO(self._data))
        return self._pypdf

    def _use(self, reader: str) -> None:
        if reader not in self._used:
            self._used.append(reader)


def _letters(texts: tuple[str, ...]) -> Counter[str]:
    letters: Counter[str] = Counter()
    for text in texts:
        letters.update(normal_form(text))
    return letters
