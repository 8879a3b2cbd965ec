"""A document that was given before is recognised by its file, its source or all of its words."""

from __future__ import annotations

from woo_desk.domain.ids import NO_SHA256, DocumentId, Sha256
from woo_desk.domain.provision import (
    FEWEST_WORDS,
    Candidate,
    EarlierProvision,
    MatchKind,
    key_of_text,
    matches,
)

WORDS = " ".join(f"woord{n}" for n in range(FEWEST_WORDS))
FILE, SOURCE = Sha256("ab" * 32), Sha256("cd" * 32)


def candidate(
    source: Sha256 = NO_SHA256, prepared: Sha256 = NO_SHA256, text: str = ""
) -> Candidate:
    return Candidate(DocumentId("d1"), source, prepared, text)


GIVEN = EarlierProvision("e", "Nota", None, None, "", "", FILE, SOURCE, key_of_text(WORDS))


def found(one: Candidate) -> list[MatchKind]:
    return [match.kind for match in matches([GIVEN], [one])]


def test_by_file_source_and_text_the_surest_first() -> None:
    assert found(candidate(FILE, NO_SHA256, WORDS)) == [MatchKind.SAME_FILE]
    assert found(candidate(NO_SHA256, FILE)) == [MatchKind.SAME_FILE]
    assert found(candidate(SOURCE)) == [MatchKind.SAME_SOURCE]
    assert found(candidate(text=WORDS.replace(" ", "\n").upper())) == [MatchKind.SAME_TEXT]


def test_what_is_not_the_same_is_not_proposed() -> None:
    assert found(candidate(Sha256("ef" * 32), NO_SHA256, f"{WORDS} meer")) == []
    assert found(candidate()) == []
    assert key_of_text("te weinig woorden") == ""
