"""Redacted here and readable there: every such place is found, and ordinary words are not."""

from __future__ import annotations

from tests.helpers import cases
from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.finding import EntityType, Finding, Proposal
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.redaction import Redaction, RedactionOrigin
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.usecases.consistency import (
    OpenPlace,
    RedactedWords,
    WordPlaces,
    open_places,
    redacted_words,
    words_gone,
)

FIRST = "Aan Jan Bakker."


def redacted_first(**changes: object) -> DocumentState:
    finding = cases.finding("Jan Bakker", 4)
    return cases.state(1, findings=(finding,), redactions=(cases.redaction(finding),))


def places(second: str, *others: DocumentState) -> list[OpenPlace]:
    states = (redacted_first(), *(others or (cases.state(2),)))
    texts = {DocumentId("d1"): (FIRST,), DocumentId("d2"): (second,)}
    return list(open_places(redacted_words(states), states, texts))


def gone(words: RedactedWords, state: DocumentState, text: str) -> tuple[str, ...]:
    return words_gone(words, WordPlaces(words).read(state, (text,))[1])


def test_the_same_words_in_another_document() -> None:
    (place,) = places("Met dank aan Jan Bakker, en groet.")
    assert place.document_id == "d2"
    assert place.text == "Jan Bakker"
    assert place.ground_codes == (cases.PERSONAL,)


def test_over_a_line_end_and_in_capitals() -> None:
    assert len(places("Jan\nBakker en JAN BAKKER")) == 2


def test_part_of_a_longer_word_is_something_else() -> None:
    assert places("Jan Bakkerij") == []
    assert places("x@Jan Bakker") == []


def test_what_is_a_finding_there_is_decided_there() -> None:
    finding = cases.finding("Jan Bakker", 0, number=2)
    assert places("Jan Bakker", cases.state(2, findings=(finding,))) == []


def test_a_finding_in_a_longer_name_decides_about_itself_alone() -> None:
    """Here the end of a company's name is decided; its first word is redacted elsewhere."""
    names = cases.finding("Mitsubishi Electric Corp", 0), cases.finding("Mitsubishi", 30)
    redacted = [cases.redaction(name) for name in names]
    first = cases.state(1, findings=names, redactions=tuple(redacted))

    def open_beside(finding: Finding, *redactions: Redaction) -> list[str]:
        second = cases.state(2, findings=(finding,), redactions=redactions)
        found = open_places(redacted_words([first, second]), [second], {DocumentId("d2"): (text,)})
        return [place.text for place in found]

    text = "Aan Mitsubishi Electric Corp."
    part = cases.finding("Electric Corp", 15, number=2)
    whole = cases.redaction(words=names[0].text, origin=RedactionOrigin.SEARCH, number=2)
    assert open_beside(part) == ["Mitsubishi"]
    assert open_beside(part, whole) == [], "a person redacted all of it"
    assert open_beside(cases.finding(whole.text, 4, number=2)) == [], "decided as a whole"


def test_out_of_scope_is_left_alone() -> None:
    assert places("Jan Bakker", cases.state(2, outcome=ScopeOutcome.OUT_OF_SCOPE)) == []


def test_words_that_are_kept_readable_elsewhere_are_decided_place_by_place() -> None:
    kept = cases.finding("minister Jan Bakker", 0, number=2, proposal=Proposal.KEEP)
    assert places("minister Jan Bakker en Jan Bakker", cases.state(2, findings=(kept,))) == []


def test_a_hand_made_redaction_answers_for_one_place_only() -> None:
    drawn = cases.redaction(number=2, words="Jan Bakker", origin=RedactionOrigin.SEARCH)
    second = cases.state(2, redactions=(drawn,))
    assert places("Jan Bakker", second) == []
    assert len(places("Jan Bakker en Jan Bakker", second)) == 1


def test_short_words_and_dates_recur_by_chance() -> None:
    short = cases.finding("JdV", 0, kind=EntityType.INITIALS)
    born = cases.finding("01-02-1980", 4, kind=EntityType.DOB)
    first = cases.state(
        1, findings=(short, born), redactions=(cases.redaction(short), cases.redaction(born))
    )
    assert redacted_words([first]).grounds == {}


def test_what_a_person_drew_is_sought_only_when_it_reads_like_a_name_or_number() -> None:
    drawn = (
        cases.redaction(words="Totaal\n\nPiet de Vries"),
        cases.redaction(words="het advies is negatief", page_index=1),
    )
    words = redacted_words([cases.state(1, redactions=drawn)])
    assert set(words.grounds) == {"Piet de Vries"}


def test_a_name_that_is_also_a_common_word_is_not_sought_in_the_raw_package() -> None:
    finding = cases.finding("Bakker", 0)
    first = cases.state(1, findings=(finding,), redactions=(cases.redaction(finding),))
    words = redacted_words([first])
    assert gone(words, first, "Bakker") == ("Bakker",)
    assert gone(words, first, "Bakker bij de bakker") == ()


def test_a_common_word_is_one_with_a_line_end_in_it_as_well() -> None:
    """An article that redacts "In-⏎terpreters" was refused for every "interpreters" in it."""
    finding = cases.finding("In-\nterpreters", 0)
    first = cases.state(1, findings=(finding,), redactions=(cases.redaction(finding),))
    words = redacted_words([first])
    assert set(words.grounds) == {"In- terpreters", "Interpreters"}
    assert gone(words, first, "In- terpreters") == ("In- terpreters", "Interpreters")
    assert gone(words, first, "all interpreters") == ()


def test_a_word_that_is_glued_to_others_in_small_letters_is_no_common_word() -> None:
    finding = cases.finding("Bakker", 0)
    first = cases.state(1, findings=(finding,), redactions=(cases.redaction(finding),))
    words = redacted_words([first])
    assert gone(words, first, "de map bakkerMemo") == ("Bakker",)
