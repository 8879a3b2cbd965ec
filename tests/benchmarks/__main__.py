"""The benchmarks of the whole line: `python -m tests.benchmarks [PAGES…] [--mixed] [--workers N…]`.

Prints one table for each number of pages and of workers, and what they say together.
"""

from __future__ import annotations

import argparse
from itertools import pairwise

from tests.benchmarks.pipeline import Line, measure_line, print_line

PAGES = (100, 1_000, 10_000)
FROM_S = 5.0
"""How long a run has to take before its wall time is compared."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("pages", nargs="*", type=int, default=PAGES)
    kinds = {"nargs": "+", "type": Kind, "choices": list(Kind)}
    parser.add_argument("--kinds", default=(Kind.ORDINARY, Kind.DENSE), **kinds)
    parser.add_argument("--workers", nargs="+", type=int, default=(1, 2))
    options = parser.parse_args()
    lines: list[Line] = []
    for pages in options.pages:
        for workers in options.workers:
            last = workers == options.workers[-1]
            line = measure_line(pages, mixed=options.mixed, workers=workers, exports=last)
            print_line(line)
            lines.append(line)
    _compare(lines)


def _compare(lines: list[Line]) -> None:
    for one, other in pairwise(lines):
        if one.pages == other.pages and one.wall > FROM_S:
            print(
                f"{one.pages} pages: {other.workers} workers are {one.wall / other.wall:.2f}x as"
                f" fast as {one.workers}"
            )
    few, many = (min(lines, key=lambda x: x.pages), max(lines, key=lambda x: x.pages))
    if few.pages < many.pages:
        window = many.first.own_peak / few.first.own_peak
        worker = many.first.worker_peak / few.first.worker_peak
        print(
            f"memory of {many.pages} pages over {few.pages}: window {window:.2f}x, worker"
            f" {worker:.2f}x, together {_together(many) / _together(few):.2f}x"
        )


def _together(line: Line) -> float:
    return line.first.own_peak + line.workers * line.first.worker_peak


if __name__ == "__main__":
    main()
