"""Builds the dossier that `desk` measures the window on; run by it with a path."""

from __future__ import annotations

import dataclasses
import random
import sys
from pathlib import Path

from tests.benchmarks.desk import PAGES
from tests.helpers.pdfs import simple_pdf
from tests.store.samples import BY, NOW, decision, digest, document, dossier, finding, page
from woo_desk.domain.finding import EntityType, Finding, finding_id
from woo_desk.domain.geometry import Box, Rotation, Span
from woo_desk.domain.ids import DocumentId
from woo_desk.store.dossier_file import DossierFile

DOCUMENTS, FINDINGS = 300, 10


def build(path: Path) -> None:
    rng = random.Random(1)
    words = ["".join(rng.choices("abcdefghijklmnop", k=6)) for _ in range(5_000)]
    pdf = simple_pdf([_lines(rng, words) for _ in range(PAGES)])
    with DossierFile.create(path, dossier()) as file:
        file.put_blob(digest(pdf), pdf)
        with file.transact("step.add_documents", by=BY, at=NOW) as tx:
            for number in range(1, DOCUMENTS + 1):
                made = dataclasses.replace(document(number, prepared=pdf), page_count=PAGES)
                tx.put(made)
                tx.put(decision(number, number))
                for index in range(PAGES):
                    tx.put(
                        dataclasses.replace(
                            page(number, index), rotation=Rotation.NONE, width=595, height=842
                        )
                    )
        for number in range(1, DOCUMENTS + 1):
            with file.derive() as derived:
                for index in range(PAGES):
                    found = tuple(_finding(number, index, n) for n in range(FINDINGS))
                    text = " ".join(rng.choices(words, k=370)) + f" naam{number % 50}"
                    derived.put_page_result(
                        DocumentId(f"doc-{number}"), index, text, found, True, "1"
                    )


def _finding(number: int, index: int, n: int) -> Finding:
    document_id, span = DocumentId(f"doc-{number}"), Span(20 * n, 20 * n + 7)
    return dataclasses.replace(
        finding(number, index, 20 * n),
        id=finding_id(document_id, index, span, EntityType.PERSON),
        boxes=(Box(72, 72 + 40.0 * n, 130, 84 + 40.0 * n),),
    )


def _lines(rng: random.Random, words: list[str]) -> list[str]:
    return [" ".join(rng.choices(words, k=10)) for _ in range(40)]


if __name__ == "__main__":
    build(Path(sys.argv[1]))
