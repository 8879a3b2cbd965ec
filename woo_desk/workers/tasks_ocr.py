"""Tasks of reading scans: one page as words, and the words of a document laid on its pages."""

from __future__ import annotations

import hashlib
import math
from pathlib import Path
from typing import Any

import msgspec
from PIL import Image

from woo_desk.domain.geometry import Box, Rotation, view_to_page
from woo_desk.domain.ids import Sha256
from woo_desk.domain.ocr import RecognisedPage, Region, Word
from woo_desk.errors import DossierDamaged
from woo_desk.ocr.recognise import ENGINE, recognise_picture
from woo_desk.pdf.render import Rendered, render_page
from woo_desk.pdf.text_layer import lay_words
from woo_desk.store.blobs import read_blob, read_cached
from woo_desk.usecases.ports import Report
from woo_desk.usecases.requests import (
    LayTextRequest,
    LayTextResult,
    RecogniseRequest,
    RecogniseResult,
)
from woo_desk.workers.tasks_common import unwritable
from woo_desk.workers.tasks_pages import open_prepared

_DPI = 300
_MAX_PIXELS = 35_000_000
_STEPS = 3
"""Drawn, looked up, read."""
_decoder = msgspec.json.Decoder(RecognisedPage)


def recognise(request: RecogniseRequest, report: Report) -> RecogniseResult:
    """Read one page from its picture, or find what was read from the same picture before.

    Raises:
        DossierError: the dossier cannot be read.
        SourceError: the page cannot be drawn or read.
        UsageError: there are no language data.
    """
    document = open_prepared(request.dossier_path, request.prepared_sha256)
    rotation = Rotation.of(document[request.page_index].rotation)
    rect = document[request.page_index].rect
    dpi = min(_DPI, int(72 * math.sqrt(_MAX_PIXELS / max(rect.width * rect.height, 1.0))))
    drawn = render_page(document, request.page_index, dpi / 72)
    report(1, _STEPS)
    key = _key_of(drawn, rotation)
    kept = read_cached(request.dossier_path, request.cache_kind, key)
    if kept is not None:
        return RecogniseResult(_decoded(kept), key, was_kept=True)
    report(2, _STEPS)
    picture = Image.frombytes(
        "RGB", (drawn.width, drawn.height), drawn.pixels, "raw", "RGB", drawn.stride
    )
    seen = recognise_picture(picture, dpi)
    return RecogniseResult(_in_page_space(seen, document[request.page_index]), key)


def lay_text(request: LayTextRequest, report: Report) -> LayTextResult:
    """Write the prepared PDF again, with what was read laid invisibly on its pages.

    Raises:
        DossierError: the dossier cannot be read, or holds nothing under a key.
        SourceError: the prepared PDF cannot be read.
        UsageError: the output cannot be written.
    """
    pages = {}
    for done, (index, key) in enumerate(request.pages):
        report(done, len(request.pages) + 1)
        kept = read_cached(request.dossier_path, request.cache_kind, key)
        if kept is None:
            raise DossierDamaged("dossier_damaged", name="")
        pages[index] = _decoded(kept)
    layered = lay_words(read_blob(request.dossier_path, request.prepared_sha256), pages)
    output = Path(request.output_path)
    try:
        output.write_bytes(layered)
    except OSError:
        raise unwritable(output) from None
    return LayTextResult(Sha256(hashlib.sha256(layered).hexdigest()))


def _key_of(drawn: Rendered, rotation: Rotation) -> str:
    """The same for the same picture of a page that is read in the same way."""
    digest = hashlib.sha256(f"{ENGINE} {drawn.width} {drawn.height} {rotation}".encode())
    digest.update(drawn.pixels)
    return digest.hexdigest()


def _decoded(kept: bytes) -> RecognisedPage:
    try:
        return _decoder.decode(kept)
    except (msgspec.MsgspecError, ValueError):
        raise DossierDamaged("dossier_damaged", name="") from None


def _in_page_space(seen: RecognisedPage, page: Any) -> RecognisedPage:
    rotation, size = Rotation.of(page.rotation), page.cropbox

    def back(box: Box) -> Box:
        return view_to_page(box, float(size.width), float(size.height), rotation, 1.0)

    return RecognisedPage(
        tuple(Word(w.text, back(w.box), w.line, w.confidence) for w in seen.words),
        tuple(Region(r.kind, back(r.box), r.score) for r in seen.regions),
        Rotation.of(rotation + seen.turn),
    )
