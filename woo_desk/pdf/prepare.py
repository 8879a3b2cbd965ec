"""Makes the one PDF on which detection, screen and redaction work, and lists what it leaves out.

The prepared PDF holds pages and their links, and nothing else: annotations and fields that a reader
sees are part of the page, all others are gone; so are layers, scripts, attachments, bookmarks,
structure, metadata and earlier revisions. Links are written anew (`links`). Boxes of the source are
valid on the prepared pages. A font that a page names but the file does not carry gets the program
that stands in for it (`stand_ins`). The same source gives the same bytes.
"""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
import pymupdf

from woo_desk.domain.document import HiddenItem, HiddenKind, IntakeProblem
from woo_desk.domain.rows import Rows
from woo_desk.errors import SourceError
from woo_desk.pdf.annotations import AnnotationCleaner
from woo_desk.pdf.extract import PageFacts
from woo_desk.pdf.hidden import capped, find_hidden, layer_judge
from woo_desk.pdf.layer_removal import remove_hidden_layers
from woo_desk.pdf.limits import check_page_size, check_structure, claimed_pages
from woo_desk.pdf.links import Link, attach, links_of
from woo_desk.pdf.objects import detail, dictionary, entry, items
from woo_desk.pdf.open import check_admission, named_problems, open_pdf, open_structure
from woo_desk.pdf.pages import clean_page, page_box, page_scripts, replace_page_tree, user_unit
from woo_desk.pdf.stand_ins import StandIns
from woo_desk.pdf.survey import PageSurvey, survey_page

_STREAM_EXTRAS = (
    "/Metadata", "/PieceInfo", "/AF", "/Alternates", "/OPI", "/LastModified", "/StructParent",
    "/StructParents", "/Measure", "/PtData", "/Ref", "/OC", "/ID", "/Thumb",
)  # fmt: skip
"""Entries of drawings, pictures and fonts that draw nothing."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A prepared PDF, facts of each of its pages, and what it does not hold any more."""

    pdf: bytes
    pages: tuple[PageFacts, ...]
    hidden: tuple[HiddenItem, ...]
    texts: tuple[str, ...] = ()
    """Of each page, as `extract_page` gives it; none where a page has to be read again for that."""
    cells: Rows = ()
    """Of the first page, with the texts; none of a turned one."""


def prepare_pdf(untrusted: bytes) -> Prepared:
    """Prepare a PDF that nobody vouches for.

    Raises:
        SourceError: empty, not a PDF, encrypted, damaged beyond repair.
        LimitExceeded: larger or more complex than is safe to open.
    """
    check_admission(untrusted)
    hidden: list[HiddenItem] = []
    with named_problems(), warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        with _open_or_repair(untrusted) as (pdf, was_repaired):
            hidden += find_hidden(pdf, untrusted)
            links = links_of(pdf)
            has_marks = _clean(pdf, hidden)
            cleaned = _saved(pdf)
    if was_repaired or any(warning.category is not pikepdf.PageCopyWarning for warning in said):
        hidden.append(HiddenItem(HiddenKind.REPAIRED, None, detail("repaired")))
    if has_marks:
        cleaned = _with_marks_drawn(cleaned)
    prepared, surveys = _surveyed(cleaned)
    texts = [survey.text for survey in surveys if survey.text is not None]
    # WHY clean: what lies outside other pages was cut off after they were read.
    is_read = len(texts) == len(surveys) and all(survey.is_clean for survey in surveys)
    if links:
        prepared = _with_links(prepared, links)
    for survey in surveys:
        hidden += survey.hidden
    return Prepared(
        prepared,
        tuple(survey.facts for survey in surveys),
        tuple(hidden),
        tuple(texts) if is_read else (),
        surveys[0].cells if is_read else (),
    )


@contextlib.contextmanager
def _open_or_repair(untrusted: bytes) -> Iterator[tuple[pikepdf.Pdf, bool]]:
    """The structure as qpdf reads it, or as MuPDF rebuilds it where qpdf gives up.

    Gives the open file, and whether it had to be repaired.
    """
    pdf = _open_strictly(untrusted)
    was_repaired = pdf is None
    if pdf is None:
        with named_problems(), open_pdf(untrusted) as document:
            rebuilt = bytes(document.tobytes(garbage=2, no_new_id=True))
        pdf = open_structure(rebuilt)
        check_structure(pdf)
    with pdf:
        # WHY the count: qpdf leaves out what is no page, and says so only in a log.
        was_repaired |= claimed_pages(pdf) != len(pdf.pages)
        yield pdf, was_repaired or any(map(_tells_damage, pdf.get_warnings()))


def _tells_damage(warning: str) -> bool:
    # WHY not that one: a page without resources is an empty page, not a damaged file.
    return "Resources is missing" not in warning


def _open_strictly(untrusted: bytes) -> pikepdf.Pdf | None:
    try:
        pdf = open_structure(untrusted)
        check_structure(pdf)
        return pdf if len(pdf.pages) > 0 else None
    except pikepdf.PdfError:
        return None
    except SourceError as error:
        if error.key == IntakeProblem.DAMAGED.value:
            return None
        raise


def _clean(pdf: pikepdf.Pdf, hidden: list[HiddenItem]) -> bool:
    """Bring the file to its plain form; True when annotations wait to be drawn into pages."""
    shows = layer_judge(pdf)
    if any(not shows(group) for group in items(entry(pdf.Root, "/OCProperties"), "/OCGs")):
        remove_hidden_layers(pdf, shows)
    cleaner = AnnotationCleaner(shows)
    pages = [page.obj for page in pdf.pages]
    has_marks = False
    for index, page in enumerate(pages):
        scripts = [detail("script", value=source) for source in page_scripts(page)]
        hidden += [HiddenItem(HiddenKind.SCRIPT, index, script) for script in scripts]
        box, unit = page_box(page), user_unit(page)
        check_page_size((box[2] - box[0]) * unit, (box[3] - box[1]) * unit)
        marks = cleaner.clean(page, index, box, unit) if "/Annots" in page else []
        clean_page(pdf, page, box, marks)
        has_marks = has_marks or bool(marks)
    for kind in HiddenKind:
        hidden += capped([item for item in cleaner.hidden if item.kind is kind])
    replace_page_tree(pdf, pages)
    _clean_root(pdf, keep_form=has_marks)
    _clean_objects(pdf)
    return has_marks


def _clean_root(pdf: pikepdf.Pdf, *, keep_form: bool) -> None:
    kept = {"/Type", "/Pages"} | ({"/AcroForm"} if keep_form else set())
    for key in [key for key in pdf.Root.keys() if key not in kept]:  # noqa: SIM118
        del pdf.Root[key]
    form = dictionary(pdf.Root, "/AcroForm")
    for key in list(form.keys()) if form is not None else ():
        if key not in ("/Fields", "/DR", "/DA", "/Q", "/NeedAppearances"):
            del form[key]  # type: ignore[union-attr]  # not None when there are keys
    for key in [key for key in pdf.trailer.keys() if key not in ("/Root", "/Size")]:  # noqa: SIM118
        del pdf.trailer[key]


def _clean_objects(pdf: pikepdf.Pdf) -> None:
    stand_ins = StandIns(pdf)
    for item in pdf.objects:
        resources = dictionary(item, "/Resources")
        if resources is not None:
            stand_ins.give(resources)
        if isinstance(item, pikepdf.Stream):
            for key in _STREAM_EXTRAS:
                if key in item:
                    del item[key]
            if resources is not None and "/Properties" in resources:
                del resources["/Properties"]


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(
        out,
        deterministic_id=True,
        fix_metadata_version=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )
    return out.getvalue()


def _with_marks_drawn(cleaned: bytes) -> bytes:
    """Make annotations and form fields part of the pages that they stand on."""
    with named_problems(), open_pdf(cleaned) as document:
        document.bake(annots=True, widgets=True)
        return _plain_again(document)


def _with_links(prepared: bytes, links: Sequence[Link]) -> bytes:
    with open_structure(prepared) as pdf:
        attach(pdf, links)
        return _saved(pdf)


def _surveyed(cleaned: bytes) -> tuple[bytes, list[PageSurvey]]:
    """Look at every page, and cut off text that lies outside."""
    with named_problems(), open_pdf(cleaned) as document:
        surveys = [survey_page(document, index) for index in range(len(document))]
        dirty = [index for index, survey in enumerate(surveys) if not survey.is_clean]
        if not dirty:
            return cleaned, surveys
        for index in dirty:
            page = document[index]
            page.clip_to_rect(pymupdf.Rect(0, 0, page.cropbox.width, page.cropbox.height))
        return _plain_again(document), surveys


def _plain_again(document: Any) -> bytes:
    """Save what MuPDF changed, without what it adds of its own."""
    rewritten = bytes(document.tobytes(garbage=1, deflate=True, no_new_id=True))
    with open_structure(rewritten) as pdf:
        pages = [page.obj for page in pdf.pages]
        for page in pages:
            clean_page(pdf, page, page_box(page), [])
        replace_page_tree(pdf, pages)
        _clean_root(pdf, keep_form=False)
        _clean_objects(pdf)
        return _saved(pdf)
