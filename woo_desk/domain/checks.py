"""The checks before export as one list; what each found, and where to go to settle it.

One list for window and command line. The rules are those of `domain.dossier.readiness` and of this
module; a check that finds nothing because nothing of its kind is in the dossier does not apply.
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from woo_desk.domain.dossier import Blocker, BlockerKind, DocumentState, Dossier
from woo_desk.domain.export import BundlePart
from woo_desk.domain.ground import GroundCatalogue, LegalBasis
from woo_desk.domain.ids import DocumentId, FindingId
from woo_desk.domain.judgement import Judgement
from woo_desk.domain.redaction import RedactionOrigin
from woo_desk.domain.scope import ScopeOutcome, ScopeReason


class CheckState(enum.StrEnum):
    """How one check ended. Texts: `check_state.<value>`."""

    GOOD = "good"
    WARN = "warn"
    BLOCK = "block"
    """The export is refused until it is settled."""
    NOT_APPLICABLE = "not_applicable"


class CheckKey(enum.StrEnum):
    """What is checked, in order of the list. Texts: `export_check.<value>`."""

    DOCUMENTS = "documents"
    """There is a document at all."""
    OPENED = "opened"
    """Every document within the request could be opened and read."""
    SCOPE = "scope"
    """Every candidate has a decision."""
    SCOPE_REASON = "scope_reason"
    """Every candidate that is left out says why."""
    ANALYSED = "analysed"
    LOOKED_AT = "looked_at"
    COMPARED = "compared"
    NOT_CHECKED = "not_checked"
    """What the verifier could not check by machine, a person has looked at."""
    DECIDED = "decided"
    """Every finding is decided on."""
    CONSISTENT = "consistent"
    """The same words are treated the same everywhere."""
    PASSAGES = "passages"
    """Long passages that are equal are redacted alike, or somebody said why not."""
    SECOND_READER = "second_reader"
    """A second person has read what has to be read, and no dispute is open."""
    GROUNDS = "grounds"
    """Each box rests on a ground of the dossier's own law; no art. 5.1 label under art. 68."""
    RESIDUAL = "residual"
    """Woo art. 5.1 lid 5 stands alone."""
    MOTIVATION = "motivation"
    """Reasons where the law asks for them, art. 5.3 (five years) included."""
    ONLY_PERSONAL_DATA = "only_personal_data"
    JUDGEMENT = "judgement"
    """Judgement, boxes and grounds agree."""
    ATTENTION = "attention"
    """Documents that could be read but carry a warning of intake."""
    BATCH = "batch"
    """Boxes that no person confirmed."""
    CHANGES = "changes"
    """What went out and is another file now has a reason."""
    VIEWS = "views"
    """Third parties were asked and have answered, or their time is over."""
    OBJECTIONS = "objections"
    """What somebody objects to is not given before its day (Woo art. 4.4 lid 5)."""
    PROVISIONS = "provisions"
    """What was given before is judged as already public."""
    DEADLINE = "deadline"
    REQUEST_DAY = "request_day"
    """The day of the request in the letters is the day on which it came in."""
    LETTERS = "letters"
    """The letters that go into the package lack no words."""
    FORMATS = "formats"
    """The receivers take what they would get."""
    PROOF = "proof"
    """The verifier found nothing of what is withheld, and no original, when it last looked."""
    READABLE = "readable"
    """What stays readable could be read when the verifier last looked."""
    BUNDLE = "bundle"
    """The pages of the last bundle run on, and each of them is in the page map once."""
    PACKAGE = "package"
    """The last package belongs to the dossier as it is, and the verifier found nothing in it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where to go; all None for the dossier as a whole."""

    document_id: DocumentId | None = None
    page_index: int | None = None
    """0-based."""
    finding_id: FindingId | None = None
    kind: str = ""
    """What is the matter, where a check knows more than one thing. Text: `blocker.<kind>`, or
    `blocker.<key of the check>` when it is empty."""
    said: str = ""
    """What exactly, in words for people; never words of a document."""


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the list."""

    key: CheckKey
    state: CheckState
    count: int = 0
    """How many things it found; 0 for GOOD and NOT_APPLICABLE."""
    places: tuple[Place, ...] = ()
    """Where they are, in document order; may be empty for what has no place."""


_OF_BLOCKER: Mapping[BlockerKind, CheckKey] = {
    BlockerKind.NO_DOCUMENTS: CheckKey.DOCUMENTS,
    BlockerKind.PROBLEM: CheckKey.OPENED,
    BlockerKind.NO_SCOPE_DECISION: CheckKey.SCOPE,
    BlockerKind.NOT_ANALYSED: CheckKey.ANALYSED,
    BlockerKind.NEEDS_EYES: CheckKey.LOOKED_AT,
    BlockerKind.NOT_COMPARED: CheckKey.COMPARED,
    BlockerKind.NOT_CHECKED: CheckKey.NOT_CHECKED,
    BlockerKind.OPEN_FINDING: CheckKey.DECIDED,
    BlockerKind.GROUND_OF_OTHER_BASIS: CheckKey.GROUNDS,
    BlockerKind.RESIDUAL_GROUND_COMBINED: CheckKey.RESIDUAL,
    BlockerKind.PERSON_MIXED: CheckKey.CONSISTENT,
    BlockerKind.PASSAGE: CheckKey.PASSAGES,
    BlockerKind.SECOND_READER: CheckKey.SECOND_READER,
    BlockerKind.DISPUTED: CheckKey.SECOND_READER,
    BlockerKind.MOTIVATION_MISSING: CheckKey.MOTIVATION,
    BlockerKind.NOT_ONLY_PERSONAL_DATA: CheckKey.ONLY_PERSONAL_DATA,
}


def found(key: CheckKey, places: Iterable[Place], state: CheckState = CheckState.BLOCK) -> Check:
    """A check that found these places; GOOD when there are none."""
    every = tuple(places)
    return Check(key, state, len(every), every) if every else Check(key, CheckState.GOOD)


def place_of(blocker: Blocker) -> Place:
    """Where a blocker is, with its kind."""
    return Place(blocker.document_id, blocker.page_index, blocker.finding_id, blocker.kind.value)


def not_applicable(key: CheckKey) -> Check:
    """A check that has nothing to look at in this dossier."""
    return Check(key, CheckState.NOT_APPLICABLE)


class BlockerChecks:
    """Makes one check for each rule of `readiness`, from blockers that come bit by bit."""

    def __init__(self) -> None:
        self._places: dict[CheckKey, list[Place]] = {key: [] for key in _OF_BLOCKER.values()}

    def add(self, blockers: Iterable[Blocker]) -> None:
        """Note where these are."""
        for blocker in blockers:
            self._places[_OF_BLOCKER[blocker.kind]].append(place_of(blocker))

    def checks(self) -> dict[CheckKey, Check]:
        """By key; GOOD where nothing blocks."""
        return {key: found(key, each) for key, each in self._places.items()}


def check_states(
    dossier: Dossier, states: Sequence[DocumentState], grounds: GroundCatalogue
) -> dict[CheckKey, Check]:
    """The checks that only need the decisions, beside those of `readiness`."""
    basis = dossier.basis
    checks = [
        found(CheckKey.SCOPE_REASON, _without_reason(states), CheckState.WARN),
        found(CheckKey.JUDGEMENT, _contradictions(basis, states, grounds), CheckState.WARN),
        found(CheckKey.ATTENTION, _with_warning(states), CheckState.WARN),
        found(CheckKey.BATCH, _unconfirmed(states), CheckState.WARN),
    ]
    if not dossier.only_personal_data:
        checks.append(not_applicable(CheckKey.ONLY_PERSONAL_DATA))
    if basis is not LegalBasis.WOO:
        checks.append(not_applicable(CheckKey.RESIDUAL))
    return {check.key: check for check in checks}


def in_order(checks: Mapping[CheckKey, Check]) -> tuple[Check, ...]:
    """The list as it is shown."""
    return tuple(checks[key] for key in CheckKey if key in checks)


def gaps_in(parts: Sequence[BundlePart]) -> tuple[int, ...]:
    """Page numbers of a bundle that no part has, or that more than one has, in order."""
    taken = Counter(page for part in parts for page in range(part.first_page, part.last_page + 1))
    return tuple(page for page in range(1, max(taken, default=0) + 1) if taken[page] != 1)


def _published(states: Sequence[DocumentState]) -> list[DocumentState]:
    return [
        state
        for state in states
        if state.decision is not None and state.decision.outcome is ScopeOutcome.IN_SCOPE
    ]


def _without_reason(states: Sequence[DocumentState]) -> list[Place]:
    """Out of the request, and neither a reason nor a word why."""
    return [
        Place(state.document.id)
        for state in states
        if (made := state.decision) is not None
        and made.outcome is ScopeOutcome.OUT_OF_SCOPE
        and made.reason is ScopeReason.NONE
        and not made.note.strip()
    ]


def _contradictions(
    basis: LegalBasis, states: Sequence[DocumentState], grounds: GroundCatalogue
) -> list[Place]:
    """A judgement of a person that does not fit what else was decided about the document."""
    allowed = {ground.code for ground in grounds.of_basis(basis)}
    result = []
    for state in _published(states):
        override = state.override
        if override is None:
            continue
        strange = any(code not in allowed for code in override.ground_codes)
        boxes_in_public = override.judgement is Judgement.ALREADY_PUBLIC and state.redactions
        if strange or boxes_in_public:
            result.append(Place(state.document.id))
    return result


def _with_warning(states: Sequence[DocumentState]) -> list[Place]:
    return [Place(state.document.id) for state in _published(states) if state.document.warnings]


def _unconfirmed(states: Sequence[DocumentState]) -> list[Place]:
    return [
        Place(box.document_id, box.page_index, box.finding_id)
        for state in _published(states)
        for box in state.redactions
        if box.origin is RedactionOrigin.BATCH
    ]
