"""All forms of who is redacted are looked for, before and after; of who is kept, none."""

from __future__ import annotations

from tests.helpers import cases
from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.finding import Proposal
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.name_form import letters_of
from woo_desk.domain.person import KnownPerson
from woo_desk.usecases.consistency import open_places, redacted_words
from woo_desk.usecases.person_terms import (
    FormsOnPages,
    NamesOfDocument,
    forms_gone,
    forms_of,
    names_of_document,
)

PERSON = KnownPerson("Sørensen", "van den", "Piet Jan", "P.J.")
OTHER = KnownPerson("Bakker", "", "Anna", "A.")
NAME = "Piet Jan van den Sørensen"


def _letters(person: KnownPerson) -> set[str]:
    return {letters_of(form.casefold()) for form in forms_of(person)}


def test_forms_of_a_full_name() -> None:
    assert {
        "pietjanvandensørensen",
        "pietvandensørensen",
        "pjvandensørensen",
        "pvandensørensen",
        "vandensørensenpj",
        "sørensenpjvanden",
        "sørensenpvanden",
        "pvandensorensen",
        "sorensenpietvanden",
    } <= _letters(PERSON)
    assert "sørensen" not in _letters(PERSON)
    assert list(forms_of(KnownPerson("Berg"))) == []


def names(*states: DocumentState) -> list[NamesOfDocument]:
    return [names_of_document(state) for state in states]


def test_forms_of_who_is_redacted_and_kept_nowhere() -> None:
    finding = cases.finding(NAME, 4)
    redacted = cases.state(1, findings=(finding,), redactions=(cases.redaction(finding),))
    forms = forms_gone(names(redacted), [PERSON, OTHER])
    assert "P. van den Sørensen" in forms
    assert forms["P. van den Sørensen"] == (cases.PERSONAL,)
    assert not any("Bakker" in form for form in forms)
    marked = {("bakker", "a"): (cases.PERSONAL,)}
    assert "A. Bakker" in forms_gone(names(redacted), [PERSON, OTHER], marked)
    kept = cases.finding("P.J. van den Sørensen", 0, number=2, proposal=Proposal.KEEP)
    assert not forms_gone(names(redacted, cases.state(2, findings=(kept,))), [PERSON])


def test_another_form_on_a_page_is_an_open_place() -> None:
    finding = cases.finding(NAME, 4)
    states = (
        cases.state(1, findings=(finding,), redactions=(cases.redaction(finding),)),
        cases.state(2),
    )
    texts = {DocumentId("d1"): (f"Aan {NAME}",), DocumentId("d2"): ("t.a.v. P. van den Sorensen.",)}
    on_pages = FormsOnPages(forms_gone(names(*states), [PERSON]))
    for each in texts.values():
        on_pages.read(each)
    words = redacted_words(states)
    assert not list(open_places(words, states, texts))
    (place,) = open_places(words.with_forms(on_pages.found), states, texts)
    assert place.text == "P. van den Sorensen"
    assert place.document_id == "d2"
