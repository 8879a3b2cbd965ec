# ruff: noqa: E501 - layouts as they are printed
"""A third set of layouts, of other kinds: written after the rules were frozen.

README of the name lists tells the figures of the first run; after that the set is no longer blind.
"""

from __future__ import annotations

POOL = """
Jorrit||Dijkema|JS
Fatoumata||Diallo|F
Lieselotte|van|Haaften|LM
Gijsbert||Oudshoorn|GA
Nawal||El Khattabi|N
Ömer||Karabulut|Ö
Hanneke|de|Wit|JHM
Thijmen||Rozeboom|T
Agnieszka||Wojtowicz|A
Rens|van der|Zwaan|RP
Ilse||Veldhuizen|IC
Kofi||Boateng|K
Marit||Sloothaak|MF
Dewi||Tanuwidjaja|D
Corné|van den|Eijnden|CJ
Bouchra||Amezrou|B
Sietse||Terpstra|SJ
Noortje||Appelman|N
Emre||Yalçin|E
Veerle|ter|Haar|VE
Zbigniew||Nowicki|Z
Annemarieke||Kleinjan|A
Lars||Brinkhuis|LH
Quinty||Schaap|QR
Mohamed Amin||Bouzid|MA
Tjitske||Faber|T
Roos||Nijhuis|RAM
Winston||Kromodimedjo|W
Jop||Hartman|JB
Edith||Wagenaar|EG
"""

THIRD = (
    # WhatsApp export with emoji
    "[12-03-2023 09:14:22] {a}: Goedemorgen allemaal ☀️\n"
    "[12-03-2023 09:15:01] {b.v} IT: \u200eafbeelding weggelaten\n"
    "[12-03-2023 09:15:47] {c}: 👍👍 top {a.v}!\n"
    "[12-03-2023 09:17:10] {a}: @{d.v} heb jij de cijfers al? 🙏 anders bel ik {e.s} zelf\n"
    "[12-03-2023 09:21:33] {d}: Ja, {e.v} heeft ze gisteren gestuurd 😅\n"
    "[12-03-2023 09:22:00] \u200e{c} heeft {f} toegevoegd\n"
    "[12-03-2023 09:25:12] {f}: Hoi 👋 ik neem het over van {b.v}\n",
    # Teams meeting notes
    "Notulen Teams-vergadering\n"
    "Vergadering: Weekstart programma Huisvesting\n"
    "Tijd: maandag 6 februari 2023 09:00 - 09:45\n"
    "Organisator: {a}\n"
    "Vereiste deelnemers: {b}; {c}; {d.invv}\n"
    "Optionele deelnemers: {e}\n\n"
    "Deelname\n"
    "{a}\t09:00\t09:45\tOrganisator\n"
    "{b}\t09:02\t09:45\tPresentator\n"
    "{c} (Gast)\t09:03\t09:30\tDeelnemer\n\n"
    "Transcriptie\n"
    "0:00:05\n{a}\nGoed, dan beginnen we.\n\n"
    "0:00:41\n{b}\nIk heb nog een vraag over de huurtoeslag.\n\n"
    "Actiepunten\n"
    "☐ {c.v}: planning bijwerken\n"
    "☐ {d.v} en {e.v}: afspraak met de woningcorporatie\n",
    # Kamerbrief with signature and file note
    "Ministerie van Onderwijs, Cultuur en Wetenschap\n"
    "> Retouradres Postbus 16375 2500 BJ Den Haag\n"
    "De voorzitter van de Tweede Kamer der Staten-Generaal\nPostbus 20018\n2500 EA Den Haag\n\n"
    "Directie Primair Onderwijs en Kinderopvang\n"
    "Contactpersoon\n{a.i}\nT 070 412 12 12\n\n"
    "Datum 3 juni 2022\n"
    "Betreft Beantwoording vragen van het lid {=Westerveld} (GroenLinks) over zittenblijven\n\n"
    "Hierbij zend ik u de antwoorden, mede namens de minister voor Primair en Voortgezet Onderwijs, "
    "op de vragen van de leden {=Westerveld} (GroenLinks) en {=Kwint} (SP).\n\n"
    "De minister van Onderwijs, Cultuur en Wetenschap,\n\n\n{=Robbert Dijkgraaf}\n\n"
    "Paraaf opsteller: {a.par}\nMedeparaaf FEZ: {b.par}\nOpsteller: {a}\nAkkoord hoofd: {b}\n",
    # HR form
    "FORMULIER VERLOFAANVRAAG\n\n"
    "Achternaam\t\t{a.s}\n"
    "Voornaam\t\t{a.v}\n"
    "Personeelsnummer\t\t40871\n"
    "Functie\t\tMedewerker bedrijfsvoering B\n"
    "Organisatieonderdeel\t\tDienst Uitvoering Subsidies\n"
    "Leidinggevende\t\t{b}\n"
    "Vervanger tijdens verlof\t\t{c}\n"
    "HR-adviseur\t\t{d.i}\n\n"
    "Toelichting: {a.v} neemt ouderschapsverlof op voor haar zoon {e.v}. De overdracht aan {c.v} is geregeld.\n\n"
    "Handtekening medewerker\t\tHandtekening leidinggevende\n"
    "{a.i}\t\t{b.i}\n",
    # Extract of a register
    "UITTREKSEL HANDELSREGISTER\n\n"
    "Statutaire naam    Stichting Zorg en Wonen Rijnmond\n"
    "Bestuurders\n"
    "Naam               {a.inv}\n"
    "Geboortedatum      04-11-1968\n"
    "Datum in functie   01-01-2015\n"
    "Titel              Voorzitter\n"
    "Bevoegdheid        Gezamenlijk bevoegd\n\n"
    "Naam               {b.inv}\n"
    "Datum in functie   01-07-2019\n"
    "Titel              Penningmeester\n\n"
    "Gevolmachtigden\n"
    "Naam               {c.inv}\n"
    "Vervaardigd door   {d}\n",
    # Spreadsheet rows
    "Zaaknr;Ontvangen;Behandelaar;2e lezer;Status;Opmerking\n"
    "2022-118;03-01-2022;{a.invv};{b.par};Afgerond;\n"
    "2022-119;04-01-2022;{b.invv};{c.par};In behandeling;gebeld met {d.s}\n"
    "2022-120;04-01-2022;{c.invv};{a.par};In behandeling;wacht op {d.v}\n"
    "2022-121;05-01-2022;{a.invv};{c.par};Ingetrokken;verzoeker mw. {e.s}\n",
    # English-language mail
    "From: {a} <{a.mail}@minfin.nl>\n"
    "Sent: Thursday, 9 March 2023 18:02\n"
    "To: {b} <{b.mail}@treasury.gov.uk>\n"
    "Cc: {c}\n"
    "Subject: RE: Call with the Commission\n\n"
    "Dear {b.v},\n\n"
    "Many thanks for your help today. My colleague {c} will follow up on the annex with {d} of the\n"
    "Council Secretariat. As {e.v} pointed out, our minister, {=Sigrid Kaag}, prefers a joint paper.\n\n"
    "Kind regards,\n\n{a.v}\n\n"
    "{a}\nSenior Policy Advisor | Ministry of Finance\n\n"
    "On 9 Mar 2023, at 16:40, {b} wrote:\n"
    "> Hi {a.v},\n> Could you loop in Ms {d.s} please? Best, {b.v}\n",
    # Presence list in capitals without commas, with a chamber column
    "PRESENTIELIJST INFORMATIEAVOND\n\n"
    "NAAM\tNAMENS\tPARAAF\n"
    "{a.up}\tbewoner\t{a.par}\n"
    "{b.up}\tgemeente\t{b.par}\n"
    "{c.inv}\twaterschap\t{c.par}\n"
    "{d.i}\tbewoner\t{d.par}\n"
    "{=Omtzigt, P.}\tTweede Kamer (CDA)\t\n",
    # Telephone note
    "TELEFOONNOTITIE\n"
    "Voor: {a.v} / {b.v}\nVan: receptie ({c.v})\nGebeld door: mevr. {d.S}, dochter van {e.i}\n"
    "Terugbellen: ja, na 14.00\n\n"
    "Mw. {d.S} belt over de brief van {a.S}. Zij wil weten of {b.S} al heeft besloten. "
    "Haar vader, {e}, is slecht ter been. Doorverbonden met {f.v} van Juridische Zaken en Beleid.\n",
    # Duty roster
    "Rooster piket week 14 t/m 17\n\n"
    "Week 14   {a.v} {a.s}   achterwacht: {b.v}\n"
    "Week 15   {b.v} {b.s}   achterwacht: {c.v}\n"
    "Week 16   {c.v} {c.s}   achterwacht: {d.v}\n"
    "Week 17   {d.v} {d.s}   achterwacht: {a.v}\n\n"
    "Ruilen in overleg met {e.i} (Afdeling Crisis en Veiligheid). Vragen? Bel {f.v}.\n",
)
