"""What a command changed, so that each view can decide for itself what to show again."""

from __future__ import annotations

from dataclasses import dataclass

from woo_desk.domain.ids import DocumentId


@dataclass(frozen=True, slots=True)
class Changes:
    """What kind of thing changed, and in which documents."""

    step_key: str = ""
    """Text key of the step in the undo menu; "" when nothing can be undone."""
    documents: frozenset[DocumentId] = frozenset()
    """Documents added, or whose own fields, pages or hidden items changed."""
    findings: frozenset[DocumentId] = frozenset()
    """Documents whose findings or reviews changed."""
    redactions: frozenset[DocumentId] = frozenset()
    decisions: frozenset[DocumentId] = frozenset()
    """Documents whose scope decision or judgement override changed."""
    dossier: bool = False
    """The dossier's own fields changed."""

    @property
    def affected(self) -> frozenset[DocumentId]:
        """Every document that anything changed in."""
        return self.documents | self.findings | self.redactions | self.decisions

    def __or__(self, other: Changes) -> Changes:
        return Changes(
            step_key=self.step_key or other.step_key,
            documents=self.documents | other.documents,
            findings=self.findings | other.findings,
            redactions=self.redactions | other.redactions,
            decisions=self.decisions | other.decisions,
            dossier=self.dossier or other.dossier,
        )


@dataclass(frozen=True, slots=True)
class UndoStatus:
    """What the undo menu shows; keys are text keys, None when there is nothing to undo or redo."""

    undo_key: str | None
    redo_key: str | None
    step: int
    """Number of the last step that stands; an export of an earlier step is out of date."""
