"""Measures reading scans: `python -m tests.benchmarks.ocr [PAGES]` (8 unless told).

Sets texts of the development set beside the checkout on pages, makes scans of them at 200 dpi
(clean, worn, bad), and prints per kind of scan: character errors without white space, the share of
persons found on the clean text that detection still finds in what was read (a name counts when a
finding has it but for one letter in eight), which share of the words of each confidence was right,
and processor time per page. The wear is made, not scanned.
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pymupdf

from tests.benchmarks.scoring import Sample, read_samples
from tests.conftest import SHARED
from tests.helpers.scans import BAD, CLEAN, WORN, Wear, character_errors, picture_of, set_text
from woo_desk.detect.analyse import Detector, Line
from woo_desk.domain.finding import EntityType, Proposal
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ocr import RegionKind, Word, text_of
from woo_desk.ocr.recognise import recognise_picture
from woo_desk.usecases.policies import load_policy

KINDS: dict[str, Wear] = {"clean": CLEAN, "worn": WORN, "bad": BAD}
FONTS = ("helv", "tiro", "cour")
PERSONAL = (EntityType.PERSON, EntityType.INITIALS)


@dataclass
class Figures:
    """What was counted of one kind of scan."""

    letters: int = 0
    errors: int = 0
    seconds: float = 0.0
    texts: dict[str, str] = field(default_factory=dict)
    right: Counter[float] = field(default_factory=Counter)
    read: Counter[float] = field(default_factory=Counter)
    unread: int = 0
    """Places pointed at as not read."""

    def add_words(self, words: Iterable[Word], truth: str) -> None:
        """Count by confidence which words stand in the truth."""
        known = Counter(truth.split())
        for word in words:
            self.read[word.confidence] += 1
            if known[word.text] > 0:
                known[word.text] -= 1
                self.right[word.confidence] += 1


def main(pages: int) -> None:
    """Run and print."""
    os.environ["OMP_THREAD_LIMIT"] = "1"
    samples = chosen(pages)
    truths: dict[str, str] = {}
    figures = {kind: Figures() for kind in KINDS}
    for number, sample in enumerate(samples):
        with pymupdf.open(
            stream=set_text(sample.text, font=FONTS[number % 3], columns=78), filetype="pdf"
        ) as document:
            truth = truths[sample.id] = document[0].get_text()
            for kind, wear in KINDS.items():
                measure(figures[kind], sample.id, truth, document[0], wear, number)
    clean = names_in(truths)
    for kind, figure in figures.items():
        report(kind, figure, clean, names_in(figure.texts), len(samples))


def chosen(pages: int) -> Sequence[Sample]:
    """Texts that fill most of a page, spread over the set."""
    fit = [s for s in read_samples(SHARED / "eval" / "dev.jsonl") if 1100 < len(s.text) < 2600]
    return fit[:: max(len(fit) // pages, 1)][:pages]


def measure(
    figure: Figures, name: str, truth: str, page: pymupdf.Page, wear: Wear, seed: int
) -> None:
    """Scan and read one page."""
    picture = picture_of(page, wear, seed=seed)
    begun = time.process_time()
    read = recognise_picture(picture, wear.dpi)
    figure.seconds += time.process_time() - begun
    text = text_of(read.words)
    figure.errors += character_errors(truth, text)
    figure.letters += len("".join(truth.split()))
    figure.texts[name] = text
    figure.add_words(read.words, truth)
    figure.unread += sum(region.kind is RegionKind.UNREAD for region in read.regions)


def names_in(texts: dict[str, str]) -> dict[str, list[str]]:
    """What detection shows as persons, by text."""
    lines = [Line(name, text) for name, text in texts.items()]
    found: dict[str, list[str]] = defaultdict(list)
    for hit in Detector().analyse_lines(lines, policy=load_policy(LegalBasis.WOO)):
        for finding in hit.findings:
            if finding.entity_type in PERSONAL and finding.proposal is not Proposal.KEEP:
                found[hit.id].append(texts[hit.id][finding.start : finding.end])
    return found


def report(
    kind: str,
    figure: Figures,
    clean: dict[str, list[str]],
    found: dict[str, list[str]],
    pages: int,
) -> None:
    """Print the figures of one kind of scan."""
    total = kept = 0
    for name, names in clean.items():
        left = list(found.get(name, ()))
        for wanted in names:
            total += 1
            match = next((n for n in left if is_near(wanted, n)), None)
            if match is not None:
                left.remove(match)
                kept += 1
    print(f"{kind:6} errors {100 * figure.errors / figure.letters:.2f} %", end="")
    print(f", names {kept}/{total} = {kept / max(total, 1):.3f}", end="")
    print(f", {figure.seconds / pages:.1f} s per page, {figure.unread} places not read")
    for grade in sorted(figure.read, reverse=True):
        share = figure.right[grade] / figure.read[grade]
        print(f"    confidence {grade:.2f}: {share:6.1%} of {figure.read[grade]} words right")


def is_near(wanted: str, found: str) -> bool:
    """The same name but for one letter in eight."""
    return character_errors(wanted, found) <= max(len(wanted) // 8, 1)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 8)
