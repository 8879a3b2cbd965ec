"""Terms of a list are found as people write and print them."""

from __future__ import annotations

import pytest

from woo_desk.domain.terms import TermIndex


def found(term: str, text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in TermIndex([(term, None)]).find(text)]


@pytest.mark.parametrize(
    ("term", "text", "expected"),
    [
        ("Zonnebloem", "De zonnebloem, ZONNEBLOEM en Zonnebloemen", ["zonnebloem", "ZONNEBLOEM"]),
        ("Project Zon", "het project\n   zon gaat", ["project\n   zon"]),
        ("zonnebloem", "de zonne-\nbloem en zon\xadnebloem", ["zonne-\nbloem", "zon\xadnebloem"]),
        ("Müller", "van Muller, MÜLLER en Mu\u0308ller", ["Muller", "MÜLLER", "Mu\u0308ller"]),
        ("AH", "bij AH, niet ah of AHA", ["AH"]),
        ("@ind.nl", "mail x@ind.nl of y@wind.nl", ["@ind.nl"]),
        ("C++", "in C++ en C", ["C++"]),
        ("Jansen", "Jansens mening, Jansen's huis", ["Jansens", "Jansen"]),
        ("IND-2023/44", "zie IND-2023/44.", ["IND-2023/44"]),
        ("de Vries", "aan de Vriesland en de Vries", ["de Vries"]),
    ],
)
def test_found_as_written(term: str, text: str, expected: list[str]) -> None:
    assert found(term, text) == expected


def test_a_genitive_is_told_apart() -> None:
    hits = list(TermIndex([("Jansen", None)]).find("Jansens en Jansen"))
    assert [hit.genitive for hit in hits] == [True, False]


def test_values_come_with_their_terms_and_terms_without_letters_are_left_out() -> None:
    index = TermIndex([("een", 1), ("twee", 2), ("---", 3)])
    assert [hit.value for hit in index.find("twee een --- twee")] == [2, 1, 2]
    assert not TermIndex([("--", 0)])


def test_every_term_of_many_is_found_in_its_place() -> None:
    terms = [f"naam{n} x{n}" for n in range(3000)]
    text = "tekst " * 50 + " ".join(terms[::300])
    hits = list(TermIndex([(term, term) for term in terms]).find(text))
    assert [hit.value for hit in hits] == terms[::300]
    assert all(text[hit.start : hit.end] == hit.value for hit in hits)
