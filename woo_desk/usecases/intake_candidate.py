"""One file on its way into the dossier, and the document that it becomes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

from woo_desk.domain.document import (
    DatePrecision,
    Document,
    IntakeProblem,
    Page,
    Relation,
    SourceType,
)
from woo_desk.domain.ids import NO_SHA256, DocumentId
from woo_desk.usecases.intake_known import Place
from woo_desk.usecases.names import clean_name
from woo_desk.usecases.requests import Child, PrepareResult
from woo_desk.usecases.session import Session, new_id


@dataclass(slots=True, eq=False)
class Candidate:
    """One file on its way into the dossier."""

    path: Path | None
    """None when it could not be taken out of what holds it."""
    name: str
    source_path: str
    parent: Document | None = None
    relation: Relation | None = None
    problem: IntakeProblem | None = None
    depth: int = 0
    modern: Path | None = None
    """The same in a format that is read, as another program has written it."""
    document_id: DocumentId = field(default_factory=lambda: DocumentId(new_id()))
    result: PrepareResult | None = None
    """Waits here until everything before it has been recorded."""
    refusal: PrepareResult | None = None
    """What holds when the other program cannot read it either."""

    @property
    def place(self) -> Place:
        """Where it comes from, as `Known` has it."""
        return (self.parent.id if self.parent else None), self.source_path

    @property
    def near(self) -> dt.date | None:
        """When the message was sent that it hangs on."""
        mail = self.parent.mail if self.parent else None
        return mail.sent_at.date() if mail and mail.sent_at else None


def problem_of(key: str) -> IntakeProblem:
    """The problem that an error is; one that has no name of its own is a failing worker."""
    try:
        return IntakeProblem(key)
    except ValueError:
        return IntakeProblem.WORKER_DIED


def failure(problem: IntakeProblem) -> PrepareResult:
    """The result of a file that nothing could be learnt of."""
    return PrepareResult(sha256=NO_SHA256, bytes=0, source_type=SourceType.UNKNOWN, problem=problem)


def child_of(child: Child, parent: Document, holder: Candidate) -> Candidate:
    """The candidate of what lies in a document."""
    return Candidate(
        path=Path(child.path) if child.path else None,
        name=clean_name(child.name),
        source_path=clean_name(child.path_in_container),
        parent=parent,
        relation=child.relation,
        problem=child.problem,
        depth=holder.depth + 1,
    )


def document_of(
    candidate: Candidate, number: int, result: PrepareResult, session: Session
) -> Document:
    """The document that a result makes of a candidate."""
    name = candidate.name or str(number)
    subject = clean_name(result.mail.subject).strip() if result.mail else ""
    return Document(
        id=candidate.document_id,
        number=number,
        source_sha256=result.sha256,
        source_name=name,
        source_type=result.source_type,
        title=subject or Path(name).stem.replace("_", " ").strip() or name,
        added_at=session.clock.now(),
        source_bytes=result.bytes,
        prepared_sha256=result.prepared_sha256,
        page_count=len(result.pages),
        date=result.date,
        date_precision=DatePrecision.EXACT if result.date else DatePrecision.UNKNOWN,
        kind=result.kind,
        reference=result.reference,
        problem=result.problem,
        hidden=result.hidden,
        source_path="" if candidate.parent else candidate.source_path,
        parent=candidate.parent.id if candidate.parent else None,
        family=_family(candidate, result),
        relation=candidate.relation,
        path_in_container=candidate.source_path if candidate.parent else "",
        children=len(result.children),
        mail=result.mail,
        warnings=result.warnings,
    )


def _family(candidate: Candidate, result: PrepareResult) -> DocumentId | None:
    """A message and what hangs on it are one; an archive only happens to hold things."""
    parent = candidate.parent
    if parent is not None and not parent.source_type.is_container:
        return parent.family or parent.id
    if result.children and not result.source_type.is_container:
        return candidate.document_id
    return None


def pages_of(candidate: Candidate, result: PrepareResult) -> list[Page]:
    """The pages of that document."""
    return [
        Page(
            document_id=candidate.document_id,
            index=index,
            width=page.width,
            height=page.height,
            rotation=page.rotation,
            has_text=page.has_text,
            text_reliable=page.text_reliable,
        )
        for index, page in enumerate(result.pages)
    ]
