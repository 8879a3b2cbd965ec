"""How long an inventory of 20,000 rows takes: `python -m tests.benchmarks.inventory`."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.publication.samples import many
from woo_desk.publication.inventory import write_csv, write_xlsx

ROWS = 20_000


def main() -> None:
    """Print seconds and size for each format."""
    entries = tuple(many(ROWS))
    with tempfile.TemporaryDirectory() as folder:
        xlsx, csv = Path(folder, "lijst.xlsx"), Path(folder, "lijst.csv")
        _measure(xlsx, lambda: write_xlsx(entries, xlsx, "Meting"))
        _measure(csv, lambda: write_csv(entries, csv))


def _measure(path: Path, write: Callable[[], None]) -> None:
    started = time.perf_counter()
    write()
    seconds = time.perf_counter() - started
    print(f"{path.suffix}: {ROWS} rows, {seconds:.2f} s, {path.stat().st_size / 1024:.0f} KiB")


if __name__ == "__main__":
    main()
