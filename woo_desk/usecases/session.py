"""What every command works with: the open dossier, who is working, and the time."""

from __future__ import annotations

import datetime as dt
import secrets
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from woo_desk.domain.dossier import Dossier
from woo_desk.domain.ids import DocumentId
from woo_desk.store.dossier_file import DossierFile
from woo_desk.store.journal import Transaction
from woo_desk.usecases.ports import Clock


class SystemClock:
    """The clock of the machine."""

    def now(self) -> dt.datetime:
        """Aware, UTC."""
        return dt.datetime.now(dt.UTC)


@dataclass(slots=True)
class Attention:
    """What a person is looking at: work that waits is done there first."""

    document_id: DocumentId | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """One person (or batch run) at work in one open dossier."""

    file: DossierFile
    user: str
    """Name that decisions are recorded under; a batch run is called "batch:<profile>"."""
    clock: Clock
    attention: Attention = field(default_factory=Attention, compare=False)

    @property
    def dossier(self) -> Dossier:
        """The dossier's own fields as they are now."""
        return self.file.dossier()

    def step(self, key: str, *, join: int | None = None) -> AbstractContextManager[Transaction]:
        """One command: one transaction, one undo step, one log line.

        Args:
            key: the step is called `step.<key>` in the undo menu.
            join: number of an earlier step that this one continues.
        """
        return self.file.transact(f"step.{key}", by=self.user, at=self.clock.now(), join=join)


def new_id() -> str:
    """A fresh identifier; random, so that it says nothing about what it names."""
    return secrets.token_hex(16)
