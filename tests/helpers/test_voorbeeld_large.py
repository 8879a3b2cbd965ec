"""The dossier for benchmarks has the size that was asked for, and tells the truth as well."""

from __future__ import annotations

import re
import unicodedata

import pymupdf
import pytest

from tests.helpers.voorbeeld.large import build_large
from tests.helpers.voorbeeld.people import passes_eleven_test


@pytest.mark.parametrize("pages", [1, 2, 7, 23])
def test_it_has_exactly_the_pages_asked_for(pages: int) -> None:
    sizes = [pymupdf.open(stream=data).page_count for _, data, _ in build_large(pages, 5)]
    assert sum(sizes) == pages


def test_the_same_seed_gives_the_same_bytes_and_another_one_does_not() -> None:
    first, again, other = (
        [(name, data) for name, data, _ in build_large(9, seed)] for seed in (1, 1, 2)
    )
    assert first == again
    assert first != other


def test_names_are_unique_and_in_order() -> None:
    names = [name for name, _, _ in build_large(30, 3)]
    assert names == sorted(set(names))


def test_every_plant_is_on_its_page() -> None:
    for _, data, made in build_large(30, 3):
        doc = pymupdf.open(stream=data)
        for plant in made.plants:
            text = said(doc[plant.page_index].get_text())
            for printed in plant.printed:
                assert said(printed) in text


def said(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text))


def test_kinds_and_data_are_mixed() -> None:
    made = [one for _, _, one in build_large(80, 11)]
    assert len({one.kind for one in made}) >= 4
    types = {plant.type for one in made for plant in one.plants}
    assert {"PERSON", "INITIALS", "EMAIL", "PHONE", "BSN", "DOB", "ADDRESS", "REF"} <= types
    numbers = [p.text for one in made for p in one.plants if p.type == "BSN"]
    assert all(passes_eleven_test(number) for number in numbers)
    assert {plant.must for one in made for plant in one.plants} == {"redact", "keep"}
