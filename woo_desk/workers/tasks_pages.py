"""Tasks of the screen: a page as a picture, and its characters for selecting."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from woo_desk.domain.ids import Sha256
from woo_desk.pdf.extract import extract_letters
from woo_desk.pdf.open import open_pdf
from woo_desk.pdf.render import render_page
from woo_desk.usecases.ports import Report
from woo_desk.usecases.requests import RenderRequest, RenderResult, TextRequest, TextResult
from woo_desk.workers.tasks_common import prepared_bytes

_KEPT_OPEN = 4
"""Documents that stay open: who reads turns pages, and opening costs more than drawing."""

_open: OrderedDict[tuple[str, Sha256], Any] = OrderedDict()


def render(request: RenderRequest, _report: Report) -> RenderResult:
    """One page as a picture, turned as a person sees it.

    Raises:
        DossierError: the dossier cannot be read.
        SourceError: the page cannot be drawn, or not at this scale.
    """
    document = open_prepared(request.dossier_path, request.prepared_sha256)
    picture = render_page(document, request.page_index, request.scale)
    return RenderResult(picture.width, picture.height, picture.stride, picture.pixels)


def page_text(request: TextRequest, _report: Report) -> TextResult:
    """The characters of one page with their boxes.

    Raises:
        DossierError: the dossier cannot be read.
    """
    document = open_prepared(request.dossier_path, request.prepared_sha256)
    found = extract_letters(document, request.page_index)
    return TextResult(found.page_index, found.text, tuple(found.corners), tuple(found.lines))


def open_prepared(dossier_path: str, sha256: Sha256) -> Any:
    """A prepared PDF as `pdf.open.open_pdf` opens it; it stays open for the next page.

    Raises:
        DossierError: the dossier cannot be read.
        SourceError: the PDF cannot be read.
    """
    key = (dossier_path, sha256)
    if key in _open:
        _open.move_to_end(key)
        return _open[key]
    while len(_open) >= _KEPT_OPEN:
        _, oldest = _open.popitem(last=False)
        oldest.close()
    _open[key] = open_pdf(prepared_bytes(dossier_path, sha256, ""))
    return _open[key]
