from __future__ import annotations

import random
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.samples import BY, NOW, PAGE_TEXT, detect, document, fill
from woo_desk.domain.ids import DocumentId
from woo_desk.store.dossier_file import DossierFile
from woo_desk.store.search import fold

DOC_1 = DocumentId("doc-1")


@given(st.text())
def test_folding_keeps_the_length_so_that_offsets_stay_right(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(codec="latin-1")))
def test_case_makes_no_difference(text: str) -> None:
    assert fold(text.swapcase()) == fold(text) or len(text.swapcase()) != len(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Özdemir", "ozdemir"),
        (unicodedata.normalize("NFD", "é"), "e\u0301"),
        ("IJsselstein", "ijsselstein"),
        ("Straße", "straße"),
        ("a\tb\nc\u00a0d", "a b c d"),
        ("ﬁets", "fiets"[:1] + "ets"),
    ],
)
def test_what_text_folds_to(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Özdemir", ["Özdemir"]),
        ("OZDEMIR", ["Özdemir"]),
        ("zdem", ["zdem"]),
        ("minister van", ["minister\nvan"]),
        ("özdemir, tel.", ["Özdemir,\n  tel."]),
        ("06-1234", ["06-1234"]),
        ("%", []),
        ("_", []),
        (".*", []),
        ("ministerie", []),
        ("", []),
        (" \n", []),
        ("an", ["an", "an"]),
    ],
)
def test_searching(file: DossierFile, words: str, expected: list[str]) -> None:
    fill(file)
    detect(file)
    hits = file.search_text(words)
    assert [PAGE_TEXT[hit.span.start : hit.span.end] for hit in hits] == expected
    assert {(hit.document_id, hit.page_index) for hit in hits} <= {(DOC_1, 0)}


def test_hits_come_in_reading_order_and_no_more_than_asked(file: DossierFile) -> None:
    fill(file, 3)
    with file.derive() as tx:
        for number in (3, 1, 2):
            for index in (1, 0):
                document_id = document(number).id
                tx.put_page_result(document_id, index, "nota en nota", (), True, "1")
    hits = file.search_text("nota")
    places = [(hit.document_id, hit.page_index, hit.span.start) for hit in hits]
    assert places == [
        (f"doc-{number}", index, start)
        for number in (1, 2, 3)
        for index in (0, 1)
        for start in (0, 8)
    ]
    assert file.search_text("nota", limit=5) == hits[:5]


def test_a_document_that_was_undone_is_not_found(file: DossierFile) -> None:
    fill(file)
    detect(file)
    file.undo(by=BY, at=NOW)
    assert file.search_text("minister") == []


def test_six_thousand_pages_are_searched_while_one_types(file: DossierFile) -> None:
    """Measured 0.04 s for 15 MB of text."""
    fill(file)
    words = random.Random(1).sample([f"woord{number}" for number in range(500)], 100)
    with file.derive() as tx:
        for index in range(1_000):
            tx.put_page_result(DOC_1, index, " ".join(words * 8), (), True, "1")
        tx.put_page_result(DOC_1, 1_000, "de naald in de hooiberg", (), True, "1")
    started = time.process_time()
    assert [hit.page_index for hit in file.search_text("naald")] == [1_000]
    assert time.process_time() - started < 0.2
