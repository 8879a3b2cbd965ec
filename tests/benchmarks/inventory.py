"""How long an inventory of 20,000 rows takes: `python -m tests.benchmarks.inventory`."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.publication.samples import many
from woo_desk.pdf.table_pages import write_tables
from woo_desk.publication.cells import write_csv
from woo_desk.publication.columns import inventory_tables
from woo_desk.publication.ods import write_ods
from woo_desk.publication.workbook import write_workbook

ROWS = 20_000


def main() -> None:
    """Print seconds of CPU and size for each format, and the sum."""
    entries = tuple(many(ROWS))
    started = time.process_time()
    tables = inventory_tables(entries, (), register_apart=False)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "lijst")
        writers: tuple[tuple[str, Callable[[Path], object]], ...] = (
            (".xlsx", lambda to: write_workbook(tables, to, "Meting")),
            (".csv", lambda to: write_csv(tables[0], to)),
            (".ods", lambda to: write_ods(tables, to, "Meting")),
            (".pdf", lambda to: write_tables(tables, "Meting", to)),
        )
        for suffix, write in writers:
            _measure(path.with_suffix(suffix), write)
    print(f"together: {time.process_time() - started:.2f} s")


def _measure(path: Path, write: Callable[[Path], object]) -> None:
    started = time.process_time()
    write(path)
    seconds = time.process_time() - started
    print(f"{path.suffix}: {ROWS} rows, {seconds:.2f} s, {path.stat().st_size / 1024:.0f} KiB")


if __name__ == "__main__":
    main()
