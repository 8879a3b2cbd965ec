"""Lists: requests per quarter on a turned page, and who came to an evening for residents."""

from __future__ import annotations

from tests.helpers.voorbeeld import people as p
from tests.helpers.voorbeeld.ministry import MINISTRY, labelled
from tests.helpers.voorbeeld.paper import GREY, Look, Paper
from tests.helpers.voorbeeld.tables import table
from tests.helpers.voorbeeld.truth import Made

QUARTERS = [
    ["Kwartaal", "Ontvangen", "Toegekend", "Afgewezen", "In behan¬deling", "Gem. bijdrage (€)"],
    ["2021-2", "214", "171", "38", "5", "22.150"],
    ["2021-3", "268", "187", "61", "20", "23.075"],
    ["2021-4", "331", "192", "72", "67", "23.910"],
    ["2022-1", "434", "138", "60", "236", "24.365"],
    ["**Totaal**", "**1.247**", "**688**", "**231**", "**328**", "**23.400**"],
]
HANDLERS = [
    ["Behandelaar", "Personeels¬nummer", "Afgedaan", "Herzien", "Dagen", "Opmerking"],
    [p.VLINKSTRA.full, "{nr:00418827}", "212", "3", "104", ""],
    [p.GRIFFIOEN.full, "{nr:00420561}", "187", "1", "96", "deeltijd vanaf 1 februari"],
    [p.OUWEHAND.full, "{nr:00425390}", "301", "2", "118", ""],
    ["{c:Xandra Quiltjes}", "{nr:00431178}", "219", "0", "91", "inhuur tot 1 juli"],
]


def draw_quarters(made: Made) -> Paper:
    """One landscape sheet; `finishing.turned` lays it on its side."""
    look = Look(size=9.0, leading=12.0)
    paper = Paper(made, look, size=(842.0, 595.0), borders=(57.0, 60.0, 785.0, 540.0))
    paper.at(57.0, 50.0, "Overzicht aanvragen regeling funderingsherstel", size=14.0, bold=True)
    paper.at(57.0, 66.0, f"{MINISTRY} – Team Data en Monitoring", size=9.0, colour=GREY)
    paper.at(785.0, 50.0, "Peildatum 31 maart 2022", align="right")
    paper.at(785.0, 66.0, f"Opgesteld door {p.DEMIR.short}, versie 3.1", align="right")
    paper.y = 104.0
    columns = frozenset({1, 2, 3, 4, 5})
    table(paper, QUARTERS, [110.0, *[100.0] * 4, 120.0], size=9.0, numbers=columns, stays=True)
    paper.paragraph(
        "Ingetrokken aanvragen tellen niet mee. Aantallen kleiner dan 5 komen in deze tabel niet "
        "voor. Het totaal wijkt af van de conceptnota van 21 april 2022 (1.184)."
    )
    paper.y += 22.0
    paper.at(57.0, paper.y, "Bijlage: werkvoorraad per behandelaar (alleen intern)", bold=True)
    paper.y += 20.0
    widths = [170.0, 110.0, 80.0, 80.0, 80.0, 150.0]
    table(paper, HANDLERS, widths, size=9.0, numbers=frozenset({2, 3, 4}), stays=False)
    paper.at(57.0, 560.0, f"Bron: FUNREG, export {{u:{p.DEMIR.user_id}}} 02-05-2022", size=7.0)
    paper.at(785.0, 560.0, "1", size=7.0, align="right")
    return paper


PRESENT = [
    ["Nr.", "Naam", "Namens", "Telefoon", "Paraaf"],
    ["1", "{b:Benhaddou, A.}", "bewoner", "{f:06-4471 0958}", "{ib:ABh}"],
    ["2", "{b:Wiebenga-Smallenbroek, T.}", "bewoner", "{f:0172-49 38 16}", "{ib:TWS}"],
    ["3", "{b:De Roo van Alderwerelt, C.}", "bewonersvereniging", "{f:06-2093 7746}", "{ib:CRA}"],
    ["4", "{b:Østergård, Liv}", "bewoner", "{f:06-3318 5204}", "{ib:LØs}"],
    ["5", "{x:KRANENDONK B.}", "Grondslag Advies B.V.", "{f:06-5462 1187}", "{ib:BKr}"],
    ["6", "{c:Zijlmans-Okkerse, M.}", "ministerie", p.ZIJLMANS.gsm, p.ZIJLMANS.mark],
    ["7", "{c:Heuvel, A.M. van den}", "ministerie", p.HEUVEL.gsm, p.HEUVEL.mark],
    ["8", "{c:WOLFSWINKEL H.J.}", "ministerie", p.WOLFSWINKEL.gsm, p.WOLFSWINKEL.mark],
    ["9", "{o:Ouwehand, E.}", "Tweede Kamer (PvdD)", "", ""],
]


def draw_presence(made: Made) -> Paper:
    """One page: date, place, chair, and a ruled list with telephone numbers and parafen."""
    look = Look(size=10.0, leading=14.0)
    paper = Paper(made, look, borders=(64.0, 80.0, 531.0, 770.0))
    paper.at(64.0, 70.0, "Presentielijst bewonersavond", size=16.0, bold=True)
    paper.at(64.0, 86.0, "Regeling funderingsherstel Oostwetering", colour=GREY)
    paper.y = 118.0
    rows = [
        ("Datum", "9 juni 2022, 19.30 uur"),
        ("Locatie", "Dorpshuis De Wetering, Oostwetering"),
        ("Voorzitter", p.ZIJLMANS.full),
        ("Afgemeld", f"{p.VLINKSTRA.full}, mevr. {{b:Ngozi Okonkwo-Bakhuys}}"),
    ]
    labelled(paper, 64.0, rows, tab=80.0, size=10.0)
    paper.y += 18.0
    table(paper, PRESENT, [30.0, 168.0, 128.0, 88.0, 53.0], size=9.5)
    paper.y += 8.0
    paper.paragraph(
        "Met uw paraaf geeft u aan dat u instemt met het gebruik van uw gegevens voor het "
        "versturen "
        "van het verslag. De lijst wordt na zes weken vernietigd.",
        size=8.5,
        stays=True,
    )
    paper.at(
        64.0, 790.0, f"Lijst bij {{r:2022-0000240018}} – beheer: {p.WOLFSWINKEL.mark}", size=8.0
    )
    return paper
