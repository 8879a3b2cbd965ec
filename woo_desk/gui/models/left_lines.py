"""What still blocks the export, and what is to be looked at before it: one line for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from woo_desk.domain.acknowledgement import UncheckedPlace
from woo_desk.domain.dossier import BlockerKind, DocumentState, readiness
from woo_desk.domain.export import ExportProfile
from woo_desk.domain.ids import DocumentId, FindingId
from woo_desk.domain.passage import PassageDifference
from woo_desk.texts import text
from woo_desk.usecases.acknowledgement import blockers_of, waiting
from woo_desk.usecases.export_plan import find_open_places
from woo_desk.usecases.grounds import load_grounds
from woo_desk.usecases.passages import find_passages
from woo_desk.usecases.persons.mixed import mixed_blockers
from woo_desk.usecases.second_reader import second_reader_blockers
from woo_desk.usecases.session import Session

MIXED = BlockerKind.PERSON_MIXED.value
"""Kind of a line about a person who is redacted in one document and readable in another."""
INCONSISTENT = "inconsistent"
PASSAGE = "passage"
"""Kind of a line about the same passage redacted here and readable there: to look at."""
SECOND = (BlockerKind.SECOND_READER.value, BlockerKind.DISPUTED.value)


@dataclass(frozen=True, slots=True)
class LeftLine:
    """One thing to settle or to look at. Texts: `blocker.<kind>` and `blocker.<kind>.what_now`."""

    kind: str
    number: str
    """Printed number of the document; "" for the dossier as a whole."""
    title: str
    count: int
    """So many places of the document have it; the jump goes to the first."""
    document_id: DocumentId | None
    page_index: int | None
    finding_id: FindingId | None
    unchecked: tuple[UncheckedPlace, ...] = ()
    """Places that the verifier could not check, and that a person may agree with."""
    passages: tuple[PassageDifference, ...] = ()

    @property
    def blocks(self) -> bool:
        """Whether the export is refused while it is there."""
        return self.kind != PASSAGE

    @property
    def what(self) -> str:
        """What is the matter."""
        return text(f"blocker.{self.kind}")

    @property
    def now(self) -> str:
        """What to do."""
        return text(f"blocker.{self.kind}.what_now")


_Place = tuple[str, DocumentId | None, int | None, FindingId | None]


def left_lines(session: Session, profile: ExportProfile) -> list[LeftLine]:
    """Everything that blocks the export or is to be looked at: a line per document and reason."""
    states = session.file.states()
    documents = {state.document.id: state.document for state in states}
    unchecked = waiting(session, states)
    passages = find_passages(session, states)
    lines: dict[tuple[str, DocumentId | None], LeftLine] = {}
    for kind, document_id, page_index, finding_id in _places(
        session, states, profile, unchecked, passages
    ):
        earlier = lines.get((kind, document_id))
        if earlier is not None:
            lines[kind, document_id] = replace(earlier, count=earlier.count + 1)
            continue
        lines[kind, document_id] = LeftLine(
            kind=kind,
            number=documents[document_id].printed_number if document_id else "",
            title=documents[document_id].title if document_id else "",
            count=1,
            document_id=document_id,
            page_index=page_index,
            finding_id=finding_id,
            unchecked=tuple(
                place
                for place in unchecked
                if kind == BlockerKind.NOT_CHECKED.value and place.document_id == document_id
            ),
            passages=tuple(
                each
                for each in passages
                if kind == PASSAGE and each.readable.document_id == document_id
            ),
        )
    return sorted(lines.values(), key=lambda line: (not line.blocks, line.number))


def _places(
    session: Session,
    states: Sequence[DocumentState],
    profile: ExportProfile,
    unchecked: Sequence[UncheckedPlace],
    passages: Sequence[PassageDifference],
) -> Iterator[_Place]:
    blockers = (
        *readiness(session.dossier, states, load_grounds()),
        *second_reader_blockers(session, states, profile),
        *blockers_of(unchecked),
        *mixed_blockers(session, states),
    )
    for blocker in blockers:
        yield blocker.kind.value, blocker.document_id, blocker.page_index, blocker.finding_id
    for place in find_open_places(session, states):
        yield INCONSISTENT, place.document_id, place.page_index, None
    for passage in passages:
        yield PASSAGE, passage.readable.document_id, passage.readable.page_index, None
