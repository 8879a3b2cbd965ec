"""Grounds on which something may be withheld, and the law that each comes from."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from woo_desk.domain.ids import GroundCode


class LegalBasis(enum.StrEnum):
    """The regime under which a dossier is handled."""

    WOO = "woo"
    """Wet open overheid."""
    ART_68_GW = "art68"
    """Article 68 of the Grondwet: information to a member of parliament."""


class GroundKind(enum.StrEnum):
    """How a ground works in law."""

    ABSOLUTE = "absolute"
    """Woo art. 5.1 lid 1: no weighing."""
    RELATIVE = "relative"
    """Woo art. 5.1 lid 2: weighed against openness, with reasons."""
    RESIDUAL = "residual"
    """Woo art. 5.1 lid 5: only where no other ground is used for the same information."""
    SPECIAL = "special"
    LEGEND = "legend"
    """No ground in law: says what was removed (art. 68), or why a passage is not given."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground as in `resources/grounds.toml`."""

    code: GroundCode
    """Canonical form, as the platform reads it: "5.1.2e"."""
    label: str
    """What is printed in the box: "5.1.2.e"."""
    short_text: str
    full_text: str
    kind: GroundKind
    bases: frozenset[LegalBasis]
    needs_motivation: bool
    five_year_rule: bool
    """Woo art. 5.3: information over five years old needs a further reason."""
    english: str = ""
    """`short_text` for the English window, never for what is published; "" when there is none."""


class UnknownGroundError(KeyError):
    """A ground code that is in no catalogue: a mistake in data, never ignored."""


class GroundCatalogue:
    """All grounds by code, in the order of the file."""

    def __init__(self, grounds: Iterable[Ground]) -> None:
        self._by_code: Mapping[GroundCode, Ground] = {ground.code: ground for ground in grounds}

    def get(self, code: GroundCode) -> Ground:
        """The ground with this code; UnknownGroundError when there is none."""
        try:
            return self._by_code[code]
        except KeyError:
            raise UnknownGroundError(code) from None

    def of_basis(self, basis: LegalBasis) -> tuple[Ground, ...]:
        """The grounds that may be used under this regime."""
        return tuple(ground for ground in self if basis in ground.bases)

    def sorted_codes(self, codes: Iterable[GroundCode]) -> tuple[GroundCode, ...]:
        """Without repeats, in the order of the catalogue; UnknownGroundError for a stranger."""
        wanted = {self.get(code).code for code in codes}
        return tuple(code for code in self._by_code if code in wanted)

    def __iter__(self) -> Iterator[Ground]:
        return iter(self._by_code.values())

    def __contains__(self, code: object) -> bool:
        return code in self._by_code
