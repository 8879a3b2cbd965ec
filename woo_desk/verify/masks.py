"""The masks of pictures, which pdfium does not show by themselves.

A picture of one colour says what its mask says. pdfium gives the coded data of a picture that it
paints; by these it is found again among the objects of the file.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from types import TracebackType
from typing import Any

import pikepdf
from PIL import Image

from woo_desk.verify.drawing import stored_bytes

_CANNOT = (
    pikepdf.UnsupportedImageTypeError,
    pikepdf.InvalidPdfImageError,
    pikepdf.models.image.HifiPrintImageNotTranscodableError,
    pikepdf.models.image.NotExtractableError,
)


class Masks:
    """The masks of one file, found when they are asked for. Close it after use."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._pdf: pikepdf.Pdf | None = None
        self._found: dict[bytes, list[Any]] = {}

    def __enter__(self) -> Masks:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if self._pdf is not None:
            self._pdf.close()

    def of(self, handle: Any) -> Iterator[Image.Image]:
        """The masks of a picture that pdfium paints, in grey.

        Raises:
            ValueError: one is coded in a way that cannot be read.
        """
        if self._pdf is None:
            if b"Mask" not in self._data and b"/ObjStm" not in self._data:
                return
            self._pdf = pikepdf.open(io.BytesIO(self._data))
            self._find(self._pdf)
        if not self._found:
            return
        for mask in self._found.get(hashlib.sha256(stored_bytes(handle)).digest(), ()):
            try:
                yield pikepdf.PdfImage(mask).as_pil_image().convert("L")
            except _CANNOT as error:
                raise ValueError(type(error).__name__) from None

    def _find(self, pdf: pikepdf.Pdf) -> None:
        for value in pdf.objects:
            if not isinstance(value, pikepdf.Stream) or value.get("/Subtype") != "/Image":
                continue
            masks = [
                mask
                for key in ("/SMask", "/Mask")
                if isinstance(mask := value.get(key), pikepdf.Stream)
            ]
            if masks:
                key = hashlib.sha256(value.read_raw_bytes()).digest()
                self._found.setdefault(key, []).extend(masks)
