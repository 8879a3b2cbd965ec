"""Finds a word in a PDF by means that share nothing with the engine: bytes, strings, readers."""

from __future__ import annotations

import io
import re
import unicodedata
import zlib
from collections.abc import Iterator

import pikepdf
import pymupdf
import pypdf
import pypdfium2
from PIL import Image

Share = tuple[float, float, float, float]


def folded(text: str) -> str:
    """Letters and digits only, without accents and case."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if c.isalnum()).casefold()


def places(pdf: bytes, word: str) -> list[str]:
    """Where the word was found; empty when nowhere."""
    found = [f"raw {how}" for how, data in _blobs(pdf) if _holds(data, word)]
    wanted = folded(word)
    found += [name for name, text in readers(pdf).items() if wanted in folded(text)]
    return found


def readers(pdf: bytes) -> dict[str, str]:
    """The text as three readers give it."""
    with pymupdf.open(stream=pdf, filetype="pdf") as document:
        mupdf = "\n".join(
            page.get_text(clip=pymupdf.INFINITE_RECT(), flags=0)
            + page.get_text(clip=pymupdf.INFINITE_RECT(), flags=pymupdf.TEXT_IGNORE_ACTUALTEXT)
            for page in document
        )
    document = pypdfium2.PdfDocument(pdf)
    pdfium = []
    for page in document:
        text_page = page.get_textpage()
        pdfium.append(text_page.get_text_range())
        text_page.close()
        page.close()
    document.close()
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    return {
        "mupdf": mupdf,
        "pdfium": "\n".join(pdfium),
        "pypdf": "\n".join(page.extract_text() for page in reader.pages),
    }


def _blobs(pdf: bytes) -> Iterator[tuple[str, bytes]]:
    yield "file", pdf
    for match in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", pdf):
        try:
            yield "carved", zlib.decompressobj().decompress(pdf[match.start() :], 20_000_000)
        except zlib.error:
            continue
    with pikepdf.open(io.BytesIO(pdf), inherit_page_attributes=False) as document:
        for item in document.objects:
            yield f"object {item.objgen[0]}", item.unparse(resolved=True)
            if isinstance(item, pikepdf.Stream):
                try:
                    yield f"stream {item.objgen[0]}", item.read_bytes()
                except pikepdf.PdfError:
                    yield f"stream {item.objgen[0]}", item.read_raw_bytes()


def _holds(data: bytes, word: str) -> bool:
    low = data.lower()
    forms = [word.lower().encode(e) for e in ("latin-1", "utf-8", "utf-16-be", "utf-16-le")]
    forms += [form.hex().encode() for form in forms]
    spaceless = re.sub(rb"[\s()<>\[\]\d.-]", b"", low)
    return any(form in low for form in forms) or forms[0] in spaceless


def uneven_pictures(pdf: bytes, share: Share) -> list[str]:
    """Pictures of which the given part is not one flat tone, whatever masks are put over it."""
    found = []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image":
                low, high = _extremes(item, share)
                if high - low > 12:
                    found.append(f"object {item.objgen[0]}: {low}-{high}")
    return found


def _extremes(item: pikepdf.Stream, share: Share) -> tuple[int, int]:
    for key in ("/SMask", "/Mask", "/Decode", "/ImageMask"):
        if key in item:
            del item[key]
    if "/ColorSpace" not in item:
        item.ColorSpace = pikepdf.Name.DeviceGray
    image: Image.Image = pikepdf.PdfImage(item).as_pil_image().convert("L")
    box = [s * p for s, p in zip(share, image.size * 2, strict=True)]
    part = image.crop((round(box[0]) + 1, round(box[1]) + 1, round(box[2]) - 1, round(box[3]) - 1))
    low, high = part.getextrema()
    return int(low), int(high)  # type: ignore[arg-type]
