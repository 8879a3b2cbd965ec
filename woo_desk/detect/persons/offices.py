"""Who held a public office, and when: names that stay readable (Woo art. 5.1, domain report 3)."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from woo_desk.detect.persons.tokens import fold
from woo_desk.domain import list_entry as domain

_FILES = ("office-holders.csv", "office-holders-later.csv")
_GOVERNMENT = frozenset({"minister", "staatssecretaris", "vice", "premier"})
_TOP = frozenset({"griffier", "sg", "dg", "ig", "top"})


@dataclass(frozen=True, slots=True)
class OfficeHolder:
    """One person and one term."""

    surname: str
    """Folded, with prefix: "van der burg"."""
    first_name: str
    """Folded."""
    role: str
    since: dt.date
    until: dt.date
    """Last day; far ahead while it lasts."""

    @property
    def in_government(self) -> bool:
        """Minister or staatssecretaris."""
        return self.role in _GOVERNMENT

    @property
    def is_top(self) -> bool:
        """A top official instead of a holder of a political office."""
        return self.role in _TOP

    def has_begun(self, day: dt.date | None) -> bool:
        """Whether the office had been taken up by then; former holders stay readable (R30)."""
        return day is None or self.since <= day


@dataclass(frozen=True, slots=True)
class OfficeHolders:
    """Look-up by surname."""

    by_surname: Mapping[str, tuple[OfficeHolder, ...]]

    def named(
        self, surname: str, first_name: str, initials: str, day: dt.date | None
    ) -> OfficeHolder | None:
        """The office holder with this full name, who had taken up office by then.

        Args:
            surname: folded, with prefix.
            first_name: folded; "" when only initials are given.
            initials: folded letters without dots; "" when unknown.
            day: date of the document; None when unknown.
        """
        for holder in self.by_surname.get(surname, ()):
            if not holder.has_begun(day):
                continue
            if first_name and first_name == holder.first_name:
                return holder
            if not first_name and initials and initials[0] == holder.first_name[:1]:
                return holder
        return None

    def all_with_surname(self, surname: str, day: dt.date | None) -> tuple[OfficeHolder, ...]:
        """Every office holder with this folded surname who had begun by then."""
        return tuple(h for h in self.by_surname.get(surname, ()) if h.has_begun(day))

    def with_surname(self, surname: str, day: dt.date | None) -> OfficeHolder | None:
        """The most senior office holder with this surname who had begun by then."""
        found = self.all_with_surname(surname, day)
        return max(found, key=lambda h: (h.in_government, h.until), default=None)

    @property
    def names(self) -> frozenset[str]:
        """Folded full names of all, and surnames of members of government."""
        everyone = [holder for found in self.by_surname.values() for holder in found]
        full = (f"{holder.first_name} {holder.surname}" for holder in everyone)
        return frozenset((*full, *(h.surname for h in everyone if h.in_government)))

    def with_more(self, holders: Iterable[domain.OfficeHolder]) -> OfficeHolders:
        """The same with the office holders of a list of the user."""
        result = {surname: list(found) for surname, found in self.by_surname.items()}
        for holder in holders:
            own = OfficeHolder(
                surname=fold(holder.surname),
                first_name=fold(holder.first_name),
                role=holder.role,
                since=holder.since or dt.date.min,
                until=holder.until or dt.date.max,
            )
            result.setdefault(own.surname, []).append(own)
        return OfficeHolders({surname: tuple(found) for surname, found in result.items()})


def load_office_holders(folder: Path) -> OfficeHolders:
    """Read the lists: achternaam,voornaam,rol,orgaan,van,tot,partij; ValueError when one is wrong.

    Terms that are open in the older list end, for our purpose, never.
    """
    result: dict[str, list[OfficeHolder]] = {}
    for name in _FILES:
        path = folder / name
        if path.exists():
            with path.open(encoding="utf-8", newline="") as file:
                for holder in _holders(csv.DictReader(file)):
                    result.setdefault(holder.surname, []).append(holder)
    return OfficeHolders({surname: tuple(holders) for surname, holders in result.items()})


def _holders(rows: Iterable[Mapping[str, str]]) -> Iterable[OfficeHolder]:
    for row in rows:
        yield OfficeHolder(
            surname=fold(row["achternaam"]),
            first_name=fold(row["voornaam"]),
            role=row["rol"],
            since=dt.date.fromisoformat(row["van"]) if row["van"] else dt.date.min,
            until=dt.date.fromisoformat(row["tot"]) if row["tot"] else dt.date.max,
        )
