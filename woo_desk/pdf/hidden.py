"""Lists what lies in a PDF beside its pages, for the reviewer. Changes nothing.

All of it stays out of the prepared PDF; what belongs to a page is listed by
`woo_desk.pdf.annotations` and `woo_desk.pdf.survey`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf

from woo_desk.domain.document import HiddenItem, HiddenKind
from woo_desk.pdf.layers import Layers
from woo_desk.pdf.objects import (
    chain,
    detail,
    dictionary,
    entry,
    items,
    name,
    shown,
    tree_leaves,
    words,
)
from woo_desk.pdf.tokens import Unsupported

MAX_ITEMS = 200
"""Of one kind; the number of further ones is told in a last item."""

_MARKUP = re.compile(r"<[^>]*>")
_SCRIPT_KEYS = ("/OpenAction", "/AA")


def find_hidden(pdf: pikepdf.Pdf, untrusted: bytes) -> list[HiddenItem]:
    """Everything hidden that belongs to the file as a whole, in a fixed order."""
    result: list[HiddenItem] = []
    for kind, find in _FINDERS:
        found = [HiddenItem(kind, None, text) for text in find(pdf) if text]
        result += capped(found)
    revisions = untrusted.count(b"startxref") - (2 if pdf.is_linearized else 1)
    if revisions > 0:
        text = detail("revisions", count=revisions)
        result.append(HiddenItem(HiddenKind.METADATA, None, text))
    return result


def capped(found: list[HiddenItem]) -> list[HiddenItem]:
    """At most MAX_ITEMS of one kind, the last one telling how many more there are."""
    if len(found) <= MAX_ITEMS:
        return found
    more = detail("more", count=len(found) - MAX_ITEMS + 1)
    return [*found[: MAX_ITEMS - 1], HiddenItem(found[0].kind, None, more)]


def script_source(action: Any) -> str:
    """The JavaScript, or the kind of another action that does more than turn pages."""
    kind = name(action, "/S")
    if kind == "/JavaScript":
        return words(entry(action, "/JS"))
    if kind in ("", "/GoTo"):
        return ""
    target = entry(action, "/URI") or entry(action, "/F")
    if isinstance(target, pikepdf.Dictionary):
        target = entry(target, "/UF") or entry(target, "/F")
    return shown(f"{kind[1:]} {words(target)}")


def actions_of(holder: Any) -> Iterator[str]:
    """The scripts that hang on a catalog, page, annotation or field."""
    for key in ("/A", "/OpenAction"):
        yield script_source(entry(holder, key))
    additional = dictionary(holder, "/AA")
    if additional is not None:
        for key in sorted(additional.keys()):
            yield script_source(entry(additional, key))


def _metadata(pdf: pikepdf.Pdf) -> Iterator[str]:
    information = dictionary(pdf.trailer, "/Info")
    if information is not None:
        for key in sorted(information.keys()):
            value = words(entry(information, key))
            if value:
                yield detail("metadata", key=key[1:], value=value)
    xmp = entry(pdf.Root, "/Metadata")
    if isinstance(xmp, pikepdf.Stream):
        yield detail("xmp", value=_without_markup(xmp))
    labels = [words(entry(label, "/P")) for _, label in tree_leaves(_labels(pdf), "/Nums")]
    if any(labels):
        yield detail("page_labels", value=" ".join(filter(None, labels)))
    private = dictionary(pdf.Root, "/PieceInfo")
    if private is not None:
        yield detail("private_data", value=" ".join(key[1:] for key in sorted(private.keys())))
    places = [place for place, _ in tree_leaves(_names(pdf, "/Dests"), "/Names")]
    old_places = dictionary(pdf.Root, "/Dests")
    if old_places is not None:
        places += [key[1:] for key in sorted(old_places.keys())]
    if places:
        yield detail("named_places", value=" ".join(places))


def _attachments(pdf: pikepdf.Pdf) -> Iterator[str]:
    for key, specification in tree_leaves(_names(pdf, "/EmbeddedFiles"), "/Names"):
        yield attachment_detail(specification, key)
    for specification in items(pdf.Root, "/AF"):
        yield attachment_detail(specification, "")


def attachment_detail(specification: Any, key: str) -> str:
    """Name, description and size of an embedded file."""
    label = words(entry(specification, "/UF")) or words(entry(specification, "/F")) or key
    description = words(entry(specification, "/Desc"))
    if description and description != label:
        label = f"{label} {description}"
    files = dictionary(specification, "/EF")
    stream = entry(files, "/F") or entry(files, "/UF")
    size = entry(dictionary(stream, "/Params"), "/Size")
    if isinstance(size, int):
        return detail("attachment_size", value=label, bytes=size)
    return detail("attachment", value=label or "?")


def _form(pdf: pikepdf.Pdf) -> Iterator[str]:
    form = dictionary(pdf.Root, "/AcroForm")
    if form is None:
        return
    if entry(form, "/XFA") is not None:
        yield detail("form_xfa")
    for field in _fields(form):
        value = words(entry(field, "/V")) or words(entry(field, "/TU"))
        label = words(entry(field, "/T"))
        if value or label:
            yield detail("form_field", key=label, value=value)


def _fields(form: pikepdf.Dictionary) -> Iterator[Any]:
    stack = list(reversed(items(form, "/Fields")))
    seen: set[tuple[int, int]] = set()
    while stack:
        field = stack.pop()
        if not isinstance(field, pikepdf.Dictionary) or field.objgen in seen:
            continue
        if field.objgen != (0, 0):
            seen.add(field.objgen)
        yield field
        stack.extend(reversed(items(field, "/Kids")))


def _signatures(pdf: pikepdf.Pdf) -> Iterator[str]:
    form = dictionary(pdf.Root, "/AcroForm")
    for field in _fields(form) if form is not None else ():
        signature = dictionary(field, "/V")
        if name(field, "/FT") == "/Sig" and signature is not None:
            keys = ("/Name", "/Reason", "/Location", "/ContactInfo", "/M")
            said = [words(entry(signature, key)) for key in keys]
            yield detail("signature", value=" ".join(filter(None, said)) or "?")


def _scripts(pdf: pikepdf.Pdf) -> Iterator[str]:
    sources = list(actions_of(pdf.Root))
    sources += [script_source(a) for _, a in tree_leaves(_names(pdf, "/JavaScript"), "/Names")]
    form = dictionary(pdf.Root, "/AcroForm")
    for field in _fields(form) if form is not None else ():
        sources += actions_of(field)
    for source in dict.fromkeys(sources):
        if source:
            yield detail("script", value=source)


def _layers(pdf: pikepdf.Pdf) -> Iterator[str]:
    properties = dictionary(pdf.Root, "/OCProperties")
    if properties is None:
        return
    shows = layer_judge(pdf)
    for group in items(properties, "/OCGs"):
        key = "layer_shown" if shows(group) else "layer_hidden"
        yield detail(key, value=words(entry(group, "/Name")))


def layer_judge(pdf: pikepdf.Pdf) -> Callable[[Any], bool]:
    """A function that tells whether an optional content group or membership is shown.

    What cannot be decided counts as shown: it then stands on the page for all to see and judge.
    """
    layers = Layers(pdf.Root)

    def shows(content: Any) -> bool:
        try:
            return layers.shows(content)
        except Unsupported:
            return True

    return shows


def _bookmarks(pdf: pikepdf.Pdf) -> Iterator[str]:
    outlines = dictionary(pdf.Root, "/Outlines")
    for node in chain(entry(outlines, "/First")):
        title = words(entry(node, "/Title"))
        script = script_source(entry(node, "/A"))
        if title or script:
            yield detail("bookmark", value=f"{title} {script}")


def _alternative_texts(pdf: pikepdf.Pdf) -> Iterator[str]:
    if entry(pdf.Root, "/StructTreeRoot") is None:
        return
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary):
            for key in ("/Alt", "/ActualText", "/E"):
                if key in item and name(item, "/S"):
                    yield detail("alternative_text", value=words(item[key]))


def _names(pdf: pikepdf.Pdf, key: str) -> Any:
    return entry(dictionary(pdf.Root, "/Names"), key)


def _labels(pdf: pikepdf.Pdf) -> Any:
    return entry(pdf.Root, "/PageLabels")


def _without_markup(stream: pikepdf.Stream) -> str:
    try:
        xml = stream.read_bytes()[:200_000].decode("utf-8", "replace")
    except pikepdf.PdfError:
        return "?"
    return shown(_MARKUP.sub(" ", xml)) or "?"


_FINDERS: tuple[tuple[HiddenKind, Callable[[pikepdf.Pdf], Iterator[str]]], ...] = (
    (HiddenKind.METADATA, _metadata),
    (HiddenKind.METADATA, _alternative_texts),
    (HiddenKind.ATTACHMENT, _attachments),
    (HiddenKind.FORM_FIELD, _form),
    (HiddenKind.SIGNATURE, _signatures),
    (HiddenKind.SCRIPT, _scripts),
    (HiddenKind.LAYER, _layers),
    (HiddenKind.BOOKMARK, _bookmarks),
)
