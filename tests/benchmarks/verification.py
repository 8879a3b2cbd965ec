"""What verification costs: CPU per page of an ordinary text PDF with ten boxes a page.

    python -m tests.benchmarks.verification [--profile] [FILE ORIGINAL]

Without files a PDF of 20 pages is made: 45 lines of some 65 characters, 40 terms.
"""

from __future__ import annotations

import cProfile
import pstats
import random
import sys
import tempfile
import time
from pathlib import Path

from tests.verify import build
from woo_desk.domain.export import Mark, Verification
from woo_desk.domain.geometry import Box
from woo_desk.verify.verify_pdf import verify_pdf

PAGES, LINES, BOXES = 20, 45, 10
WORDS = [
    "de",
    "het",
    "een",
    "van",
    "voor",
    "met",
    "naar",
    "beleid",
    "besluit",
    "ministerie",
    "januari",
    "bakkerij",
    "grootste",
    "overleg",
    "nota",
    "bijlage",
    "verzoek",
    "toelichting",
    "aanvraag",
    "procedure",
    "termijn",
    "openbaar",
    "document",
    "commissie",
    "vergadering",
    "betreffende",
]
NAMES = [f"{first}{last}" for first in ("Kwartel", "Zand", "Beuk", "Veld") for last in (
    "mans", "stra", "inga", "huis", "kamp", "veen", "oord", "dal", "wijk", "berg")]  # fmt: skip


def make(folder: Path) -> tuple[Path, bytes, list[Mark]]:
    """An output, the original it was made from, and its boxes."""
    random.seed(7)
    before, after, marks = [], [], []
    for index in range(PAGES):
        old, new = build.Sheet(), build.Sheet()
        marked = set(random.sample(range(LINES), BOXES))
        for line in range(LINES):
            y = 60 + 16 * line
            text = " ".join(random.choices(WORDS, k=9))
            old.text(text, 150, y, size=10)
            new.text(text, 150, y, size=10)
            if line in marked:
                old.text(random.choice(NAMES), 62, y, size=10)
                mark = Mark(index, (Box(60, y - 10, 140, y + 3),), build.LABEL)
                marks.append(mark)
                new.box(mark)
        before.append(old)
        after.append(new)
    path = folder / "output.pdf"
    path.write_bytes(build.make_pdf(after))
    return path, build.make_pdf(before), marks


def main() -> None:
    """Measure, five times, and perhaps profile."""
    files = [Path(name) for name in sys.argv[1:] if not name.startswith("-")]
    with tempfile.TemporaryDirectory() as folder:
        path, original, marks = make(Path(folder))
        if files:
            path, original, marks = files[0], files[1].read_bytes(), []

        def run() -> Verification:
            return verify_pdf(path, "0001.pdf", marks=marks, terms=NAMES, original=original)

        result = run()
        for check in result.checks:
            print(f"{check.check:12} {check.outcome.value}")
        print(*result.residues[:5], sep="\n")
        for _ in range(5):
            start = time.process_time()
            run()
            print(f"{(time.process_time() - start) * 1000 / PAGES:.1f} ms CPU a page")
        if "--profile" in sys.argv:
            profile = cProfile.Profile()
            profile.runcall(run)
            pstats.Stats(profile).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()
