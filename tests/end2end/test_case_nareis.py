"""The real case under article 68: who signs and who holds office stays, the planted author goes."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.end2end.conftest import batch, engine_running, files_in
from tests.helpers.pdfs import simple_pdf
from tests.helpers.readers import everything_in, plain, texts_of
from woo_desk.domain.ground import LegalBasis
from woo_desk.store.dossier_file import DossierFile
from woo_desk.usecases.batch import BatchReport
from woo_desk.usecases.flow import Flow
from woo_desk.usecases.review import mark_looked_at
from woo_desk.usecases.session import Session

NAMES = (
    *("conceptnota", "nota-informatieverzoek", "processchets", "stand-van-de-uitvoering"),
    "vragenlijst",
)
READABLE = (
    *("Podt", "Piri", "Veldkamp", "Yesilgöz", "Van der Burg", "Rutte", "Peter de Groot"),
    *("Burger", "Rhodia Maas", "Turfmarkt 147", "2511 DP", "5277899"),
)
AUTHOR = "M.J. de Wit"
BSN = "123456782"
"""In a letter of our own beside the case: the case itself has nothing to redact."""
Ended = tuple[Path, BatchReport, list[Path]]


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Ended:
    folder = Path(__file__).resolve().parents[3] / "shared" / "case-nareis"
    if not folder.is_dir():
        pytest.skip("the real case does not lie beside this checkout")
    sources = [folder / f"{name}.pdf" for name in NAMES]
    target, letter = (
        tmp_path_factory.mktemp("nareis"),
        tmp_path_factory.mktemp("brief") / "brief.pdf",
    )
    letter.write_bytes(simple_pdf(["Brief van een burger", f"BSN {BSN}"]))
    with engine_running() as engine:
        report = batch(
            engine, target, *sources, letter, basis=LegalBasis.ART_68_GW, decide=look_at_pages
        )
    return target, report, sources


def look_at_pages(session: Session) -> Flow[None]:
    """A person looks at the pages that nobody else can vouch for."""
    yield from ()
    for document in session.file.documents():
        pages = [page.index for page in session.file.pages(document.id) if page.needs_eyes]
        if pages:
            mark_looked_at(session, document.id, pages)


def test_a_page_with_unreadable_letters_waits_for_a_person(ended: Ended, tmp_path: Path) -> None:
    """Ligatures without Unicode ("e\ufffdecten"): what is not read is not vouched for."""
    _, _, sources = ended
    with engine_running() as engine:
        report = batch(engine, tmp_path, sources[3], sources[4], basis=LegalBasis.ART_68_GW)
    assert sources[3].stem == "stand-van-de-uitvoering"
    assert len(report.export.held_back) == 1
    assert len(report.export.parts) == 1


def published(target: Path, number: int) -> Path:
    return target / "publicatie" / "documenten" / f"{number:04d}.pdf"


def test_all_five_are_published(ended: Ended) -> None:
    target, report, _ = ended
    assert not report.has_problems
    assert len(report.export.parts) == len(NAMES) + 1
    assert (target / "publicatie" / "bundel.pdf").is_file()


def test_office_holders_and_the_ministry_stay_readable(ended: Ended) -> None:
    target, _, sources = ended
    bundle = {n: plain(text) for n, text in texts_of(target / "publicatie" / "bundel.pdf").items()}
    met = set()
    for number, source in enumerate(sources, 1):
        before = texts_of(source)
        after = texts_of(published(target, number))
        for words in READABLE:
            for reader in before:
                count = plain(before[reader]).count(plain(words))
                met.update([words] if count else [])
                assert plain(after[reader]).count(plain(words)) >= count, (number, reader, words)
                assert not count or plain(words) in bundle[reader], (reader, words)
    assert met == set(READABLE)


def test_every_figure_of_the_sources_is_still_there(ended: Ended) -> None:
    target, _, sources = ended
    for number, source in enumerate(sources, 1):
        before = texts_of(source)["mupdf"]
        after = texts_of(published(target, number))["mupdf"]
        lost = [
            figure
            for figure in set(re.findall(r"\d[\d.,]*", before))
            if after.count(figure) < before.count(figure)
        ]
        assert not lost, (source.name, lost)


def test_every_word_is_still_there_and_so_every_cell(ended: Ended) -> None:
    """Nothing in these documents is private: not one word of text or table may be lost."""
    target, _, sources = ended
    words = 0
    for number, source in enumerate(sources, 1):
        before, after = texts_of(source), texts_of(published(target, number))
        for reader in ("mupdf", "pdfium"):
            wanted = Counter(before[reader].split())
            words += wanted.total()
            lost = wanted - Counter(after[reader].split())
            assert not lost, (source.name, reader, lost)
    assert words > 1000


def test_the_planted_author_is_in_no_byte(ended: Ended) -> None:
    target, _, sources = ended
    assert any(plain(AUTHOR) in everything_in(source) for source in sources)
    files = files_in(target / "publicatie")
    left = [path.name for path in files if plain(AUTHOR) in everything_in(path)]
    assert not left


def test_no_ground_of_the_woo_is_printed(ended: Ended) -> None:
    target, report, _ = ended
    with DossierFile.open(report.dossier_path, read_only=True) as file:
        codes = {
            code
            for document in file.documents()
            for redaction in file.redactions(document.id)
            for code in redaction.ground_codes
        }
    assert codes
    assert not [code for code in codes if code.startswith("5.")]
    for number in range(1, len(NAMES) + 2):
        for text in texts_of(published(target, number)).values():
            assert "5.1.2" not in text
            assert "5.1.1" not in text
    assert plain(BSN) not in everything_in(published(target, len(NAMES) + 1))
