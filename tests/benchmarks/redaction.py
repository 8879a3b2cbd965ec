"""Cost and size of the redaction engine beside bare PyMuPDF, in one run.

    python -m tests.benchmarks.redaction [--pages N] [--rounds N] [PDF ...]

For the same boxes: the floor is `add_redact_annot`, `apply_redactions`, `save(garbage=4)`. Without
files it makes its own: plain text, text with many boxes, and a colour scan. Times are processor
time of this process, the best of the rounds.
"""

from __future__ import annotations

import argparse
import dataclasses
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pymupdf

from tests.helpers.pdfs import scanned_pdf, simple_pdf
from woo_desk.domain.export import BoxStyle, Mark
from woo_desk.domain.geometry import Box
from woo_desk.pdf.redact import redact_pdf

_NAME = "Oosterkamp"
_FILLER = "De minister heeft op vragen van de leden geantwoord dat de termijn is verlengd tot mei."


@dataclass(frozen=True)
class Sample:
    """A PDF with the boxes to remove from it."""

    name: str
    pdf: bytes
    marks: tuple[Mark, ...]


def made_samples(pages: int) -> list[Sample]:
    """Text with two and with twenty names a page, and a scan with three boxes a page."""
    result = []
    for name, every in (("tekst, 2 vakken", 25), ("tekst, 25 vakken", 2)):
        lines = [f"{n}. {_FILLER} {_NAME if n % every == 0 else ''}" for n in range(50)]
        result.append(_with_words(name, simple_pdf([lines] * pages, size=9), [_NAME]))
    scan = scanned_pdf([[_FILLER] * 40] * min(pages, 4), dpi=200)
    boxes = tuple(
        Mark(index, (Box(80, 80 + 60 * n, 220, 95 + 60 * n),), "5.1.2e")
        for index in range(min(pages, 4))
        for n in range(3)
    )
    result.append(Sample("scan, 3 vakken", scan, boxes))
    return result


def _with_words(name: str, pdf: bytes, words: list[str]) -> Sample:
    with pymupdf.open(stream=pdf, filetype="pdf") as document:
        marks = tuple(
            Mark(index, (Box(*area),), "5.1.2e")
            for index, page in enumerate(document)
            for word in words
            for area in page.search_for(word)
        )
    return Sample(name, pdf, marks)


def floor(sample: Sample, output: Path) -> None:
    """What bare PyMuPDF does with the same boxes."""
    with pymupdf.open(stream=sample.pdf, filetype="pdf") as document:
        for page in document:
            boxes = [b for m in sample.marks if m.page_index == page.number for b in m.boxes]
            for box in boxes:
                page.add_redact_annot(box.as_tuple(), fill=(0, 0, 0))
            if boxes:
                page.apply_redactions()
        document.save(output, garbage=4, deflate=True)


def engine(sample: Sample, output: Path, *, hides_width: bool = False) -> None:
    """What the engine does."""
    marks = [dataclasses.replace(mark, hides_width=hides_width) for mark in sample.marks]
    redact_pdf(sample.pdf, marks, [], style=BoxStyle.BLACK, title="Maat", output=output)


def leaks(sample: Sample, output: Path) -> int:
    """How many pages still say, or hold in their bytes, the name of the made samples."""
    with pymupdf.open(output) as document:
        said = sum(_NAME in page.get_text() for page in document)
        held = sum(
            _NAME.encode() in (document.xref_stream(xref) or b"")
            for xref in range(1, document.xref_length())
            if document.xref_is_stream(xref)
        )
    return said + held


def kept(sample: Sample, output: Path) -> float:
    """Share of the letters outside the boxes that can still be read."""
    with (
        pymupdf.open(stream=sample.pdf, filetype="pdf") as before,
        pymupdf.open(output) as after,
    ):
        wanted = Counter("".join(page.get_text() for page in before).replace(_NAME, ""))
        there = Counter("".join(page.get_text() for page in after))
    wanted = Counter({c: n for c, n in wanted.items() if c.isalpha()})
    return 1 - (wanted - there).total() / max(wanted.total(), 1)


def best_of(rounds: int, work: Callable[[], None]) -> float:
    """Processor seconds of the fastest round."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    """Measure and print one line per sample."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--pages", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--words", default="van,de", help="words to box in the files, by commas")
    options = parser.parse_args()
    samples = [
        _with_words(path.name, path.read_bytes(), options.words.split(","))
        for path in options.files
    ] or made_samples(options.pages)
    print(
        f"{'':32}{'blz':>5}{'vakken':>8}{'vloer':>9}{'motor':>9}  ms/blz{'x':>6}{'breedte':>8}"
        f"{'maat':>7}{'tekst':>8}{'lekken':>7}"
    )
    with tempfile.TemporaryDirectory() as folder:
        for sample in samples:
            _measure(sample, Path(folder), options.rounds)


def _measure(sample: Sample, folder: Path, rounds: int) -> None:
    output = folder / "uit.pdf"
    with pymupdf.open(stream=sample.pdf, filetype="pdf") as document:
        pages = document.page_count
    low = best_of(rounds, lambda: floor(sample, output))
    high = best_of(rounds, lambda: engine(sample, output))
    size = output.stat().st_size / len(sample.pdf)
    share, left = kept(sample, output), leaks(sample, output)
    wide = best_of(rounds, lambda: engine(sample, output, hides_width=True))
    share, left = min(share, kept(sample, output)), left + leaks(sample, output)
    boxes = sum(len(mark.boxes) for mark in sample.marks)
    print(
        f"{sample.name[:31]:32}{pages:5}{boxes:8}{1000 * low / pages:9.1f}"
        f"{1000 * high / pages:9.1f}        {high / low:6.1f}{wide / low:8.1f}{size:7.2f}"
        f"{share:8.1%}{left:7}"
    )


if __name__ == "__main__":
    main()
