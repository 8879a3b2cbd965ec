"""Persons too are looked for within a time, and a page that took too long says so."""

from __future__ import annotations

import itertools
import time

import pytest

from woo_desk.detect import limits
from woo_desk.detect.analyse import Detector
from woo_desk.detect.limits import Deadline
from woo_desk.detect.persons.lists import Lists
from woo_desk.detect.persons.reading import read
from woo_desk.detect.persons.recognizer import PersonRecognizer
from woo_desk.detect.persons.relevant import relevant
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.person import KnownPerson
from woo_desk.domain.policy import Policy
from woo_desk.domain.text_map import TextMap

NAMES = "Aanwezig: Sanne Visser, Piet de Boer, J. Kuipers\n"


def text_map(index: int, text: str) -> TextMap:
    return TextMap(index, text, (0.0,) * (4 * len(text)), (0,) * len(text))


def test_reading_stops_when_time_is_up(lists: Lists) -> None:
    ticks = itertools.count()
    with pytest.raises(TimeoutError):
        read(NAMES * 200, lists, None, Deadline(5, clock=lambda: float(next(ticks))))


def test_a_page_of_persons_that_takes_too_long_is_marked() -> None:
    recognizer = PersonRecognizer()
    deadline = Deadline(0.0)
    recognizer.learn(NAMES * 50, deadline)
    assert deadline.cut_short


def test_each_page_of_a_document_has_its_own_time(policy: Policy) -> None:
    """Forty pages take longer than one page may, and all are complete.

    WHY the time is measured first: a machine half as fast must not turn this test red.
    """
    _processor_seconds(Detector(), policy, "warm")
    seconds = _processor_seconds(Detector(), policy, "measured") / 4
    taken = _processor_seconds(Detector(page_seconds=seconds), policy, "bounded")
    assert taken > seconds


def _processor_seconds(detector: Detector, policy: Policy, word: str) -> float:
    """Analyse forty pages, all of which must be complete, and tell what it took."""
    pages = [text_map(n, f"{word} {n}\n" + NAMES * 60) for n in range(40)]
    begun = time.process_time()
    hits = detector.analyse_pages(pages, document_id=DocumentId("d"), policy=policy)
    assert all(page.complete for page in hits.pages)
    return time.process_time() - begun


def test_a_document_whose_pages_cannot_be_read_in_time_is_not_complete(policy: Policy) -> None:
    detector = Detector(page_seconds=1e-9)
    pages = [text_map(n, NAMES) for n in range(2)]
    hits = detector.analyse_pages(pages, document_id=DocumentId("d"), policy=policy)
    assert not any(page.complete for page in hits.pages)
    assert limits.PAGE_SECONDS == 10.0


@pytest.mark.parametrize(
    "text",
    [
        "Volgens Vliegersvelds collega",
        "Van den Vliegersveld",
        "gebeld met Wobke",
        "akkoord WvdV",
        "akkoord W.v.d.V.",
        "paraaf: WV",
        "w.vandenvliegersveld@minbzk.nl",
        "Vlie-\ngersveld",
        "VLIEGERSVELD",
        "Bos-Vliegersveld",
    ],
)
def test_whoever_a_text_may_mention_is_carried_along(text: str) -> None:
    person = KnownPerson("Vliegersveld", "van den", "Wobke", "W.", certainty=0.9)
    other = KnownPerson("Quant", "", "Xerxes", "X.", certainty=0.9)
    assert relevant([other, person], [f"Een zin. {text} erbij."]) == (person,)


def test_thousands_of_persons_cost_little(policy: Policy) -> None:
    detector = Detector()
    letters = "bcdfghjklm"
    known = [
        KnownPerson(f"{a}oor{b}e{c}ink".title(), "", f"{d}a{a}o".title(), certainty=0.9)
        for a, b, c, d in itertools.product(letters, letters, letters, "bdf")
    ]
    text = f"{NAMES} Ook {known[7].first_name} {known[7].surname} was er. " * 5
    begun = time.process_time()
    detector.analyse_text(text, policy=policy)
    alone = time.process_time() - begun
    detector.analyse_text(f"{text} ", policy=policy, known=known)  # their keys are worked out once
    begun = time.process_time()
    hits = detector.analyse_text(f"{text}  ", policy=policy, known=known)
    assert time.process_time() - begun < 5 * alone + 0.05
    assert known[7].surname in " ".join(f.text for f in hits.findings)
