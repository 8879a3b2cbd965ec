"""What an attacker learns about a redacted name who has the list of names it must be one of.

    python -m tests.benchmarks.width [--layouts N] [--seed N]

For each register one document per name is redacted. The attacker knows the font, the size, the
rest of the text, the register and this program: he makes the same document for every name of the
register and compares. Before (gaps as they are), two names look alike when their gaps differ by
less than what he can measure; after, when the redacted files are the same, byte for byte: gap,
places of all words, breaks of rows and number of rows included. A name counts as identified when
no other name looks alike; a guess is right one time in as many as look alike.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import random
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pymupdf

from tests.helpers.letters import AFTER, BEFORE, WITH_NAME, letter
from woo_desk.domain.export import BoxStyle
from woo_desk.pdf.redact import redact_pdf
from woo_desk.resources import resource_path

REGISTERS = (10, 30, 100, 300)
MEASURED = 0.12
"""Points to which a gap can be measured in a published page."""


@dataclass(frozen=True)
class Layout:
    """How a document is set."""

    name: str
    paragraph: str
    justified: bool
    size: float = 11
    font: str = "helv"


LAYOUTS = (
    Layout("uitgevuld", WITH_NAME, justified=True),
    Layout("links lijnend", WITH_NAME, justified=False),
    Layout(
        "naam aan het eind van een regel",
        "Over de uitvoering van de regeling en over de "
        "gevolgen ervan voor het werk is gisteren met {} overlegd. " + WITH_NAME[49:],
        justified=True,
    ),
    Layout(
        "twee keer",
        WITH_NAME + " Voor vragen kunt u terecht bij {}, of bij het loket.",
        justified=True,
        size=10,
        font="tiro",
    ),
)


def register(size: int, rng: random.Random) -> list[str]:
    """Officials as they are written in letters: initials and surname."""
    data = gzip.decompress(resource_path("names/surnames.txt.gz").read_bytes()).decode()
    plain = [name for name in data.split("\n") if name.isascii() and name.isalpha()]
    names: dict[str, None] = {}
    while len(names) < size:
        letters = rng.choices("ABCDEFGHJKLMNPRSTVWY", k=rng.choice((1, 2, 2, 3)))
        between = rng.choice(("", "", "", "de ", "van ", "van der "))
        names[f"{'.'.join(letters)}. {between}{rng.choice(plain).title()}"] = None
    return list(names)


def outcome(names: Sequence[str], layout: Layout, *, folder: Path) -> tuple[float, float, float]:
    """Share identified, and share guessed rightly, after; and pages that were not set anew."""
    digests: list[str] = []
    told = 0
    for name in names:
        made = letter(
            [BEFORE, layout.paragraph.replace("{}", name), AFTER], [name],
            justified=layout.justified, size=layout.size, font=layout.font,
        )  # fmt: skip
        path = folder / "uit.pdf"
        result = redact_pdf(made.pdf, made.marks, [], style=BoxStyle.BLACK, title="t", output=path)
        told += bool(result.fallbacks)
        digests.append(hashlib.sha256(path.read_bytes()).hexdigest())
    alike = Counter(digests)
    single = sum(alike[digest] == 1 for digest in digests)
    return single / len(names), len(alike) / len(names), told / len(names)


def before(names: Sequence[str], layout: Layout) -> float:
    """Share of names whose gap, as it is, no other name of the register fits."""
    widths = [
        pymupdf.get_text_length(name, fontname=layout.font, fontsize=layout.size) for name in names
    ]
    single = sum(sum(abs(other - width) <= MEASURED for other in widths) == 1 for width in widths)
    return float(single) / len(names)


def main() -> None:
    """Measure and print one line per layout and register."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--layouts", type=int, default=len(LAYOUTS))
    parser.add_argument("--registers", default="10,30,100,300", help="sizes, by commas")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(f"{'':34}{'namen':>6}{'eerst':>8}{'nu':>8}{'gok nu':>9}{'1/n':>8}{'gemeld':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for layout in LAYOUTS[: options.layouts]:
            for size in map(int, options.registers.split(",")):
                names = register(size, random.Random(options.seed))
                known = before(names, layout)
                now, guessed, told = outcome(names, layout, folder=Path(folder))
                print(
                    f"{layout.name:34}{size:6}{known:8.0%}{now:8.0%}{guessed:9.1%}{1 / size:8.1%}"
                    f"{told:8.0%}"
                )


if __name__ == "__main__":
    main()
