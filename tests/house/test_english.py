"""English says everything that Dutch says, with the same values; what is published stays Dutch."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.helpers.missing_english import missing, superfluous, unlike
from tests.house.sources import name_of, python_files, tree_of
from woo_desk.domain.ground import LegalBasis
from woo_desk.texts import dutch_text, set_language, text, texts_in

ALWAYS_DUTCH = (
    "woo_desk/publication/",
    "woo_desk/verify/",
    "woo_desk/usecases/export",
    "woo_desk/usecases/lookup",
)
"""Beginnings of the names of modules that write what is published, in the window's own process.

Worker processes (converters, redaction, detection) are never told of another language.
"""


@pytest.fixture
def _english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("nl")


def test_every_text_is_there_in_english() -> None:
    assert not missing(), "\n".join(missing())


def test_english_has_nothing_that_dutch_has_not() -> None:
    assert not superfluous()


def test_both_languages_have_the_same_values() -> None:
    assert not unlike()


def test_english_texts_are_clean() -> None:
    for key, entry in texts_in("en").items():
        for words in [entry] if isinstance(entry, str) else entry.values():
            assert words.strip() == words, key
            assert words, key


@pytest.mark.usefixtures("_english")
def test_chosen_language_is_spoken_and_dutch_stays_at_hand() -> None:
    key = f"legal_basis.{LegalBasis.ART_68_GW.value}"
    assert text("gui.action.new_dossier") == "New dossier…"
    assert dutch_text("gui.action.new_dossier") == "Nieuw dossier…"
    assert dutch_text(key) == "Artikel 68 Grondwet"
    assert text("gui.summary.documents", count=1) == "1 document"
    assert text("cover.heading") == dutch_text("cover.heading")


def test_language_without_texts_is_refused() -> None:
    with pytest.raises(ValueError, match="fr"):
        set_language("fr")


def test_what_is_published_is_written_with_dutch_texts() -> None:
    wrong = [
        f"{name_of(path)}:{node.lineno}"
        for path in python_files("woo_desk")
        if name_of(path).startswith(ALWAYS_DUTCH)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ImportFrom) and node.module == "woo_desk.texts"
        for name in node.names
        if name.name in ("text", "has_text")
    ]
    assert not wrong, wrong
