"""Files inside a PDF: portfolios, attachments, files pinned to a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

from woo_desk.pdf.limits import check_structure
from woo_desk.pdf.objects import dictionary, entry, items, tree_leaves, words
from woo_desk.pdf.open import named_problems, open_structure
from woo_desk.texts import text

MAX_FILES = 5_000


@dataclass(frozen=True, slots=True)
class EmbeddedFile:
    """One file inside a PDF."""

    name: str
    content: bytes


def embedded_files(untrusted: bytes) -> Iterator[EmbeddedFile]:
    """The embedded files one after the other, each once.

    Raises:
        SourceError: the PDF cannot be read, or a file in it is damaged.
        LimitExceeded: larger or more complex than is safe.
    """
    with named_problems(), open_structure(untrusted) as pdf:
        streams = list(_streams(pdf))
        if streams:
            check_structure(pdf)
        for name, stream in streams[:MAX_FILES]:
            yield EmbeddedFile(name, stream.read_bytes())


def _streams(pdf: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Stream]]:
    seen: set[tuple[int, int]] = set()
    for name, specification in _specifications(pdf):
        files = dictionary(specification, "/EF")
        for key in ("/F", "/UF", "/DOS", "/Unix", "/Mac"):
            stream = entry(files, key)
            if isinstance(stream, pikepdf.Stream) and stream.objgen not in seen:
                seen.add(stream.objgen)
                said = words(entry(specification, "/UF")) or words(entry(specification, "/F"))
                yield said or name or text("archive.part", number=len(seen)), stream


def _specifications(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Any]]:
    yield from tree_leaves(entry(dictionary(pdf.Root, "/Names"), "/EmbeddedFiles"), "/Names")
    for specification in items(pdf.Root, "/AF"):
        yield "", specification
    for page in pdf.pages:
        for specification in items(page.obj, "/AF"):
            yield "", specification
        for annotation in items(page.obj, "/Annots"):
            specification = entry(annotation, "/FS")
            if specification is not None:
                yield "", specification
