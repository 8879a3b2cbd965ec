from __future__ import annotations

from pathlib import Path

import pytest

from woo_desk.domain.lookup import PageTexts, Reference, ReferenceKind, read_questions


def pages_of(words: str) -> list[tuple[str, int, int]]:
    return [
        (reference.annex, reference.first, reference.last)
        for question in read_questions(words)
        for reference in question.references
        if reference.kind is ReferenceKind.PAGE
    ]


def quotes_of(words: str) -> list[str]:
    return [
        reference.said
        for question in read_questions(words)
        for reference in question.references
        if reference.kind is ReferenceKind.QUOTE
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Wat staat op blz. 144?", [("", 144, 144)]),
        ("Zie Blz. 12-14 en bladzijde 20.", [("", 12, 14), ("", 20, 20)]),
        ("Zie pagina's 12 t/m 14.", [("", 12, 14)]),
        ("Zie pagina’s 12 tot en met 14.", [("", 12, 14)]),
        ("Zie p. 7 en pp. 8-9", [("", 7, 7), ("", 8, 9)]),
        ("In bijlage 3, p. 2 staat iets.", [("3", 2, 2)]),
        ("In bijlage 12a op blz. 1–2 staat iets.", [("12a", 1, 2)]),
        ("Wat is bijlage 4?", [("4", 0, 0)]),
        ("In 2023 waren het er 446.930; zie Kamerstuk 19637, nr. 3606.", []),
        ("Zie blz. 5. En nog eens blz. 5.", [("", 5, 5)]),
    ],
)
def test_pages_as_people_write_them(words: str, expected: list[tuple[str, int, int]]) -> None:
    assert pages_of(words) == expected


@pytest.mark.parametrize(
    ("opening", "closing"), [("„", "”"), ("“", "”"), ("‘", "’"), ('"', '"'), ("'", "'"), ("«", "»")]
)
def test_quotes_between_any_marks(opening: str, closing: str) -> None:
    said = "dat er geen cijfers over de omvang werden gedeeld"
    assert quotes_of(f"Klopt het {opening}{said}{closing} volgens u?") == [said]


def test_a_term_is_no_passage_and_the_outermost_quote_counts() -> None:
    assert quotes_of("Wat is 'nareis op nareis' en \"misbruik\"?") == []
    outer = "In dit kader werd 'nareis op nareis als begrip' een groot probleem genoemd"
    assert quotes_of(f'Klopt "{outer}"?') == [outer]


def test_numbers_count_on_so_that_others_at_a_line_start_are_no_questions() -> None:
    questions = read_questions(
        "Nr\tVraag\n1\tEerste vraag over\n7 juli 2023?\n2\tTweede?\n- 3 Derde?"
    )
    assert [(q.number, q.text) for q in questions] == [
        ("1", "Eerste vraag over 7 juli 2023?"),
        ("2", "Tweede?"),
        ("3", "Derde?"),
    ]
    assert read_questions("Losse tekst, zie blz. 3.")[0].number == ""
    assert read_questions("  ") == ()


@pytest.mark.parametrize("name", ["vragenlijst.txt"])
def test_the_questions_of_the_case(shared: Path, name: str) -> None:
    """The page references of the Kamer: those that the shared study lists."""
    words = (shared / "case-nareis" / name).read_text("utf-8")
    assert len(read_questions(words)) == 28
    assert pages_of(words) == [
        ("", 11, 15),
        ("", 11, 15),
        ("", 13, 13),
        ("", 144, 144),
        ("", 254, 254),
        ("", 254, 254),
    ]
    assert [quote[:30] for quote in quotes_of(words)] == [
        "misbruik is aan de orde van de",
        "In dit kader werd 'nareis op n",
    ]


PAGES = (
    "Inleiding over de regeling.\nDe uitvoering liep door in het voorjaar.",
    "In dit kader werd „nareis op nareis” be-\nnoemd als een groot probleem, zonder",
    "dat er cijfers over de omvang\nwerden gedeeld. Daarna volgde de stemming over de motie.",
    "Op verzoek van ████████ is de nota op 3 mei aangepast en daarna opnieuw aangeboden.",
)
TEXTS = PageTexts(PAGES)


def test_a_quote_is_found_over_line_ends_hyphens_and_pages() -> None:
    (found,) = TEXTS.find(
        "In dit kader werd 'nareis op nareis' benoemd als een groot probleem, zonder dat er cijfers"
        " over de omvang werden gedeeld"
    )
    assert (found.first_page, found.last_page, found.score) == (1, 2, 1.0)
    assert "werden gedeeld" in found.text


def test_a_quote_with_something_redacted_in_it_is_similar() -> None:
    (found,) = TEXTS.find(
        "Op verzoek van mevrouw Jansen is de nota op 3 mei aangepast en daarna opnieuw aangeboden"
    )
    assert found.first_page == 3
    assert 0.5 <= found.score < 1


def test_what_stands_nowhere_is_not_found() -> None:
    assert (
        TEXTS.find("De minister heeft nooit kennisgenomen van deze stukken over grensbewaking")
        == ()
    )
    assert TEXTS.find("…") == ()
    assert PageTexts(()).find("iets dat er niet kan staan") == ()


def test_the_text_of_pages_is_one_line() -> None:
    assert (
        TEXTS.text_of(0, 0)
        == "Inleiding over de regeling. De uitvoering liep door in het voorjaar."
    )


def test_a_reference_without_a_page_is_the_whole_annex() -> None:
    (question,) = read_questions("Wat staat er in bijlage 2?")
    assert question.references == (Reference(ReferenceKind.PAGE, "bijlage 2", "2"),)
