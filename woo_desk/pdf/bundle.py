"""Joins redacted files into one bundle with numbers on every page, bookmarks and page labels.

Pages are copied by reference and written straight to disk: the bundle is never held in memory.
The line with the numbers stands where the page is white: at the foot, else at the head. Where
neither is free the page is made higher by a strip, so that nothing of it is ever covered.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pikepdf
import pymupdf

from woo_desk.domain.export import BundlePart
from woo_desk.domain.geometry import Rotation
from woo_desk.domain.ids import DocumentId, Sha256
from woo_desk.errors import SourceError, UsageError
from woo_desk.pdf.objects_copy import copied
from woo_desk.pdf.own_font import LabelFont
from woo_desk.pdf.page_number import FONT_RESOURCE, Sheet, number_line
from woo_desk.pdf.pdfa import make_pdfa
from woo_desk.pdf.streams import make_stream
from woo_desk.pdf.write import beside, save
from woo_desk.texts import text

_OPEN_FILES = 100
"""How many sources are open at a time; more are joined in steps."""
_KEPT = frozenset(
    ("/Type", "/MediaBox", "/Rotate", "/UserUnit", "/Resources", "/Contents", "/Group", "/Parent")
)


class Item(Protocol):
    """One redacted file to join; `usecases.requests.BundleItem` is one."""

    @property
    def path(self) -> str:
        """Of the redacted PDF."""

    @property
    def document_id(self) -> DocumentId:
        """Of the document that it is the public version of."""

    @property
    def printed_number(self) -> str:
        """Number of the document as it is printed."""

    @property
    def title(self) -> str:
        """Free of personal data; becomes the bookmark."""


@dataclass(frozen=True, slots=True)
class Bundled:
    """A bundle that was written."""

    parts: tuple[BundlePart, ...]
    pages: int
    sha256: Sha256
    bytes: int


def _silent(done: int, total: int) -> None:
    """Report to nobody."""


def build_bundle(
    items: Sequence[Item],
    title: str,
    output: Path,
    report: Callable[[int, int], None] = _silent,
) -> Bundled:
    """Write the bundle; the same files in the same order give the same bytes.

    Args:
        items: files that `redact_pdf` wrote, in the order of the bundle.
        title: for the metadata; free of personal data.
        output: where to write; an existing file is replaced.
        report: is told how many documents are done, of how many; may raise to stop.

    Raises:
        UsageError: there is nothing to join.
        SourceError: a file cannot be opened.
        OSError: the output cannot be written.
    """
    if not items:
        raise UsageError("bundle_empty")
    with beside(output) as temporary, tempfile.TemporaryDirectory(dir=output.parent) as folder:
        parts: list[BundlePart] = []
        steps: list[Path] = []
        for start in range(0, len(items), _OPEN_FILES):
            path = Path(folder) / f"{len(steps)}.pdf"
            for part in _join(items[start : start + _OPEN_FILES], parts, path):
                parts.append(part)
                report(len(parts), len(items))
            steps.append(path)
        written = _combine(steps, items, parts, title, temporary)
        return Bundled(tuple(parts), parts[-1].last_page, written.sha256, written.bytes)


def _join(items: Sequence[Item], before: Sequence[BundlePart], path: Path) -> list[BundlePart]:
    """Number the pages of some files and write them to one intermediate file."""
    parts: list[BundlePart] = []
    font = LabelFont()
    with pikepdf.new() as target, contextlib.ExitStack() as stack:
        resource = target.make_indirect(pikepdf.Dictionary())
        first = before[-1].last_page + 1 if before else 1
        for item in items:
            source = stack.enter_context(_open(item))
            with pymupdf.open(item.path, filetype="pdf") as rendered:
                count = len(source.pages)
                for index, page in enumerate(source.pages):
                    target.pages.append(page)
                    line = text(
                        "bundle.line", number=item.printed_number, page=index + 1, pages=count,
                        bundle=first + index,
                    )  # fmt: skip
                    _print_line(target, rendered[index], line, font, resource)
            parts.append(
                BundlePart(item.document_id, item.printed_number, first, first + count - 1)
            )
            first += count
        font.build(target, resource)
        save(target, path)
    return parts


def _open(item: Item) -> pikepdf.Pdf:
    try:
        return pikepdf.open(item.path)
    except pikepdf.PdfError:
        raise SourceError("damaged") from None


def _print_line(
    target: pikepdf.Pdf, rendered: Any, line: str, font: LabelFont, resource: pikepdf.Object
) -> None:
    page = target.pages[-1].obj
    for key in [key for key in page.keys() if key not in _KEPT]:  # noqa: SIM118
        del page[key]
    x0, y0, x1, y1 = (float(value) for value in page.MediaBox)
    sheet = Sheet(
        area=(x0, y0, x1, y1),
        rotation=Rotation.of(int(page.get("/Rotate", 0))),
        unit=float(page.get("/UserUnit", 1)),
    )
    content, area = number_line(sheet, rendered, line, font)
    page.MediaBox = pikepdf.Array([round(value, 4) for value in area])
    contents = page.get("/Contents")
    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    page.Contents = pikepdf.Array([*streams, make_stream(target, content)])
    # WHY a copy: the pages of one file may share their resources, which would grow with each.
    resources = copied(page.get("/Resources"))
    fonts = copied(resources.get("/Font"))
    fonts[FONT_RESOURCE] = resource
    resources.Font = fonts
    page.Resources = resources


def _combine(
    steps: Sequence[Path], items: Sequence[Item], parts: Sequence[BundlePart], title: str,
    path: Path,
) -> Any:  # fmt: skip
    with pikepdf.new() as target, contextlib.ExitStack() as stack:
        for step in steps:
            target.pages.extend(stack.enter_context(pikepdf.open(step)).pages)
        with target.open_outline() as outline:
            for item, part in zip(items, parts, strict=True):
                name = f"{item.printed_number} {item.title}".strip()
                outline.root.append(pikepdf.OutlineItem(name, part.first_page - 1))
        target.Root.PageLabels = pikepdf.Dictionary(
            Nums=pikepdf.Array([0, pikepdf.Dictionary(S=pikepdf.Name.D, St=1)])
        )
        target.Root.PageMode = pikepdf.Name.UseOutlines
        make_pdfa(target, title)
        return save(target, path)
