"""A memo in two narrow columns with tight leading, and a starting note from an earlier year."""

from __future__ import annotations

from tests.helpers.voorbeeld import people as p
from tests.helpers.voorbeeld.ministry import MINISTRY, labelled, page_number
from tests.helpers.voorbeeld.paper import GREY, Look, Paper
from tests.helpers.voorbeeld.truth import Made

LEFT_COLUMN = (
    "**Vraag**\nDe afdeling wil weten of de bijdrage ook kan worden verleend als de eigenaar het "
    "herstel al heeft laten uitvoeren. {c:Quiltjes} en {c:Vlinkstra} kregen hierover in april "
    "twaalf vragen via het loket.",
    "**Antwoord**\nJa, mits het werk na 1 april 2021 is gestart en er een onderzoek van een erkend "
    "bureau ligt. Artikel 5, tweede lid, stelt geen eis aan het moment van aanvragen. Wel moet de "
    "factuur op naam van de eigenaar staan.",
    "**Toelichting**\nBij de voor¬bereiding van de regeling is dit punt besproken met de gemeente "
    "Veenrijk. In het verslag van 3 februari 2021 staat dat eigenaren die niet konden wachten, "
    "niet "
    "mogen worden benadeeld. De heer {c:Talsma} heeft dat destijds zo opgeschreven en de vaste "
    "lijn is sindsdien niet gewijzigd.",
    "Wie het werk zelf uitvoert, komt niet in aanmerking voor arbeidskosten. Materiaal kan wel "
    "worden vergoed. {c:Griffioen} zoekt uit of de btw moet worden meegerekend.",
)
RIGHT_COLUMN = (
    "**Rechtspraak**\nDe rechtbank heeft over een vergelijkbare regeling geoordeeld dat een "
    "bestuursorgaan niet strenger mag zijn dan de tekst. Tegen die uitspraak is geen hoger beroep "
    "ingesteld. Zie ook de brief van minister {o:De Jonge} van 21 februari 2022.",
    "**Uitvoering**\nDe werkinstructie wordt aangepast. Nieuwe aanvragen gaan naar {c:Xandra "
    "Quiltjes}; dossiers van voor 1 januari blijven bij de heer {c:E. Vlinkstra}. Het "
    "loket plaatst een bericht op de site en wijst op " + p.DESK_MAIL + ".",
    "**Kosten**\nNaar schatting gaat het om tachtig extra aanvragen, samen € 1,9 miljoen. Dat past "
    "binnen het plafond van € 31 miljoen, zo bevestigt {c:Gebre¬medhin} (FEZ).",
    "**Advies**\nPas de werkinstructie aan per 1 juni 2022 en meld dit in de volgende tussenstand "
    "aan de minister. Vragen: bel {c:Annelies} of mail {e:annelies.vanden.heuvel@"
    "minwater¬staatwonen.nl}.",
)


def draw_memo(made: Made) -> Paper:
    """One page; the two columns stand so close that lines seem to run on across them."""
    look = Look("serif", 9.2, 9.9, justified=True, ligatures=True)
    paper = Paper(made, look, borders=(68.0, 72.0, 527.0, 775.0), at_end=page_number)
    paper.at(68.0, 60.0, "MEMO", size=20.0, bold=True)
    paper.at(527.0, 60.0, MINISTRY, size=9.0, colour=GREY, align="right")
    paper.rule(68.0, 68.0, 527.0, 68.0, weight=1.0)
    paper.y = 88.0
    rows = [
        ("Van", f"{p.HEUVEL.full}, afdeling Funderingen"),
        ("Aan", f"{p.ZIJLMANS.full}; team Uitvoering"),
        ("Datum", "10 mei 2022"),
        ("Onderwerp", "Bijdrage voor herstel dat al is uitgevoerd"),
    ]
    labelled(paper, 68.0, rows, tab=70.0, size=10.0)
    paper.rule(68.0, paper.y - 4.0, 527.0, paper.y - 4.0, weight=0.5)
    top = paper.y + 16.0
    for x, column in ((68.0, LEFT_COLUMN), (302.0, RIGHT_COLUMN)):
        paper.y = top
        for text in column:
            paper.paragraph(text, x=x, width=225.0, after=7.0)
    return paper


def draw_start(made: Made) -> Paper:
    """A note from before the period that was asked for."""
    look = Look(size=9.5, leading=13.4)
    paper = Paper(made, look, borders=(79.0, 110.0, 500.0, 770.0), at_end=page_number)
    paper.at(79.0, 70.0, MINISTRY, size=9.0, colour=GREY)
    paper.at(
        79.0, 96.0, "Startnotitie verkenning funderingsschade veengebied", size=14.0, bold=True
    )
    paper.y = 124.0
    rows = [
        ("Datum", "18 september 2019"),
        ("Opsteller", p.TALSMA.full),
        ("Status", "vastgesteld in het directieteam"),
        ("Kenmerk", "{r:2019-0000482206}"),
    ]
    labelled(paper, 79.0, rows, tab=70.0)
    paper.y += 14.0
    paper.heading("1. Waarom deze verkenning")
    paper.paragraph(
        "In het veengebied rond Oostwetering verzakken woningen door droogstand van houten palen. "
        "De droge zomer van 2018 heeft dat versneld. De directie wil weten hoeveel woningen risico "
        "lopen en welke rol het rijk kan nemen."
    )
    paper.heading("2. Aanpak")
    paper.bullets(
        [
            "bureaustudie naar bouwjaar en funderingswijze;",
            "steekproef van zestig woningen, uit te voeren door Grondslag Advies B.V.;",
            "gesprekken met de gemeente Veenrijk en het hoogheemraadschap.",
        ]
    )
    paper.heading("3. Planning en bezetting")
    paper.paragraph(
        f"De verkenning loopt tot en met maart 2020. {p.ZIJLMANS.full} leidt het team; "
        f"{p.HEUVEL.full} en {p.TALSMA.full} werken elk een dag per week mee."
    )
    return paper
