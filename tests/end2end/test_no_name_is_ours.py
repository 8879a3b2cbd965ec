"""Nobody may be called what a package says by itself: it would be a leak in every one of them.

"Elke" stood on the cover, "Schoon" in the certificate; who redacted her name could publish nothing.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.cases import FixedClock
from woo_desk.publication.manifest import files_of
from woo_desk.resources import resource_path
from woo_desk.usecases.batch import BatchRequest, redact_folder
from woo_desk.usecases.flow import run_blocking
from woo_desk.verify.folder import verify_folder
from woo_desk.verify.verify_pdf import verify_pdf
from woo_desk.workers.engine import ProcessEngine

KNOWN = frozenset(("Bundel", "Woo"))
"""The bundle is a file of that name, and the law stands in the name of the program."""
MEANINGLESS = "Qwxzv bnmkl.\n\nPlgfd trewq.\n\nNL91ABNA0417164300\n"


def names() -> Iterator[str]:
    for part in ("surnames", "first-names"):
        lines = gzip.decompress(resource_path(f"names/{part}.txt.gz").read_bytes()).decode()
        for line in lines.splitlines():
            yield line[:1].upper() + line[1:]


def leaks(package: Path, terms: tuple[str, ...]) -> bool:
    pdfs = [verify_pdf(p, p.name, marks=None, terms=terms) for p in package.rglob("*.pdf")]
    return any(file.residues for file in (*pdfs, *verify_folder(package, terms, ())))


def found_in(package: Path, terms: tuple[str, ...]) -> list[str]:
    """Which of the terms are found, by halves."""
    if not leaks(package, terms):
        return []
    if len(terms) == 1:
        return list(terms)
    half = len(terms) // 2
    return [*found_in(package, terms[:half]), *found_in(package, terms[half:])]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of one document without any word."""
    folder = tmp_path_factory.mktemp("niets")
    source = folder / "qwxzv.txt"
    source.write_text(MEANINGLESS, "utf-8")
    engine = ProcessEngine()
    try:
        request = BatchRequest((source,), folder / "uit")
        run_blocking(redact_folder(request, FixedClock()), engine)
    finally:
        engine.close()
    return folder / "uit" / "publicatie"


def test_no_name_in_the_country_is_a_word_of_the_package(package: Path) -> None:
    assert "documenten/0001.pdf" in files_of(package)
    terms = tuple(sorted(set(names()) - KNOWN))
    assert len(terms) > 30_000
    assert found_in(package, terms) == []


def test_a_name_that_is_in_it_is_found(package: Path) -> None:
    assert found_in(package, ("Kwakernaat", "Plgfd", "Zonneveld")) == ["Plgfd"]
