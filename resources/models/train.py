"""Trains the second opinion on names: `python resources/models/train.py [OUT]`.

Makes documents out of `corpus.py` and the name lists that ship, reads them with the program's own
tokens and marks, and fits a logistic regression on hashed features (`detect/persons/second.py`)
with numpy. Names are hidden from the lists half of the time, so that the model learns to go by
letters and neighbours. The seed is fixed: the same lists give the same model.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

import corpus  # noqa: E402

from woo_desk.detect.persons.lists import Lists, load_lists  # noqa: E402
from woo_desk.detect.persons.not_persons import blocked_tokens  # noqa: E402
from woo_desk.detect.persons.page import Page  # noqa: E402
from woo_desk.detect.persons.model import SIZE  # noqa: E402
from woo_desk.detect.persons.second import features, is_open  # noqa: E402
from woo_desk.detect.persons.tokens import fold  # noqa: E402
from woo_desk.detect.persons.units import unit_tokens  # noqa: E402
from woo_desk.resources import resource_path  # noqa: E402

SEED = 20_261_122
DOCUMENTS = 2_600
HELD_OUT = 0.1
EPOCHS = 6
RATE = 0.25
SHRINK = 2e-6
_SLOT = re.compile(r"\{(\w)\}")
_PREFIXES = ("van", "de", "van der", "van de", "van den", "ter", "el", "ten", "den", "in 't")

Spans = list[tuple[int, int]]


class Words:
    """Draws names and what looks like them."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.first = self._list("first-names") + self._list("first-names-more")
        self.last = self._list("surnames") + self._list("surnames-rare")
        self.places = [p for p in self._list("places") if " " not in p and len(p) > 3]

    @staticmethod
    def _list(name: str) -> list[str]:
        content = gzip.decompress(resource_path(f"names/{name}.txt.gz").read_bytes())
        return content.decode().splitlines()

    def made_up(self, ends: Sequence[str]) -> str:
        stems = self.rng.choices(corpus.STEMS, k=self.rng.choice((1, 1, 2)))
        return ("".join(stems) + self.rng.choice(ends)).capitalize()

    def first_name(self) -> str:
        if self.rng.random() < 0.35:
            return self.made_up(corpus.FIRST_ENDS)
        return _title(self.rng.choice(self.first))

    def surname(self, *, bare: bool = False) -> str:
        name = _title(self.rng.choice(self.last))
        if self.rng.random() < 0.35:
            name = self.made_up(corpus.PERSON_ENDS)
        if self.rng.random() < 0.08:
            name += f"-{_title(self.rng.choice(self.last))}"
        prefix = self.rng.choice(_PREFIXES) if not bare and self.rng.random() < 0.25 else ""
        return f"{prefix} {name}".strip()

    def initials(self) -> str:
        return "".join(f"{self.rng.choice('ABCDEFGHJKLMNPRSTVWYZ')}." for _ in range(self.rng.choice((1, 1, 2, 3))))  # fmt: skip # noqa: E501

    def product(self) -> str:
        word = self.made_up(corpus.PRODUCT_ENDS)
        roll = self.rng.random()
        if roll < 0.15:
            return self.made_up(corpus.PERSON_ENDS)
        if roll < 0.25:
            return f"{word} {self.made_up(corpus.PRODUCT_ENDS)}"
        return word.upper()[:5] if roll < 0.32 else word

    def organisation(self) -> str:
        name = self.made_up(self.rng.choice((corpus.PRODUCT_ENDS, corpus.PERSON_ENDS)))
        return self.rng.choice(corpus.ORGANISATION_HEADS).format(name)

    def fill(self, slot: str) -> tuple[str, bool]:
        """The words for a slot, and whether they are a person."""
        surname = self.surname()
        match slot:
            case "P":
                return f"{self.first_name()} {surname}", True
            case "F":
                return self.first_name(), True
            case "L":
                return surname, True
            case "I":
                return f"{self.initials()} {surname}", True
            case "N":
                return f"{self.surname(bare=True)}, {self.initials()}", True
            case "O":
                return self.organisation(), False
            case "X":
                return self.product(), False
            case "G":
                return _title(self.rng.choice(self.places)), False
            case _:
                return self.rng.choice(corpus.TERMS), False


def _title(word: str) -> str:
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))


def document(words: Words) -> tuple[str, Spans]:
    """Some ten sentences with the places of their persons."""
    rng = words.rng
    pool = corpus.WITH_NAMES * 3 + corpus.WITHOUT_NAMES * 4
    parts, spans, at = [], [], 0
    for template in rng.choices(pool, k=rng.randint(5, 14)):
        last = 0
        for match in _SLOT.finditer(template):
            plain = template[last : match.start()]
            value, person = words.fill(match.group(1))
            at += len(plain)
            if person:
                spans.append((at, at + len(value)))
            at += len(value)
            parts += (plain, value)
            last = match.end()
        end = template[last:] + rng.choice((" ", "\n", "\n", "\n\n"))
        parts.append(end)
        at += len(end)
    return "".join(parts), spans


def examples(rng: random.Random, lists: Lists) -> Iterator[tuple[int, list[int], bool]]:
    """Number of the document, features and answer of each open token."""
    words = Words(rng)
    for number in range(DOCUMENTS):
        text, spans = document(words)
        inside = {i for a, b in spans for i in range(a, b)}
        names = {fold(w) for a, b in spans for w in re.findall(r"[^\W\d_]+", text[a:b])}
        shown = {name for name in names if rng.random() < 0.45}
        page = Page(text, lists.without(names - shown))
        page.units = unit_tokens(page)
        page.blocked = frozenset(blocked_tokens(page))
        for index, token in enumerate(page.tokens):
            if is_open(page, index):
                yield number, features(page, index), token.start in inside


def fit(rows: list[tuple[list[int], bool]]) -> tuple[np.ndarray, float]:
    """Weights and bias by AdaGrad, a document-sized batch at a time."""
    weights, squares = np.zeros(SIZE), np.full(SIZE, 1e-6)
    bias, rng = 0.0, np.random.default_rng(SEED)
    for _ in range(EPOCHS):
        order = rng.permutation(len(rows))
        for begin in range(0, len(order), 64):
            batch = [rows[i] for i in order[begin : begin + 64]]
            owner = np.repeat(np.arange(len(batch)), [len(f) for f, _ in batch])
            used = np.concatenate([np.array(f) for f, _ in batch])
            totals = np.bincount(owner, weights[used], minlength=len(batch)) + bias
            wrong = 1 / (1 + np.exp(-totals)) - np.array([y for _, y in batch])
            gradient = np.bincount(used, wrong[owner], minlength=SIZE)
            touched = np.unique(used)
            slope = gradient[touched] + SHRINK * weights[touched] * len(rows)
            squares[touched] += slope**2
            weights[touched] -= RATE * slope / np.sqrt(squares[touched])
            bias -= 0.002 * wrong.sum()
    return weights, bias


def main(target: Path) -> None:
    """Train, say how well the held-out documents go, and write the model."""
    found = list(examples(random.Random(SEED), load_lists()))
    cut = int(DOCUMENTS * (1 - HELD_OUT))
    rows = [(f, y) for n, f, y in found if n < cut]
    weights, bias = fit(rows)
    scale = float(np.abs(weights).max() / 127)
    packed = np.round(weights / scale).astype(np.int8)
    header = json.dumps({"scale": scale, "bias": bias}).encode()
    with target.open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packer:
        packer.write(header + b"\n" + packed.tobytes())
    held = [(f, y) for n, f, y in found if n >= cut]
    sums = np.array([bias + scale * packed[f].astype(float).sum() for f, _ in held])
    answers = np.array([y for _, y in held])
    chances = 1 / (1 + np.exp(-sums))
    print(f"{len(rows)} tokens to learn from, {len(held)} held out")
    for least in (0.5, 0.7, 0.8, 0.9, 0.95):
        said = chances >= least
        right = (said & answers).sum()
        print(f"chance {least}: recall {right / answers.sum():.3f}, precision {right / max(said.sum(), 1):.3f}")  # noqa: E501, T201
    print(f"{target}: {target.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("persons.bin.gz"))
