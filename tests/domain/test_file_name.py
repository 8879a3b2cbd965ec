from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woo_desk.domain.file_name import is_reserved, safe_file_name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Woo-verzoek stikstof 2024", "Woo-verzoek stikstof 2024"),
        ("CON", "CON_"),
        ("nul", "nul_"),
        ("Lpt1", "Lpt1_"),
        ("com¹", "com¹_"),
        ("con.1", "_con.1"),
        ("console", "console"),
        ("zaak. . .", "zaak"),
        ('a/b\\c:d*e?f"g<h>i|j', "a b c d e f g h i j"),
        ("regel\neen\0twee", "regel een twee"),
        ("", "dossier"),
        ("...", "dossier"),
        ("e\u0301\u00e9n", "één"),
        ("漢字", "漢字"),
        ("\u202egpj.exe", "gpj.exe"),
    ],
)
def test_name_that_every_system_takes(words: str, name: str) -> None:
    assert safe_file_name(words, "dossier") == name


@given(st.text(max_size=300))
def test_whatever_is_typed_gives_a_name(words: str) -> None:
    name = safe_file_name(words, "dossier")
    assert name
    assert not is_reserved(name)
    assert len(name.encode("utf-8")) <= 81
    assert name.strip(" .") == name
    assert not set(name) & set('<>:"/\\|?*\0\n')
    assert unicodedata.normalize("NFC", name) == name
