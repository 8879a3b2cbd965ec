"""Hostile and odd text: nothing breaks, nothing takes long, hits lie in the text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from woo_desk.detect.persons.find import find_persons
from woo_desk.detect.persons.lists import Lists

PIECES = st.sampled_from(
    [
        *(
            "Jan",
            "de",
            "Vries",
            "van",
            "den",
            "Berg",
            "J.P.",
            "minister",
            "Kaag",
            "(",
            ")",
            ",",
            ".",
        ),
        *(":", ";", "/", "-", "|", "<", ">", "@", "\n", "\n\n", "\t", "Aan", "Van", "Cc", "namens"),
        *(
            "deze",
            "motie-Segers",
            "Wet",
            "SvdB",
            "JdV",
            "12:40",
            "[",
            "]",
            "en",
            "jan@x.nl",
            "Beste",
        ),
        *("Groet", "Naam", "Paraaf", "'t", "-\n", "Directeur-generaal", "(D66)", "A", "Ten", "IV"),
        *("straat", "Hannoverstraat", "\u0301", "É"),
    ]
)
HOSTILE = (
    "A." * 3000, "Jan " * 3000, "van de " * 3000, "a-" * 5000, "'" * 5000, "(" * 5000,
    "Jan, " * 3000, "J. " * 3000, "aan: " * 3000, "x@" * 3000, "Aan:\n" * 2000, "de heer " * 2000,
    "minister van " * 2000, "Jan-" * 3000, "\t" * 6000, "\n" * 6000, "Wet " * 3000, "1 2 : " * 2000,
    "namens deze,\n" * 1500, "Groet,\n" * 1500, "é\u0301" * 3000, "A" * 9000, "Jan\n" * 2500,
    "JdV " * 3000, "Naam\tParaaf\n" * 1000, "Jan Jansen – COA\n" * 600,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60), st.sampled_from(["", " "]))
def test_hits_lie_in_the_text_and_apart(lists: Lists, pieces: list[str], glue: str) -> None:
    source = glue.join(pieces)
    at = 0
    for hit in find_persons(source, lists).hits:
        assert at <= hit.start < hit.end <= len(source)
        assert source[hit.start : hit.end].strip() == source[hit.start : hit.end]
        assert 0 < hit.score <= 1
        at = hit.end


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text(lists: Lists, source: str) -> None:
    first = find_persons(source, lists)
    assert find_persons(source, lists) == first


@pytest.mark.parametrize("source", HOSTILE, ids=range(len(HOSTILE)))
def test_time_grows_with_the_text_alone(source: str, lists: Lists) -> None:
    """A page of 10,000 characters of the worst kind stays far below the page's time limit."""
    started = time.process_time()
    find_persons(source, lists)
    assert time.process_time() - started < 5
