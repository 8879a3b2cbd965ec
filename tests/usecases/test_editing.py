"""Redactions of one's own and changes to them: each one step, with the right words under it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.gui.work import WORDS, answers, files, make_dossier
from tests.helpers import cases
from tests.helpers.fake_engine import FakeEngine
from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.finding import EntityType, Finding
from woo_desk.domain.geometry import Box, complement
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import GroundCode
from woo_desk.domain.motivation import MotivationRule
from woo_desk.domain.redaction import RedactionOrigin
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.domain.text_map import Covered
from woo_desk.errors import UsageError, WorkerDied
from woo_desk.usecases import editing, history, review
from woo_desk.usecases.areas import all_but, redact_areas, repeated, whole_pages
from woo_desk.usecases.dossier import describe_document, open_dossier
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.places import equal_findings, findings_of_kind, places_of
from woo_desk.usecases.requests import TextRequest, TextResult
from woo_desk.usecases.scope import decide_scope
from woo_desk.usecases.session import Session
from woo_desk.usecases.sweep import redact_chosen
from woo_desk.usecases.text_search import Query, search

TEXT = " ".join(WORDS)
OTHER = GroundCode("5.1.2i")


def page_text(request: TextRequest) -> TextResult:
    """Letters six points wide from the left edge, all on one line."""
    corners = tuple(
        value for n in range(len(TEXT)) for value in (6.0 * n, 40.0, 6.0 * n + 6.0, 52.0)
    )
    return TextResult(request.page_index, TEXT, corners, (0,) * len(TEXT))


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine({**answers(), "page_text": page_text})


@pytest.fixture
def session(tmp_path: Path, engine: FakeEngine) -> Iterator[Session]:
    path = make_dossier(
        tmp_path / "a.woodossier", engine, files(tmp_path / "in", "brief 2", "nota 3")
    )
    with open_dossier(path, user="tester", clock=cases.FixedClock()).file as file:
        yield Session(file, "tester", cases.FixedClock())


def state_of(session: Session, number: int = 1) -> DocumentState:
    return next(state for state in session.file.states() if state.document.number == number)


def found(session: Session, words: str = WORDS[0]) -> Finding:
    return next(f for f in state_of(session).findings if f.text == words)


# Verdicts -------------------------------------------------------------------------------------


def test_rejected_and_questioned_findings(session: Session) -> None:
    first, _, third = state_of(session).findings[:3]
    review.confirm_findings(session, [first])
    changes = review.reject_findings(session, [first])
    assert changes.step_key == "step.reject_findings"
    review.question_findings(session, [third])
    state = state_of(session)
    assert state.redactions == ()
    assert state.rejected == {first.id}
    assert state.questions == {third.id}
    assert not state.is_open(first)
    assert state.is_open(third)
    counts = session.file.counts()[state.document.id]
    assert counts.open_findings == 3
    history.undo(session)
    history.undo(session)
    assert state_of(session).redactions


def test_a_question_reopens_what_the_policy_keeps(session: Session) -> None:
    minister = found(session, WORDS[1])
    assert not state_of(session).is_open(minister)
    review.question_findings(session, [minister])
    state = state_of(session)
    assert state.is_open(minister)
    assert session.file.counts()[state.document.id].open_findings == 5
    assert minister in session.file.open_findings()


# Many at once ---------------------------------------------------------------------------------


def test_equal_findings_in_any_case_and_only_open_ones_in_scope(session: Session) -> None:
    chosen = found(session)
    assert len(equal_findings(session, [chosen])) == 5
    review.keep_findings(session, [equal_findings(session, [chosen])[1]])
    assert len(equal_findings(session, [chosen])) == 4
    decide_scope(session, [state_of(session, 2).document.id], ScopeOutcome.OUT_OF_SCOPE)
    assert equal_findings(session, [chosen]) == (chosen,)
    both = equal_findings(session, [chosen, found(session, WORDS[2])])
    assert {finding.text for finding in both} == {WORDS[0], WORDS[2]}


def test_findings_of_a_kind(session: Session) -> None:
    assert len(findings_of_kind(session, EntityType.PERSON)) == 10
    assert findings_of_kind(session, EntityType.BSN) == ()


def test_places_show_what_stands_around_them(session: Session) -> None:
    (place,) = places_of(session, [found(session, WORDS[1])])
    assert (place.before, place.text, place.after) == (WORDS[0], WORDS[1], WORDS[2])


# Searching ------------------------------------------------------------------------------------


def hits(session: Session, query: Query) -> list[str]:
    return [place.text for found in search(session, query) for place in found]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        (Query("p. jansen"), 5),
        (Query("P.  Jansen"), 5),
        (Query("p. jansen", match_case=True), 0),
        (Query("Jans"), 5),
        (Query("Jans", whole_words=True), 0),
        (Query(r"[A-Z]\. \w+", is_pattern=True), 10),
        (Query(r"oer|eer", is_pattern=True, whole_words=True), 0),
        (Query(" "), 0),
    ],
)
def test_words_and_patterns(session: Session, query: Query, count: int) -> None:
    assert len(hits(session, query)) == count


def test_search_in_one_document_and_without_what_is_redacted(session: Session) -> None:
    here = state_of(session).document.id
    review.confirm_findings(session, [found(session)])
    assert hits(session, Query("Jansen", document_id=here)) == ["Jansen"]


def test_a_pattern_that_is_none_or_never_ends_is_refused(session: Session) -> None:
    with pytest.raises(UsageError, match="pattern_wrong"):
        hits(session, Query("(", is_pattern=True))
    with pytest.raises(UsageError, match="pattern_slow"):
        hits(session, Query(r"((\w|\w\w|[ .])+)+(?<!\w)$", is_pattern=True))


def test_chosen_hits_are_redacted_in_one_step_and_findings_confirmed(
    session: Session, engine: FakeEngine
) -> None:
    here = state_of(session).document.id
    places = [
        place
        for query in (Query("P. Jansen", document_id=here), Query("Boer", document_id=here))
        for group in search(session, query)
        for place in group
    ]
    done = run_blocking(redact_chosen(session, places, (OTHER,), motivation="Omdat."), engine)
    assert done == 4
    redactions = state_of(session).redactions
    assert sorted(r.text for r in redactions) == ["Boer", "Boer", "P. Jansen", "P. Jansen"]
    assert {r.ground_codes for r in redactions} == {(OTHER,)}
    drawn = [r for r in redactions if r.finding_id is None]
    assert {r.text for r in drawn} == {"Boer"}
    assert {r.motivation for r in drawn} == {"Omdat."}
    start = TEXT.index("Boer")
    assert drawn[0].boxes == (Box(6.0 * start, 40, 6.0 * (start + 4), 52),)
    history.undo(session)
    assert state_of(session).redactions == ()
    assert len(session.file.open_findings()) == 10


# Areas ----------------------------------------------------------------------------------------


def test_a_range_of_pages_is_one_step_with_its_words(session: Session, engine: FakeEngine) -> None:
    state = state_of(session, 2)
    areas = whole_pages(state.pages[:2])
    done = run_blocking(
        redact_areas(
            session, state.document.id, areas, (OTHER,), origin=RedactionOrigin.WHOLE_PAGE
        ),
        engine,
    )
    assert (done.count, done.unread) == (2, 0)
    redactions = state_of(session, 2).redactions
    assert [r.page_index for r in redactions] == [0, 1]
    assert redactions[0].boxes == (Box(0, 0, 200, 300),)
    assert redactions[0].text.startswith(WORDS[0])
    history.undo(session)
    assert state_of(session, 2).redactions == ()


def test_words_that_cannot_be_read_are_counted(session: Session) -> None:
    broken = FakeEngine({**answers(), "page_text": WorkerDied("worker_died")})
    state = state_of(session)
    areas = repeated((Box(10, 10, 20, 20), Box(150, 250, 400, 400)), state.pages)
    assert areas[0].boxes == (Box(10, 10, 20, 20), Box(150, 250, 200, 300))
    done = run_blocking(redact_areas(session, state.document.id, areas, (OTHER,)), broken)
    assert (done.count, done.unread) == (2, 2)


def test_everything_but_a_selection(session: Session) -> None:
    page = state_of(session).pages[0]
    area = all_but([Box(0, 40, 54, 52)], page)
    assert area is not None
    assert area.boxes == complement(Box(0, 0, 200, 300), [Box(-0.75, 39.25, 54.75, 52.75)])
    assert all_but([Box(0, 0, 200, 300)], page) is None


# One redaction --------------------------------------------------------------------------------


def test_a_redaction_is_moved_split_and_given_other_grounds(session: Session) -> None:
    review.confirm_findings(session, [found(session)])
    (redaction,) = state_of(session).redactions
    editing.reshape(session, redaction, (Box(1, 2, 3, 4),), Covered("x"))
    (moved,) = state_of(session).redactions
    assert (moved.boxes, moved.text, moved.finding_id) == (
        (Box(1, 2, 3, 4),),
        "x",
        found(session).id,
    )
    assert editing.reshape(session, moved, moved.boxes, Covered("x")).step_key == ""
    halves = [((Box(1, 2, 2, 4),), Covered("a")), ((Box(2, 2, 3, 4),), Covered("b"))]
    editing.split(session, moved, halves)
    parts = state_of(session).redactions
    assert [(r.text, r.finding_id) for r in parts] == [("a", found(session).id), ("b", None)]
    editing.change_grounds(session, parts, (OTHER,), "Omdat.")
    assert {r.motivation for r in state_of(session).redactions} == {"Omdat."}
    for _ in range(4):
        history.undo(session)
    assert state_of(session).redactions == ()


def test_a_finding_is_confirmed_over_fewer_letters(session: Session) -> None:
    finding = found(session)
    editing.redact_stretch(session, finding, (Box(20, 40, 60, 60),), Covered("Jansen"))
    state = state_of(session)
    assert state.redactions[0].text == "Jansen"
    assert finding.id in state.reviewed


# Reasons --------------------------------------------------------------------------------------


def test_a_reason_for_a_document_or_for_the_dossier(session: Session) -> None:
    state = state_of(session)
    describe_document(session, state.document, date=cases.NOW.date().replace(year=2010))
    codes = (cases.PERSONAL,)
    rules = editing.rules_that_apply(session, state_of(session), codes)
    assert rules == (MotivationRule.OLD_INFORMATION,)
    editing.motivate(session, codes, "Werkt er nog.", state.document.id)
    assert editing.rules_that_apply(session, state_of(session), codes) == ()
    assert state_of(session, 2).motivated == frozenset()
    editing.motivate(session, codes, "Overal.")
    assert state_of(session, 2).motivated == {cases.PERSONAL}
    reason = editing.motivation_of(session, cases.PERSONAL, state.document.id)
    assert reason is not None
    assert reason.text == "Werkt er nog."
    editing.motivate(session, codes, "", state.document.id)
    editing.motivate(session, codes, "")
    assert state_of(session).motivated == frozenset()
    history.undo(session)
    assert state_of(session).motivated == {cases.PERSONAL}


def test_the_residual_ground_stands_alone() -> None:
    residual = GroundCode("5.1.5")
    assert editing.may_combine(LegalBasis.WOO, (residual,))
    assert not editing.may_combine(LegalBasis.WOO, (residual, OTHER))
    assert editing.may_combine(LegalBasis.WOO, (cases.PERSONAL, OTHER))
