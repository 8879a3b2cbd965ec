"""Task "bundle": the redacted documents joined into one PDF."""

from __future__ import annotations

from pathlib import Path

from woo_desk.pdf.bundle import build_bundle
from woo_desk.usecases.ports import Report
from woo_desk.usecases.requests import BundleRequest, BundleResult
from woo_desk.workers.tasks_common import unwritable


def bundle(request: BundleRequest, report: Report) -> BundleResult:
    """Join, number the pages, set bookmarks and labels.

    Raises:
        SourceError: a redacted document cannot be read.
        UsageError: there is nothing to join, or the output cannot be written.
    """
    output = Path(request.output_path)
    try:
        bundled = build_bundle(request.items, request.title, output, report)
    except OSError:
        raise unwritable(output) from None
    return BundleResult(bundled.sha256, bundled.bytes, bundled.pages, bundled.parts)
