"""Who received what, when: sentences as in a real sketch of a process."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from tests.helpers import cases
from woo_desk.domain.chronology import Happening, in_order, lines_of_document, lines_of_page
from woo_desk.domain.document import MailFacts
from woo_desk.domain.ids import DocumentId

D1 = DocumentId("d1")


@pytest.mark.parametrize(
    ("sentence", "day", "shown", "what", "who"),
    [
        (
            "Dit stuk is op 26 juni 2023 ter beschikking gesteld aan de coalitiepartners.",
            "2023-06-26", "", Happening.RECEIVED, "de coalitiepartners",
        ),
        (
            "Het blad werd eind november 2023 verstuurd aan het departement.",
            "2023-11-21", "eind november 2023", Happening.RECEIVED, "het departement",
        ),
        (
            "Op 10 juli 2023 heeft het kabinet uw Kamer stukken gestuurd.",
            "2023-07-10", "", Happening.RECEIVED, "uw Kamer",
        ),
        ("Het is medio juni 2023 geaccordeerd.", "2023-06-11", "medio juni 2023",
         Happening.APPROVED, ""),
        ("Het is op 16 februari 2024 gepubliceerd.", "2024-02-16", "", Happening.PUBLISHED, ""),
        ("Op 7 juli 2023 viel het kabinet.", "2023-07-07", "", Happening.TOLD, ""),
    ],
)  # fmt: skip
def test_a_sentence_tells_what_happened(
    sentence: str, day: str, shown: str, what: Happening, who: str
) -> None:
    (line,), _ = lines_of_page(D1, 2, sentence)
    assert (line.day.isoformat(), line.shown, line.what, line.who) == (day, shown, what, who)
    assert (line.document_id, line.page_index) == (D1, 2)


def test_a_date_without_a_year_follows_on_the_last_one() -> None:
    page = "Eind november 2023 kwam het.\nMedio december is gevraagd. Begin januari is het gedeeld."
    lines, last = lines_of_page(D1, 0, page)
    assert [line.day.isoformat() for line in lines] == ["2023-11-21", "2023-12-11", "2024-01-01"]
    assert last == dt.date(2024, 1, 1)
    (later,), _ = lines_of_page(D1, 1, "Halverwege februari is het gepubliceerd.", last)
    assert later.day == dt.date(2024, 2, 11)
    assert lines_of_page(D1, 0, "Begin januari is het gedeeld.")[0] == []


def test_a_document_tells_its_date_and_a_message_its_receivers() -> None:
    document = dataclasses.replace(cases.document(), date=dt.date(2023, 9, 1), kind="conceptnota")
    assert [line.what for line in lines_of_document(document)] == [Happening.VERSION]
    facts = MailFacts(recipients=("dg@voorbeeld.invalid",), sent_at=cases.NOW)
    mail = dataclasses.replace(document, mail=facts)
    (line,) = lines_of_document(mail)
    assert (line.what, line.who, line.day) == (
        Happening.MESSAGE, "dg@voorbeeld.invalid", cases.NOW.date(),
    )  # fmt: skip
    assert list(lines_of_document(cases.document())) == []


def test_lines_stand_in_order_of_day_exact_ones_first() -> None:
    page = "In mei 2023 gebeurde iets. Op 1 mei 2023 kwam het. Op 2 april 2023 begon het."
    lines, _ = lines_of_page(D1, 0, page)
    assert [line.shown for line in in_order(lines)] == ["", "", "mei 2023"]


def test_a_heading_and_a_table_tell_nothing() -> None:
    page = (
        "Politieke context\n"
        "Sinds de publicatie van het rapport door de dienst in mei 2023 zijn er vragen gesteld.\n"
        "Mei 2023 Tot slot\n"
        "Datum 7 juni 2024\n"
        "2019 2020 2021 mei 2022\n"
        "Op 6 juli 2022 deed de rechter een uitspraak.\n"
        "Op 6 juli 2022 deed de rechter een uitspraak."
    )
    lines, _ = lines_of_page(D1, 0, page)
    assert [line.text for line in lines] == [
        "Sinds de publicatie van het rapport door de dienst in mei 2023 zijn er vragen gesteld.",
        "Op 6 juli 2022 deed de rechter een uitspraak.",
    ]
