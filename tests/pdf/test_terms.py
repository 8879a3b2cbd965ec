from __future__ import annotations

import pytest

from woo_desk.pdf.terms import TermFinder


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("Jansen", "de heer JANSEN sprak"),
        ("Jansen-Kwast", "mevrouw Jansen\u00adKwast"),
        ("Jansen-Kwast", "mevrouw Jansen-\nKwast"),
        ("Coëngracht", "Coe\u0308ngracht"),
        ("d'Ancona", "van d’Ancona"),
        ("Jansen", "J a n s e n"),
        ("Jan Jansen", "Jan\nJansen"),
        ("Jan Jansen", "Jan  Jansen."),
        ("ﬁets", "fiets"),
        ("p.jansen@minvenj.nl", "mail p.jansen@minvenj.nl."),
        ("NL91ABNA0417164300", "rekening NL91 ABNA 0417 1643 00"),
        ("van den Heuvelrug", "vandenheuvelrug"),
    ],
)
def test_finds_the_term_in_its_forms(term: str, text: str) -> None:
    assert TermFinder([term]).count(text)


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("Bos", "bosbouw en Kerkebos"),
        ("Ente", "en te laat"),
        ("Jan Jansen", "Jan en Jansen"),
        ("Jansen", "Janssen"),
        ("", "alles"),
        ("a", "a b c"),
    ],
)
def test_another_word_is_another_word(term: str, text: str) -> None:
    assert not TermFinder([term]).count(text)


def test_nothing_to_look_for() -> None:
    assert not TermFinder([])
    assert not TermFinder([" ", "-"])
