"""What no machine could check waits for a person, place by place, and again after a change."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers import cases
from tests.store import samples
from woo_desk.domain.acknowledgement import UncheckedPlace, seen_digest, unchecked
from woo_desk.domain.dossier import Blocker, BlockerKind
from woo_desk.domain.export import CheckOutcome, CheckResult, Verification
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import DocumentId
from woo_desk.usecases.acknowledgement import (
    acknowledge,
    blockers_of,
    note_unchecked,
    places_of,
    unsettled,
    waiting,
)
from woo_desk.usecases.dossier import create_dossier
from woo_desk.usecases.session import Session

DOC = DocumentId("doc-1")


def _verification(*checks: tuple[str, tuple[int, ...]]) -> Verification:
    results = [
        CheckResult(name, CheckOutcome.NOT_POSSIBLE, "pdfium", pages) for name, pages in checks
    ]
    clean = CheckResult("bytes", CheckOutcome.CLEAN, "pikepdf")
    return Verification("0001.pdf", samples.digest(b"x"), (clean, *results), ())


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = create_dossier(
        tmp_path / "a.woodossier", "Proef", LegalBasis.WOO, user="a", clock=cases.FixedClock()
    )
    with session.file:
        samples.fill(session.file)
        yield session


def test_what_needs_a_person() -> None:
    found = unchecked(_verification(("picture_text", (0, 2)), ("kept_text", ())))
    assert found == (("picture_text", 0), ("picture_text", 2), ("kept_text", None))
    assert unchecked(_verification(("short_terms", ()), ("width", (1,)))) == ()


def test_a_place_waits_until_somebody_agrees(session: Session) -> None:
    (state,) = session.file.states()
    places = places_of(state, _verification(("picture_text", (0,)), ("outside", (1,))))
    note_unchecked(session, [state], places)
    assert waiting(session) == places
    assert blockers_of(places) == (
        Blocker(BlockerKind.NOT_CHECKED, DOC, 0),
        Blocker(BlockerKind.NOT_CHECKED, DOC, 1),
    )
    changes = acknowledge(session, places[:1], "Een logo")
    assert changes.documents == {DOC}
    assert waiting(session) == places[1:]
    session.file.undo(by="a", at=cases.NOW)
    assert waiting(session) == places
    note_unchecked(session, [state], ())
    assert waiting(session) == ()


def test_who_looked_at_the_page_saw_its_pictures_and_not_the_output(session: Session) -> None:
    (state,) = session.file.states()
    looked = dataclasses.replace(state, looked_at=frozenset({0}))
    places = places_of(looked, _verification(("picture_text", (0, 1)), ("outside", (0,))))
    left = unsettled(session, [looked], places)
    assert [(place.check, place.page_index) for place in left] == [
        ("picture_text", 1),
        ("outside", 0),
    ]


def test_another_box_is_another_place(session: Session) -> None:
    (state,) = session.file.states()
    places = places_of(state, _verification(("picture_text", (0,))))
    acknowledge(session, places)
    redaction = cases.redaction(number=1, words="Naam")
    changed = dataclasses.replace(state, redactions=(redaction,))
    again = places_of(changed, _verification(("picture_text", (0,))))
    assert again != places
    assert unsettled(session, [changed], again) == again
    assert unsettled(session, [state], places) == ()


def test_digest_of_what_there_is_to_see() -> None:
    redaction = cases.redaction(number=1, words="Naam")
    sha = samples.digest(b"a")
    page = redaction.page_index
    assert seen_digest(sha, [redaction], page) != seen_digest(sha, [], page)
    assert seen_digest(sha, [redaction], page + 1) == seen_digest(sha, [], page + 1)
    assert seen_digest(sha, [redaction], None) != seen_digest(sha, [], None)
    assert UncheckedPlace(DOC, "text", 0, "a") != UncheckedPlace(DOC, "text", 0, "b")


def test_nothing_to_agree_with_is_no_step(session: Session) -> None:
    before = session.file.undo_status()
    assert not acknowledge(session, ()).step_key
    assert session.file.undo_status() == before
