"""Turns drawn pages into files as different programs write them; the same bytes each time."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace

import pikepdf
import pymupdf

from tests.helpers.voorbeeld.truth import Corners, Hidden, Made

WORD = {"creator": "Microsoft® Word voor Microsoft 365", "producer": "Microsoft® Word"}
OUTLOOK = {"creator": "Microsoft Outlook", "producer": "Microsoft: Print To PDF"}
WRITER = {"creator": "Writer", "producer": "LibreOffice 7.2"}
SCANNER = {"creator": "Kantoorscanner K-4525", "producer": "Scan naar PDF 5.1"}
CRYSTAL = {"creator": "FUNREG rapportage", "producer": "Rapportgenerator 3.0"}
SYSTEM = {"creator": "Documentsysteem", "producer": "Conversieservice 2.4"}


def plain_pdf(made: Made, doc: pymupdf.Document, info: Mapping[str, str]) -> None:
    """As a word processor writes it: a cross-reference table, compressed pages."""
    doc.set_metadata({**info, **_dates(made)})
    made.data = doc.tobytes(garbage=3, deflate=True, no_new_id=True)
    _note_metadata(made, info)


def packed_pdf(made: Made, doc: pymupdf.Document, info: Mapping[str, str]) -> None:
    """As a document system writes it: object streams, and metadata as XMP too."""
    with opened(doc) as pdf:
        set_info(pdf, made, info)
        with pdf.open_metadata(set_pikepdf_as_editor=False) as xmp:
            xmp["dc:title"] = info.get("title", "")
            xmp["dc:creator"] = [info.get("author", "")]
            xmp["pdf:Producer"] = info["producer"]
        made.data = saved(pdf, packed=True)
    _note_metadata(made, info)


def turned_pdf(made: Made, doc: pymupdf.Document, info: Mapping[str, str]) -> None:
    """A landscape sheet stored on its side: an upright page with /Rotate 90."""
    width, height = doc[0].rect.width, doc[0].rect.height
    with opened(doc) as pdf:
        page = pdf.pages[0]
        # Displayed (X, Y) of a page turned to the right is stored at (height - Y, X).
        page.contents_add(pikepdf.Stream(pdf, f"q 0 1 -1 0 {height:g} 0 cm".encode()), prepend=True)
        page.contents_add(pikepdf.Stream(pdf, b"Q"))
        page.mediabox = pikepdf.Array([0, 0, height, width])
        for key in ("/CropBox", "/TrimBox", "/ArtBox", "/BleedBox"):
            if key in page:
                del page[key]
        page.Rotate = 90
        set_info(pdf, made, info)
        made.data = saved(pdf, packed=False)
    made.plants[:] = [
        replace(plant, boxes=tuple(_turned(box, width) for box in plant.boxes))
        for plant in made.plants
    ]
    _note_metadata(made, info)


def opened(doc: pymupdf.Document) -> pikepdf.Pdf:
    """The drawn pages, for pikepdf."""
    data = doc.tobytes(garbage=3, deflate=True, no_new_id=True)
    pdf = pikepdf.Pdf.open(io.BytesIO(data))
    if "/Info" in pdf.Root:  # PyMuPDF leaves its own name there
        del pdf.Root["/Info"]
    return pdf


def saved(pdf: pikepdf.Pdf, *, packed: bool) -> bytes:
    """The bytes, with an id that follows from the content."""
    stream = io.BytesIO()
    mode = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable
    pdf.save(stream, deterministic_id=True, object_stream_mode=mode)
    return stream.getvalue()


def set_info(pdf: pikepdf.Pdf, made: Made, info: Mapping[str, str]) -> None:
    """Document information, with fixed dates."""
    for key, value in {**info, **_dates(made)}.items():
        pdf.docinfo[f"/{key[0].upper()}{key[1:]}"] = value


def _dates(made: Made) -> dict[str, str]:
    stamp = f"D:{(made.date or '2022-05-16').replace('-', '')}101500+02'00'"
    return {"creationDate": stamp, "modDate": stamp}


def _note_metadata(made: Made, info: Mapping[str, str]) -> None:
    for key in ("author", "title", "subject", "keywords"):
        if info.get(key):
            made.hidden.append(Hidden("metadata", info[key]))


def _turned(box: Corners, width: float) -> Corners:
    return box[1], width - box[2], box[3], width - box[0]
