"""What counts as saying a term: a row per case, with near misses of ordinary Dutch."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woo_desk.verify.matching import Term, normal_form
from woo_desk.verify.needles import Needles
from woo_desk.verify.term_index import DIRECT, TermIndex

TERMS = ["Bakker", "de Boer", "Jan", "Groot", "06-12345678", "van den Berg", "Vos", "JK"]

ORDINARY = """
In januari sprak de minister met de bakker over de bakkerij. De grootste zorg was het groot
onderhoud van de boerderij; de boer en de boerin waren er ook. Janus, Janssen en Groothuis staan er.
Vossen en vosjes liepen over de bergen van den lande. Het begroot bedrag is 061234567812 eenheden.
De bakker-\nij en de groot-\nhandel; janu-\nari; J.A.N. Smit; j.k. en jk. Groots, Bakkers, Boeren.
Artikel 06-1234567 en nummer 1-06-12345678-9 horen daar niet bij.
""".replace("1-06-12345678-9", "106123456789")


def test_ordinary_dutch_says_no_name() -> None:
    needles = Needles(TERMS)
    assert not needles.in_prose(ORDINARY)
    for term in TERMS:
        assert not Needles([term]).in_prose(ORDINARY), term


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("Bakker", "Bakker"),
        ("Bakker", "BAKKER"),
        ("Bakker", "Bak-\nker"),
        ("Bakker", "Bak-\r\nker"),
        ("Bakker", "Bak\x02\r\nker"),
        ("Bakker", "Bak\ufffeker"),
        ("Bakker", "Bak\u00adker"),
        ("Bakker", "B\u200bakker"),
        ("Bakker", "B a k k e r"),
        ("Bakker", "h. bakker"),
        ("Bakker", "j.bakker@example.nl"),
        ("Bakker", "bakker_j"),
        ("Bakker", "mevrouwBakker"),
        ("Bakker", "Bakker's besluit"),
        ("Bakker", "Bakker2"),
        ("Bakker", "Groot-Bakker"),
        ("de Boer", "De\nBoer"),
        ("de Boer", "deBoer"),
        ("Jan", "aan Jan, die"),
        ("Jan", "J a n"),
        ("Jan", "Jan-Willem"),
        ("Jan", "Ja\u00adn"),
        ("Groot", "Groot-\nde Vries"),
        ("Groot", "Groot-\nBakker"),
        ("06-12345678", "06 1234 5678"),
        ("06-12345678", "0612345678"),
        ("06-12345678", "06.12.34.56.78"),
        ("06-12345678", "+31 6 12345678"),
        ("06-12345678", "+31 (0)6-12345678"),
        ("06-12345678", "0031612345678"),
        ("+31 6 12345678", "tel. 06-12345678"),
        ("123456782", "1234.56.782"),
        ("NL91ABNA0417164300", "NL91 ABNA 0417 1643 00"),
        ("1234 AB", "1234AB"),
        ("José", "Jose\u0301"),
        ("Jose\u0301", "JOSÉ"),
        ("O'Brien", "O’Brien"),
        ("Müller-Groß", "MÜLLER\u00adGROSS"),
        ("Steffijn", "Steﬃjn"),
        ("IJsbrand", "Ĳsbrand"),
        ("JK", "paraaf (JK)"),
        ("12 mei 1980", "geboren 12 mei 1980 te"),
        ("Van der Kwast", "heer\u00a0van\u00a0der\u00a0Kwast"),
        ("jan.devries@example.nl", "mail jan.devries@example.nl of bel"),
    ],
)
def test_says(term: str, text: str) -> None:
    assert Needles([term]).in_prose(f"Zie {text} verder")
    assert Needles([term]).in_prose(text)


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("Jan", "januari"),
        ("Jan", "Januari"),
        ("Jan", "Jans"),
        ("Jan", "Oljan"),
        ("Jan", "ja, nee"),
        ("Jan", "ja. N."),
        ("Jan", "jan"),
        ("Jan", "J.A.N. Smit"),
        ("Jan", "in ja nuari"),
        ("Bakker", "Bakkerij"),
        ("Bakker", "hoofdbakker"),
        ("Bakker", "hoofd-\nbakker"),
        ("Bakker", "Bakker-\nij"),
        ("de Boer", "de boerderij"),
        ("de Boer", "ede boer"),
        ("Groot", "grootste"),
        ("JK", "jk"),
        ("JK", "J. K. Rowling"),
        ("12345", "12 3 45"),
        ("12345", "1, 2345"),
        ("12345", "123456"),
        ("06-12345678", "061234567890"),
        ("Kees", "Keesje"),
    ],
)
def test_does_not_say(term: str, text: str) -> None:
    assert not Needles([term]).in_prose(f"Zie {text} verder")
    assert not Needles([term]).in_prose(text)


def test_no_mercy_for_words_outside_prose() -> None:
    needles = Needles(["Bakker"])
    assert not needles.in_prose("de bakker")
    assert needles.in_value("de bakker")
    assert not needles.in_value("bakkerij")


def test_first_names_are_no_ordinary_words() -> None:
    assert Needles(["Roos"]).in_prose("groeten, roos")
    assert Needles(["Kwartelmans"]).in_prose("kwartelmans")


@pytest.mark.parametrize("term", ["a", "J", "12", "2023", "fijn", "van de", "3 mei"])
def test_what_cannot_be_looked_for_is_counted(term: str) -> None:
    needles = Needles([term, "Kwartelmans"])
    assert needles.unsearchable == 1
    assert not needles.in_prose("a J 12 2023 fijn van de 3 mei")


@pytest.mark.parametrize("term", ["", "  ", "-", "…"])
def test_nothing_to_look_for(term: str) -> None:
    assert not Needles([term])
    assert Needles([term]).unsearchable == 0


def test_short_terms_are_not_looked_for_in_noise() -> None:
    assert not Needles(["Jan"]).in_noise("x (Jan) y")
    assert Needles(["Joop"]).in_noise("x (Joop) y")


@given(
    name=st.text(string.ascii_letters + "éëïöü", min_size=6, max_size=20).filter(
        lambda text: normal_form(text) != text
    ),
    before=st.sampled_from(["", "aan ", "(", "\n", "de heer\u00a0"]),
    after=st.sampled_from(["", " en", ".", ",\n", "'s", ")"]),
)
def test_a_name_is_said_wherever_it_stands_as_a_word(name: str, before: str, after: str) -> None:
    assert Needles([name]).in_value(before + name + after)
    assert Needles([name]).in_value(before + name.upper() + after)


@given(st.text(max_size=200), st.lists(st.text(max_size=12), max_size=4))
def test_any_text_can_be_searched(text: str, terms: list[str]) -> None:
    needles = Needles(terms)
    assert needles.in_value(text) or not needles.in_prose(text)


FORMS = st.text("abcd1", min_size=1, max_size=8)


@given(st.lists(FORMS, max_size=40), st.text("abcd1", max_size=60), st.integers(0, 40))
def test_the_index_finds_just_the_terms_whose_letters_stand_there(
    forms: list[str], text: str, times: int
) -> None:
    """Both ways of looking: few terms in a long text, and many in a short one."""
    long = text * times if times < DIRECT else text + "x" * DIRECT * len(forms)
    index = TermIndex(Term.of(form, form) for form in forms)
    for searched in (text, long):
        found = sorted(term.form for term in index.among(searched))
        assert found == sorted(form for form in forms if form in searched)


@given(st.lists(st.text(max_size=12), max_size=6), st.lists(st.text(max_size=30), max_size=6))
def test_what_narrowing_leaves_out_stands_in_no_part(terms: list[str], parts: list[str]) -> None:
    needles = Needles(terms)
    narrowed = needles.narrowed("\n".join(parts))
    assert [narrowed.in_prose(part) for part in parts] == [needles.in_prose(p) for p in parts]
    assert [narrowed.in_value(part) for part in parts] == [needles.in_value(p) for p in parts]
