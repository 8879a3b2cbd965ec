"""What is read once is not read again, and nothing is found otherwise for it."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.detect.persons import layouts_open
from tests.detect.persons.people import cast, fill
from woo_desk.detect.limits import Deadline
from woo_desk.detect.persons import reading as module
from woo_desk.detect.persons.find import find_persons, persons_of
from woo_desk.detect.persons.lists import Lists
from woo_desk.detect.persons.reading import Readings
from woo_desk.detect.persons.recognizer import PersonRecognizer
from woo_desk.domain.person import KnownPerson

DAY = dt.date(2023, 5, 1)


@pytest.fixture
def texts() -> list[str]:
    return [
        fill(template, cast(layouts_open.POOL, number)).text
        for number, template in enumerate(layouts_open.OPEN)
    ]


def test_a_remembered_reading_gives_the_same(texts: list[str], lists: Lists) -> None:
    readings = Readings(lists)
    known: tuple[KnownPerson, ...] = ()
    for text in texts:
        first = persons_of(readings.of(text, DAY), known=known, date=DAY)
        assert first == find_persons(text, lists, known=known, date=DAY)
        known = first.learnt
    for text in texts:
        again = persons_of(readings.of(text, DAY), known=known, date=DAY)
        assert again == find_persons(text, lists, known=known, date=DAY)


def test_learn_is_the_same_as_analyze(texts: list[str]) -> None:
    one, other = PersonRecognizer(), PersonRecognizer()
    for text in texts:
        one.analyze(text, [])
        assert other.learn(text) == one.learnt
        one.known = other.known = one.learnt


def count_reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    read, done = module.read, []

    def counting(
        text: str, lists: Lists, day: dt.date | None, deadline: Deadline | None
    ) -> module.Reading:
        done.append(text)
        return read(text, lists, day, deadline)

    monkeypatch.setattr(module, "read", counting)
    return done


def test_two_rounds_read_each_text_once(
    texts: list[str], lists: Lists, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = count_reads(monkeypatch)
    readings = Readings(lists)
    for text in (*texts, *texts, *texts):
        readings.of(text, None)
    assert done == texts
    readings.of(texts[0], DAY)
    assert len(done) == len(texts) + 1


def test_memory_is_bounded_and_helps_a_document_longer_than_it(
    lists: Lists, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = count_reads(monkeypatch)
    readings = Readings(lists, most_chars=100)
    texts = [f"Bladzijde {number:02d} tekst" for number in range(20)]
    for text in (*texts, *texts):
        readings.of(text, None)
        assert readings.chars <= 100
    assert len(done) <= 2 * len(texts) - 5


def test_what_nobody_asks_for_again_is_forgotten(
    lists: Lists, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_STALE", 10)
    readings = Readings(lists, most_chars=60)
    for number in range(13):
        readings.of(f"Eenmalige tekst {number:02d}", None)
    done = count_reads(monkeypatch)
    for number in (10, 11, 12):
        readings.of(f"Eenmalige tekst {number:02d}", None)
    assert done == []
