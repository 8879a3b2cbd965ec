"""Getting out of a damaged dossier what can still be read."""

from __future__ import annotations

from pathlib import Path

from woo_desk.domain.dossier import Dossier
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import DossierId
from woo_desk.store.salvage import Salvage, salvage
from woo_desk.usecases.ports import Clock
from woo_desk.usecases.session import new_id


def recover_dossier(path: Path, target: Path, *, user: str, clock: Clock) -> Salvage:
    """Make a new dossier of what can be read in a damaged one, which stays as it is.

    Raises:
        DossierDamaged: not one document can be read.
        DossierError: the dossier is out of reach, or the target exists or cannot be written.
    """
    # WHY the Woo: where even the legal basis is lost the user sees it in the title and corrects it.
    fallback = Dossier(DossierId(new_id()), path.stem, LegalBasis.WOO, clock.now())
    return salvage(path, target, fallback, by=user)


def place_for_recovered(path: Path) -> Path:
    """A file that does not exist yet, beside the damaged one."""
    names = ["hersteld", *(f"hersteld-{number}" for number in range(2, 1000))]
    candidates = (path.with_name(f"{path.stem}.{name}{path.suffix}") for name in names)
    return next(candidate for candidate in candidates if not candidate.exists())
