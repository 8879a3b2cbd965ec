"""Minutes of a project meeting: who was there, justified text, hyphens, an action list."""

from __future__ import annotations

from tests.helpers.voorbeeld import people as p
from tests.helpers.voorbeeld.ministry import MINISTRY, labelled
from tests.helpers.voorbeeld.paper import GREY, Look, Paper
from tests.helpers.voorbeeld.tables import table
from tests.helpers.voorbeeld.truth import Made


def draw(made: Made) -> Paper:
    """Two pages in a book face, justified, with names broken over line ends."""

    def at_end(paper: Paper, index: int, total: int) -> None:
        paper.rule(paper.left, 792.0, paper.right, 792.0, weight=0.3)
        paper.at(paper.left, 803.0, "Verslag projectoverleg funderingsherstel", size=7.5)
        paper.at(paper.right, 803.0, f"{index + 1}/{total}", size=7.5, align="right")

    look = Look("serif", 10.5, 13.6, justified=True)
    paper = Paper(made, look, borders=(85.0, 78.0, 510.0, 770.0), at_end=at_end)
    paper.at(paper.left, 70.0, MINISTRY, size=9.0, colour=GREY)
    paper.at(paper.left, 98.0, "Verslag projectoverleg funderingsherstel", size=15.0, bold=True)
    paper.y = 124.0
    _attendance(paper)
    _items(paper)
    _actions(paper)
    return paper


def _attendance(paper: Paper) -> None:
    rows = [
        ("Datum", "12 mei 2022, 10.00–11.30 uur"),
        ("Plaats", "{am:Rijnstraat 8}, Den Haag, zaal B4.12, en via Webex"),
        ("Voorzitter", f"{p.ZIJLMANS.full} (teamleider)"),
        ("Verslag", f"{p.PRZYBYLSKI.short} (projectsecretaris)"),
        ("Aanwezig", f"{p.HEUVEL.short}, {p.TALSMA.short}, {p.DEMIR.short}, {p.GEBRE.short},"),
        ("", f"{p.SURVEYOR_SHORT} (Grondslag Advies), {p.OUWEHAND.short}"),
        ("Afwezig", f"{p.VLINKSTRA.short} (m.k.), {p.GRIFFIOEN.short}"),
        ("Kopie", f"{p.WOLFSWINKEL.short}; secretariaat DG Water en Bodem"),
        ("Kenmerk", "{r:2022-0000209377}"),
    ]
    labelled(paper, paper.left, rows, tab=82.0, size=10.0)
    paper.y += 12.0


def _items(paper: Paper) -> None:
    paper.heading("1. Opening en mededelingen")
    paper.paragraph(
        f"{p.ZIJLMANS.last} opent de verga¬dering en heet de heer "
        "{x:Kranendonk} welkom. De directeur-generaal, mevrouw {t:Beeldsnijder}, heeft laten weten "
        "dat zij de nota voor 18 mei naar de minister wil sturen. {c:Van den Heuvel} verwerkt de "
        "laatste op¬merkingen."
    )
    paper.heading("2. Stand van de aanvragen")
    paper.paragraph(
        "Naar aanleiding van de conceptnota die op 21 april is rondge¬stuurd vraagt de heer "
        "{c:Tesfalem "
        "Gebre¬medhin} waarom het "
        "totaal ten opzichte van april is ge¬stegen. "
        "Uit de toelichting van mevrouw {c:Demirözü} blijkt dat de regi¬stratie van maart met "
        "vertra¬ging is inge¬lezen. Het defini¬tieve aantal is 1.247, waarvan 688 toekenningen. "
        "Afge¬sproken is dat alle stukken van dit getal uitgaan."
    )
    paper.paragraph(
        "Over de peildatum merkt {c:Talsma} op dat de regeling spreekt van de dag van ont¬vangst "
        "en "
        "niet van de dag van regi¬stratie. Dat scheelt negen aanvragen. Het over¬leg besluit de "
        "dag "
        "van ontvangst aan te houden, ook voor de jaren hiervoor."
    )
    paper.heading("3. Capaciteit van de onderzoeksbureaus")
    paper.paragraph(
        "Er zijn vier erkende bureaus. Samen kunnen zij negentig woningen per maand onder¬zoeken, "
        "terwijl er gemiddeld honderd¬veertig aan¬vragen bin¬nenkomen. Namens zijn bureau biedt "
        "de heer {x:Kranen¬donk} aan om tijdelijk twee meetploegen extra in te zetten. De kosten "
        "daar¬van komen ten "
        "laste van het uit¬voerings¬budget.",
        stays=True,
    )
    paper.paragraph(
        "Voor de bewoners¬avond van 9 juni wordt een zaal gezocht. {c:Floor Ouwehand} "
        "vraagt of Kamerlid {o:Ouwehand} (PvdD) wordt uitgenodigd; dat is aan het bestuur van de "
        "bewonersvereniging. {c:Hendrik-Jan Wolfs¬winkel} regelt de uitnodigingen en de "
        "presentielijst."
    )
    _later_items(paper)


def _later_items(paper: Paper) -> None:
    paper.heading("4. Bezwaar en beroep")
    paper.paragraph(
        "{c:Talsma} meldt dat tot nu toe 58 bezwaar¬schriften zijn ont¬vangen, waarvan er 41 zijn "
        "afge¬handeld. In zes zaken is het besluit herzien. In de zaak van de bewoners aan de "
        "Vaart¬kade is een hoorzitting gepland op 14 juni; namens de directie gaat {c:Sanne "
        "Grif¬fioen} mee. Zodra de recht¬bank een datum heeft bepaald, krijgt het overleg bericht."
    )
    paper.paragraph(
        "Het overleg staat stil bij de vraag of bewoners met een eigen funderings¬onderzoek recht "
        "hebben op vergoeding van de kosten daarvan. De regeling sluit dat niet uit. Mevrouw "
        "{c:Van den Heuvel} legt de vraag voor aan het ministerie van Bin¬nenlandse Zaken, omdat "
        "minister {o:De Jonge} in zijn brief van februari een andere lijn heeft gekozen."
    )
    paper.heading("5. Rondvraag en sluiting")
    paper.paragraph(
        "Tot slot van deze lange vergadering wijst de projectsecretaris, de heer {c:Wojciech "
        "Przy¬bylski}, op de archivering: "
        "concepten horen "
        "in het documentsysteem en niet op de groepsschijf. De voorzitter sluit de vergadering om "
        "11.25 uur. Het volgende overleg is op 2 juni 2022."
    )


def _actions(paper: Paper) -> None:
    paper.heading("Actielijst")
    paper.y += 8.0
    rows = [
        ["Nr.", "Actie", "Wie", "Gereed"],
        ["22-31", "Nota aanpassen aan de definitieve cijfers", p.HEUVEL.mark, "16-05-2022"],
        ["22-32", "Bericht aan gemeente Veenrijk over de peildatum", p.OUWEHAND.mark, "20-05-2022"],
        ["22-33", "Offerte extra meetploegen", "{x:Kranendonk}", "24-05-2022"],
        [
            "22-34",
            "Aanvullen risicoparagraaf",
            f"{p.GEBRE.mark} / {p.TALSMA.mark}",
            "31-05-2022",
        ],
        ["22-35", "Zaal en presentielijst bewonersavond", p.WOLFSWINKEL.mark, "02-06-2022"],
    ]
    table(paper, rows, [42.0, 238.0, 78.0, 66.0], size=9.5)
