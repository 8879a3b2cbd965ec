"""What every command works with: the open dossier, who is working, and the time."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from woo_desk.domain.changes import Changes
from woo_desk.domain.dossier import Dossier
from woo_desk.domain.ids import DocumentId
from woo_desk.store.dossier_file import DossierFile
from woo_desk.store.journal import Transaction
from woo_desk.usecases.following import Follower
from woo_desk.usecases.ports import Clock

_ID_BYTES = 16


class SystemClock:
    """The clock of the machine."""

    def now(self) -> dt.datetime:
        """Aware, UTC."""
        return dt.datetime.now(dt.UTC)


@dataclass(slots=True)
class Attention:
    """What a person is looking at: work that waits is done there first."""

    document_id: DocumentId | None = None


@dataclass(slots=True)
class Followed:
    """What commands have changed besides what they were asked to."""

    changes: Changes = field(default_factory=Changes)


@dataclass(frozen=True, slots=True)
class Session:
    """One person (or batch run) at work in one open dossier."""

    file: DossierFile
    user: str
    """Name that decisions are recorded under; a batch run is called "batch:<profile>"."""
    clock: Clock
    attention: Attention = field(default_factory=Attention, compare=False)
    followed: Followed = field(default_factory=Followed, compare=False)

    @property
    def dossier(self) -> Dossier:
        """The dossier's own fields as they are now."""
        return self.file.dossier()

    @contextmanager
    def step(self, key: str, *, join: int | None = None) -> Iterator[Transaction]:
        """One command: one transaction, one undo step, one log line.

        What follows from it for copies of the documents is part of it.

        Args:
            key: the step is called `step.<key>` in the undo menu.
            join: number of an earlier step that this one continues.
        """
        at = self.clock.now()
        with self.file.transact(f"step.{key}", by=self.user, at=at, join=join) as tx:
            yield tx
            follower = Follower(self.file, tx, new_id)
            follower.follow()
        self.followed.changes |= follower.changes

    def take_followed(self) -> Changes:
        """What commands have changed in copies since this was asked last."""
        changes, self.followed.changes = self.followed.changes, Changes()
        return changes


def new_id() -> str:
    """A fresh identifier; random, so that it says nothing about what it names."""
    return secrets.token_hex(_ID_BYTES)


def new_ids(count: int) -> list[str]:
    """As many fresh identifiers, from one question to the system."""
    size = 2 * _ID_BYTES
    digits = secrets.token_hex(_ID_BYTES * count)
    return [digits[start : start + size] for start in range(0, size * count, size)]
