"""Errors that a person can act on, and the exit codes of the command line.

The tree, every class with the text keys `error.<key>` (what happened) and
`error.<key>.what_now` (what to do), and the exit code that it ends a command with:

    DeskError
    ├── UsageError          the request itself cannot be carried out          2
    ├── SourceError         a source file cannot be worked with               1
    │   └── LimitExceeded   larger or more complex than is safe to open       1
    ├── DossierError        the dossier file cannot be opened or written      2
    │   ├── DossierLocked   another window has it open                        2
    │   ├── DossierEncrypted a password has to be given first                  2
    │   ├── DossierTooNew   made by a newer program                           2
    │   └── DossierDamaged  not a dossier, or its integrity check fails       2
    ├── NotReady            something still blocks the export                 3
    ├── ResidueFound        the verifier found something; nothing delivered   4
    ├── Cancelled           the user stopped it                               130
    ├── WorkerDied          a worker process crashed or was stopped           1
    └── ProgramFailed       a defect of the program, in a worker process      5

Everything else is a defect of the program: exit code 5, and a report without document text.
`values` hold numbers, ids and names of things the user chose; never text out of a document.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping


class ExitCode(enum.IntEnum):
    """How a command ended. Documented in README.md."""

    DONE = 0
    DONE_WITH_PROBLEMS = 1
    BAD_USAGE = 2
    NOT_READY = 3
    RESIDUE_FOUND = 4
    INTERNAL_ERROR = 5
    CANCELLED = 130


class DeskError(Exception):
    """Something that went wrong in a way that the user can understand and mend."""

    exit_code = ExitCode.DONE_WITH_PROBLEMS

    def __init__(self, key: str, **values: str | int) -> None:
        """Args: key: of the texts `error.<key>` and `error.<key>.what_now`."""
        super().__init__(key)
        self.key = key
        self.values: Mapping[str, str | int] = values


class UsageError(DeskError):
    """The request cannot be carried out as it was put."""

    exit_code = ExitCode.BAD_USAGE


class SourceError(DeskError):
    """A source file cannot be worked with; `key` is the value of an IntakeProblem."""


class LimitExceeded(SourceError):
    """A source is larger or more complex than is safe to open."""


class DossierError(DeskError):
    """The dossier file cannot be opened or written."""

    exit_code = ExitCode.BAD_USAGE


class DossierLocked(DossierError):
    """Another window has the dossier open."""


class DossierEncrypted(DossierError):
    """The dossier file asks for a password."""


class DossierTooNew(DossierError):
    """The dossier was made by a newer version of the program."""


class DossierDamaged(DossierError):
    """The file is no dossier, or its integrity check fails."""


class NotReady(DeskError):
    """Something still blocks the export."""

    exit_code = ExitCode.NOT_READY


class ResidueFound(DeskError):
    """The verifier found something that should be gone; nothing was delivered."""

    exit_code = ExitCode.RESIDUE_FOUND


class Cancelled(DeskError):
    """The user stopped the work."""

    exit_code = ExitCode.CANCELLED

    def __init__(self) -> None:
        super().__init__("cancelled")


class WorkerDied(DeskError):
    """A worker process crashed, hung or ran out of memory."""


class ProgramFailed(DeskError):
    """A defect of the program in a worker process; `values` name its class and place."""

    exit_code = ExitCode.INTERNAL_ERROR
