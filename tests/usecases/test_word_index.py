"""Words are found between other words, in whatever case, and at the cost of the page alone."""

from __future__ import annotations

import random
import re

import pytest

from woo_desk.usecases.word_index import WordIndex, apart
from woo_desk.verify.needles import Needles


def found(words: list[str], text: str) -> list[tuple[str, int]]:
    return [(hit.text, hit.start) for hit in apart(WordIndex(words).hits(text))]


def test_whole_words_in_any_case_and_over_line_ends() -> None:
    text = "Aan Jan\nBakker, JAN BAKKER; jan@Jan Bakker, Jan Bakkerij"
    assert found(["Jan Bakker"], text) == [("Jan\nBakker", 4), ("JAN BAKKER", 16)]
    assert found(["Jan Bakker"], "Jan \n\n Bakker") == []


def test_of_two_that_begin_together_the_longest_counts() -> None:
    assert found(["Jan", "Jan Bakker", "Bakker"], "Jan Bakker en Jan") == [
        ("Jan Bakker", 0),
        ("Jan", 14),
    ]


def test_signs_at_the_ends_belong_to_a_word() -> None:
    assert found(["+31 6 1234"], "Bel +31 6 1234.") == [("+31 6 1234", 4)]
    assert found(["A.B."], "A.B. en A.B.C") == [("A.B.", 0)]
    assert found(["..."], "wacht ...") == [("...", 6)]


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("Yıldırım", "mevrouw YILDIRIM zei"),
        ("İnan", "de heer inan zei"),
        ("Weiß", "Frau WEISS sagte"),
        ("Weiß", "Frau Weiß sagte"),
        ("Jönsson", "JÖNSSON"),
    ],
)
def test_letters_that_change_with_their_case(word: str, text: str) -> None:
    """A surname in capitals once ended an export: it was not found again in its own list."""
    assert len(found([word], text)) == 1


def test_the_same_as_one_expression_of_all_words() -> None:
    rng = random.Random(7)
    parts = ["Jan", "van", "den", "Berg", "B.", "06", "123", "x@y.nl", "İk", "ß"]
    gaps = [" ", "\n", "  ", "@", "_", ", "]
    for _ in range(300):
        words = sorted({" ".join(rng.sample(parts, rng.randint(1, 3))) for _ in range(6)})
        text = "".join(
            rng.choice((str.upper, str.lower, str))(rng.choice(parts)) + rng.choice(gaps)
            for _ in range(25)
        )
        ordered = sorted(words, key=lambda word: (-len(word), word))
        spelled = [s for word in ordered for s in (word, word.upper())]
        every = "|".join(r"\s{1,3}".join(map(re.escape, s.split())) for s in spelled)
        pattern = re.compile(rf"(?<![\w@])(?:{every})(?!\w)", re.IGNORECASE)
        expected = [(match.group(), match.start()) for match in pattern.finditer(text)]
        assert found(words, text) == expected, (words, text)


def test_a_word_that_is_divided_over_two_lines() -> None:
    text = "het compre-\nhensive income van Kwaker\u00ad\n naat en Anna-\nMaria"
    assert found(["comprehensive income", "Kwakernaat", "Anna-Maria", "prehensive"], text) == [
        ("comprehensive income", 4),
        ("Kwakernaat", 31),
    ]
    (first, _) = apart(WordIndex(["comprehensive income", "Kwakernaat"]).hits(text))
    assert text[first.start : first.end] == "compre-\nhensive income"


def test_divided_words_are_found_as_often_as_they_stand_there() -> None:
    text = "Kwaker-\nnaat Kwakernaat Kwaker-\nnaat"
    places = [(hit.start, hit.end) for hit in WordIndex(["Kwakernaat"]).hits(text)]
    assert [" ".join(text[a:b].split()) for a, b in places] == [
        "Kwaker- naat",
        "Kwakernaat",
        "Kwaker- naat",
    ]


def test_a_word_that_is_written_together_with_others() -> None:
    """A verified package was refused for "JavaScript": "Java" was redacted where it stood alone."""
    text = "het MemoBakker2 van JanBakker, Bakker en bakkerMemo, Bakkerij, BSN123456782."
    hits = WordIndex(["Bakker", "Jan Bakker", "123456782"]).hits(text)
    assert [(text[hit.start : hit.end], hit.word) for hit in apart(hits)] == [
        ("Bakker", "Bakker"),
        ("JanBakker", "Jan Bakker"),
        ("Bakker", "Bakker"),
        ("123456782", "123456782"),
    ]
    assert [hit.start for hit in apart(hits)] == [8, 20, 31, 66]


@pytest.mark.parametrize(
    "text", ["mevrouwJansen", "JansenMemo", "Jansen2", "2Jansen", "de JANSEN3"]
)
def test_where_the_verifier_reads_a_word_it_is_found(text: str) -> None:
    assert Needles(("Jansen",)).in_prose(text)
    assert WordIndex(["Jansen"]).hits(text)
