"""What another process does with a dossier; run as `python -m tests.store.child <what> <path>`."""

from __future__ import annotations

import dataclasses
import os
import sys
import time
from pathlib import Path

from tests.store.samples import BY, NOW, digest, finding, redaction
from woo_desk.domain.ids import RedactionId
from woo_desk.errors import DeskError
from woo_desk.store.blobs import read_blob
from woo_desk.store.dossier_file import DossierFile

ROWS_PER_STEP = 400
NOBODY = 65534


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def hold(path: Path) -> None:
    """Open for writing and wait to be killed."""
    with DossierFile.open(path):
        say("open")
        time.sleep(60)


def work(path: Path) -> None:
    """One bulk command after another, telling each step once it is committed."""
    with DossierFile.open(path) as file:
        say("open")
        for number in range(10_000):
            with file.transact("step.bulk", by=BY, at=NOW) as tx:
                for row in range(ROWS_PER_STEP):
                    name = RedactionId(f"lak-{number}-{row}")
                    tx.put(dataclasses.replace(redaction(finding()), id=name))
                file.put_blob(digest(b"%d" % number * 50_000), b"%d" % number * 50_000)
            say(str(tx.step))


def read(path: Path) -> None:
    """Open to read only, read everything there is to read."""
    with DossierFile.open(path, read_only=True) as file:
        state = file.states()[0]
        blob = read_blob(path, state.document.source_sha256)
        say(f"{len(file.documents())} {len(state.findings)} {len(blob)}")


def write(path: Path) -> None:
    """Open for writing and close."""
    DossierFile.open(path).close()
    say("written")


if __name__ == "__main__":
    if "without-rights" in sys.argv and os.geteuid() == 0:
        os.seteuid(NOBODY)  # root may write anywhere; after the imports, as it may not read them
    try:
        {"hold": hold, "work": work, "read": read, "write": write}[sys.argv[1]](Path(sys.argv[2]))
    except DeskError as error:
        say(f"{type(error).__name__} {error.key}")
