"""Decides which annotations of a page are part of what a reader sees, and lists the others.

Kept annotations are drawn into the page afterwards; everything else is dropped.
Source: ISO 32000-1, 12.5.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf

from woo_desk.domain.document import HiddenItem, HiddenKind
from woo_desk.pdf.hidden import actions_of, attachment_detail, script_source
from woo_desk.pdf.objects import detail, dictionary, entry, flags, items, name, words

_DRAWN = frozenset(
    (
        "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight",
        "/Underline", "/Squiggly", "/StrikeOut", "/Stamp", "/Caret", "/Ink", "/Watermark",
        "/Widget",
    )
)  # fmt: skip
"""Kinds that are marks on the paper. Notes, links, files, sounds and the like are not."""
_INVISIBLE, _HIDDEN, _NO_VIEW = 1, 2, 32
_HOOKS = ("/A", "/AA", "/Popup", "/IRT", "/RT", "/OC", "/StructParent", "/PA", "/Dest", "/AF")
_OTHER_FACES = ("/R", "/D")

PageBox = tuple[float, float, float, float]


class AnnotationCleaner:
    """Cleans the annotations of one page at a time and remembers what was dropped or hidden."""

    def __init__(self, shows: Callable[[Any], bool]) -> None:
        """Args: shows: whether an optional content group is visible."""
        self.hidden: list[HiddenItem] = []
        self._shows = shows

    def clean(
        self, page: pikepdf.Dictionary, index: int, box: PageBox, unit: float = 1.0
    ) -> list[Any]:
        """The annotations of a page that are to be drawn into it.

        Args:
            page: the page; it is not changed itself, kept annotations are.
            index: of the page, 0-based.
            box: the crop box in PDF coordinates.
            unit: points per unit of the page.
        """
        kept = []
        for annotation in items(page, "/Annots"):
            if not isinstance(annotation, pikepdf.Dictionary):
                continue
            seen = self._is_seen(annotation)
            for kind, text in self._said(annotation, seen, box, unit):
                self.hidden.append(HiddenItem(kind, index, text))
            if seen:
                _unhook(annotation)
                kept.append(annotation)
        return kept

    def _is_seen(self, annotation: pikepdf.Dictionary) -> bool:
        if name(annotation, "/Subtype") not in _DRAWN:
            return False
        if flags(annotation, "/F") & (_HIDDEN | _NO_VIEW):
            return False
        layer = dictionary(annotation, "/OC")
        return layer is None or self._shows(layer)

    def _said(
        self, annotation: pikepdf.Dictionary, seen: bool, box: PageBox, unit: float
    ) -> Iterator[tuple[HiddenKind, str]]:
        subtype = name(annotation, "/Subtype")
        for source in actions_of(annotation):
            if source and subtype != "/Link":
                yield HiddenKind.SCRIPT, detail("script", value=source)
        if subtype == "/Link":
            target = script_source(entry(annotation, "/A"))
            if target:
                yield HiddenKind.ANNOTATION, detail("link", value=target)
        elif subtype == "/Redact":
            yield HiddenKind.FOREIGN_REDACTION, _foreign_redaction(annotation, box, unit)
        elif subtype == "/FileAttachment":
            specification = entry(annotation, "/FS")
            yield HiddenKind.ATTACHMENT, attachment_detail(specification, "")
        elif subtype == "/Widget":
            if not seen:
                yield HiddenKind.FORM_FIELD, _hidden_field(annotation)
            return
        text = _comment(annotation, subtype, seen)
        if text:
            yield HiddenKind.ANNOTATION, text


def _comment(annotation: pikepdf.Dictionary, subtype: str, seen: bool) -> str:
    said = words(entry(annotation, "/Contents")) or words(entry(annotation, "/RC"))
    subject = words(entry(annotation, "/Subj"))
    author = words(entry(annotation, "/T"))
    if subtype == "/Popup" or not (said or author or (not seen and subtype in _DRAWN)):
        return ""
    kind, value = subtype[1:], " ".join(filter(None, (subject, said)))
    if author:
        return detail("annotation", kind=kind, author=author, value=value)
    return detail(
        "annotation_anonymous" if seen or subtype not in _DRAWN else "annotation_not_shown",
        kind=kind,
        value=value,
    )


def _hidden_field(widget: pikepdf.Dictionary) -> str:
    holder: Any = widget
    for _ in range(20):  # WHY bounded: a field may name itself as its parent
        parent = dictionary(holder, "/Parent")
        if entry(holder, "/V") is not None or parent is None:
            break
        holder = parent
    label = words(entry(widget, "/T")) or words(entry(holder, "/T"))
    return detail("form_field_not_shown", key=label, value=words(entry(holder, "/V")))


def _foreign_redaction(annotation: pikepdf.Dictionary, box: PageBox, unit: float) -> str:
    """Its place in page space, so that it can be taken over, and its label."""
    corners = rectangle(annotation, "/Rect") or (0.0, 0.0, 0.0, 0.0)
    return detail(
        "foreign_redaction",
        x0=round((corners[0] - box[0]) * unit, 1),
        y0=round((box[3] - corners[3]) * unit, 1),
        x1=round((corners[2] - box[0]) * unit, 1),
        y1=round((box[3] - corners[1]) * unit, 1),
        value=words(entry(annotation, "/OverlayText")) or words(entry(annotation, "/Contents")),
    )


def rectangle(holder: Any, key: str) -> PageBox | None:
    """A rectangle with its corners in order; None when there is none."""
    try:
        values = [float(value) for value in items(holder, key)]
    except (TypeError, ValueError, OverflowError):
        return None
    if len(values) != 4 or not all(map(math.isfinite, values)):
        return None
    return (
        min(values[0], values[2]),
        min(values[1], values[3]),
        max(values[0], values[2]),
        max(values[1], values[3]),
    )


def _unhook(annotation: pikepdf.Dictionary) -> None:
    """Remove what leads away from the drawing, and the faces it has only under the mouse."""
    for key in _HOOKS:
        if key in annotation:
            del annotation[key]
    faces = dictionary(annotation, "/AP")
    if faces is not None:
        for key in _OTHER_FACES:
            if key in faces:
                del faces[key]
