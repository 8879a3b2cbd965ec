"""No expression may backtrack without end: a hostile page must not stop the work."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from woo_desk.detect.context import PageContext
from woo_desk.detect.labels import load_vocabulary
from woo_desk.detect.limits import Deadline
from woo_desk.detect.normal import normalise
from woo_desk.detect.patterns import Pattern
from woo_desk.detect.recognizers import ALL
from woo_desk.detect.recognizers.address_parts import building_pattern

LENGTH = 10_000
SECONDS = 3.0
"""Generous: each of these takes some hundredths of a second; an exploding one takes hours."""

PIECES = [
    "0", "0 ", "0-", "0.", "1 2 ", "06 ", "+31 ", "(0", "0)", "12-", "12-12-", "1234AB ", "1234 ab",
    "a", "A", "Aa ", "Aa.", "A. ", "a.", "a-", "a-\n", "a.\n", "van de ", "Aa van de ", "'s-Aa ",
    "\n", " \n", "\t", " ", ".", "@", "a@", "@a.", "a@a.a-", "a@a.nl,", "a_", "(at)", "[at] ", "NL",
    "NL12 ABNA ", "NL 12", "AB12", "12AB", "O", "l", "geboren ", "te Aa ", "jan ", "1e ", "\\a",
    "/cn=", "\\Users\\", "A\\", "€ ", "–", "Postbus ", "ECLI:NL:", "Verordening ", "19 637-VI ",
    "straat 1", "Aastraat ", "bis ", "1-1", "I I ", "nr. ", "(A", "nl.", "punt ", "[.]",
]  # fmt: skip


def _patterns() -> Iterator[Pattern]:
    for make in ALL:
        yield from make.patterns
    yield from load_vocabulary().by_first_word.values()
    yield building_pattern()


PATTERNS = list(_patterns())


def _run(pattern: Pattern, text: str) -> None:
    """Every way in which a pattern is used; TimeoutError fails the test."""
    deadline = Deadline(SECONDS)
    for _ in pattern.finditer(text, deadline):
        pass
    pattern.match(text, deadline)
    pattern.search(text, deadline, max(0, len(text) - 100), len(text))


def test_every_recogniser_lists_its_patterns() -> None:
    assert all(make.patterns for make in ALL)
    assert len({pattern.name for pattern in PATTERNS}) == len(PATTERNS)


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.name)
def test_repeated_pieces(pattern: Pattern) -> None:
    for piece in PIECES:
        _run(pattern, (piece * LENGTH)[: LENGTH // 4])


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(
    pieces=st.lists(st.sampled_from(PIECES), min_size=1, max_size=4),
    tail=st.text(alphabet="aA0 .,-\n@(", max_size=5),
)
def test_mixed_pieces(pieces: list[str], tail: str) -> None:
    block = "".join(pieces)
    text = block * (3000 // len(block)) + tail
    for pattern in PATTERNS:
        _run(pattern, text)


@pytest.mark.parametrize("make", ALL, ids=lambda make: make.__name__)
def test_every_recogniser_ends_on_hostile_pages(make: type) -> None:
    recognizer = make()
    for piece in PIECES:
        page = PageContext(normalise((piece * LENGTH)[:LENGTH]), deadline=Deadline(SECONDS * 2))
        for _ in recognizer.find(page):
            pass


def test_time_limit_is_kept() -> None:
    """An expression that does explode is cut off."""
    bad = Pattern("bad", r"(?:a|aa)+[bc]\d")
    with pytest.raises(TimeoutError):
        list(bad.finditer("a" * 90 + "b", Deadline(0.2)))
