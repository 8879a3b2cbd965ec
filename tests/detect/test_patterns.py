"""No expression may backtrack without end: a hostile page must not stop the work."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from woo_desk.detect.context import PageContext
from woo_desk.detect.labels import load_vocabulary, pattern_of
from woo_desk.detect.limits import Deadline
from woo_desk.detect.normal import normalise
from woo_desk.detect.patterns import Pattern
from woo_desk.detect.recognizers import ALL
from woo_desk.detect.recognizers.address_parts import (
    STREET_AND_NUMBER,
    building_pattern,
    buildings,
    has_street,
)
from woo_desk.detect.recognizers.user_list import UserListRecognizer

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
    yield from map(pattern_of, load_vocabulary().by_first_word)
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
    assert all(make.patterns for make in ALL if make is not UserListRecognizer)
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


STARTED = [pattern for pattern in PATTERNS if pattern.has_start]
NEAR_MISSES = [
    *PIECES, "1234", "AB", "0800", "0900", "14 0", "070-1", "12-ABC-1", "AB-12-CD", "3 1", "00",
    "(+31", "[0 ", "kenteken", "auto", "parkeer", "9999 XY", "06-12345678", "31 6 12 34 56 78",
]  # fmt: skip


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pieces=st.lists(st.sampled_from(NEAR_MISSES) | st.text(max_size=3), max_size=12))
def test_where_a_match_may_begin_loses_no_match(pieces: list[str]) -> None:
    """With and without the quick look at where a match may begin, the same is found."""
    text = "".join(pieces)
    for pattern in STARTED:
        plain = Pattern(pattern.name, pattern.expression)
        found = [match.span() for match in pattern.finditer(text, Deadline(SECONDS))]
        assert found == [match.span() for match in plain.finditer(text, Deadline(SECONDS))]


def test_some_patterns_have_a_quick_look() -> None:
    assert len(STARTED) >= 5


@settings(max_examples=200, deadline=None)
@given(
    pieces=st.lists(
        st.sampled_from(["Turfmarkt 147", "turfmarkt", "Rijnstraat 8", "-", "1", " ", "\n", "a"]),
        max_size=8,
    )
)
def test_buildings_are_found_as_by_one_expression(pieces: list[str]) -> None:
    page = PageContext(normalise("".join(pieces)))
    found = [match.span() for match in buildings(page)]
    one = building_pattern().finditer(page.lowered, page.deadline)
    assert found == [match.span() for match in one]


@settings(max_examples=200, deadline=None)
@given(
    pieces=st.lists(
        st.sampled_from(["Kerkstraat", "Aaweg", "Hof", " ", "1", "nr. 2", "huisnr 3", "\n", "pad"]),
        max_size=8,
    )
)
def test_no_street_is_missed_by_looking_for_its_end(pieces: list[str]) -> None:
    text = "".join(pieces)
    if any(True for _ in STREET_AND_NUMBER.finditer(text, Deadline(SECONDS))):
        assert has_street(text)


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
