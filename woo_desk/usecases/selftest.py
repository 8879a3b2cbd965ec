"""The self-test: does this installation do what it promises, on this machine, now?

For the administrator who installs it and for the build: one example document through the whole line
with real workers, a dossier file written and read, and what ships with the program looked for. Each
part that fails says which.
"""

from __future__ import annotations

import enum
import socket
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from woo_desk.domain.dossier import Dossier
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import DossierId
from woo_desk.errors import DeskError
from woo_desk.offline import network_use
from woo_desk.publication import package
from woo_desk.resources import resource_path
from woo_desk.store import cipher
from woo_desk.store.dossier_file import DossierFile
from woo_desk.usecases.batch import BatchRequest, redact_folder
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.ports import Clock, Engine
from woo_desk.usecases.voorbeeld import example_sources

NEEDED = (
    *("grounds.toml", "policy.toml", "inventory.toml", "names/surnames.txt.gz"),
    *("names/first-names.txt.gz", "names/office-holders.csv", "fonts/DejaVuSans.ttf"),
    *("tessdata/nld.traineddata", "voorbeeld/besluiten.toml"),
)
"""Files without which a part of the work could not be done, or less well."""
_KIND = "Brief bewoner"
"""Which of the example's documents is worked on: it holds a citizen's data."""


class CheckName(enum.StrEnum):
    """Parts of the self-test. Texts: `selftest.<value>`."""

    RESOURCES = "resources"
    DOSSIER = "dossier"
    LINE = "line"
    ENCRYPTION = "encryption"
    NETWORK = "network"


@dataclass(frozen=True, slots=True)
class Check:
    """How one part went."""

    name: CheckName
    is_good: bool
    detail: str
    """What was missing or went wrong, in technical terms; "" when all is well."""
    seconds: float


def run_selftest(engine: Engine, clock: Clock) -> Iterator[Check]:
    """Each part in turn, as it is done. A part that fails does not keep the next from running."""
    parts: tuple[tuple[CheckName, Callable[[Path], str]], ...] = (
        (CheckName.RESOURCES, lambda _folder: _missing_resources()),
        (CheckName.DOSSIER, lambda folder: _dossier(folder, clock)),
        (CheckName.LINE, lambda folder: _whole_line(folder, engine, clock)),
        (CheckName.ENCRYPTION, lambda _folder: "" if cipher.is_available() else "sqlcipher3"),
        (CheckName.NETWORK, lambda _folder: _network()),
    )
    with tempfile.TemporaryDirectory(prefix="woo-desk-selftest-") as name:
        for check, work in parts:
            folder = Path(name) / check.value
            folder.mkdir()
            start = time.monotonic()
            try:
                detail = work(folder)
            except (DeskError, OSError) as error:
                detail = error.key if isinstance(error, DeskError) else type(error).__name__
            yield Check(check, not detail, detail, time.monotonic() - start)


def _missing_resources() -> str:
    missing = []
    for name in NEEDED:
        try:
            resource_path(name)
        except FileNotFoundError:
            missing.append(name)
    return ", ".join(missing)


def _dossier(folder: Path, clock: Clock) -> str:
    """A dossier is written, changed, undone and read back."""
    path = folder / "zelftest.woodossier"
    start = Dossier(DossierId("selftest"), "zelftest", LegalBasis.WOO, clock.now())
    with closing(DossierFile.create(path, start)) as file:
        with file.transact("step.change_dossier", by="", at=clock.now()) as tx:
            tx.put(Dossier(DossierId("selftest"), "anders", LegalBasis.WOO, clock.now()))
        file.undo(by="", at=clock.now())
    with closing(DossierFile.open(path)) as file:
        file.check()
        return "" if file.dossier() == start else "undo"


def _whole_line(folder: Path, engine: Engine, clock: Clock) -> str:
    """One letter: taken in, searched, redacted, verified, bundled."""
    source = next(path for path in example_sources() if _KIND in path.name)
    request = BatchRequest((source,), folder / "uit")
    report = run_blocking(redact_folder(request, clock), engine)
    if report.has_problems or report.export.residues:
        return "problems"
    published = [f for f in report.export.files if f.path.startswith(package.DOCUMENTS)]
    redacted = any(v.checks for v in report.export.verifications)
    return "" if published and redacted else "nothing published"


def _network() -> str:
    """The program refuses to reach out, and nothing of it is connected."""
    before = network_use()
    try:
        # WHY this address: kept for documentation (RFC 5737), so nothing answers there, ever.
        socket.create_connection(("192.0.2.1", 9), timeout=0.2).close()
    except PermissionError:
        is_refused = network_use().refused == before.refused + 1
        return "" if is_refused and not before.open_connections else "open connections"
    except OSError:
        return "not refused"
    return "not refused"
