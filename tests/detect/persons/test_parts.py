"""The parts below the rules: word lists, tokens, mail names, office holders, the recogniser."""

from __future__ import annotations

import datetime as dt
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woo_desk.detect.persons.find import find_persons
from woo_desk.detect.persons.lists import Lists, Mark
from woo_desk.detect.persons.mail import MailName, name_in_mail
from woo_desk.detect.persons.recognizer import PersonRecognizer
from woo_desk.detect.persons.tokens import Gap, Kind, fold, tokenize
from woo_desk.detect.persons.wordindex import WordIndex
from woo_desk.domain.finding import EntityType, Role
from woo_desk.domain.person import KnownPerson
from woo_desk.resources import resource_path
from woo_desk.texts import has_text, text

WORDS = st.text(alphabet="abcxyzé-'", min_size=1, max_size=6)


@given(st.sets(WORDS), WORDS)
def test_word_index_is_a_set(words: set[str], asked: str) -> None:
    index = WordIndex.of(words)
    assert all(word in index for word in words)
    assert (asked in index) == (asked in words)


@given(st.text(max_size=200))
def test_tokens_and_gaps_cover_the_text(source: str) -> None:
    at = 0
    for token in tokenize(source):
        assert token.start >= at
        assert not source[at : token.start].strip()
        assert token.end > token.start
        at = token.end
    assert not source[at:].strip()


def test_token_kinds() -> None:
    tokens = tokenize("J.P. o.a. jan@x.nl\n\n12\tNoor-\ntje in 't Veld")
    assert [t.kind for t in tokens] == [
        Kind.INITIALS, Kind.INITIALS, Kind.MAIL, Kind.NUMBER, Kind.WORD, Kind.WORD, Kind.WORD,
        Kind.WORD,
    ]  # fmt: skip
    assert [t.gap for t in tokens[:5]] == [Gap.BLOCK, Gap.SPACE, Gap.SPACE, Gap.BLOCK, Gap.WIDE]
    assert tokens[4].text == "Noortje"


@pytest.mark.parametrize(
    ("word", "folded"), [("Özdemir", "ozdemir"), ("YILMAZ", "yilmaz"), ("Wałęsa", "walesa")]
)
def test_fold(word: str, folded: str) -> None:
    assert fold(word) == folded


def test_marks(lists: Lists) -> None:
    assert lists.mark("marieke") == Mark.FIRST
    assert lists.mark("kranenburg") & Mark.SURNAME
    assert lists.mark("boer") & Mark.SURNAME
    assert lists.mark("boer") & Mark.WORD
    assert lists.mark("migratieketenoverleg") & Mark.COMPOUND
    assert not lists.mark("xhemalova")
    assert not lists.without(["marieke"]).mark("marieke") & Mark.FIRST


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("p.t.krootjes@minjenv.nl", MailName("", "pt", "", "krootjes")),
        ("sander_piorunek@ind.nl", MailName("sander", "", "", "piorunek")),
        ("thijs.vanderkooij@minaz.nl", MailName("thijs", "", "van der", "kooij")),
        ("murat.de.fremery@ind.nl", MailName("murat", "", "de", "fremery")),
        ("info@minaz.nl", None),
        ("functioneelbeheer@nctv.minjenv.nl", None),
        ("secretariaat.directie@minbzk.nl", None),
    ],
)
def test_name_in_mail(address: str, name: MailName | None, lists: Lists) -> None:
    assert name_in_mail(address, lists) == name


def test_office_holders_of_both_lists(lists: Lists) -> None:
    offices = lists.offices
    assert offices.named("kaag", "sigrid", "", dt.date(2019, 1, 1)) is not None
    assert offices.named("faber", "marjolein", "", dt.date(2024, 9, 1)) is not None
    assert offices.named("kaag", "piet", "", None) is None
    assert offices.named("kaag", "sigrid", "", dt.date(1990, 1, 1)) is None
    holder = offices.with_surname("van der burg", dt.date(2023, 6, 1))
    assert holder is not None
    assert holder.in_government


def test_every_reason_has_a_text(lists: Lists) -> None:
    source = resource_path("texts/detect_persons.toml").read_text("utf-8")
    keys = tomllib.loads(source)["why"]["person"]
    sample = (
        "Aan: Kees Jansen\n\nBeste Marieke,\n\nDe heer De Vries (DMB) sprak minister Kaag. Piet de "
        "Boer, jurist, schrijft. Kamerlid Omtzigt en Anna. KJ belt.\n\nGroet,\nKarin\n"
    )
    for hit in find_persons(sample, lists).hits:
        assert has_text(hit.why_key)
        assert text(hit.why_key, **hit.why_values)
        assert hit.why_key.removeprefix("why.person.") in keys


def test_recognizer_speaks_presidio() -> None:
    recognizer = PersonRecognizer()
    recognizer.known = (KnownPerson(surname="Zwaluwdam", first_name="Xhemal", certainty=0.9),)
    recognizer.date = dt.date(2024, 9, 1)
    results = recognizer.analyze("Van: Marjolein Faber en Xhemal, zie XZ", [], None)
    assert [r.entity_type for r in results] == ["PERSON", "PERSON", "INITIALS"]
    assert {Role(r.recognition_metadata["role"]) for r in results} >= {Role.CIVIL}
    assert all(has_text(r.recognition_metadata["why_key"]) for r in results)
    assert recognizer.learnt[0].first_name == "Xhemal"
    only = recognizer.analyze("Van: Marieke Jansen", [EntityType.INITIALS], None)
    assert only == []
