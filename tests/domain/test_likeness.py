"""Versions, scans, parts: found among many, and told apart."""

from __future__ import annotations

import random

import pytest

from woo_desk.domain.ids import DocumentId
from woo_desk.domain.likeness import (
    LikenessKind,
    Sketched,
    candidate_pairs,
    judge_pair,
    representative_of,
)
from woo_desk.domain.wording import wording_of, words_in


def prose(seed: int, count: int = 300) -> list[str]:
    dice = random.Random(seed)
    return [f"w{int(dice.expovariate(0.002))}" for _ in range(count)]


def changed(words: list[str], part: float, seed: int = 9) -> list[str]:
    dice = random.Random(seed)
    return [word if dice.random() > part else f"{word}nieuw" for word in words]


def misread(words: list[str], part: float, seed: int = 5) -> list[str]:
    dice = random.Random(seed)
    return [
        "".join(letter if dice.random() > part else dice.choice("ceo1l") for letter in word)
        for word in words
    ]


def sketched(number: int, words: list[str]) -> Sketched:
    sketch = wording_of(" ".join(words)).sketch
    return Sketched(DocumentId(f"d{number}"), number, sketch)


def pairs(texts: list[list[str]]) -> set[tuple[int, int]]:
    documents = [sketched(number, words) for number, words in enumerate(texts)]
    return {(one.number, other.number) for one, other in candidate_pairs(documents)}


def test_the_same_words_give_the_same_sketch() -> None:
    one, other = wording_of("De IND  besloot.\nDaarna"), wording_of("de ind besloot, daarna!")
    assert one.sketch == other.sketch
    assert one.text_key != other.text_key, "signs count for what is the very same"


@pytest.mark.parametrize("part", [0.05, 0.15])
def test_versions_are_found_among_others(part: float) -> None:
    texts = [prose(seed) for seed in range(60)]
    texts.append(changed(texts[7], part))
    assert pairs(texts) == {(7, 60)}
    judged = judge_pair(texts[7], texts[60])
    assert judged is not None
    assert judged[0] is LikenessKind.VERSION


@pytest.mark.parametrize("part", [0.015, 0.04])
def test_a_scan_is_found_for_all_its_misread_letters(part: float) -> None:
    texts = [prose(seed) for seed in range(60)]
    texts.append(misread(texts[3], part))
    assert pairs(texts) == {(3, 60)}
    judged = judge_pair(texts[3], texts[60], is_read=True)
    assert judged is not None
    assert judged[0] is LikenessKind.SCAN


def test_a_text_inside_a_long_one_is_found() -> None:
    texts = [prose(seed) for seed in range(40)]
    texts.append([*prose(100, 2000), *texts[5], *prose(101, 2000)])
    assert (5, 40) in pairs(texts)
    judged = judge_pair(texts[5], texts[40])
    assert judged is not None
    assert judged[0] is LikenessKind.CONTAINED


def test_what_many_documents_share_makes_them_not_alike() -> None:
    formula = prose(1000, 30)
    texts = [[*prose(seed), *formula] for seed in range(80)]
    judged = [judge_pair(texts[one], texts[other]) for one, other in pairs(texts)]
    assert not any(judged)


def test_a_long_row_of_versions_holds_together() -> None:
    base = prose(1)
    found = pairs([changed(base, 0.02, seed) for seed in range(40)])
    assert {(number, number + 1) for number in range(39)} <= found


def test_short_texts_are_only_compared_as_a_whole() -> None:
    assert judge_pair(words_in("Zie bijlage."), words_in("zie bijlage")) == (
        LikenessKind.SAME_TEXT,
        1.0,
    )
    assert judge_pair(words_in("Zie bijlage 1"), words_in("Zie bijlage 2 graag")) is None
    assert judge_pair([], []) is None


def test_the_end_of_a_chain_is_judged() -> None:
    a, b, c = DocumentId("a"), DocumentId("b"), DocumentId("c")
    assert representative_of(a, {a: b, b: c, c: None}) == c
    assert representative_of(a, {a: b, b: a}) == b, "a ring ends too"
