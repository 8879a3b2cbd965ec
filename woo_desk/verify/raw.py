"""Searches every object, stream and byte of a PDF, whether anything refers to it or not."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import pikepdf

from woo_desk.domain.export import ResidueKind
from woo_desk.verify.carve import RawFile, RawObject, references
from woo_desk.verify.content import content_words, replacements
from woo_desk.verify.contents import Contents
from woo_desk.verify.findings import Check, CutShort
from woo_desk.verify.needles import Needles
from woo_desk.verify.pictures import expected_size, jpeg2000_extras, jpeg_extras
from woo_desk.verify.speech import is_label
from woo_desk.verify.streams import carved
from woo_desk.verify.strings import from_hex, readings, runs_of, strings_of, words_of
from woo_desk.verify.structure import Walk
from woo_desk.verify.vocabulary import (
    without_frame,
    without_operators,
    without_syntax,
    without_tables,
)

CONTENT = frozenset({"content", "form", "pattern"})
MAX_NESTING = 4
BATCH = 1_000_000
_TEXT_BYTES = bytes(range(0x20, 0x7F)) + b"\t\r\n"


def check_outer_form(contents: Contents, walk: Walk, check: Check) -> None:
    """Report bytes outside the file's structure, revisions, and objects nothing refers to."""
    raw = contents.raw
    for offset, _gap in raw.gaps:
        check.add(ResidueKind.STRUCTURE, place=f"byte {offset}")
    for offset, _comment in raw.comments:
        check.add(ResidueKind.STRUCTURE, place=f"byte {offset}")
    if raw.ends != 1:
        check.add(ResidueKind.STRUCTURE, place=f"{raw.ends} revisions")
    infrastructure = {
        obj.number
        for obj in raw.objects
        if obj.stream is not None and (b"/ObjStm" in obj.value or b"/XRef" in obj.value)
    }
    there: dict[int, array[int]] = {}
    repeated: set[int] = set()
    for number, value in contents.values():
        if number in there:
            repeated.add(number)
        there.setdefault(number, array("Q")).extend(references(value))
    reached = _reached(contents.raw, there)
    for number in there:
        if number in repeated or (number not in reached and number not in infrastructure):
            check.add(ResidueKind.UNREFERENCED_OBJECT, place=f"object {number}")
    # The two ways of reading must agree on what is there.
    unseen = {
        obj.number for obj in raw.objects if obj.number in reached and b"<<" in obj.value[:16]
    } - set(walk.roles)
    for number in sorted((set(walk.roles) - set(there)) | (unseen - infrastructure)):
        check.add(ResidueKind.UNREADABLE, place=f"object {number}")


def _reached(raw: RawFile, led_to: Mapping[int, Sequence[int]]) -> set[int]:
    """Numbers of the objects that can be reached from the trailer, by the bytes alone.

    Args:
        raw: the file.
        led_to: the objects that each one refers to, by number.
    """
    roots = list(raw.trailers)
    for obj in raw.objects:
        if obj.stream is not None and b"/XRef" in obj.value:
            roots.append(obj.value)
    waiting = [number for root in roots for number in references(root)]
    reached: set[int] = set()
    while waiting:
        number = waiting.pop()
        if number not in reached:
            reached.add(number)
            waiting.extend(led_to.get(number, ()))
    return reached


def search(
    contents: Contents,
    pdf: pikepdf.Pdf,
    walk: Walk,
    needles: Needles,
    labels: frozenset[str] | None,
    check: Check,
) -> None:
    """Look for the terms in everything that was taken apart.

    Args:
        contents: the file taken apart.
        pdf: the same, as qpdf reads it.
        walk: what each object is.
        needles: the terms.
        labels: of the boxes, which may be said in other words for who cannot see them; None when
            they are not known.
        check: takes the findings.
    """
    searcher = _Searcher(pdf, walk, needles, labels, check)
    for offset, gap in (*contents.raw.gaps, *contents.raw.comments):
        searcher.data(gap, ResidueKind.RAW_BYTES, f"byte {offset}")
    searcher.values(contents.values(), contents.raw.trailers)
    for obj, unpacked in contents.streams():
        searcher.stream(obj, unpacked)
    for number, tail in contents.tails:
        searcher.data(tail, ResidueKind.RAW_BYTES, f"object {number}")


@dataclass(slots=True)
class _Searcher:
    pdf: pikepdf.Pdf
    walk: Walk
    needles: Needles
    labels: frozenset[str] | None
    check: Check

    def values(self, objects: Iterable[tuple[int, bytes]], trailers: Sequence[bytes]) -> None:
        """Search the syntax of objects, given by number, and of trailers."""
        numbered = chain(((0, trailer) for trailer in trailers), objects)
        words = ((number, _words(self._without_id(number, value))) for number, value in numbered)
        for batch in _batches(words):
            # WHY first: most objects hold neither a string nor a long name.
            needles = self.needles.narrowed("\n".join(text for _number, text in batch))
            for number, text in batch if needles else ():
                if needles.in_value(text):
                    self._report(number)

    def _without_id(self, number: int, value: bytes) -> bytes:
        """A value without what names the file; that is searched as the bytes that it is.

        WHY: of a thousand digests one spells a name of two letters in some encoding.
        """
        found = _FILE_ID.search(value) if b"/ID" in value else None
        if found is None:
            return value
        place = f"object {number}" if number else "trailer"
        self.data(from_hex(found[1]), ResidueKind.METADATA, place)
        return value[: found.start()] + value[found.end() :]

    def _report(self, number: int) -> None:
        kind = self.walk.kinds.get(number, ResidueKind.RAW_BYTES)
        if number:
            page = self.walk.pages.get(number)
            self.check.add(kind, page_index=page, place=f"object {number}")
        else:
            self.check.add(ResidueKind.METADATA, place="trailer")

    def stream(self, obj: RawObject, contents: tuple[bytes, ...]) -> None:
        role = self.walk.roles.get(obj.number, "")
        kind = self.walk.kinds.get(obj.number, ResidueKind.RAW_BYTES)
        place = f"object {obj.number}"
        for content in contents:
            if role == "image":
                self._image(obj, content, place)
            elif role in CONTENT:
                self._content(obj.number, content, place)
            elif content:
                self.data(_said_in(content, role, obj), kind, place)

    def _content(self, number: int, content: bytes, place: str) -> None:
        page = self.walk.pages.get(number)
        # WHY apart only where it is no page: on a page the readers see where words end.
        on_page = page is not None and self.walk.roles.get(number) == "content"
        if self._content_says(content, on_page):
            self.check.add(ResidueKind.TEXT, page_index=page, place=place)
        if not all(map(self._is_label, replacements(content))):
            self.check.add(ResidueKind.STRUCTURE, page_index=page, place=place)

    def _content_says(self, content: bytes, on_page: bool) -> bool:
        words = content_words(content)
        shown = words.shown if on_page else f"{words.shown}\n{words.shown_apart}"
        return self.needles.in_prose(shown) or self.needles.in_value(words.other)

    def _is_label(self, replacement: str) -> bool:
        """Whether other words for what is shown only name a redaction and its ground."""
        if not is_label(replacement, self.labels):
            return False
        return self.labels is not None or not self.needles.in_value(replacement)

    def _image(self, obj: RawObject, content: bytes, place: str) -> None:
        if content[:2] == b"\xff\xd8":
            extras, tail = jpeg_extras(content)
        elif content[:4] in (b"\x00\x00\x00\x0c", b"\xff\x4f\xff\x51"):
            extras, tail = jpeg2000_extras(content), b""
        elif (size := expected_size(self.pdf.get_object(obj.number, 0))) is not None:
            extras, tail = b"", content[size:].strip(b"\r\n\x00")
            if self.needles.in_noise("\n".join(runs_of(b"\n".join(_printable(content[:size]))))):
                self.check.add(ResidueKind.RAW_BYTES, place=place)
        else:
            extras, tail = b"", content
        page = self.walk.pages.get(obj.number)
        if extras:
            self.check.add(ResidueKind.METADATA, page_index=page, place=place)
        elif tail and tail is not content:
            self.check.add(ResidueKind.STRUCTURE, page_index=page, place=place)
        self.data(extras + b"\n" + tail, ResidueKind.RAW_BYTES, place)

    def data(self, data: bytes, kind: ResidueKind, place: str, depth: int = 0) -> None:
        """Search bytes of any kind, files packed in them included."""
        if depth > MAX_NESTING:
            raise CutShort(str(MAX_NESTING))
        if self._says(data):
            self.check.add(kind, place=place)
        for inner in _packed(data):
            self.data(inner, kind, place, depth + 1)

    def _says(self, data: bytes) -> bool:
        if _is_text(data):
            texts = [*readings(data), *_pdf_words(data)]
            needles = self.needles.narrowed("\n".join(texts))
            return bool(needles) and any(map(needles.in_value, texts))
        return self.needles.in_noise("\n".join(runs_of(data)))


def _said_in(content: bytes, role: str, obj: RawObject) -> bytes:
    """What a stream says of the document: without the words that every such stream is made of."""
    if role == "xmp":
        return without_frame(content)
    if role == "cmap":
        return without_operators(content)
    if role == "fontfile":
        return without_tables(content)
    if role == "icc" and hashlib.sha256(content).hexdigest() == _SRGB:
        return b""
    return without_syntax(content) if b"/ObjStm" in obj.value else content


_FILE_ID = re.compile(rb"/ID\s*\[\s*<([0-9A-Fa-f]{32})>\s*<\1>\s*\]")
"""A digest, twice the same (14.4)."""
_SRGB = "2a92d4bae450b76d8b0aa42193df974d75f62738ecebf74f01c5e75b12a95796"
"""SHA-256 of the profile that says what the colours of every PDF/A mean. WHY to the byte: it is the
same in every file, and has words in it ("text", "generated"); any other profile is searched."""
_WINDOW = 2048
"""Samples of a picture that are looked at together, and as many again after them."""


def _words(value: bytes) -> str:
    """All words of a value; those of its strings once more, without what stands between them."""
    if b"/Registry" in value or b"/CharSet" in value:
        value = without_syntax(value)
    words = "\n".join(words_of(value))
    strings = value.count(b"(") + value.count(b"<") - 2 * value.count(b"<<")
    return f"{words}\n\n{strings_of(value)}" if strings > 1 else words


def _batches(words: Iterable[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """The words of objects, as many at a time as make up some BATCH characters."""
    batch: list[tuple[int, str]] = []
    size = 0
    for number, text in words:
        if text:
            batch.append((number, text))
            size += len(text)
        if size > BATCH:
            yield batch
            batch, size = [], 0
    yield batch


def _is_text(data: bytes) -> bool:
    """Whether nearly all bytes are printable, so that short terms mean something in it."""
    if data[:2] in (b"\xfe\xff", b"\xff\xfe"):
        return True
    sample = data[:65536]
    return len(sample.translate(None, _TEXT_BYTES)) <= len(sample) // 10


def _printable(samples: bytes) -> Iterator[bytes]:
    """Stretches of samples that could be letters."""
    for start in range(0, len(samples), _WINDOW):
        part = samples[start : start + 2 * _WINDOW]
        if part.strip(part[:1]) and _is_text(part):
            yield part


def _pdf_words(data: bytes) -> Iterable[str]:
    return words_of(data) if b"(" in data or b"<" in data else ()


def _packed(data: bytes) -> list[bytes]:
    """Files inside the data: a zip archive, a PDF, or zlib data."""
    if data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = "\n".join(archive.namelist()).encode()
            return [names, *(archive.read(name) for name in archive.namelist())]
    if data[:5] == b"%PDF-":
        return carved(data)
    return carved(data) if data[:1] == b"\x78" else []
