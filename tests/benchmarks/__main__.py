"""The benchmarks of the whole line.

`python -m tests.benchmarks [PAGES…] [--kinds ordinary|dense|mixed …] [--workers N…]`

Prints one table for each kind of dossier, number of pages and number of workers, and what they say
together.
"""

from __future__ import annotations

import argparse
from itertools import pairwise

from tests.benchmarks.installed import as_installed
from tests.benchmarks.meter import Meter
from tests.benchmarks.pipeline import SINGLE, Kind, Line, measure_line, print_line

PAGES = (100, 1_000, 10_000)
WARM_UP = 3
FROM_S = 5.0
"""How long a run has to take before its wall time is compared."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("pages", nargs="*", type=int, default=PAGES)
    kinds = (Kind.ORDINARY, Kind.DENSE)
    parser.add_argument("--kinds", nargs="+", type=Kind, choices=list(Kind), default=kinds)
    parser.add_argument("--workers", nargs="+", type=int, default=(1, 2))
    options = parser.parse_args()
    # WHY a short run first: it reads the program from the disk, and makes its bytecode.
    measure_line(WARM_UP, kind=options.kinds[0], workers=1, exports=False)
    for kind in options.kinds:
        lines: list[Line] = []
        for pages in options.pages:
            for workers in options.workers:
                last = workers == options.workers[-1]
                line = measure_line(pages, kind=kind, workers=workers, exports=last)
                print_line(line)
                lines.append(line)
        _compare(lines)


def _compare(lines: list[Line]) -> None:
    for line in lines:
        if line.workers == 1:
            low, high = expected_gain(line.first)
            print(
                f"{line.pages} pages: by CPU alone two workers are {low:.2f} to {high:.2f}x as fast"
            )
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


def expected_gain(meter: Meter) -> tuple[float, float]:
    """How much faster two workers would be on two free cores than one, by CPU time of one.

    Jobs of a stage are divided among both, the only job of a stage is not, and what the program
    itself does waits for nobody. Low: it does all of that while one worker works; high: nothing.
    """
    low = high = two = 0.0
    for stage, total in meter.cpu.items():
        own = meter.own[stage]
        works = max(total - own, 0.0)
        low += total if stage in SINGLE else max(works, own)
        high += total
        two += total if stage in SINGLE else max(total / 2, own)
    return low / two, high / two


def _together(line: Line) -> float:
    return line.first.own_peak + line.workers * line.first.worker_peak


if __name__ == "__main__":
    as_installed("tests.benchmarks")
    main()
