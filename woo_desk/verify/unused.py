"""Finds pictures, forms and patterns that a page carries along and never shows.

They are referred to, so nothing would drop them; nobody who looks at the page sees them; and the
picture before redaction is just what is left behind like this.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from woo_desk.domain.export import ResidueKind
from woo_desk.verify.findings import Check
from woo_desk.verify.strings import plain_name
from woo_desk.verify.structure import Walk

_NAME = re.compile(rb"/([^\x00\t\n\x0c\r ()<>\[\]{}/%]+)")
_KINDS = ("/XObject", "/Pattern", "/Shading")


def check_unused(pdf: pikepdf.Pdf, walk: Walk, check: Check) -> None:
    """Report resources of pages, forms and patterns whose name their content never says."""
    for number, role in sorted(walk.roles.items()):
        if role not in ("page", "form", "pattern"):
            continue
        holder = pdf.get_object(number, 0)
        named = {
            (kind, key)
            for kind in _KINDS
            for key in _resources(holder).get(kind, pikepdf.Dictionary()).keys()  # noqa: SIM118
        }
        if not named:
            continue
        said = {
            "/" + plain_name(name[1]).decode("utf-8", "replace")
            for content in _contents(holder)
            for name in _NAME.finditer(content)
        }
        for kind, key in sorted(named):
            if key not in said:
                check.add(
                    ResidueKind.STRUCTURE,
                    page_index=walk.pages.get(number),
                    place=f"object {number}, unused {kind}",
                )


def _resources(holder: Any) -> Any:
    resources = holder.get("/Resources")
    return resources if isinstance(resources, pikepdf.Dictionary) else pikepdf.Dictionary()


def _contents(holder: Any) -> Iterator[bytes]:
    if isinstance(holder, pikepdf.Stream):
        yield holder.read_bytes()
        return
    contents = holder.get("/Contents")
    for part in contents if isinstance(contents, pikepdf.Array) else [contents]:
        if isinstance(part, pikepdf.Stream):
            yield part.read_bytes()
