"""Task "manual": the manual that ships, as one PDF."""

from __future__ import annotations

from pathlib import Path

from woo_desk.pdf.manual import write_manual
from woo_desk.usecases.ports import Report
from woo_desk.usecases.requests_publication import ManualRequest, ManualResult
from woo_desk.workers.tasks_common import unwritable


def manual(request: ManualRequest, report: Report) -> ManualResult:
    """Write it; UsageError when that cannot be done."""
    report(0, 1)
    try:
        return ManualResult(write_manual([Path(p) for p in request.pages], Path(request.output)))
    except OSError:
        raise unwritable(Path(request.output)) from None
