"""Makes the sample dossier of the present schema version: `python -m tests.store.make_sample`.

To be run once per version, just before its first release; earlier samples are never made again.
"""

from __future__ import annotations

from pathlib import Path

from tests.store.samples import (
    BY,
    NOW,
    PREPARED,
    SOURCE,
    decision,
    detect,
    digest,
    document,
    dossier,
    export_result,
    fill,
    look,
    override,
    redaction,
    review,
)
from woo_desk.store.dossier_file import DossierFile
from woo_desk.store.schema import VERSION


def build_sample(path: Path) -> DossierFile:
    """One value of every kind; a decided, a refused and an open document; an undone step."""
    file = DossierFile.create(path, dossier(), by=BY)
    file.put_blob(digest(SOURCE), SOURCE)
    file.put_blob(digest(PREPARED), PREPARED)
    fill(file, 3)
    found = detect(file)
    with file.transact("step.confirm", by=BY, at=NOW) as tx:
        for value in (review(found), redaction(found), decision(1, 1), look()):
            tx.put(value)
    with file.transact("step.override", by=BY, at=NOW) as tx:
        tx.put(decision(2, 2))
        tx.put(override(2))
    with file.derive() as derived:
        derived.put_export(export_result(3), by=BY, at=NOW)
    with file.transact("step.rename", by=BY, at=NOW) as tx:
        tx.put(document(3, title="Anders"))
    file.undo(by=BY, at=NOW)
    return file


if __name__ == "__main__":
    folder = Path(__file__).resolve().parents[1] / "data" / "dossiers"
    build_sample(folder / f"v{VERSION}.woodossier").close()
