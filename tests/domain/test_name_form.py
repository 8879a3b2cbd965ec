"""Forms of names: the same person however she is printed, another person however alike."""

from __future__ import annotations

import pytest

from woo_desk.domain.name_form import (
    NameForm,
    form_key,
    letters_of,
    may_log_in_as,
    may_sign,
    printed_once,
    read_address,
    read_name,
    same_first,
    same_surname,
    without_ending,
)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("P.T. van den Berg", NameForm(initials="pt", prefix="van den", surname="berg")),
        ("Berg, P.T. van den", NameForm(initials="pt", prefix="van den", surname="berg")),
        ("BERG P.T.", NameForm(initials="pt", surname="berg")),
        ("Pieter\nvan den Berg", NameForm(given="pieter", prefix="van den", surname="berg")),
        ("mevr. A. Özdemir", NameForm(initials="a", surname="ozdemir")),
        ("Anna Bakker-van Dijk", NameForm(given="anna", surname="bakker-van dijk")),
        ("van den Berg", NameForm(prefix="van den", surname="berg")),
        ("Jan Peter Vos", NameForm(given="jan peter", surname="vos")),
        ("JANSEN", NameForm(word="jansen")),
        ("Jansen’s", NameForm(word="jansen")),
        ("P.", NameForm(word="p")),
    ],
)
def test_parts_of_a_name(printed: str, name: NameForm) -> None:
    assert read_name(form_key(printed)) == name


def test_line_ends_and_hyphens_are_undone() -> None:
    assert form_key("Gebre-\nmedhin") == form_key("Gebremedhin") == "gebremedhin"
    assert form_key("Smit-\nDe Boer") == "smit-de boer"
    assert printed_once("Tesfalem\n Gebre-\nmedhin") == "Tesfalem Gebremedhin"


@pytest.mark.parametrize(
    ("address", "other"),
    [
        ("p.vandenberg@minx.nl", "P. van den Berg"),
        ("pieter.van.den.berg@minx.nl", "Pieter van den Berg"),
        ("a.bakker@minx.nl", "Anna Bakker-van Dijk"),
    ],
)
def test_address_is_of_the_person(address: str, other: str) -> None:
    one, name = read_address(address), read_name(form_key(other))
    assert same_surname(one, name)
    assert same_first(one, name)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Jan Jansen", "Joke Jansen"), ("P. Jansen", "J. Jansen"), ("P.T. Jansen", "P.K. Jansen")],
)
def test_another_first_name_is_another_person(one: str, other: str) -> None:
    assert not same_first(read_name(form_key(one)), read_name(form_key(other)))


def test_another_prefix_is_another_surname() -> None:
    assert not same_surname(read_name("j. van dijk"), read_name("j. de dijk"))


@pytest.mark.parametrize("letters", ["pvdb", "pb", "ptb", "ptvdb", "pbe", "pvdbe"])
def test_letters_that_sign(letters: str) -> None:
    assert may_sign(read_name("p.t. van den berg"), letters)


@pytest.mark.parametrize("letters", ["kvdb", "p", "pvd", "bp", "pbx", ""])
def test_letters_that_do_not(letters: str) -> None:
    assert not may_sign(read_name("p.t. van den berg"), letters)


def test_user_ids() -> None:
    name = read_name("pieter van den berg")
    assert may_log_in_as(name, "vandenbergp1")
    assert may_log_in_as(name, "pvandenb")
    assert not may_log_in_as(name, "bakkerp1")
    assert not may_log_in_as(name, "pv")


def test_possessive_of_a_bare_name() -> None:
    assert without_ending("jansens") == "jansen"
    assert without_ending("bos") == "bos"


def test_only_the_letters_whatever_stands_between() -> None:
    signs = "".join(map(chr, range(128)))
    small = "abcdefghijklmnopqrstuvwxyz"
    assert letters_of(signs) == small.upper() + small
    assert letters_of(f"{signs}é²Ⅷ") == letters_of(signs) + "é"
