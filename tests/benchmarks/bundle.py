"""Memory and time of a bundle: `python -m tests.benchmarks.bundle [pages ...]`.

Each size runs in a process of its own, so that one does not count for the other.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import tempfile
import time
from pathlib import Path

from tests.helpers.pdfs import simple_pdf
from woo_desk.domain.export import BoxStyle
from woo_desk.domain.table import Cover
from woo_desk.pdf.bundle import Front, build_bundle
from woo_desk.pdf.redact import redact_pdf
from woo_desk.usecases.requests_publication import BundleItem

SIZES = (100, 1_000, 10_000)
PAGES = 20
"""Of each document."""


def main() -> None:
    """Print seconds, memory and size for each number of pages."""
    for pages in [int(size) for size in sys.argv[1:]] or SIZES:
        process = multiprocessing.get_context("spawn").Process(target=_measure, args=(pages,))
        process.start()
        process.join()


def _measure(pages: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "stuk.pdf")
        lines = [[f"Regel {n} van bladzijde {p}" for n in range(40)] for p in range(PAGES)]
        redact_pdf(simple_pdf(lines), [], [], style=BoxStyle.BLACK, title="Stuk", output=path)
        items = [
            BundleItem(str(path), f"{n:04d}", f"Stuk {n}", str(n), PAGES * (n - 1) + 1, PAGES * n)
            for n in range(1, pages // PAGES + 1)
        ]
        before, started = _memory(), time.process_time()
        front = Front(Cover("Bundel", "Meting", (), ()))
        made = build_bundle(items, "Meting", Path(folder, "bundel.pdf"), front=front)
        seconds = time.process_time() - started
        print(
            f"{pages} pages: {seconds:.1f} s, {made.bytes / 1e6:.1f} MB on disk, "
            f"{_memory():.0f} MB in memory at most ({before:.0f} MB before)"
        )


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
