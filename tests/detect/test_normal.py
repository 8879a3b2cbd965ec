from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woo_desk.detect.normal import normalise


@pytest.mark.parametrize(
    ("page", "normal"),
    [
        ("gewone tekst\n", "gewone tekst\n"),
        ("06\u00a012\u202f34", "06 12 34"),
        ("06\u201112345678", "06-12345678"),
        ("jan\u200b.jansen\u00ad@ind.nl", "jan.jansen@ind.nl"),
        ("Steﬃe", "Steffie"),
        ("e\u0301e\u0301n", "één"),
        ("regel\r\nregel\rregel\x0cregel", "regel\nregel\nregel\nregel"),
        ("opge\u00ad\nsteld", "opge-\nsteld"),  # a soft hyphen at a line end is a printed one
        ("\uff20\uff10\uff16", "@06"),
        ("\ufeffbegin", "begin"),
    ],
)
def test_forms_of_one_word(page: str, normal: str) -> None:
    assert normalise(page).text == normal


def test_ranges_lead_back_to_the_page() -> None:
    page = "a\u200bSte\ufb03e 06\u00a0e\u0301"
    normal = normalise(page)
    start = normal.text.index("Steffie")
    assert page[slice(*normal.original(start, start + 7))] == "Ste\ufb03e"
    assert page[slice(*normal.original(start + 3, start + 4))] == "\ufb03"
    assert page[slice(*normal.original(len(normal.text) - 1, len(normal.text)))] == "e\u0301"


def test_joined_keeps_offsets_and_blank_lines() -> None:
    normal = normalise("Oude\nGracht 4\n\nDatum")
    assert normal.joined == "Oude Gracht 4\n\nDatum"


@given(st.text(alphabet=st.sampled_from("aé\u0301\u0308 \n\r\t\u00a0\u00ad\u200b\u2011ﬁİ0-")))
def test_every_range_leads_back_to_what_it_came_from(page: str) -> None:
    normal = normalise(page)
    assert len(normal.joined) == len(normal.text)
    end_before = 0
    for offset, character in enumerate(normal.text):
        start, end = normal.original(offset, offset + 1)
        assert end_before <= end
        assert start < end <= len(page)
        end_before = end
        if character.isalnum():
            composed = unicodedata.normalize("NFKC", page[start:end])
            assert character in composed


@given(st.text(alphabet="ab \n0-", max_size=40))
def test_plain_text_is_left_alone(page: str) -> None:
    assert normalise(page).text == page
