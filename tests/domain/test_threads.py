"""Conversations by their identifiers, else by subject and participants."""

from __future__ import annotations

import datetime as dt

import pytest

from woo_desk.domain.document import MailFacts
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.threads import (
    Letter,
    Told,
    conversations,
    is_reply,
    plain_subject,
    quoted_completely,
)

START = dt.datetime(2023, 6, 1, 9, tzinfo=dt.UTC)


def letter(number: int, days: float = 0, **fields: object) -> Letter:
    facts = MailFacts(
        **{
            "sender": "Anna <a@x.example>",
            "recipients": ("b@x.example",),
            "sent_at": START + dt.timedelta(days=days),
            **fields,
        }  # type: ignore[arg-type]
    )
    return Letter(DocumentId(f"d{number}"), number, facts)


def threads(*letters: Letter) -> list[str]:
    found = conversations(letters)
    return [found[one.id] for one in letters]


def test_identifiers_join_whatever_the_order() -> None:
    third = letter(1, message_id="3@x", references=("1@x", "2@x"), subject="heel iets anders")
    first = letter(2, message_id="1@x")
    second = letter(3, message_id="2@x", in_reply_to="1@x")
    assert threads(third, first, second) == ["d1", "d1", "d1"]


def test_two_answers_to_a_message_that_is_not_here() -> None:
    assert threads(letter(1, in_reply_to="weg@x"), letter(2, in_reply_to="weg@x")) == ["d1", "d1"]


def test_the_conversation_index_of_outlook() -> None:
    root = "01" * 22
    assert threads(letter(1, thread_index=root), letter(2, thread_index=root + "aabbccddee")) == [
        "d1",
        "d1",
    ]


def test_subject_and_participants_where_there_is_nothing_else() -> None:
    first = letter(1, subject="Cijfers nareis")
    answer = letter(2, 1, subject="Antw: RE: cijfers  nareis", sender="b@x.example")
    other = letter(3, 1, subject="RE: Cijfers nareis", sender="z@y.example", recipients=("q@y",))
    late = letter(4, 200, subject="RE: Cijfers nareis")
    anew = letter(5, 2, subject="Cijfers nareis")
    assert threads(first, answer, other, late, anew) == ["d1", "d1", "d3", "d4", "d5"]


@pytest.mark.parametrize(
    "subject", ["RE: a b", "Antw: Fwd: A  b", "[EXTERN] re[2]: a b", "Betr.: a b", "FW: AW: a b"]
)
def test_prefixes_fall_away(subject: str) -> None:
    assert plain_subject(subject) in ("a b", "betr.: a b")
    assert is_reply(subject) is (subject != "Betr.: a b")


def test_quoted_completely() -> None:
    def told(number: int, words: str, days: int) -> Told:
        return Told(
            DocumentId(f"d{number}"), number, START + dt.timedelta(days=days), words.split()
        )

    first = told(1, "kun je de cijfers sturen", 0)
    second = told(2, "hierbij groet op maandag schreef anna kun je de cijfers sturen", 1)
    third = told(3, "dank bas schreef hierbij groet op maandag schreef anna kun je de cijfers"
                    " sturen", 2)  # fmt: skip
    cut = told(4, "kun je de cijfers", 3)
    before = told(5, "eerder kun je de cijfers sturen en meer", -1)
    assert quoted_completely([first, second, third, cut, before]) == {"d1": "d3", "d2": "d3"}


def test_a_word_is_not_quoted() -> None:
    short = Told(DocumentId("d1"), 1, None, ["akkoord"])
    longer = Told(DocumentId("d2"), 2, None, ["wij", "gaan", "akkoord", "met", "alles"])
    assert quoted_completely([short, longer]) == {}
