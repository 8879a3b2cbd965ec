"""How fast a large dossier is: 300 documents, 6,000 pages, 60,000 findings.

Run as `python -m tests.benchmarks.dossier_file`.
"""

from __future__ import annotations

import dataclasses
import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.store.samples import BY, NOW, digest, document, dossier, finding, page, redaction, review
from woo_desk.domain.finding import Finding
from woo_desk.domain.ids import RedactionId
from woo_desk.store.blobs import read_blob
from woo_desk.store.dossier_file import DossierFile

DOCUMENTS, PAGES, FINDINGS = 300, 20, 10
ROWS = 2_500


@contextmanager
def measured(what: str) -> Iterator[None]:
    """Print how long the block took."""
    started = time.perf_counter()
    yield
    print(f"{what}: {(time.perf_counter() - started) * 1000:.1f} ms")


def main() -> None:
    """Print a figure for each thing that a user waits for."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "groot.woodossier")
        with DossierFile.create(path, dossier()) as file:
            _intake(file)
            found = _detect(file)
            _ask(file)
            _decide(file, found)
            _store(file)
        with measured("open"):
            DossierFile.open(path).close()
        print(f"size: {path.stat().st_size / 1e6:.0f} MB")


def _intake(file: DossierFile) -> None:
    with measured("intake, one step"), file.transact("step.add", by=BY, at=NOW) as tx:
        for number in range(1, DOCUMENTS + 1):
            tx.put(document(number))
            for index in range(PAGES):
                tx.put(page(number, index))


def _detect(file: DossierFile) -> list[Finding]:
    rng = random.Random(1)
    words = ["".join(rng.choices("abcdefghijklmnop", k=6)) for _ in range(5_000)]
    result: list[Finding] = []
    with measured("results of detection, one transaction per document"):
        for number in range(1, DOCUMENTS + 1):
            with file.derive() as tx:
                for index in range(PAGES):
                    text = " ".join(rng.choices(words, k=370))
                    found = tuple(finding(number, index, 20 * i) for i in range(FINDINGS))
                    tx.put_page_result(document(number).id, index, text, found, True, "1")
                    result += found
    return result


def _ask(file: DossierFile) -> None:
    with measured("counts of the document list"):
        file.counts()
    with measured("states of all documents"):
        file.states()
    with measured("state of one document"):
        file.state(document(150).id)
    with measured("search without hits"):
        file.search_text("woorddatnietvoorkomt")


def _decide(file: DossierFile, found: list[Finding]) -> None:
    with measured(f"{2 * ROWS} rows, one step"), file.transact("step.x", by=BY, at=NOW) as tx:
        for each in found[:ROWS]:
            tx.put(review(each))
            tx.put(dataclasses.replace(redaction(each), id=RedactionId(f"lak-{each.id}")))
    with measured("undo"):
        file.undo(by=BY, at=NOW)
    with measured("redo"):
        file.redo(by=BY, at=NOW)
    with measured("one row, one step"), file.transact("step.x", by=BY, at=NOW) as tx:
        tx.put(review(found[-1]))


def _store(file: DossierFile) -> None:
    content = random.Random(1).randbytes(60_000_000)
    with measured("store 60 MB"):
        file.put_blob(digest(content), content)
    with measured("read 60 MB"):
        read_blob(file.path, digest(content))


if __name__ == "__main__":
    main()
