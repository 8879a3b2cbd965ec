# ruff: noqa: E501 - layouts as they are printed
"""Layouts written after the rules were frozen, to see how they do on what they never saw.

README of the name lists tells the figures of the first run; after that the set is no longer blind.
"""

from __future__ import annotations

POOL = """
Merijn||Hogendoorn|MA
Seyma||Yildirimoglu|S
Tjeerd|van|Stokkum|TW
Abdirahman||Hersi|A
Godelieve|de|Raaff|GM
Kwabena||Asante-Mensah|K
Lizette||Peereboom|L
Wolter|ten|Kate|WH
Siobhan||Gallagher|S
Ruurd||Hylkema|R
Pham||Quoc|PQ
Dorien|van der|Molen|DE
Iwona||Grabarczyk|I
Bas||Kramer|BJ
Chantal||Duijvestijn|CC
Tarik||Benhaddou|T
Hilde|op de|Weegh|H
Floris-Jan||Bloemendaal|FJ
Mireille||Nsengimana|M
Jens||Aalbers|J
Eefje||Veltkamp|E
Rosalinde||Groot|R
Olivier||de Coninck|O
Sumeya||Abdi|S
Geert||Mulder|GP
Natascha||Zwiers|NN
Arjen||Postma|AS
Vesna||Jovanovska|V
Elmar||Timmerhuis|EL
Yvette|in 't|Hout|Y
"""

BLIND = (
    """MEMORANDUM
_______________________________________________
Voor        : {=minister Bruins Slot}
Door        : {a}, {b}
Mede namens : {c} (DGKR)
Status      : ter informatie
_______________________________________________

In vervolg op ons gesprek van vorige week treft u hierbij de uitwerking. Over de rol van de provincie heeft {b.v} gebeld met {d} van de provincie Drenthe. {d.v} kon nog geen toezegging doen. {c.s} wijst op het precedent uit 2019.

Tot slot: {a.v} is vanaf maandag met vakantie, {e.i} vervangt.
""",
    """\u200e[12-05-2023, 14:03:11] {a}: Is er al iets bekend over het debat?
\u200e[12-05-2023, 14:04:52] {b}: Griffie zegt donderdag
\u200e[12-05-2023, 14:05:03] {b}: {c.v} heeft het van de fractie van {=Omtzigt}... niet zeker
\u200e[12-05-2023, 14:06:40] {a}: Ok ik laat {d.v} weten dat hij door kan
\u200e[12-05-2023, 14:09:15] {c}: Klopt. Heb zelf met {=Van Nispen} (SP) gesproken
\u200e[12-05-2023, 14:11:00] {a}: Super {c.v} 👍
""",
    """Onderzoeksrapport incident 14 februari

Op verzoek van de vestigingsdirecteur, {a}, is onderzoek gedaan naar het incident. Gesproken is met beveiligers {b} en {c}, met woonbegeleidster {d} en met de bewoners {e} (Eritrea) en {f} (Syrie).

Bevindingen
Om 21.40 uur zag {b.s} dat {e.v} zonder pas het terrein opliep. {c.v} sprak hem aan. Volgens {c.s} werd de bewoner direct agressief. {e.v} zelf verklaart dat hij werd geduwd. {d.v} bevestigt dat zij geschreeuw hoorde. De politie, in de persoon van wijkagent {g}, was om 22.05 uur ter plaatse.

Conclusie
Niet is vast te stellen of {b.s} of {c.s} het incident heeft veroorzaakt.
""",
    """Overlegvergadering OR - bestuurder
Datum 9 juni 2022

Van de zijde van de bestuurder: {a} (directeur), {b} (HR)
Van de zijde van de OR: {c} (voorzitter), {d} (ambtelijk secretaris), {e}, {f}
Met kennisgeving afwezig: {g}

{c.S}: Ik heet iedereen welkom.
{a.S}: Dank. Ik wil beginnen met de huisvesting.
{e.S}: Daar maken wij ons zorgen over. De mededeling van {b.v} kwam rauw op ons dak.
{b.S}: Dat begrijp ik. Ik zal met {h} van Facilitair bespreken wat er kan.
""",
    """Van: "{a}" <{a.mail}@politie.nl>
Aan: <postbus@minjenv.nl>; '{b}' <{b.mail}@minjenv.nl>
Datum: 12 nov. 2021 16:44
Betreft: cijfers Q3

Ha {b.v}, hierbij de cijfers, {c.v} heeft ze nog nagelopen. Let op: tabel 3 klopt nog niet, dat zoekt {d} uit. Mocht je er vandaag niet uitkomen dan kun je {c.v} bellen (zij is er tot 17 uur), anders morgen {e.i}.

Grts, {a.v}
Verzonden vanaf mijn iPhone

Op 12 nov. 2021 om 15:02 heeft {b} <{b.mail}@minjenv.nl> het volgende geschreven:

Beste {a.v}, zou jij mij de cijfers kunnen sturen voor de beantwoording van de vragen van {=Michon-Derkzen} (VVD)? DG {=Roes} wil ze morgen zien. Dank! {b.v}
""",
    """Verslag hoorzitting bezwaarschriftencommissie

Zitting hebben: mr. {a.i} (voorzitter), mr. dr. {b.i} en {c.i} (leden), bijgestaan door secretaris mr. {d.i}
Verschenen zijn: de heer {e.S} (bezwaarmaker), zijn echtgenote {f} en namens het bestuursorgaan mevrouw mr. {g.i}

De voorzitter geeft het woord aan de heer {e.S}. Deze licht zijn bezwaar toe. Mevrouw {f.S} vult aan dat hun zoon {h.v} eveneens hinder ondervindt. Mevrouw {g.S} verwijst naar het verweerschrift. Op een vraag van {b.s} antwoordt zij dat collega {i} het besluit heeft voorbereid.
""",
    """PROJECTPLAN VERNIEUWING REGISTER

Rol                      Wie                          Inzet
Opdrachtgever            {a}                 2 u/w
Projectleider            {b}              32 u/w
Architect                {c.i}                   8 u/w
Testcoordinator          vacature                     16 u/w
Gebruikersvertegenwoordiger   {d}          4 u/w

Risico's
R1  Afhankelijkheid van een persoon ({c.v}). Maatregel: {e} inwerken. Eigenaar: {b.v}
R2  Uitloop aanbesteding. Eigenaar: {a.i}
""",
    """Betreft: uw sollicitatie

Beste {a.v},

Bedankt voor je sollicitatie naar de functie van beleidsmedewerker. We nodigen je graag uit voor een gesprek op dinsdag 4 april om 13.30 uur met {b} (teamleider), {c} en {d.v}. Meld je bij de receptie en vraag naar {d}.

Kun je niet? Bel dan met {e}, 070-1234567.

Tot dan!

{b}
teamleider Toezicht
""",
    """Proces-verbaal van bevindingen

Ik, verbalisant {a}, hoofdagent van politie, verklaar het volgende.
Op 3 maart 2022 bevond ik mij samen met collega {b.s} op het station. Wij zagen een man die later bleek te zijn genaamd {c}, geboren 1 januari 1990. {c.s} was in gezelschap van een vrouw, {d}. Getuige {e} zag dat {c.s} een tas pakte. Hij werd aangehouden door {b} en overgebracht naar het bureau, waar hulpofficier van justitie {f} hem in verzekering stelde. Tolk: {g}.
""",
    """Nieuws van de afdeling - week 12

Personeel
Per 1 april verwelkomen we {a} als nieuwe trainee en {b}, die overkomt van Financien. {c} heeft een baan gevonden bij de gemeente Utrecht; haar afscheid is op 30 maart. {d.v} is bevallen van een zoon, {e.v}! Namens allen gefeliciteerd, {d.v} en {f.v}.

Werkbezoek
{g.v} en {h.v} organiseren het werkbezoek aan Ter Apel. Burgemeester {=Velema} ontvangt ons. Aanmelden kan bij {h}.
""",
    """Interviewverslag evaluatie

Respondent: {a}, projectmanager RVO
Interviewers: {b} en {c} (Bureau Beke)

{b.par}: Hoe kijkt u terug op de samenwerking?
{a.v}: Goed, vooral met {d} van EZK liep het soepel. Later, toen {d.v} wegging, werd het lastiger.
{c.par}: Wie nam het over?
{a.v}: Dat was {e.s}, maar die had er minder tijd voor.
""",
    """Besluit tot toekenning schadevergoeding

Verzoekster, mevrouw {a.i}, wonende te Assen, heeft op 2 mei 2021 verzocht om vergoeding van schade. Haar vader, wijlen {b}, was werkzaam op het terrein. Het verzoek is behandeld door {c}; de medische beoordeling is verricht door verzekeringsarts {d.i}. Op 6 juli 2021 heeft {c.s} telefonisch contact gehad met {a.S}. Ook haar broer {e.v} heeft een verklaring afgelegd.

De Minister van Sociale Zaken en Werkgelegenheid,
voor deze:

{f.i}
manager Juridische Zaken
""",
    """TO DO na MT van 6/9

- notitie arbeidsmarkt aanpassen >> {a.v}
- reactie op stuk {b.s} >> {c.v} + {d.v}
- afspraak met SG inplannen >> secretariaat ({e.v})
- vragen Kamerlid {=Piri} uitzetten bij IND ({f})
- {g.v}: offerte opvragen
- check bij {h.i} of budget er is
""",
    """Contactgegevens crisisteam

{a}
Teamleider
06 1234 5678

{b}
Communicatie
06 2345 6789

{c.inv}
Liaison Defensie
06 3456 7890

Bij geen gehoor: {d}, 06 4567 8901
""",
    """Bijlage 2. Overzicht geraadpleegde personen

{a}, hoofd Inkoop, ministerie van Defensie
Prof. dr. {b.i}, Universiteit Leiden
{c}, VNG
Mevr. drs. {d.i}, zelfstandig adviseur
{=Reinier van Zutphen}, Nationale ombudsman
{e} en {f}, Stichting LOS
""",
    """Hoi {a.v} en {b.v},

Net gebeld door {c} van de NOS, ze willen reactie op het stuk in Trouw. {d.v} zit in overleg met minister {=Van Gennip} dus die krijg ik niet te pakken. Wie kan er meekijken? Volgens {e.v} moeten we sowieso langs {f} (FEZ).

Grt {g.v}

ps {b.v} jouw stuk over de pensioenen ligt bij {h.s}, die komt er vandaag op terug
""",
)

POOL_AGAIN = """
Ilja||Stoelinga|IM
Berend-Jan|van|Heukelom|BJ
Zeliha||Akgunduz|Z
Marit||Oosterwijk|MJ
Osman||Dualeh|O
Karlijn|van den|Eerenbeemt|K
Thijmen||Rademakers|TH
Fatoumata||Diarra|F
Sophie|de|Keijzer|SL
Radoslav||Hristov|R
Gijsbert||Wagenvoort|G
Lan||Truong|L
Noortje||Versteeg|NC
Anouar||Ziani|A
Hedwig|van der|Schaaf|HM
Menno||Klaassen|MP
Beatrijs||Ploegmakers|B
Ugo||Ferrante|U
Stijntje||Bruin|S
Rahel||Tewolde|R
Wouke||Riemersma|W
Dimphy|van|Lieshout|D
Kofi||Owusu|K
Jurre||Blok|J
"""

BLIND_AGAIN = (
    """Ontvangstbevestiging

Uw brief d.d. 4 januari is op 6 januari ontvangen en geregistreerd onder nummer 2022-0041. De behandeling is in handen van {a}. Bij afwezigheid kunt u zich wenden tot {b.i} of tot het secretariaat ({c.v}).

Aantekening: mw. {d.S} heeft eerder geklaagd, zie dossier {e.s}. {a.v} belt haar.
""",
    """#kanaal-spreidingswet

{a.v}  9:41 AM
wie heeft de laatste versie van de toelichting?
{b}  9:44 AM
die zat bij {c.v} geloof ik, of anders @{d.v}
{c}  9:52 AM
nee ik heb hem gisteren naar {e} gestuurd. {f.v} stond in cc
{a.v}  9:53 AM
dank! dan vraag ik {e.v}
""",
    """Spreeklijn voor de minister

- Dank aan de heer {=Eerdmans} (JA21) voor zijn vraag.
- Het onderzoek wordt uitgevoerd door een team onder leiding van prof. {a} van de Universiteit Twente.
- De heer {b.S}, die in de uitzending van Nieuwsuur aan het woord kwam, is geen medewerker van mijn ministerie.

Achtergrond (niet uitspreken): {b} werkte van 2015 tot 2019 bij DT&V onder {c}. Contact hierover loopt via {d} (woordvoering), back-up is {e}.
""",
    """Bezoekersregistratie hoofdingang 17-10-2022

Tijd    Naam                  Organisatie        Gastheer
08.15   {a}       Capgemini          {b}
08.40   {c.i}         RvdK               {d.i}
09.05   {e.inv}         Provincie Fryslan  {b}
10.30   {f}          -                  {g}
""",
    """Stagebeoordeling

Stagiair: {a}
Begeleider: {b}
Tweede lezer: {c.i}

{a.v} heeft zich in korte tijd goed ingewerkt. Samen met {d} schreef hij de notitie over de wachttijden. {b.v} zag hem groeien in het contact met {e.v} en de andere collega's. Aandachtspunt is de planning. Besproken op 3 juni met {a.v} en {c.v}.

Getekend,
{b}
""",
    """Deskundigenbericht

Op verzoek van mr. {a.i}, rechter-commissaris, heb ik onderzocht of betrokkene, {b}, leesvaardig is. Ik sprak haar op 3 mei in het bijzijn van haar advocaat, {c}, en een begeleidster van Nidos ({d}). {b.v} vertelde dat zij door haar oom {e} naar Nederland is gebracht. Haar zusje {f.v} bleef achter bij {g.v}, een buurvrouw.
""",
    """Procesafspraken vragenset Kamer

Coordinatie: {a} en {b} (DMB). IND levert aan via {c.v}, COA via {d}. Concept woensdag naar {e.v} voor de juridische toets, daarna {f} (woordvoering) en plv. DG {=Dam}. Vragen 4, 7 en 12 gaan over het amendement-{=Ceder}; graag {g.s} laten meelezen. Paraaf: {a.par}/{b.par}.
""",
    """Debrief incident 22 maart

Aanwezig bij de debrief waren naast ondergetekende ook {a.v}, {b.v} en {c}. {d} was verhinderd. {a.v} vertelde dat {e.s} hem om 3 uur had gebeld. {c.v} vulde aan dat burgemeester {=Bruls} pas om 5 uur werd geinformeerd. {b.v} had toen al contact gehad met {f} van de veiligheidsregio. Verbeterpunt volgens {c.v}: sneller opschalen.

{g}, adviseur crisisbeheersing
""",
)
