# ruff: noqa: E501, SIM905 - layouts as they are printed, names as one writes them down
"""The sixth set: dossiers of documents in layouts that no rule and no model was made on.

Written after the rules were mended for the fifth, and before any of it was run;
`resources/names/README.md` tells the figures of the first run. Built as `tests.benchmarks.blind_fourth`.
"""

from __future__ import annotations

POOL = """
Adriënne|van|Kesselaar|AW
Berend-Jan||Oldekamp|BJ
Chantal||Rozenboom|CM
Daoud||Rahimi|D
Eelkje||Sinnema|EF
Frits||Windhorst|FCA
Grietje||Ploegmakers|G
Hendrikus||Verduin|HA
Imke||Schipper|IM
Jurriaan|de|Ridder|JR
Kübra||Şahin|K
Laurens||Bakhuizen|LBT
Merijn|van der|Plaats|M
Niels||Hofstede|NP
Oumaima||Bouzid|O
Philippe||Delacroix|PG
Ruurd||Haitsma|R
Saskia||Vennema|SJ
Tjitske||Bergsma|TW
Umut||Korkmaz|U
Veerle||Aertsen|V
Wilma||Klaassen|WE
Xiomara||Pinas|X
Youssef||Tahiri|Y
Anouk||Prins|AL
Bas||Vos|B
Carla||Jager|CT
Daan||Smit|DH
Esther||Brand|EK
Fatima||Zerouali|F
Gijs||Meijer|GJ
Heleen||Dekker|H
Ivo||Post|IA
Judith||Kramer|JM
Koen||Wit|KS
Lisa||Appel|L
Michiel||Schouten|MN
Nathalie||Huisman|N
Peter|van|Dijk|PH
Rosa||Molenaar|RC
"""

UNLISTED_FIRST = (
    """
Jandrika Tolwien Bezariah Umkarim Fredoline Sjoerdina Quarolien Mizzani Adelbrek Tsegora Wiemelda Hroswil
Yandrik Zoutine Kefaloni Dieuwolt Ardanush Nellimar Obrecht Pyrienke
"""
).split()
UNLISTED_LAST = (
    """
Slotemaeker Gorredijksma Tamminkhof Bezuyenlaar Kruudenier Oerlemansen Tesfazghi Vandersmissen Lakhmiri
Zevenwouden Abdulkarimov Heksenkamp Ruitenschild Poffertberg Mwanaidi Dirksweer Kolenbrander Szczepanik
Wittevrongel Haverslag
"""
).split()

KINDS = {
    "memo": (
        "MEMO\naan    {a}, {b}\nvan    {c}\ncc     {d.i}\ndatum  8-9-2021\nbetreft  stand van zaken aanmeldcentrum\n\n"
        "In vervolg op het gesprek dat {c.v} en ik maandag hadden, hieronder de stand. {e} heeft de aannemer gesproken. "
        "De levering schuift op naar week 41; {b.v} informeert de gemeente.\n"
    ),
    "gespreksnotitie": (
        "Gespreksnotitie kennismaking burgemeester\n"
        "Voor: staatssecretaris {=Van der Burg}\nDatum/tijd: 12 mei, 10.00-10.30 uur\n"
        "Contactpersoon: {a}, {#mobile}\n"
        "Aanwezig: burgemeester {=Halsema}, {b} (directeur OOV), {c} (kabinetschef)\n\n"
        "Spreekpunten\n- dank voor de inzet van de stad\n- {b.s} zal vragen naar de financiën; antwoord via {d.v}\n"
    ),
    "mailketen": (
        "From: {a} <{a.email}>\nSent: maandag 17 januari 2022 11:58\nTo: {b} <{b.email}>\nCc: {c.inv}; {d.inv}\n"
        "Subject: FW: Wob-verzoek RTL\n\nHoi {b.v},\n\nKun jij dit oppakken samen met {c.v}? {d.v} is met verlof tot de 24e.\n\n"
        "Dank!\n{a.v}\n\n________________________________\nVan: {e}\nVerzonden: vrijdag 14 januari 2022 16:03\n"
        "Aan: {a}\nOnderwerp: Wob-verzoek RTL\n\nCollega,\n\nBijgaand het verzoek. De journalist is {f}.\n\nGroet {e.v}\n"
    ),
    "excel": (
        "Nr;Achternaam;Tussenvoegsel;Voornaam;Schaal;Einde contract\n"
        "1;{a.S};;{a.v};11;31-12-2022\n2;{b.S};;{b.v};9;1-3-2023\n3;{c.S};;{c.v};13;onbepaald\n4;{d.S};;{d.v};8;30-6-2022\n"
    ),
    "beschikking": (
        "Beschikking bijzondere bijstand\n\nDe heer {a.i}\n{#addr}\n\nDatum: 9 november 2023   Ons kenmerk: {#ref}\n"
        "Behandeld door: {b}, tel. {#phone}\n\nGeachte heer {a.S},\n\nU vraagt vergoeding van kosten van bewindvoering. Uw bewindvoerder "
        "{c} heeft de stukken aangeleverd. Uw partner, mevrouw {d.S}, is meeverzekerd. BSN: {#bsn}\n\n"
        "Namens burgemeester en wethouders,\n\n{e.i}\nhoofd Inkomen\n"
    ),
    "english": (
        "Minutes of the EU working party, 21 June\n"
        "NL delegation: {a} and {b}\nPresidency: {c} (chair)\n\n"
        "{a.s} reported on the pilot. In reply to a question from {c.s} she said that figures would follow. "
        "Mr {d.S} of the Commission welcomed this; Ms {e.S} had no comments.\nAction: {b.v} to circulate the note.\n"
    ),
    "appgroep": (
        "[12:01, 3/11/2021] {a.v} DGM: zit jij bij {b.v}?\n[12:02, 3/11/2021] {c}: ja we wachten op {d.v}\n"
        "[12:02, 3/11/2021] {a.v} DGM: ok zeg dat {e.s} gebeld heeft. mn nr is {#mobile}\n[12:09, 3/11/2021] {c}: 👍 doe ik. {b.v} appt je zo\n"
    ),
    "bezwaarschrift": (
        "AANTEKENEN\nAan het college van B&W\n\nOndergetekende, {a}, wonende te Assen aan de {#addr}, maakt bezwaar tegen het besluit van 1 juli, "
        "bekendgemaakt door uw medewerker {b}.\n\nGronden: op 12 juni heb ik aan {c.S} laten weten dat de tuin van mijn buurman {d} "
        "niet in het plan valt. De heer {c.S} heeft dat erkend.\n\nIk machtig mijn dochter {e} om mij te vertegenwoordigen.\n\nHandtekening\n{a.i}\n"
    ),
    "functioneringslijst": (
        "Bezetting team Naturalisatie per 1 april\n{a.invv}   teamleider   36\n{b.invv}   senior medewerker   32\n{c.invv}   medewerker   24\n"
        "{d.invv}   stagiair   16\nVacature   medewerker   36\n\nOpm.: {b.v} gaat in juni met zwangerschapsverlof, {c.s} neemt waar.\n"
    ),
    "visite": (
        "{a}\nProjectleider Opvang | Programma Samenwerking\n\nMinisterie van Justitie en Veiligheid\nTurfmarkt 147 | 2511 DP | Den Haag\n"
        "M {#mobile} | {a.email}\n\nAfwezig op woensdag. Bij spoed: {b} ({#phone})\n"
    ),
    "actielijst": (
        "Nr. Actie Wie Gereed\n1 Planning aanleveren {a.v} 12/4\n2 Afspraak met COA maken {b.v}/{c.v} 14/4\n3 Brief naar {d} concept {a.par} 20/4\n"
        "4 Evaluatie inplannen {e.v} pm\n"
    ),
    "krant": (
        "Knipselkrant 5 september\nDe Gelderlander\nOmwonenden willen duidelijkheid over azc\n"
        '"Niemand vertelt ons iets", zegt {a} (54), die al twintig jaar tegenover het terrein woont. Haar buurvrouw {b.v} knikt. '
        "Wethouder {=Van der Meer} wil niet reageren. Volgens woordvoerder {c} van de gemeente volgt er een bijeenkomst.\n"
    ),
    "tuchtklacht": (
        "Inzake: klacht tegen tolk {a.i}, Wbtv-nr. {#num}\nKlager: {b.up}\n\nKlager stelt dat tolk {a.S} tijdens het gehoor van 6 maart namen verkeerd weergaf. "
        "Gehoormedewerker {c.i} bevestigt dit niet. Getuige {d} was niet bereikbaar. De commissie, bestaande uit mr. {e.i} en {f.i}, hoorde partijen.\n"
    ),
    "nota_parafen": (
        "Nota ter informatie\nVia: SG, DGM\nParaaf hoofd: {a.par}  Paraaf dir: {b.par}\n\nSamensteller {c.i} / {#phone}\nMede namens {d.i}\n\n"
        "Deze nota informeert u over de motie van de leden {=Kuik} en {=Podt}. Het WODC (onderzoeker: {e}) levert in het najaar op.\n"
    ),
    "spoedlijst": (
        "Spoed! Ziekmeldingen vandaag: {a.v}, {b.v}, {c} (griep).\nVervanging balie: {d.v} tot 13u, daarna {e.v}.\nLeidinggevende van dienst {f.s}.\n"
    ),
}
