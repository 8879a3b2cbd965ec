"""What still blocks the export, and what is to be looked at before it: one line for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from woo_desk.domain.acknowledgement import UncheckedPlace
from woo_desk.domain.checks import Check, CheckKey, CheckState, Place
from woo_desk.domain.document import Document
from woo_desk.domain.dossier import BlockerKind
from woo_desk.domain.export import ExportProfile
from woo_desk.domain.ids import DocumentId, FindingId
from woo_desk.domain.passage import PassageDifference
from woo_desk.texts import text
from woo_desk.usecases.checks import Checked, read_checks
from woo_desk.usecases.session import Session

MIXED = BlockerKind.PERSON_MIXED.value
"""Kind of a line about a person who is redacted in one document and readable in another."""
PASSAGE = "passage"
"""Kind of a line about the same passage redacted here and readable there: to look at."""
SECOND = (BlockerKind.SECOND_READER.value, BlockerKind.DISPUTED.value)
ACTIONS: Mapping[str, str] = {
    BlockerKind.NO_DOCUMENTS.value: "add_files",
    CheckKey.CHANGES.value: "change_published",
    CheckKey.VIEWS.value: "third_parties",
    CheckKey.OBJECTIONS.value: "third_parties",
    CheckKey.PROVISIONS.value: "earlier_provisions",
    CheckKey.DEADLINE.value: "procedure",
    CheckKey.REQUEST_DAY.value: "publication_settings",
    CheckKey.LETTERS.value: "letters",
    CheckKey.FORMATS.value: "publication_settings",
    CheckKey.PROOF.value: "export",
    CheckKey.READABLE.value: "export",
    CheckKey.BUNDLE.value: "export",
    CheckKey.PACKAGE.value: "export",
}
"""Where what has no place in a document is settled, by kind: the id of an action."""
_OF_DOSSIER = frozenset({CheckKey.PROVISIONS.value, CheckKey.CHANGES.value})
"""Kinds that are settled for the dossier as a whole, also where a document is named."""


@dataclass(frozen=True, slots=True)
class LeftLine:
    """One thing to settle or to look at. Texts: `blocker.<kind>` and `blocker.<kind>.what_now`."""

    check: CheckKey
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
    blocks: bool = True
    """Whether the export is refused while it is there."""
    said: tuple[str, ...] = ()
    """What exactly, where the kind alone does not tell."""
    problem: str = ""
    """Why the document could not be opened: `problem.<problem>` says it, and what to do."""

    @property
    def what(self) -> str:
        """What is the matter."""
        if self.problem:
            return text(f"problem.{self.problem}")
        return " ".join((text(f"blocker.{self.kind}"), *self.said))

    @property
    def now(self) -> str:
        """What to do."""
        if self.problem:
            return text(f"problem.{self.problem}.what_now")
        return text(f"blocker.{self.kind}.what_now")

    @property
    def action(self) -> str:
        """Id of the action that settles it; "" where the place in the document does."""
        is_of_dossier = self.document_id is None or self.kind in _OF_DOSSIER
        return ACTIONS.get(self.kind, "") if is_of_dossier else ""


@dataclass(frozen=True, slots=True)
class Listed:
    """Every check, and a line per document and reason for what blocks or is to be looked at."""

    checks: tuple[Check, ...]
    lines: tuple[LeftLine, ...]


def read_left_lines(session: Session, profile: ExportProfile) -> Iterator[Listed | None]:
    """What is left before an export with these choices, in small steps: None between them."""
    for checked in read_checks(session, profile):
        yield None if checked is None else Listed(checked.checks, _lines(session, checked))


def _lines(session: Session, checked: Checked) -> tuple[LeftLine, ...]:
    documents = {document.id: document for document in session.file.documents()}
    lines: dict[tuple[str, DocumentId | None, str], LeftLine] = {}
    for check, place in _places(checked.checks):
        kind = place.kind or check.key.value
        apart = "" if place.document_id else place.said
        earlier = lines.get((kind, place.document_id, apart))
        if earlier is not None:
            said = tuple(dict.fromkeys((*earlier.said, *filter(None, [place.said]))))
            more = replace(earlier, count=earlier.count + 1, said=said)
            lines[kind, place.document_id, apart] = more
            continue
        document = documents.get(place.document_id) if place.document_id else None
        lines[kind, place.document_id, apart] = LeftLine(
            check=check.key,
            kind=kind,
            number=document.printed_number if document else "",
            title=document.title if document else "",
            count=1,
            document_id=place.document_id if document else None,
            page_index=place.page_index,
            finding_id=place.finding_id,
            blocks=check.state is CheckState.BLOCK,
            said=(place.said,) if place.said else (),
            problem=_problem_of(document) if kind == BlockerKind.PROBLEM.value else "",
        )
    found = (_with_places(line, checked) for line in lines.values())
    return tuple(sorted(found, key=lambda line: (not line.blocks, line.number)))


def _places(checks: Sequence[Check]) -> list[tuple[Check, Place]]:
    open_states = (CheckState.BLOCK, CheckState.WARN)
    return [(check, place) for check in checks if check.state in open_states
            for place in check.places]  # fmt: skip


def _problem_of(document: Document | None) -> str:
    return document.problem.value if document is not None and document.problem else ""


def _with_places(line: LeftLine, checked: Checked) -> LeftLine:
    """A line with what it is about, where a button of the list works on that."""
    if line.kind == BlockerKind.NOT_CHECKED.value:
        own = (place for place in checked.unchecked if place.document_id == line.document_id)
        return replace(line, unchecked=tuple(own))
    if line.kind == PASSAGE:
        same = (p for p in checked.passages if p.readable.document_id == line.document_id)
        return replace(line, passages=tuple(same))
    return line
