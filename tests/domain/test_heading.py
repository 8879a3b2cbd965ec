from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from woo_desk.domain.dates import find_dates
from woo_desk.domain.document import DatePrecision
from woo_desk.domain.heading import Heading, read_heading
from woo_desk.domain.rows import Rows

JUNE_7 = dt.date(2024, 6, 7)
EXACT, DERIVED, UNKNOWN = DatePrecision.EXACT, DatePrecision.DERIVED, DatePrecision.UNKNOWN


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("7 juni 2024", [JUNE_7]),
        ("07 Juni 2024", [JUNE_7]),
        ("7 jun. 2024", [JUNE_7]),
        ("07-06-2024", [JUNE_7]),
        ("7/6/2024", [JUNE_7]),
        ("07.06.2024", [JUNE_7]),
        ("2024-06-07", [JUNE_7]),
        ("2024-06-07T10:15", [JUNE_7]),
        ("vrijdag 7 juni 2024 10:15", [JUNE_7]),
        ("Friday, June 7, 2024 9:00 AM", [JUNE_7]),
        ("7 June 2024", [JUNE_7]),
        ("1 maart 2024 en 2 mrt 2024", [dt.date(2024, 3, 1), dt.date(2024, 3, 2)]),
        ("29 februari 2024", [dt.date(2024, 2, 29)]),
        ("30 februari 2024", []),
        ("07-13-2024", []),
        ("27 februari jl.", []),
        ("medio december", []),
        ("juni 2024", []),
        ("1234567-06-2024", []),
        ("NL12-06-20245", []),
        ("17 juni 20245", []),
    ],
)
def test_dates(text: str, dates: list[dt.date]) -> None:
    assert list(find_dates(text)) == dates


@pytest.mark.parametrize(
    "text",
    [
        "Datum 7 juni 2024",
        "Datum: 07-06-2024",
        "Datum\n7 juni 2024",
        "Datum\n\n7 juni 2024\n",
        "Verzonden: vrijdag 7 juni 2024 10:15",
        "Sent: Friday, June 7, 2024 9:00 AM",
        "Datum brief\n7 juni 2024",
        "Ontvangen 1 januari 2020 door ons.\nDatum 7 juni 2024",
        "Datum\nOns kenmerk\n7 juni 2024\n5277899",
    ],
)
def test_a_date_beside_or_below_its_label(text: str) -> None:
    heading = read_heading(text)
    assert (heading.date, heading.precision) == (JUNE_7, EXACT)


@pytest.mark.parametrize(
    ("text", "date", "precision"),
    [
        ("Den Haag, 7 juni 2024\n\nGeachte heer", JUNE_7, EXACT),
        ("'s-Gravenhage, vrijdag 7 juni 2024\nGeachte heer", JUNE_7, EXACT),
        ("Geachte heer\nDen Haag, 8 juni 2024 is te laat voor wie in bezwaar wil.", None, UNKNOWN),
        ("Geachte heer\nRapport, 8 juni 2024\nHoogachtend,", dt.date(2024, 6, 8), DERIVED),
        ("Den Haag, 7 juni 2024\nUtrecht, 8 juni 2024", None, UNKNOWN),
        ("Overzicht\nPeildatum 7 juni 2024", None, UNKNOWN),
        ("Overzicht\nstand per 7 juni 2024", None, UNKNOWN),
        ("Nota\n7 juni 2024", JUNE_7, DERIVED),
        ("Datum van inwerkingtreding is 7 juni 2024, zo is afgesproken", None, UNKNOWN),
        ("Datum 7 juni 2024 tot 9 juni 2024 kunt u zich melden", None, UNKNOWN),
        ("Datum\n7 juni 2024\n8 juni 2024", None, UNKNOWN),
        ("Verslag overleg 7 juni 2024\nOpening", JUNE_7, EXACT),
        ("Verslag overleg 7 juni 2024, 10.00 uur\nOpening", JUNE_7, EXACT),
        ("Verslag van de brief van 7 juni 2024\nOpening", JUNE_7, DERIVED),
        ("Annotatie debat 7 juni 2024\nOpening", JUNE_7, DERIVED),
        ("nota\n7 juni 2024\n8 juni 2024\nTekst", None, UNKNOWN),
        ("Op 7 juni 2024 heeft u gevraagd om openbaarmaking van een document.", None, UNKNOWN),
        ("Datum\nOnderwerp\nVerzoek", None, UNKNOWN),
        ("Datum\nWij spraken op 7 juni 2024 met elkaar over het verzoek dat u deed", None, UNKNOWN),
        ("Geboortedatum 7 juni 1960", None, UNKNOWN),
        ("Datum ontvangst 7 juni 2024", None, UNKNOWN),
        ("", None, UNKNOWN),
    ],
)
def test_other_dates(text: str, date: dt.date | None, precision: DatePrecision) -> None:
    heading = read_heading(text)
    assert (heading.date, heading.precision) == (date, precision)


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("Ons kenmerk 5277899", "5277899"),
        ("Ons kenmerk\n5277899", "5277899"),
        ("Ons kenmerk: DGM/2024-0815", "DGM/2024-0815"),
        ("Onze referentie\nIENW/BSK-2024/123456\n", "IENW/BSK-2024/123456"),
        ("Kenmerk 2024-0000123 Uw kenmerk AB-1", "2024-0000123"),
        ("Zaaknummer: WOO 2024 17", "WOO 2024 17"),
        ("Onze referentie\nContactpersoon\n\nNoot vooraf:\nDit stuk", ""),
        ("Ons kenmerk\nContactpersoon\nJ. Jansen\n06-12345678", ""),
        ("Ons kenmerk\nDatum\n7 juni 2024", ""),
        ("Ons kenmerk\n7 juni 2024", ""),
        ("Ons kenmerk\nPostbus 20301", ""),
        ("Ons kenmerk\nUw kenmerk\n4711-AB\nGeachte heer Jansen", ""),
        ("Ons kenmerk\nUw kenmerk\n5277899\n4711-AB", "5277899"),
        ("Uw kenmerk 4711-AB", ""),
        ("Het kenmerk 123 staat in de tekst", ""),
    ],
)
def test_references(text: str, reference: str) -> None:
    """An empty label does not take the next line."""
    assert read_heading(text).reference == reference


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("nota\n\nReactie op informatieverzoek", "nota"),
        ("Ministerie\n\nNota ter besluitvorming", "nota"),
        ("CONCEPT\nnota\nAanleiding", "conceptnota"),
        ("Conceptnota nareis", "conceptnota"),
        ("Beslisnota", "beslisnota"),
        ("Notarieel document", ""),
        ("Bijlage nummer 1\nDatum 19 juni 2024\nProcesschets:\nNa signalen", "processchets"),
        ("Bijlage 3\nCijfers", "bijlage"),
        ("Van: A\nVerzonden: 7 juni 2024\nAan: B\nOnderwerp: nota", "e-mail"),
        ("From: A\nSent: x\nTo: B\nSubject: hi", "e-mail"),
        ("Verslag overleg 7 juni", "verslag"),
        ("Agenda\n1. Opening", "agenda"),
        ("Annotatie commissiedebat", "annotatie"),
        ("Startnotitie verkenning", "notitie"),
        ("Presentielijst avond", "presentielijst"),
        ("Werkinstructie invoer", "werkinstructie"),
        ("Overzicht van stukken\n1. Nota", "overzicht"),
        ("Overzicht van aantallen\n" + "1.247\n" * 20, "cijferoverzicht"),
        (
            "Ministerie van X\nAan de Voorzitter van de Tweede Kamer\nGeachte voorzitter,",
            "Kamerbrief",
        ),
        ("Aan de Voorzitter van de Tweede Kamer\nGeachte voorzitter, ik ben boos", "brief"),
        ("Stand van de\nUitvoering\nGeachte lezer", "rapport"),
        ("Beantwoording van vragen van het lid", "kamervragen"),
        ("nr. Lijst van vragen en antwoorden", "vragenlijst"),
        ("Datum 7 juni 2024\nGeachte heer Jansen,", "brief"),
        ("Geachte heer,\nDe nota is af.\nNota bene: lees dit.", "brief"),
        ("zomaar tekst", ""),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert read_heading(text).kind == kind


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("nota-informatieverzoek", Heading(JUNE_7, EXACT, "nota", "5277899")),
        ("processchets", Heading(dt.date(2024, 6, 19), EXACT, "processchets", "")),
        ("conceptnota", Heading(None, UNKNOWN, "conceptnota", "")),
        ("stand-van-de-uitvoering", Heading(None, UNKNOWN, "rapport", "")),
        ("vragenlijst", Heading(None, UNKNOWN, "vragenlijst", "")),
    ],
)
def test_the_real_case(shared: Path, name: str, heading: Heading) -> None:
    text = (shared / "case-nareis" / f"{name}.txt").read_text("utf-8")
    assert read_heading(text, f"{name}.pdf") == heading


MAIL = (
    ("Van:", "A. Jansen"),
    ("Verzonden:", "vrijdag 7 juni 2024 16:42"),
    ("Aan:", "B. Pieters; C. de Boer"),
    ("Onderwerp:", "RE: de nota"),
    ("Dag,",),
    ("Van:", "B. Pieters"),
    ("Verzonden:", "donderdag 6 juni 2024 9:15"),
)


def _text(rows: Rows) -> str:
    """As it is read when the labels stand in a column of their own."""
    columns = ([row[0] for row in rows], [" ".join(row[1:]) for row in rows])
    return "\n\n".join("\n".join(reversed(column)) for column in columns)


@pytest.mark.parametrize(
    ("rows", "heading"),
    [
        (MAIL, Heading(JUNE_7, EXACT, "e-mail")),
        ((("Kop",), *MAIL), Heading(JUNE_7, EXACT, "e-mail")),
        ((MAIL[0], *MAIL[2:]), Heading(None, UNKNOWN, "e-mail")),
        ((("-----Oorspronkelijk bericht-----",), *MAIL), Heading(None, UNKNOWN, "e-mail")),
        (
            (("MEMO",), ("Van", "A. Jansen"), ("Datum", "7 juni 2024"), ("Kenmerk", "2024-17")),
            Heading(JUNE_7, EXACT, "memo", "2024-17"),
        ),
        (
            (("Verslag overleg",), ("Datum", "7 juni 2024, 10.00 uur", "Plaats", "Den Haag")),
            Heading(JUNE_7, EXACT, "verslag"),
        ),
        (
            (("Memo",), ("Datum", "Actie"), ("7 juni 2024", "Bellen")),
            Heading(None, UNKNOWN, "memo"),
        ),
        ((("Memo",), ("Debat", "7 juni 2024")), Heading(None, UNKNOWN, "memo")),
    ],
)
def test_a_form_is_read_by_rows(rows: Rows, heading: Heading) -> None:
    found = read_heading(_text(rows), rows=rows)
    date = found.date if found.precision is EXACT else None
    precision = EXACT if date else UNKNOWN
    assert Heading(date, precision, found.kind, found.reference) == heading


def test_two_labelled_dates_that_differ_are_no_date() -> None:
    found = read_heading("Datum: 7 juni 2024\nBrief", rows=(("Datum", "8 juni 2024"),))
    assert found.date is None


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("nota vragen", "conceptnota.pdf", "conceptnota"),
        ("nota vragen", "02 Concept-nota v0.4.pdf", "conceptnota"),
        ("nota vragen", "memo.pdf", "nota"),
        ("", "09 Scan bezoekverslag.pdf", "verslag"),
        ("", "03 RE Cijfers voor de nota.pdf", ""),
        ("", "2024-06-07_verslag_overleg.pdf", "verslag"),
        ("", "jaarverslag.pdf", ""),
        ("", "notaris.pdf", ""),
        ("", "....", ""),
    ],
)
def test_the_file_name_is_a_hint(text: str, name: str, kind: str) -> None:
    assert read_heading(text, name).kind == kind


@pytest.mark.parametrize("name", ["20240607 nota.pdf", "nota_7-6-2024.pdf", "2024-06-07_nota.pdf"])
def test_the_file_name_confirms_a_date(name: str) -> None:
    assert read_heading("nota\n7 juni 2024", name).precision is EXACT
    assert read_heading("nota\n8 juni 2024", name).precision is DERIVED
    assert read_heading("nota", name).date is None


def test_a_chat_is_of_one_day_or_of_none() -> None:
    line = "07-06-2024 08:12 - Ans: Goedemorgen\n"
    other = line.replace("07-06", "08-06")
    short = line.replace("07-06-2024", "07-06-24")
    assert read_heading(line * 80) == Heading(JUNE_7, EXACT, "chat")
    assert read_heading(line * 80 + other) == Heading(None, UNKNOWN, "chat")
    assert read_heading(short * 5) == Heading(None, UNKNOWN, "chat")
    assert read_heading(line * 2).kind == ""


def test_long_text_without_heading_is_quick() -> None:
    assert read_heading("a" * 100_000 + "\n" + "1 " * 50_000) == Heading()
