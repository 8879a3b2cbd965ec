"""The nota about the scheme: a concept with provisional figures, and the final version."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.helpers.voorbeeld import people as p
from tests.helpers.voorbeeld.ministry import (
    ADDRESS,
    NARROW,
    SENDER,
    column,
    footnotes,
    page_number,
    ribbon,
)
from tests.helpers.voorbeeld.paper import GREY, Look, Paper
from tests.helpers.voorbeeld.tables import table
from tests.helpers.voorbeeld.truth import Made


@dataclass(frozen=True, slots=True)
class Version:
    """What differs between the two."""

    date: str
    reference: str
    requests: str
    granted: str
    refused: str
    pending: str
    villages: tuple[str, str, str]
    is_concept: bool


CONCEPT = Version(
    "21 april 2022", "2022-0000187431", "1.184", "640", "212", "332", ("583", "371", "230"), True
)
FINAL = Version(
    "17 mei 2022", "2022-0000214906", "1.247", "688", "231", "328", ("612", "389", "246"), False
)


def draw(made: Made, version: Version) -> Paper:
    """Both pages of the nota, ready to be finished."""

    def on_page(paper: Paper, index: int) -> None:
        if index:
            paper.y, paper.bottom = 110.0, 770.0
            column(paper, 110.0, [SENDER[:3], *_dates(version)])
        else:
            paper.bottom = 698.0
            _first_page(paper, version)

    look = Look(leading=13.4) if version.is_concept else Look(leading=13.2, ligatures=True)
    paper = Paper(made, look, borders=NARROW, on_page=on_page, at_end=_at_end(version))
    paper.y = 306.0
    _body(paper, version)
    _decision(paper, version)
    return paper


def _dates(version: Version) -> list[list[str]]:
    return [
        ["**Datum**", version.date],
        ["**Ons kenmerk**", f"{{r:{version.reference}}}"],
    ]


def _first_page(paper: Paper, version: Version) -> None:
    ribbon(paper)
    paper.at(paper.left, 130.0, "TER BESLISSING", size=8.0, bold=True)
    paper.at(paper.left, 148.0, "Aan", size=8.0, colour=GREY)
    paper.at(paper.left, 160.0, "de Minister van Waterstaat en Wonen")
    title = "conceptnota" if version.is_concept else "nota"
    paper.at(paper.left, 222.0, title, size=19.0)
    paper.at(paper.left, 252.0, "Tussenstand Tijdelijke regeling funderingsherstel", bold=True)
    paper.at(paper.left, 265.0, "Oostwetering", bold=True)
    contact = ["**Contactpersoon**", p.HEUVEL.full, p.HEUVEL.function]
    if not version.is_concept:
        contact += [f"T  {p.HEUVEL.phone}", f"M  {p.HEUVEL.gsm}"]
    contact.append(f"{{e:{p.HEUVEL.local}\n@{p.DOMAIN}}}")
    y = column(paper, 104.0, [SENDER, ADDRESS, contact, *_dates(version)])
    y = column(paper, y, [["**Bijlagen**", "2"], ["**Medegelezen**"]])
    _parafen(paper, y - 6.0, version)


def _parafen(paper: Paper, y: float, version: Version) -> None:
    rows = [(p.TALSMA.mark, "20-04"), (p.ZIJLMANS.mark, "20-04")]
    if not version.is_concept:
        rows = [(p.TALSMA.mark, "12-05"), (p.ZIJLMANS.mark, "13-05"), (p.GEBRE.mark, "16-05")]
    for mark, day in rows:
        paper.rule(437.0, y + 3.0, 520.0, y + 3.0, weight=0.3)
        paper.at(437.0, y, mark, size=7.5)
        paper.at(520.0, y, day, size=7.0, align="right")
        y += 13.0


def _body(paper: Paper, version: Version) -> None:
    paper.heading("1. Aanleiding")
    paper.paragraph(
        "Bij de openstelling van de regeling^1 is toegezegd dat u elk halfjaar een tussenstand "
        "ontvangt. Daarnaast heeft het lid {o:Ouwehand} (PvdD) op 14 april jl. schriftelijk "
        "gevraagd hoeveel bewoners van het lint nog op een besluit wachten."
    )
    paper.heading("2. Geadviseerd besluit")
    paper.paragraph(
        "U wordt gevraagd kennis te nemen van de tussenstand en in te stemmen met verlenging van "
        "de aanvraagtermijn tot en met 31 december 2022.",
        stays=True,
    )
    paper.heading("3. Kernpunten")
    paper.bullets(
        [
            f"Tot en met 31 maart 2022 zijn {version.requests} aanvragen ontvangen. Daarvan zijn "
            f"er {version.granted} toegekend en {version.refused} afgewezen; {version.pending} "
            "aanvragen zijn in behandeling.",
            "De gemiddelde bijdrage per woning bedraagt € 23.400. Het plafond van € 31 miljoen "
            "wordt naar verwachting in het derde kwartaal bereikt.^2",
            "De minister voor Volkshuisvesting en Ruimtelijke Ordening, de heer "
            f"{p.MINISTER_VRO}, is op ambtelijk niveau geïnformeerd.",
        ]
    )
    paper.paragraph("De aanvragen zijn als volgt verdeeld over de kernen:", after=12.0)
    villages = ("Oostwetering-Dorp", "Kade en Lint", "Nieuwe Polder")
    rows = [list(pair) for pair in zip(villages, version.villages, strict=True)]
    head = ["Kern", "Aanvragen"]
    total = ["Totaal", version.requests]
    table(paper, [head, *rows, total], [170.0, 80.0], numbers=frozenset({1}), stays=True)
    if version.is_concept:
        paper.paragraph(
            f"Opmerking: de cijfers van het eerste kwartaal zijn voorlopig. {p.DEMIR.full} (team "
            "Data) levert begin mei de definitieve aantallen aan."
        )


def _decision(paper: Paper, version: Version) -> None:
    paper.heading("4. Toelichting")
    paper.paragraph(
        "De doorlooptijd is gestegen van elf naar zeventien weken. De oorzaak ligt bij de "
        "funderingsonderzoeken: er zijn te weinig erkende bureaus. Met Grondslag Advies B.V. zijn "
        f"afspraken gemaakt over extra capaciteit; contactpersoon daar is {p.SURVEYOR}. De "
        "bezwaren over het eerste jaar zijn afgehandeld door mr. "
        f"{p.TALSMA.short} van de directie Juridische Zaken."
    )
    paper.paragraph(
        "Verlenging past binnen de begroting. De financiële paragraaf is afgestemd met "
        f"{p.GEBRE.full} (FEZ)."
        + ("" if version.is_concept else f" De juridische toets is gedaan door {p.GRIFFIOEN.full}.")
    )
    _politics(paper)
    _close(paper, version)


def _politics(paper: Paper) -> None:
    paper.heading("5. Politieke context")
    paper.paragraph(
        "In het debat van 8 maart jl. heeft de minister van Infrastructuur en Waterstaat, de heer "
        "{o:Harbers}, verwezen naar de regeling als voorbeeld voor andere veengebieden. De vaste "
        "commissie heeft om de evaluatie verzocht.",
        stays=True,
    )
    paper.paragraph(
        "Het lid {o:De Neef} (VVD) heeft bij motie gevraagd om één loket voor bewoners. Dat "
        "loket is "
        "op 1 februari 2022 geopend en is bereikbaar via "
        + p.DESK_MAIL
        + " of "
        + p.GENERAL_PHONE
        + "."
    )
    paper.heading("5.1 Krachtenveld")
    paper.paragraph(
        "De gemeente Veenrijk, het hoogheemraadschap en de Uitvoeringsdienst Wonen steunen de "
        "verlenging. De bewonersvereniging Kade en Lint vindt dat de bijdrage achterblijft bij de "
        "werkelijke kosten en overweegt naar de rechter te gaan.",
    )


def _close(paper: Paper, version: Version) -> None:
    paper.heading("6. Informatie die niet openbaar gemaakt kan worden")
    paper.paragraph("De persoonsgegevens van ambtenaren en bewoners worden niet openbaar gemaakt.")
    paper.heading("7. Vervolg")
    paper.paragraph(
        f"Na uw akkoord plaatst {p.VLINKSTRA.full} het wijzigingsbesluit in de Staatscourant en "
        f"informeert {p.OUWEHAND.full} de gemeente. Vragen over de uitvoering kunnen naar "
        f"{p.VLINKSTRA.mail}."
    )
    if not version.is_concept:
        paper.y += 16.0
        paper.paragraph("De directeur-generaal Water en Bodem,", after=22.0)
        paper.paragraph(p.DIRECTOR_GENERAL)


def _at_end(version: Version) -> Callable[[Paper, int, int], None]:
    source = f"Opgave van {p.DEMIR.short}, peildatum 1 april 2022."
    if not version.is_concept:
        source = f"Zie het verslag van 12 mei 2022, opgesteld door {p.PRZYBYLSKI.short}."

    def draw_end(paper: Paper, index: int, total: int) -> None:
        page_number(paper, index, total)
        if not index:
            link = "https://www.waterstaatwonen.nl/regelingen/funderingsherstel-oostwetering"
            footnotes(paper, [f"Stcrt. 2021, 18604. De regeling staat op {link}.", source], y=738.0)
        if version.is_concept:
            paper.at(paper.left, 800.0, "CONCEPT v0.4 – niet voor verspreiding", size=7.0)

    return draw_end
