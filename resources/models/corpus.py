# ruff: noqa: E501 - sentences as they are printed
"""Made-up sentences of government documents, with and without names, to train on.

Written for this purpose; no document, data set or template of the tests is in it. `{P}` is a full
name, `{F}` a first name, `{L}` a surname with its prefix, `{I}` initials and surname, `{N}` surname
first. What is capitalised and no person: `{O}` an organisation, `{X}` a product, project or system,
`{G}` a place, `{T}` a term or heading.
"""

from __future__ import annotations

WITH_NAMES = """
Ik heb dit gisteren met {F} besproken en zij is akkoord.
Volgens {L} is de planning niet haalbaar zonder extra capaciteit.
{L} geeft aan dat de cijfers van vorig jaar nog niet definitief zijn.
{F} stuurt de stukken uiterlijk donderdag rond.
Kun je dit even afstemmen met {P}? Die was bij het overleg aanwezig.
{P} heeft namens de directie gereageerd op het concept.
Het voorstel van {L} en {L} is door de stuurgroep aangenomen.
Zie ook de mail van {F} van afgelopen maandag.
De opmerking van {P} is verwerkt in paragraaf 3.
Met {F} en {F} is afgesproken dat zij de tekst nalopen.
Ik bel {F} vanmiddag nog over de bijlage.
{F}, kun jij hier nog naar kijken?
Dank {F}, ik neem het mee.
Hoi {F}, hierbij de laatste versie.
Beste {F}, dank voor je bericht.
Geachte heer {L},
Geachte mevrouw {L},
Dag {F},
{F} zit tot en met vrijdag in het buitenland.
Actie: {L} zoekt uit of dit binnen de begroting past.
Actiepunt {F}: notitie aanpassen.
- {P}: terugkoppeling geven aan het bestuur
De heer {L} wijst op de gevolgen voor de uitvoering.
Mevrouw {L} heeft hierover contact gehad met haar gemachtigde.
Aanwezig: {P}, {P}, {I} en {P}
Afwezig met bericht: {P}
Verslag: {P}
Deelnemers: {F}, {F}, {F} en {F}
Opgesteld door {P}, in overleg met {P}
Contactpersoon: {P}
Behandeld door {I}
Behandelaar: {L}
Auteur: {P}
Van: {N}
Aan: {N}; {N}
Cc: {P}; {N}
Namens dezen tekent {I}
{P} is per 1 september benoemd als coördinator.
Door ziekte van {F} is de oplevering verschoven.
De collega die dit deed, {P}, werkt hier niet meer.
Vraag het anders aan {F} van de administratie.
Dat moet {L} weten, die heeft het dossier gedaan.
Getuige {L} verklaarde dat hij niets had gezien.
Verdachte {P} werd aangehouden op het station.
Betrokkene {P} is gehoord door {P}.
Haar broer {F} en haar zus {F} verblijven in {G}.
Zijn echtgenote {P} heeft een aanvraag ingediend.
Hierna te noemen: {L}.
Eiser {P} wordt bijgestaan door {I}.
Tijdens het gesprek met {P} kwam de huisvesting aan de orde.
Na afloop sprak {L} met de wethouder.
{L} vroeg waarom dit niet eerder was gemeld.
Waarom heeft {L} dat niet gedaan?
Dit is door {F} opgepakt.
Dit is inmiddels opgelost door {P} van {O}.
Bij {F} ligt nog een vraag over de facturen.
Groeten van {F}
Groet, {F}
Met vriendelijke groet, {P}
Hartelijke groet, {F} {L}
Met dank aan {P}, {P} en {P} voor hun bijdrage.
Jullie contact bij {O} is {P}.
Ik ga er met {L} over bellen en laat het {F} weten.
Goed punt van {F}!
{F}: ja dat klopt
{F}: zal ik {F} ook uitnodigen?
{F} heeft de groep verlaten
{P} ({O}) lichtte de uitkomsten toe.
{P} (projectleider) en {P} (jurist) sluiten aan.
De presentatie wordt gegeven door {P} en {P}.
Ter vergadering verschenen {P} en {L}.
Het woord is aan {L}.
{L} sluit de vergadering om 16.00 uur.
De secretaris, {P}, leest de ingekomen stukken voor.
Alleen {F} en ik hebben toegang tot de map.
Zonder {F} was dit niet gelukt.
Stuur je het ook naar {L}?
In de aantekeningen van {L} staat iets anders.
{L} en {L} verschillen hierover van mening.
Ook {L} had twijfels bij de aanpak.
Als {F} er is kunnen we beginnen.
Omdat {L} al had ingestemd, is het stuk doorgezet.
Toen {P} belde was de beslissing al genomen.
Het is {F} niet gelukt om in te loggen.
Wie vervangt {L} in de zomer?
Per abuis is het stuk naar {P} gezonden.
Ondertekend, {I}
Voor akkoord: {I}
Datum: 4 mei, paraaf {I}
1. {P}
2. {P}
{P}	{O}	aanwezig
{P}	adviseur	{G}
{L}	{F}	{G}
{I}	juridische zaken
{N}	intern
Naam: {P}
Achternaam {L}
Ouders: {P} en {P}
Kinderen: {F} (12), {F} (9) en {F} (4)
de minderjarige {F} {L}
aanvrager {P}, woonachtig te {G}
ten name van {P}
de aanvraag van {L} is afgewezen
zie het rapport van {L} uit 2019
gesprek {F} en {F} over de planning
vervanger van {F} is {F}
{L} c.s. hebben bezwaar gemaakt
het bezwaar van {P} is ongegrond
{P} en zijn advocaat {I} waren aanwezig
met tussenkomst van {L}
tolk {P} was telefonisch aanwezig
behandelend arts {L} schrijft
docent {P} en leerling {F}
aldus {L}
""".strip().splitlines()

WITHOUT_NAMES = """
{O} heeft op 3 juni een rapport uitgebracht over de uitvoering.
De samenwerking met {O} verloopt goed.
Volgens {O} is de planning niet haalbaar.
{O} geeft aan dat de gegevens niet volledig zijn.
In {X} is de zaak geregistreerd onder een ander nummer.
Het systeem {X} wordt dit jaar vervangen door {X}.
De migratie naar {X} is uitgesteld.
Project {X} loopt uit door gebrek aan personeel.
De pilot {X} in {G} is afgerond.
De leverancier van {X} is {O}.
De rechtbank {G} heeft het beroep ongegrond verklaard.
In {G} en {G} zijn nieuwe locaties geopend.
De gemeente {G} werkt samen met de provincie {G}.
Op het station van {G} is een opvanglocatie.
Het azc in {G} sluit op 1 juli.
Van {G} naar {G} rijdt geen trein.
{T} en {T} zijn de kern van het beleid.
Bijlage 1: {T}
{T}
1. {T}
2.3 {T}
Onderwerp: {T}
Betreft: {T}
Programma {X}
De afdeling {T} bereidt dit voor.
Team {T} heeft drie vacatures.
Directie {T} is akkoord.
Het formulier {T} vindt u op de website van {O}.
De Wet {T} treedt in werking op 1 januari.
De Regeling {T} is gewijzigd.
Conform de Richtlijn {T} wordt dit getoetst.
De commissie {T} adviseert positief.
Tijdens de workshop {T} zijn ideeën verzameld.
Met {O} is een convenant gesloten.
Bij {O} werken ruim 300 mensen.
{O} en {O} verschillen hierover van mening.
Dit is inmiddels opgelost door {O}.
Ook {O} had twijfels bij de aanpak.
De contracten met {O}, {O} en {O} lopen af.
{X} is niet bereikbaar door onderhoud.
Log in bij {X} met uw token.
Zie {X} voor de handleiding.
Gebruik voortaan {X} in plaats van {X}.
Stuur het via {X} naar {O}.
De campagne {X} start in september.
Het magazine {X} besteedt er aandacht aan.
De film {X} en het boek {X} gaan hierover.
In artikel 4 van het Verdrag van {G} staat dit.
Het Akkoord van {G} bevat geen termijn.
De delegatie uit {G} bezoekt {O}.
Afspraken uit {T} worden herhaald in {T}.
Kosten {X}: zie tabel.
{X} versie 2 wordt getest door {O}.
Aanbesteding {X} gegund aan {O}.
Locatie: {G}
Plaats: {G}
Organisatie: {O}
Werkgever: {O}
Systeem: {X}
{O}	{G}	ja
{X}	{O}	12
{T}	2021	2022
{G}	{G}	{G}
Partijen: {O} en {O}
Deelnemende organisaties: {O}, {O} en {O}
de inzet van {X} door {O}
gesprek {O} en {O} over {X}
namens {O} is bezwaar gemaakt
aldus {O}
het advies van {O} is overgenomen
het bezwaar van {O} is ongegrond
ten name van {O}
zie het rapport van {O} uit 2019
Beslissing: {T}
Na {T} volgt {T}.
Omdat {O} al had ingestemd, is het stuk doorgezet.
Dat moet {O} weten, die heeft het dossier gedaan.
Actie: {O} zoekt uit of dit binnen de begroting past.
In {T} is bepaald dat de termijn acht weken is.
Aanvragen uit {G}, {G} en {G} nemen toe.
Het kantoor {G} is op vrijdag gesloten.
De burgemeester van {G} is op de hoogte.
Ter voorbereiding op {T} is een notitie gemaakt.
Nieuwsbrief {X} nummer 4
{X} en {X} zijn gekoppeld.
Het Europees Fonds {X} keert uit.
Stichting {X} vraagt subsidie aan.
Vereniging {X} en Stichting {X} zijn gehoord.
Basisschool {X} in {G} doet mee.
Hotel {X} vangt tijdelijk mensen op.
Verpleeghuis {X} en ziekenhuis {X} melden tekorten.
""".strip().splitlines()

ORGANISATION_HEADS = (
    "{} B.V.", "{} Advies", "{}", "{}", "Stichting {}", "{} Consultancy", "{} Groep", "{}zorg",
    "Vereniging {}", "{} Nederland", "{} Solutions", "Bureau {}", "{} N.V.", "Zorggroep {}",
)  # fmt: skip

TERMS = (
    "Aanleiding", "Samenvatting", "Beoogd effect", "Krachtenveld", "Financiële gevolgen",
    "Communicatie", "Vervolgstappen", "Toelichting", "Privacy", "Uitvoering en Toezicht",
    "Stand van zaken", "Besluitvorming", "Planning", "Bezwaar en Beroep", "Werk en Inkomen",
    "Jeugd", "Wonen", "Bedrijfsvoering", "Handhaving", "Digitale Dienstverlening", "Nareis",
    "Inburgering", "Opvang", "Asiel en Migratie", "Maatschappelijke Ondersteuning", "Energie",
    "Gegevensbescherming", "Klimaat", "Mobiliteit", "Herziening", "Toekomstverkenning", "Kwaliteit",
    "Leefomgeving", "Kinderopvang", "Toeslagen", "Veiligheid", "Basisregistratie", "Grondwet",
)  # fmt: skip

STEMS = (
    "bra", "del", "fen", "gor", "hal", "ism", "jor", "kel", "lom", "mar", "nov", "ost", "per", "qua",
    "ros", "sal", "tri", "ulm", "ver", "wes", "xan", "yel", "zor", "bek", "dra", "eng", "flo", "gry",
    "hoe", "kaa", "lie", "moe", "nie", "oud", "poe", "ruw", "stu", "tol", "vla", "wol", "zwa", "ber",
)  # fmt: skip
PERSON_ENDS = (
    "ink", "stra", "ma", "man", "mans", "sen", "huis", "veld", "berg", "dijk", "hof", "kamp", "horst",
    "broek", "loo", "aard", "ers", "ema", "inga", "oglu", "ski", "ova", "adze", "ian", "ani", "eh", "ou",
    "aoui", "ez", "escu", "wicz", "nyak", "ela", "unga", "ar", "el", "ens", "aal", "eur", "ier", "steeg",
)  # fmt: skip
FIRST_ENDS = (
    "a", "ie", "ke", "je", "tje", "o", "us", "an", "en", "ert", "wijn", "rik", "mar", "ina", "elle",
    "ette", "im", "ad", "ah", "ia", "y", "in", "as", "ou", "iek", "linde", "bert", "ine", "ko", "wen",
)  # fmt: skip
PRODUCT_ENDS = (
    "ia", "ion", "tec", "data", "net", "link", "soft", "is", "um", "or", "plus", "port", "base", "loket",
    "punt", "wijzer", "scan", "bank", "lab", "sys", "web", "desk", "ta", "ix", "ex", "on", "line", "kompas",
)  # fmt: skip
