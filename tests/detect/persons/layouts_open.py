# ruff: noqa: E501 - layouts as they are printed
"""Layouts that the rules were improved on. Names are made up; several are in no list."""

from __future__ import annotations

POOL = """
Wietze|van der|Zwaluwdam|WJ
Gerlinde||Postelmans|G
Tobias|de|Ruijterkamp|TA
Oyelaran||Adebisi|O
Nguyet||Phamthi|N
Marloes|van 't|Oever|MC
Dzsenifer||Horvathne|D
Chidinma||Okonkwo|C
Hessel||Wiarda|HP
Bertine|ter|Braake|B
Sjaak||Kuipers|SJ
Aylin||Karadeniz|A
Yohannes||Gebrehiwot|Y
Priscilla|van|Wanrooij|PM
Lieuwe||Terpstra|L
Fardowsa||Warsame|F
Krystian||Wojciechowski|K
Jolanda||Hogenbirk|JE
Rutmer||Feenstra|R
Xandra|de|Wolff|X
Ebru||Tasdemir|E
Joris||Nieuwland|JW
Sanne||Kort|S
Pieter-Bas||Smit|PB
Guusje||Brand|GA
Ikram||El Bouhali|I
Tamar||Ashkenazi|T
Volkert||Draaisma|VD
Nadezhda||Ivanchenko|N
Coosje||Mooij|CM
"""

OPEN = (
    """INVENTARISLIJST Woo-verzoek 2023-118

Nr.	Datum	Soort	Omschrijving	Beoordeling
1	03-02-2023	E-mail	Bericht van {a} aan {b} over de planning	Deels openbaar
2	04-02-2023	E-mail	Reactie {b.i} op mail {a.S}	Deels openbaar
3	09-02-2023	Memo	Memo opgesteld door {c.i}	Openbaar
4	11-02-2023	App	WhatsAppgesprek {a.v} en {d.v}	Niet openbaar
5	12-02-2023	Brief	Brief aan minister {=Helder}	Openbaar

Toelichting: de heer {a.S} werkte destijds bij de directie Openbaar Vervoer.
""",
    """Onderwerp: Afstemming stikstofdossier
Locatie: Microsoft Teams-vergadering
Begin: di 14-3-2023 10:00
Eind: di 14-3-2023 11:00
Organisator: {a}
Vereiste deelnemers: {b}; {c.inv}; {d} - DGM; {e}
Optionele deelnemers: {f}

Dag allen,

Zoals besproken met {b.v} plan ik dit overleg in. {c.v}, kun jij de stukken rondsturen?
{d.v} kan alleen het eerste halfuur. Wie niet kan geeft het even door aan {f.v}.

Groetjes,
{a.v}
""",
    """Telefoonnotitie

Datum: 6 juni 2022
Opgenomen door: {a}
Beller: mevrouw {b.S}, moeder van de aanvrager
Onderwerp: lopende procedure

Mevrouw {b.S} belt omdat zij nog niets gehoord heeft. Haar zoon {c.v} ({c}) wacht sinds maart.
Zij heeft eerder gesproken met {d} van het KCC. Ik heb toegezegd dat {e.v} haar terugbelt.
Actie: {e.i} belt voor vrijdag terug. Cc aan {d.v}.
""",
    """BESLUITENLIJST MT MIGRATIE 12 APRIL 2023

1. Verslag vorige vergadering
Vastgesteld met een wijziging van {a.s}.
2. Capaciteit
{b.S} licht de raming toe. {c.S} vraagt aandacht voor de werkdruk. Besloten wordt het voorstel
aan te houden; {a.S} en {c.S} komen met een alternatief.
3. Communicatie
{d.S} stemt af met de woordvoerder. Minister {=Van der Burg} wordt geinformeerd.
4. Rondvraag
{b.S} meldt dat {e} per 1 mei begint als projectleider.

Aanwezig: {a.i} (vz), {b.i}, {c.i}, {d.i}
Afwezig met bericht: {f.i}
""",
    """[14:02, 3-5-2023] {a.v}: Heb jij de nota al gezien?
[14:03, 3-5-2023] {b}: Nee, ligt bij {c.v}
[14:03, 3-5-2023] {a.v}: Ok. {d.s} wil hem vanmiddag
[14:10, 3-5-2023] {b}: Ik bel {c.v} wel even
[14:12, 3-5-2023] {a.v}: top, dank {b.v}!
[14:15, 3-5-2023] {c}: Staat klaar, {e.v} heeft meegelezen
""",
    """REISVERSLAG WERKBEZOEK ISTANBUL

Delegatie: {a} (delegatieleider), {b} (IND), {c} (DT&V) en {d}

Dag 1. Na aankomst ontving ambassaderaad {e} de delegatie. {a} bedankte voor de ontvangst. In
de middag sprak {b.i} met vertegenwoordigers van het ministerie van Binnenlandse Zaken, onder wie
{f}, hoofd van de afdeling terugkeer. 's Avonds was er een diner, waarbij ook {g} aanschoof.

Dag 2. {c.v} en {d.v} bezochten het opvangcentrum. De directeur, de heer {h.S}, gaf een rondleiding.
Staatssecretaris {=Broekers-Knol} sloot per videoverbinding aan.

Verslag: {d}
""",
    """ORGANOGRAM DIRECTIE REGIE MIGRATIEKETEN (per 1 januari 2022)

Directeur-generaal: {=Johanna Bergveld}
Directeur: {a}
Managementondersteuning: {b}, {c}

Afdeling Strategie
Afdelingshoofd: {d}
- {e}, senior beleidsadviseur
- {f}, trainee
- vacature

Afdeling Uitvoering
Afdelingshoofd a.i.: {g}
- {h} (0,8 fte)
- {i} (detachering bij COA)
""",
    """Van: {a} [mailto:{a.mail}@minfin.nl]
Verzonden: woensdag 1 maart 2023 09:14
Aan: {b.inv}; {c.inv}
CC: {d} - BD/DGA
Onderwerp: FW: concept kamerbrief

{b.v}, {c.v},

Bijgaand het concept. {d.v} had nog twee opmerkingen, zie track changes. Willen jullie voor 12 uur
reageren? Dan kan {e.v} hem meenemen naar de stas.

{a.v}

> Op 28 februari 2023 schreef {d} het volgende:
> Beste {a.v},
> Twee punten. Ten eerste de passage over de evaluatie, daar heeft {f.v} van BZK moeite mee.
> Ten tweede het bedrag. Vraag {e.v} even wat FEZ ervan vindt.
> Gr {d.v}
""",
    """Aan de staatssecretaris van Justitie en Veiligheid
t.a.v. de afdeling Juridische Zaken

Utrecht, 12 februari 2023
Betreft: bezwaarschrift

Geachte heer, mevrouw,

Namens mijn client, de heer {a} (V-nummer 2834567890), maak ik bezwaar tegen uw besluit van
2 januari 2023. Client is gehuwd met {b}, geboren te Asmara. Hun kinderen {c.v} en {d.v} verblijven bij
hun oma {e}. De medewerker die het gehoor afnam, mevrouw {f.S}, heeft niet doorgevraagd.

Tijdens de hoorzitting kan mijn kantoorgenoot mr. {g.i} aanwezig zijn.

Hoogachtend,

mr. {h.i}
advocaat
""",
    """Versiebeheer

Versie	Datum	Auteur	Wijziging
0.1	12-01-2023	{a}	Eerste opzet
0.2	19-01-2023	{b.i}	Opmerkingen verwerkt
0.9	02-02-2023	{a} / {c}	Ter consultatie
1.0	20-02-2023	{d.inv}	Vastgesteld

Distributie
Naam	Functie
{e}	Opdrachtgever
{f.i}	Gebruiker
{=J. Weerwind}	Minister
""",
    """From: {a} <{a.mail}@ec.europa.eu>
Sent: Monday, May 8, 2023 4:12 PM
To: {b} <{b.mail}@minjenv.nl>
Cc: {c}; {d}
Subject: Draft Council conclusions

Dear {b.v},

Many thanks for your comments. I discussed them with {c.v} and {e} from the Presidency. Could you
please let {d.v} know whether the Netherlands can support paragraph 12?

Kind regards,
{a.v}

{a}
Policy officer
""",
    """ACTIELIJST PROJECT DIGITALISERING
(bijgewerkt 3 mei)

1. Contract met leverancier controleren - {a.v} - 10 mei
2. Demo voorbereiden - {b.v}/{c.v} - 12 mei
3. Afspraak plannen met {d} (Capgemini) - {a.v} - asap
4. Begroting aanleveren bij {e.i} - {c} - 1 juni
5. Reactie {f.s} afwachten - {b.v} - doorlopend

{a.par} = {a}, {b.par} = {b}
Gezien: {a.par}, {b.par}
""",
    """Geachte mevrouw {a.S},

Op 3 april 2023 heeft u bij de Nationale ombudsman geklaagd over de wijze waarop onze medewerker, de
heer {b.S}, u te woord heeft gestaan. Ik heb uw klacht besproken met {b} en zijn leidinggevende
{c}. De heer {b.S} betreurt het dat u zich niet gehoord voelt.

Mocht u nog vragen hebben, dan kunt u terecht bij {d.i} van team Klachten.

Met vriendelijke groet,

De Minister voor Rechtsbescherming,
namens de minister,

{e.i}
Hoofd Bureau Klachten
""",
    """GESPREKSVERSLAG

Gesprek d.d. 17 mei 2023 tussen {a} (JenV) en {b} (gemeente Zwolle)

{a.v} opent het gesprek en schetst de aanleiding. Volgens {b.v} is de gemeente bereid 200 plekken te
realiseren, mits het Rijk garant staat. Wethouder {=Klaas Sloots} moet dit nog met het college bespreken.
{a.v} zegt toe dat {c} hierover contact opneemt met {d} van de provincie. {b.v} wijst op de brief van
burgemeester {=Peter Snijders}. Afgesproken wordt dat {a.v} een concept-overeenkomst stuurt naar {b.v}, met
{c.v} in de cc.
""",
    """Rooster piketdienst week 21

ma 22-5   {a}        06-12345678
di 23-5   {b}        06-23456789
wo 24-5   {c.v}
do 25-5   {a}
vr 26-5   {d} (ruil met {b.v})

Achterwacht: {e}, bij afwezigheid {f}
""",
    """Advies van de landsadvocaat

Behandeld door mr. {a.i} en mr. {b.i}

Op 12 mei 2022 vroeg u, bij monde van mevrouw mr. {c.i}, advies over de toepassing van artikel 3.
Wij spraken hierover op 16 mei 2022 met de heren {d.S} en {e.S} en mevrouw {f.S}. Uit de motie-{=Azarkan} en
de motie van de leden {=Kuik} en {=Van Dijk} leiden wij af dat de Kamer snel duidelijkheid wenst.
""",
    """NOTA VOOR DE MINISTER

Van	{a}
Medewerker	{b}
Doorkiesnummer	070-1234567
Parafenroute	{c.par} / {d.par} / {e.par}
	{c} - {d} - {e}

Kern
In het bewindsliedenoverleg van 3 mei heeft minister {=Kaag} gevraagd naar de stand van zaken. De analyse
is gemaakt door {b.v} en {f}, en is afgestemd met {g.v} van FIN. DG {=Verkuylen} is akkoord.
""",
    """Zaakverloop

12-03-2021 Aanvraag ontvangen, toegewezen aan {a}.
15-03-2021 {a.s} belt met referent {b}.
02-04-2021 Gehoor afgenomen door {c.i}, tolk {d}.
19-04-2021 Dossier overgedragen aan {e} i.v.m. verlof {a.s}.
03-05-2021 Beschikking getekend namens de staatssecretaris door {f.i}.
""",
)
