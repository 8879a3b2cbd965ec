"""Limits for untrusted PDFs, and the checks that come before MuPDF sees a byte.

Each limit answers a file that hung, crashed or exhausted a reader in our study of hostile PDFs.
What cannot be known beforehand is left to the limits on the worker process: memory, time.
"""

from __future__ import annotations

import math
import re
import sys
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf

from woo_desk.domain.document import IntakeProblem
from woo_desk.errors import LimitExceeded

if sys.platform != "win32":
    import resource

MAX_BYTES = 200 * 1024 * 1024
MAX_PAGES = 5_000
MAX_PAGE_AREA = 2384.0 * 3371.0
"""Square points: A0."""
MAX_PAGE_SIDE = 14_400.0
"""Points: what readers of PDF must be able to show (PDF 32000-1, annex C.2)."""
MAX_IMAGE_PIXELS = 100_000_000
MAX_DECODED_BYTES = 256 * 1024 * 1024
"""Of one stream that is no image; an image is bounded by its pixels."""
MAX_OBJECTS = 1_000_000
MAX_ANNOTATIONS = 20_000
"""On one page."""
MAX_FORM_CALLS = 100_000
"""How often one page may call drawings, those called by drawings included."""
MAX_FORM_DEPTH = 20
MIN_TILE = 0.25
"""Points from tile to tile of a pattern: a page of 0.01 point tiles took four minutes to draw."""

_FLATE_RATIO = 1032
"""The most that Flate can grow on decoding (zlib's own documentation)."""
_CHUNK = 1024 * 1024
_DO = re.compile(rb"(?<![^\s\]>)])Do(?![^\s\[<(/])")


def limit_process(memory_bytes: int) -> str | None:
    """Bound the memory of this process; None when that worked, else why it did not.

    To be called once, at the start of a worker process.
    """
    if sys.platform == "win32":
        return "Windows has no RLIMIT_AS; the parent puts the worker in a job object"
    try:
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        soft = memory_bytes if hard == resource.RLIM_INFINITY else min(memory_bytes, hard)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
    except (ValueError, OSError) as error:
        return f"RLIMIT_AS refused: {type(error).__name__}"
    return None


def check_bytes(untrusted: bytes) -> None:
    """Refuse by size, before any parser; LimitExceeded."""
    if len(untrusted) > MAX_BYTES:
        raise _refusal(IntakeProblem.TOO_LARGE)


def check_structure(pdf: pikepdf.Pdf) -> None:
    """Refuse by what the objects claim: pages, sizes, pictures, streams; LimitExceeded."""
    if len(pdf.objects) > MAX_OBJECTS:
        raise _refusal(IntakeProblem.TOO_COMPLEX)
    # WHY the claim first: to count 200,000 pages takes 400 MB.
    if claimed_pages(pdf) > MAX_PAGES or len(pdf.pages) > MAX_PAGES:
        raise _refusal(IntakeProblem.TOO_MANY_PAGES)
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream):
            _check_stream(item)
    counter = _FormCalls()
    for page in pdf.pages:
        _check_page(page)
        counter.check(page.obj)


def check_page_size(width: float, height: float) -> None:
    """Refuse pages larger than A0, in points; LimitExceeded."""
    if not (0 < width <= MAX_PAGE_SIDE and 0 < height <= MAX_PAGE_SIDE):  # also refuses NaN
        raise _refusal(IntakeProblem.TOO_LARGE)
    if width * height > MAX_PAGE_AREA:
        raise _refusal(IntakeProblem.TOO_LARGE)


def claimed_pages(pdf: pikepdf.Pdf) -> float:
    """How many pages the file says that it has; 0 when it does not say."""
    tree: Any = pdf.Root.get("/Pages")
    return _number(tree, "/Count") if isinstance(tree, pikepdf.Dictionary) else 0.0


def _refusal(problem: IntakeProblem) -> LimitExceeded:
    return LimitExceeded(problem.value)


def _check_page(page: pikepdf.Page) -> None:
    annotations = page.obj.get("/Annots")
    if isinstance(annotations, pikepdf.Array) and len(annotations) > MAX_ANNOTATIONS:
        raise _refusal(IntakeProblem.TOO_COMPLEX)


def _check_stream(stream: pikepdf.Stream) -> None:
    if stream.get("/Subtype") == "/Image":
        width, height = _number(stream, "/Width"), _number(stream, "/Height")
        if width * height > MAX_IMAGE_PIXELS:
            raise _refusal(IntakeProblem.TOO_LARGE)
        return
    if stream.get("/PatternType") == 1:
        _check_tiles(stream)
    filters = _filters(stream)
    if sum(name in ("/FlateDecode", "/Fl", "/LZWDecode", "/LZW") for name in filters) > 1:
        raise _refusal(IntakeProblem.TOO_COMPLEX)
    length = _number(stream, "/Length")
    if filters[:1] == ["/FlateDecode"] and length * _FLATE_RATIO > MAX_DECODED_BYTES:
        _check_inflated(stream.read_raw_bytes())


def _check_tiles(pattern: pikepdf.Stream) -> None:
    matrix: Any = pattern.get("/Matrix")
    try:
        a, b, c, d = [float(value) for value in matrix.as_list()[:4]]
    except (AttributeError, TypeError, ValueError):
        a, b, c, d = 1.0, 0.0, 0.0, 1.0
    across = abs(_number(pattern, "/XStep")) * math.hypot(a, b)
    down = abs(_number(pattern, "/YStep")) * math.hypot(c, d)
    if not (across >= MIN_TILE and down >= MIN_TILE):  # also refuses NaN
        raise _refusal(IntakeProblem.TOO_COMPLEX)


def _check_inflated(data: bytes) -> None:
    inflater = zlib.decompressobj()
    total = 0
    rest = data
    try:
        while rest and not inflater.eof:
            total += len(inflater.decompress(rest, _CHUNK))
            rest = inflater.unconsumed_tail
            if total > MAX_DECODED_BYTES:
                raise _refusal(IntakeProblem.TOO_COMPLEX)
    except zlib.error:
        return  # damaged: the readers stop at the same place


def _filters(stream: pikepdf.Stream) -> list[str]:
    value: Any = stream.get("/Filter")
    if isinstance(value, pikepdf.Name):
        return [str(value)]
    if isinstance(value, pikepdf.Array):
        return [str(name) for name in value]
    return []


def _number(stream: Any, key: str) -> float:
    value: Any = stream.get(key)
    try:
        return float(value)
    except (TypeError, ValueError):
        return 0.0


class _FormCalls:
    """Counts how often drawings call drawings, without drawing anything."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], int] = {}

    def check(self, page: Any) -> None:
        """LimitExceeded when the page draws too often, or in circles."""
        forms = list(_forms_of(page))
        if forms and sum(self._calls(form, 1) for form in forms) > MAX_FORM_CALLS:
            raise _refusal(IntakeProblem.TOO_COMPLEX)

    def _calls(self, form: pikepdf.Stream, depth: int) -> int:
        key = form.objgen
        known = self._known.get(key)
        if known is not None:
            if known < 0:  # under way: it calls itself
                raise _refusal(IntakeProblem.TOO_COMPLEX)
            return known
        if depth > MAX_FORM_DEPTH:
            raise _refusal(IntakeProblem.TOO_COMPLEX)
        self._known[key] = -1
        inner = [self._calls(child, depth + 1) for child in _forms_of(form)]
        total = 1
        if inner:
            total += len(_DO.findall(form.read_bytes())) * max(inner)
        if total > MAX_FORM_CALLS:
            raise _refusal(IntakeProblem.TOO_COMPLEX)
        self._known[key] = total
        return total


def _forms_of(holder: Any) -> Iterator[pikepdf.Stream]:
    resources: Any = holder.get("/Resources")
    if not isinstance(resources, pikepdf.Dictionary):
        return
    objects: Any = resources.get("/XObject")
    if not isinstance(objects, pikepdf.Dictionary):
        return
    for name in objects.keys():  # noqa: SIM118  # pikepdf dictionaries do not iterate
        item: Any = objects[name]
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form":
            yield item
