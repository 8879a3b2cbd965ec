"""A printed e-mail thread: three messages, the older ones quoted, with signatures."""

from __future__ import annotations

from tests.helpers.voorbeeld import people as p
from tests.helpers.voorbeeld.ministry import labelled
from tests.helpers.voorbeeld.paper import GREY, Look, Paper
from tests.helpers.voorbeeld.tables import table
from tests.helpers.voorbeeld.truth import Made

SUBJECT = "Cijfers Q1 voor de nota"


def draw(made: Made) -> Paper:
    """The thread on two pages, as the mail program prints it."""

    def at_end(paper: Paper, index: int, total: int) -> None:
        paper.at(paper.left, 806.0, str(index + 1), size=8.0, colour=GREY)

    look = Look(size=10.0, leading=13.5)
    paper = Paper(made, look, borders=(64.0, 74.0, 531.0, 776.0), at_end=at_end)
    paper.at(paper.left, 58.0, p.DEMIR.full, size=12.0, bold=True)
    paper.rule(paper.left, 63.0, paper.right, 63.0, weight=1.4)
    paper.y = 80.0
    _first(paper)
    _second(paper)
    _third(paper)
    return paper


def _head(paper: Paper, sender: str, sent: str, to: str, copy: str, subject: str) -> None:
    rows = [("**Van:**", sender), ("**Verzonden:**", sent), ("**Aan:**", to)]
    if copy:
        rows.append(("**CC:**", copy))
    labelled(paper, paper.left, [*rows, ("**Onderwerp:**", subject)], tab=96.0, size=9.5)
    paper.y += 12.0


def _first(paper: Paper) -> None:
    _head(
        paper,
        p.DEMIR.full,
        "dinsdag 3 mei 2022 16:42",
        f"{p.HEUVEL.full}; {p.GEBRE.full}",
        "{c:Vlinkstra, Ebbo}; Postbus Funderingsherstel",
        f"RE: {SUBJECT}",
    )
    paper.paragraph("Ha " + p.HEUVEL.given + ",")
    paper.paragraph(
        "Bij dezen de definitieve aantallen. De registratie van maart is aangevuld, dus het totaal "
        "komt hoger uit dan in het concept van 21 april. Het verschil van 63 aanvragen zit vrijwel "
        "geheel in het lint.",
        stays=True,
    )
    rows = [
        ["", "concept", "definitief"],
        ["ontvangen", "1.184", "1.247"],
        ["toegekend", "640", "688"],
        ["afgewezen", "212", "231"],
    ]
    paper.y += 8.0
    table(
        paper,
        rows,
        [110.0, 70.0, 70.0],
        size=9.0,
        numbers=frozenset({1, 2}),
        ruled=False,
        stays=True,
    )
    paper.paragraph(
        f"Wil jij {p.ZIJLMANS.given} laten weten dat de tabel in de bijlage vervangen moet worden? "
        f"Ik ben morgen bereikbaar op {p.DEMIR.gsm}."
    )
    paper.paragraph("Groet,")
    _signature(paper, p.DEMIR, "Team Data en Monitoring")


def _signature(paper: Paper, who: p.Official, unit: str) -> None:
    rows = [
        f"**{who.full}**",
        who.function,
        f"{unit} | Directie Bodem en Ondergrond",
        "Ministerie van Waterstaat en Wonen",
        "{am:Rijnstraat 8} | {pm:2515 XP} Den Haag",
        f"T {who.phone} | M {who.gsm}",
        who.mail,
    ]
    for row in rows:
        if paper.y > paper.bottom:
            paper.new_page()
        paper.at(paper.left, paper.y, row, size=9.0, colour=GREY)
        paper.y += 11.6
    paper.y += 14.0


def _divider(paper: Paper) -> None:
    if paper.y > paper.bottom - 90.0:
        paper.new_page()
    paper.rule(paper.left, paper.y - 8.0, paper.right, paper.y - 8.0, weight=0.8)
    paper.y += 6.0


def _second(paper: Paper) -> None:
    _divider(paper)
    _head(
        paper,
        f"{p.HEUVEL.full} <{p.HEUVEL.mail}>",
        "dinsdag 3 mei 2022 09:15",
        f"{p.DEMIR.full} <{p.DEMIR.mail}>",
        f"{p.GEBRE.full}; {p.GRIFFIOEN.full}",
        f"FW: {SUBJECT}",
    )
    paper.paragraph("Dag " + p.DEMIR.given + ",")
    paper.paragraph(
        "Zie hieronder de vraag van FEZ. Kun jij de stand per 31 maart nalopen? De minister "
        "ontvangt "
        "de nota in de tas van 17 mei, dus graag vrijdag uiterlijk 12.00 uur. Let op dat "
        "afwijzingen "
        "op verzoek van de aanvrager (intrekkingen) niet meetellen.",
        stays=True,
    )
    paper.paragraph(
        f"Mevrouw {p.GRIFFIOEN.last} heeft nog een juridische opmerking over de peildatum; die "
        f"staat "
        "in de conceptnota bij paragraaf 4."
    )
    paper.paragraph("Met vriendelijke groet,")
    _signature(paper, p.HEUVEL, "Afdeling Funderingen")


def _third(paper: Paper) -> None:
    _divider(paper)
    paper.paragraph(f"Op ma 2 mei 2022 om 17:58 schreef {p.GEBRE.full} <{p.GEBRE.mail}>:", size=9.5)
    paper.y += 2.0
    quoted = [
        f"> Beste {p.HEUVEL.given},",
        ">",
        "> In de begrotingsstaat ga ik uit van 1.184 aanvragen en een gemiddelde bijdrage",
        "> van € 23.400. Klopt dat nog? De Kamervragen van het lid {o:Ouwehand} (PvdD) moeten",
        "> op 20 mei beantwoord zijn en ik wil geen twee getallen in omloop.",
        f"> {p.OUWEHAND.full} van jullie afdeling noemde gisteren een ander totaal.",
        ">",
        f"> {p.GEBRE.short}",
        f"> Financieel-Economische Zaken, {p.GEBRE.phone}",
        f"> Verzonden vanaf werkplek {{u:{p.GEBRE.user_id}}}",
    ]
    for line in quoted:
        paper.at(paper.left + 6.0, paper.y, line, size=9.5, colour=GREY)
        paper.y += 13.0
    paper.y += 10.0
    paper.paragraph(
        "Dit bericht kan informatie bevatten die niet voor u is bestemd. Bent u niet de "
        "geadresseerde, dan verzoeken wij u dat te melden aan " + p.DIRECTORATE_MAIL + ".",
        size=7.5,
        leading=9.5,
    )
