"""Files inside Office files: each becomes a document of its own."""

from __future__ import annotations

import functools
import posixpath
import re

from woo_desk.convert.ole import embedded_file
from woo_desk.convert.package import Package
from woo_desk.convert.result import Converted, Part, mark
from woo_desk.domain.document import HiddenKind, IntakeProblem, Relation
from woo_desk.domain.printout import Kind, Paragraph, Run
from woo_desk.errors import SourceError

_HOLDERS = ("embeddings/", "afchunk", "oleObjects/", "media/")
_MEDIA = re.compile(r"\.(mp3|mp4|m4a|m4v|wav|wmv|avi|mov|mkv|ogg)$", re.IGNORECASE)
_MACROS = ("vbaProject.bin",)


def add_embedded(package: Package, result: Converted, folder: str) -> None:
    """List embedded files and hand them on; macros are only named."""
    for name in package.names(folder):
        rest = name.removeprefix(folder)
        base = posixpath.basename(name)
        if base in _MACROS:
            result.hide(HiddenKind.SCRIPT, base)
            result.blocks.append(Paragraph((mark("macros"),), Kind.SMALL))
        elif rest.startswith(_HOLDERS) and not rest.endswith(".rels"):
            if rest.startswith("media/") and not _MEDIA.search(base):
                continue
            _add(package, result, name)


def _add(package: Package, result: Converted, name: str) -> None:
    base = posixpath.basename(name)
    try:
        inner, _ = embedded_file(package.read(name), base)
    except SourceError as error:
        inner = base
        result.warn(IntakeProblem(error.key))
    inner = inner.replace("\\", "/").rpartition("/")[2] or base
    result.hide(HiddenKind.ATTACHMENT, inner)
    result.blocks.append(Paragraph((mark("embedded"), Run(f" {inner}")), Kind.SMALL))
    content = functools.partial(_content, package, name)
    result.parts.append(Part(inner, content, Relation.EMBEDDED, name))


def _content(package: Package, name: str) -> bytes:
    return embedded_file(package.read(name), name)[1]
