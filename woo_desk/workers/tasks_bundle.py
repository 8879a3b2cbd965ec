"""Task "bundle": one volume of the bundle, with its cover and the inventory before it."""

from __future__ import annotations

from pathlib import Path

from woo_desk.pdf.bundle import Front, build_bundle
from woo_desk.usecases.ports import Report
from woo_desk.usecases.requests_publication import BundleRequest, BundleResult
from woo_desk.workers.tasks_common import unwritable


def bundle(request: BundleRequest, report: Report) -> BundleResult:
    """Join, number the pages, set bookmarks and labels.

    Raises:
        SourceError: a redacted document cannot be read.
        UsageError: there is nothing to join, or the output cannot be written.
    """
    output = Path(request.output_path)
    front = Front(request.cover, request.inventory_path) if request.cover else None
    try:
        made = build_bundle(request.items, request.title, output, report, front=front)
    except OSError:
        raise unwritable(output) from None
    return BundleResult(made.sha256, made.bytes, made.pages, made.front_pages)
