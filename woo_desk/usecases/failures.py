"""What a failed job means for the flow that needed its result."""

from __future__ import annotations

import logging

from woo_desk.errors import DeskError, ProgramFailed, ResidueFound, UsageError, WorkerDied
from woo_desk.usecases.ports import Failed

logger = logging.getLogger(__name__)

NO_ROOM = "target_unwritable"
"""Key of a failure that is not of one document: nothing more can be written."""
_USAGE = frozenset({NO_ROOM, "house_style_wrong", "lines_unreadable", "no_such_page"})
_RESIDUE = frozenset({"term_survives", "residue_in_box", "not_redactable"})
_DEFECT = "internal"


def task_error(failed: Failed) -> DeskError:
    """The error for a job that had to succeed; a failure crosses the border as a key only."""
    if failed.key in _USAGE:
        return UsageError(failed.key, **failed.values)
    if failed.key in _RESIDUE:
        return ResidueFound(failed.key, **failed.values)
    if failed.key == _DEFECT:
        log_defect(failed)
        return ProgramFailed(failed.key, **failed.values)
    return WorkerDied(failed.key, **failed.values)


def log_defect(failed: Failed) -> None:
    """Write down class and place of a defect in a worker; other failures are not ours to log."""
    if failed.key == _DEFECT:
        values = failed.values
        logger.error("defect in a worker: %s at %s", values.get("name"), values.get("place"))
