"""Mail headers and signatures: who is named goes, what labels and organisations say stays."""

from __future__ import annotations

import dataclasses

import pytest

from tests.helpers import cases
from woo_desk.domain.finding import Proposal
from woo_desk.usecases.blocks import BlockKind, block_spans, sweep_places

MAIL = """Van: Jansen, Piet <p.jansen@minjus.nl>
Aan: Smit, K. (Karel);
 de Boer, minister
CC: archief
Verzonden: maandag 3 juni 2024 09:12
Onderwerp: overleg nareis

Beste Karel,
Van: hier tot daar is een stuk.

Met vriendelijke groet,

Piet Jansen
Ministerie van Justitie
senior beleidsmedewerker
06 12345678"""


def words(kind: BlockKind, text: str) -> list[str]:
    return [text[span.start : span.end] for span in block_spans(kind, text)]


def test_addresses_of_a_header_go_and_labels_date_and_subject_stay() -> None:
    assert words(BlockKind.MAIL_HEADER, MAIL) == [
        "Jansen, Piet <p.jansen@minjus.nl>",
        "Smit, K. (Karel);",
        "de Boer, minister",
        "archief",
    ]


def test_a_label_with_its_value_below_and_quoted_headers() -> None:
    text = "From:\nP. Jansen\nSent: today\n\n> Van: K. Smit\n> Verzonden: gisteren"
    assert words(BlockKind.MAIL_HEADER, text) == ["P. Jansen", "K. Smit"]


@pytest.mark.parametrize("text", ["Van: hier tot daar", "Aan de slag: nu", "", "Onderwerp: x"])
def test_one_label_is_no_header(text: str) -> None:
    assert words(BlockKind.MAIL_HEADER, text) == []


def test_a_signature_without_its_greeting_and_organisation() -> None:
    assert words(BlockKind.SIGNATURE, MAIL) == [
        "Piet Jansen",
        "senior beleidsmedewerker",
        "06 12345678",
    ]


def test_a_signature_on_the_line_of_the_greeting_and_its_end_at_a_sentence() -> None:
    text = (
        "Groet, Piet\n"
        "Deze zin is een gewone zin die nog lang niet bij de ondertekening hoort, zo te zien.\n"
        "Slot"
    )
    assert words(BlockKind.SIGNATURE, text) == ["Piet"]


def test_a_sentence_that_begins_as_a_greeting_is_none() -> None:
    text = "Groeten van alle medewerkers van de afdeling die hier eerder over schreven en spraken."
    assert words(BlockKind.SIGNATURE, text) == []


def test_findings_are_decided_and_what_stays_readable_is_cut_out() -> None:
    text = "Van: Jan Jansen (intern), De Boer\nOnderwerp: overleg"
    open_one = cases.finding("Jan Jansen", text.index("Jan"))
    minister = cases.finding("De Boer", text.index("De"), proposal=Proposal.KEEP)
    state = cases.state(findings=(open_one, minister))
    places = sweep_places(BlockKind.MAIL_HEADER, state, 0, text)
    assert [(place.text, place.finding) for place in places] == [
        ("Jan Jansen", open_one),
        ("intern", None),
    ]
    settled = dataclasses.replace(state, reviewed=frozenset({open_one.id}))
    again = sweep_places(BlockKind.MAIL_HEADER, settled, 0, text)
    assert [place.text for place in again] == ["intern"]
