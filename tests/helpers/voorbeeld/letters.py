"""Letters: from a citizen, the ministry's answer to her, and a public one to the Kamer."""

from __future__ import annotations

from tests.helpers.voorbeeld import people as p
from tests.helpers.voorbeeld.ministry import ADDRESS, NARROW, SENDER, column, page_number, ribbon
from tests.helpers.voorbeeld.paper import Look, Paper
from tests.helpers.voorbeeld.truth import Made


def draw_citizen(made: Made) -> Paper:
    """One page from a home printer, with everything that a worried citizen writes down."""
    look = Look("serif", 11.5, 15.0)
    paper = Paper(made, look, borders=(72.0, 80.0, 523.0, 790.0))
    for line in (
        f"Mevr. {p.CITIZEN_SHORT}",
        p.CITIZEN_ADDRESS,
        p.CITIZEN_TOWN,
        f"Tel. {p.CITIZEN_PHONE}",
        p.CITIZEN_MAIL,
    ):
        paper.at(paper.left, paper.y, line)
        paper.y += 15.0
    paper.y += 15.0
    for line in (
        "Ministerie van Waterstaat en Wonen",
        "t.a.v. het loket funderingsherstel",
        "{am:Postbus 20901}",
        "{pm:2500 EX} DEN HAAG",
    ):
        paper.at(paper.left, paper.y, line)
        paper.y += 15.0
    paper.y += 18.0
    paper.at(paper.left, paper.y, "Oostwetering, 24 maart 2022")
    paper.y += 30.0
    paper.at(paper.left, paper.y, "Betreft: mijn aanvraag FH-2021-0387, scheuren in de achtergevel")
    paper.y += 30.0
    _citizen_text(paper)
    return paper


def _citizen_text(paper: Paper) -> None:
    paper.paragraph("Geachte heer, mevrouw,", after=10)
    paper.paragraph(
        "Op 11 oktober 2021 heb ik een aanvraag ingediend voor een bijdrage in het herstel van de "
        "fundering van mijn woning. Ik heb daarna alleen een ontvangstbevestiging gekregen. De "
        f"scheuren worden groter en mijn buurman {p.NEIGHBOUR} is intussen wel "
        "geholpen.",
        after=10,
    )
    paper.paragraph(
        f"Voor de goede orde mijn gegevens: {p.CITIZEN}, geboren op {p.CITIZEN_BORN}, "
        f"burgerservicenummer {p.CITIZEN_BSN}. De bijdrage kunt u overmaken op rekening "
        f"{p.CITIZEN_IBAN} op mijn naam.",
        after=10,
    )
    paper.paragraph(
        "De onderzoeker van Grondslag Advies, de heer {x:Kranendonk}, is op 2 februari langs "
        "geweest. Hij parkeerde op mijn oprit achter mijn auto (kenteken {k:K-482-ZR}) en heeft de "
        "kelder maar vijf minuten bekeken. Hij zei dat de palen aan de noordzijde "
        "waarschijnlijk droog hebben gestaan. Een rapport heb ik nooit ontvangen.",
        after=10,
    )
    paper.paragraph(
        "Aan de telefoon werd ik doorverbonden met mevrouw {c:Van den Heuvel}, die beloofde terug "
        "te bellen. Dat is niet gebeurd. Ik verzoek u mij binnen twee weken te laten weten wanneer "
        "ik een besluit kan verwachten.",
        after=18,
    )
    paper.paragraph("Hoogachtend,", after=40)
    paper.paragraph(p.CITIZEN_SHORT)


def draw_answer(made: Made) -> Paper:
    """The ministry's answer: window address, header column, signed by the director-general."""

    def on_page(paper: Paper, index: int) -> None:
        ribbon(paper)
        contact = [
            "**Contactpersoon**",
            p.VLINKSTRA.short,
            f"T  {p.GENERAL_PHONE}",
            p.DESK_MAIL.replace("@", "\n@"),
        ]
        column(
            paper,
            210.0,
            [
                SENDER,
                ADDRESS,
                contact,
                ["**Ons kenmerk**", "{r:2022-0000198264}"],
                ["**Uw kenmerk**", "{r:FH-2021-0387}"],
                ["**Bijlagen**", "geen"],
            ],
        )

    look = Look(size=9.5, leading=13.4, by_word=True)
    paper = Paper(made, look, borders=NARROW, on_page=on_page, at_end=page_number)
    paper.at(paper.left, 112.0, "> Retouradres {am:Postbus 20901}, {pm:2500 EX} Den Haag", size=6.5)
    for y, line in (
        (136.0, f"Mevrouw {p.CITIZEN_SHORT}"),
        (149.4, p.CITIZEN_ADDRESS),
        (162.8, "{pc:2471 KL}  OOSTWETERING"),
    ):
        paper.at(paper.left, y, line)
    paper.at(paper.left, 240.0, "Datum", size=8.0)
    paper.at(paper.left + 44.0, 240.0, "6 mei 2022")
    paper.at(paper.left, 254.0, "Betreft", size=8.0)
    paper.at(paper.left + 44.0, 254.0, "Beslissing op uw aanvraag funderingsherstel")
    paper.y = 300.0
    _answer_text(paper)
    return paper


def _answer_text(paper: Paper) -> None:
    paper.paragraph(f"Geachte mevrouw {p.CITIZEN_LAST},", after=8)
    paper.paragraph(
        "Op 24 maart 2022 heeft u gevraagd wanneer op uw aanvraag wordt beslist. Het spijt mij dat "
        "u zo lang heeft moeten wachten. Hierbij ontvangt u mijn besluit.",
        after=8,
        stays=True,
    )
    paper.heading("Besluit")
    paper.paragraph(
        "Ik wijs uw aanvraag af. Uit het onderzoek blijkt dat de schade aan de woning {a:Vaartkade "
        "27} niet het gevolg is van droogstand van de palen in de zin van artikel 3 van de "
        "regeling, maar van een latere aanbouw.",
        after=8,
    )
    paper.heading("Motivering")
    paper.paragraph(
        "Bij het onderzoek van 2 februari 2022 zijn drie peilbuizen geplaatst. De grondwaterstand "
        "lag gemiddeld 41 centimeter boven de kop van de palen. Er is geen aantasting door "
        "schimmel of bacteriën vastgesteld. De scheurvorming concentreert zich bij de aanbouw uit "
        "1994, die op staal is gefundeerd.",
        after=8,
        stays=True,
    )
    paper.heading("Bezwaar")
    paper.paragraph(
        "Bent u het niet eens met dit besluit, dan kunt u binnen zes weken na de verzenddatum "
        "bezwaar maken. Vermeld daarbij ons kenmerk. Voor vragen kunt u bellen met het loket, "
        f"{p.GENERAL_PHONE}.",
        after=16,
    )
    paper.paragraph(
        "Hoogachtend,\nde Minister van Waterstaat en Wonen,\nnamens deze,\nde directeur-generaal "
        "Water en Bodem,",
        after=34,
    )
    paper.paragraph(p.DIRECTOR_GENERAL)


def draw_kamerbrief(made: Made) -> Paper:
    """A letter to the Kamer that is public already."""

    def on_page(paper: Paper, index: int) -> None:
        ribbon(paper)
        reference = ["**Ons kenmerk**", "{r:2022-0000231150}"]
        column(paper, 210.0, [SENDER[:3], ADDRESS, reference, ["**Bijlagen**", "1"]])

    look = Look(size=9.5, leading=13.4)
    paper = Paper(made, look, borders=NARROW, on_page=on_page, at_end=page_number)
    paper.at(paper.left, 112.0, "> Retouradres {am:Postbus 20901}, {pm:2500 EX} Den Haag", size=6.5)
    for y, line in (
        (136.0, "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal"),
        (149.4, "{am:Postbus 20018}"),
        (162.8, "{pm:2500 EA}  DEN HAAG"),
    ):
        paper.at(paper.left, y, line)
    paper.at(paper.left, 240.0, "Datum 3 juni 2022")
    paper.at(paper.left, 254.0, "Betreft Verlenging regeling funderingsherstel Oostwetering")
    paper.y = 300.0
    _kamer_text(paper)
    return paper


def _kamer_text(paper: Paper) -> None:
    paper.paragraph("Geachte voorzitter,", after=8)
    paper.paragraph(
        "Hierbij informeer ik uw Kamer over de verlenging van de Tijdelijke regeling "
        "funderingsherstel Oostwetering tot en met 31 december 2022. Ik voldoe daarmee ook aan de "
        "motie van het lid {o:De Neef} (VVD) over één loket voor bewoners.",
        after=8,
    )
    paper.paragraph(
        "Tot en met 31 maart 2022 zijn 1.247 aanvragen ontvangen. Daarvan zijn er 688 toegekend en "
        "231 afgewezen. In antwoord op de vragen van het lid {o:Ouwehand} (PvdD) meld ik dat 328 "
        "bewoners nog op een besluit wachten.",
        after=8,
    )
    paper.paragraph(
        "De minister voor Volkshuisvesting en Ruimtelijke Ordening werkt aan een landelijke "
        "aanpak. "
        "Zodra die aanpak er is, bezie ik of de regeling kan worden beëindigd.",
        after=18,
    )
    paper.paragraph("De Minister van Waterstaat en Wonen,")
