"""Task "inventory": the inventory list as xlsx and csv."""

from __future__ import annotations

from pathlib import Path

from xlsxwriter.exceptions import FileCreateError

from woo_desk.publication.inventory import write_inventory
from woo_desk.usecases.ports import Report
from woo_desk.usecases.requests import InventoryRequest, InventoryResult
from woo_desk.workers.tasks_common import unwritable


def inventory(request: InventoryRequest, _report: Report) -> InventoryResult:
    """Write both files; UsageError when that cannot be done."""
    xlsx_path, csv_path = Path(request.xlsx_path), Path(request.csv_path)
    try:
        files = write_inventory(request.entries, request.dossier_title, xlsx_path, csv_path)
    except (OSError, FileCreateError):  # the latter is no OSError
        raise unwritable(xlsx_path) from None
    return InventoryResult(files)
